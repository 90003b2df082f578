//! Where in the editor the problems of a file stand, and what is said of them there.

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::report::Report;
use crate::text::{Position, Text};

use super::fix_buttons::{Button, buttons};

/// One marked place, as the editor reads it; an empty one is a place between two characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Mark {
    /// Where it starts, in UTF-16 units of the text in the editor.
    pub(crate) from: usize,
    /// Where it ends.
    pub(crate) to: usize,
    severity: &'static str,
    /// The diagnostic's place in the report.
    pub(crate) index: usize,
    code: &'static str,
    message: String,
    says: Option<String>,
    fix: Option<MarkedFix>,
}

/// What would mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct MarkedFix {
    title: String,
    buttons: Vec<Button>,
}

/// The marks of one file, in the order of the report. What is said of the whole file stands where it begins.
pub(crate) fn marks(bytes: &[u8], path: &str, report: &Report, language: Language) -> Vec<Mark> {
    let here = |(_, problem): &(usize, &Diagnostic)| problem.file.as_deref() == Some(path);
    let mut here = report.diagnostics.iter().enumerate().filter(here).peekable();
    if here.peek().is_none() {
        return vec![];
    }
    let text = Text::new(bytes);
    let lines = Lines::of(text.as_str());
    here.map(|(index, problem)| Mark {
        from: problem.span.map_or(0, |span| lines.offset(span.start)),
        to: problem.span.map_or(0, |span| lines.offset(span.end)),
        severity: problem.severity.name(),
        index,
        code: problem.code,
        message: problem.message.clone(),
        says: problem.platform_says.clone(),
        fix: problem.fix.as_ref().map(|fix| MarkedFix { title: fix.title.clone(), buttons: buttons(report, index, language) }),
    })
    .collect()
}

/// Where the lines of a decoded text start, there and in the editor.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<(usize, usize)>,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        let mut starts = vec![(0, 0)];
        let (mut start, mut in_editor) = (0, 0);
        for line in text.split_inclusive('\n') {
            in_editor += units(line);
            start += line.len();
            starts.push((start, in_editor));
        }
        Self { text, starts }
    }

    /// A place in the editor; one past the end is the end.
    fn offset(&self, position: Position) -> usize {
        let last = self.starts.last().copied().unwrap_or_default();
        let (start, in_editor) = self.starts.get(position.line - 1).copied().unwrap_or(last);
        let line = &self.text[start..];
        let end = line.char_indices().nth(position.column - 1).map_or(line.len(), |(at, _)| at);
        let before = &line[..end];
        // The two characters of one line end are one in the editor.
        let is_inside_an_end = before.ends_with('\r') && line[end..].starts_with('\n');
        in_editor + units(before) - usize::from(is_inside_an_end)
    }
}

/// How long a text is in the editor, where every line end is one unit.
fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum::<usize>() - text.matches("\r\n").count()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::web::model::field_text::with_plain_ends;
    use crate::web::model::workspace::tests::workspace;

    #[test]
    fn places_are_those_of_the_editor() {
        let text = "\u{feff}# 中🚀\r\nweb:x\r\nb\rc\r\n";
        let lines = Lines::of(text);
        let editor: Vec<u16> = with_plain_ends(text).encode_utf16().collect();
        let at = |offset: usize| lines.offset(Text::new(text.as_bytes()).position(offset));
        let rest = |offset: usize| String::from_utf16(&editor[at(offset)..]).expect("whole characters");
        let x = text.find("x\r").expect("an x");
        assert_eq!(rest(text.find("🚀").expect("a rocket")), "🚀\nweb:x\nb\nc\n");
        assert_eq!(rest(x), "x\nb\nc\n");
        assert_eq!(rest(text.find("c\r").expect("a c")), "c\n");
        assert_eq!(at(x + 2), at(x + 1), "between \\r and \\n");
        assert_eq!(at(text.len()), editor.len());
    }

    #[test]
    fn what_is_said_of_the_whole_file_stands_where_it_begins() {
        let name = "requirement.txt";
        let workspace = workspace(&[(name, "# ours\nFlask==2.0.3\n"), ("app.py", "")]);
        let report = workspace.report("rainbond").expect("a report");
        assert!(report.diagnostics.iter().any(|problem| problem.code == "PSH102" && problem.span.is_none()));
        let marks = marks(b"# ours\nFlask==2.0.3\n", name, &report, Language::En);
        let places: Vec<_> = marks.iter().map(|mark| (mark.code, mark.from, mark.to)).collect();
        assert_eq!(places, [("PSH102", 0, 0)]);
    }

    #[test]
    fn a_mark_says_what_the_card_says() {
        let workspace =
            workspace(&[("Procfile", "# 🚀\r\nweb:python app.py\r\n"), ("app.py", ""), ("runtime.txt", "python-3.6.6\n")]);
        let report = workspace.report("rainbond").expect("a report");
        let index = report.diagnostics.iter().position(|problem| problem.code == "PSH203").expect("a missing space");
        let marks = workspace.marks("rainbond", Language::En);
        let mark = marks.iter().find(|mark| mark.index == index).expect("its mark");
        let expected = json!({
            "from": 9,
            "to": 9,
            "severity": "error",
            "index": index,
            "code": "PSH203",
            "message": report.diagnostics[index].message,
            "says": report.diagnostics[index].platform_says,
            "fix": {
                "title": "Put a space after `web:`",
                "buttons": [{ "label": "Apply", "isPrimary": true, "problems": [index] }],
            },
        });
        assert_eq!(serde_json::to_value(mark).expect("JSON"), expected);
    }
}
