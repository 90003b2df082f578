//! PSH540: a use of a package that needs another one, which nothing installs.

use crate::analysis::packages::Installed;
use crate::analysis::python::companions::{LoneUse, lone_uses};
use crate::rules::new_requirement::{added, adding, advice};
use crate::rules::prelude::*;
use crate::rules::reached::stage;

rule! {
    code: "PSH540",
    name: "missing-companion",
    severity: Error,
    stage: Boot,
    fix: Unsafe,
    en: "A use of a package that needs another one, which nothing installs",
    zh: "所用的功能需要另一个软件包，而没有任何依赖安装它",
}

struct MissingCompanion<'f> {
    found: LoneUse,
    installed: &'f Installed,
}

impl Message for MissingCompanion<'_> {
    fn message(&self, language: Language) -> String {
        let LoneUse { file, path, .. } = &self.found;
        let needed = self.needed();
        say!(
            language,
            "`{file}` uses `{path}` in a way that needs `{needed}`, which nothing installs",
            "`{file}` 对 `{path}` 的用法需要 `{needed}`，而没有任何依赖安装它"
        )
    }

    fn detail(&self, language: Language) -> String {
        let (needed, package) = (self.needed(), self.found.companion.package);
        let advice = advice(&self.installed.addition(), needed, language);
        let stop = match (self.found.is_sure, self.found.companion.stops_at_once) {
            (true, _) => {
                language.pick("Python stops at this line whenever it loads the file.", "Python 每次加载该文件都会在这一行停止。")
            }
            (false, true) => language.pick("Python stops at this line when it comes to it.", "Python 执行到这一行时就会停止。"),
            (false, false) => language.pick(
                "This line itself runs; what it makes stops when it is used.",
                "这一行本身可以执行，但它所建立的对象在使用时会出错。",
            ),
        };
        say!(
            language,
            "`{package}` does not bring `{needed}` along: it asks for it only when it is used like this. {stop} {advice}",
            "`{package}` 不会自动安装 `{needed}`，只有这样使用时才需要它。{stop}{advice}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        added(&self.installed.addition(), self.needed(), language)
    }
}

impl MissingCompanion<'_> {
    /// The usual one of the packages that would do.
    fn needed(&self) -> &'static str {
        self.found.companion.needed.first().copied().unwrap_or_default()
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(installed) = &facts.installed else { return };
    for found in lone_uses(facts) {
        let Some(needed) = found.companion.needed.first() else { continue };
        let place = Place::range(&found.file, found.range.clone());
        // A variable may hold something else.
        let severity = if found.is_sure && found.variable.is_none() { Severity::Error } else { Severity::Warning };
        let stage = if found.is_sure { stage(found.start) } else { Stage::Run };
        let (says, fix) = (found.companion.says.map(str::to_owned), adding(facts, installed, needed));
        let is_certain = severity == Severity::Error && facts.knows_all_packages();
        let finding = Finding::new(place, MissingCompanion { found, installed }).severity(severity).stage(stage);
        findings.add(finding.says_if_known(says).likely_if(!is_certain).fix(fix));
    }
}
