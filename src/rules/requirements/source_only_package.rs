//! PSH516: `psycopg2` and others that are compiled during the build.

use crate::rules::prelude::*;
use std::str::FromStr;

use pep440_rs::Version;

use crate::analysis::knowledge::table::Table;
use crate::platform::Series;

use super::listed::{Listed, listed};
use super::{mended, pip};

rule! {
    code: "PSH516",
    name: "source-only-package",
    severity: Warning,
    stage: Build,
    fix: Unsafe,
    en: "A package that has to be compiled with headers that the platform may lack",
    zh: "需要编译的包，而平台可能缺少所需的头文件",
}

static TABLE: Table = Table::new(include_str!("data/source_only.txt"));
/// The package that is the same but for being compiled: the fix can write it.
const SAME: &str = "psycopg2-binary";
/// The first pip that takes wheels of the kind `manylinux2014`.
const TAKES_NEW_WHEELS: Series = Series { major: 19, minor: 3 };
/// The last release of `psycopg2-binary` with wheels that older pips take; its first is 2.7.4.
const LAST_FOR_OLD: &str = "2.8.6";
const FIRST: &str = "2.7.4";

struct SourceOnlyPackage<'a> {
    name: &'a str,
    /// Where other releases come compiled.
    release: Option<Version>,
    headers: &'static str,
    instead: Option<&'static str>,
    /// Whether it is known what the platform's image holds.
    is_listed: bool,
    /// What the fix writes.
    written: Option<String>,
}

impl Message for SourceOnlyPackage<'_> {
    fn message(&self, language: Language) -> String {
        let name = self.name;
        say!(
            language,
            "`{name}` has to be compiled, and the platform may lack what that needs",
            "`{name}` 需要编译，而平台可能缺少所需的文件"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { name, headers, .. } = self;
        let release = self.release.as_ref().map_or(String::new(), |release| format!(" {release}"));
        let (headers_there, advice) = (self.headers_there(language), self.advice(language));
        say!(
            language,
            "PyPI has `{name}`{release} as source only, so pip compiles it, for which the server that builds needs the headers of `{headers}`. {headers_there}; without them the build stops here. {advice}",
            "PyPI 上的 `{name}`{release} 只有源代码，因此 pip 会编译它，构建服务器必须有 `{headers}` 中的头文件。{headers_there}；如果没有，构建会在此停止。{advice}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let written = self.written.as_deref().unwrap_or_default();
        say!(language, "Write `{written}`", "改为 `{written}`")
    }
}

impl SourceOnlyPackage<'_> {
    fn headers_there(&self, language: Language) -> &'static str {
        match self.is_listed {
            true => language.pick(
                "The list of what its image holds does not name them, so they are there only if another buildpack installs them",
                "其镜像的软件包列表中没有它们，除非另有 buildpack 安装",
            ),
            false => language.pick("Whether it has them is not documented", "文档没有说明是否具备"),
        }
    }

    fn advice(&self, language: Language) -> String {
        match (&self.written, self.instead) {
            (Some(written), _) => say!(
                language,
                "Write `{written}`, which is the same code and comes compiled; the imports stay as they are.",
                "请改为 `{written}`，它是同样的代码，而且已编译好；导入不变。"
            ),
            (None, Some(package)) => say!(
                language,
                "`{package}` does the same work and needs no compiler, if the code can be changed to it.",
                "如果可以修改代码，`{package}` 有同样的功能，且无需编译。"
            ),
            (None, None) => say!(
                language,
                "Find out with `pushready build` or a first push whether the platform has them.",
                "请用 `pushready build` 或一次试推来确认平台是否具备。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let known = facts.platform.install.build_headers.as_ref().map(|fact| fact.value.as_slice()).unwrap_or_default();
    for listed in listed(facts).filter(|listed| listed.named.url.is_none()) {
        let Some(row) = TABLE.rows(&listed.named.normalized).next() else { continue };
        let (Some(headers), Some(instead)) = (row.get(1).copied(), row.get(2).copied()) else { continue };
        if known.iter().any(|known| known == headers) || has_wheel(facts, &listed, &row) {
            continue;
        }
        let instead = Some(instead).filter(|instead| *instead != "-");
        let written = instead.filter(|instead| *instead == SAME).map(|_| compiled(facts, &listed));
        let fix = written.as_deref().and_then(|written| listed.replaced(facts, FixBuilder::unsafe_(), written));
        let release = listed.pin().filter(|_| row.get(4) == Some(&"-"));
        let is_listed = !known.is_empty();
        let message = SourceOnlyPackage { name: &listed.named.name, release, headers, instead, is_listed, written };
        let finding = listed.finding(message).likely();
        // Of a list that is known to lack them only another buildpack can make up for.
        let is_lacking = is_listed && !facts.project.has("Aptfile");
        findings.add(mended(if is_lacking { finding.severity(Severity::Error) } else { finding }, fix));
    }
}

/// Whether the version that is asked for is one of those that had wheels for this Python.
fn has_wheel(facts: &Facts<'_>, listed: &Listed<'_>, row: &[&str]) -> bool {
    let [_, _, _, first, last, before] = row else { return false };
    let version = |text: &str| Version::from_str(text).ok();
    let in_range = match (listed.pin(), version(last)) {
        (Some(pin), last) => version(first).is_none_or(|first| first <= pin) && last.is_none_or(|last| pin <= last),
        // pip takes the newest release.
        (None, last) => last.is_none(),
    };
    let is_older = facts.python.resolved.zip(before.parse::<Series>().ok()).is_none_or(|(python, before)| python.series < before);
    in_range && is_older
}

/// The compiled package in the version that is asked for, as far as the platform's pip finds a wheel of it.
fn compiled(facts: &Facts<'_>, listed: &Listed<'_>) -> String {
    let version = |text: &str| Version::from_str(text).ok();
    let (first, last) = (version(FIRST), version(LAST_FOR_OLD));
    let takes_all = pip(facts) >= TAKES_NEW_WHEELS;
    let fits = |pin: &Version| first.as_ref().is_some_and(|first| pin >= first) && (takes_all || Some(pin) <= last.as_ref());
    match listed.pin() {
        Some(pin) if fits(&pin) => format!("{SAME}=={pin}"),
        _ if takes_all => SAME.to_owned(),
        _ => format!("{SAME}=={LAST_FOR_OLD}"),
    }
}
