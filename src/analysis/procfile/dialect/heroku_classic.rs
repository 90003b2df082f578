//! Heroku's classic parser: one regular expression a line; what does not match is dropped in silence.
//!
//! Source: heroku/buildpacks-procfile, `SPEC.md`, and its tag v3.2.0, which quotes the platform's own parser.

use crate::analysis::procfile::process::{Gathered, Process};
use crate::text::pattern::pattern;

pattern!(static ENTRY = "^([A-Za-z0-9_-]+):?[ \t\r\n\x0b\x0c]+(.*)$");

/// All lines that match; a lone CR ends a line as well.
pub(super) fn parse(text: &str) -> Vec<Process> {
    let mut processes = Gathered::default();
    let mut start = 0;
    for (index, line) in lines(text).enumerate() {
        // What stands before a name may be any blank of Unicode, what stands behind it only one of ASCII.
        let own = line.trim_start();
        let indent = line.len() - own.len();
        if let Some(found) = ENTRY.captures(own)
            && let (Some(name), Some(command)) = (found.get(1), found.get(2))
        {
            let text = command.as_str().trim_ascii_end();
            let range = start + indent + command.start()..start + indent + command.start() + text.len();
            let process = Process { name: name.as_str().to_owned(), command: text.to_owned(), line: index + 1, range };
            processes.put(process);
        }
        start += line.len() + line_end(&text[start + line.len()..]);
    }
    processes.finish()
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
    }

    #[test]
    fn ranges_point_at_the_commands() {
        let text = "a: x\r\rweb: gunicorn \n";
        let web = parse(text).pop().expect("a process");
        assert_eq!((&text[web.range], web.line), ("gunicorn", 3));
    }
}
