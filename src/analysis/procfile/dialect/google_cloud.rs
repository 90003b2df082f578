//! Google Cloud's buildpacks: one pattern over the whole text, from the start of a line on. A command may stand in the line
//! below; of a name that stands twice, the first counts; a text without a process is refused.
//!
//! Source: GoogleCloudPlatform/buildpacks, `pkg/entrypoint/procfile.go`: `(?m)^(\w+):\s*(.+)$`.

use super::note::{Note, NoteKind};
use crate::analysis::procfile::process::{Gathered, Process, Rejection};
use crate::text::line_counter::LineCounter;

const NONE: &str = "did not find any processes in Procfile";
/// What Go's `\s` stands for.
const BLANKS: [char; 5] = [' ', '\t', '\n', '\x0c', '\r'];

/// The processes and the warnings.
pub(super) fn parse(text: &str) -> Result<(Vec<Process>, Vec<Note>), Rejection> {
    let (mut processes, mut notes) = (Gathered::default(), vec![]);
    let mut lines = LineCounter::new(text);
    let mut start = 0;
    while start < text.len() {
        let line_end = end_of_line(text, start);
        let Some(process) = entry(text, start, &mut lines) else {
            start = line_end + 1;
            continue;
        };
        start = end_of_line(text, process.range.start) + 1;
        if processes.has(&process.name) {
            let says = format!("Skipping duplicate {} process: {}", process.name, process.command);
            notes.push(Note { says, range: process.range, kind: NoteKind::Duplicate });
        } else {
            processes.put(process);
        }
    }
    let processes = processes.finish();
    if processes.is_empty() {
        return Err(Rejection { says: NONE.to_owned(), range: 0..text.trim_end().len() });
    }
    Ok((processes, notes))
}

fn end_of_line(text: &str, start: usize) -> usize {
    text[start..].find('\n').map_or(text.len(), |length| start + length)
}

/// The entry that begins at the start of a line.
fn entry(text: &str, start: usize, lines: &mut LineCounter<'_>) -> Option<Process> {
    let rest = &text[start..];
    let name = &rest[..rest.find(|char: char| !(char.is_ascii_alphanumeric() || char == '_'))?];
    let behind = rest[name.len()..].strip_prefix(':').filter(|_| !name.is_empty())?;
    let from = start + name.len() + 1;
    // Without anything else to come, the last blank that is no line end is the command, and trimmed away.
    let at = match behind.find(|char| !BLANKS.contains(&char)) {
        Some(blanks) => from + blanks,
        None => from + behind.rfind(|char| char != '\n')?,
    };
    let written = &text[at..end_of_line(text, at)];
    let command = written.trim();
    let begin = at + (written.len() - written.trim_start().len());
    let line = lines.line(start);
    Some(Process { name: name.to_owned(), command: command.to_owned(), line, range: begin..begin + command.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String)> {
        let processes = parse(text).map_or_else(|_| vec![], |(processes, _)| processes);
        processes.into_iter().map(|process| (process.name, process.command)).collect()
    }

    fn one(name: &str, command: &str) -> Vec<(String, String)> {
        vec![(name.into(), command.into())]
    }

    #[test]
    fn what_matches_is_a_process_and_the_rest_is_nothing() {
        assert_eq!(read("web: cmd"), one("web", "cmd"));
        assert_eq!(read("web:cmd # x"), one("web", "cmd # x"));
        assert_eq!(read("web:\tcmd \r\n"), one("web", "cmd"));
        assert_eq!(read("web: a\nweb: b"), one("web", "a"));
        assert_eq!(read("# c\nfoo bar\n  x: y\nmy-worker: z\n\u{feff}a: b\nweb : c\nweb: d"), one("web", "d"));
        assert_eq!(read("web:\nworker: x"), one("web", "worker: x"));
        assert_eq!(read("web:\n\n\nworker: x\nb: c"), [("web".into(), "worker: x".into()), ("b".into(), "c".into())]);
        assert_eq!(read("web: "), one("web", ""));
        for text in ["", "web", "web:", "web:\n", "web cmd", "# web: a", "web：cmd"] {
            assert_eq!(parse(text).err().map(|rejection| rejection.says).as_deref(), Some(NONE), "{text:?}");
        }
    }

    #[test]
    fn of_two_processes_of_one_name_the_second_is_skipped_with_a_warning() {
        let text = "web: a\nworker: b\nweb: c\n";
        let (processes, notes) = parse(text).expect("processes");
        let found: Vec<(&str, usize)> = processes.iter().map(|found| (&text[found.range.clone()], found.line)).collect();
        assert_eq!(found, [("a", 1), ("b", 2)]);
        assert_eq!((notes[0].says.as_str(), &text[notes[0].range.clone()]), ("Skipping duplicate web process: c", "c"));
    }
}
