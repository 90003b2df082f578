//! PSH511: an import of a package that no requirement installs.

use crate::rules::prelude::*;
use std::collections::BTreeSet;

use crate::analysis::knowledge::packages::{may_install, packages_with};
use crate::analysis::knowledge::standard_library;
use crate::analysis::python::module_imports::{ModuleImport, unguarded};
use crate::analysis::requirements::{ROOT_FILE, addition};
use crate::syntax::requirements::normalize_name;

rule! {
    code: "PSH511",
    name: "imported-but-not-required",
    severity: Error,
    stage: Boot,
    fix: Unsafe,
    en: "An import of a package that no requirement installs",
    zh: "导入的软件包没有由任何依赖安装",
}

/// Packages that come with most Pythons.
const USUALLY_THERE: &[&str] = &["pip", "setuptools", "wheel"];

struct ImportedButNotRequired<'a> {
    path: &'a str,
    module: &'a str,
    packages: Vec<&'static str>,
}

impl Message for ImportedButNotRequired<'_> {
    fn message(&self, language: Language) -> String {
        let Self { path, module, .. } = self;
        let package = self.package();
        say!(
            language,
            "`{path}` imports `{module}`, but {ROOT_FILE} does not list `{package}`",
            "`{path}` 导入了 `{module}`，但 {ROOT_FILE} 中没有 `{package}`"
        )
    }

    fn detail(&self, language: Language) -> String {
        let (module, package) = (self.module, self.package());
        say!(
            language,
            "pip installs what {ROOT_FILE} lists and what these packages need in turn; as far as their metadata is known, none needs `{package}`. The build succeeds, and the application stops at the import of `{module}` when it starts. Add the line `{package}` to {ROOT_FILE}, best with the version that runs on your own machine (`pip freeze` prints it).",
            "pip 只安装 {ROOT_FILE} 中列出的包以及它们自身的依赖；就已知的元数据而言，没有哪个包依赖 `{package}`。构建会成功，但应用启动时会在导入 `{module}` 处停止。请在 {ROOT_FILE} 中添加一行 `{package}`，最好写上本机使用的版本（`pip freeze` 会列出）。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let package = self.package();
        say!(language, "Add `{package}` to {ROOT_FILE}", "在 {ROOT_FILE} 中添加 `{package}`")
    }
}

impl ImportedButNotRequired<'_> {
    fn package(&self) -> &'static str {
        self.packages.first().copied().unwrap_or_default()
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    if !facts.pip_installs() || facts.requirements.incomplete || may_install_more(facts) {
        return;
    }
    let mut told = BTreeSet::new();
    for reached in facts.reached_modules().iter().filter(|reached| reached.module.error.is_none()) {
        for import in unguarded(&reached.module) {
            let Some((module, packages)) = not_installed(facts, &import) else { continue };
            if told.insert(module.to_owned()) {
                let message = ImportedButNotRequired { path: &reached.path, module, packages };
                findings.add(finding(facts, Place::range(&reached.path, import.range.clone()), message));
            }
        }
    }
}

/// Scripts of the project, and commands that install, bring what no requirement says.
fn may_install_more(facts: &Facts<'_>) -> bool {
    let install = &facts.platform.install;
    let hooks = [&install.pre_compile_hook, &install.post_compile_hook];
    hooks.iter().any(|hook| hook.as_ref().is_some_and(|hook| facts.project.has(&hook.value)))
        || facts.procfile.text.as_ref().is_some_and(|text| text.contains("pip"))
}

/// The module and the packages that have it, if none of them gets installed.
fn not_installed<'m>(facts: &Facts<'_>, import: &ModuleImport<'m>) -> Option<(&'m str, Vec<&'static str>)> {
    let module = import.module.split('.').next().filter(|module| import.level == 0 && !module.is_empty())?;
    let packages = packages_with(module).filter(|_| !standard_library::is_module(module))?;
    let itself = normalize_name(module);
    let all: Vec<&str> = packages.iter().copied().chain([itself.as_str()]).collect();
    let is_there = packages.iter().any(|package| USUALLY_THERE.contains(package));
    let is_own = |path: &str| path.split('/').any(|part| part == module || part.strip_suffix(".py") == Some(module));
    let may_be_there = is_there || may_install(&facts.requirements, &all) || facts.project.files().any(|(path, _)| is_own(path));
    (!may_be_there).then_some((module, packages))
}

/// What a package needs differs by its version, so that nothing here is certain.
fn finding<'a>(facts: &Facts<'_>, place: Place, message: ImportedButNotRequired<'a>) -> Finding<ImportedButNotRequired<'a>> {
    let module = message.module;
    let series = facts.python.resolved.map(|python| (python.series.major, python.series.minor));
    let says = match series {
        Some((2, _)) => Some(format!("ImportError: No module named {module}")),
        Some((3, 6..)) => Some(format!("ModuleNotFoundError: No module named '{module}'")),
        _ => None,
    };
    let addition = addition(facts.project, message.package());
    let mut finding = Finding::new(place, message).likely();
    if let Some(says) = says {
        finding = finding.says(says);
    }
    match addition {
        Some((range, text)) => finding.fix(FixBuilder::unsafe_().edit(ROOT_FILE, range, text)),
        None => finding,
    }
}
