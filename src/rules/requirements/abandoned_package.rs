//! PSH517: a package that nobody keeps up.

use crate::analysis::requirements::fault::RequirementFault;
use crate::rules::prelude::*;

use super::lines::{faulty_requirements, finding};

rule! {
    code: "PSH517",
    name: "abandoned-package",
    severity: Info,
    stage: Build,
    fix: None,
    en: "A package without releases for years, and with a successor",
    zh: "多年没有新版本、且已有替代品的包",
}

struct AbandonedPackage<'a> {
    name: &'a str,
    month: &'static str,
    instead: &'static str,
}

impl Message for AbandonedPackage<'_> {
    fn message(&self, language: Language) -> String {
        let Self { name, month, .. } = self;
        say!(language, "The newest release of `{name}` is of {month}", "`{name}` 的最新版本发布于 {month}")
    }

    fn detail(&self, language: Language) -> String {
        let Self { name, instead, .. } = self;
        say!(
            language,
            "Nobody mends it any more: what a new Python or a new release of something beneath it breaks stays broken, and holes in it stay open. `{instead}` does the work of `{name}` now; moving to it takes changes in the code.",
            "它已无人维护：新版 Python 或它依赖的包造成的问题不会修复，其中的漏洞也不会修补。现在可以用 `{instead}` 代替 `{name}`，迁移时需要修改代码。"
        )
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (listed, fault) in faulty_requirements(facts, &RULE) {
        let RequirementFault::Abandoned { month, instead } = fault else { continue };
        findings.add(finding(&listed, AbandonedPackage { name: &listed.named.name, month, instead }));
    }
}
