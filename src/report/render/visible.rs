//! Characters that a terminal would obey, or not show, made visible.

use std::borrow::Cow;

/// The text in which every such character is one visible sign; line ends and tabs stay.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|character| sign(character) == character) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(sign).collect())
}

/// The sign for a character: itself if it shows, a picture for the classic control characters, U+FFFD for the others.
pub(super) fn sign(character: char) -> char {
    match character {
        '\n' | '\t' => character,
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(character)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\x7f' => '\u{2421}',
        _ if is_invisible(character) => char::REPLACEMENT_CHARACTER,
        _ => character,
    }
}

/// C1 controls, blanks that look like a space or like nothing, and marks that join, order or tag what is around them.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{80}'..='\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}'
            | '\u{3000}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
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
}
