//! PSH401: nothing says which Python is wanted.

use crate::analysis::python_version::{Stop, VersionVerdict, asking_variable, best_place, living_series, spelled, verdicts};
use crate::language::list;
use crate::platform::{ManagedFile, releases};
use crate::rules::prelude::*;

use super::words;

rule! {
    code: "PSH401",
    name: "no-version-requested",
    severity: Info,
    stage: Build,
    fix: Safe,
    en: "No file says which Python is wanted, so the platform's default is installed",
    zh: "没有文件指定 Python 版本，平台将安装默认版本",
}

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
        best_place(self.facts.platform).and_then(|reader| reader.from.file())
    }

    fn edit(&self, language: Language) -> String {
        let (spelled, variable) = (self.spelled(), asking_variable(self.facts));
        match self.file() {
            Some(file) => say!(
                language,
                "write `{spelled}` into a file {file} at the root of the project",
                "在项目根目录的 {file} 中写 `{spelled}`"
            ),
            None => say!(language, "set `{variable}={spelled}` on the platform", "在平台上设置 `{variable}={spelled}`"),
        }
    }

    fn needed(&self, needed: &ManagedFile, language: Language) -> String {
        let (name, file, edit) = (&self.facts.platform.name, &needed.file, self.edit(language));
        let manager = needed.manager.as_deref().unwrap_or_default();
        say!(
            language,
            "With {manager}, {name} has no default: it wants `{file}` and stops the build without it. To go on, {edit}.",
            "使用 {manager} 时，{name} 没有默认版本：它要求有 `{file}`，否则构建停止。请{edit}。"
        )
    }

    fn reading_of_the_lock(&self, language: Language) -> String {
        let series = self.facts.platform.python.latest.value.iter().map(|version| version.series);
        let known = list::and(series, language);
        match &self.passed_over {
            None => String::new(),
            Some(_) => say!(
                language,
                "Of the series in a Pipfile.lock only {known} are known; any other is left aside without a word. ",
                "Pipfile.lock 中只认识 {known} 这些系列，其他系列会被忽略，没有任何提示。"
            ),
        }
    }

    fn age(&self, language: Language) -> String {
        let series = self.facts.platform.python.default.value.series;
        let date = releases::end_of_life(series).filter(|_| releases::is_ended(series));
        match date {
            None => String::new(),
            Some(date) => say!(
                language,
                " Python {series} has had no security fixes since {date}.",
                "Python {series} 自 {date} 起不再有安全修复。"
            ),
        }
    }
}

impl Message for NoVersionRequested<'_, '_> {
    fn message(&self, language: Language) -> String {
        let default = self.facts.platform.python.default.value;
        let needed = matches!(self.facts.python.stop, Some(Stop::NeededFile(_)));
        match &self.passed_over {
            None if needed => say!(
                language,
                "No Python version is asked for, and the build stops for want of one",
                "没有指定 Python 版本，构建会因此停止"
            ),
            None => say!(
                language,
                "No Python version is asked for, so {default} is installed",
                "没有指定 Python 版本，将安装 {default}"
            ),
            Some(asked) => say!(
                language,
                "Python {asked} in Pipfile.lock is passed over, and {default} is installed",
                "Pipfile.lock 中的 Python {asked} 会被忽略，将安装 {default}"
            ),
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
        say!(
            language,
            "{lock}{name} then installs its default, {}.{age}{caveat} So that the app is built with the same Python everywhere and later on, {}.",
            "{lock}此时 {name} 安装默认版本 {}。{age}{caveat}为了让应用在任何地方、任何时候都用同一个 Python 构建，请{}。",
            default.value,
            self.edit(language)
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let (spelled, file) = (self.spelled(), self.file());
        match file {
            Some(file) => say!(language, "Create {file} with `{spelled}`", "创建 {file}，内容为 `{spelled}`"),
            None => words::title(self.facts, self.facts.platform.python.default.value, language),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for verdict in verdicts(facts) {
        let VersionVerdict::NotRequested { passed_over } = verdict else { continue };
        let is_needed = matches!(facts.python.stop, Some(Stop::NeededFile(_)));
        let needs_a_look = passed_over.is_some() || is_needlessly_old(facts);
        let place = if passed_over.is_some() { Place::file("Pipfile.lock") } else { Place::project() };
        let message = NoVersionRequested { facts, passed_over };
        // Where the last build is remembered, the default may not be what is installed now.
        let promise = if facts.platform.python.keeps_last.value { FixBuilder::unsafe_() } else { FixBuilder::safe() };
        let fix = match message.file() {
            Some(file) => promise.create(file, format!("{}\n", message.spelled())),
            None => FixBuilder::display(),
        };
        let finding = Finding::new(place, message).fix(fix);
        findings.add(match (is_needed, needs_a_look) {
            (true, _) => finding.severity(Severity::Error).case("needed"),
            (false, true) => finding.severity(Severity::Warning),
            (false, false) => finding,
        });
    }
}

fn is_needlessly_old(facts: &Facts<'_>) -> bool {
    releases::is_ended(facts.platform.python.default.value.series) && !living_series(facts.platform).is_empty()
}
