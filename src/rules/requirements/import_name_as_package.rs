//! PSH507: `cv2`, `yaml`, `sklearn`: the name that code imports in place of the package.

use crate::analysis::knowledge::mistaken_names::ImportNameFate;
use crate::analysis::requirements::fault::RequirementFault;
use crate::rules::prelude::*;
use crate::syntax::requirements::normalize_name;

use super::lines::{deleted, faulty_requirements, finding, replaced, says_no_distribution};

rule! {
    code: "PSH507",
    name: "import-name-as-package",
    severity: Warning,
    stage: Build,
    fix: Unsafe,
    en: "The name that code imports where the package has another name",
    zh: "写的是代码中导入的名称，而包的名称与之不同",
}

struct ImportNameAsPackage<'a> {
    name: &'a str,
    package: &'static str,
    fate: ImportNameFate,
    /// Whether the right one is listed too.
    is_there: bool,
}

impl Message for ImportNameAsPackage<'_> {
    fn message(&self, language: Language) -> String {
        let Self { name, package, .. } = self;
        match self.fate {
            ImportNameFate::Alias => say!(
                language,
                "`{name}` is an empty package that stands for `{package}`",
                "`{name}` 是一个空包，代表的是 `{package}`"
            ),
            ImportNameFate::Other => say!(
                language,
                "The package `{name}` is probably not the one that was meant: `{package}`",
                "包 `{name}` 很可能不是想要的那个，应为 `{package}`"
            ),
            ImportNameFate::Absent | ImportNameFate::Fails => say!(
                language,
                "`{name}` cannot be installed; the package is called `{package}`",
                "`{name}` 无法安装，这个包的名称是 `{package}`"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (consequence, advice) = (self.consequence(language), self.advice(language));
        say!(
            language,
            "Packages often have another name than the module that they bring. {consequence} {advice}",
            "包的名称常常与其提供的模块名称不同。{consequence}{advice}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        match self.is_there {
            true => say!(language, "Delete the line with `{}`", "删除 `{}` 这一行", self.name),
            false => say!(language, "Write `{}`", "改为 `{}`", self.package),
        }
    }
}

impl ImportNameAsPackage<'_> {
    fn consequence(&self, language: Language) -> String {
        let Self { name, package, .. } = self;
        match self.fate {
            ImportNameFate::Absent => say!(
                language,
                "PyPI has no `{name}`: pip finds nothing for it, and the build stops.",
                "PyPI 上没有 `{name}`：pip 找不到它，构建停止。"
            ),
            ImportNameFate::Fails => say!(
                language,
                "PyPI keeps a package `{name}` whose newest release cannot be built, and the build stops there.",
                "PyPI 上虽有 `{name}`，但它的最新版本无法构建，整个构建会就此停止。"
            ),
            ImportNameFate::Other => say!(
                language,
                "`{name}` on PyPI is the work of somebody else. It installs, and code that was written for `{package}` stops at its import or at the first thing that is not there.",
                "PyPI 上的 `{name}` 是另一个项目。它可以安装，但为 `{package}` 编写的代码会在导入时或用到其中没有的内容时出错。"
            ),
            ImportNameFate::Alias => say!(
                language,
                "`{name}` brings the newest `{package}` along, whatever version the line asks for, so nothing breaks now and nothing is pinned.",
                "`{name}` 会带来最新的 `{package}`，与这一行要求的版本无关，因此目前不会出错，但版本也没有固定。"
            ),
        }
    }

    fn advice(&self, language: Language) -> String {
        let Self { name, package, .. } = self;
        match self.is_there {
            true => say!(
                language,
                "`{package}` is listed already: delete the line with `{name}`.",
                "列表中已有 `{package}`：请删除 `{name}` 这一行。"
            ),
            false => say!(
                language,
                "Write `{package}`; the imports in the code stay as they are.",
                "请改为 `{package}`，代码中的导入不变。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (listed, fault) in faulty_requirements(facts, &RULE) {
        let RequirementFault::ImportName(fate, package) = *fault else { continue };
        let is_there = facts.pip_reads().listed().any(|other| other.named.normalized == normalize_name(package));
        let fix = match is_there {
            true => deleted(facts, FixBuilder::unsafe_(), listed.file, listed.line),
            false => replaced(facts, listed.file, listed.line, package),
        };
        let finding = finding(&listed, ImportNameAsPackage { name: &listed.named.name, package, fate, is_there }).fix(fix);
        findings.add(match fate {
            ImportNameFate::Absent => finding.severity(Severity::Error).says(says_no_distribution(facts, &listed)),
            ImportNameFate::Fails => finding.severity(Severity::Error),
            ImportNameFate::Other => finding.likely().stage(Stage::Boot),
            ImportNameFate::Alias => finding.severity(Severity::Info),
        });
    }
}
