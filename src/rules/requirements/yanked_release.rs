//! PSH528: a release that its authors withdrew.

use pep440_rs::Version;

use crate::index::predict::ProblemKind;
use crate::rules::prelude::*;

use super::packages::{Found, problems};

rule! {
    code: "PSH528",
    name: "yanked-release",
    severity: Info,
    stage: Build,
    fix: Unsafe,
    en: "A pinned release that its authors withdrew",
    zh: "固定的版本已被其作者撤回",
}

struct YankedRelease<'f> {
    found: Found<'f>,
    version: &'f Version,
    reason: &'f str,
    near: Option<&'f Version>,
}

impl Message for YankedRelease<'_> {
    fn message(&self, language: Language) -> String {
        let (name, version) = (self.found.name(), self.version);
        say!(language, "`{name}` {version} was withdrawn by its authors", "`{name}` {version} 已被其作者撤回")
    }

    fn detail(&self, language: Language) -> String {
        let reason = match self.reason {
            "" => String::new(),
            reason => say!(language, " The reason they give: {reason}.", "作者给出的理由：{reason}。"),
        };
        let manager = self.found.manager();
        let advice = self.near.map_or_else(String::new, |near| {
            say!(language, " Take {near}, the closest release that stands.", "请改用 {near}，最接近的有效版本。")
        });
        say!(
            language,
            "{manager} installs a withdrawn release only because it is pinned, and warns.{reason}{advice}",
            "{manager} 仅因为固定了版本才安装已撤回的版本，并给出警告。{reason}{advice}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let name = self.found.name();
        match self.near {
            Some(near) => self.found.pin_title(near, language),
            None => say!(language, "Do without `{name}`", "不使用 `{name}`"),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for found in problems(facts).filter(Found::is_direct) {
        let ProblemKind::Yanked { version, reason, near } = &found.problem.kind else { continue };
        let (place, near) = (found.place(), near.first());
        let fix = found.repinned(facts, near);
        let message = YankedRelease { found, version, reason, near };
        findings.add(Finding::new(place, message).fix(fix));
    }
}
