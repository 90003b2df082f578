//! PSH527: requirements that exclude each other.

use crate::index::predict::ProblemKind;
use crate::index::resolve::Link;
use crate::rules::prelude::*;

use super::packages::{Found, chain, problems};

rule! {
    code: "PSH527",
    name: "conflicting-requirements",
    severity: Error,
    stage: Build,
    fix: Display,
    en: "Requirements that no set of releases fits",
    zh: "没有任何版本组合能同时满足的依赖",
}

struct ConflictingRequirements<'f> {
    found: Found<'f>,
    against: &'f [Vec<Link>],
}

impl Message for ConflictingRequirements<'_> {
    fn message(&self, language: Language) -> String {
        let name = &self.found.problem.name;
        say!(
            language,
            "The requirements exclude each other: no release of `{name}` fits all of them",
            "依赖互相冲突：没有同时符合它们的 `{name}` 版本"
        )
    }

    fn detail(&self, language: Language) -> String {
        let chains = std::iter::once(&self.found.problem.chain).chain(self.against).map(|links| chain(links));
        let chains = chains.collect::<Vec<_>>().join(language.pick("; and ", "；以及 "));
        say!(
            language,
            "pip looks for a set in which all requirements fit, and there is none: {chains}. The build stops. Loosen or change one of the versions at the beginning of these chains.",
            "pip 会寻找能满足所有依赖的组合，但并不存在：{chains}。构建停止。请放宽或修改这些依赖链开头的某个版本。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        language.pick("Loosen one of the requirements", "放宽其中一个依赖").to_owned()
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for found in problems(facts) {
        let ProblemKind::Conflict { against } = &found.problem.kind else { continue };
        // Of two lines about one package another rule speaks.
        let lines = facts.requirements.named().filter(|(_, named)| named.normalized == found.problem.name);
        if lines.count() > 1 {
            continue;
        }
        let place = found.place();
        findings.add(Finding::new(place, ConflictingRequirements { found, against }).fix(FixBuilder::display()));
    }
}
