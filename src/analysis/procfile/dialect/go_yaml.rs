//! Go's `yaml.v2` into a `map[string]string`: only the first document counts, and a value may be any scalar.
//!
//! Source: go-yaml/yaml 2.4.0, `decode.go`. Its scanner is libyaml's.

use std::fmt::Write;

use libyaml_safer::{Error, ErrorKind, Mark};

use super::text_mapping::{self, Kind, Node, Trouble};
use crate::analysis::procfile::process::{Process, Rejection};

/// What is asked for.
const MAPPING: &str = "map[string]string";
/// Longer texts are cut off in its words.
const SHOWN: usize = 10;

/// The processes of a mapping, or the words in which the library refuses the text.
pub(super) fn parse(text: &str) -> Result<Vec<Process>, Rejection> {
    let document = text_mapping::read(text);
    if let Some(trouble) = &document.trouble {
        return Err(Rejection { says: format!("yaml: {}", words(trouble)), range: text_mapping::stop(text, trouble) });
    }
    let Some(root) = document.root.filter(|root| !root.is_null()) else { return Ok(vec![]) };
    let Kind::Mapping(pairs) = &root.kind else {
        return Err(Rejection { says: unfit([(&root, MAPPING)]), range: 0..text.trim_end().len() });
    };
    let others: Vec<_> = pairs.iter().flat_map(|(key, value)| [key, value]).filter(|node| node.text().is_none()).collect();
    match others.first() {
        Some(first) => Err(Rejection { says: unfit(others.iter().map(|node| (*node, "string"))), range: first.range.clone() }),
        None => Ok(text_mapping::processes(pairs, command)),
    }
}

fn command(value: &Node) -> String {
    value.text().filter(|_| !value.is_null()).unwrap_or_default().to_owned()
}

fn words(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Syntax(error) => format!("{}{}", line(error), error.problem()),
        Trouble::UnknownAnchor(name, _) => format!("unknown anchor '{name}' referenced"),
    }
}

/// The line as the library counts it, which is one less than it is unless the scanner stops.
fn line(error: &Error) -> String {
    let is_told = |mark: &Mark| mark.line != 0;
    let line = match (error.problem_mark().filter(is_told), error.context_mark().filter(is_told)) {
        (Some(mark), _) => mark.line + u64::from(error.kind() == ErrorKind::Scanner),
        (None, Some(mark)) => mark.line,
        (None, None) => return String::new(),
    };
    format!("line {line}: ")
}

/// What does not fit into what was asked for.
fn unfit<'n>(nodes: impl IntoIterator<Item = (&'n Node, &'n str)>) -> String {
    let mut says = "yaml: unmarshal errors:".to_owned();
    for (node, wanted) in nodes {
        let _ = write!(says, "\n  line {}: cannot unmarshal {} into {wanted}", node.line(), shown(node));
    }
    says
}

fn shown(node: &Node) -> String {
    match &node.kind {
        Kind::List => "!!seq".to_owned(),
        Kind::Mapping(_) => "!!map".to_owned(),
        Kind::Text { value, is_plain } => {
            let is_number = *is_plain && value.parse::<i64>().is_ok();
            let tag = if is_number { "!!int" } else { "!!str" };
            let bytes = value.as_bytes();
            let cut =
                if bytes.len() > SHOWN { format!("{}...", String::from_utf8_lossy(&bytes[..SHOWN - 3])) } else { value.clone() };
            format!("{tag} `{cut}`")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<(String, String)>, String> {
        let processes = parse(text).map_err(|rejection| rejection.says)?;
        Ok(processes.into_iter().map(|process| (process.name, process.command)).collect())
    }

    fn one(command: &str) -> Vec<(String, String)> {
        vec![("web".to_owned(), command.to_owned())]
    }

    /// Each outcome was printed by a program with `yaml.v2` 2.4.0.
    #[test]
    fn go_reads_these() {
        for (text, command) in [
            ("web: cmd\n", "cmd"),
            ("web : cmd\n", "cmd"),
            ("\u{feff}web: cmd\n", "cmd"),
            ("web: a\nweb: b\n", "b"),
            ("web: a # x\n", "a"),
            ("web: &a b\n", "b"),
            ("web: 8000\n", "8000"),
            ("web: yes\n", "yes"),
            ("web:\n", ""),
            ("web: null\n", ""),
            ("web: 'null'\n", "null"),
            ("web: !foo\n", ""),
            ("  web: a\nworker: b\n", "a"),
            ("web: a\n---\nworker: b\n", "a"),
            ("web: |\n  a \\\n  b\n", "a \\\nb\n"),
        ] {
            assert_eq!(read(text), Ok(one(command)), "{text:?}");
        }
        for text in ["", "# only\n\n", "\u{feff}", "~\n"] {
            assert_eq!(read(text), Ok(vec![]), "{text:?}");
        }
    }

    #[test]
    fn go_refuses_these() {
        for (text, says) in [
            ("web:cmd\n", "unmarshal errors:\n  line 1: cannot unmarshal !!str `web:cmd` into map[string]string"),
            ("gunicorn app:app\n", "unmarshal errors:\n  line 1: cannot unmarshal !!str `gunicor...` into map[string]string"),
            ("8000\n", "unmarshal errors:\n  line 1: cannot unmarshal !!int `8000` into map[string]string"),
            ("- web: a\n- worker: b\n", "unmarshal errors:\n  line 1: cannot unmarshal !!seq into map[string]string"),
            ("web:\n  - gunicorn\n", "unmarshal errors:\n  line 2: cannot unmarshal !!seq into string"),
            ("web: {a}\n", "unmarshal errors:\n  line 1: cannot unmarshal !!map into string"),
            ("web: a\nfoo bar\nbaz\nqux quux\n", "line 3: could not find expected ':'"),
            ("web: a: b\n", "mapping values are not allowed in this context"),
            ("web: [a\n", "line 1: did not find expected ',' or ']'"),
            ("web: *a\n", "unknown anchor 'a' referenced"),
            ("web: \"a\" b\n", "did not find expected key"),
            ("web: a\n\u{1a}", "control characters are not allowed"),
            ("%YAML 1.1\nweb: a\n", "line 1: did not find expected <document start>"),
            ("\"web: a\n", "line 2: found unexpected end of stream"),
        ] {
            assert_eq!(read(text), Err(format!("yaml: {says}")), "{text:?}");
        }
    }
}
