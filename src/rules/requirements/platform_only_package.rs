//! PSH505: `pywin32` and others that only another system can install.

use crate::analysis::knowledge::table::Table;
use crate::rules::prelude::*;

use super::listed::{Listed, listed};
use super::{is_editable, mended};

rule! {
    code: "PSH505",
    name: "platform-only-package",
    severity: Error,
    stage: Build,
    fix: Safe,
    en: "A package for Windows or macOS that Linux cannot install",
    zh: "只用于 Windows 或 macOS、无法在 Linux 上安装的包",
}

static TABLE: Table = Table::new(include_str!("data/platform_only.txt"));

/// Why the installation fails.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    /// The index has nothing of it that Linux could take.
    Nothing,
    /// It needs a package of which that is true.
    Needs,
    /// Its source stops the build.
    Build,
}

struct PlatformOnlyPackage<'a> {
    name: &'a str,
    system: &'static str,
    /// What to write behind the requirement or its marker.
    marker: String,
    why: Why,
}

impl Message for PlatformOnlyPackage<'_> {
    fn message(&self, language: Language) -> String {
        let Self { name, system, .. } = self;
        say!(language, "`{name}` is for {system} only", "`{name}` 只能用于 {system}")
    }

    fn detail(&self, language: Language) -> String {
        let (system, marker) = (self.system, self.marker.trim_start());
        let why = self.reason(language);
        say!(
            language,
            "The platform runs Linux. {why} The build stops, and nothing of the list is installed. Write `{marker}` behind it: pip then installs it on {system} and passes over it on the platform.",
            "平台运行的是 Linux。{why}构建会停止，列表中的包都不会安装。请在它后面加上 `{marker}`：这样 pip 在 {system} 上会安装它，在平台上会跳过它。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Add `{}`", "加上 `{}`", self.marker.trim_start())
    }
}

impl PlatformOnlyPackage<'_> {
    fn reason(&self, language: Language) -> String {
        let Self { name, system, .. } = self;
        match self.why {
            Why::Nothing => say!(
                language,
                "PyPI has `{name}` as wheels for {system} and in no other form, so pip finds nothing.",
                "PyPI 上的 `{name}` 只有 {system} 的 wheel，没有其他形式，因此 pip 什么也找不到。"
            ),
            Why::Needs => say!(
                language,
                "`{name}` needs `pywin32`, of which PyPI has wheels for {system} only.",
                "`{name}` 依赖 `pywin32`，而 PyPI 上的 `pywin32` 只有 {system} 的 wheel。"
            ),
            Why::Build => say!(
                language,
                "pip takes the source of `{name}`, whose build stops on anything but {system}.",
                "pip 会下载 `{name}` 的源代码，而它在 {system} 以外的系统上无法构建。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for listed in listed(facts).filter(|listed| listed.named.url.is_none()) {
        let Some((platform, why)) = entry(&listed.named.normalized) else { continue };
        let system = if platform == "win32" { "Windows" } else { "macOS" };
        let joint = if listed.named.marker.is_some() { " and" } else { ";" };
        let marker = format!("{joint} sys_platform == \"{platform}\"");
        let fix = fix(facts, &listed, &marker);
        let finding = listed.finding(PlatformOnlyPackage { name: &listed.named.name, system, marker, why });
        let finding = if why == Why::Nothing { finding.says(listed.says_no_distribution(facts)) } else { finding };
        findings.add(mended(finding, fix));
    }
}

/// Whether a package is one of those that this rule speaks of.
pub(super) fn finds(normalized: &str) -> bool {
    entry(normalized).is_some()
}

/// The system that a package is for, and why the installation fails elsewhere.
fn entry(normalized: &str) -> Option<(&'static str, Why)> {
    let row = TABLE.rows(normalized).next()?;
    let why = match *row.get(2)? {
        "none" => Why::Nothing,
        "needs" => Why::Needs,
        _ => Why::Build,
    };
    Some((row.get(1)?, why))
}

/// The marker behind the requirement, or behind the marker that is there, if it has no alternatives.
fn fix(facts: &Facts<'_>, listed: &Listed<'_>, marker: &str) -> Option<FixBuilder> {
    let target = listed.line.requirement.as_ref().filter(|_| is_editable(facts, &listed.file.path))?;
    let end = match &listed.named.marker {
        None if listed.line.text.contains(';') => return None,
        None => target.range.end,
        Some(old) if old.contains(" or ") || !listed.line.options.is_empty() => return None,
        Some(_) => listed.line.content.end,
    };
    Some(FixBuilder::safe().edit(&listed.file.path, end..end, marker))
}
