//! What a fix would change, in a few lines.

use crate::diagnostic::{Fix, Safety, apply};
use crate::order;
use crate::project::Project;
use crate::text::{Encoding, Text};

use super::field_text::with_plain_ends;
use super::invisible::is_invisible;
use super::line_diff::{Hunk, hunks};
use super::undo::touched;

/// The most lines that are shown of one file.
const MOST_LINES: usize = 12;

/// What happens to one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileChange {
    /// The file's name before.
    pub(crate) path: String,
    /// What happens.
    pub(crate) kind: Kind,
    /// Lines that go and lines that come.
    pub(crate) lines: Vec<DiffLine>,
    /// How many lines more there would be to show.
    pub(crate) more: usize,
}

/// What happens to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Its text changes.
    Edited,
    /// Its text stays; it is written in another encoding.
    Encoded(&'static str, &'static str),
    /// Only its line ends change.
    LineEnds,
    /// It is written.
    Created,
    /// It gets this name.
    Renamed(String),
    /// It goes.
    Deleted,
}

/// A line that goes or comes, with what is different in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DiffLine {
    /// Whether it comes.
    pub(crate) is_new: bool,
    /// The text up to the difference, the difference, and the rest.
    pub(crate) parts: [String; 3],
}

/// What a fix would change; empty when it cannot be applied.
pub(crate) fn preview(project: &Project, fix: &Fix) -> Vec<FileChange> {
    let project = &touched_files(project, fix);
    let applied = apply(project, &[fix]);
    if fix.safety == Safety::Display || applied.applied.is_empty() {
        return vec![];
    }
    let renames = fix.renames.iter().map(|rename| FileChange {
        path: rename.from.clone(),
        kind: Kind::Renamed(rename.to.clone()),
        lines: vec![],
        more: 0,
    });
    let creates = fix.creates.iter().map(|create| text_change(&create.file, Kind::Created, "", &create.text));
    let deletes = fix.deletes.iter().filter(|file| !applied.project.has(file));
    let deletes = deletes.map(|file| FileChange { path: file.clone(), kind: Kind::Deleted, lines: vec![], more: 0 });
    edited_files(fix)
        .into_iter()
        .filter_map(|file| edit_change(project, &applied.project, fix, file))
        .chain(renames)
        .chain(creates)
        .chain(deletes)
        .collect()
}

/// A project of the files that a fix touches alone, since applying it copies all files.
fn touched_files(project: &Project, fix: &Fix) -> Project {
    let mut files = Project::new();
    for path in touched(fix) {
        if let Some(content) = project.content(&path) {
            files.insert(path, content.clone());
        }
    }
    files
}

fn edited_files(fix: &Fix) -> Vec<&str> {
    let mut files: Vec<&str> = fix.edits.iter().map(|edit| edit.file.as_str()).collect();
    order::sort_by(&mut files, Ord::cmp);
    files.dedup();
    files
}

fn edit_change(before: &Project, after: &Project, fix: &Fix, file: &str) -> Option<FileChange> {
    let renamed = fix.renames.iter().find(|rename| rename.from == file).map_or(file, |rename| &rename.to);
    let (old, new) = (before.text(file)?, after.text(renamed)?);
    let (plain_old, plain_new) = (plain(&old), plain(&new));
    let kind = if !plain_old.lines().eq(plain_new.lines()) {
        Kind::Edited
    } else if old.encoding == new.encoding {
        Kind::LineEnds
    } else {
        Kind::Encoded(old.encoding.name(), new.encoding.name())
    };
    Some(text_change(file, kind, &plain_old, &plain_new))
}

/// The text with plain line ends; a byte order mark that is named by the encoding is no text.
fn plain(text: &Text<'_>) -> String {
    let plain = with_plain_ends(text.as_str());
    match text.encoding {
        Encoding::Utf8 | Encoding::Undecodable { .. } => plain,
        _ => plain.trim_start_matches('\u{feff}').to_owned(),
    }
}

fn text_change(path: &str, kind: Kind, old: &str, new: &str) -> FileChange {
    let mut lines: Vec<DiffLine> = hunks(old, new).iter().flat_map(paired).collect();
    let more = lines.len().saturating_sub(MOST_LINES);
    lines.truncate(MOST_LINES);
    FileChange { path: path.to_owned(), kind, lines, more }
}

/// The lines of one place; where one goes for each that comes, what differs in them is set apart.
fn paired(hunk: &Hunk<'_>) -> Vec<DiffLine> {
    let seen = |lines: &[&str]| lines.iter().map(|line| visible(line)).collect::<Vec<_>>();
    let (old, new) = (seen(&hunk.old), seen(&hunk.new));
    let cut = |index: usize| match (old.get(index), new.get(index)) {
        (Some(before), Some(after)) if old.len() == new.len() => Some(common(before, after)),
        _ => None,
    };
    let line = |is_new: bool, text: &str, cut: Option<(usize, usize)>| {
        let (from, to) = cut.map_or((text.len(), text.len()), |(head, tail)| (head, text.len() - tail));
        DiffLine { is_new, parts: [text[..from].to_owned(), text[from..to].to_owned(), text[to..].to_owned()] }
    };
    let before = old.iter().enumerate().map(|(index, text)| line(false, text, cut(index)));
    let after = new.iter().enumerate().map(|(index, text)| line(true, text, cut(index)));
    before.chain(after).collect()
}

/// How many bytes two texts share at the start and at the end.
fn common(old: &str, new: &str) -> (usize, usize) {
    let same = |(a, b): &(char, char)| a == b;
    let head: usize = old.chars().zip(new.chars()).take_while(same).map(|(letter, _)| letter.len_utf8()).sum();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old.chars().rev().zip(new.chars().rev()).take_while(same).map(|(letter, _)| letter.len_utf8()).sum();
    (head, tail)
}

/// The text with characters that cannot be seen written out.
fn visible(text: &str) -> String {
    if !text.contains(is_invisible) {
        return text.to_owned();
    }
    let written =
        |letter: char| if is_invisible(letter) { format!("⟨U+{:04X}⟩", u32::from(letter)) } else { letter.to_string() };
    text.chars().map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Create, Edit, Rename};
    use crate::project::RootPolicy;

    fn fix(edits: &[(usize, usize, &str)]) -> Fix {
        let edit =
            |&(start, end, text): &(usize, usize, &str)| Edit { file: "Procfile".to_owned(), start, end, text: text.to_owned() };
        Fix {
            title: String::new(),
            safety: Safety::Safe,
            edits: edits.iter().map(edit).collect(),
            renames: vec![],
            creates: vec![],
            deletes: vec![],
        }
    }

    fn drawn(text: &[u8], fix: &Fix) -> (Vec<Kind>, Vec<String>) {
        let project = Project::from_files([("Procfile".to_owned(), text.to_vec())], RootPolicy::AsGiven);
        let changes = preview(&project, fix);
        let line = |line: &DiffLine| {
            format!("{}{}[{}]{}", if line.is_new { '+' } else { '-' }, line.parts[0], line.parts[1], line.parts[2])
        };
        (
            changes.iter().map(|change| change.kind.clone()).collect(),
            changes.iter().flat_map(|change| change.lines.iter().map(line)).collect(),
        )
    }

    #[test]
    fn what_differs_is_set_apart() {
        let (kinds, lines) = drawn(b"# a\r\nweb:x\r\n", &fix(&[(9, 9, " ")]));
        assert_eq!((kinds, lines), (vec![Kind::Edited], vec!["-web:[]x".to_owned(), "+web:[ ]x".to_owned()]));
        let (_, lines) = drawn("web: x\u{a0}\n".as_bytes(), &fix(&[(6, 8, "")]));
        assert_eq!(lines, ["-web: x[⟨U+00A0⟩]", "+web: x[]"]);
    }

    #[test]
    fn encodings_and_line_ends_are_told_from_text() {
        let utf16: Vec<u8> = "\u{feff}web: x\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (kinds, lines) = drawn(&utf16, &fix(&[(0, utf16.len(), "web: x\n")]));
        assert_eq!((kinds, lines), (vec![Kind::Encoded("UTF-16 LE", "UTF-8")], vec![]));
        assert_eq!(drawn(b"a\r\n", &fix(&[(1, 2, "")])).0, [Kind::LineEnds]);
    }

    #[test]
    fn files_that_come_and_go_are_shown() {
        let renames = vec![Rename { from: "Procfile".to_owned(), to: "procfile".to_owned() }];
        let creates = vec![Create { file: "x".to_owned(), text: "a\nb\n".to_owned() }];
        let (kinds, lines) = drawn(b"web: x\n", &Fix { renames, creates, ..fix(&[]) });
        assert_eq!(kinds, [Kind::Renamed("procfile".to_owned()), Kind::Created]);
        assert_eq!(lines, ["+a[]", "+b[]"]);
        assert_eq!(drawn(b"x", &fix(&[(5, 9, "")])).0, []);
    }
}
