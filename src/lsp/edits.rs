//! From changes of files to edits of an editor.

use std::collections::HashMap;

use gen_lsp_types::{
    CreateFile, CreateFileOptions, DeleteFile, DocumentChange, Edit, OptionalVersionedTextDocumentIdentifier, Range, RenameFile,
    TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};
use similar::DiffTag;

use super::positions::{Counting, Lines, Shown};
use super::snapshot::Snapshot;
use crate::diagnostic::changes::{Change, Moves};
use crate::diagnostic::lines::operations;
use crate::diagnostic::{Fix, Refused, apply};
use crate::language::{Language, say};
use crate::project::Project;

/// Why an editor cannot make a change.
#[derive(Debug)]
pub(super) enum Unfit {
    /// The fix itself cannot be applied.
    Refused(Refused),
    /// What changes is how the file is written, which an editor does in its own way.
    Writing {
        /// The file.
        file: String,
    },
    /// The editor lacks the ability.
    Client,
}

impl Unfit {
    pub(super) fn text(&self, language: Language) -> String {
        match self {
            Self::Refused(refused) => refused.text(language),
            Self::Writing { file } => say!(
                language,
                "this changes how `{file}` is written, which the editor decides when it saves; run `pushready fix`, or save the file as UTF-8 without a byte order mark and with LF",
                "这会改变 `{file}` 的写入方式，而编辑器保存时自行决定；请运行 `pushready fix`，或将文件保存为不带 BOM 的 UTF-8 并使用 LF 换行"
            ),
            Self::Client => {
                say!(
                    language,
                    "the editor cannot create, rename or delete files for a fix",
                    "编辑器不能为修复创建、重命名或删除文件"
                )
            }
        }
    }
}

/// What fixes come to that go together.
pub(super) fn of_fix(fix: &Fix, project: &Project, snapshot: &Snapshot) -> Result<WorkspaceEdit, Unfit> {
    let applied = apply(project, &[fix]);
    if let Some((_, refused)) = applied.refused.into_iter().next() {
        return Err(Unfit::Refused(refused));
    }
    let mut moves = Moves::default();
    moves.follow([fix].into_iter());
    of_changes(&moves.changes(project, &applied.project), project, snapshot)
}

/// What changes of a project come to.
pub(super) fn of_changes(changes: &[Change<'_>], project: &Project, snapshot: &Snapshot) -> Result<WorkspaceEdit, Unfit> {
    let mut steps = vec![];
    for change in changes {
        if let Some(linked) = paths(change).into_iter().find(|path| project.is_linked(path)) {
            return Err(Unfit::Refused(Refused::Linked(linked.to_owned())));
        }
        add(change, snapshot, &mut steps)?;
    }
    let is_edit = |step: &DocumentChange| matches!(step, DocumentChange::TextDocumentEdit(_));
    match snapshot.client.takes_versions {
        true => Ok(WorkspaceEdit { document_changes: Some(steps), ..WorkspaceEdit::default() }),
        false if steps.iter().all(is_edit) => Ok(unversioned(steps)),
        false => Err(Unfit::Client),
    }
}

fn paths<'a>(change: &Change<'a>) -> Vec<&'a str> {
    match *change {
        Change::Create { path, .. } | Change::Modify { path, .. } | Change::Delete { path, .. } => vec![path],
        Change::Rename { from, to, .. } => vec![from, to],
    }
}

fn add(change: &Change<'_>, snapshot: &Snapshot, steps: &mut Vec<DocumentChange>) -> Result<(), Unfit> {
    let (client, uri) = (snapshot.client, |path: &str| Uri(snapshot.file(path).0));
    match *change {
        Change::Create { path, new } if client.makes_files => {
            let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(false) };
            steps.push(CreateFile { uri: uri(path), options: Some(options), annotation_id: None }.into());
            let text = std::str::from_utf8(new).map_err(|_| Unfit::Writing { file: path.to_owned() })?;
            if !text.is_empty() {
                let edit = TextEdit { range: Range::default(), new_text: text.to_owned() };
                steps.push(document_edit(uri(path), None, vec![edit]));
            }
        }
        Change::Modify { path, old, new } => steps.push(modification(path, old, new, snapshot)?),
        Change::Rename { from, to, old, new } if client.names_files => {
            if old != new {
                steps.push(modification(from, old, new, snapshot)?);
            }
            steps.push(RenameFile { old_uri: uri(from), new_uri: uri(to), options: None, annotation_id: None }.into());
        }
        Change::Delete { path, .. } if client.deletes_files => {
            steps.push(DeleteFile { uri: uri(path), options: None, annotation_id: None }.into());
        }
        Change::Create { .. } | Change::Rename { .. } | Change::Delete { .. } => return Err(Unfit::Client),
    }
    Ok(())
}

fn modification(path: &str, old: &[u8], new: &[u8], snapshot: &Snapshot) -> Result<DocumentChange, Unfit> {
    let (before, after) = (Shown::of(old), Shown::of(new));
    let (uri, version) = snapshot.file(path);
    let edits = text_edits(before.as_str(), after.as_str(), snapshot.client.counting);
    let is_writing = before.encoding() != after.encoding() || differ_in_line_ends(before.as_str(), after.as_str());
    if is_writing { Err(Unfit::Writing { file: path.to_owned() }) } else { Ok(document_edit(Uri(uri), version, edits)) }
}

/// Whether two texts differ, and only in the ends of their lines.
fn differ_in_line_ends(one: &str, other: &str) -> bool {
    one != other && one.replace('\r', "") == other.replace('\r', "")
}

fn document_edit(uri: Uri, version: Option<i32>, edits: Vec<TextEdit>) -> DocumentChange {
    let text_document =
        OptionalVersionedTextDocumentIdentifier { version, text_document_identifier: TextDocumentIdentifier { uri } };
    TextDocumentEdit { text_document, edits: edits.into_iter().map(Edit::from).collect() }.into()
}

/// The edits for clients that know no others.
fn unversioned(steps: Vec<DocumentChange>) -> WorkspaceEdit {
    let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for step in steps {
        if let DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits }) = step {
            let edits = edits.into_iter().filter_map(|edit| if let Edit::TextEdit(edit) = edit { Some(edit) } else { None });
            changes.entry(text_document.text_document_identifier.uri).or_default().extend(edits);
        }
    }
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}

/// The smallest edits by lines, each without what stays at its beginning and end, so that the cursor stays where it is.
fn text_edits(old: &str, new: &str, counting: Counting) -> Vec<TextEdit> {
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<&str>>();
    let (before, after, places) = (lines(old), lines(new), Lines::of(old, counting));
    let bytes = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>();
    let [old_lines, new_lines] = [&before, &after].map(|lines| lines.iter().map(|line| line.as_bytes()).collect::<Vec<_>>());
    let changed = operations(&old_lines, &new_lines).into_iter().filter(|op| op.tag() != DiffTag::Equal);
    let edit = |op: similar::DiffOp| {
        let start = bytes(&before[..op.old_range().start]);
        let (gone, come) = (before[op.old_range()].concat(), after[op.new_range()].concat());
        let (first, last) = common(&gone, &come);
        let range = places.range(start + first..start + gone.len() - last);
        TextEdit { range, new_text: come[first..come.len() - last].to_owned() }
    };
    changed.map(edit).collect()
}

/// How many bytes two texts have in common at their beginning, and at their end behind that.
fn common(one: &str, other: &str) -> (usize, usize) {
    let length = |pairs: &mut dyn Iterator<Item = (char, char)>| {
        pairs.take_while(|(one, other)| one == other).map(|(character, _)| character.len_utf8()).sum::<usize>()
    };
    let mut first = length(&mut one.chars().zip(other.chars()));
    // The two characters of a line's end are no place to stop between.
    first -= usize::from(one[..first].ends_with('\r'));
    let last = length(&mut one[first..].chars().rev().zip(other[first..].chars().rev()));
    let is_split = |text: &str| text[..text.len() - last].ends_with('\r') && text[text.len() - last..].starts_with('\n');
    (first, last - usize::from(is_split(one) || is_split(other)))
}

#[cfg(test)]
mod tests {
    use gen_lsp_types::Position;
    use proptest::prelude::*;

    use super::*;

    /// The text after the edits, all of them made at once.
    fn edited(old: &str, edits: &[TextEdit], counting: Counting) -> String {
        let lines = Lines::of(old, counting);
        let mut text = old.to_owned();
        for edit in edits.iter().rev() {
            text.replace_range(lines.offsets(edit.range), &edit.new_text);
        }
        text
    }

    #[test]
    fn an_edit_is_no_larger_than_what_changes() {
        let edits = text_edits("web:x\nworker: y\n", "web: x\nworker: y\n", Counting::Utf16);
        let range = Range::new(Position::new(0, 4), Position::new(0, 4));
        assert_eq!(edits, [TextEdit { range, new_text: " ".to_owned() }]);
        assert_eq!(text_edits("", "a\n", Counting::Utf16)[0].range, Range::default());
    }

    proptest! {
        #[test]
        fn edits_lead_from_one_text_to_the_other(old in "(a|b|中|😀|\r\n|\n){0,12}", new in "(a|b|中|😀|\r\n|\n){0,12}") {
            for counting in [Counting::Utf8, Counting::Utf16, Counting::Utf32] {
                prop_assert_eq!(edited(&old, &text_edits(&old, &new, counting), counting), new.clone());
            }
        }
    }
}
