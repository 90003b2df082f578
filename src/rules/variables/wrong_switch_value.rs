//! PSH702: a switch that does the opposite of what its value says.

use crate::analysis::Facts;
use crate::analysis::static_files::DisabledBy;
use crate::diagnostic::{FixBuilder, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::platform::{Switch, SwitchValues};
use crate::rules::{Family, Finding, Findings, FixKind, Message, Place, Rule};

use super::reads_as_no;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH702",
    name: "wrong-switch-value",
    since: "0.1.0",
    family: Family::Variables,
    severity: Severity::Warning,
    stage: Stage::Build,
    fix: FixKind::Display,
    summary: Localized {
        en: "A variable that switches something off although its value says no",
        zh: "变量的值表示“否”，却仍然起到关闭作用",
    },
    #[cfg(feature = "pages")]
    page: Localized { en: include_str!("wrong_switch_value.md"), zh: include_str!("wrong_switch_value.zh.md") },
    check,
};

struct WrongSwitchValue<'a> {
    platform: &'a str,
    name: &'a str,
    value: &'a str,
    switch: &'a Switch,
}

impl Message for WrongSwitchValue<'_> {
    fn message(&self, language: Language) -> String {
        let Self { name, value, .. } = self;
        match language {
            En => format!("`{name}={value}` switches collectstatic off all the same"),
            Zh => format!("`{name}={value}` 仍然会关闭 collectstatic"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let Self { platform, name, switch, .. } = self;
        let off = &switch.documented_value;
        match (switch.values, language) {
            (SwitchValues::AnyNonEmpty, En) => format!(
                "{platform} looks only whether the variable holds anything: 0, false and no switch off just as {off} does. Static files are not collected during the build. Unset `{name}` to have them collected, or write `{name}={off}` if they are not to be."
            ),
            (SwitchValues::AnyNonEmpty, Zh) => format!(
                "{platform} 只看变量是否为空：0、false、no 与 {off} 一样会关闭。构建时不会收集静态文件。要收集，请取消变量 `{name}`；确实不需要收集，请写 `{name}={off}`。"
            ),
            (SwitchValues::AnyButZero, En) => format!(
                "{platform} collects static files only if the variable is unset, empty or exactly 0: false and no switch off just as {off} does. Unset `{name}` to have them collected, or write `{name}={off}` if they are not to be."
            ),
            (SwitchValues::AnyButZero, Zh) => format!(
                "只有变量未设置、为空或恰好是 0 时，{platform} 才会收集静态文件：false 和 no 与 {off} 一样会关闭。要收集，请取消变量 `{name}`；确实不需要收集，请写 `{name}={off}`。"
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
    let static_files = &facts.static_files;
    let (Some(DisabledBy::Variable { name, value }), true) = (&static_files.disabled_by, static_files.applies) else { return };
    if let Some(switch) = facts.platform.static_files.switch.as_ref().filter(|_| reads_as_no(value)) {
        let switch = &switch.value;
        let message = WrongSwitchValue { platform: &facts.platform.name, name, value, switch };
        findings.add(Finding::new(Place::project(), message).fix(FixBuilder::display()));
    }
}
