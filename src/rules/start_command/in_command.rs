//! Findings in the command of a process: where they stand, and how they are mended there.

use std::ops::Range;

use crate::analysis::commands::script_fault::FaultyScript;
use crate::analysis::commands::start_command::{ScriptStart, StartCommand};
use crate::analysis::commands::started_script::Shell;
use crate::rules::prelude::*;

use super::failure::Failure;

/// A finding at a part of a command.
pub(super) fn found<M: Message>(start: &StartCommand, part: Range<usize>, message: M) -> Finding<M> {
    Finding::new(place(start, part), message)
}

/// A finding at a part of a command that fails because of it as soon as it starts.
pub(super) fn fails<M: Message>(facts: &Facts<'_>, start: &StartCommand, part: Range<usize>, message: M) -> Finding<M> {
    fails_in(facts, start, place(start, part), message)
}

/// The same, in a script.
pub(super) fn fails_in<M: Message>(facts: &Facts<'_>, start: &StartCommand, place: Place, message: M) -> Finding<M> {
    Finding::new(place, message).stage(Failure::of(facts, start).stage())
}

/// Where a part of a command stands: in the project's Procfile, in a script, or nowhere in the project.
pub(super) fn place(start: &StartCommand, part: Range<usize>) -> Place {
    start.file.as_deref().map_or_else(Place::project, |file| Place::range(file, start.place(part)))
}

/// The file in which a part of a command can be edited.
pub(super) fn editable(start: &StartCommand) -> Option<&str> {
    start.file.as_deref().filter(|_| start.is_literal)
}

/// A fix with one more edit, which puts a text in the place of a part; none where the part cannot be edited.
pub(super) fn edit(start: &StartCommand, fix: FixBuilder, part: Range<usize>, text: impl Into<String>) -> Option<FixBuilder> {
    Some(fix.edit(editable(start)?, start.place(part), text))
}

/// The unsafe edit that puts a text, if it is known, in the place of a part; where there is none, the fix is only shown.
pub(super) fn edit_or_show(start: &StartCommand, part: Range<usize>, text: Option<String>) -> FixBuilder {
    text.and_then(|text| edit(start, FixBuilder::unsafe_(), part, text)).unwrap_or_else(FixBuilder::display)
}

/// A part of a command with the blank behind it, or before it at the end.
pub(super) fn with_blank(text: &str, range: &Range<usize>) -> Range<usize> {
    let behind = text[range.end..].len() - text[range.end..].trim_start_matches(' ').len();
    let before = text[..range.start].len() - text[..range.start].trim_end_matches(' ').len();
    let rest = &text[range.end + behind..];
    let is_last = rest.is_empty() || rest.starts_with('\n');
    if is_last { range.start - before..range.end + behind } else { range.start..range.end + behind }
}

/// A target as a shell has to read it.
pub(super) fn quoted(text: &str) -> String {
    if text.contains(['(', ')', '\'']) { format!("\"{text}\"") } else { text.to_owned() }
}

/// What bash 5.1 and later, or dash, prints of a program or file that it does not find; none where that is not known. Every
/// platform hands the command to `bash -c`.
pub(super) fn shell_says(start: &StartCommand, at: usize, complaint: &str) -> Option<String> {
    let line = start.text[..at].matches('\n').count() + 1;
    let Some(ScriptStart { script, .. }) = &start.script else { return Some(format!("bash: line {line}: {complaint}")) };
    let called = script.called.as_deref()?;
    Some(match script.shell {
        Shell::Bash => format!("{called}: line {line}: {complaint}"),
        Shell::Posix => format!("{called}: {line}: {}", complaint.replace("command not found", "not found")),
    })
}

/// What bash 5.2 prints of a script whose program is not there; dash says as much of the script itself.
pub(super) fn not_executed(faulty: &FaultyScript<'_>) -> Option<String> {
    let complaint = format!("{}: cannot execute: required file not found", faulty.script.named.text);
    match &faulty.start.script {
        None => Some(format!("bash: {complaint}")),
        Some(_) if faulty.start.shell() == Shell::Bash => shell_says(faulty.start, faulty.at, &complaint),
        Some(_) => None,
    }
}
