//! Which lines of a text go and which come.

use similar::{DiffOp, DiffTag};

use crate::diagnostic::lines::operations;

/// One place where lines go, come, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hunk<'a> {
    /// The lines that go.
    pub(crate) old: Vec<&'a str>,
    /// The lines that come.
    pub(crate) new: Vec<&'a str>,
}

/// The places where two texts differ.
pub(crate) fn hunks<'a>(old: &'a str, new: &'a str) -> Vec<Hunk<'a>> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let bytes = |lines: &[&'a str]| lines.iter().map(|line| line.as_bytes()).collect::<Vec<_>>();
    let operations = operations(&bytes(&old), &bytes(&new)).into_iter();
    let hunk = |operation: DiffOp| Hunk { old: old[operation.old_range()].to_vec(), new: new[operation.new_range()].to_vec() };
    operations.filter(|operation| operation.tag() != DiffTag::Equal).map(hunk).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(old: &str, new: &str) -> Vec<String> {
        hunks(old, new).iter().map(|hunk| format!("-{} +{}", hunk.old.join("|"), hunk.new.join("|"))).collect()
    }

    #[test]
    fn only_what_differs_is_named() {
        assert_eq!(drawn("a\nb\nc\nd\n", "a\nB\nc\nd\ne\n"), ["-b +B", "- +e"]);
        assert_eq!(drawn("a\nb\n", "b\n"), ["-a +"]);
        assert_eq!(drawn("", "a\n"), ["- +a"]);
        assert_eq!(drawn("a\n", "a\n"), [""; 0]);
        assert_eq!(drawn("x\na\ny\n", "a\nx\n"), ["-x +", "-y +x"]);
    }
}
