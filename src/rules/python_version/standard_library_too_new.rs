//! PSH414: an import from the standard library that the installed Python does not have.

use crate::analysis::knowledge::packages;
use crate::analysis::knowledge::standard_library::{Lack, lack_of_module, lack_of_name};
use crate::analysis::package_manager::PackageManager;
use crate::analysis::python::module_imports::{ModuleImport, unguarded};
use crate::analysis::python::reached_modules::Reached;
use crate::analysis::python_version;
use crate::analysis::python_version::listed_series;
use crate::platform::{Series, Version};
use crate::rules::prelude::*;

use super::standard_library_words::{Instead, backports};

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
    path: &'f str,
    missing: &'f Missing<'f>,
}

/// What an import asks for in vain.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Missing<'m> {
    module: String,
    name: Option<&'m str>,
    lack: Lack,
}

impl Message for StandardLibraryTooNew<'_, '_> {
    fn message(&self, language: Language) -> String {
        let (path, series, what) = (self.path, self.python.series, self.missing.quoted(language));
        match self.missing.lack {
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
        let (python, history) = (self.python, self.history(language));
        let instead = Instead::of(&self.missing.module, self.missing.name);
        let instead = instead.map_or_else(String::new, |instead| instead.sentence(&self.missing.module, language));
        let (offer, caveat) = (self.offer(language), self.caveat(language));
        match language {
            En => format!(
                "{history}, and the platform installs Python {python}. The dependencies install without an error; the application stops at this import whenever it starts. {instead}{offer}{caveat}"
            )
            .trim_end()
            .to_owned(),
            Zh => format!(
                "{history}，而平台安装的是 Python {python}。依赖可以正常安装，但应用每次启动都会在这条导入语句处停止。{instead}{offer}{caveat}"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let module = &self.missing.module;
        say!(
            language,
            "Choose a Python that has it, or stop importing it from `{module}`",
            "选择带有它的 Python，或不再从 `{module}` 导入"
        )
    }
}

impl StandardLibraryTooNew<'_, '_> {
    fn history(&self, language: Language) -> String {
        let what = self.missing.quoted(language);
        match self.missing.lack {
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
        if matches!(self.missing.lack, Lack::GoneAfter(last) if last.major != self.python.series.major) {
            return String::new();
        }
        let has = |series: &Series| match self.missing.lack {
            Lack::ComesWith(first) => *series >= first,
            Lack::GoneAfter(last) => *series <= last && series.major == last.major,
        };
        let series: Vec<String> =
            listed_series(self.facts.platform).iter().filter(|series| has(series)).map(ToString::to_string).collect();
        match series.is_empty() {
            true => say!(language, "No Python on the platform's list has it. ", "平台列表中没有带有它的 Python。"),
            false => match language {
                En => format!("On the platform's list, these have it: {}. ", series.join(", ")),
                Zh => format!("平台列表中带有它的系列：{}。", series.join("、")),
            },
        }
    }

    fn caveat(&self, language: Language) -> String {
        let caveat =
            self.facts.platform.python.default.caveat.as_ref().filter(|_| self.facts.python.may_differ(self.facts.platform));
        caveat.map_or_else(String::new, |caveat| match language {
            En => caveat.en.clone(),
            Zh => caveat.zh.clone(),
        })
    }
}

impl Missing<'_> {
    fn quoted(&self, language: Language) -> String {
        let module = &self.module;
        match self.name {
            None => format!("`{module}`"),
            Some(name) => say!(language, "`{name}` from `{module}`", "`{module}` 中的 `{name}`"),
        }
    }

    /// What Python prints; from 3.7 on it names a path where a name is missing, and 3.4 and 3.5 were not tried.
    fn says(&self, series: Series, is_direct: bool) -> Option<String> {
        let module = &self.module;
        let missing = self.name.or_else(|| module.rsplit('.').next().filter(|_| !is_direct));
        match (missing, (series.major, series.minor)) {
            (None, (2, _)) => Some(format!("ImportError: No module named {}", module.rsplit('.').next().unwrap_or(module))),
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
    for reached in facts.reached_modules() {
        if !is_parsed_by(reached, python.series) {
            continue;
        }
        for import in unguarded(&reached.module) {
            if let Some((missing, is_direct)) =
                missing(&import, python.series).filter(|found| stays_missing(facts, &found.0, python))
            {
                findings.add(finding(facts, reached, &import, &missing, is_direct));
            }
        }
    }
}

/// What this Python cannot parse stops it before any import.
fn is_parsed_by(reached: &Reached, series: Series) -> bool {
    reached.module.error.is_none() && reached.module.unread_by(series).is_none()
}

/// The first thing that an import asks for in vain, and whether the statement names it as a module.
fn missing<'m>(import: &ModuleImport<'m>, series: Series) -> Option<(Missing<'m>, bool)> {
    if import.level > 0 {
        return None;
    }
    let ends = import.module.match_indices('.').map(|(at, _)| at).chain([import.module.len()]);
    let mut modules = ends.map(|end| &import.module[..end]);
    let lacking = |module: &str| Some(Missing { module: module.to_owned(), name: None, lack: lack_of_module(module, series)? });
    if let Some(missing) = modules.find_map(lacking) {
        return Some((missing, true));
    }
    import.names.iter().find_map(|imported| {
        let name = imported.name.as_str();
        let as_module = lacking(&format!("{}.{name}", import.module)).map(|missing| (missing, false));
        let as_name = || lack_of_name(import.module, name, series);
        as_module.or_else(|| Some((Missing { module: import.module.to_owned(), name: Some(name), lack: as_name()? }, true)))
    })
}

/// Neither the project nor a package brings a module of this name.
fn stays_missing(facts: &Facts<'_>, missing: &Missing<'_>, python: Version) -> bool {
    let top = missing.module.split('.').next().unwrap_or_default();
    let is_own = |path: &str| path.split('/').any(|part| part == top || part.strip_suffix(".py") == Some(top));
    let packages = backports(&missing.module, python.series);
    let packages: Vec<&str> = packages.iter().map(String::as_str).collect();
    let is_prepared = facts
        .platform
        .install
        .prepare
        .value
        .iter()
        .any(|argument| packages.iter().any(|package| argument.split("==").next() == Some(package)));
    let reads = facts.package_manager.as_ref().is_some_and(PackageManager::reads_requirements);
    let is_backported = !reads || packages::may_install(&facts.requirements, &packages);
    let may_be_brought = missing.name.is_none() && (is_prepared || is_backported);
    !may_be_brought && !facts.project.files().any(|(path, _)| is_own(path))
}

fn finding<'f, 'a>(
    facts: &'f Facts<'a>,
    reached: &'f Reached,
    import: &ModuleImport<'_>,
    missing: &'f Missing<'f>,
    is_direct: bool,
) -> Finding<StandardLibraryTooNew<'f, 'a>> {
    let python = facts.python.resolved.unwrap_or_else(|| python_version::advised(facts.platform));
    let message = StandardLibraryTooNew { facts, python, path: &reached.path, missing };
    let finding = Finding::new(Place::range(&reached.path, import.range.clone()), message).fix(FixBuilder::display());
    let finding = if facts.python.may_differ(facts.platform) { finding.likely() } else { finding };
    match missing.says(python.series, is_direct) {
        Some(says) => finding.says(says),
        None => finding,
    }
}
