//! PSH412: the project says that it needs another Python than the platform installs.

use crate::analysis::python_version::requires_python::RequiresPython;
use crate::analysis::python_version::{Obstacle, file_by_hand, listed_series, newest, spelled};
use crate::platform::{PythonCheck, Version, VersionSource};
use crate::rules::prelude::*;

use super::request::ask_for;
use super::words::caveat_of_default;

rule! {
    code: "PSH412",
    name: "requires-python-mismatch",
    severity: Error,
    stage: Build,
    fix: Unsafe,
    en: "The project requires another Python than the platform installs, and its package manager checks that",
    zh: "项目要求的 Python 与平台安装的不同，而包管理器会检查这一点",
}

struct RequiresPythonMismatch<'a> {
    requires: &'a RequiresPython,
    check: PythonCheck,
    manager: &'static str,
    python: Version,
    /// The newest version on the platform that fits, and how the file that is read now asks for it.
    fitting: Option<(Version, Option<(&'static str, String)>)>,
    /// What a user has to know of the version that the platform takes by itself.
    caveat: String,
}

impl Message for RequiresPythonMismatch<'_> {
    fn message(&self, language: Language) -> String {
        let Self { requires: RequiresPython { file, written, .. }, python, .. } = self;
        say!(
            language,
            "`{file}` requires Python `{written}`, but the platform installs {python}",
            "`{file}` 要求 Python `{written}`，但平台安装的是 {python}"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { requires: RequiresPython { file, key, .. }, manager, python, caveat, .. } = self;
        let what = match self.check {
            PythonCheck::PoetrySearches => say!(
                language,
                "Before it installs anything, {manager} compares `{key}` with its Python. When {python} does not fit, it looks for another one on the machine that builds; unless there is one, which cannot be seen here, the build stops.",
                "{manager} 在安装之前会把 `{key}` 与所用的 Python 比较。{python} 不符合时，它会在构建机器上寻找其他 Python；如果没有（这里看不到），构建停止。"
            ),
            _ => say!(
                language,
                "Before it installs anything, {manager} compares `{key}` with the Python, and stops the build.",
                "{manager} 在安装之前会把 `{key}` 与 Python 比较，不符合时构建停止。"
            ),
        };
        let edit = match &self.fitting {
            Some((_, Some((version_file, spelled)))) => say!(
                language,
                "Write `{spelled}` into `{version_file}`, or change `{key}` in `{file}` if the project runs on {python} as well.",
                "请在 `{version_file}` 中写 `{spelled}`；如果项目也能在 {python} 上运行，则修改 `{file}` 中的 `{key}`。"
            ),
            Some((version, None)) => say!(
                language,
                "Ask the platform for {version}, or change `{key}` in `{file}` if the project runs on {python} as well.",
                "请让平台安装 {version}；如果项目也能在 {python} 上运行，则修改 `{file}` 中的 `{key}`。"
            ),
            None => say!(
                language,
                "No version that the platform lists fits. Change `{key}` in `{file}` if the project runs on {python} as well.",
                "平台列出的版本都不符合。如果项目也能在 {python} 上运行，请修改 `{file}` 中的 `{key}`。"
            ),
        };
        // A lock remembers the requirement that it was made for.
        let lock = match self.check {
            PythonCheck::Project => "",
            _ => language
                .pick(" After a change of the requirement, write the lock file again.", "修改要求之后，请重新生成锁文件。"),
        };
        say!(language, "{what} {edit}{lock}{caveat}", "{what}{edit}{lock}{caveat}")
    }

    fn fix_title(&self, language: Language) -> String {
        match &self.fitting {
            Some((_, Some((file, spelled)))) => {
                say!(language, "Write `{spelled}` into `{file}`", "在 `{file}` 中写 `{spelled}`")
            }
            Some((version, None)) => {
                say!(language, "Ask the platform for Python {version}", "让平台安装 Python {version}")
            }
            None => say!(
                language,
                "Change `{}` if the project runs on {}",
                "如果项目能在 {1} 上运行，修改 `{0}`",
                self.requires.key,
                self.python
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(manager) = facts.package_manager.as_ref().filter(|_| facts.is_built_as_python()) else { return };
    let (Some(check), Some(python)) = (manager.profile.python_check, facts.python.resolved) else { return };
    let Some(requires) = RequiresPython::of(facts.project, check) else { return };
    if requires.allows(&python.to_string()) {
        return;
    }
    let fitting = fitting(facts, &requires);
    let fix = fitting.as_ref().map_or_else(FixBuilder::display, |(version, _)| ask_for(facts, FixBuilder::unsafe_(), *version));
    let says = says(facts, check, &requires, python);
    let caveat = caveat_of_default(facts, findings.language);
    let message = RequiresPythonMismatch { requires: &requires, check, manager: manager.name, python, fitting, caveat };
    let mut finding = Finding::new(Place::range(requires.file, requires.range.clone()), message).fix(fix);
    if check == PythonCheck::PoetrySearches {
        finding = finding.severity(Severity::Warning).likely();
    } else if facts.python.may_differ(facts.platform) {
        finding = finding.likely();
    }
    findings.add(match says {
        Some(says) => finding.says(says),
        None => finding,
    });
}

/// The newest version of the platform that fits, with the file that can be edited to ask for it.
fn fitting(facts: &Facts<'_>, requires: &RequiresPython) -> Option<(Version, Option<(&'static str, String)>)> {
    let listed = listed_series(facts.platform).into_iter().rev().filter_map(|series| newest(facts.platform, series));
    let allowed: Vec<Version> = listed.filter(|version| requires.allows(&version.to_string())).collect();
    let suited = allowed.iter().find(|version| Obstacle::of(facts, **version).is_none());
    let version = *suited.or(allowed.first())?;
    Some((version, file_by_hand(facts).map(|file| (file, spelled(facts, version)))))
}

/// What the package managers print; seen with uv 0.12.5, Poetry 2.4.1, Pipenv 2026.7.1 and pip 24.0 and 26.2.1.
fn says(facts: &Facts<'_>, check: PythonCheck, requires: &RequiresPython, python: Version) -> Option<String> {
    let (written, printed) = (&requires.written, requires.printed());
    match check {
        PythonCheck::Uv if facts.python.source == Some(VersionSource::PythonVersionFile) => Some(format!(
            "error: The Python request from `.python-version` resolved to Python {python}, which is incompatible with the project's Python requirement: `{printed}` (from `project.requires-python`)"
        )),
        PythonCheck::Uv => None,
        PythonCheck::Poetry => Some(format!("Current Python version ({python}) is not allowed by the project ({written}).")),
        PythonCheck::PoetrySearches => {
            Some(format!("The currently activated Python version {python} is not supported by the project ({written})."))
        }
        PythonCheck::Pipenv => Some("ERROR:: Aborting deploy".to_owned()),
        // Of several conditions, the order depends on the program that wrote the package's description.
        PythonCheck::Project => requires
            .name
            .as_ref()
            .filter(|_| !printed.contains(','))
            .map(|name| format!("ERROR: Package '{name}' requires a different Python: {python} not in '{printed}'")),
    }
}
