//! PSH704: a variable that stops the build.

use crate::rules::prelude::*;

use super::faulty::faulty_variables;

rule! {
    code: "PSH704",
    name: "unsafe-variable",
    severity: Error,
    stage: Build,
    fix: Display,
    en: "A variable that makes the platform refuse to build",
    zh: "使平台拒绝构建的变量",
}

struct UnsafeVariable<'a> {
    platform: &'a str,
    name: &'a str,
}

impl Message for UnsafeVariable<'_> {
    fn message(&self, language: Language) -> String {
        say!(language, "`{}` is set, and the platform does not build with it", "设置了 `{}`，平台会因此拒绝构建", self.name)
    }

    fn detail(&self, language: Language) -> String {
        let Self { platform, name } = self;
        say!(
            language,
            "{platform} hands all variables on to Python and pip. This one would make them work elsewhere than the build expects, so it stops before anything else. Unset `{name}` on the platform.",
            "{platform} 会把所有变量传给 Python 和 pip。这个变量会让它们在构建预期之外的位置工作，因此构建最先检查它并停止。请在平台上取消变量 `{name}`。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Unset `{}` on the platform", "在平台上取消变量 `{}`", self.name)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (name, _) in faulty_variables(facts, &RULE) {
        let message = UnsafeVariable { platform: &facts.platform.name, name };
        findings.add(Finding::new(Place::project(), message).fix(FixBuilder::display()));
    }
}
