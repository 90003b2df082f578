//! PSH521: a pinned release whose metadata today's pip does not read.

use crate::rules::prelude::*;
use std::str::FromStr;

use pep440_rs::Version;

use crate::analysis::knowledge::table::Table;
use crate::platform::Series;

use super::listed::{Listed, listed};
use super::{is_editable, pip};

rule! {
    code: "PSH521",
    name: "refused-metadata",
    severity: Error,
    stage: Build,
    fix: Unsafe,
    en: "A pinned release whose metadata pip no longer reads",
    zh: "固定的版本，其元数据已无法被 pip 读取",
}

static TABLE: Table = Table::new(include_str!("data/refused_metadata.txt"));

/// pip 24.1 is the first that holds metadata to the specification.
const IS_STRICT: Series = Series { major: 24, minor: 1 };

struct RefusedMetadata<'f> {
    name: &'f str,
    pinned: Version,
    /// The first later release that pip takes.
    good: &'static str,
    pip: Series,
}

impl Message for RefusedMetadata<'_> {
    fn message(&self, language: Language) -> String {
        let Self { name, pinned, .. } = self;
        say!(
            language,
            "`{name}` {pinned} cannot be installed: pip refuses its metadata",
            "`{name}` {pinned} 无法安装：pip 拒绝其元数据"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { name, pinned, good, pip } = self;
        say!(
            language,
            "That release lists its own dependencies in a form that is not allowed. Since 24.1 pip passes over such releases, and the platform has pip {pip}: nothing fits the pin, and the build stops. Write `{name}=={good}`, the first release after {pinned} that is in order, or a later one.",
            "该版本以不被允许的形式列出自己的依赖。pip 从 24.1 起会跳过这样的版本，而平台使用的是 pip {pip}：没有符合要求的版本，构建停止。请写成 `{name}=={good}`（{pinned} 之后第一个没有问题的版本）或更新的版本。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let Self { name, good, .. } = self;
        say!(language, "Pin `{name}` to {good}", "将 `{name}` 固定为 {good}")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let pip = pip(facts);
    if pip < IS_STRICT {
        return;
    }
    for listed in listed(facts).filter(|listed| listed.named.url.is_none()) {
        let Some((pinned, good)) = listed.pin().and_then(|pinned| Some((pinned.clone(), good(&listed, &pinned)?))) else {
            continue;
        };
        let says = format!("ERROR: No matching distribution found for {}", listed.printed());
        let finding = listed.finding(RefusedMetadata { name: &listed.named.name, pinned, good, pip }).says(says);
        findings.add(finding.fix(fix(facts, &listed, good)));
    }
}

/// The first good release behind a refused one; none if this one is not refused.
fn good(listed: &Listed<'_>, pinned: &Version) -> Option<&'static str> {
    let mut ranges = TABLE.rows(&listed.named.normalized);
    ranges.find_map(|row| {
        let &[_, first, last, good] = row.as_slice() else { return None };
        let version = |text| Version::from_str(text).ok();
        (version(first)? <= *pinned && *pinned <= version(last)?).then_some(good)
    })
}

/// Hashes belong to one release, and only its author can tell those of another.
fn fix(facts: &Facts<'_>, listed: &Listed<'_>, good: &str) -> FixBuilder {
    if is_editable(facts, &listed.file.path) && listed.line.options.is_empty() {
        FixBuilder::unsafe_().edit(&listed.file.path, listed.named.specifiers_range.clone(), format!("=={good}"))
    } else {
        FixBuilder::display()
    }
}
