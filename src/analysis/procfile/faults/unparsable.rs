//! What is no entry, and nothing that is known better.

use std::ops::Range;

use crate::analysis::procfile::document::Document;
use crate::analysis::procfile::effect::{Effect, Refusal};
use crate::analysis::procfile::items::{Item, WordsText};
use crate::analysis::procfile::process::{Process, WEB};
use crate::platform::Dialect;

use super::entry::ReadEntry;
use super::programs::is_program;

/// One or several lines that the platform rejects, drops or misreads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnparsableLines<'d> {
    /// Where they are.
    pub range: Range<usize>,
    /// How many they are.
    pub lines: usize,
    /// The first of them.
    pub text: &'d str,
    /// The entry that they are a part of.
    pub part_of: Option<&'d str>,
    /// What becomes of them.
    pub effect: Effect,
    /// What they most likely are.
    pub cause: UnparsableCause,
    /// What would make them right.
    pub edits: Vec<(Range<usize>, String)>,
}

/// What a line most likely is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnparsableCause {
    /// A start command without a name.
    Command,
    /// A start command without a name, which the platform gives it.
    NamedCommand,
    /// A carriage return that ends no line here.
    CarriageReturn,
    /// A carriage return before its line end, which stays in the command.
    LineEnd,
    /// Blanks at the end of the text.
    LastBlanks,
    /// An item of a YAML list.
    ListItem,
    /// The rest of the command above.
    Continuation,
    /// Behind the end of the only YAML document that is read.
    SecondDocument,
    /// Something else.
    Unknown,
}

impl<'d> UnparsableLines<'d> {
    fn of_item(document: &Document<'d>, item: &Item<'d>, effect: Effect, cause: UnparsableCause) -> Self {
        let text = document.text[item.line.clone()].trim();
        Self { range: item.line.clone(), lines: 1, text, part_of: None, effect, cause, edits: vec![] }
    }
}

/// A line that is no entry.
pub(super) fn words<'d>(document: &Document<'d>, item: &Item<'d>, words: &WordsText<'d>) -> UnparsableLines<'d> {
    let start = words.tokens.first.start;
    let effect = document.effect(item);
    let has_web = document.entries().any(|(_, entry)| entry.name == WEB);
    let named = Effect::Misread { name: WEB.to_owned(), command: words.line.to_owned() };
    let (cause, edits) = if is_list_item(words) {
        (UnparsableCause::ListItem, vec![(start..words.tokens.rest.start, String::new())])
    } else if is_program(words.first) && !has_web {
        // A platform that puts `web: ` before the text makes a command without a name right.
        let is_right = document.is_prefixed && effect == named;
        let cause = if is_right { UnparsableCause::NamedCommand } else { UnparsableCause::Command };
        (cause, vec![(start..start, format!("{WEB}: "))])
    } else {
        (UnparsableCause::Unknown, vec![])
    };
    UnparsableLines { text: words.line, edits, ..UnparsableLines::of_item(document, item, effect, cause) }
}

/// `- web: …`
pub(super) fn is_list_item(words: &WordsText<'_>) -> bool {
    words.first == "-" && words.rest.contains(": ")
}

/// What is within or below an entry and belongs to it for nobody but the reader: a carriage return where it ends no line, or
/// the rest of a command where the parser looks at each line alone.
pub(super) fn rest<'d>(read: &ReadEntry<'_, 'd>, is_continued: bool) -> Option<UnparsableLines<'d>> {
    carriage_return(read).or_else(|| line_end(read)).or_else(|| continuation(read).filter(|_| !is_continued))
}

fn carriage_return<'d>(read: &ReadEntry<'_, 'd>) -> Option<UnparsableLines<'d>> {
    let ReadEntry { document, item, entry, effect } = read;
    let text = &document.text[item.line.clone()];
    let is_kept = match document.dialect() {
        Dialect::HerokuCnb | Dialect::Paketo | Dialect::GoogleCloud | Dialect::Dokku => true,
        Dialect::RubyYaml | Dialect::GoYaml | Dialect::SerdeYaml | Dialect::HerokuClassic => false,
    };
    let is_fault = is_kept && text.contains('\r');
    let effect = match (effect, document.process(item)) {
        (Effect::Kept, Some(Process { name, command, .. })) => Effect::Misread { name, command },
        (effect, _) => effect.clone(),
    };
    let edits = text.match_indices('\r').map(|(at, _)| item.line.start + at).map(|at| (at..at + 1, "\n".to_owned())).collect();
    let lines = || UnparsableLines::of_item(document, item, effect, UnparsableCause::CarriageReturn);
    is_fault.then(|| UnparsableLines { part_of: Some(entry.name), edits, ..lines() })
}

/// Where the container takes the line as Bash reads it.
fn line_end<'d>(read: &ReadEntry<'_, 'd>) -> Option<UnparsableLines<'d>> {
    let ReadEntry { document, item, entry, effect } = read;
    let end = item.line.end;
    let is_kept = document.dialect() == Dialect::Dokku && document.text[end..].starts_with("\r\n");
    let Process { name, command, .. } = document.process(item).filter(|_| is_kept && *effect == Effect::Kept)?;
    let effect = Effect::Misread { name, command: format!("{command}\r") };
    let lines = UnparsableLines::of_item(document, item, effect, UnparsableCause::LineEnd);
    Some(UnparsableLines { part_of: Some(entry.name), edits: vec![(end..end + 1, String::new())], ..lines })
}

fn continuation<'d>(read: &ReadEntry<'_, 'd>) -> Option<UnparsableLines<'d>> {
    let ReadEntry { document, item, entry, .. } = read;
    let first = item.more.first().filter(|_| !document.is_yaml() && !entry.command.is_empty())?;
    Some(UnparsableLines {
        range: first.start..item.range().end,
        lines: item.more.len(),
        text: document.text[first.clone()].trim(),
        part_of: Some(entry.name),
        effect: document.effect_of(first.clone(), None),
        cause: UnparsableCause::Continuation,
        edits: document.in_one_line(item, entry).into_iter().collect(),
    })
}

/// What looks like an entry and is read as another process or not at all.
pub(super) fn entry<'d>(read: &ReadEntry<'_, 'd>) -> Option<UnparsableLines<'d>> {
    let ReadEntry { document, item, effect, .. } = read;
    let meant = what_is_meant(read);
    let is_lost = match &meant {
        Effect::Kept => false,
        Effect::Rejected(_) | Effect::Dropped | Effect::Folded { .. } => true,
        Effect::Misread { .. } if *effect == Effect::Kept => true,
        Effect::Misread { .. } => document.is_renamed(item, &meant),
    };
    let has_end = || document.text.lines().any(|line| line.starts_with("---") || line.starts_with("..."));
    let is_behind = document.is_yaml() && meant == Effect::Dropped && has_end();
    let cause = if is_behind { UnparsableCause::SecondDocument } else { UnparsableCause::Unknown };
    is_lost.then(|| UnparsableLines::of_item(document, item, meant, cause))
}

/// What becomes of an entry; `web:: …` and an address are none, though a parser that needs no blank reads one.
fn what_is_meant(read: &ReadEntry<'_, '_>) -> Effect {
    let entry = read.entry;
    let is_none = entry.after_colon.is_empty() && [":", "：", "//"].iter().any(|start| entry.command.starts_with(start));
    match &read.effect {
        Effect::Kept if is_none => Effect::Misread { name: entry.name.to_owned(), command: entry.command.to_owned() },
        effect => effect.clone(),
    }
}

/// What a strict parser stops at, though no line of it looks wrong: often blanks at the end, where it wants a line end behind
/// them.
pub(super) fn unexplained<'d>(document: &Document<'d>, stop: &Range<usize>) -> UnparsableLines<'d> {
    let end = document.text.trim_end_matches([' ', '\t']);
    let blanks = end.len()..document.text.len();
    let is_last = !blanks.is_empty() && document.accepts(end);
    let (range, cause, edits) = if is_last {
        (blanks.clone(), UnparsableCause::LastBlanks, vec![(blanks, String::new())])
    } else {
        (stop.clone(), UnparsableCause::Unknown, vec![])
    };
    let text = document.text[range.clone()].trim();
    UnparsableLines { range, lines: 1, text, part_of: None, effect: Effect::Rejected(Refusal::Grammar), cause, edits }
}
