//! PSH401: nothing says which Python is wanted.

use crate::analysis::Facts;
use crate::analysis::python_version::{self, Status};
use crate::diagnostic::{FixBuilder, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::platform::{VersionSource, releases};
use crate::rules::{Family, Finding, Findings, FixKind, Message, Place, Rule};
use crate::syntax::pipfile_lock;

use super::misnamed_version_file;
use super::verdict::living_series;
use super::words;

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
        let python = &self.facts.platform.python;
        python_version::spell(python.grammar.value, python.default.value)
    }

    fn reading_of_the_lock(&self, language: Language) -> String {
        let series = self.facts.platform.python.lock_series.value.iter().map(|version| version.series);
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
        match (&self.passed_over, language) {
            (None, En) => format!("No Python version is asked for, so {default} is installed"),
            (None, Zh) => format!("没有指定 Python 版本，将安装 {default}"),
            (Some(asked), En) => format!("Python {asked} in Pipfile.lock is passed over, and {default} is installed"),
            (Some(asked), Zh) => format!("Pipfile.lock 中的 Python {asked} 会被忽略，将安装 {default}"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (platform, spelled, age) = (self.facts.platform, self.spelled(), self.age(language));
        let (name, default) = (&platform.name, &platform.python.default);
        let caveat = words::caveat(default.caveat.as_ref(), language);
        let lock = self.reading_of_the_lock(language);
        match language {
            En => format!(
                "{lock}{name} then installs its default, {}.{age}{caveat} So that the app is built with the same Python everywhere and later on, write `{spelled}` into a file runtime.txt at the root of the project.",
                default.value
            ),
            Zh => format!(
                "{lock}此时 {name} 安装默认版本 {}。{age}{caveat}为了让应用在任何地方、任何时候都用同一个 Python 构建，请在项目根目录的 runtime.txt 中写 `{spelled}`。",
                default.value
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let spelled = self.spelled();
        match language {
            En => format!("Create runtime.txt with `{spelled}`"),
            Zh => format!("创建 runtime.txt，内容为 `{spelled}`"),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let nothing_asked = facts.python.status == Status::Default && facts.is_built_as_python();
    if !nothing_asked || misnamed_version_file::find(facts).is_some() {
        return;
    }
    let message = NoVersionRequested { facts, passed_over: passed_over(facts) };
    let place = if message.passed_over.is_some() { Place::file(VersionSource::PipfileLock.file()) } else { Place::project() };
    let severity = if message.passed_over.is_some() || is_needlessly_old(facts) { Severity::Warning } else { Severity::Info };
    let spelled = message.spelled();
    let mut finding = Finding::new(place, message).severity(severity);
    if facts.platform.python.sources.value.contains(&VersionSource::RuntimeTxt) {
        // Where the last build is remembered, the default may not be what is installed now.
        let promise = if facts.platform.python.keeps_last.value { FixBuilder::unsafe_() } else { FixBuilder::safe() };
        finding = finding.fix(promise.create(VersionSource::RuntimeTxt.file(), format!("{spelled}\n")));
    }
    findings.add(finding);
}

fn is_needlessly_old(facts: &Facts<'_>) -> bool {
    releases::is_ended(facts.platform.python.default.value.series) && !living_series(facts.platform).is_empty()
}

fn passed_over(facts: &Facts<'_>) -> Option<String> {
    let reads_lock = facts.platform.python.sources.value.contains(&VersionSource::PipfileLock) && facts.project.has("Pipfile");
    let text = facts.project.text(VersionSource::PipfileLock.file()).filter(|_| reads_lock)?;
    pipfile_lock::python_requirement(text.as_str())?.python_version
}
