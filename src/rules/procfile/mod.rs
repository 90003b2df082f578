//! The Procfile.

mod characters;
pub(super) mod comment_syntax;
pub(super) mod damaged_documentation_copy;
mod document;
pub(super) mod duplicate_process;
mod effect;
pub(super) mod empty_command;
pub(super) mod empty_procfile;
pub(super) mod extra_space_after_colon;
pub(super) mod full_width_colon;
mod in_force;
pub(super) mod indented_entry;
pub(super) mod invalid_process_name;
mod items;
pub(super) mod line_continuation;
pub(super) mod merge_conflict_marker;
pub(super) mod misnamed_procfile;
pub(super) mod missing_colon;
pub(super) mod missing_procfile;
pub(super) mod missing_space_after_colon;
pub(super) mod no_web_process;
pub(super) mod not_yaml;
pub(super) mod overridden_by_platform;
pub(super) mod placeholder_left;
pub(super) mod shell_line;
pub(super) mod smart_punctuation;
pub(super) mod space_before_colon;
pub(super) mod special_character;
pub(super) mod unparsable_line;
pub(super) mod web_not_first;
pub(super) mod wrong_encoding;
mod yaml_command;

use std::ops::Range;

use crate::analysis::Facts;
use crate::analysis::procfile::processes::PROCFILE;
use crate::analysis::procfile::terminal;
use crate::syntax::procfile::{Entry, Line, Procfile};
use crate::text::Text;

use document::Document;
use items::{Item, Kind};

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

/// All entries of the project's Procfile, but not those that are commands for a terminal.
fn entries<'a>(facts: &Facts<'a>) -> Vec<EntryText<'a>> {
    let Some(text) = file_text(facts) else { return vec![] };
    let is_command = |tokens: &Entry| terminal::command(&text[tokens.indent.start..tokens.trailing.end]).is_some();
    let entries = Procfile::parse(text);
    entries.entries().filter(|(_, tokens)| !is_command(tokens)).map(|(_, tokens)| entry_text(text, tokens)).collect()
}

fn entry_text<'a>(text: &'a str, tokens: &Entry) -> EntryText<'a> {
    let slice = |range: &Range<usize>| &text[range.clone()];
    EntryText {
        name: slice(&tokens.name),
        colon: slice(&tokens.colon),
        after_colon: slice(&tokens.after_colon),
        command: slice(&tokens.command),
        tokens: tokens.clone(),
    }
}

/// The start of a text for a sentence, with its invisible characters made visible.
fn excerpt(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut shown: String = text.chars().take(LONGEST).map(characters::visible).collect();
    if text.chars().count() > LONGEST {
        shown.push('…');
    }
    shown
}

/// Programs that a start command begins with.
const PROGRAMS: [&str; 23] = [
    "bash",
    "celery",
    "daphne",
    "ddtrace-run",
    "django-admin",
    "flask",
    "granian",
    "gunicorn",
    "huey_consumer",
    "hypercorn",
    "newrelic-admin",
    "pipenv",
    "poetry",
    "python",
    "python2",
    "python3",
    "rq",
    "sh",
    "streamlit",
    "uv",
    "uvicorn",
    "uwsgi",
    "waitress-serve",
];

fn is_program(word: &str) -> bool {
    PROGRAMS.contains(&word) || word.starts_with("./")
}

/// Whether a rule that knows more of an item than that it is wrong speaks about it.
fn is_explained(document: &Document<'_>, item: &Item<'_>) -> bool {
    match &item.kind {
        Kind::ForeignComment | Kind::Terminal(_) => true,
        Kind::Words(words) => missing_colon::finds(document, words),
        Kind::Entry(entry) => {
            missing_space_after_colon::finds(entry)
                || full_width_colon::finds(entry)
                || space_before_colon::consequence(document, item, entry).is_some()
                || empty_command::finds(document, item, entry)
                || invalid_process_name::finds(document, item, entry).is_some()
                || indented_entry::explains(document, item, entry)
                || web_not_first::finds(document, item)
                || line_continuation::finds(document, item, entry).is_some()
        }
    }
}

/// Whether a rule that knows more has said why the text is refused.
fn has_spoken(document: &Document<'_>) -> bool {
    let is_below_refused = |item: &Item<'_>| {
        let below = item.more.first().filter(|_| !document.is_yaml());
        below.is_some_and(|line| document.effect_of(line.clone(), None).is_rejected())
    };
    let is_refused = |item: &Item<'_>| document.effect(item).is_rejected() || is_below_refused(item);
    document.has_conflict
        || empty_procfile::is_empty(document)
        || document.special.iter().any(|special| special.effect.is_rejected())
        || indented_entry::speaks(document)
        || document.items().any(is_refused)
}
