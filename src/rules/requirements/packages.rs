//! What the rules about packages that are looked for in an index share.

use std::ops::Range;

use pep440_rs::Version;

use crate::analysis::Facts;
use crate::analysis::packages::Installed;
use crate::analysis::packages::asked::Spot;
use crate::analysis::packages::predicted::Predicted;
use crate::analysis::requirements::listed::Listed;
use crate::diagnostic::FixBuilder;
use crate::index::predict::{Problem, Ways};
use crate::index::resolve::Link;
use crate::language::{Language, say};
use crate::rules::Place;

use super::lines::{repinned, says_no_distribution};

/// A problem with the requirement of the project that leads to it.
pub(super) struct Found<'f> {
    /// The problem.
    pub(super) problem: &'f Problem,
    /// The requirement.
    pub(super) asking: Asking<'f>,
}

/// What asks for a package.
#[derive(Clone, Copy)]
pub(super) enum Asking<'f> {
    /// A line that pip reads.
    Line(Listed<'f>),
    /// A lock file, and where in it.
    Locked(&'f Installed, &'f Range<usize>),
}

/// What is predicted to be wrong with the packages, where no rule about the line itself speaks of it.
pub(super) fn problems<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = Found<'f>> {
    facts.predicted().into_iter().flat_map(Predicted::problems).filter_map(|(problem, spot)| {
        let asking = match spot {
            Spot::Line(file, line) => {
                let mut faulty = facts.faulty_lines.iter().filter(|faulty| (faulty.file, faulty.line) == (*file, *line));
                let file = facts.requirements.files.get(*file).filter(|_| !faulty.any(|faulty| faulty.fault.explains()))?;
                Asking::Line(Listed::of(file, file.file.lines.get(*line)?, facts.python.resolved)?)
            }
            Spot::Locked(range) => Asking::Locked(facts.installed.as_ref()?, range),
        };
        Some(Found { problem, asking })
    })
}

impl<'f> Found<'f> {
    /// The line that asks for it.
    pub(super) fn listed(&self) -> Option<&Listed<'f>> {
        match &self.asking {
            Asking::Line(listed) => Some(listed),
            Asking::Locked(..) => None,
        }
    }

    /// The name of the package, as the project writes it where it asks for it.
    pub(super) fn name(&self) -> &'f str {
        match self.listed().filter(|_| self.is_direct()) {
            Some(listed) => &listed.named.name,
            None => &self.problem.name,
        }
    }

    /// The name with its version.
    pub(super) fn place(&self) -> Place {
        match &self.asking {
            Asking::Line(listed) => {
                Place::range(&listed.file.path, listed.named.name_range.start..listed.named.specifiers_range.end)
            }
            Asking::Locked(installed, range) => Place::range(installed.file, (*range).clone()),
        }
    }

    /// Who looks for the package.
    pub(super) fn manager(&self) -> &'static str {
        match &self.asking {
            Asking::Line(_) => "pip",
            Asking::Locked(installed, _) => installed.manager,
        }
    }

    /// The lock file that asks for it.
    pub(super) fn lock(&self) -> Option<&'static str> {
        match &self.asking {
            Asking::Line(_) => None,
            Asking::Locked(installed, _) => Some(installed.file),
        }
    }

    /// What pip prints last, where the project itself asks for the package.
    pub(super) fn says(&self, facts: &Facts<'_>) -> Option<String> {
        Some(says_no_distribution(facts, self.listed().filter(|_| self.is_direct())?))
    }

    /// Whether the project itself asks for the package.
    pub(super) fn is_direct(&self) -> bool {
        self.problem.chain.len() <= 1
    }

    /// The release that the line pins.
    pub(super) fn pin(&self) -> Option<Version> {
        self.listed().filter(|_| self.is_direct())?.pin()
    }

    /// Another release in the place of the one that the project pins, where there is one and the line can be edited.
    pub(super) fn repinned(&self, facts: &Facts<'_>, release: Option<&Version>) -> FixBuilder {
        self.repinned_beside(facts, FixBuilder::unsafe_(), release).unwrap_or_else(FixBuilder::display)
    }

    /// The same beside other edits.
    pub(super) fn repinned_beside(&self, facts: &Facts<'_>, fix: FixBuilder, release: Option<&Version>) -> Option<FixBuilder> {
        repinned(facts, fix, self.listed().filter(|_| self.is_direct())?, &release?.to_string())
    }

    /// What a fix does that takes another release, another Python, or neither.
    pub(super) fn fix_title(&self, Ways { release, python, .. }: &Ways, language: Language) -> String {
        let name = self.name();
        match (release, python) {
            (Some(release), _) => self.pin_title(release, language),
            (None, Some(python)) => say!(language, "Ask for Python {}", "选择 Python {}", python.series),
            (None, None) => say!(language, "Do without `{name}`", "不使用 `{name}`"),
        }
    }

    /// What a fix does that takes another release.
    pub(super) fn pin_title(&self, release: &Version, language: Language) -> String {
        let name = self.name();
        match &self.asking {
            Asking::Line(_) => say!(language, "Pin `{name}` to {release}", "将 `{name}` 固定为 {release}"),
            Asking::Locked(..) => say!(language, "Lock `{name}` {release}", "锁定 `{name}` {release}"),
        }
    }

    /// The sentence that asks for another release, with what is to be said of it.
    pub(super) fn write(&self, release: &Version, what: &str, language: Language) -> String {
        let name = self.name();
        match &self.asking {
            Asking::Line(_) => {
                say!(language, " Write `{name}=={release}`, {what}.", "请写成 `{name}=={release}`，{what}。")
            }
            Asking::Locked(installed, _) => {
                let (manifest, command) = (installed.manifest(), installed.lock_command());
                say!(
                    language,
                    " Require `{name}=={release}` in {manifest}, {what}, and run `{command}`.",
                    "请在 {manifest} 中要求 `{name}=={release}`（{what}），并运行 `{command}`。"
                )
            }
        }
    }

    /// Who asks for a package that the project does not ask for itself; with a blank before it.
    pub(super) fn asked_by(&self, language: Language) -> String {
        if self.is_direct() {
            return String::new();
        }
        let chain = chain(&self.problem.chain);
        say!(language, " It is required in this chain: {chain}.", "它由这条依赖链引入：{chain}。")
    }
}

/// Requirements from the project to a package.
pub(super) fn chain(links: &[Link]) -> String {
    links.iter().map(|link| format!("`{}`", link.requirement)).collect::<Vec<_>>().join(" → ")
}

/// What to write in the place of a release, and the Python that would do; with a blank before it.
pub(super) fn ways(found: &Found<'_>, version: &Version, ways: &Ways, language: Language) -> String {
    let name = found.name();
    let other = ways.release.as_ref().map(|release| {
        let is_far = release.release().first() != version.release().first();
        match (is_far, ways.is_wheel) {
            (true, true) => say!(
                language,
                " The nearest release of `{name}` that comes ready built for it is {release}, whose other major version may need changes in the code.",
                "最接近且有现成 wheel 的 `{name}` 版本是 {release}，主版本不同，可能需要修改代码。"
            ),
            (true, false) => say!(
                language,
                " The nearest release of `{name}` for it is {release}, whose other major version may need changes in the code.",
                "最接近的适用 `{name}` 版本是 {release}，主版本不同，可能需要修改代码。"
            ),
            (false, true) => {
                let what = language.pick("the nearest release that comes ready built for it", "这是最接近且有现成 wheel 的版本");
                found.write(release, what, language)
            }
            (false, false) => {
                found.write(release, language.pick("the nearest release for it", "这是最接近的适用版本"), language)
            }
        }
    });
    let python = ways.python.map(|python| {
        let series = python.series;
        say!(
            language,
            " {version} itself comes ready built for Python {series}.",
            "{version} 有适用于 Python {series} 的现成 wheel。"
        )
    });
    [other, python].into_iter().flatten().collect()
}
