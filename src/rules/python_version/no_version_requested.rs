//! PSH401: nothing says which Python is wanted.

use crate::analysis::Facts;
use crate::analysis::python_version::{self, Status, Stop};
use crate::diagnostic::{FixBuilder, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::platform::{ManagedFile, VersionSource, releases};
use crate::rules::{Family, Finding, Findings, FixKind, Message, Place, Rule};
use crate::syntax::pipfile_lock;

use super::verdict::living_series;
use super::{ignored_version_file, misnamed_version_file};
use super::{spelled, words};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH401",
    name: "no-version-requested",
    since: "0.1.0",
    family: Family::PythonVersion,
    severity: Severity::Info,
    stage: Stage::Build,
    fix: FixKind::Safe,
    summary: Localized {
        en: "No file says which Python is wanted, so the platform's default is installed",
        zh: "没有文件指定 Python 版本，平台将安装默认版本",
    },
    #[cfg(feature = "pages")]
    page: Localized { en: include_str!("no_version_requested.md"), zh: include_str!("no_version_requested.zh.md") },
    check,
};

struct NoVersionRequested<'f, 'a> {
    facts: &'f Facts<'a>,
    /// What `Pipfile.lock` asks for and the platform passes over.
    passed_over: Option<String>,
}

impl NoVersionRequested<'_, '_> {
    fn spelled(&self) -> String {
        spelled(self.facts, self.facts.platform.python.default.value)
    }

    /// The file to create; none where only a variable can ask.
    fn file(&self) -> Option<&'static str> {
        python_version::best_place(self.facts.platform).and_then(|reader| reader.from.file())
    }

    fn edit(&self, language: Language) -> String {
        let (spelled, variable) = (self.spelled(), words::variable(self.facts));
        match (self.file(), language) {
            (Some(file), En) => format!("write `{spelled}` into a file {file} at the root of the project"),
            (Some(file), Zh) => format!("在项目根目录的 {file} 中写 `{spelled}`"),
            (None, En) => format!("set `{variable}={spelled}` on the platform"),
            (None, Zh) => format!("在平台上设置 `{variable}={spelled}`"),
        }
    }

    fn needed(&self, needed: &ManagedFile, language: Language) -> String {
        let (name, file, edit) = (&self.facts.platform.name, &needed.file, self.edit(language));
        let manager = needed.manager.as_deref().unwrap_or_default();
        match language {
            En => format!(
                "With {manager}, {name} has no default: it wants `{file}` and stops the build without it. To go on, {edit}."
            ),
            Zh => format!("使用 {manager} 时，{name} 没有默认版本：它要求有 `{file}`，否则构建停止。请{edit}。"),
        }
    }

    fn reading_of_the_lock(&self, language: Language) -> String {
        let series = self.facts.platform.python.latest.value.iter().map(|version| version.series);
        let known = words::list(series, language);
        match (&self.passed_over, language) {
            (None, _) => String::new(),
            (Some(_), En) => {
                format!("Of the series in a Pipfile.lock only {known} are known; any other is left aside without a word. ")
            }
            (Some(_), Zh) => format!("Pipfile.lock 中只认识 {known} 这些系列，其他系列会被忽略，没有任何提示。"),
        }
    }

    fn age(&self, language: Language) -> String {
        let series = self.facts.platform.python.default.value.series;
        let date = releases::end_of_life(series).filter(|_| releases::is_ended(series));
        match (date, language) {
            (None, _) => String::new(),
            (Some(date), En) => format!(" Python {series} has had no security fixes since {date}."),
            (Some(date), Zh) => format!("Python {series} 自 {date} 起不再有安全修复。"),
        }
    }
}

impl Message for NoVersionRequested<'_, '_> {
    fn message(&self, language: Language) -> String {
        let default = self.facts.platform.python.default.value;
        let needed = matches!(self.facts.python.stop, Some(Stop::NeededFile(_)));
        match (&self.passed_over, language) {
            (None, En) if needed => "No Python version is asked for, and the build stops for want of one".to_owned(),
            (None, Zh) if needed => "没有指定 Python 版本，构建会因此停止".to_owned(),
            (None, En) => format!("No Python version is asked for, so {default} is installed"),
            (None, Zh) => format!("没有指定 Python 版本，将安装 {default}"),
            (Some(asked), En) => format!("Python {asked} in Pipfile.lock is passed over, and {default} is installed"),
            (Some(asked), Zh) => format!("Pipfile.lock 中的 Python {asked} 会被忽略，将安装 {default}"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (platform, age) = (self.facts.platform, self.age(language));
        let (name, default) = (&platform.name, &platform.python.default);
        let caveat = words::caveat(default.caveat.as_ref(), language);
        if let Some(Stop::NeededFile(needed)) = &self.facts.python.stop {
            return self.needed(needed, language);
        }
        let lock = self.reading_of_the_lock(language);
        match language {
            En => format!(
                "{lock}{name} then installs its default, {}.{age}{caveat} So that the app is built with the same Python everywhere and later on, {}.",
                default.value,
                self.edit(language)
            ),
            Zh => format!(
                "{lock}此时 {name} 安装默认版本 {}。{age}{caveat}为了让应用在任何地方、任何时候都用同一个 Python 构建，请{}。",
                default.value,
                self.edit(language)
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let (spelled, file) = (self.spelled(), self.file());
        match (file, language) {
            (Some(file), En) => format!("Create {file} with `{spelled}`"),
            (Some(file), Zh) => format!("创建 {file}，内容为 `{spelled}`"),
            (None, _) => words::title(self.facts, self.facts.platform.python.default.value, language),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let nothing_asked = facts.python.status == Status::Default && facts.is_built_as_python();
    if !nothing_asked || misnamed_version_file::find(facts).is_some() || ignored_version_file::find(facts).is_some() {
        return;
    }
    let message = NoVersionRequested { facts, passed_over: passed_over(facts) };
    let place = if message.passed_over.is_some() { Place::file("Pipfile.lock") } else { Place::project() };
    let is_needed = matches!(facts.python.stop, Some(Stop::NeededFile(_)));
    let needs_a_look = message.passed_over.is_some() || is_needlessly_old(facts);
    let (spelled, file) = (message.spelled(), message.file());
    // Where the last build is remembered, the default may not be what is installed now.
    let promise = if facts.platform.python.keeps_last.value { FixBuilder::unsafe_() } else { FixBuilder::safe() };
    let fix = match file {
        Some(file) => promise.create(file, format!("{spelled}\n")),
        None => FixBuilder::display(),
    };
    let finding = Finding::new(place, message).fix(fix);
    findings.add(match (is_needed, needs_a_look) {
        (true, _) => finding.severity(Severity::Error).case("needed"),
        (false, true) => finding.severity(Severity::Warning),
        (false, false) => finding,
    });
}

fn is_needlessly_old(facts: &Facts<'_>) -> bool {
    releases::is_ended(facts.platform.python.default.value.series) && !living_series(facts.platform).is_empty()
}

fn passed_over(facts: &Facts<'_>) -> Option<String> {
    let reads_lock = facts.platform.python.sources.value.iter().any(|reader| reader.from == VersionSource::PipfileLock)
        && facts.project.has("Pipfile");
    let text = facts.project.text("Pipfile.lock").filter(|_| reads_lock)?;
    pipfile_lock::python_requirement(text.as_str())?.python_version
}
