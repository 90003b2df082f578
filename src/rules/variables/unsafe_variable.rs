//! PSH704: a variable that stops the build.

use crate::analysis::Facts;
use crate::diagnostic::{FixBuilder, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::rules::{Family, Finding, Findings, FixKind, Message, Place, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH704",
    name: "unsafe-variable",
    since: "0.1.0",
    family: Family::Variables,
    severity: Severity::Error,
    stage: Stage::Build,
    fix: FixKind::Display,
    summary: Localized { en: "A variable that makes the platform refuse to build", zh: "使平台拒绝构建的变量" },
    #[cfg(feature = "pages")]
    page: Localized { en: include_str!("unsafe_variable.md"), zh: include_str!("unsafe_variable.zh.md") },
    check,
};

struct UnsafeVariable<'a> {
    platform: &'a str,
    name: &'a str,
}

impl Message for UnsafeVariable<'_> {
    fn message(&self, language: Language) -> String {
        match language {
            En => format!("`{}` is set, and the platform does not build with it", self.name),
            Zh => format!("设置了 `{}`，平台会因此拒绝构建", self.name),
        }
    }

    fn detail(&self, language: Language) -> String {
        let Self { platform, name } = self;
        match language {
            En => format!(
                "{platform} hands all variables on to Python and pip. This one would make them work elsewhere than the build expects, so it stops before anything else. Unset `{name}` on the platform."
            ),
            Zh => format!(
                "{platform} 会把所有变量传给 Python 和 pip。这个变量会让它们在构建预期之外的位置工作，因此构建最先检查它并停止。请在平台上取消变量 `{name}`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match language {
            En => format!("Unset `{}` on the platform", self.name),
            Zh => format!("在平台上取消变量 `{}`", self.name),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(refused) = facts.platform.refused_variables.as_ref() else { return };
    for name in refused.value.iter().filter(|name| facts.settings.env.contains_key(*name)) {
        let message = UnsafeVariable { platform: &facts.platform.name, name };
        findings.add(Finding::new(Place::project(), message).fix(FixBuilder::display()));
    }
}
