//! PSH521: a pinned release whose metadata today's pip does not read.

use crate::analysis::knowledge::pip::Pip;
use crate::analysis::packages::Presence;
use crate::analysis::requirements::fault::{self, RequirementFault};
use crate::rules::prelude::*;

use super::lines::{faulty_requirements, finding, repinned, says_no_distribution};

rule! {
    code: "PSH521",
    name: "refused-metadata",
    severity: Error,
    stage: Build,
    fix: Unsafe,
    en: "A pinned release whose metadata pip no longer reads",
    zh: "固定的版本，其元数据已无法被 pip 读取",
}

struct RefusedMetadata<'f> {
    name: &'f str,
    fault: &'f fault::RefusedMetadata,
    pip: Pip,
}

impl Message for RefusedMetadata<'_> {
    fn message(&self, language: Language) -> String {
        let (name, pinned) = (self.name, &self.fault.pinned);
        say!(
            language,
            "`{name}` {pinned} cannot be installed: pip refuses its metadata",
            "`{name}` {pinned} 无法安装：pip 拒绝其元数据"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { name, fault: fault::RefusedMetadata { pinned, good }, pip } = self;
        say!(
            language,
            "That release lists its own dependencies in a form that is not allowed. Since 24.1 pip passes over such releases, and the platform has pip {pip}: nothing fits the pin, and the build stops. Write `{name}=={good}`, the first release after {pinned} that is in order, or a later one.",
            "该版本以不被允许的形式列出自己的依赖。pip 从 24.1 起会跳过这样的版本，而平台使用的是 pip {pip}：没有符合要求的版本，构建停止。请写成 `{name}=={good}`（{pinned} 之后第一个没有问题的版本）或更新的版本。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let (name, good) = (self.name, self.fault.good);
        say!(language, "Pin `{name}` to {good}", "将 `{name}` 固定为 {good}")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (listed, fault) in faulty_requirements(facts, &RULE) {
        let RequirementFault::RefusedMetadata(fault) = fault else { continue };
        // An index that has answered may have mended them.
        let is_taken = facts.presence(&listed.named.normalized) == Presence::Is(Some(&fault.pinned));
        if facts.knows_all_packages() && is_taken {
            continue;
        }
        let message = RefusedMetadata { name: &listed.named.name, fault, pip: facts.pip_reads().pip() };
        let fix = repinned(facts, FixBuilder::unsafe_(), &listed, fault.good).unwrap_or_else(FixBuilder::display);
        findings.add(finding(&listed, message).says(says_no_distribution(facts, &listed)).fix(fix));
    }
}
