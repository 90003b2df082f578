//! How GNU programs compare in a locale of Latin letters, such as en_US.UTF-8: by letters and digits alone first, then small
//! letters before capital ones, and by what stands between the letters only at last.
//!
//! Locales differ in where letters outside ASCII come; here they follow those of ASCII.

use std::cmp::Ordering;

/// Compares two texts as `sort` does in such a locale.
#[must_use]
pub fn by_letters(one: &str, other: &str) -> Ordering {
    let letters = |text: &str| -> Vec<char> { text.chars().filter(|char| char.is_alphanumeric()).collect() };
    let folded = |letters: &[char]| -> Vec<char> { letters.iter().map(char::to_ascii_lowercase).collect() };
    let capitals = |letters: &[char]| -> Vec<bool> { letters.iter().map(char::is_ascii_uppercase).collect() };
    let between = |text: &str| -> Vec<(bool, char)> { text.chars().map(|char| (char.is_alphanumeric(), char)).collect() };
    let (ours, theirs) = (letters(one), letters(other));
    let by_letter = folded(&ours).cmp(&folded(&theirs));
    let by_case = || capitals(&ours).cmp(&capitals(&theirs));
    by_letter.then_with(by_case).then_with(|| between(one).cmp(&between(other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The order is that of GNU sort in en_US.UTF-8.
    #[test]
    fn names_lie_as_sort_puts_them() {
        let sorted = [
            "1.py",
            "a10.py",
            "a1.py",
            "a2.py",
            "a b.py",
            "a-b.py",
            "a_b.py",
            "ab.py",
            "application.py",
            "app.py",
            ".a.py",
            "_a.py",
            "a.py",
            "A.py",
            "b-1/manage.py",
            "b_1/manage.py",
            "b1/manage.py",
            "b/manage.py",
            "B/manage.py",
            "b/x/manage.py",
            "e.py",
            "f.py",
            "__init__.py",
            "ss.py",
            "z.py",
            "Z.py",
            "\u{4e2d}.py",
            "\u{4f7f}.py",
        ];
        let mut names = sorted;
        names.reverse();
        names.sort_by(|one, other| by_letters(one, other));
        assert_eq!(names, sorted);
    }
}
