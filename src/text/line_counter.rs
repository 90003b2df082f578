//! The numbers of lines, counted on the way through a text.

/// Counts the lines of a text for a reader that goes along it and never back.
#[derive(Debug)]
pub(crate) struct LineCounter<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl<'t> LineCounter<'t> {
    /// At the start of a text.
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, at: 0, line: 1 }
    }

    /// The line, from 1, of a place that is not before the last one.
    pub(crate) fn line(&mut self, at: usize) -> usize {
        self.line += self.text[self.at..at].matches('\n').count();
        self.at = at;
        self.line
    }
}
