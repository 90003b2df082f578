//! PSH414: an import from the standard library that the installed Python does not have.

use crate::analysis::knowledge::replacements::Replacement;
use crate::analysis::knowledge::standard_library::Lack;
use crate::analysis::python::reached_modules::Start;
use crate::analysis::python::standard_imports::{LackingImport, is_brought, lacking_imports};
use crate::analysis::python_version::listed_series;
use crate::language::list;
use crate::platform::{Series, Version};
use crate::rules::prelude::*;
use crate::rules::reached::{at_request, stage};

use super::words::caveat_of_default;

rule! {
    code: "PSH414",
    name: "standard-library-too-new",
    severity: Error,
    stage: Boot,
    fix: Display,
    en: "An import from the standard library that the installed Python does not have",
    zh: "导入了所安装的 Python 标准库中没有的内容",
}

struct StandardLibraryTooNew<'f, 'a> {
    facts: &'f Facts<'a>,
    python: Version,
    import: &'f LackingImport<'f>,
}

impl Message for StandardLibraryTooNew<'_, '_> {
    fn message(&self, language: Language) -> String {
        let (path, series, what) = (&self.import.reached.path, self.python.series, self.quoted(language));
        match self.import.lack {
            Lack::ComesWith(_) => say!(
                language,
                "`{path}` imports {what}, which Python {series} does not have",
                "`{path}` 导入了 {what}，而 Python {series} 还没有它"
            ),
            Lack::GoneAfter(_) => say!(
                language,
                "`{path}` imports {what}, which Python {series} no longer has",
                "`{path}` 导入了 {what}，而 Python {series} 已不再提供它"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (python, history, instead) = (self.python, self.history(language), self.instead(language));
        let (offer, caveat) = (self.offer(language), caveat_of_default(self.facts, language));
        let advice = format!("{instead}{offer}{}", caveat.trim_start());
        let stop = match self.import.reached.start {
            Start::Collectstatic => language.pick(
                "The dependencies install without an error; then the build runs collectstatic, which loads this file and stops at the import.",
                "依赖可以正常安装，但随后构建运行 collectstatic 时会加载该文件，并在这条导入语句处停止。",
            ),
            Start::Web => language.pick(
                "The dependencies install without an error; the application stops at this import whenever it starts.",
                "依赖可以正常安装，但应用每次启动都会在这条导入语句处停止。",
            ),
            Start::Request => at_request(language),
        };
        let detail = say!(
            language,
            "{history}, and the platform installs Python {python}. {stop} {advice}",
            "{history}，而平台安装的是 Python {python}。{stop}{advice}"
        );
        detail.trim_end().to_owned()
    }

    fn fix_title(&self, language: Language) -> String {
        let module = &self.import.module;
        say!(
            language,
            "Choose a Python that has it, or stop importing it from `{module}`",
            "选择带有它的 Python，或不再从 `{module}` 导入"
        )
    }
}

impl StandardLibraryTooNew<'_, '_> {
    fn history(&self, language: Language) -> String {
        let what = self.quoted(language);
        match self.import.lack {
            Lack::ComesWith(series) => {
                say!(language, "Python has {what} only since {}", "Python 从 {} 起才有 {what}", first(series))
            }
            Lack::GoneAfter(series) => {
                say!(language, "Python had {what} up to {series}", "Python 只在 {series} 及之前提供 {what}")
            }
        }
    }

    /// The series on the platform's list that have it; going back to Python 2 is no advice.
    fn offer(&self, language: Language) -> String {
        if matches!(self.import.lack, Lack::GoneAfter(last) if last.major != self.python.series.major) {
            return String::new();
        }
        let has = |series: &Series| match self.import.lack {
            Lack::ComesWith(first) => *series >= first,
            Lack::GoneAfter(last) => *series <= last && series.major == last.major,
        };
        let platform = self.facts.platform;
        let is_there = |series: &Series| has(series) || is_brought(platform, &self.import.module, *series);
        let series: Vec<Series> = listed_series(platform).into_iter().filter(is_there).collect();
        match series.is_empty() {
            true => say!(language, "No Python on the platform's list has it. ", "平台列表中没有带有它的 Python。"),
            false => {
                let series = list::row(series, language);
                say!(language, "On the platform's list, these have it: {series}. ", "平台列表中带有它的系列：{series}。")
            }
        }
    }

    fn instead(&self, language: Language) -> String {
        let module = self.import.module.as_str();
        match Replacement::of(module, self.import.name) {
            None => String::new(),
            Some(Replacement::Renamed(new)) => say!(language, "`{new}` stands in for it. ", "可以改用 `{new}`。"),
            Some(Replacement::Package(package, import)) if import == module => say!(
                language,
                "The package `{package}` brings it back: add the line `{package}` to requirements.txt. ",
                "软件包 `{package}` 提供了它：在 requirements.txt 中添加一行 `{package}`。"
            ),
            Some(Replacement::Package(package, import)) => say!(
                language,
                "The package `{package}` has it for this Python: add it to requirements.txt and import from `{import}`. ",
                "软件包 `{package}` 为这个 Python 提供了它：将其加入 requirements.txt，并从 `{import}` 导入。"
            ),
        }
    }

    fn quoted(&self, language: Language) -> String {
        let module = &self.import.module;
        match self.import.name {
            None => format!("`{module}`"),
            Some(name) => say!(language, "`{name}` from `{module}`", "`{module}` 中的 `{name}`"),
        }
    }

    /// What Python prints; from 3.7 on it names a path where a name is missing, and 3.4 and 3.5 were not tried.
    fn says(&self) -> Option<String> {
        let LackingImport { module, is_direct, .. } = self.import;
        let last = module.rsplit('.').next().unwrap_or(module);
        let missing = self.import.name.or(Some(last).filter(|_| !is_direct));
        match (missing, (self.python.series.major, self.python.series.minor)) {
            (None, (2, _)) => Some(format!("ImportError: No module named {last}")),
            (None, (3, 6..)) => Some(format!("ModuleNotFoundError: No module named '{module}'")),
            (Some(name), (2, _)) => Some(format!("ImportError: cannot import name {name}")),
            (Some(name), (3, 6)) => Some(format!("ImportError: cannot import name '{name}'")),
            _ => None,
        }
    }
}

/// Which of the first Pythons 3 brought something does not matter to anyone.
fn first(series: Series) -> String {
    if series.minor == 0 { series.major.to_string() } else { series.to_string() }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(python) = facts.python.resolved.filter(|_| facts.is_built_as_python()) else { return };
    for import in &lacking_imports(facts, python.series) {
        let message = StandardLibraryTooNew { facts, python, import };
        let says = message.says();
        let place = Place::range(&import.reached.path, import.range.clone());
        let finding = Finding::new(place, message).stage(stage(import.reached.start)).fix(FixBuilder::display());
        let finding = says.into_iter().fold(finding, Finding::says);
        let is_sure = !import.reached.by_default_settings && !facts.python.may_differ(facts.platform);
        findings.add(if is_sure { finding } else { finding.likely() });
    }
}
