//! Commands as a POSIX shell reads them.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// Variables and words as one line.
#[must_use]
pub fn line(env: &BTreeMap<String, String>, words: &[String]) -> String {
    let variables = env.iter().map(|(name, value)| format!("{name}={}", quoted(value)));
    let words = words.iter().map(|word| quoted(word).into_owned());
    variables.chain(words).collect::<Vec<_>>().join(" ")
}

/// A word, in quotes where a shell needs them.
#[must_use]
pub fn quoted(word: &str) -> Cow<'_, str> {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "-_./:=@%+,".contains(character);
    if !word.is_empty() && word.chars().all(is_plain) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(format!("'{}'", word.replace('\'', r"'\''")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_gives_the_words_back() {
        let words = ["pip", "", "a b", "it's", "$HOME", "~", "x==1", "https://a/b?c", "中文"].map(str::to_owned);
        let env = BTreeMap::from([("A".to_owned(), "b c".to_owned())]);
        assert_eq!(line(&env, &words), r"A='b c' pip '' 'a b' 'it'\''s' '$HOME' '~' x==1 'https://a/b?c' '中文'");
    }
}
