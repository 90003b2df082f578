//! Tables in text files: a package a line, cut at blanks; lines that begin with `#` are comments.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A table, found by the first word of its lines. A file of requirements asks it once a line, so that looking through the
/// text each time would take a second for ten thousand lines.
pub(super) struct Table {
    text: &'static str,
    lines: OnceLock<BTreeMap<&'static str, Vec<&'static str>>>,
}

impl Table {
    /// The table of a text.
    pub(super) const fn new(text: &'static str) -> Self {
        Self { text, lines: OnceLock::new() }
    }

    /// The rows whose first word this is, in their order.
    pub(super) fn rows(&self, first: &str) -> impl Iterator<Item = Vec<&'static str>> {
        let lines = self.lines.get_or_init(|| read(self.text)).get(first);
        lines.into_iter().flatten().map(|line| line.split_ascii_whitespace().collect())
    }
}

fn read(text: &'static str) -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut lines: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some(first) = line.split_ascii_whitespace().next() {
            lines.entry(first).or_default().push(line);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_their_first_word() {
        static TABLE: Table = Table::new("# a comment\nb 1\n\na  2 x\nb 3\n");
        assert_eq!(TABLE.rows("b").collect::<Vec<_>>(), [["b", "1"], ["b", "3"]]);
        assert_eq!(TABLE.rows("a").collect::<Vec<_>>(), [["a", "2", "x"]]);
        assert_eq!(TABLE.rows("#").count(), 0);
    }
}
