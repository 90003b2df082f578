//! How deep a text nests, counted before a parser that calls itself follows it.

/// As much as the smallest stack that a check runs on can take, and more than anybody writes: Python itself ends at 200
/// brackets and 100 indents.
const LIMIT: usize = 300;

/// How deep the tree of what was seen so far can become, at most.
///
/// What is chained nests as brackets do: `a.b.c` is as deep as it is long. Where a new item begins, the chain before it counts
/// no more.
#[derive(Debug)]
pub(crate) struct Depth<B> {
    levels: Vec<Level<B>>,
    sum: usize,
}

#[derive(Debug)]
struct Level<B> {
    opened_by: Option<B>,
    chain: usize,
    /// Alternatives of one statement, each of which nests in the one before.
    alternatives: usize,
}

impl<B: PartialEq> Depth<B> {
    /// At the start of a text.
    pub(crate) fn new() -> Self {
        Self { levels: vec![Level { opened_by: None, chain: 0, alternatives: 0 }], sum: 0 }
    }

    /// Whether what was seen is too deep to be parsed.
    pub(crate) fn is_too_deep(&self) -> bool {
        self.sum > LIMIT
    }

    /// Something takes what stands before it, or comes after it, as its part.
    pub(crate) fn link(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            level.chain += 1;
            self.sum += 1;
        }
    }

    /// One more alternative.
    #[cfg(any(feature = "parser", test))]
    pub(crate) fn alternative(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            level.alternatives += 1;
            self.sum += 1;
        }
    }

    /// A statement begins that has alternatives of its own.
    #[cfg(any(feature = "parser", test))]
    pub(crate) fn first_alternative(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            self.sum -= std::mem::take(&mut level.alternatives);
        }
    }

    /// The next item begins.
    pub(crate) fn next(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            self.sum -= std::mem::take(&mut level.chain);
        }
    }

    /// A bracket opens.
    pub(crate) fn open(&mut self, bracket: B) {
        self.link();
        self.levels.push(Level { opened_by: Some(bracket), chain: 0, alternatives: 0 });
    }

    /// A bracket closes. One that does not fit closes nothing: what parsers make of it differs.
    pub(crate) fn close(&mut self, bracket: &B) {
        if let Some(level) = self.levels.pop_if(|level| level.opened_by.as_ref() == Some(bracket)) {
            self.sum -= level.chain + level.alternatives;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_too_deep(text: &str) -> bool {
        let mut depth = Depth::new();
        text.chars().any(|char| {
            match char {
                '[' => depth.open('['),
                ']' => depth.close(&'['),
                '(' => depth.open('('),
                ')' => depth.close(&'('),
                ',' => depth.next(),
                '|' => depth.alternative(),
                '?' => depth.first_alternative(),
                _ => depth.link(),
            }
            depth.is_too_deep()
        })
    }

    #[test]
    fn what_stands_beside_each_other_is_not_deep() {
        for flat in ["[],", ".,", "[.].,", "?|", "[|],"] {
            assert!(!is_too_deep(&flat.repeat(LIMIT * 10)), "{flat}");
        }
    }

    #[test]
    fn what_stands_in_each_other_is() {
        for deep in ["[", ".", "[]", "[.,", "|", "[)", "[(],", "|[.],"] {
            assert!(is_too_deep(&deep.repeat(LIMIT + 1)), "{deep}");
        }
    }

    #[test]
    fn the_limit_is_still_read() {
        assert!(!is_too_deep(&".".repeat(LIMIT)) && is_too_deep(&".".repeat(LIMIT + 1)));
    }
}
