//! What `.gitignore` and its relatives leave out, as far as that can be told from plain patterns.

use std::ops::Range;

/// Whether a file is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ignored {
    /// By the pattern that stands here.
    By(Range<usize>),
    /// It is not.
    No,
    /// A pattern of a kind that is not understood here may do it or undo it.
    Unknown,
}

/// Looks for the last pattern that fits a file or a folder at the root, given without a final `/`.
#[must_use]
pub fn at_root(text: &str, name: &str, is_folder: bool) -> Ignored {
    let mut found = Ignored::No;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let pattern = line.trim_end();
        let range = start..start + pattern.len();
        start += line.len();
        if pattern.is_empty() || pattern.starts_with('#') {
            continue;
        }
        let (keeps, pattern) = pattern.strip_prefix('!').map_or((false, pattern), |pattern| (true, pattern));
        let Some(fits) = fits(pattern, name, is_folder) else { return Ignored::Unknown };
        if fits {
            found = if keeps { Ignored::No } else { Ignored::By(range) };
        }
    }
    found
}

/// Whether a pattern fits; none if it is not understood.
fn fits(pattern: &str, name: &str, is_folder: bool) -> Option<bool> {
    let (wants_folder, pattern) = pattern.strip_suffix('/').map_or((false, pattern), |pattern| (true, pattern));
    let pattern = pattern.strip_prefix('/').unwrap_or(pattern);
    if pattern.contains('/') {
        // Of something further down, unless it begins with stars.
        return if pattern.starts_with('*') { None } else { Some(false) };
    }
    if pattern.contains(['[', '?', '\\']) {
        return None;
    }
    Some((is_folder || !wants_folder) && glob(pattern, name))
}

/// Stars stand for any text.
fn glob(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, rest)) => name.strip_prefix(start).is_some_and(|name| {
            let ends = name.char_indices().map(|(at, _)| at).chain([name.len()]);
            ends.into_iter().any(|at| glob(rest, &name[at..]))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(text: &str, name: &str, is_folder: bool) -> Option<String> {
        match at_root(text, name, is_folder) {
            Ignored::By(range) => Some(text[range].to_owned()),
            Ignored::No => None,
            Ignored::Unknown => Some("?".to_owned()),
        }
    }

    #[test]
    fn plain_patterns_are_understood() {
        assert_eq!(by("*.pyc\r\n/venv/\r\n", "venv", true).as_deref(), Some("/venv/"));
        assert_eq!(by("# venv\n.venv\n", ".venv", true).as_deref(), Some(".venv"));
        assert_eq!(by("*.txt\n", "requirements.txt", false).as_deref(), Some("*.txt"));
        assert_eq!(by("*.txt\n!requirements.txt\n", "requirements.txt", false), None);
        assert_eq!(by("Procfile/\nbuild/Procfile\n", "Procfile", false), None);
        assert_eq!(by("Proc*e\n", "Procfile", false).as_deref(), Some("Proc*e"));
    }

    #[test]
    fn others_are_left_open() {
        for text in ["[Pp]rocfile\n", "**/Procfile\n", "Procfil?\n"] {
            assert_eq!(by(text, "Procfile", false).as_deref(), Some("?"), "{text}");
        }
    }
}
