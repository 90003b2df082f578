//! Heroku's classic parser: one regular expression a line, which is read by hand here; what does not match is dropped in silence.
//!
//! Source: heroku/buildpacks-procfile, `SPEC.md`, and its tag v3.2.0, which quotes the platform's own parser.

use crate::analysis::procfile::process::{Gathered, Process};

/// All lines that match; a lone CR ends a line as well.
pub(super) fn parse(text: &str) -> Vec<Process> {
    let mut processes = Gathered::default();
    let mut start = 0;
    for (index, line) in lines(text).enumerate() {
        // What stands before a name may be any blank of Unicode, what stands behind it only one of ASCII.
        if let Some((name, behind)) = entry(line.trim_start()) {
            let (begin, command) = (start + line.len() - behind.len(), behind.trim_ascii_end());
            let range = begin..begin + command.len();
            processes.put(Process { name: name.to_owned(), command: command.to_owned(), line: index + 1, range });
        }
        start += line.len() + line_end(&text[start + line.len()..]);
    }
    processes.finish()
}

/// What `^([A-Za-z0-9_-]+):?\s+(.*)$` takes from a line: a name, and all that stands behind the blanks.
fn entry(line: &str) -> Option<(&str, &str)> {
    let is_outside = |character: char| !(character.is_ascii_alphanumeric() || matches!(character, '_' | '-'));
    let (name, behind) = line.split_at(line.find(is_outside)?);
    let behind = behind.strip_prefix(':').unwrap_or(behind);
    let command = behind.trim_start_matches([' ', '\t', '\x0b', '\x0c']);
    (!name.is_empty() && command.len() < behind.len()).then_some((name, command))
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let current = rest.take()?;
        let end = current.find(['\r', '\n']).unwrap_or(current.len());
        let (line, behind) = current.split_at(end);
        rest = (!behind.is_empty()).then(|| &behind[line_end(behind)..]);
        Some(line)
    })
}

fn line_end(behind: &str) -> usize {
    if behind.starts_with("\r\n") { 2 } else { usize::from(!behind.is_empty()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String, usize)> {
        parse(text).into_iter().map(|process| (process.name, process.command, process.line)).collect()
    }

    fn one(name: &str, command: &str, line: usize) -> Vec<(String, String, usize)> {
        vec![(name.into(), command.into(), line)]
    }

    #[test]
    fn the_matrix_of_the_platforms() {
        assert_eq!(read("web: cmd"), one("web", "cmd", 1));
        assert_eq!(read("web:cmd"), []);
        assert_eq!(read("web cmd"), one("web", "cmd", 1));
        assert_eq!(read("web : cmd"), one("web", ": cmd", 1));
        assert_eq!(read("Web: cmd"), one("Web", "cmd", 1));
        assert_eq!(read("  web: cmd"), one("web", "cmd", 1));
        assert_eq!(read("web:\tcmd"), one("web", "cmd", 1));
        assert_eq!(read("\u{a0}web: cmd"), one("web", "cmd", 1));
        assert_eq!(read("web:\u{a0}cmd"), []);
        assert_eq!(read("web: cmd\r\n"), one("web", "cmd", 1));
        assert_eq!(read("\u{feff}web: cmd"), []);
        assert_eq!(read("web: a\nweb: b"), one("web", "b", 2));
        assert_eq!(read("foo bar"), one("foo", "bar", 1));
        assert_eq!(read("# comment"), []);
        assert_eq!(read("web: a # x"), one("web", "a # x", 1));
        assert_eq!(read("web: a: b"), one("web", "a: b", 1));
        assert_eq!(read("web: [a"), one("web", "[a", 1));
        assert_eq!(read("web: \"a\""), one("web", "\"a\"", 1));
        assert_eq!(read("web:"), []);
        assert_eq!(read("web: "), one("web", "", 1));
        assert_eq!(read(""), []);
        assert_eq!(read("web：cmd"), []);
        assert_eq!(read("web:\x0b\x0c cmd"), one("web", "cmd", 1));
        assert_eq!(read("web:: cmd"), []);
        assert_eq!(read(": cmd"), []);
        assert_eq!(read("web"), []);
    }

    #[test]
    fn ranges_point_at_the_commands() {
        let text = "a: x\r\rweb: gunicorn \n";
        let web = parse(text).pop().expect("a process");
        assert_eq!((&text[web.range], web.line), ("gunicorn", 3));
    }
}
