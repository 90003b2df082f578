//! What was probably meant by an unknown name.

use crate::language::{Language, say};

/// The name that is most like the given one, if any is like it at all.
#[must_use]
pub fn nearest<'a>(given: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given = given.to_lowercase();
    let distance = |name: &str| strsim::damerau_levenshtein(&given, &name.to_lowercase());
    let (distance, name) = names.into_iter().map(|name| (distance(name), name)).min()?;
    (distance <= given.chars().count().max(name.len()) / 3).then_some(name)
}

/// What was probably meant, in parentheses behind a sentence; nothing if that is not known.
#[must_use]
pub fn hint(nearest: Option<&str>, language: Language) -> String {
    nearest.map(|name| say!(language, " (`{name}` is the nearest)", "（是否指 `{name}`？）")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_similar_names_are_meant() {
        let names = ["digitalocean", "kato", "rainbond"];
        assert_eq!(nearest("rainbow", names), Some("rainbond"));
        assert_eq!(nearest("Rainbond", names), Some("rainbond"));
        assert_eq!(nearest("heroku", names), None);
        assert_eq!(nearest("", names), None);
    }
}
