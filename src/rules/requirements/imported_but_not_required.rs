//! PSH511: an import of a package that no requirement installs.

use crate::analysis::packages::Installed;
use crate::analysis::python::reached_modules::Start;
use crate::analysis::python::uninstalled_imports::{UninstalledImport, uninstalled_imports};
use crate::rules::new_requirement::{added, adding, advice};
use crate::rules::prelude::*;
use crate::rules::reached::{at_request, stage};

rule! {
    code: "PSH511",
    name: "imported-but-not-required",
    severity: Error,
    stage: Boot,
    fix: Unsafe,
    en: "An import of a package that no requirement installs",
    zh: "导入的软件包没有由任何依赖安装",
}

struct ImportedButNotRequired<'f> {
    import: UninstalledImport<'f>,
    installed: &'f Installed,
    /// Whether all that gets installed is known.
    is_sure: bool,
}

impl Message for ImportedButNotRequired<'_> {
    fn message(&self, language: Language) -> String {
        let UninstalledImport { reached, module, package, .. } = &self.import;
        let (path, file) = (&reached.path, self.installed.file);
        match self.installed.locked {
            None => say!(
                language,
                "`{path}` imports `{module}`, but {file} does not list `{package}`",
                "`{path}` 导入了 `{module}`，但 {file} 中没有 `{package}`"
            ),
            Some(_) => say!(
                language,
                "`{path}` imports `{module}`, but `{package}` is not among what {file} installs on a server",
                "`{path}` 导入了 `{module}`，但 {file} 在服务器上安装的包中没有 `{package}`"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let UninstalledImport { reached, module, .. } = &self.import;
        let path = &reached.path;
        let stop = match reached.start {
            Start::Collectstatic => say!(
                language,
                "The dependencies install without an error; then the build runs collectstatic, which loads `{path}` and stops at the import of `{module}`.",
                "依赖可以正常安装，但随后构建运行 collectstatic 时会加载 `{path}`，并在导入 `{module}` 处停止。"
            ),
            Start::Web => say!(
                language,
                "The build succeeds, and the application stops at the import of `{module}` when it starts.",
                "构建会成功，但应用启动时会在导入 `{module}` 处停止。"
            ),
            Start::Request => at_request(language).to_owned(),
        };
        let (reads, advice) = (self.reads(language), advice(&self.installed.addition(), self.import.requirement, language));
        say!(language, "{reads} {stop} {advice}", "{reads}{stop}{advice}")
    }

    fn fix_title(&self, language: Language) -> String {
        added(&self.installed.addition(), self.import.requirement, language)
    }
}

impl ImportedButNotRequired<'_> {
    fn reads(&self, language: Language) -> String {
        let (package, file, manager) = (self.import.package, self.installed.file, self.installed.manager);
        match (&self.installed.locked, self.is_sure) {
            (None, false) => say!(
                language,
                "pip installs what {file} lists and what these packages need in turn; as far as their metadata is known, none needs `{package}`.",
                "pip 只安装 {file} 中列出的包以及它们自身的依赖；就已知的元数据而言，没有哪个包依赖 `{package}`。"
            ),
            (None, true) => say!(
                language,
                "pip installs what {file} lists and what these packages need in turn; by the package index, `{package}` is not among it.",
                "pip 只安装 {file} 中列出的包以及它们自身的依赖；根据软件包索引，其中没有 `{package}`。"
            ),
            (Some(_), _) => {
                say!(language, "{manager} installs what {file} lists, and nothing else.", "{manager} 只安装 {file} 中列出的包。")
            }
        }
    }
}

/// What a package needs differs by its version, so that without a lock file or an index nothing here is certain.
fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(installed) = &facts.installed else { return };
    let is_sure = facts.knows_all_packages();
    for import in uninstalled_imports(facts) {
        let place = Place::range(&import.reached.path, import.range.clone());
        let (says, stage) = (says(facts, import.module), stage(import.reached.start));
        let fix = adding(facts, installed, import.requirement);
        let message = ImportedButNotRequired { import, installed, is_sure };
        let finding = Finding::new(place, message).stage(stage).likely_if(!is_sure).fix(fix);
        findings.add(says.into_iter().fold(finding, Finding::says));
    }
}

fn says(facts: &Facts<'_>, module: &str) -> Option<String> {
    let series = facts.python.resolved?.series;
    match (series.major, series.minor) {
        (2, _) => Some(format!("ImportError: No module named {module}")),
        (3, 6..) => Some(format!("ModuleNotFoundError: No module named '{module}'")),
        _ => None,
    }
}
