//! PSH703: a package index whose address cannot be one.

use crate::platform::VariableKind;
use crate::rules::prelude::*;
use crate::text::secrets;

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

/// What is wrong with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// It does not begin with `http://` or `https://` and a host.
    NoAddress,
    /// It leads to the host of an index, not to the index.
    NoSimple,
}

struct WrongIndexUrl<'a> {
    name: &'a str,
    value: &'a str,
    fault: Fault,
    /// The index that the platform's documentation gives; none if the variable only adds one.
    default: Option<&'a str>,
    is_extra: bool,
}

impl WrongIndexUrl<'_> {
    /// The value in brackets, unless it could hold a password.
    fn shown(&self) -> String {
        if self.fault == Fault::NoAddress && self.value.contains('@') { String::new() } else { format!("`{}`", self.value) }
    }

    fn outcome(&self, language: Language) -> &'static str {
        match self.is_extra {
            false => language.pick("the build stops with the first requirement", "构建会在第一个依赖处停止"),
            true => language.pick("packages that only this index has are not found", "只有该索引才有的软件包就找不到"),
        }
    }

    /// An address that would do.
    fn example(&self) -> String {
        match self.fault {
            Fault::NoSimple => secrets::mask(&with_simple(self.value)),
            Fault::NoAddress => self.default.unwrap_or(EXAMPLE).to_owned(),
        }
    }
}

impl Message for WrongIndexUrl<'_> {
    fn message(&self, language: Language) -> String {
        let (name, shown) = (self.name, self.shown());
        match self.fault {
            Fault::NoAddress => match language {
                En => format!("`{name}` is no http or https address: {shown}").trim_end_matches([':', ' ']).to_owned(),
                Zh => format!("`{name}` 不是 http 或 https 地址：{shown}").trim_end_matches('：').to_owned(),
            },
            Fault::NoSimple => say!(
                language,
                "{shown} in `{name}` is most likely no package index, because `/simple` is missing",
                "`{name}` 中的 {shown} 很可能不是软件包索引，因为缺少 `/simple`"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (name, example, outcome) = (self.name, self.example(), self.outcome(language));
        match self.fault {
            Fault::NoAddress => say!(
                language,
                "pip gets the value as it is and asks there for each package; what is no address it takes for a folder and finds nothing, so {outcome}. Write the whole address, such as `{name}={example}`.",
                "pip 原样使用这个值查找每个软件包；不是地址的值会被当作文件夹，什么也找不到，于是{outcome}。请写完整的地址，例如 `{name}={example}`。"
            ),
            Fault::NoSimple => say!(
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
    let index = facts.platform.install.index.as_ref().map(|index| &index.value);
    let variables = facts.platform.variables.iter().filter(|variable| variable.kind == VariableKind::IndexUrl);
    for variable in variables {
        let Some(values) = facts.settings.env.get(&variable.name) else { continue };
        for value in values.split_whitespace() {
            let Some(fault) = fault(value) else { continue };
            let is_extra = index.is_none_or(|index| index.variable != variable.name);
            let default = index.and_then(|index| index.default.as_deref()).filter(|_| !is_extra);
            let message = WrongIndexUrl { name: &variable.name, value, fault, default, is_extra };
            let severity = if is_extra { Severity::Warning } else { Severity::Error };
            let finding = Finding::new(Place::project(), message).severity(severity).fix(FixBuilder::display());
            findings.add(if fault == Fault::NoSimple { finding.likely() } else { finding });
        }
    }
}

/// The address with `simple` at its end, in place of a misspelling of it.
fn with_simple(value: &str) -> String {
    let value = value.trim_end_matches('/');
    match value.rsplit_once('/') {
        Some((start, last)) if is_misspelled(last) => format!("{start}/simple"),
        _ => format!("{value}/simple"),
    }
}

fn is_misspelled(last: &str) -> bool {
    last != "simple" && last != "+simple" && strsim::osa_distance(last, "simple") <= 2
}

/// Only what looks like the start page of an index is called incomplete: private indexes have paths of all kinds.
fn fault(value: &str) -> Option<Fault> {
    let lower = value.to_ascii_lowercase();
    let Some(rest) = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")) else {
        return Some(Fault::NoAddress);
    };
    let rest = rest.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let last = path.rsplit('/').next().unwrap_or_default();
    match (host.is_empty(), last) {
        (true, _) => Some(Fault::NoAddress),
        (false, "" | "pypi") => Some(Fault::NoSimple),
        (false, _) => is_misspelled(last).then_some(Fault::NoSimple),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indexes_of_all_kinds_are_left_alone() {
        for value in [
            "https://pypi.tuna.tsinghua.edu.cn/simple",
            "https://mirrors.tuna.tsinghua.edu.cn/pypi/web/simple/",
            "http://mirrors.aliyun.com/pypi/simple/",
            "https://me:secret@repo.example.com/artifactory/api/pypi/x/simple",
            "https://devpi.example.com/root/pypi/+simple/",
            "https://pypi.fury.io/me/",
            "https://download.pytorch.org/whl/cpu",
            "HTTPS://PYPI.ORG/simple",
        ] {
            assert_eq!(fault(value), None, "{value}");
        }
    }

    #[test]
    fn start_pages_and_other_things_are_no_indexes() {
        for value in [
            "https://mirror.example",
            "https://mirror.example/",
            "https://mirrors.aliyun.com/pypi/",
            "https://mirror.example/simpl",
        ] {
            assert_eq!(fault(value), Some(Fault::NoSimple), "{value}");
        }
        for value in ["mirror.example/simple", "\"https://mirror.example/simple\"", "ftp://host/simple", "https://", "tuna"] {
            assert_eq!(fault(value), Some(Fault::NoAddress), "{value}");
        }
    }
}
