//! PSH703: a package index whose address cannot be one.

use crate::analysis::variables::{IndexUrlFault, VariableFault, WrongIndex, with_simple};
use crate::rules::prelude::*;
use crate::text::secrets;

use super::faulty::faulty_variables;

rule! {
    code: "PSH703",
    name: "wrong-index-url",
    severity: Error,
    stage: Build,
    fix: Display,
    en: "The address of the package index is not one that pip can use",
    zh: "软件包索引的地址不是 pip 能用的地址",
}

/// What an address looks like, where the platform's documentation gives none.
const EXAMPLE: &str = "https://packages.example.com/simple";

struct WrongIndexUrl<'a> {
    name: &'a str,
    index: WrongIndex<'a>,
}

impl WrongIndexUrl<'_> {
    /// The value in brackets, unless it could hold a password.
    fn shown(&self) -> String {
        if self.index.fault == IndexUrlFault::NoAddress && self.index.value.contains('@') {
            String::new()
        } else {
            format!("`{}`", self.index.value)
        }
    }

    fn outcome(&self, language: Language) -> &'static str {
        match self.index.is_extra {
            false => language.pick("the build stops with the first requirement", "构建会在第一个依赖处停止"),
            true => language.pick("packages that only this index has are not found", "只有该索引才有的软件包就找不到"),
        }
    }

    /// An address that would do.
    fn example(&self) -> String {
        match self.index.fault {
            IndexUrlFault::NoSimple => secrets::mask(&with_simple(self.index.value)),
            IndexUrlFault::NoAddress => self.index.default.unwrap_or(EXAMPLE).to_owned(),
        }
    }
}

impl Message for WrongIndexUrl<'_> {
    fn message(&self, language: Language) -> String {
        let (name, shown) = (self.name, self.shown());
        match self.index.fault {
            IndexUrlFault::NoAddress => match language {
                En => format!("`{name}` is no http or https address: {shown}").trim_end_matches([':', ' ']).to_owned(),
                Zh => format!("`{name}` 不是 http 或 https 地址：{shown}").trim_end_matches('：').to_owned(),
            },
            IndexUrlFault::NoSimple => say!(
                language,
                "{shown} in `{name}` is most likely no package index, because `/simple` is missing",
                "`{name}` 中的 {shown} 很可能不是软件包索引，因为缺少 `/simple`"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (name, example, outcome) = (self.name, self.example(), self.outcome(language));
        match self.index.fault {
            IndexUrlFault::NoAddress => say!(
                language,
                "pip gets the value as it is and asks there for each package; what is no address it takes for a folder and finds nothing, so {outcome}. Write the whole address, such as `{name}={example}`.",
                "pip 原样使用这个值查找每个软件包；不是地址的值会被当作文件夹，什么也找不到，于是{outcome}。请写完整的地址，例如 `{name}={example}`。"
            ),
            IndexUrlFault::NoSimple => say!(
                language,
                "pip appends the name of the package to the address and expects a list of files there, as PyPI and its mirrors serve it below `/simple`. Whether this server has one elsewhere cannot be seen here. If not, {outcome}. Write `{name}={example}`.",
                "pip 会在该地址后加上软件包名称，并期望得到文件列表；PyPI 及其镜像在 `/simple` 下提供这样的列表。该服务器是否在别处提供，这里无法得知。如果没有，{outcome}。请写 `{name}={example}`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let (name, example) = (self.name, self.example());
        say!(
            language,
            "Set `{name}` to the address of an index, such as `{example}`",
            "把 `{name}` 设为索引的地址，例如 `{example}`"
        )
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (name, fault) in faulty_variables(facts, &RULE) {
        let VariableFault::IndexUrl(index) = fault else { continue };
        let severity = if index.is_extra { Severity::Warning } else { Severity::Error };
        let finding = Finding::new(Place::project(), WrongIndexUrl { name, index }).severity(severity);
        findings.add(finding.likely_if(index.fault == IndexUrlFault::NoSimple).fix(FixBuilder::display()));
    }
}
