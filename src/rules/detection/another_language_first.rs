//! PSH105: a file of a language that the platform tries before Python.

use crate::analysis::detection::marker_of;
use crate::rules::prelude::*;

rule! {
    code: "PSH105",
    name: "another-language-first",
    severity: Warning,
    stage: Detect,
    fix: None,
    en: "A file of a language that the platform tries before Python",
    zh: "存在平台先于 Python 识别的语言的文件",
}

struct AnotherLanguageFirst<'a> {
    file: &'a str,
    other: &'a str,
    marker: &'a str,
}

impl Message for AnotherLanguageFirst<'_> {
    fn message(&self, language: Language) -> String {
        let Self { file, other, .. } = self;
        say!(language, "`{file}` can make this a {other} project", "`{file}` 可能使本项目被识别为 {other} 项目")
    }

    fn detail(&self, language: Language) -> String {
        let Self { file, other, marker } = self;
        say!(
            language,
            "The platform looks for {other} before it looks for Python. By its release it then builds the project as {other} although `{marker}` is there, or reports both languages and lets you choose. Delete `{file}` if the program does not need it; else choose Python when the platform asks.",
            "平台先识别 {other}，再识别 Python。视版本不同，即使有 `{marker}`，平台也会按 {other} 构建，或者同时列出两种语言供选择。如果程序用不到 `{file}`，请删除它；否则请在平台询问时选择 Python。"
        )
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(marker) = facts.detection.because.first().filter(|_| facts.is_built_as_python()) else { return };
    let mut said: Vec<&str> = vec![];
    for other in &facts.platform.detection.before_python.value {
        if said.contains(&other.name.as_str()) {
            continue;
        }
        let Some(file) = marker_of(facts.project, other) else { continue };
        said.push(&other.name);
        let message = AnotherLanguageFirst { file, other: &other.name, marker };
        findings.add(Finding::new(Place::file(file), message).likely());
    }
}
