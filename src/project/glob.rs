//! Patterns of paths: `*` and `?` in a name, `[a-z]` for one letter, `**` for any folders.
//!
//! Letters are characters, and many stars take no longer than few.

/// A pattern of paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glob(Vec<Part>);

/// A pattern of one part of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// `**`: any number of parts.
    Folders,
    Name(Vec<Sign>),
}

/// A sign in the pattern of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sign {
    /// `*`: any text.
    Any,
    /// `?`: any letter.
    One,
    Letter(char),
    /// `[a-z]`: a letter in one of these ranges; with `!` or `^` in front, in none of them.
    Class {
        is_negated: bool,
        ranges: Vec<(char, char)>,
    },
}

impl Glob {
    /// Reads a pattern; none if it has a bracket that is not closed, a class with a name (`[:alpha:]`) or a backslash.
    #[must_use]
    pub fn parse(pattern: &str) -> Option<Self> {
        let part = |part| if part == "**" { Some(Part::Folders) } else { signs(part).map(Part::Name) };
        pattern.split('/').map(part).collect::<Option<_>>().map(Self)
    }

    /// Whether a path fits.
    #[must_use]
    pub fn fits(&self, path: &str) -> bool {
        let parts: Vec<&str> = path.split('/').collect();
        // What stands below a folder is more than the folder.
        let end = self.0.len() - usize::from(self.0.ends_with(&[Part::Folders]));
        let (patterns, is_below) = (&self.0[..end], end < self.0.len());
        let is_many = |pattern: &Part| *pattern == Part::Folders;
        let is_one = |pattern: &Part, name: &&str| match pattern {
            Part::Folders => false,
            Part::Name(signs) => fits_name(signs, name),
        };
        if is_below {
            (0..parts.len()).any(|start| fits(patterns, &parts[..start], is_many, is_one))
        } else {
            fits(patterns, &parts, is_many, is_one)
        }
    }
}

fn signs(part: &str) -> Option<Vec<Sign>> {
    let mut signs = vec![];
    let mut rest = part.chars();
    while let Some(letter) = rest.next() {
        signs.push(match letter {
            '\\' => return None,
            '*' => Sign::Any,
            '?' => Sign::One,
            '[' => {
                let (class, after) = rest.as_str().split_once(']')?;
                rest = after.chars();
                self::class(class)?
            }
            _ => Sign::Letter(letter),
        });
    }
    Some(signs)
}

/// What stands between brackets: `cod`, `a-z`, `!a-z`.
fn class(text: &str) -> Option<Sign> {
    let (is_negated, letters) = text.strip_prefix(['!', '^']).map_or((false, text), |letters| (true, letters));
    if letters.is_empty() || letters.contains("[:") || letters.contains('\\') {
        return None;
    }
    let mut ranges = vec![];
    let mut rest = letters;
    while let Some(first) = rest.chars().next() {
        rest = &rest[first.len_utf8()..];
        let last = rest.strip_prefix('-').and_then(|rest| rest.chars().next());
        rest = last.map_or(rest, |last| &rest['-'.len_utf8() + last.len_utf8()..]);
        ranges.push((first, last.unwrap_or(first)));
    }
    Some(Sign::Class { is_negated, ranges })
}

fn fits_name(signs: &[Sign], name: &str) -> bool {
    let letters: Vec<char> = name.chars().collect();
    let is_one = |sign: &Sign, letter: &char| match sign {
        Sign::Any => false,
        Sign::One => true,
        Sign::Letter(other) => letter == other,
        Sign::Class { is_negated, ranges } => ranges.iter().any(|(first, last)| (first..=last).contains(&letter)) != *is_negated,
    };
    fits(signs, &letters, |sign| *sign == Sign::Any, is_one)
}

/// Whether all items fit all patterns, of which some stand for any number of items. Where the rest does not fit, only the last of
/// those takes one more: what an earlier one could take, it can take as well.
fn fits<P, T>(patterns: &[P], items: &[T], is_many: impl Fn(&P) -> bool, is_one: impl Fn(&P, &T) -> bool) -> bool {
    let (mut pattern, mut item) = (0, 0);
    let mut last_many = None;
    loop {
        if patterns.get(pattern).is_some_and(&is_many) {
            pattern += 1;
            last_many = Some((pattern, item));
        } else if item == items.len() {
            return pattern == patterns.len();
        } else if patterns.get(pattern).is_some_and(|one| is_one(one, &items[item])) {
            (pattern, item) = (pattern + 1, item + 1);
        } else {
            let Some((behind, taken)) = last_many else { return false };
            (pattern, item) = (behind, taken + 1);
            last_many = Some((behind, taken + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(pattern: &str, path: &str) -> Option<bool> {
        Glob::parse(pattern).map(|glob| glob.fits(path))
    }

    #[test]
    fn a_path_fits_part_by_part() {
        for (pattern, path) in [
            ("*.txt", "requirements.txt"),
            ("requirements/*.txt", "requirements/dev.txt"),
            ("**/*.txt", "a.txt"),
            ("**/*.txt", "a/b/c.txt"),
            ("a/**/b", "a/b"),
            ("a/**/b", "a/x/y/b"),
            ("a/**", "a/b/c"),
            ("**", "a"),
            ("?.txt", "需.txt"),
            ("[要-需].txt", "要.txt"),
            ("*.py[cod]", "a.pyc"),
            ("[!a]", "b"),
            ("{a}", "{a}"),
            ("*ab*ab", "xabxabab"),
        ] {
            assert_eq!(fits(pattern, path), Some(true), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("*.txt", "a/b.txt"),
            ("a/*", "a/b/c"),
            ("a/**", "a"),
            ("?", ""),
            ("?", "中文"),
            ("[^a]", "a"),
            ("a**b", "a/b"),
            ("", "a"),
        ] {
            assert_eq!(fits(pattern, path), Some(false), "{pattern} {path}");
        }
    }

    #[test]
    fn what_is_not_understood_is_told() {
        for pattern in ["[", "a[]", "[!]", "[[:upper:]]", r"\*", r"[\]]"] {
            assert_eq!(fits(pattern, "a"), None, "{pattern}");
        }
    }

    #[test]
    fn many_stars_take_no_longer() {
        let (stars, name) = ("*a".repeat(100), "a".repeat(99));
        assert_eq!(fits(&format!("{stars}/b"), &format!("{name}/c")), Some(false));
        assert_eq!(fits(&"**/a/".repeat(100), &"a/".repeat(99)), Some(false));
    }
}
