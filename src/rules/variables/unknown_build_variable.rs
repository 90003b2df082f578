//! PSH701: a variable that the build does not know.

use crate::analysis::variables::VariableFault;
use crate::platform::Platform;
use crate::rules::prelude::*;

use super::faulty::faulty_variables;

rule! {
    code: "PSH701",
    name: "unknown-build-variable",
    severity: Warning,
    stage: Build,
    fix: Display,
    en: "A variable that is named like one of the build and is not known to it",
    zh: "变量名像构建变量，但平台的构建并不认识它",
}

struct UnknownBuildVariable<'a> {
    platform: &'a Platform,
    name: &'a str,
    right: Option<&'a str>,
}

impl Message for UnknownBuildVariable<'_> {
    fn message(&self, language: Language) -> String {
        let Self { platform, name, right } = self;
        let platform = &platform.name;
        match right {
            Some(right) => say!(
                language,
                "`{name}` does nothing on {platform}; the variable is called `{right}`",
                "`{name}` 在 {platform} 上不起作用，变量名应为 `{right}`"
            ),
            None => say!(
                language,
                "`{name}` is no build variable that {platform} is known to read",
                "`{name}` 不是已知会被 {platform} 读取的构建变量"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let Self { platform, name, right } = self;
        let Platform { id, name: platform, .. } = platform;
        match right {
            Some(right) => say!(
                language,
                "Nothing says so during the build: the value of `{name}` is not looked at. Set `{right}` instead.",
                "构建时不会有任何提示，`{name}` 的值不会被读取。请改用 `{right}`。"
            ),
            None => say!(
                language,
                "{platform} may read more variables than those that are known, which `pushready platforms {id}` lists. If `{name}` is meant for the application itself, leave it as it is.",
                "{platform} 读取的变量可能比已知的更多；已知的变量可用 `pushready platforms {id}` 列出。如果 `{name}` 是给应用自己用的，保持原样即可。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let (name, right) = (self.name, self.right.unwrap_or_default());
        say!(language, "Set `{right}` on the platform instead of `{name}`", "在平台上用 `{right}` 代替 `{name}`")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let platform = facts.platform;
    for (name, fault) in faulty_variables(facts, &RULE) {
        let finding = |right| Finding::new(Place::project(), UnknownBuildVariable { platform, name, right });
        findings.add(match fault {
            VariableFault::Misnamed(right) => finding(Some(right)).fix(FixBuilder::display()),
            _ => finding(None).severity(Severity::Info).likely(),
        });
    }
}
