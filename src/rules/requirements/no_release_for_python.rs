//! PSH512: a pinned version that is not for the installed Python.

use crate::rules::prelude::*;
use std::str::FromStr;

use pep440_rs::Version;

use crate::analysis::knowledge::packages::releases;
use crate::analysis::requirements::{Followed, is_installed};
use crate::platform::Series;
use crate::syntax::requirements::{Line, LineKind, Named};

use super::{is_editable, lines, number, pip, standard_library_package};

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
    pinned: Version,
    requires_python: &'static str,
    newest: Option<Version>,
    /// How many further pins do not fit either.
    more: usize,
}

/// A pin that the Python does not fit.
struct Unfit<'f> {
    file: &'f Followed,
    line: &'f Line,
    named: &'f Named,
    pinned: Version,
    requires_python: &'static str,
    newest: Option<Version>,
}

impl Message for NoReleaseForPython<'_, '_> {
    fn message(&self, language: Language) -> String {
        let Self { name, pinned, requires_python, .. } = self;
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
        let (name, pinned, python, caveat) = (self.name, &self.pinned, self.python(), self.caveat(language));
        match &self.newest {
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
        match &self.newest {
            Some(_) if self.more > 0 => {
                say!(language, "Pin the newest releases for Python {}", "固定为支持 Python {} 的最新版本", self.python())
            }
            Some(newest) => say!(language, "Pin `{name}` to {newest}", "将 `{name}` 固定为 {newest}"),
            None => {
                say!(language, "Ask for a Python that `{name}` {} is for", "选择 `{name}` {} 支持的 Python", self.pinned)
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

/// pip 9 is the first that looks at `Requires-Python`.
const LOOKS_AT_PYTHON: Series = Series { major: 9, minor: 0 };

/// All pins together are one problem, the Python; pip stops at the first.
fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let python = facts.python.resolved.and_then(|python| Version::from_str(&python.to_string()).ok());
    let Some(python) = python.filter(|_| pip(facts) >= LOOKS_AT_PYTHON) else { return };
    let pins = lines(facts).filter(|(file, _)| !file.constraint);
    let unfit = pins.filter_map(|(file, line)| Unfit::of(&python, file, line));
    let unfit: Vec<Unfit<'_>> = unfit.filter(|unfit| counts(facts, unfit.named)).collect();
    let Some((first, others)) = unfit.split_first() else { return };
    let mut finding = finding(facts, first, &unfit);
    for other in others {
        finding = finding.related(other.place(), other.need(findings.language));
    }
    findings.add(finding);
}

impl<'f> Unfit<'f> {
    fn of(python: &Version, file: &'f Followed, line: &'f Line) -> Option<Self> {
        let LineKind::Named(named) = &line.kind else { return None };
        let pinned = pin(named)?;
        let releases = releases(&named.normalized)?;
        let own = releases.iter().find(|own| own.first <= pinned && pinned <= own.last)?;
        let newest = releases.iter().filter(|releases| releases.run_on(python)).map(|releases| releases.last.clone()).max();
        let requires_python = own.requires_python;
        (!own.run_on(python)).then_some(Self { file, line, named, pinned, requires_python, newest })
    }

    fn place(&self) -> Place {
        Place::range(&self.file.path, self.named.name_range.start..self.named.specifiers_range.end)
    }

    fn need(&self, language: Language) -> String {
        let (name, pinned, requires_python) = (&self.named.name, &self.pinned, self.requires_python);
        say!(language, "`{name}` {pinned} needs Python {requires_python}", "`{name}` {pinned} 需要 Python {requires_python}")
    }
}

fn finding<'f, 'a>(facts: &'f Facts<'a>, first: &Unfit<'f>, all: &[Unfit<'f>]) -> Finding<NoReleaseForPython<'f, 'a>> {
    let message = NoReleaseForPython {
        facts,
        name: &first.named.name,
        pinned: first.pinned.clone(),
        requires_python: first.requires_python,
        newest: first.newest.clone(),
        more: all.len() - 1,
    };
    let mut finding = Finding::new(first.place(), message).fix(fix(facts, all));
    if facts.python.may_differ(facts.platform) {
        finding = finding.likely();
    }
    match says(facts, first.file, first.line, first.named, &first.pinned) {
        Some(says) => finding.says(says),
        None => finding,
    }
}

/// Whether a requirement is installed for sure, and no other rule speaks of it.
fn counts(facts: &Facts<'_>, named: &Named) -> bool {
    is_installed(named, facts.python.resolved) == Some(true) && !standard_library_package::is_namesake(&named.normalized)
}

/// The one final release that a requirement allows.
fn pin(named: &Named) -> Option<Version> {
    let version = named.specifiers.strip_prefix("==").filter(|_| named.url.is_none())?;
    Version::from_str(version.trim()).ok().filter(|version| !version.any_prerelease() && !version.is_local())
}

/// Hashes belong to one version, and only its author can tell those of another.
fn fix(facts: &Facts<'_>, all: &[Unfit<'_>]) -> FixBuilder {
    let edits = all.iter().map(|unfit| {
        let can_edit = is_editable(facts, &unfit.file.path) && unfit.line.options.is_empty();
        Some((unfit, unfit.newest.as_ref().filter(|_| can_edit)?))
    });
    match edits.collect::<Option<Vec<_>>>() {
        Some(edits) => edits.into_iter().fold(FixBuilder::unsafe_(), |fix, (unfit, newest)| {
            fix.edit(&unfit.file.path, unfit.named.specifiers_range.clone(), format!("=={newest}"))
        }),
        None => FixBuilder::display(),
    }
}

/// What pip prints last; before its new resolver of 20.3 it names the line, and pip 19 begins to write `ERROR:`.
fn says(facts: &Facts<'_>, file: &Followed, line: &Line, named: &Named, pinned: &Version) -> Option<String> {
    let written = format!("{}=={pinned}", named.name);
    let is_plain = named.extras.is_empty() && named.specifiers.ends_with(&pinned.to_string());
    let comes_from = format!("(from -r {} (line {}))", file.printed, number(facts, file, line)?);
    let pip = pip(facts);
    let from = |major, minor| pip >= Series { major, minor };
    match is_plain {
        true if from(20, 3) => Some(format!("ERROR: No matching distribution found for {written}")),
        true if from(19, 2) => Some(format!("ERROR: No matching distribution found for {written} {comes_from}")),
        true if !from(19, 0) => Some(format!("No matching distribution found for {written} {comes_from}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::knowledge::packages::{self, Releases};

    fn runs(package: &str, version: &str, python: &str) -> Option<bool> {
        let version = Version::from_str(version).expect("a version");
        let releases = packages::releases(package)?;
        let own: &Releases = releases.iter().find(|own| own.first <= version && version <= own.last)?;
        Some(own.run_on(&Version::from_str(python).expect("a version")))
    }

    #[test]
    fn the_table_knows_what_each_release_needs() {
        assert_eq!(runs("flask", "2.0.3", "3.6.6"), Some(true));
        assert_eq!(runs("flask", "2.1.0", "3.6.6"), Some(false));
        assert_eq!(runs("django", "2.2.28", "2.7.17"), Some(false));
        assert_eq!(runs("django", "4.0", "3.12.3"), Some(true));
        assert_eq!(runs("flask", "99.0", "3.6.6"), None);
        assert_eq!(runs("no-such-package", "1.0", "3.6.6"), None);
    }
}
