//! Words that only Windows understands.

use crate::project::Project;
use crate::project::path::base;
use crate::syntax::shell_command::Word;

use super::start_command::{StartCommand, Step, invocations};

/// A word that only Windows understands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindowsWord<'c> {
    /// The word.
    pub word: &'c Word,
    /// What was meant.
    pub meant: Option<String>,
}

/// The words of a command that only Windows understands.
#[must_use]
pub fn windows_words<'c>(project: &Project, start: &StartCommand, step: &Step<'c>) -> Vec<WindowsWord<'c>> {
    if !step.is_certain {
        return vec![];
    }
    let started = invocations(step);
    let is_program = |word: &Word| started.iter().any(|invocation| invocation.program.range == word.range);
    let found = step.words.iter().filter_map(|word| {
        let raw = &start.text[word.range.clone()];
        let meant = meant(project, raw, is_program(word))?;
        Some(WindowsWord { word, meant })
    });
    found.collect()
}

/// What was meant by a word of Windows, as far as that is known; none if it is no such word.
#[expect(clippy::option_option, reason = "a word of Windows of which it is not known what was meant is one all the same")]
fn meant(project: &Project, raw: &str, is_program: bool) -> Option<Option<String>> {
    if raw.contains(['\'', '"', '$', '`']) {
        return None;
    }
    let forward = raw.replace('\\', "/");
    let name = base(&forward);
    let plain = name.strip_suffix(".exe").unwrap_or(name);
    let has_path = has_backslash_path(raw);
    if is_program && raw == "py" && !project.has("py") {
        return Some(Some("python".to_owned()));
    }
    if is_program && (plain != name || (has_path && forward.contains("/Scripts/"))) && !plain.is_empty() {
        return Some(Some(plain.to_owned()));
    }
    let relative = forward.trim_start_matches("./");
    let is_file = project.has(relative) || project.has_folder(relative);
    match (has_path, is_file) {
        (true, true) => Some(Some(forward)),
        (true, false) if is_program || is_drive(raw) || is_python(name) => Some(None),
        _ => None,
    }
}

/// Whether letters stand on both sides of a backslash.
fn has_backslash_path(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    let is_name = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"._:-".contains(byte));
    (1..bytes.len()).any(|at| bytes[at] == b'\\' && is_name(bytes.get(at - 1)) && is_name(bytes.get(at + 1)))
}

fn is_python(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending == "py")
}

fn is_drive(raw: &str) -> bool {
    let mut chars = raw.chars();
    chars.next().is_some_and(|char| char.is_ascii_alphabetic()) && chars.as_str().starts_with(":\\")
}
