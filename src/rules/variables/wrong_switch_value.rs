//! PSH702: a switch that does the opposite of what its value says.

use crate::analysis::variables::VariableFault;
use crate::platform::{Switch, SwitchValues};
use crate::rules::prelude::*;

use super::faulty::faulty_variables;

rule! {
    code: "PSH702",
    name: "wrong-switch-value",
    severity: Warning,
    stage: Build,
    fix: Display,
    en: "A variable that switches something off although its value says no",
    zh: "变量的值表示“否”，却仍然起到关闭作用",
}

struct WrongSwitchValue<'a> {
    platform: &'a str,
    name: &'a str,
    value: &'a str,
    switch: &'a Switch,
}

impl Message for WrongSwitchValue<'_> {
    fn message(&self, language: Language) -> String {
        let Self { name, value, .. } = self;
        say!(language, "`{name}={value}` switches collectstatic off all the same", "`{name}={value}` 仍然会关闭 collectstatic")
    }

    fn detail(&self, language: Language) -> String {
        let Self { platform, name, switch, .. } = self;
        let off = &switch.documented_value;
        match switch.values {
            SwitchValues::AnyNonEmpty => say!(
                language,
                "{platform} looks only whether the variable holds anything: 0, false and no switch off just as {off} does. Static files are not collected during the build. Unset `{name}` to have them collected, or write `{name}={off}` if they are not to be.",
                "{platform} 只看变量是否为空：0、false、no 与 {off} 一样会关闭。构建时不会收集静态文件。要收集，请取消变量 `{name}`；确实不需要收集，请写 `{name}={off}`。"
            ),
            SwitchValues::AnyButZero => say!(
                language,
                "{platform} collects static files only if the variable is unset, empty or exactly 0: false and no switch off just as {off} does. Unset `{name}` to have them collected, or write `{name}={off}` if they are not to be.",
                "只有变量未设置、为空或恰好是 0 时，{platform} 才会收集静态文件：false 和 no 与 {off} 一样会关闭。要收集，请取消变量 `{name}`；确实不需要收集，请写 `{name}={off}`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Unset `{}` on the platform", "在平台上取消变量 `{}`", self.name)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (name, fault) in faulty_variables(facts, &RULE) {
        let VariableFault::OffForNo(switch, value) = fault else { continue };
        let message = WrongSwitchValue { platform: &facts.platform.name, name, value, switch };
        findings.add(Finding::new(Place::project(), message).fix(FixBuilder::display()));
    }
}
