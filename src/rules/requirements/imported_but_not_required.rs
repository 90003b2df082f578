//! PSH511: an import of a package that no requirement installs.

use crate::analysis::python::reached_modules::Start;
use crate::analysis::python::uninstalled_imports::{UninstalledImport, uninstalled_imports};
use crate::analysis::requirements::ROOT_FILE;
use crate::rules::new_requirement::addition;
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
}

impl Message for ImportedButNotRequired<'_> {
    fn message(&self, language: Language) -> String {
        let UninstalledImport { reached, module, package, .. } = &self.import;
        let path = &reached.path;
        say!(
            language,
            "`{path}` imports `{module}`, but {ROOT_FILE} does not list `{package}`",
            "`{path}` 导入了 `{module}`，但 {ROOT_FILE} 中没有 `{package}`"
        )
    }

    fn detail(&self, language: Language) -> String {
        let UninstalledImport { reached, module, package, requirement, .. } = &self.import;
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
        say!(
            language,
            "pip installs what {ROOT_FILE} lists and what these packages need in turn; as far as their metadata is known, none needs `{package}`. {stop} Add the line `{requirement}` to {ROOT_FILE}, best with the version that runs on your own machine (`pip freeze` prints it).",
            "pip 只安装 {ROOT_FILE} 中列出的包以及它们自身的依赖；就已知的元数据而言，没有哪个包依赖 `{package}`。{stop}请在 {ROOT_FILE} 中添加一行 `{requirement}`，最好写上本机使用的版本（`pip freeze` 会列出）。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let requirement = self.import.requirement;
        say!(language, "Add `{requirement}` to {ROOT_FILE}", "在 {ROOT_FILE} 中添加 `{requirement}`")
    }
}

/// What a package needs differs by its version, so that nothing here is certain.
fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for import in uninstalled_imports(facts) {
        let place = Place::range(&import.reached.path, import.range.clone());
        let (says, stage) = (says(facts, import.module), stage(import.reached.start));
        let fix = addition(facts, import.requirement).map(|(range, text)| FixBuilder::unsafe_().edit(ROOT_FILE, range, text));
        let finding = Finding::new(place, ImportedButNotRequired { import }).stage(stage).likely().fix(fix);
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
