//! Options that the started programs do not take.

use std::ops::Range;

use crate::analysis::Facts;

use super::command_line::{OptionFaultKind, complaint, meant};
use super::damaged_copy::is_damaged;
use super::pinned::line;
use super::start_command::{StartCommand, invocations};

/// An option that a program does not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultyOption<'f> {
    /// The command.
    pub start: &'f StartCommand,
    /// The program, by the name of its usual command; `django` for `manage.py`.
    pub tool: &'static str,
    /// Where the program stands in the command.
    pub program: Range<usize>,
    /// The command behind the program; empty if it has none.
    pub command: String,
    /// What is wrong.
    pub kind: OptionFaultKind,
    /// The option as it is written, without a value in the same word.
    pub written: String,
    /// Where it stands in the command.
    pub range: Range<usize>,
    /// What was probably meant.
    pub meant: Option<String>,
    /// What the program prints.
    pub complaint: Option<String>,
}

/// The options that the started programs do not take. Of options that the damaged page brought, another rule speaks.
#[must_use]
pub fn faulty_options<'f>(facts: &'f Facts<'_>) -> Vec<FaultyOption<'f>> {
    let mut found = vec![];
    for start in facts.commands().iter().filter(|start| !is_damaged(&start.text)) {
        for invocation in start.steps().iter().flat_map(invocations) {
            let Some(line) = line(facts, &invocation) else { continue };
            found.extend(line.faults.iter().map(|fault| FaultyOption {
                start,
                tool: line.tool,
                program: invocation.program.range.clone(),
                command: line.command_name().to_owned(),
                kind: fault.kind.clone(),
                written: fault.written.clone(),
                range: fault.range.clone(),
                meant: match fault.kind {
                    OptionFaultKind::Unknown => meant(&line, fault),
                    OptionFaultKind::OneHyphen { option } => Some(option.to_owned()),
                    _ => None,
                },
                complaint: complaint(&line, fault),
            }));
        }
    }
    found
}
