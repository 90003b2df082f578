//! PSH529: a pinned release that installs on the Python and does not run on it.

use pep440_rs::Version;

use crate::analysis::knowledge::broken_releases::{self, BrokenRelease};
use crate::analysis::knowledge::replacements::backports;
use crate::analysis::python::package_imports::start_of;
use crate::analysis::python::reached_modules::Start;
use crate::analysis::python::standard_imports::is_brought;
use crate::analysis::python_version::listed_series;
use crate::platform::Series;
use crate::rules::prelude::*;
use crate::rules::reached::{stage, stop};

rule! {
    code: "PSH529",
    name: "release-failing-on-python",
    severity: Error,
    stage: Boot,
    fix: Display,
    en: "A pinned release that installs and does not run on the Python",
    zh: "固定版本的软件包可以安装，但无法在所用的 Python 上运行",
}

/// What collectstatic runs in.
const DJANGO: &str = "django";
/// Packages that import another one as they are imported.
const IMPORTED_BY: &[(&str, &str)] = &[("sqlalchemy", "flask-sqlalchemy"), ("urllib3", "requests"), ("werkzeug", "flask")];
/// What many packages bring along.
const SETUPTOOLS: &str = "setuptools";

struct ReleaseFailingOnPython<'f, 'a> {
    facts: &'f Facts<'a>,
    package: &'f str,
    name: &'f str,
    pinned: Version,
    series: Series,
    broken: &'static BrokenRelease,
    start: Start,
}

impl Message for ReleaseFailingOnPython<'_, '_> {
    fn message(&self, language: Language) -> String {
        let Self { name, pinned, series, .. } = self;
        say!(
            language,
            "`{name}` {pinned} does not run on Python {series}, although it installs",
            "`{name}` {pinned} 可以安装，但无法在 Python {series} 上运行"
        )
    }

    fn detail(&self, language: Language) -> String {
        let (name, day) = (self.name, broken_releases::as_of());
        let (advice, pythons) = (self.fix_title(language), self.pythons(language));
        let stop = stop(self.start, name, language);
        say!(
            language,
            "pip knows of nothing against it and installs it. {stop}, as an install and an import showed on {day}. {advice}.{pythons}",
            "pip 不知道有任何问题，因此会安装它。{stop}；已于 {day} 实际安装并导入验证。{advice}。{pythons}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let Self { name, broken, .. } = self;
        let works = broken.works;
        say!(language, "Require `{name}{works}`", "要求 `{name}{works}`")
    }
}

impl ReleaseFailingOnPython<'_, '_> {
    /// The Pythons on the platform's list on which the release runs as far as is known.
    fn pythons(&self, language: Language) -> String {
        let is_older = |series: &Series| series.major == 3 && *series < self.broken.first;
        let is_known = |series: &Series| broken_releases::of(self.package, &self.pinned, *series).is_some();
        let older = listed_series(self.facts.platform).into_iter().filter(|series| is_older(series) && !is_known(series));
        match older.max().filter(|_| self.broken.is_for_older()) {
            Some(series) => {
                say!(language, " It was not seen to fail on Python {series}.", "在 Python {series} 上没有发现它失败。")
            }
            None => String::new(),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(python) = facts.python.resolved else { return };
    for listed in facts.pip_reads().listed() {
        let package = listed.named.normalized.as_str();
        let Some(pinned) = listed.pin().filter(|_| listed.named.url.is_none()) else { continue };
        let broken = broken_releases::of(package, &pinned, python.series);
        let Some(broken) = broken.filter(|broken| !is_brought_back(facts, broken, python.series)) else { continue };
        let Some(start) = start(facts, package) else { continue };
        let place = Place::range(&listed.file.path, listed.named.name_range.start..listed.named.specifiers_range.end);
        let is_likely = !listed.is_certain || facts.python.may_differ(facts.platform);
        let name = listed.named.name.as_str();
        let message = ReleaseFailingOnPython { facts, package, name, pinned, series: python.series, broken, start };
        let finding =
            Finding::new(place, message).stage(stage(start)).says_if_known(broken.error.map(str::to_owned)).likely_if(is_likely);
        findings.add(finding.fix(FixBuilder::display()));
    }
}

/// What surely brings a package in first.
fn start(facts: &Facts<'_>, package: &str) -> Option<Start> {
    let is_collected = package == DJANGO && facts.is_built_as_python() && facts.static_files.runs();
    let importer = IMPORTED_BY.iter().find(|(imported, _)| *imported == package).map(|(_, importer)| *importer);
    if is_collected { Some(Start::Collectstatic) } else { start_of(facts, package).or_else(|| start_of(facts, importer?)) }
}

/// Whether what is missing may be there all the same: the platform or a requirement brings it back.
fn is_brought_back(facts: &Facts<'_>, broken: &BrokenRelease, series: Series) -> bool {
    let Some(module) = broken.missing_module() else { return false };
    let packages = backports(module, series);
    let may_come_along = |package: &str| package == SETUPTOOLS && facts.may_install(&[package]);
    is_brought(facts.platform, module, series)
        || packages.iter().any(|package| facts.requirements.lists(package) || may_come_along(package))
}
