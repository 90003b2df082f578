//! What `.gitignore` and its relatives leave out, as far as that can be told from their patterns.

use std::ops::Range;

use crate::project::Project;
use crate::project::glob::Glob;
use crate::project::path::base;

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

/// How patterns are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PatternReader {
    /// As git does; Docker and Heroku differ only where paths with folders are meant.
    Git,
    /// By `tar -X`, for members whose names begin with `./`.
    Tar,
}

/// Whether a file is left out, for itself or with a folder above it.
#[must_use]
pub fn file(reader: PatternReader, text: &str, path: &str) -> Ignored {
    let mut folders = path.match_indices('/').map(|(end, _)| at(reader, text, &path[..end], true));
    folders.find(|found| *found != Ignored::No).unwrap_or_else(|| at(reader, text, path, false))
}

/// Looks for the last pattern that fits a file or a folder itself, given without a final `/`.
#[must_use]
pub fn at(reader: PatternReader, text: &str, path: &str, is_folder: bool) -> Ignored {
    let mut found = Ignored::No;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let pattern = line.trim_end();
        let range = start..start + pattern.len();
        start += line.len();
        if pattern.is_empty() || pattern.starts_with('#') {
            continue;
        }
        let (keeps, pattern) = match reader {
            PatternReader::Git => pattern.strip_prefix('!').map_or((false, pattern), |pattern| (true, pattern)),
            PatternReader::Tar => (false, from_tar(pattern)),
        };
        let Some(fits) = fits(pattern, path, is_folder) else { return Ignored::Unknown };
        if fits {
            found = if keeps { Ignored::No } else { Ignored::By(range) };
        }
    }
    found
}

/// Whether `.gitignore` at the root keeps a file or a folder out of the repository, or may do so.
#[must_use]
pub fn by_git(project: &Project, path: &str, is_folder: bool) -> bool {
    // A plain name fits at any depth, so each part of the path is looked at as if it lay at the root.
    let fits = |text: &str, part| at(PatternReader::Git, text, part, is_folder || part != base(path)) != Ignored::No;
    let hides = |text: &str| path.split('/').any(|part| fits(text, part));
    project.has(".gitignore") && project.text(".gitignore").is_none_or(|text| hides(text.as_str()))
}

/// The pattern for git that fits the same; the empty one, which fits nothing, for what fits no member or is not known.
fn from_tar(pattern: &str) -> &str {
    match pattern.strip_prefix('.').filter(|rest| rest.starts_with('/')) {
        Some(rest) if !rest.ends_with('/') => rest,
        None if !pattern.contains('/') && !pattern.starts_with('!') => pattern,
        _ => "",
    }
}

/// Whether a pattern fits; none if it is not understood. One without a slash fits the name alone.
fn fits(pattern: &str, path: &str, is_folder: bool) -> Option<bool> {
    let (wants_folder, pattern) = pattern.strip_suffix('/').map_or((false, pattern), |pattern| (true, pattern));
    let glob = Glob::parse(pattern.strip_prefix('/').unwrap_or(pattern))?;
    let path = if pattern.contains('/') { path } else { base(path) };
    Some((is_folder || !wants_folder) && glob.fits(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str, found: Ignored) -> Option<String> {
        match found {
            Ignored::By(range) => Some(text[range].to_owned()),
            Ignored::No => None,
            Ignored::Unknown => Some("?".to_owned()),
        }
    }

    fn by(text: &str, name: &str, is_folder: bool) -> Option<String> {
        quoted(text, at(PatternReader::Git, text, name, is_folder))
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
    fn classes_and_question_marks_stand_for_one_character() {
        let usual = "__pycache__/\n*.py[cod]\n*$py.class\n*.so\n";
        assert_eq!(by(usual, "app.py", false), None);
        assert_eq!(by(usual, "app.pyc", false).as_deref(), Some("*.py[cod]"));
        for pattern in ["[Pp]rocfile", "[A-Q]rocfile", "[!a-z]rocfile", "Procfil?", "**/Procfile", "/Procfile", "*"] {
            assert_eq!(by(pattern, "Procfile", false).as_deref(), Some(pattern));
        }
        for pattern in ["[p]rocfile", "[^P]rocfile", "Procfile?", "a/**/Procfile", "Procfile/**", "/a/Procfile"] {
            assert_eq!(by(pattern, "Procfile", false), None, "{pattern}");
        }
    }

    #[test]
    fn others_are_left_open() {
        for text in ["[[:upper:]]rocfile\n", "Proc\\file\n", "[P\n", "[]P]rocfile"] {
            assert_eq!(by(text, "Procfile", false).as_deref(), Some("?"), "{text}");
        }
    }

    #[test]
    fn files_go_with_the_folders_above_them() {
        let cases = [
            ("mysite\n", Some("mysite")),
            ("/mysite/*.py\n", Some("/mysite/*.py")),
            ("mysite/\n!mysite/wsgi.py\n", Some("mysite/")),
            ("mysite/*\n!mysite/wsgi.py\n", None),
            ("mysite/**\n", Some("mysite/**")),
            ("*.wsgi\nsite\n/wsgi.py\n", None),
            ("wsgi.py\n", Some("wsgi.py")),
        ];
        for (text, expected) in cases {
            assert_eq!(quoted(text, file(PatternReader::Git, text, "mysite/wsgi.py")).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn tar_reads_slashes_in_its_own_way() {
        let cases = [
            ("/app.py", None),
            ("./app.py", Some("./app.py")),
            ("app.py", Some("app.py")),
            ("!app.py", None),
            ("*.py", Some("*.py")),
        ];
        for (text, expected) in cases {
            assert_eq!(quoted(text, file(PatternReader::Tar, text, "app.py")).as_deref(), expected, "{text}");
        }
        assert_eq!(file(PatternReader::Tar, "shop/", "shop/app.py"), Ignored::No);
    }

    #[test]
    fn the_empty_pattern_fits_nothing() {
        assert_eq!(by("/\n", "Procfile", false), None);
    }
}
