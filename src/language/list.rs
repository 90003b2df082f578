//! Things listed in a sentence.

use std::fmt::Display;

use super::Language;

/// `a, b and c`; `a、b 和 c`.
#[must_use]
pub fn and(items: impl IntoIterator<Item = impl Display>, language: Language) -> String {
    joined(items, language.pick(", ", "、"), language.pick(" and ", " 和 "))
}

/// `a, b or c`; `a、b 或 c`.
#[must_use]
pub fn or(items: impl IntoIterator<Item = impl Display>, language: Language) -> String {
    joined(items, language.pick(", ", "、"), language.pick(" or ", " 或 "))
}

/// `a, b, c`; `a、b、c`: where the list stands for itself, or goes on.
#[must_use]
pub fn row(items: impl IntoIterator<Item = impl Display>, language: Language) -> String {
    let between = language.pick(", ", "、");
    joined(items, between, between)
}

/// Each item between backticks, as sentences quote what stands in a file.
pub fn quoted(items: impl IntoIterator<Item = impl Display>) -> impl Iterator<Item = String> {
    items.into_iter().map(|item| format!("`{item}`"))
}

fn joined(items: impl IntoIterator<Item = impl Display>, between: &str, last: &str) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    match items.as_slice() {
        [first @ .., end] if !first.is_empty() => format!("{}{last}{end}", first.join(between)),
        _ => items.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Language::{En, Zh};
    use super::*;

    #[test]
    fn the_last_one_is_joined_by_a_word() {
        let listed = |count: usize, language| and(quoted(["a", "b", "c"].into_iter().take(count)), language);
        assert_eq!([0, 1, 2, 3].map(|count| listed(count, En)), ["", "`a`", "`a` and `b`", "`a`, `b` and `c`"]);
        assert_eq!([0, 1, 2, 3].map(|count| listed(count, Zh)), ["", "`a`", "`a` 和 `b`", "`a`、`b` 和 `c`"]);
        assert_eq!([En, Zh].map(|language| or([1, 2, 3], language)), ["1, 2 or 3", "1、2 或 3"]);
        assert_eq!([En, Zh].map(|language| row([1, 2, 3], language)), ["1, 2, 3", "1、2、3"]);
    }
}
