//! PSH512: a pinned version that is not for the installed Python.

use crate::analysis::requirements::fault::{NoRelease, RequirementFault};
use crate::analysis::requirements::listed::Listed;
use crate::rules::prelude::*;

use super::lines::{faulty_requirements, repinned, says_no_distribution};

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

/// All pins together are one problem, the Python; pip stops at the first.
fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
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
