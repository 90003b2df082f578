//! From what is started to the command as that program reads it.

use pep440_rs::Version;

use crate::analysis::commands::start_command::Invocation;

use super::line::CommandLine;
use super::reading::Reading;
use super::table::Grammar;
use super::{argparse, click, getopt, tools};

impl<'c> CommandLine<'c> {
    /// Reads what an invocation starts; none if that is none of the known programs.
    ///
    /// With the release of the program that gets installed, options of other releases are faults; without it, only
    /// those are that no release has.
    #[must_use]
    pub fn of(invocation: &Invocation<'c>, release: Option<&Version>) -> Option<Self> {
        let (table, words) = tools::find(invocation)?;
        let mut reading = Reading::new(table, release, words);
        match table.grammar {
            Grammar::Argparse => argparse::read(&mut reading),
            Grammar::Traitlets => {
                argparse::read(&mut reading);
                reading.line.faults.clear();
            }
            Grammar::Click => click::read(&mut reading),
            Grammar::Getopt => getopt::read(&mut reading, false),
            Grammar::GetoptLong => getopt::read(&mut reading, true),
        }
        Some(reading.line)
    }

    /// The program that an invocation starts, if it is a known one.
    #[must_use]
    pub fn tool(invocation: &Invocation<'_>) -> Option<&'static str> {
        tools::find(invocation).map(|(table, _)| table.tool)
    }
}
