//! `runtime.txt`: the Python version, in one line.

use std::ops::Range;

use super::lines;

/// A `runtime.txt` as a list of lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuntimeTxt {
    /// The lines in their order; their ranges lie end to end and cover the text.
    pub lines: Vec<Line>,
}

/// One line, cut into parts that lie end to end and cover it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Blanks at the start.
    pub indent: Range<usize>,
    /// What stands there; empty for a blank line.
    pub value: Range<usize>,
    /// Blanks at the end.
    pub trailing: Range<usize>,
    /// The line end: `\n`, `\r\n`, or nothing.
    pub ending: Range<usize>,
}

impl RuntimeTxt {
    /// Reads a text.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let lines = lines::split(text).into_iter().map(|line| {
            let value = lines::trim(text, line.text.clone());
            Line { indent: line.text.start..value.start, trailing: value.end..line.text.end, value, ending: line.ending }
        });
        Self { lines: lines.collect() }
    }

    /// The lines that hold something.
    pub fn values(&self) -> impl Iterator<Item = &Range<usize>> {
        self.lines.iter().map(|line| &line.value).filter(|value| !value.is_empty())
    }

    /// From the first to the last thing in the file; none if there is nothing but blanks.
    #[must_use]
    pub fn extent(&self) -> Option<Range<usize>> {
        let mut values = self.values();
        let first = values.next()?.clone();
        let end = values.last().map_or(first.end, |last| last.end);
        Some(first.start..end)
    }

    /// The text that the tree was read from, put together from its tokens.
    #[must_use]
    pub fn print(&self, text: &str) -> String {
        let tokens = |line: &Line| [line.indent.clone(), line.value.clone(), line.trailing.clone(), line.ending.clone()];
        self.lines.iter().flat_map(tokens).map(|token| &text[token]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extent_leaves_out_blanks_around() {
        let text = "\n  python-3.6.6 \r\n# x\n\n";
        let file = RuntimeTxt::parse(text);
        assert_eq!(file.extent().map(|extent| &text[extent]), Some("python-3.6.6 \r\n# x"));
        assert_eq!(RuntimeTxt::parse(" \n").extent(), None);
    }
}
