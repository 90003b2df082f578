//! PSH506: `pkg-resources==0.0.0`, which no index has.

use crate::rules::prelude::*;
use crate::syntax::requirements::{Line, LineKind};

use super::{delete, is_editable, lines, number, pip, pip_words};

rule! {
    code: "PSH506",
    name: "broken-freeze-line",
    severity: Error,
    stage: Build,
    fix: Safe,
    en: "`pkg-resources==0.0.0`, which `pip freeze` writes on Debian and Ubuntu",
    zh: "`pip freeze` 在 Debian 和 Ubuntu 上写入的 `pkg-resources==0.0.0`",
}

/// The normalised name of a part of setuptools that Debian's virtual environments list as a package.
const NAME: &str = "pkg-resources";

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
    for (file, line) in lines(facts).filter(|(file, line)| !file.constraint && is_broken(line)) {
        let Some(number) = number(facts, file, line) else { continue };
        let Some(requirement) = line.requirement.as_ref().map(|target| target.text.as_str()) else { continue };
        let mut finding = Finding::new(Place::range(&file.path, line.content.clone()), BrokenFreezeLine { requirement })
            .says(pip_words::no_distribution(pip(facts), requirement, &file.printed, number));
        if is_editable(facts, &file.path) {
            finding = finding.fix(delete(FixBuilder::safe(), facts, file, line));
        }
        findings.add(finding);
    }
}

fn is_broken(line: &Line) -> bool {
    matches!(&line.kind, LineKind::Named(named) if named.normalized == NAME && named.url.is_none())
}
