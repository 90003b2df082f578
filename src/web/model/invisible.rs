//! Characters that cannot be seen, but are read.

/// Whether it looks like nothing or like a space, and is neither to a parser.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}' | '\u{3000}' | '\u{feff}')
        || (character.is_control() && !matches!(character, '\t' | '\n' | '\r'))
}
