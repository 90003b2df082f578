//! Findings in the command of a process: where they stand, and how they are mended there.

use std::ops::Range;

use crate::analysis::commands::start_command::StartCommand;
use crate::analysis::procfile::processes::Source;
use crate::rules::prelude::*;

use super::failure::Failure;

/// A finding at a part of a command.
pub(super) fn found<M: Message>(facts: &Facts<'_>, start: &StartCommand<'_>, part: Range<usize>, message: M) -> Finding<M> {
    Finding::new(place(facts, start, part), message)
}

/// A finding at a part of a command that fails because of it as soon as it starts.
pub(super) fn fails<M: Message>(facts: &Facts<'_>, start: &StartCommand<'_>, part: Range<usize>, message: M) -> Finding<M> {
    found(facts, start, part, message).stage(Failure::of(facts, start).stage())
}

/// Where a part of a command stands: in the project's Procfile, or nowhere in the project.
pub(super) fn place(facts: &Facts<'_>, start: &StartCommand<'_>, part: Range<usize>) -> Place {
    match facts.procfile.source {
        Source::File => Place::range(PROCFILE, start.place(part)),
        _ => Place::project(),
    }
}

/// Whether a part of a command can be edited in the project's Procfile.
pub(super) fn is_editable(facts: &Facts<'_>, start: &StartCommand<'_>) -> bool {
    facts.procfile.source == Source::File && start.is_literal
}

/// A fix with one more edit, which puts a text in the place of a part; none where the part cannot be edited.
pub(super) fn edit(
    facts: &Facts<'_>,
    start: &StartCommand<'_>,
    fix: FixBuilder,
    part: Range<usize>,
    text: impl Into<String>,
) -> Option<FixBuilder> {
    is_editable(facts, start).then(|| fix.edit(PROCFILE, start.place(part), text))
}

/// The unsafe edit that puts a text, if it is known, in the place of a part; where there is none, the fix is only shown.
pub(super) fn edit_or_show(facts: &Facts<'_>, start: &StartCommand<'_>, part: Range<usize>, text: Option<String>) -> FixBuilder {
    text.and_then(|text| edit(facts, start, FixBuilder::unsafe_(), part, text)).unwrap_or_else(FixBuilder::display)
}

/// A part of a command with the blank behind it, or before it at the end.
pub(super) fn with_blank(text: &str, range: &Range<usize>) -> Range<usize> {
    let behind = text[range.end..].len() - text[range.end..].trim_start_matches(' ').len();
    let before = text[..range.start].len() - text[..range.start].trim_end_matches(' ').len();
    if range.end + behind == text.len() { range.start - before..text.len() } else { range.start..range.end + behind }
}

/// A target as a shell has to read it.
pub(super) fn quoted(text: &str) -> String {
    if text.contains(['(', ')', '\'']) { format!("\"{text}\"") } else { text.to_owned() }
}

/// What bash 5.1 and later prints of a program or file that it does not find. Every platform hands the command to `bash -c`.
pub(super) fn bash_says(start: &StartCommand<'_>, at: usize, complaint: &str) -> String {
    let line = start.process.command[..at].matches('\n').count() + 1;
    format!("bash: line {line}: {complaint}")
}
