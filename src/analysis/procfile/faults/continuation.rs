//! A backslash at the end of a line.

use std::ops::Range;

use crate::analysis::procfile::effect::Effect;
use crate::analysis::procfile::items::is_block_head;

use super::entry::ReadEntry;

/// A command with a backslash at the end of one of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContinuedCommand {
    /// What becomes of the lines below; of the command where it is all that there is.
    pub effect: Effect,
    /// Whether lines below were meant to belong to the command.
    pub goes_on: bool,
    /// The edit that leaves the command in one line, and that command.
    pub joined: Option<(Range<usize>, String)>,
}

/// A backslash at the end of a line of a command, unless something reads it as it is meant: the shell within a block of
/// text of YAML, and YAML itself within quotes.
pub(super) fn fault(read: &ReadEntry<'_, '_>) -> Option<ContinuedCommand> {
    let ReadEntry { document, item, entry, effect } = read;
    let is_meant = is_block_head(entry.command) || (document.is_yaml() && entry.command.starts_with('"'));
    if is_meant || entry.command.is_empty() {
        return None;
    }
    let Some(below) = item.more.first() else { return dangling(read) };
    let lines = [entry.tokens.command.clone()].into_iter().chain(item.more.iter().cloned());
    let has_backslash = lines.into_iter().any(|line| document.text[line].trim_end().ends_with('\\'));
    has_backslash.then(|| ContinuedCommand {
        effect: if document.is_yaml() { effect.clone() } else { document.effect_of(below.clone(), None) },
        goes_on: true,
        joined: document.joined(item, entry).map(|joined| (entry.tokens.command.start..item.range().end, joined)),
    })
}

/// A backslash behind which nothing stands that belongs to the command.
fn dangling(read: &ReadEntry<'_, '_>) -> Option<ContinuedCommand> {
    let written = read.entry.command.strip_suffix('\\').filter(|command| command.ends_with([' ', '\t']))?.trim_end();
    // What is misread for another reason has a rule of its own.
    let is_read = read.effect == Effect::Kept && !written.is_empty();
    let joined = Some((read.entry.tokens.command.clone(), written.to_owned()));
    is_read.then_some(ContinuedCommand { effect: Effect::Kept, goes_on: false, joined })
}
