//! PSH512: a release that is not for the installed Python.

use crate::index::predict::{ProblemKind, Ways};
use crate::rules::prelude::*;
use pep440_rs::Version;

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

/// A release that is not for the Python.
struct NothingForPython<'f> {
    facts: &'f Facts<'f>,
    found: Found<'f>,
    version: &'f Version,
    /// What the release needs; none where it comes as wheels only, none of which is for the Python.
    requires_python: Option<&'f str>,
    ways: &'f Ways,
    /// How many further pins do not fit either.
    more: usize,
}

impl<'f> NothingForPython<'f> {
    fn of(facts: &'f Facts<'f>, found: Found<'f>) -> Option<Self> {
        let (version, requires_python, ways) = match &found.problem.kind {
            ProblemKind::OtherPython { version, requires_python, ways } => (version, Some(requires_python.as_str()), ways),
            ProblemKind::NoWheel { version, ways } => (version, None, ways),
            _ => return None,
        };
        Some(Self { facts, found, version, requires_python, ways, more: 0 })
    }

    /// Whether the project pins the release, which is for other Pythons.
    fn is_unfit_pin(&self) -> bool {
        self.requires_python.is_some() && (self.found.pin().is_some() || self.found.lock().is_some())
    }

    fn python(&self) -> String {
        self.facts.python.resolved.map_or_else(String::new, |python| python.to_string())
    }

    fn need(&self, language: Language) -> String {
        let (name, version, requires) = (self.found.name(), self.version, self.requires_python.unwrap_or_default());
        say!(language, "`{name}` {version} needs Python {requires}", "`{name}` {version} 需要 Python {requires}")
    }

    fn caveat(&self, language: Language) -> String {
        let caveat = self.facts.platform.python.default.caveat.as_ref();
        let caveat = caveat.filter(|_| self.facts.python.may_differ(self.facts.platform));
        caveat.map_or_else(String::new, |caveat| match language {
            En => format!(" {}", caveat.en),
            Zh => caveat.zh.clone(),
        })
    }

    fn ways(&self, language: Language) -> String {
        let version = self.version;
        match (self.ways, self.requires_python) {
            (Ways { release: None, python: None, .. }, Some(_)) => {
                say!(language, " Ask for a Python that {version} is for.", "请选择 {version} 支持的 Python。")
            }
            (some, _) => ways(&self.found, version, some, language),
        }
    }
}

impl Message for NothingForPython<'_> {
    fn message(&self, language: Language) -> String {
        let (name, version, python) = (self.found.name(), self.version, self.python());
        match (self.requires_python, self.more) {
            (Some(requires), 0) => say!(
                language,
                "`{name}` {version} needs Python {requires}, but the platform installs {python}",
                "`{name}` {version} 需要 Python {requires}，但平台安装的是 {python}"
            ),
            (Some(requires), more) => say!(
                language,
                "`{name}` {version} needs Python {requires}, but the platform installs {python} (other pins that do not fit it: {more})",
                "`{name}` {version} 需要 Python {requires}，但平台安装的是 {python}；另有 {more} 个固定的版本也不适用"
            ),
            (None, _) => say!(
                language,
                "`{name}` {version} comes as wheels only, and none is for Python {python}",
                "`{name}` {version} 只有 wheel，而且没有适用于 Python {python} 的"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (asked_by, ways, caveat) = (self.found.asked_by(language), self.ways(language), self.caveat(language));
        let manager = self.found.manager();
        match self.found.lock() {
            None => say!(
                language,
                "pip passes over every release that is not for its own Python, finds none that fits, and stops the build.{asked_by}{ways}{caveat}",
                "pip 会跳过所有不支持其自身 Python 的版本，因此找不到符合要求的版本，构建停止。{asked_by}{ways}{caveat}"
            ),
            Some(file) => say!(
                language,
                "{manager} installs the release that {file} names and no other, finds no file of it for this Python, and stops the build.{ways}{caveat}",
                "{manager} 只安装 {file} 中的版本，而该版本没有适用于这个 Python 的文件，构建停止。{ways}{caveat}"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match self.ways.release {
            Some(_) if self.more > 0 && self.found.lock().is_none() => {
                say!(language, "Pin releases for Python {}", "固定为支持 Python {} 的版本", self.python())
            }
            _ => self.found.fix_title(self.ways, language),
        }
    }
}

fn check<'f>(facts: &'f Facts<'f>, findings: &mut Findings<'_, '_>) {
    let all = problems(facts).filter_map(|found| NothingForPython::of(facts, found));
    let (pins, others): (Vec<_>, Vec<_>) = all.partition(NothingForPython::is_unfit_pin);
    // All pins together are one problem, the Python; the build stops at the first.
    let mut pins = pins.into_iter();
    if let Some(first) = pins.next() {
        report(facts, findings, first, pins.as_slice());
    }
    for message in others {
        report(facts, findings, message, &[]);
    }
}

fn report(facts: &Facts<'_>, findings: &mut Findings<'_, '_>, first: NothingForPython<'_>, others: &[NothingForPython<'_>]) {
    let language = findings.language;
    let pinned = std::iter::once(&first)
        .chain(others)
        .try_fold(FixBuilder::unsafe_(), |fix, message| message.found.repinned_beside(facts, fix, message.ways.release.as_ref()));
    let (place, says) = (first.found.place(), first.found.says(facts));
    let mut finding = Finding::new(place, NothingForPython { more: others.len(), ..first })
        .likely_if(facts.python.may_differ(facts.platform))
        .says_if_known(says)
        .fix(pinned.unwrap_or_else(FixBuilder::display));
    for other in others {
        finding = finding.related(other.found.place(), other.need(language));
    }
    findings.add(finding);
}
