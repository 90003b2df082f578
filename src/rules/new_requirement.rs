//! A requirement that is to be added.

use std::ops::Range;

use crate::analysis::Facts;
use crate::analysis::packages::{Addition, Installed};
use crate::analysis::requirements::ROOT_FILE;
use crate::diagnostic::FixBuilder;
use crate::language::{Language, say};

/// The fix that adds it; shown only where it is not added by a line of requirements.txt.
pub(in crate::rules) fn adding(facts: &Facts<'_>, installed: &Installed, requirement: &str) -> Option<FixBuilder> {
    match installed.addition() {
        Addition::Line(ROOT_FILE) => {
            addition(facts, requirement).map(|(range, text)| FixBuilder::unsafe_().edit(ROOT_FILE, range, text))
        }
        _ => Some(FixBuilder::display()),
    }
}

/// What that fix does.
pub(in crate::rules) fn added(addition: &Addition, requirement: &str, language: Language) -> String {
    match addition {
        Addition::Line(file) | Addition::Hashed(file) | Addition::Dependency(file) => {
            say!(language, "Add `{requirement}` to {file}", "在 {file} 中添加 `{requirement}`")
        }
        Addition::Command(command) => say!(language, "Run `{command} {requirement}`", "运行 `{command} {requirement}`"),
    }
}

/// How it is added.
pub(in crate::rules) fn advice(addition: &Addition, requirement: &str, language: Language) -> String {
    match addition {
        Addition::Line(file) => say!(
            language,
            "Add the line `{requirement}` to {file}, best with the version that runs on your own machine (`pip freeze` prints it).",
            "请在 {file} 中添加一行 `{requirement}`，最好写上本机使用的版本（`pip freeze` 会列出）。"
        ),
        Addition::Hashed(file) => say!(
            language,
            "Add `{requirement}` to what {file} is made from, and let `pip-compile --generate-hashes` write it anew: pip asks for hashes of all that it installs.",
            "请把 `{requirement}` 加入生成 {file} 的文件，再用 `pip-compile --generate-hashes` 重新生成：pip 要求所有安装的包都有哈希值。"
        ),
        Addition::Dependency(file) => say!(
            language,
            "Add `\"{requirement}\"` to `dependencies` in {file}.",
            "请在 {file} 的 `dependencies` 中添加 `\"{requirement}\"`。"
        ),
        Addition::Command(command) => say!(
            language,
            "Run `{command} {requirement}`, and commit the files that it changes.",
            "请运行 `{command} {requirement}`，并提交它修改的文件。"
        ),
    }
}

/// A line at the end of the file, with line ends as the file has them; none if something would join it, or pip would miss its
/// hashes.
pub(in crate::rules) fn addition(facts: &Facts<'_>, package: &str) -> Option<(Range<usize>, String)> {
    if facts.installed.as_ref().is_some_and(|installed| matches!(installed.addition(), Addition::Hashed(_))) {
        return None;
    }
    // What has zero bytes is no text of UTF-8, whatever it is.
    let text = facts.project.text(ROOT_FILE).filter(|text| text.encoding.is_utf8() && !text.as_str().contains('\0'))?;
    let text = text.as_str();
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let added = match text.chars().next_back() {
        None | Some('\u{feff}' | '\n' | '\r') => format!("{package}{end}"),
        Some(_) => format!("{end}{package}"),
    };
    let goes_on = text.trim_end_matches(['\r', '\n']).ends_with('\\');
    (!goes_on).then_some((text.len()..text.len(), added))
}
