//! Heroku's Cloud Native Buildpack for Procfiles: a grammar for the whole file. It mends the case, the underscores and
//! the indentation of a name with a warning, and refuses whatever else is no entry.
//!
//! Source: heroku/buildpacks-procfile 4.2.3, `src/procfile.rs`.

use std::ops::Range;

use super::note::{Note, NoteKind};
use crate::analysis::procfile::process::{Gathered, Process, Rejection};
use crate::text::line_counter::LineCounter;

/// The longest name.
const LONGEST: usize = 63;
const BLANKS: [char; 2] = [' ', '\t'];

/// The processes and the warnings, or why the parser stops.
pub(super) fn parse(text: &str) -> Result<(Vec<Process>, Vec<Note>), Rejection> {
    let mut reader = Reader { text, at: 0, lines: LineCounter::new(text), entries: vec![], notes: vec![] };
    while reader.at < text.len() {
        reader.skip_ignored();
        reader.entry()?;
        reader.skip_ignored();
    }
    Ok(reader.finish())
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    lines: LineCounter<'t>,
    entries: Vec<Process>,
    notes: Vec<Note>,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Passes over comments and empty lines. A last line of blanks without a line end is neither.
    fn skip_ignored(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches(BLANKS);
            let blanks = rest.len() - trimmed.len();
            let Some(length) = (if trimmed.starts_with('#') { comment(trimmed) } else { line_end(trimmed) }) else { return };
            self.at += blanks + length;
        }
    }

    fn entry(&mut self) -> Result<(), Rejection> {
        let start = self.at;
        let Some(colon) = self.rest().find(':') else { return Err(self.rejection("")) };
        let written = &self.text[start..start + colon];
        let name = corrected(written);
        check(&name).map_err(|says| self.rejection(says))?;
        let value = start + colon + 1;
        let line = &self.text[value..];
        let line = &line[..line.find(['\r', '\n']).unwrap_or(line.len())];
        let command = line.trim_start_matches(BLANKS);
        let behind = &self.text[value + line.len()..];
        let (false, Some(end)) = (command.is_empty(), if behind.is_empty() { Some(0) } else { line_end(behind) }) else {
            return Err(self.rejection("invalid value"));
        };
        self.at = value + line.len() + end;
        if name != written {
            let says = format!("Procfile key `{written}` has been corrected to `{name}`. Please update your Procfile.");
            self.notes.push(Note { says, range: start..value + line.len(), kind: NoteKind::CorrectedName });
        }
        let number = self.lines.line(start);
        let range = value + line.len() - command.len()..value + line.len();
        self.entries.push(Process { name, command: command.to_owned(), line: number, range });
        Ok(())
    }

    /// Stops at the line that the reader has come to.
    fn rejection(&self, says: &str) -> Rejection {
        let rest = self.rest();
        Rejection { says: says.to_owned(), range: self.at..self.at + rest.find('\n').unwrap_or(rest.len()) }
    }

    fn finish(self) -> (Vec<Process>, Vec<Note>) {
        let (mut processes, mut notes) = (Gathered::default(), self.notes);
        for process in self.entries {
            let Process { name, command, .. } = &process;
            if processes.has(name) {
                let says = format!("Duplicate key `{name}` found. The value `{command}` will be used.");
                notes.push(Note { says, range: process.range.clone(), kind: NoteKind::Duplicate });
            }
            // In its map, what is put in again goes to the end.
            processes.put_last(process);
        }
        let processes = processes.finish();
        if processes.is_empty() {
            let says = "Empty file, no processes defined".to_owned();
            notes = vec![Note { says, range: Range::default(), kind: NoteKind::Empty }];
        }
        (processes, notes)
    }
}

/// The name that the parser takes for what is written.
fn corrected(written: &str) -> String {
    written.trim_start_matches(BLANKS).replace('_', "-").to_ascii_lowercase()
}

/// Which part of a name it does not take.
fn check(name: &str) -> Result<(), &'static str> {
    let is_end = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let bytes = name.as_bytes();
    if !bytes.first().is_some_and(is_end) {
        Err("invalid first key character")
    } else if !bytes.last().is_some_and(is_end) || !bytes.iter().all(|byte| is_end(byte) || *byte == b'-') {
        Err("invalid inner key character")
    } else if name.len() > LONGEST {
        Err("expected keys contain characters or fewer")
    } else {
        Ok(())
    }
}

/// The length of a comment without its line end; a lone CR makes it none.
fn comment(text: &str) -> Option<usize> {
    let length = text.find(['\r', '\n']).unwrap_or(text.len());
    (length == text.len() || line_end(&text[length..]).is_some()).then_some(length)
}

/// The length of the line end that comes first.
fn line_end(text: &str) -> Option<usize> {
    ["\n", "\r\n"].into_iter().find(|end| text.starts_with(end)).map(str::len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_lines_point_at_the_commands() {
        let text = "# a\r\n\n  Web:  gunicorn app:app\r\nworker:b";
        let (processes, notes) = parse(text).expect("two entries");
        let found: Vec<(&str, usize)> = processes.iter().map(|found| (&text[found.range.clone()], found.line)).collect();
        assert_eq!(found, [("gunicorn app:app", 3), ("b", 4)]);
        assert_eq!(&text[notes[0].range.clone()], "  Web:  gunicorn app:app");
    }

    #[test]
    fn a_refusal_points_at_its_line() {
        let text = "web: a\nfoo bar\nworker: b\n";
        let rejection = parse(text).expect_err("no entry in line 2");
        assert_eq!((&text[rejection.range], rejection.says.as_str()), ("foo bar", "invalid inner key character"));
    }
}
