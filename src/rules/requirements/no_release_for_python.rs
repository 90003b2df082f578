//! PSH512: a pinned version that is not for the installed Python.

use crate::analysis::requirements::fault::{NoRelease, RequirementFault};
use crate::analysis::requirements::listed::Listed;
use crate::index::predict::{ProblemKind, Ways};
use crate::rules::prelude::*;
use pep440_rs::Version;

use super::lines::{faulty_requirements, repinned, says_no_distribution};
use super::packages::{Found, problems, ways};

rule! {
    code: "PSH512",
    name: "no-release-for-python",
    severity: Error,
    stage: Build,
    fix: Unsafe,
    en: "A pinned version that does not run on the installed Python",
    zh: "固定的版本不支持所安装的 Python",
}

struct NoReleaseForPython<'f, 'a> {
    facts: &'f Facts<'a>,
    name: &'f str,
    fault: &'f NoRelease,
    /// How many further pins do not fit either.
    more: usize,
}

impl Message for NoReleaseForPython<'_, '_> {
    fn message(&self, language: Language) -> String {
        let Self { name, fault: NoRelease { pinned, requires_python, .. }, .. } = self;
        let python = self.python();
        match self.more {
            0 => say!(
                language,
                "`{name}` {pinned} needs Python {requires_python}, but the platform installs {python}",
                "`{name}` {pinned} 需要 Python {requires_python}，但平台安装的是 {python}"
            ),
            more => say!(
                language,
                "`{name}` {pinned} needs Python {requires_python}, but the platform installs {python} (other pins that do not fit it: {more})",
                "`{name}` {pinned} 需要 Python {requires_python}，但平台安装的是 {python}；另有 {more} 个固定的版本也不适用"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (name, pinned, python, caveat) = (self.name, &self.fault.pinned, self.python(), self.caveat(language));
        match &self.fault.newest {
            Some(newest) => say!(
                language,
                "pip passes over every release that is not for its own Python, finds none that fits the pin, and stops the build. The newest release of `{name}` for Python {python} is {newest}: write `{name}=={newest}`, or ask for a Python that {pinned} is for.{caveat}",
                "pip 会跳过所有不支持其自身 Python 的版本，因此找不到符合要求的版本，构建停止。支持 Python {python} 的最新 `{name}` 是 {newest}：请写成 `{name}=={newest}`，或选择 {pinned} 支持的 Python。{caveat}"
            ),
            None => say!(
                language,
                "pip passes over every release that is not for its own Python, finds none that fits the pin, and stops the build. No release of `{name}` is for Python {python}: ask for a Python that {pinned} is for.{caveat}",
                "pip 会跳过所有不支持其自身 Python 的版本，因此找不到符合要求的版本，构建停止。没有支持 Python {python} 的 `{name}`：请选择 {pinned} 支持的 Python。{caveat}"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let name = self.name;
        match &self.fault.newest {
            Some(_) if self.more > 0 => {
                say!(language, "Pin the newest releases for Python {}", "固定为支持 Python {} 的最新版本", self.python())
            }
            Some(newest) => say!(language, "Pin `{name}` to {newest}", "将 `{name}` 固定为 {newest}"),
            None => {
                say!(language, "Ask for a Python that `{name}` {} is for", "选择 `{name}` {} 支持的 Python", self.fault.pinned)
            }
        }
    }
}

impl NoReleaseForPython<'_, '_> {
    fn python(&self) -> String {
        self.facts.python.resolved.map_or_else(String::new, |python| python.to_string())
    }

    fn caveat(&self, language: Language) -> String {
        let caveat = self.facts.platform.python.default.caveat.as_ref();
        let caveat = caveat.filter(|_| self.facts.python.may_differ(self.facts.platform));
        caveat.map_or_else(String::new, |caveat| match language {
            En => format!(" {}", caveat.en),
            Zh => caveat.zh.clone(),
        })
    }
}

/// What the index says of a requirement that is no pin, or of a package that another one requires, or of wheels.
struct NothingForPython<'f> {
    facts: &'f Facts<'f>,
    found: Found<'f>,
    version: &'f Version,
    /// What the release needs; none where it comes as wheels only, none of which is for the Python.
    requires_python: Option<&'f str>,
    ways: &'f Ways,
}

impl NothingForPython<'_> {
    fn python(&self) -> String {
        self.facts.python.resolved.map_or_else(String::new, |python| python.to_string())
    }
}

impl Message for NothingForPython<'_> {
    fn message(&self, language: Language) -> String {
        let (name, version, python) = (&self.found.problem.name, self.version, self.python());
        match self.requires_python {
            Some(requires) => say!(
                language,
                "`{name}` {version} needs Python {requires}, but the platform installs {python}",
                "`{name}` {version} 需要 Python {requires}，但平台安装的是 {python}"
            ),
            None => say!(
                language,
                "`{name}` {version} comes as wheels only, and none is for Python {python}",
                "`{name}` {version} 只有 wheel，而且没有适用于 Python {python} 的"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let asked_by = self.found.asked_by(language);
        let ways = ways(&self.found, self.version, self.ways, language);
        say!(
            language,
            "pip passes over every release that is not for its own Python, finds none that fits, and stops the build.{asked_by}{ways}",
            "pip 会跳过所有不支持其自身 Python 的版本，因此找不到符合要求的版本，构建停止。{asked_by}{ways}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        self.found.fix_title(self.ways, language)
    }
}

fn check<'f>(facts: &'f Facts<'f>, findings: &mut Findings<'_, '_>) {
    check_pins(facts, findings);
    for found in problems(facts) {
        let (version, requires_python, ways) = match &found.problem.kind {
            ProblemKind::OtherPython { version, requires_python, ways } => (version, Some(requires_python.as_str()), ways),
            ProblemKind::NoWheel { version, ways } => (version, None, ways),
            _ => continue,
        };
        let (place, says) = (found.place(), found.says(facts));
        let fix = found.repinned(facts, ways.release.as_ref());
        let finding = Finding::new(place, NothingForPython { facts, found, version, requires_python, ways })
            .likely_if(facts.python.may_differ(facts.platform))
            .says_if_known(says)
            .fix(fix);
        findings.add(finding);
    }
}

/// All pins together are one problem, the Python; pip stops at the first.
fn check_pins(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let unfit: Vec<(Listed<'_>, &NoRelease)> = faulty_requirements(facts, &RULE)
        .filter_map(|(listed, fault)| match fault {
            RequirementFault::NoRelease(fault) => Some((listed, fault)),
            _ => None,
        })
        .collect();
    let Some(((first, fault), others)) = unfit.split_first() else { return };
    let message = NoReleaseForPython { facts, name: &first.named.name, fault, more: others.len() };
    let mut finding = Finding::new(place(first), message)
        .likely_if(facts.python.may_differ(facts.platform))
        .says_if_known(says(facts, first, fault))
        .fix(fix(facts, &unfit));
    for (other, fault) in others {
        finding = finding.related(place(other), need(&other.named.name, fault, findings.language));
    }
    findings.add(finding);
}

/// The name with its version.
fn place(listed: &Listed<'_>) -> Place {
    Place::range(&listed.file.path, listed.named.name_range.start..listed.named.specifiers_range.end)
}

fn need(name: &str, NoRelease { pinned, requires_python, .. }: &NoRelease, language: Language) -> String {
    say!(language, "`{name}` {pinned} needs Python {requires_python}", "`{name}` {pinned} 需要 Python {requires_python}")
}

fn fix(facts: &Facts<'_>, unfit: &[(Listed<'_>, &NoRelease)]) -> FixBuilder {
    let all = unfit.iter().try_fold(FixBuilder::unsafe_(), |fix, (listed, fault)| {
        repinned(facts, fix, listed, &fault.newest.as_ref()?.to_string())
    });
    all.unwrap_or_else(FixBuilder::display)
}

/// What pip prints last, where it prints the version as it is written.
fn says(facts: &Facts<'_>, listed: &Listed<'_>, fault: &NoRelease) -> Option<String> {
    let is_plain = listed.named.extras.is_empty() && listed.named.specifiers.ends_with(&fault.pinned.to_string());
    is_plain.then(|| says_no_distribution(facts, listed))
}
