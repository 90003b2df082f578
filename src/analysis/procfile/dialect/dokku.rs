//! Dokku: a check of the whole file before the build, which refuses it for one bad line, and a smaller parser in the
//! container, which finds the command of one process. What only the check takes for an entry never starts.
//!
//! Sources: dokku/procfile-util, `procfile/parse.go`, without `--strict`; gliderlabs/herokuish, `include/procfile.bash`.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::analysis::procfile::process::{Process, Rejection};

/// What the check says of a name that stands twice, before the number of the line.
const NOT_UNIQUE: &str = "process names must be unique";
/// The longest name.
const LONGEST: usize = 63;
/// What begins a comment for the check.
const COMMENTS: [&str; 2] = ["#", "//"];
/// What Bash takes off both ends of a line.
const BLANKS: [char; 2] = [' ', '\t'];

/// The processes that start, or why the check refuses the file.
pub(super) fn parse(text: &str) -> Result<Vec<Process>, Rejection> {
    let mut names = BTreeSet::new();
    let mut processes = vec![];
    let mut start = 0;
    for (index, line) in text.split('\n').enumerate() {
        let (number, range) = (index + 1, start..start + line.len());
        start += line.len() + 1;
        let own = line.trim();
        if own.is_empty() || COMMENTS.iter().any(|comment| own.starts_with(comment)) {
            continue;
        }
        let name =
            check(own, &names).map_err(|says| Rejection { says: format!("{says}, line {number}"), range: range.clone() })?;
        names.insert(name);
        processes.extend(started(line, name, &range, number));
    }
    if names.is_empty() {
        return Err(Rejection { says: "no entries found in Procfile".to_owned(), range: 0..0 });
    }
    Ok(processes)
}

/// Whether the check refuses a file because a name stands twice in it.
pub(super) fn is_of_duplicates(rejection: &Rejection) -> bool {
    rejection.says.starts_with(NOT_UNIQUE)
}

/// The name of an entry, or what the check says of it.
fn check<'l>(line: &'l str, names: &BTreeSet<&str>) -> Result<&'l str, &'static str> {
    const INVALID: &str = "invalid line in procfile";
    let (name, command) = line.split_once(':').ok_or(INVALID)?;
    let name = name.trim_end_matches(is_blank_of_go);
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if !is_name(name) || command.is_empty() {
        return Err(INVALID);
    }
    if name.len() > LONGEST {
        return Err("process name over 63 characters");
    }
    if names.contains(name) {
        return Err(NOT_UNIQUE);
    }
    let command = command.trim_start_matches(is_blank_of_go);
    let command = COMMENTS.iter().find_map(|comment| without_comment(command, comment)).unwrap_or(command).trim();
    if COMMENTS.iter().any(|comment| command.starts_with(comment)) {
        return Err("comment specified in place of command");
    }
    if command.is_empty() { Err("no command specified") } else { Ok(name) }
}

/// A command up to the last comment that has a character.
fn without_comment<'c>(command: &'c str, comment: &str) -> Option<&'c str> {
    let begins = |at: usize| {
        let behind = at + comment.len();
        behind < command.len() && command[..at].chars().next_back().is_some_and(is_blank_of_go)
    };
    let at = command.rmatch_indices(comment).map(|(at, _)| at).find(|at| begins(*at))?;
    Some(&command[..at - 1])
}

/// `\s` of Go.
fn is_blank_of_go(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

/// What the container finds under the name of an entry: the text between the start of the line and the first colon has to
/// be that name.
fn started(line: &str, name: &str, range: &Range<usize>, number: usize) -> Option<Process> {
    let (found, command) = line.trim_matches(BLANKS).split_once(':')?;
    let colon = line.find(':')?;
    // A carriage return at the end of the line stays in what runs; that is a fault of the line, and told there.
    let command = command.trim_matches(BLANKS).trim_end_matches('\r').trim_end_matches(BLANKS);
    let at = colon + 1 + (line[colon + 1..].len() - line[colon + 1..].trim_start_matches(BLANKS).len());
    let range = range.start + at..range.start + at + command.len();
    // Bash drops every NUL.
    (found == name).then(|| Process { name: name.to_owned(), command: command.replace('\0', ""), line: number, range })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<(String, String)>, String> {
        let processes = parse(text).map_err(|rejection| rejection.says)?;
        Ok(processes.into_iter().map(|process| (process.name, process.command)).collect())
    }

    fn one(name: &str, command: &str) -> Vec<(String, String)> {
        vec![(name.into(), command.into())]
    }

    #[test]
    fn what_the_check_takes_and_the_container_finds_is_a_process() {
        assert_eq!(read("web: cmd"), Ok(one("web", "cmd")));
        assert_eq!(read("web:cmd"), Ok(one("web", "cmd")));
        assert_eq!(read("  web:\t cmd  \n\n# c\n// c\n"), Ok(one("web", "cmd")));
        assert_eq!(read("Web_1-a: cmd"), Ok(one("Web_1-a", "cmd")));
        assert_eq!(read("web: a: b # c"), Ok(one("web", "a: b # c")));
        assert_eq!(read("web: curl //x"), Ok(one("web", "curl //x")));
        assert_eq!(read("web: a\0"), Ok(one("web", "a")));
        assert_eq!(read("web: a\r\n"), Ok(one("web", "a")));
    }

    #[test]
    fn what_only_the_check_takes_never_starts() {
        for text in ["web : cmd", "\u{a0}web: cmd"] {
            assert_eq!(read(text), Ok(vec![]), "{text:?}");
        }
    }

    #[test]
    fn one_bad_line_is_enough_to_refuse_the_file() {
        let refused = |text: &str| read(text).expect_err("a refusal");
        for text in ["web: a\nfoo bar", "web: a\nweb:", "web: a\n\u{feff}b: c", "web: a\nb.c: d", "web: a\n: b"] {
            assert_eq!(refused(text), "invalid line in procfile, line 2", "{text:?}");
        }
        assert_eq!(refused("web: a\n\nweb: a"), "process names must be unique, line 3");
        assert_eq!(refused("web: # a"), "comment specified in place of command, line 1");
        assert_eq!(refused("web:  # a"), "comment specified in place of command, line 1");
        assert_eq!(refused(&format!("{}: a", "a".repeat(64))), "process name over 63 characters, line 1");
        for text in ["", "\n# c\n", " \n"] {
            assert_eq!(refused(text), "no entries found in Procfile", "{text:?}");
        }
    }

    #[test]
    fn ranges_point_at_the_commands() {
        let text = "a: x\n  web:  gunicorn \n";
        let web = parse(text).expect("two entries").pop().expect("an entry");
        assert_eq!((&text[web.range], web.line), ("gunicorn", 2));
    }
}
