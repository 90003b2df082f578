//! Stands in for the crate of this name, whose table of the names of all characters outweighs the parser of Python that
//! asks for it, and makes the page's second module four times as large.
//!
//! The parser needs a character for `"\N{GREEK SMALL LETTER MU}"`; nothing here looks at what it is. A name that no
//! character has, which Python would refuse, is taken for one all the same: a miss, and no false alarm.
#![no_std]

/// The character that stands for a named one; none for a text that no name can be.
#[must_use]
pub fn character(name: &str) -> Option<char> {
    let may_be_in_it = |byte: u8| byte.is_ascii_alphanumeric() || b" -()".contains(&byte);
    (!name.is_empty() && name.bytes().all(may_be_in_it)).then_some(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_name_is_taken_for_one() {
        assert_eq!(character("GREEK SMALL LETTER MU"), Some('\u{fffd}'));
        assert_eq!([character(""), character("µ"), character("a{")], [None; 3]);
    }
}
