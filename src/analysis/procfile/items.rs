//! A Procfile cut into items: its lines that matter, each with the lines that go on with it.

use std::ops::Range;

use crate::syntax::procfile::{EntryText, Line, LineKind, Procfile, Words};
use crate::text::conflicts::cover;

use super::characters::{clean, is_special};
use super::comments;
use super::terminal::{self, TerminalCommand};

/// What begins and ends a document of YAML.
const YAML_MARKERS: [&str; 2] = ["---", "..."];

/// A line that matters, with the lines that go on with it.
#[derive(Debug, Clone)]
pub struct Item<'d> {
    /// The first line without its line end.
    pub line: Range<usize>,
    /// The lines that go on with it, without their line ends.
    pub more: Vec<Range<usize>>,
    /// What it is.
    pub kind: ItemKind<'d>,
}

/// What an item is.
#[derive(Debug, Clone)]
pub enum ItemKind<'d> {
    /// `name: command`.
    Entry(EntryText<'d>),
    /// Neither an entry nor anything else that is known.
    Words(WordsText<'d>),
    /// A comment in the syntax of another language.
    ForeignComment,
    /// A command for a terminal.
    Terminal(TerminalCommand<'d>),
}

/// A line that is no entry, with its parts as text.
#[derive(Debug, Clone)]
pub struct WordsText<'d> {
    /// Where its parts are.
    pub tokens: Words,
    /// All of it, without blanks around.
    pub line: &'d str,
    /// The first word.
    pub first: &'d str,
    /// What stands behind that.
    pub rest: &'d str,
}

impl<'d> Item<'d> {
    /// From the start of its first line to the end of its last.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.line.start..self.more.last().map_or(self.line.end, |line| line.end)
    }

    /// Its parts, if it is an entry.
    #[must_use]
    pub fn entry(&self) -> Option<&EntryText<'d>> {
        match &self.kind {
            ItemKind::Entry(entry) => Some(entry),
            ItemKind::Words(_) | ItemKind::ForeignComment | ItemKind::Terminal(_) => None,
        }
    }
}

/// All items of a Procfile outside of its conflicts.
pub(super) fn items<'d>(text: &'d str, outside: &[Range<usize>]) -> Vec<Item<'d>> {
    let mut items: Vec<Item<'_>> = vec![];
    // Whether the next line may go on with the last item.
    let mut is_open = false;
    for line in Procfile::parse(text).lines {
        if cover(outside, line.text.start) {
            is_open = false;
        } else if let Some(above) = items.last_mut().filter(|item| is_open && goes_on(text, item, &line)) {
            above.more.push(line.text.clone());
        } else {
            let next = item(text, &line);
            is_open = next.is_some();
            items.extend(next);
        }
    }
    items
}

/// What a line is, without the special characters at its start.
fn item<'d>(text: &'d str, line: &Line) -> Option<Item<'d>> {
    let slice = &text[line.text.clone()];
    let clean = clean(slice);
    let is_silent = clean.trim_start().is_empty() || clean.trim_start().starts_with('#');
    let kind = match &line.kind {
        _ if is_silent || YAML_MARKERS.contains(&slice) => return None,
        LineKind::Blank | LineKind::Comment => return None,
        _ if comments::begins(slice) => ItemKind::ForeignComment,
        _ if let Some(command) = terminal::command(slice) => ItemKind::Terminal(command),
        LineKind::Entry(tokens) => {
            let entry = tokens.text(text);
            ItemKind::Entry(EntryText { name: entry.name.trim_start_matches(is_special), ..entry })
        }
        LineKind::Words(words) => ItemKind::Words(WordsText {
            line: slice.trim_start_matches([' ', '\t']).trim_end(),
            first: &text[words.first.clone()],
            rest: text[words.rest.clone()].trim_end(),
            tokens: words.clone(),
        }),
    };
    Some(Item { line: line.text.clone(), more: vec![], kind })
}

/// Whether a line belongs to the item above: a longer command, indented or behind a backslash, or a block comment.
fn goes_on(text: &str, above: &Item<'_>, line: &Line) -> bool {
    let slice = &text[line.text.clone()];
    match &above.kind {
        ItemKind::Words(_) | ItemKind::Terminal(_) => false,
        ItemKind::ForeignComment => comments::is_open(&text[above.range()]),
        ItemKind::Entry(entry) => {
            let deeper = indent(slice) > entry.tokens.indent.len();
            let continued = text[..above.range().end].trim_end_matches([' ', '\t']).ends_with('\\');
            match &line.kind {
                LineKind::Blank | LineKind::Comment => false,
                LineKind::Entry(_) if entry.command.is_empty() => deeper,
                LineKind::Entry(tokens) => (deeper || continued) && is_glued(text, &tokens.text(text)),
                LineKind::Words(_) => (deeper || continued) && !comments::begins(slice),
            }
        }
    }
}

/// `|`, `>-` and the like, which begin a block of text in YAML.
pub(super) fn is_block_head(command: &str) -> bool {
    let rest = command.strip_prefix(['|', '>']);
    rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-')))
}

/// Whether a line below an entry is a mapping or a list of its own.
pub(super) fn is_nested(line: &str) -> bool {
    let is_entry = |kind: &LineKind| matches!(kind, LineKind::Entry(tokens) if !is_glued(line, &tokens.text(line)));
    line.starts_with("- ") || Procfile::parse(line).lines.iter().any(|line| is_entry(&line.kind))
}

/// Whether what looks like an entry is more likely a piece of a command: `app:app`, `--bind: x`.
fn is_glued(text: &str, entry: &EntryText<'_>) -> bool {
    let glued = entry.after_colon.is_empty() && !entry.command.is_empty();
    (glued && !comments::begins(&text[entry.tokens.name.start..])) || entry.name.starts_with('-')
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}
