//! Characters that cannot be seen, or that a terminal would obey, made visible.
//!
//! There are two ways, and no third: in a sentence such a character is written as its number, `<U+00A0>`; where the text stands in
//! its own shape, and columns count, one sign takes its place ([`sign`]).

use std::borrow::Cow;

/// The longest text that a sentence quotes.
const LONGEST_EXCERPT: usize = 80;

/// The text in which every such character is one visible sign; line ends and tabs stay.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| matches!(byte, b'\n' | b'\t' | b' '..=b'~');
    if text.bytes().all(is_plain) || text.chars().all(|character| sign(character) == character) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(sign).collect())
}

/// The text in which every such character is written as its number; line ends and tabs stay.
#[must_use]
pub fn spelled(text: &str) -> Cow<'_, str> {
    if !text.contains(is_invisible) {
        return Cow::Borrowed(text);
    }
    let spelled = |character| if is_invisible(character) { format!("<{}>", number(character)) } else { String::from(character) };
    Cow::Owned(text.chars().map(spelled).collect())
}

/// The start of a text for a sentence, with what cannot be seen written as its number.
#[must_use]
pub fn excerpt(text: &str) -> String {
    match text.char_indices().nth(LONGEST_EXCERPT) {
        Some((end, _)) => format!("{}…", spelled(&text[..end])),
        None => spelled(text).into_owned(),
    }
}

/// A character as Unicode numbers it: `U+00A0`.
#[must_use]
pub fn number(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// The sign for a character: itself if it shows, a picture for the classic control characters, U+FFFD for the others.
#[must_use]
pub fn sign(character: char) -> char {
    match character {
        '\n' | '\t' => character,
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(character)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\x7f' => '\u{2421}',
        _ if is_invisible(character) => char::REPLACEMENT_CHARACTER,
        _ => character,
    }
}

/// Whether a character leaves nothing to see, or looks like a space and is none: controls, blanks, and marks that join, order or
/// tag what is around them. Line ends and tabs are what everybody takes them for.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\x7f'..='\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{61c}'
            | '\u{115f}'..='\u{1160}' | '\u{1680}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}' | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts_on_the_terminal_and_nothing_hides() {
        assert_eq!(visible("web: x\r\n\t中文"), "web: x␍\n\t中文");
        assert_eq!(visible("\u{feff}a\0b\x1b[31mc\u{200b}d\u{a0}e\x7f\u{9b}"), "\u{fffd}a␀b␛[31mc\u{fffd}d\u{fffd}e␡\u{fffd}");
        assert!(matches!(visible("web: gunicorn app:app\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_sentence_names_what_cannot_be_seen() {
        assert_eq!(spelled("a\u{a0}b\0\tc\r\n"), "a<U+00A0>b<U+0000>\tc\r\n");
        assert!(matches!(spelled("web: gunicorn app:app\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn only_the_start_of_a_long_text_is_quoted() {
        let longest = "é".repeat(LONGEST_EXCERPT);
        assert_eq!(excerpt(&longest), longest);
        assert_eq!(excerpt(&format!("{longest}x")), format!("{longest}…"));
        assert_eq!(excerpt("\u{feff}web"), "<U+FEFF>web");
    }
}
