//! What Rainbond makes of a Procfile's text before its slug builder gets it.
//!
//! When it recognises the project it copies the text into `BUILD_PROCFILE`, and the build repairs that copy so that it
//! begins with `web: `. Source: goodrain/rainbond, `builder/parser/code/procfile.go` and `builder/build/code_build.go`.

use crate::analysis::procfile::process::{Process, Rejection};

const START: &str = "web:";

/// Reads the repaired text; the ranges are those of the text as it was.
pub(super) fn read(text: &str, parse: impl Fn(&str) -> Result<Vec<Process>, Rejection>) -> Result<Vec<Process>, Rejection> {
    // The copy of a blank text is no copy: the build reads the file itself.
    if text.trim().is_empty() {
        return parse(text);
    }
    let Some(behind) = text.strip_prefix(START) else {
        let added = START.len() + 1;
        return shifted(parse(&format!("{START} {text}")), |at| at.saturating_sub(added));
    };
    match behind.chars().next() {
        // The builder looks at the character behind the colon without asking whether there is one, and crashes.
        None => Err(Rejection { says: String::new(), range: 0..text.len() }),
        Some(' ') => parse(text),
        Some(_) => shifted(parse(&format!("{START} {behind}")), |at| if at > START.len() { at - 1 } else { at }),
    }
}

/// Whether `web: ` comes before this text.
pub(super) fn is_prefixed(text: &str) -> bool {
    !text.trim().is_empty() && !text.starts_with(START)
}

/// Whether the build's worker crashes over this text.
pub(super) fn crashes(text: &str) -> bool {
    text == START
}

fn shifted(outcome: Result<Vec<Process>, Rejection>, back: impl Fn(usize) -> usize) -> Result<Vec<Process>, Rejection> {
    let map = |range: std::ops::Range<usize>| back(range.start)..back(range.end);
    match outcome {
        Ok(processes) => {
            Ok(processes.into_iter().map(|process| Process { range: map(process.range.clone()), ..process }).collect())
        }
        Err(rejection) => Err(Rejection { range: map(rejection.range.clone()), ..rejection }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::ruby_yaml;
    use super::*;

    fn found(text: &str) -> Option<String> {
        let processes = read(text, ruby_yaml::parse).ok()?;
        let shown: Vec<String> = processes.iter().map(|process| format!("{}={}", process.name, process.command)).collect();
        Some(shown.join(", "))
    }

    #[test]
    fn the_text_is_made_to_begin_with_web() {
        let cases = [
            ("web: cmd\n", Some("web=cmd")),
            ("web:cmd\n", Some("web=cmd")),
            ("web:\tcmd", Some("web=cmd")),
            ("cmd", Some("web=cmd")),
            ("web cmd", Some("web=web cmd")),
            ("web：cmd", Some("web=web：cmd")),
            ("# note\nweb: cmd", Some("web=cmd")),
            ("\n\nweb: cmd", Some("web=cmd")),
            ("# note\n", Some("web=")),
            ("# note\nworker: cmd", Some("web=, worker=cmd")),
            ("\r", None),
            ("\u{a0}", None),
            ("web:\n", Some("web=")),
            ("web : cmd", None),
            ("Web: cmd", None),
            ("  web: cmd", None),
            ("\u{feff}web: cmd", None),
            ("worker: cmd", None),
            ("release: a\nweb: b\n", None),
            ("web:", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text).as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn ranges_are_those_of_the_text_as_it_was() {
        for text in ["web:a b\nworker: c", "a b", "# note\nweb: a b", "web: a b"] {
            for process in read(text, ruby_yaml::parse).expect("a mapping") {
                assert_eq!(text[process.range], process.command, "{text:?}");
            }
        }
    }
}
