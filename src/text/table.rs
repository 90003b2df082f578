//! Tables in text files: a row a line, in ASCII and sorted by the first word; lines at the top that begin with `#` are
//! comments.

/// A table, whose rows are found by halving: a check asks for a few rows, and reading thousands of them into a map takes
/// longer than the check.
pub(crate) struct Table {
    text: Text,
}

enum Text {
    /// Where the rows begin is known as well.
    Here { text: &'static str, rows: usize },
    /// Where it is when it has come.
    #[cfg(not(any(feature = "python", test)))]
    Late(fn() -> &'static str),
}

impl Table {
    /// The table of a text. A static one that is not sorted does not compile.
    pub(crate) const fn new(text: &'static str) -> Self {
        assert!(is_sorted(text.as_bytes()), "a table is in ASCII and sorted by the first word of its lines");
        Self { text: Text::Here { text, rows: comments(text.as_bytes()) } }
    }

    /// A table that comes later, and is empty until then.
    #[cfg(not(any(feature = "python", test)))]
    pub(crate) const fn late(text: fn() -> &'static str) -> Self {
        Self { text: Text::Late(text) }
    }

    /// All of it.
    pub(crate) fn text(&self) -> &'static str {
        match self.text {
            Text::Here { text, .. } => text,
            #[cfg(not(any(feature = "python", test)))]
            Text::Late(text) => text(),
        }
    }

    /// The text behind the comments.
    fn body(&self) -> &'static str {
        match self.text {
            Text::Here { text, rows } => &text[rows..],
            #[cfg(not(any(feature = "python", test)))]
            Text::Late(text) => &text()[comments(text().as_bytes())..],
        }
    }

    /// The words of the rows whose first word this is, in their order.
    pub(crate) fn rows(&self, first: &str) -> impl Iterator<Item = Vec<&'static str>> {
        self.lines(first).map(|line| line.split_ascii_whitespace().collect())
    }

    /// What stands behind the first word, which may end with a colon, in the first of its rows.
    pub(crate) fn behind(&self, first: &str) -> Option<&'static str> {
        let line = self.lines(first).next()?;
        Some(line[word(line).len()..].trim_start_matches(':').trim_start())
    }

    /// Whether there is a row of this first word.
    pub(crate) fn has(&self, first: &str) -> bool {
        self.lines(first).next().is_some()
    }

    /// Whether there is a row of this first word, or of one that goes on behind it with a dot.
    pub(crate) fn has_within(&self, first: &str) -> bool {
        let inside = format!("{first}.");
        self.has(first) || self.from(&inside).starts_with(&inside)
    }

    /// The rows whose first word this is, in their order.
    pub(crate) fn lines(&self, first: &str) -> impl Iterator<Item = &'static str> {
        self.from(first).lines().take_while(move |line| word(line) == first)
    }

    /// The rows whose first word does not sort before this one.
    fn from(&self, first: &str) -> &'static str {
        let rows = self.body();
        let (mut low, mut high) = (0, rows.len());
        while low < high {
            let middle = low.midpoint(high);
            let start = rows[low..middle].rfind('\n').map_or(low, |end| low + end + 1);
            if is_before(&rows[start..], first) {
                low = rows[middle..].find('\n').map_or(rows.len(), |end| middle + end + 1);
            } else {
                high = start;
            }
        }
        rows.get(low..).unwrap_or_default()
    }
}

fn word(line: &str) -> &str {
    let end = line.bytes().position(|byte| matches!(byte, b' ' | b'\t' | b':' | b'\n'));
    &line[..end.unwrap_or(line.len())]
}

/// Whether the first word of a row sorts before this one.
fn is_before(row: &str, word: &str) -> bool {
    let (row, length, word) = (row.as_bytes(), word.len(), word.as_bytes());
    let differ = (0..=length).map(|at| (letter(row, at), letter(word, at))).find(|(of_row, of_word)| of_row != of_word);
    differ.is_some_and(|(of_row, of_word)| of_row < of_word)
}

/// How long the lines at the top are that begin with `#`.
const fn comments(text: &[u8]) -> usize {
    let mut at = 0;
    while at < text.len() && text[at] == b'#' {
        while at < text.len() && text[at] != b'\n' {
            at += 1;
        }
        if at < text.len() {
            at += 1;
        }
    }
    at
}

/// As comments begin with a sign that sorts before letters and digits, they need no care.
const fn is_sorted(text: &[u8]) -> bool {
    let (mut before, mut line) = (0, 0);
    while line < text.len() {
        if is_behind(text, before, line) {
            return false;
        }
        before = line;
        while line < text.len() && text[line] != b'\n' {
            if !text[line].is_ascii() {
                return false;
            }
            line += 1;
        }
        line += 1;
    }
    true
}

/// Whether the word at one place sorts behind the word at another.
const fn is_behind(text: &[u8], one: usize, other: usize) -> bool {
    let mut at = 0;
    while letter(text, one + at) == letter(text, other + at) {
        if letter(text, one + at) == 0 {
            return false;
        }
        at += 1;
    }
    letter(text, one + at) > letter(text, other + at)
}

/// The letter of a word at a place, 0 behind its end.
const fn letter(text: &[u8], at: usize) -> u8 {
    if at >= text.len() || matches!(text[at], b' ' | b'\t' | b':' | b'\n') { 0 } else { text[at] }
}

#[cfg(test)]
mod tests {
    use super::*;

    static TABLE: Table = Table::new("# a comment\n# another\na  2 x\nab: y z\nab-c:\nb 1\nb 3\n");

    #[test]
    fn rows_are_found_by_their_first_word() {
        assert_eq!(TABLE.rows("a").collect::<Vec<_>>(), [["a", "2", "x"]]);
        assert_eq!(TABLE.rows("b").collect::<Vec<_>>(), [["b", "1"], ["b", "3"]]);
        assert_eq!(TABLE.rows("ab").count(), 1);
        let names = Table::new("a-b\na.b.c\na.d\ne\n");
        assert!(["a-b", "a", "a.b", "a.d", "e"].iter().all(|name| names.has_within(name)));
        assert!(!["b", "a.c", "e.f", ""].iter().any(|name| names.has_within(name)));
        for unknown in ["#", "", "0", "aa", "ab-d", "c"] {
            assert!(!TABLE.has(unknown), "{unknown}");
        }
    }

    #[test]
    fn what_stands_behind_the_first_word_is_read_without_its_colon() {
        assert_eq!(
            [TABLE.behind("ab"), TABLE.behind("ab-c"), TABLE.behind("b"), TABLE.behind("x")],
            [Some("y z"), Some(""), Some("1"), None]
        );
    }

    #[test]
    fn only_what_is_sorted_is_a_table() {
        for sorted in ["", "a", "a\nb\n", "# z\n# a\na: x\na-b y\nb\nb 0\n"] {
            assert!(is_sorted(sorted.as_bytes()), "{sorted}");
        }
        for unsorted in ["b\na", "a-b: x\na: y\n", "a\n# b\n", "a\nb\n\n", "ä\n"] {
            assert!(!is_sorted(unsorted.as_bytes()), "{unsorted}");
        }
    }

    #[test]
    fn a_table_of_one_row_or_none_is_searched_too() {
        assert!(Table::new("one 1").has("one"));
        assert!(!Table::new("# nothing\n").has("one") && !Table::new("").has("one"));
    }
}
