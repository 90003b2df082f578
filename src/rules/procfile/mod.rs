//! The Procfile.

pub(super) mod comment_syntax;
pub(super) mod damaged_documentation_copy;
pub(super) mod duplicate_process;
pub(super) mod empty_command;
pub(super) mod empty_procfile;
pub(super) mod extra_space_after_colon;
pub(super) mod full_width_colon;
pub(super) mod indented_entry;
pub(super) mod invalid_process_name;
pub(super) mod merge_conflict_marker;
pub(super) mod misnamed_procfile;
pub(super) mod missing_colon;
pub(super) mod missing_procfile;
pub(super) mod missing_space_after_colon;
pub(super) mod no_web_process;
pub(super) mod not_yaml;
pub(super) mod overridden_by_platform;
pub(super) mod placeholder_left;
pub(super) mod smart_punctuation;
pub(super) mod space_before_colon;
pub(super) mod special_character;
pub(super) mod unparsable_line;
pub(super) mod wrong_encoding;

mod entry_point;
mod in_force;
mod names;
mod typography;

use std::ops::Range;

use crate::analysis::Facts;
use crate::analysis::processes::PROCFILE;
use crate::syntax::procfile::{Entry, Line, Procfile};
use crate::text::Text;

/// An entry of the project's Procfile, with its parts as text.
struct EntryText<'a> {
    tokens: Entry,
    name: &'a str,
    colon: &'a str,
    after_colon: &'a str,
    command: &'a str,
}

/// The project's own Procfile, if there is one and the platform can read its encoding. Rules look at it even where the
/// platform's Procfile replaces it: what is wrong in it comes back when that is taken away.
fn file_text<'a>(facts: &Facts<'a>) -> Option<&'a str> {
    let bytes = facts.project.bytes_of(PROCFILE)?;
    std::str::from_utf8(bytes).ok().filter(|_| Text::new(bytes).encoding.is_utf8())
}

/// All lines of the project's Procfile, with their text.
fn lines<'a>(facts: &Facts<'a>) -> Vec<(Line, &'a str)> {
    let Some(text) = file_text(facts) else { return vec![] };
    let slice = |range: &Range<usize>| &text[range.clone()];
    Procfile::parse(text).lines.into_iter().map(|line| (line.clone(), slice(&line.text))).collect()
}

/// All entries of the project's Procfile.
fn entries<'a>(facts: &Facts<'a>) -> Vec<EntryText<'a>> {
    let Some(text) = file_text(facts) else { return vec![] };
    let slice = |range: &Range<usize>| &text[range.clone()];
    let procfile = Procfile::parse(text);
    let texts = procfile.entries().map(|(_, tokens)| EntryText {
        name: slice(&tokens.name),
        colon: slice(&tokens.colon),
        after_colon: slice(&tokens.after_colon),
        command: slice(&tokens.command),
        tokens: tokens.clone(),
    });
    texts.collect()
}
