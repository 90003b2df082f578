//! Characters that cannot be seen, or look like a space.

/// A text without its special characters.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for char in text.chars() {
        match replacement(char) {
            Some(instead) => clean.push_str(instead),
            None => clean.push(char),
        }
    }
    clean
}

/// Whether a character is special.
#[must_use]
pub fn is_special(char: char) -> bool {
    replacement(char).is_some()
}

/// What comes in the place of a special character; none if it is not special.
#[must_use]
pub fn replacement(char: char) -> Option<&'static str> {
    match char {
        '\t' | '\n' | '\r' => None,
        '\u{b}'
        | '\u{c}'
        | '\u{85}'
        | '\u{a0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}' => Some(" "),
        '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffc}' => Some(""),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_special_character_goes_or_becomes_a_space() {
        assert_eq!(clean("a\u{a0}b\u{feff}\0c\t"), "a bc\t");
    }
}
