//! PSH505: `pywin32` and others that only another system can install.

use crate::analysis::knowledge::mistaken_names::PlatformOnlyReason;
use crate::analysis::requirements::fault::RequirementFault;
use crate::analysis::requirements::listed::Listed;
use crate::rules::prelude::*;

use super::lines::{faulty_requirements, finding, is_editable, says_no_distribution};

rule! {
    code: "PSH505",
    name: "platform-only-package",
    severity: Error,
    stage: Build,
    fix: Safe,
    en: "A package for Windows or macOS that Linux cannot install",
    zh: "只用于 Windows 或 macOS、无法在 Linux 上安装的包",
}

struct PlatformOnlyPackage<'a> {
    name: &'a str,
    system: &'static str,
    /// What to write behind the requirement or its marker.
    marker: String,
    reason: PlatformOnlyReason,
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
        match self.reason {
            PlatformOnlyReason::Nothing => say!(
                language,
                "PyPI has `{name}` as wheels for {system} and in no other form, so pip finds nothing.",
                "PyPI 上的 `{name}` 只有 {system} 的 wheel，没有其他形式，因此 pip 什么也找不到。"
            ),
            PlatformOnlyReason::Needs => say!(
                language,
                "`{name}` needs `pywin32`, of which PyPI has wheels for {system} only.",
                "`{name}` 依赖 `pywin32`，而 PyPI 上的 `pywin32` 只有 {system} 的 wheel。"
            ),
            PlatformOnlyReason::Build => say!(
                language,
                "pip takes the source of `{name}`, whose build stops on anything but {system}.",
                "pip 会下载 `{name}` 的源代码，而它在 {system} 以外的系统上无法构建。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (listed, fault) in faulty_requirements(facts, &RULE) {
        let RequirementFault::PlatformOnly(platform, reason) = *fault else { continue };
        let system = if platform == "win32" { "Windows" } else { "macOS" };
        let joint = if listed.named.marker.is_some() { " and" } else { ";" };
        let marker = format!("{joint} sys_platform == \"{platform}\"");
        let fix = fix(facts, &listed, &marker);
        let says = (reason == PlatformOnlyReason::Nothing).then(|| says_no_distribution(facts, &listed));
        let message = PlatformOnlyPackage { name: &listed.named.name, system, marker, reason };
        findings.add(finding(&listed, message).says_if_known(says).fix(fix));
    }
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
