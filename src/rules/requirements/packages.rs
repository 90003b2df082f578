//! What the rules about packages that pip looks for share.

use pep440_rs::Version;

use crate::analysis::Facts;
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
    pub(super) listed: Listed<'f>,
}

/// What is predicted to be wrong with the packages, where no rule about the line itself speaks of it.
pub(super) fn problems<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = Found<'f>> {
    facts.predicted().into_iter().flat_map(Predicted::problems).filter_map(|(problem, (file, line))| {
        let is_told =
            facts.faulty_lines.iter().any(|faulty| (faulty.file, faulty.line) == (file, line) && faulty.fault.explains());
        let file = facts.requirements.files.get(file).filter(|_| !is_told)?;
        Some(Found { problem, listed: Listed::of(file, file.file.lines.get(line)?, facts.python.resolved)? })
    })
}

impl Found<'_> {
    /// The requirement's name with its version.
    pub(super) fn place(&self) -> Place {
        let named = self.listed.named;
        Place::range(&self.listed.file.path, named.name_range.start..named.specifiers_range.end)
    }

    /// What pip prints last, where the project itself asks for the package.
    pub(super) fn says(&self, facts: &Facts<'_>) -> Option<String> {
        self.is_direct().then(|| says_no_distribution(facts, &self.listed))
    }

    /// Whether the project itself asks for the package.
    pub(super) fn is_direct(&self) -> bool {
        self.problem.chain.len() <= 1
    }

    /// Another release in the place of the one that the project pins, where there is one and the line can be edited.
    pub(super) fn repinned(&self, facts: &Facts<'_>, release: Option<&Version>) -> FixBuilder {
        let release = release.filter(|_| self.is_direct());
        let fix = release.and_then(|release| repinned(facts, FixBuilder::unsafe_(), &self.listed, &release.to_string()));
        fix.unwrap_or_else(FixBuilder::display)
    }

    /// What a fix does that takes another release, another Python, or neither.
    pub(super) fn fix_title(&self, Ways { release, python }: &Ways, language: Language) -> String {
        let name = &self.problem.name;
        match (release, python) {
            (Some(release), _) => say!(language, "Pin `{name}` to {release}", "将 `{name}` 固定为 {release}"),
            (None, Some(python)) => say!(language, "Ask for Python {}", "选择 Python {}", python.series),
            (None, None) => say!(language, "Do without `{name}`", "不使用 `{name}`"),
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
pub(super) fn ways(found: &Found<'_>, version: &Version, Ways { release, python }: &Ways, language: Language) -> String {
    let name = &found.problem.name;
    let other = release.as_ref().map(|release| {
        let is_far = release.release().first() != version.release().first();
        match is_far {
            true => say!(
                language,
                " The nearest release of `{name}` that comes ready built for it is {release}, whose other major version may need changes in the code.",
                "最接近且有现成 wheel 的 `{name}` 版本是 {release}，主版本不同，可能需要修改代码。"
            ),
            false => say!(
                language,
                " Write `{name}=={release}`, the nearest release that comes ready built for it.",
                "请写成 `{name}=={release}`，这是最接近且有现成 wheel 的版本。"
            ),
        }
    });
    let python = python.map(|python| {
        let series = python.series;
        say!(
            language,
            " {version} itself comes ready built for Python {series}.",
            "{version} 有适用于 Python {series} 的现成 wheel。"
        )
    });
    [other, python].into_iter().flatten().collect()
}
