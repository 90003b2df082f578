//! What the programs print about options that they do not take, where all their releases print the same.

use super::line::{CommandLine, OptionFault, OptionFaultKind};
use super::table::{Grammar, Table};
use crate::order;

/// The line that a program prints about a fault; none if that depends on more than the command, or another fault stops
/// the program first.
#[must_use]
pub fn complaint(line: &CommandLine<'_>, fault: &OptionFault<'_>) -> Option<String> {
    let complaint = match Table::find(line.tool)?.grammar {
        Grammar::Argparse => argparse(line, fault)?,
        Grammar::Getopt => (line.faults.first() == Some(fault)).then(|| getopt(fault))?,
        Grammar::Click | Grammar::Traitlets | Grammar::GetoptLong => return None,
    };
    let prefix = match line.tool {
        "django" => format!("manage.py {}: error: ", line.command_name()),
        "waitress-serve" => "Error: ".to_owned(),
        tool => format!("{tool}: error: "),
    };
    Some(prefix + &complaint)
}

/// argparse stops at once at what it understands only in part, and speaks of all that it does not know at the end.
fn argparse(line: &CommandLine<'_>, fault: &OptionFault<'_>) -> Option<String> {
    let first = line.faults.iter().find(|fault| !is_unknown(fault));
    if first.is_some_and(|first| first != fault) {
        return None;
    }
    match &fault.kind {
        OptionFaultKind::Unknown | OptionFaultKind::OfAnotherRelease { .. } => {
            Some(format!("unrecognized arguments: {}", extras(line)?))
        }
        OptionFaultKind::BehindCommand { .. } | OptionFaultKind::OneHyphen { .. } => None,
        OptionFaultKind::Ambiguous { options } => {
            Some(format!("ambiguous option: {} could match {}", fault.written, options.join(", ")))
        }
        OptionFaultKind::NoValue { names } => Some(format!("argument {}: expected one argument", in_order(names))),
        OptionFaultKind::UnwantedValue => {
            let value = fault.word.text.split_once('=')?.1;
            let (name, value) = (line.options.iter().find(|option| option.range == fault.range)?.name, value);
            Some(format!("argument {name}: ignored explicit argument '{value}'"))
        }
    }
}

/// gunicorn and its kin write the short name first; the two names of its log file are both long.
fn in_order(names: &[&str]) -> String {
    let (long, short): (Vec<&str>, Vec<&str>) = names.iter().partition(|name| name.starts_with("--"));
    short.into_iter().chain(long).collect::<Vec<_>>().join("/")
}

/// What is left over: unknown options, and all that follows the target but is no option. Commands of Django take the
/// words behind their options in ways of their own.
fn extras(line: &CommandLine<'_>) -> Option<String> {
    let unknown = line.faults.iter().filter(|fault| is_unknown(fault)).map(|fault| fault.word);
    let further = line.positionals.iter().copied().skip(if line.tool == "django" { usize::MAX } else { 1 });
    let mut words: Vec<_> = unknown.chain(further).collect();
    order::sort_by_key(&mut words, |word| word.range.start);
    // The values of options that only other releases have are not told from other words.
    let is_plain = words.iter().all(|word| !word.expands) && line.faults.iter().all(|fault| !is_of_another_release(fault));
    is_plain.then(|| words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "))
}

fn is_unknown(fault: &OptionFault<'_>) -> bool {
    matches!(fault.kind, OptionFaultKind::Unknown | OptionFaultKind::OfAnotherRelease { .. })
}

fn is_of_another_release(fault: &OptionFault<'_>) -> bool {
    matches!(fault.kind, OptionFaultKind::OfAnotherRelease { .. })
}

/// Of a word with one hyphen, the first letter is spoken of.
fn getopt(fault: &OptionFault<'_>) -> String {
    let option = &fault.written;
    match fault.kind {
        OptionFaultKind::BehindCommand { .. } | OptionFaultKind::OneHyphen { .. } => {
            format!("option {} not recognized", option.chars().take(2).collect::<String>())
        }
        OptionFaultKind::Unknown | OptionFaultKind::OfAnotherRelease { .. } => format!("option {option} not recognized"),
        OptionFaultKind::Ambiguous { .. } => format!("option {option} not a unique prefix"),
        OptionFaultKind::NoValue { .. } => format!("option {option} requires argument"),
        OptionFaultKind::UnwantedValue => format!("option {option} must not have an argument"),
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use pep440_rs::Version;

    use crate::analysis::commands::start_command::{invocations, simple_commands};
    use crate::syntax::shell_command::ShellCommand;

    use super::*;

    const PROVEN: &str = include_str!("proven.txt");

    /// Each line of the file is what a program itself said of a command.
    #[test]
    fn commands_are_taken_and_refused_as_the_programs_do() {
        for line in PROVEN.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [program, arguments, answer] = fields[..] else { panic!("{line}") };
            let (tool, release) = program.split_once(' ').unwrap_or_default();
            let command = if tool == "django" { "./manage.py" } else { tool };
            let command = ShellCommand::parse(&format!("{command} {arguments}")).clone();
            let steps = simple_commands(&command);
            let release = Version::from_str(release).ok();
            let read = invocations(&steps[0]).iter().find_map(|found| CommandLine::of(found, release.as_ref()));
            let Some(read) = read else { panic!("{line}") };
            let is_about_a_value = answer.contains("invalid int value");
            assert_eq!(read.faults.is_empty(), answer == "ok" || is_about_a_value, "{line}\n{:?}", read.faults);
            let said = read.faults.iter().find_map(|fault| complaint(&read, fault));
            let is_of_another_release = read.faults.iter().any(super::is_of_another_release);
            if let Some(said) = said.filter(|_| !is_of_another_release) {
                assert!(said.ends_with(&format!("rror: {answer}")), "{line}\n{said}");
            }
        }
    }
}
