//! Changes as a patch that `git apply` takes.

use similar::{DiffOp, DiffTag, group_diff_ops};

use super::changes::Change;
use super::lines::operations;

/// Lines around a change.
const CONTEXT: usize = 3;

/// The mode of a new file, and of one that goes; archives tell no other.
const MODE: &str = "100644";

/// The patch. Lines are bytes up to a line feed, as git sees them, so that any encoding passes through.
pub(crate) fn patch(changes: &[Change<'_>]) -> Vec<u8> {
    let mut patch = vec![];
    for change in changes {
        let (head, old, new) = match *change {
            Change::Create { path, new } => (head(path, path, &format!("new file mode {MODE}\n")), &[][..], new),
            Change::Modify { path, old, new } => (head(path, path, ""), old, new),
            Change::Rename { from, to, old, new } => (head(from, to, &rename(from, to)), old, new),
            Change::Delete { path, old } => (head(path, path, &format!("deleted file mode {MODE}\n")), old, &[][..]),
        };
        patch.extend_from_slice(head.as_bytes());
        if old != new {
            patch.extend_from_slice(sides(change).as_bytes());
            write_hunks(old, new, &mut patch);
        }
    }
    patch
}

fn head(from: &str, to: &str, more: &str) -> String {
    format!("diff --git {} {}\n{more}", quoted("a/", from), quoted("b/", to))
}

fn rename(from: &str, to: &str) -> String {
    format!("rename from {}\nrename to {}\n", quoted("", from), quoted("", to))
}

/// The two lines before the hunks.
fn sides(change: &Change<'_>) -> String {
    const NOTHING: &str = "/dev/null";
    let (old, new) = match *change {
        Change::Create { path, .. } => (NOTHING.to_owned(), side("b/", path)),
        Change::Modify { path, .. } => (side("a/", path), side("b/", path)),
        Change::Rename { from, to, .. } => (side("a/", from), side("b/", to)),
        Change::Delete { path, .. } => (side("a/", path), NOTHING.to_owned()),
    };
    format!("--- {old}\n+++ {new}\n")
}

/// A name with a space ends in a tab here, as there could be a date behind it.
fn side(prefix: &str, path: &str) -> String {
    let name = quoted(prefix, path);
    if name.contains(' ') && !name.starts_with('"') { format!("{name}\t") } else { name }
}

/// A name as git writes it: in quotes with octal escapes where it holds more than plain characters.
fn quoted(prefix: &str, path: &str) -> String {
    if !path.chars().any(|character| character.is_control() || "\"\\".contains(character)) {
        return format!("{prefix}{path}");
    }
    let escaped = path.bytes().map(|byte| match byte {
        b'"' | b'\\' => format!("\\{}", char::from(byte)),
        b' '..=b'~' => char::from(byte).to_string(),
        _ => format!("\\{byte:03o}"),
    });
    format!("\"{prefix}{}\"", escaped.collect::<String>())
}

fn write_hunks(old: &[u8], new: &[u8], patch: &mut Vec<u8>) {
    let lines = |bytes| <[u8]>::split_inclusive(bytes, |byte| *byte == b'\n').collect::<Vec<&[u8]>>();
    let (old, new) = (lines(old), lines(new));
    for hunk in group_diff_ops(operations(&old, &new), CONTEXT) {
        patch.extend_from_slice(hunk_head(&hunk).as_bytes());
        for op in hunk {
            let (removed, added) = (&old[op.old_range()], &new[op.new_range()]);
            if op.tag() == DiffTag::Equal {
                write_lines(b' ', removed, patch);
            } else {
                write_lines(b'-', removed, patch);
                write_lines(b'+', added, patch);
            }
        }
    }
}

fn hunk_head(hunk: &[DiffOp]) -> String {
    let span = |start: Option<usize>, length: usize| {
        // A side without lines is named by the line before it.
        let first = start.unwrap_or(0) + usize::from(length > 0);
        if length == 1 { first.to_string() } else { format!("{first},{length}") }
    };
    let old = span(hunk.first().map(|op| op.old_range().start), hunk.iter().map(|op| op.old_range().len()).sum());
    let new = span(hunk.first().map(|op| op.new_range().start), hunk.iter().map(|op| op.new_range().len()).sum());
    format!("@@ -{old} +{new} @@\n")
}

fn write_lines(sign: u8, lines: &[&[u8]], patch: &mut Vec<u8>) {
    for line in lines {
        patch.push(sign);
        patch.extend_from_slice(line);
        if !line.ends_with(b"\n") {
            patch.extend_from_slice(b"\n\\ No newline at end of file\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_git_reads_them() {
        assert_eq!(quoted("a/", "中文 x"), "a/中文 x");
        assert_eq!(quoted("a/", "a\"b\\c\n中"), "\"a/a\\\"b\\\\c\\012\\344\\270\\255\"");
        assert_eq!(side("b/", "my file"), "b/my file\t");
    }

    #[test]
    fn final_newlines_are_told() {
        let change = Change::Modify { path: "f", old: b"a\nb", new: b"a\nb\n" };
        let expected = "diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n";
        assert_eq!(String::from_utf8(patch(&[change])).unwrap(), expected);
    }

    #[test]
    fn new_files_start_from_nothing() {
        let change = Change::Create { path: "f", new: b"a\n" };
        let expected = "diff --git a/f b/f\nnew file mode 100644\n--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+a\n";
        assert_eq!(String::from_utf8(patch(&[change])).unwrap(), expected);
    }
}
