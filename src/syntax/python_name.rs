//! Names in Python.

/// Whether a text can be a name: letters, digits and underscores of any script, with no digit in front.
#[must_use]
pub fn is_identifier(text: &str) -> bool {
    text.starts_with(|char: char| char.is_alphabetic() || char == '_')
        && text.chars().all(|char| char.is_alphanumeric() || char == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_letters_of_any_script() {
        assert!(["app", "_", "a1", "应用", "é"].into_iter().all(is_identifier));
        assert!(!["", "1a", "a-b", "a.b", "a b"].into_iter().any(is_identifier));
    }
}
