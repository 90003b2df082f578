//! PSH508: `asyncio`, `json`, `futures`: parts of Python that are listed as packages.

use crate::analysis::knowledge::mistaken_names::StandardLibraryFate;
use crate::analysis::requirements::fault::RequirementFault;
use crate::platform::Version;
use crate::rules::prelude::*;

use super::lines::{deleted, faulty_requirements, finding, says_no_distribution};

rule! {
    code: "PSH508",
    name: "standard-library-package",
    severity: Error,
    stage: Build,
    fix: Unsafe,
    en: "A part of Python's standard library that is listed as a package",
    zh: "把 Python 标准库的一部分当作包写入依赖列表",
}

struct StandardLibraryPackage<'a> {
    requirement: &'a str,
    python: Version,
    fate: StandardLibraryFate,
}

impl Message for StandardLibraryPackage<'_> {
    fn message(&self, language: Language) -> String {
        let Self { requirement, python, .. } = self;
        match self.fate {
            StandardLibraryFate::Unused => say!(
                language,
                "`{requirement}` does nothing: Python {python} brings it along",
                "`{requirement}` 不起作用：Python {python} 自带该功能"
            ),
            StandardLibraryFate::Absent | StandardLibraryFate::Fails | StandardLibraryFate::Refuses => say!(
                language,
                "`{requirement}` cannot be installed; Python {python} brings it along",
                "`{requirement}` 无法安装；Python {python} 自带该功能"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let Self { requirement, .. } = self;
        let consequence = self.consequence(language);
        say!(
            language,
            "{consequence} Delete the line `{requirement}`; the imports in the code stay as they are.",
            "{consequence}请删除 `{requirement}` 这一行，代码中的导入不变。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Delete the line `{}`", "删除 `{}` 这一行", self.requirement)
    }
}

impl StandardLibraryPackage<'_> {
    fn consequence(&self, language: Language) -> String {
        let python = self.python;
        match self.fate {
            StandardLibraryFate::Absent => say!(
                language,
                "It belongs to the standard library, and PyPI has no package of this name: pip finds nothing, and the build stops.",
                "它属于标准库，PyPI 上没有这个名称的包：pip 什么也找不到，构建停止。"
            ),
            StandardLibraryFate::Fails => say!(
                language,
                "It belongs to the standard library. The package of this name on PyPI was made for Python 2 and cannot be built with Python 3, so the build stops.",
                "它属于标准库。PyPI 上的同名包是为 Python 2 制作的，无法用 Python 3 构建，因此整个构建会停止。"
            ),
            StandardLibraryFate::Refuses => say!(
                language,
                "The package brings a part of the standard library to older Pythons. This version of it refuses Python {python}: pip finds nothing that fits, and the build stops.",
                "这个包为旧版 Python 提供标准库的一部分，该版本拒绝 Python {python}：pip 找不到合适的版本，构建停止。"
            ),
            StandardLibraryFate::Unused => say!(
                language,
                "It installs, but Python looks into its standard library first and finds the module there, so that the package is never imported.",
                "它可以安装，但 Python 会先在标准库中找到该模块，因此永远不会导入这个包。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(python) = facts.python.resolved else { return };
    for (listed, fault) in faulty_requirements(facts, &RULE) {
        let RequirementFault::StandardLibrary(fate) = *fault else { continue };
        let fix = deleted(facts, FixBuilder::unsafe_(), listed.file, listed.line);
        let finding = finding(&listed, StandardLibraryPackage { requirement: listed.text(), python, fate }).fix(fix);
        findings.add(match fate {
            StandardLibraryFate::Absent | StandardLibraryFate::Refuses => finding.says(says_no_distribution(facts, &listed)),
            StandardLibraryFate::Fails => finding,
            StandardLibraryFate::Unused => finding.severity(Severity::Info),
        });
    }
}
