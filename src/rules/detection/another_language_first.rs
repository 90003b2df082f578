//! PSH105: a file of a language that the platform tries before Python.

use crate::analysis::detection::{has_language_file, marker_of};
use crate::analysis::python_version::{advised, asked_value, asking_variable};
use crate::platform::LanguageChoice;
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

/// The file of a Node.js project.
const PACKAGE_JSON: &str = "package.json";

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

/// Where only the first language is built.
struct OnlyFirstLanguage<'a> {
    of: AnotherLanguageFirst<'a>,
    platform: &'a str,
    choice: &'a LanguageChoice,
}

impl Message for OnlyFirstLanguage<'_> {
    fn message(&self, language: Language) -> String {
        let AnotherLanguageFirst { file, other, .. } = self.of;
        say!(language, "`{file}` makes this a {other} project", "`{file}` 使本项目被识别为 {other} 项目")
    }

    fn detail(&self, language: Language) -> String {
        let Self { of: AnotherLanguageFirst { file, other, marker }, platform, choice } = self;
        let (variable, value) = match choice {
            LanguageChoice::Variable { name, value, .. } => (name, value),
            LanguageChoice::File { name, write } => {
                return say!(
                    language,
                    "{platform} builds the first language that it finds, and looks for {other} before it looks for Python: nothing is installed from `{marker}`. Write `{write}` into `{name}`, or delete `{file}` if the program does not need it.",
                    "{platform} 只构建最先识别出的语言，而 {other} 先于 Python：不会按 `{marker}` 安装任何内容。请在 `{name}` 中写上 `{write}`；如果程序用不到 `{file}`，也可以删除它。"
                );
            }
        };
        say!(
            language,
            "{platform} builds the first language that it finds, and looks for {other} before it looks for Python: nothing is installed from `{marker}`. Set `{variable}={value}` on the platform, or delete `{file}` if the program does not need it.",
            "{platform} 只构建最先识别出的语言，而 {other} 先于 Python：不会按 `{marker}` 安装任何内容。请在平台上设置 `{variable}={value}`；如果程序用不到 `{file}`，也可以删除它。"
        )
    }
}

struct VersionOfNode<'a> {
    platform: &'a str,
    variable: &'a str,
    value: String,
}

impl Message for VersionOfNode<'_> {
    fn message(&self, language: Language) -> String {
        say!(
            language,
            "`package.json` makes the platform ask for the Python of Node.js's version",
            "有 `package.json` 时，平台会把 Node.js 的版本当作 Python 的版本"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { platform, variable, value } = self;
        say!(
            language,
            "{platform} sees two languages, keeps the version of Node.js, and has no Python of that version: the build stops, also where Python is chosen. Set `{variable}={value}` on the platform, or keep `package.json` in a subfolder.",
            "{platform} 识别到两种语言，保存的是 Node.js 的版本，而没有这个版本的 Python：即使选择了 Python，构建也会停止。请在平台上设置 `{variable}={value}`，或者把 `package.json` 移到子文件夹中。"
        )
    }
}

/// Whether the platform takes the version of Node.js for that of Python.
fn takes_version_of_node(facts: &Facts<'_>) -> bool {
    let takes = facts.platform.python.takes_version_of_node.as_ref().is_some_and(|fact| fact.value);
    let is_json = |text: crate::text::Text<'_>| serde_json::from_str::<serde::de::IgnoredAny>(text.as_str()).is_ok();
    let is_read = || facts.project.text(PACKAGE_JSON).is_some_and(is_json);
    takes && facts.is_built_as_python() && facts.python.variable.is_none() && is_read()
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    if takes_version_of_node(facts) {
        let variable = asking_variable(facts);
        let value = asked_value(facts, advised(facts.platform));
        let message = VersionOfNode { platform: &facts.platform.name, variable, value };
        let finding = Finding::new(Place::file(PACKAGE_JSON), message).severity(Severity::Error).stage(Stage::Build);
        findings.add(finding.says_nothing());
    }
    let Some(marker) = facts.detection.because.first().filter(|_| facts.is_built_as_python()) else { return };
    let choice = facts.platform.detection.language_choice.as_ref().map(|fact| &fact.value);
    if choice.is_some_and(|choice| is_made(facts, choice)) {
        return;
    }
    let mut said: Vec<&str> = vec![];
    for other in &facts.platform.detection.before_python.value {
        if said.contains(&other.name.as_str()) {
            continue;
        }
        let Some(file) = marker_of(facts.project, other) else { continue };
        said.push(&other.name);
        let message = AnotherLanguageFirst { file, other: &other.name, marker };
        match choice {
            // The other languages are behind the first, as Python is.
            Some(choice) => {
                let message = OnlyFirstLanguage { of: message, platform: &facts.platform.name, choice };
                return findings.add(Finding::new(Place::file(file), message).likely());
            }
            None => findings.add(Finding::new(Place::file(file), message).likely()),
        }
    }
}

/// Whether something names the language that is to be built; a file whose content is not known may.
fn is_made(facts: &Facts<'_>, choice: &LanguageChoice) -> bool {
    let speaks_of_it = |text: crate::text::Text<'_>| text.as_str().to_ascii_lowercase().contains("python");
    match choice {
        LanguageChoice::Variable { name, .. } => facts.settings.has(name) || has_language_file(facts.project, facts.platform),
        LanguageChoice::File { name, .. } => facts.project.has(name) && facts.project.text(name).is_none_or(speaks_of_it),
    }
}
