//! Rust's `serde_yaml` into a map from texts to texts: there may be one document only.
//!
//! Source: dtolnay/serde-yaml 0.9, `src/de.rs` and `src/error.rs`. Its scanner is libyaml's.

use libyaml_safer::{Error, Mark};

use super::text_mapping::{self, Document, Kind, Node, Trouble};
use crate::analysis::procfile::process::{Process, Rejection};

const SEVERAL: &str = "deserializing from YAML containing more than one document is not supported";

/// The processes of a mapping, or the words in which the library refuses the text.
pub(super) fn parse(text: &str) -> Result<Vec<Process>, Rejection> {
    let Document { root, trouble, goes_on } = text_mapping::read(text);
    // What was read before a mistake is looked at first.
    let pairs = match root {
        None => vec![],
        Some(Node { kind: Kind::Mapping(pairs), .. }) => pairs,
        Some(other) => {
            let says = format!("invalid type: {}, expected a map{}", shown(&other), place(other.start));
            return Err(Rejection { says, range: 0..text.trim_end().len() });
        }
    };
    for (key, value) in &pairs {
        let (path, node) = match (key.text(), value.text()) {
            (None, _) => (String::new(), key),
            (Some(name), None) => (format!("{name}: "), value),
            (Some(_), Some(_)) => continue,
        };
        let says = format!("{path}invalid type: {}, expected a string{}", shown(node), place(node.start));
        return Err(Rejection { says, range: node.range.clone() });
    }
    match &trouble {
        Some(trouble) => Err(Rejection { says: words(text, trouble), range: text_mapping::stop(text, trouble) }),
        None if goes_on => Err(Rejection { says: SEVERAL.to_owned(), range: 0..text.trim_end().len() }),
        None => Ok(text_mapping::processes(&pairs, |value| value.text().unwrap_or_default().to_owned())),
    }
}

fn shown(node: &Node) -> String {
    match &node.kind {
        Kind::List => "sequence".to_owned(),
        Kind::Mapping(_) => "map".to_owned(),
        Kind::Text { .. } if node.is_null() => "unit value".to_owned(),
        Kind::Text { value, is_plain: true } if value.parse::<i64>().is_ok() => format!("integer `{value}`"),
        Kind::Text { value, .. } => format!("string {value:?}"),
    }
}

fn words(text: &str, trouble: &Trouble) -> String {
    match trouble {
        Trouble::UnknownAnchor(_, mark) => format!("unknown anchor{}", place(*mark)),
        Trouble::Syntax(error) => format!("{}{}", problem(text, error), context(error)),
    }
}

fn problem(text: &str, error: &Error) -> String {
    match error.problem_mark() {
        Some(mark) => format!("{}{}", error.problem(), place(mark)),
        // Of characters it says how many bytes come before them.
        None => {
            let is_control = |char: char| char.is_control() && !matches!(char, '\t' | '\n' | '\r' | '\u{85}');
            let at = text.find(is_control).unwrap_or_default();
            format!("{} at position {at}", error.problem())
        }
    }
}

fn context(error: &Error) -> String {
    let Some(context) = error.context() else { return String::new() };
    let other = error.context_mark().filter(|mark| error.problem_mark() != Some(*mark));
    format!(", {context}{}", other.map_or_else(String::new, place))
}

/// Where something is, unless that is the very start.
fn place(mark: Mark) -> String {
    if (mark.line, mark.column) == (0, 0) { String::new() } else { format!(" at {mark}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<(String, String)>, String> {
        let processes = parse(text).map_err(|rejection| rejection.says)?;
        Ok(processes.into_iter().map(|process| (process.name, process.command)).collect())
    }

    /// Each outcome was printed by a program with `serde_yaml` 0.9.33.
    #[test]
    fn serde_reads_these() {
        for (text, command) in [
            ("web: cmd\n", "cmd"),
            ("\u{feff}web: cmd\n", "cmd"),
            ("web: a\nweb: b\n", "b"),
            ("web: ! grep x\n", "grep x"),
            ("web:\n", ""),
            ("web: null\n", "null"),
            ("web: 8000\n", "8000"),
            ("---\nweb: a\n", "a"),
        ] {
            assert_eq!(read(text), Ok(vec![("web".to_owned(), command.to_owned())]), "{text:?}");
        }
        for text in ["", "# only\n\n", "\u{feff}"] {
            assert_eq!(read(text), Ok(vec![]), "{text:?}");
        }
    }

    #[test]
    fn serde_refuses_these() {
        for (text, says) in [
            ("web:cmd\n", "invalid type: string \"web:cmd\", expected a map"),
            ("- web: a\n- worker: b\n", "invalid type: sequence, expected a map"),
            ("web: {a}\n", "web: invalid type: map, expected a string at line 1 column 6"),
            ("web: [a\n", "web: invalid type: sequence, expected a string at line 1 column 6"),
            ("// start\nweb: a\n", "invalid type: string \"// start web\", expected a map"),
            (
                "web: a\nfoo bar\nbaz\n",
                "could not find expected ':' at line 3 column 1, while scanning a simple key at line 2 column 1",
            ),
            ("web: a: b\n", "mapping values are not allowed in this context at line 1 column 7"),
            ("web: *a\n", "unknown anchor at line 1 column 6"),
            ("*b: c\nweb: a\n", "unknown anchor"),
            ("web: @a\n", "found character that cannot start any token at line 1 column 6, while scanning for the next token"),
            ("web: \"a\" b\n", "did not find expected key at line 1 column 10, while parsing a block mapping"),
            ("  web: a\nworker: b\n", SEVERAL),
            ("web: a\n---\nworker: b\n", SEVERAL),
            ("web: a\n\u{1a}", "control characters are not allowed at position 7"),
            ("%YAML 1.1\nweb: a\n", "did not find expected <document start> at line 2 column 1"),
        ] {
            assert_eq!(read(text), Err(says.to_owned()), "{text:?}");
        }
    }
}
