//! What is wrong around the colon of an entry.

use std::ops::Range;

use crate::analysis::procfile::document::Document;
use crate::analysis::procfile::effect::{Effect, Refusal};
use crate::analysis::procfile::items::{Item, WordsText};
use crate::analysis::procfile::process::WEB;

use super::entry::ReadEntry;
use super::programs::is_program;

const FULL_WIDTH_COLON: &str = "：";

/// Names that no sentence begins with.
const NAMES: [&str; 2] = ["web", "worker"];
/// Names that may begin a sentence, unless a program follows.
const LIKELY_NAMES: [&str; 8] = ["beat", "bot", "clock", "cron", "flower", "queue", "release", "scheduler"];
/// What is typed in the place of the colon, the longest first.
const SEPARATORS: [&str; 8] = ["=>", "->", "=", ";", "；", ",", "，", "-"];

/// A name and a command without a colon between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingColon<'d> {
    /// The name.
    pub name: &'d str,
    /// The command.
    pub command: &'d str,
    /// What stands between them.
    pub between: Range<usize>,
    /// What becomes of the line.
    pub effect: Effect,
}

/// What becomes of an entry whose command stands at the colon, where the parser wants a blank. `web::` and an address are
/// something else.
pub(super) fn missing_space(read: &ReadEntry<'_, '_>) -> Option<Effect> {
    let (document, entry) = (read.document, read.entry);
    let something_else = entry.command.is_empty() || entry.command.starts_with([':', '：']) || entry.command.starts_with("//");
    let is_tight = entry.colon == ":" && entry.after_colon.is_empty() && !entry.name.is_empty() && !something_else;
    let is_mended = || document.mends_start() && read.item.line.start == 0;
    let matters = is_tight && !document.takes_tight_entries() && (read.effect != Effect::Kept || is_mended());
    matters.then(|| read.effect.clone())
}

/// What becomes of an entry with a full-width colon. A name in ASCII comes before it; anything else is a sentence.
pub(super) fn full_width(read: &ReadEntry<'_, '_>) -> Option<Effect> {
    let entry = read.entry;
    let is_name = !entry.name.is_empty() && entry.name.bytes().all(|byte| byte.is_ascii_graphic());
    (entry.colon == FULL_WIDTH_COLON && is_name).then(|| read.effect.clone())
}

/// Whether a blank stands before the colon.
pub(super) fn has_blank_before(read: &ReadEntry<'_, '_>) -> bool {
    read.entry.colon == ":" && !read.entry.tokens.before_colon.is_empty() && !read.entry.name.is_empty()
}

/// What a blank before the colon does, where the parser makes the colon a part of the command.
pub(super) fn blank_before(read: &ReadEntry<'_, '_>) -> Option<Effect> {
    let ReadEntry { document, entry, effect, .. } = read;
    let is_cause = match effect {
        Effect::Misread { command, .. } => command.contains(':') && command.ends_with(entry.command),
        // Where the line is refused or lost, the blank is the cause if the line is read without it.
        Effect::Rejected(Refusal::Prefixed) => entry.name == WEB,
        Effect::Rejected(Refusal::Yaml | Refusal::YamlAtFirst) if entry.after_colon.is_empty() => false,
        Effect::Rejected(_) => document.accepts(&format!("{}: {}", entry.name, entry.command)),
        Effect::Dropped => !document.is_yaml(),
        Effect::Kept | Effect::Folded { .. } => false,
    };
    (has_blank_before(read) && is_cause).then(|| effect.clone())
}

/// Whether a tab or several blanks stand behind the colon.
pub(super) fn has_blanks_behind(read: &ReadEntry<'_, '_>) -> bool {
    read.entry.colon == ":" && !read.entry.command.is_empty() && !matches!(read.entry.after_colon, "" | " ")
}

/// The name and the command of a line, if it says so and a colon would make it an entry.
pub(super) fn missing<'d>(document: &Document<'d>, item: &Item<'d>, words: &WordsText<'d>) -> Option<MissingColon<'d>> {
    let (name, behind) = words.line.split_at(words.line.find(|char: char| !char.is_ascii_alphanumeric())?);
    let separated = behind.trim_start();
    let command = SEPARATORS.iter().find_map(|separator| separated.strip_prefix(separator)).unwrap_or(separated).trim_start();
    // A hyphen belongs to the name unless a blank comes before it.
    let is_name = NAMES.contains(&name) || (LIKELY_NAMES.contains(&name) && command.split(' ').next().is_some_and(is_program));
    let is_separated = behind.len() > command.len() && !behind.starts_with('-');
    let is_entry = is_name && is_separated && !command.is_empty() && document.accepts(&format!("{name}: {command}"));
    let start = words.tokens.first.start;
    is_entry.then(|| MissingColon {
        name,
        command,
        between: start + name.len()..start + words.line.len() - command.len(),
        effect: as_meant(document.effect(item), name, command),
    })
}

/// Parsers that need no colon may read just what was meant.
fn as_meant(effect: Effect, meant_name: &str, meant_command: &str) -> Effect {
    match effect {
        Effect::Misread { name, command } if name == meant_name && command == meant_command => Effect::Kept,
        effect => effect,
    }
}
