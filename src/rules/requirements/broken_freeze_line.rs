//! PSH506: `pkg-resources==0.0.0`, which no index has.

use crate::rules::prelude::*;

use super::lines::{deleted, faulty_requirements, finding};

rule! {
    code: "PSH506",
    name: "broken-freeze-line",
    severity: Error,
    stage: Build,
    fix: Safe,
    en: "`pkg-resources==0.0.0`, which `pip freeze` writes on Debian and Ubuntu",
    zh: "`pip freeze` 在 Debian 和 Ubuntu 上写入的 `pkg-resources==0.0.0`",
}

struct BrokenFreezeLine<'a> {
    requirement: &'a str,
}

impl Message for BrokenFreezeLine<'_> {
    fn message(&self, language: Language) -> String {
        let requirement = self.requirement;
        say!(language, "`{requirement}` is no package that can be installed", "`{requirement}` 不是可以安装的包")
    }

    fn detail(&self, language: Language) -> String {
        let requirement = self.requirement;
        say!(
            language,
            "`pip freeze` writes this line in virtual environments of Debian and Ubuntu, but no package index has such a package: pip finds nothing for it, and the build stops. Delete the line `{requirement}`; nothing is lost, because the module belongs to setuptools.",
            "在 Debian 和 Ubuntu 的虚拟环境中，`pip freeze` 会写入这一行，但任何包索引都没有这个包：pip 找不到它，构建停止。请删除 `{requirement}` 这一行；该模块属于 setuptools，删除后不会缺少任何东西。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Delete the line `{}`", "删除 `{}` 这一行", self.requirement)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (listed, _) in faulty_requirements(facts, &RULE) {
        let requirement = listed.text();
        let says = facts.pip_reads().pip().no_distribution(&listed.origin(facts.project, requirement));
        let fix = deleted(facts, FixBuilder::safe(), listed.file, listed.line);
        findings.add(finding(&listed, BrokenFreezeLine { requirement }).says(says).fix(fix));
    }
}
