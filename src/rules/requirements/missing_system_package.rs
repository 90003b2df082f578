//! PSH542: a package that needs a library or a program of the system, which the image does not have.

use crate::analysis::knowledge::system_packages::SystemNeed;
use crate::analysis::python::module_imports::unguarded;
use crate::analysis::requirements::listed::Listed;
use crate::platform::Lacking;
use crate::rules::prelude::*;

use super::lines::{finding, replaced};

rule! {
    code: "PSH542",
    name: "missing-system-package",
    severity: Warning,
    stage: Boot,
    fix: Unsafe,
    en: "A package that needs a library or a program that the platform's image does not have",
    zh: "需要系统库或程序的包，而平台的镜像中没有",
}

/// Stands for any browser: no list of packages has one that starts.
const BROWSER: &str = "google-chrome";

struct MissingSystemPackage<'f> {
    name: &'f str,
    need: SystemNeed,
    is_imported: bool,
    lacking: &'f Lacking,
}

impl Message for MissingSystemPackage<'_> {
    fn message(&self, language: Language) -> String {
        let Self { name, need: SystemNeed { needed, .. }, .. } = self;
        match *needed {
            BROWSER => say!(
                language,
                "`{name}` needs a browser, which the platform's image does not have",
                "`{name}` 需要浏览器，而平台的镜像中没有"
            ),
            needed => say!(
                language,
                "`{name}` needs Ubuntu's package `{needed}`, which the platform's image does not have",
                "`{name}` 需要 Ubuntu 软件包 `{needed}`，而平台的镜像中没有"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let stop = match self.is_imported {
            true => language.pick(
                "pip installs it without an error; its import then stops the application.",
                "pip 可以正常安装它，但应用在导入它时会停止。",
            ),
            false => language
                .pick("pip installs it without an error; it fails where it is used.", "pip 可以正常安装它，但使用时会失败。"),
        };
        let (asked, instead) = (self.asked(language), self.need.instead);
        match instead {
            Some(instead) => say!(
                language,
                "{stop} Require `{instead}`, which does the same without it. {asked}",
                "{stop}请改用不需要它的 `{instead}`。{asked}"
            ),
            None => say!(language, "{stop} {asked}", "{stop}{asked}"),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let instead = self.need.instead.unwrap_or_default();
        say!(language, "Require `{instead}`", "改为 `{instead}`")
    }
}

impl MissingSystemPackage<'_> {
    /// How the platform comes to install it.
    fn asked(&self, language: Language) -> String {
        let Lacking { asked_in, read_by, .. } = self.lacking;
        match (self.need.needed, read_by) {
            (BROWSER, _) => language
                .pick(
                    "A buildpack of its own brings one, as does a Dockerfile.",
                    "可以通过专门的 buildpack 或 Dockerfile 安装浏览器。",
                )
                .to_owned(),
            (needed, None) => say!(
                language,
                "The platform installs `{needed}` as well where `{asked_in}` names it.",
                "如果在 `{asked_in}` 中写上 `{needed}`，平台也会安装它。"
            ),
            (needed, Some(buildpack)) => say!(
                language,
                "The platform installs `{needed}` as well where `{asked_in}` names it and the buildpack `{buildpack}` is added.",
                "如果在 `{asked_in}` 中写上 `{needed}`，并添加 buildpack `{buildpack}`，平台也会安装它。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(lacking) = facts.platform.runtime.lacks.as_ref().map(|lacks| &lacks.value) else { return };
    // A file or a script of the project may bring it.
    let install = &facts.platform.install;
    let hooks = [&install.pre_compile_hook, &install.post_compile_hook];
    let mut scripts =
        hooks.iter().filter_map(|hook| hook.as_ref()).map(|hook| hook.value.as_str()).chain([lacking.asked_in.as_str()]);
    if scripts.any(|file| facts.project.has(file)) {
        return;
    }
    let is_lacking = |need: &SystemNeed| lacking.packages.iter().any(|package| package == need.needed);
    for listed in facts.pip_reads().listed() {
        let Some(need) = SystemNeed::of(&listed.named.normalized).filter(is_lacking) else { continue };
        if need.instead.is_some_and(|instead| facts.requirements.lists(instead)) {
            continue;
        }
        let is_imported = need.module.is_some_and(|module| is_imported(facts, module));
        let message = MissingSystemPackage { name: &listed.named.name, need, is_imported, lacking };
        let finding = finding(&listed, message).likely().fix(fix(facts, &listed, need));
        findings.add(match is_imported {
            true => finding.says_if_known(need.says.map(str::to_owned)),
            false => finding.severity(Severity::Info).stage(Stage::Run),
        });
    }
}

fn fix(facts: &Facts<'_>, listed: &Listed<'_>, need: SystemNeed) -> Option<FixBuilder> {
    let instead = need.instead.filter(|_| listed.line.options.is_empty() && listed.named.url.is_none())?;
    replaced(facts, listed.file, listed.line, &format!("{instead}{}", listed.named.specifiers))
}

/// Whether the application surely imports a module, or one inside it, when it starts.
fn is_imported(facts: &Facts<'_>, module: &str) -> bool {
    let is_it = |name: &str| name.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let modules = facts.reached_modules().iter().filter(|reached| reached.module.error.is_none());
    let mut imports = modules.flat_map(|reached| unguarded(&reached.module)).filter(|import| import.level == 0);
    imports
        .any(|import| is_it(import.module) || import.names.iter().any(|name| is_it(&format!("{}.{}", import.module, name.name))))
}
