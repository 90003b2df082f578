//! Paketo's Procfile buildpack: one pattern a line, from the first column on; what does not match is dropped in silence.
//!
//! Source: paketo-buildpacks/procfile, `procfile/procfile.go`: `^([A-Za-z0-9_-]+):\s*(.+)$` on the lines of Go's scanner.

use std::ops::Range;

use crate::analysis::procfile::process::{Gathered, Process};

/// All lines that match.
pub(super) fn parse(text: &str) -> Vec<Process> {
    let mut processes = Gathered::default();
    let mut start = 0;
    for (index, line) in text.split('\n').enumerate() {
        // The scanner takes one CR off the end of a line; any other belongs to the command.
        if let Some((name, command)) = entry(line.strip_suffix('\r').unwrap_or(line)) {
            let range = start + command.start..start + command.end;
            let (name, command) = (line[..name].to_owned(), line[command].to_owned());
            processes.put(Process { name, command, line: index + 1, range });
        }
        start += line.len() + 1;
    }
    processes.finish()
}

/// The length of the name, and where the command stands.
fn entry(line: &str) -> Option<(usize, Range<usize>)> {
    let name = line.find(':')?;
    let is_name = name > 0 && line[..name].bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let behind = &line[name + 1..];
    // The command needs a character, so the last of nothing but blanks is one.
    let last = behind.char_indices().next_back()?.0;
    let blanks = behind.len() - behind.trim_start_matches([' ', '\t', '\r', '\x0c']).len();
    is_name.then(|| (name, name + 1 + blanks.min(last)..line.len()))
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
    fn lines_that_match_are_processes_and_others_are_nothing() {
        assert_eq!(read("web: cmd"), one("web", "cmd", 1));
        assert_eq!(read("web:cmd"), one("web", "cmd", 1));
        assert_eq!(read("web:\tcmd \r\n"), one("web", "cmd ", 1));
        assert_eq!(read("Web: cmd"), one("Web", "cmd", 1));
        assert_eq!(read("web: a\nweb: b"), one("web", "b", 2));
        assert_eq!(read("web: a # b: c"), one("web", "a # b: c", 1));
        assert_eq!(read("web: a\rb"), one("web", "a\rb", 1));
        assert_eq!(read("web: "), one("web", " ", 1));
        for text in ["", "web cmd", "web : cmd", "  web: cmd", "web:", "web:\r\n", "\u{feff}web: cmd", "web：cmd", "# web: cmd"]
        {
            assert_eq!(read(text), [], "{text:?}");
        }
    }

    #[test]
    fn ranges_point_at_the_commands() {
        let text = "a: x\r\n\nweb:  gunicorn\n";
        let web = parse(text).pop().expect("a process");
        assert_eq!((&text[web.range], web.line), ("gunicorn", 3));
    }
}
