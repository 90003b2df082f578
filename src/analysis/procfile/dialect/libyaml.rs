//! What the readers of YAML have in common: libyaml, by its port to Rust.

use std::borrow::Cow;

use libyaml_safer::Mark;

use crate::text::pattern::{Captures, pattern};

pub(super) const BOM: char = '\u{feff}';

/// What may stand between two tokens, as a pattern.
const GAP: &str = "(?:[ \t\r\n\u{85}\u{2028}\u{2029}\u{feff}]|#[^\r\n]*[\r\n])";

pattern! {
    /// A value that is nothing but a tag, in a list or a mapping in brackets.
    static BARE_TAG = &format!("([]}}\"'\\[{{,:?-]{GAP}*(?:[&*][^ ,]*{GAP}+)*)(![^ \t\r\n\u{85}\u{2028}\u{2029},]*),")
}

/// Deeper texts are not read: the scanner goes through all open brackets at each token, and Ruby ends at far fewer.
const DEEPEST: usize = 300;

/// Whether so many brackets are open at once that nobody has written them.
pub(super) fn is_too_deep(text: &str) -> bool {
    let mut depth = 0_usize;
    text.bytes().any(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}

/// The same document without what makes the port panic: the end of the file in a block of text or behind a backslash, and
/// a tag before a comma. A line end keeps it from the first, and what Ruby makes of such a tag, a null, from the second.
pub(super) fn without_panics(text: &str) -> Cow<'_, str> {
    let has_bracket = text.contains(['[', '{']);
    let null = |found: &Captures<'_>| format!("{}{:<2$},", &found[1], "~", found[2].len());
    let text = if has_bracket { BARE_TAG.replace_all(text, null) } else { Cow::Borrowed(text) };
    if text.ends_with(['\n', '\r']) { text } else { Cow::Owned(format!("{text}\n")) }
}

/// Where a mark is in the text: the parser's index counts bytes behind the byte order mark.
pub(super) fn offset(text: &str, mark: Mark) -> usize {
    let start = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    let index = usize::try_from(mark.index).unwrap_or(usize::MAX);
    start.saturating_add(index).min(text.len())
}
