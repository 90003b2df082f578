//! Words of a command as one line of a POSIX shell, whatever they hold: those who run it read line by line.

use crate::text::{secrets, shell, visible};

/// The variable of an address that holds credentials, which pip reads as well.
pub(super) const INDEX: &str = "PIP_INDEX_URL";

/// A word. An address with credentials in it is not written down: it comes in a variable.
pub(super) fn word(word: &str) -> String {
    match before_secret(word) {
        Some(before) => format!("{}\"${INDEX}\"", if before.is_empty() { "".into() } else { shell::quoted(before) }),
        None if word.contains(char::is_control) => format!("\"$({})\"", print(word)),
        None => shell::quoted(word).into_owned(),
    }
}

/// A command that prints a text.
pub(super) fn print(text: &str) -> String {
    let escaped = |character: char| match character {
        '\\' => r"\\".to_owned(),
        '\n' => r"\n".to_owned(),
        control if control.is_control() => {
            control.to_string().bytes().map(|byte| format!(r"\0{byte:03o}")).collect::<Vec<_>>().concat()
        }
        other => other.to_string(),
    };
    format!("printf %b {}", shell::quoted(&text.chars().map(escaped).collect::<String>()))
}

/// A text of others for a comment, which ends with its line.
pub(super) fn remark(text: &str) -> String {
    visible(text).replace('\n', " ")
}

/// Whether a shell has variables of this name; a project that came in a bundle may name anything.
pub(super) fn is_variable(name: &str) -> bool {
    let is_letter = |character: char| character.is_ascii_alphanumeric() || character == '_';
    name.chars().all(is_letter) && !name.starts_with(|first: char| first.is_ascii_digit()) && !name.is_empty()
}

/// Whether a word holds credentials.
pub(super) fn is_secret(word: &str) -> bool {
    before_secret(word).is_some()
}

/// What stands before an address with credentials.
fn before_secret(word: &str) -> Option<&str> {
    let credentials = secrets::ranges(word).into_iter().next()?;
    let scheme = &word[..credentials.start - "://".len()];
    let letters = |character: char| character.is_ascii_alphanumeric() || "+.-".contains(character);
    Some(scheme.trim_end_matches(letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_come_in_a_variable() {
        assert_eq!(word("https://me:secret@host/simple"), r#""$PIP_INDEX_URL""#);
        assert_eq!(word("--index-url=https://me:secret@host/simple"), r#"--index-url="$PIP_INDEX_URL""#);
        assert_eq!(word("https://host/simple"), "https://host/simple");
    }

    #[test]
    fn each_word_stays_on_one_line() {
        assert_eq!(word("a b"), "'a b'");
        assert_eq!(word("a\nb\\'é\u{85}"), r#""$(printf %b 'a\nb\\'\''é\0302\0205')""#);
    }

    #[test]
    fn names_and_remarks_of_others_end_no_line() {
        assert_eq!(["A_1", "a-b", "1A", "A;id", ""].map(is_variable), [true, false, false, false, false]);
        assert_eq!(remark("Mine\nRUN id\r\u{202e}"), "Mine RUN id\u{240d}\u{fffd}");
    }
}
