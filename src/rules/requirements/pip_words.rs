//! What pip prints, to the letter. Each form was printed by pip 9.0.2, 24.0 and 26.0.

use crate::platform::Series;
use crate::syntax::requirements::{Line, Unreadable};

/// The first pip that writes `ERROR:` before its errors and says where a requirement is from.
const MARKS_ERRORS: Series = Series { major: 19, minor: 2 };
/// The first pip that no longer says where a requirement is from that no index has.
const FORGETS_ORIGIN: Series = Series { major: 20, minor: 3 };
/// The first pip that goes on with the words of its parser.
const EXPLAINS: Series = Series { major: 24, minor: 1 };
/// The first pip that prints absolute paths of requirements files.
const ABSOLUTE_PATHS: Series = Series { major: 24, minor: 3 };
/// The last series that knew no big-endian UTF-16.
const WITHOUT_BIG_ENDIAN: Series = Series { major: 19, minor: 0 };

/// What a pip prints about a requirement that it cannot read; newer ones go on with the words of their parser.
pub(super) fn invalid_requirement(pip: Series, requirement: &str, file: &str, line: usize) -> String {
    if pip < MARKS_ERRORS {
        format!("Invalid requirement: '{requirement}'")
    } else if pip < EXPLAINS {
        format!("ERROR: Invalid requirement: {} (from line {line} of {file})", repr(requirement))
    } else {
        format!("ERROR: Invalid requirement: {}", repr(requirement))
    }
}

/// What pip prints about a file that is not there.
pub(super) fn missing_file(pip: Series, path: &str) -> String {
    let path = if pip < ABSOLUTE_PATHS { format!(": {}", repr(path)) } else { String::new() };
    format!("{}Could not open requirements file: [Errno 2] No such file or directory{path}", mark(pip))
}

/// What pip prints about a package that no index has.
pub(super) fn no_distribution(pip: Series, requirement: &str, file: &str, line: usize) -> String {
    let origin = if pip < FORGETS_ORIGIN { format!(" (from -r {file} (line {line}))") } else { String::new() };
    format!("{}No matching distribution found for {requirement}{origin}", mark(pip))
}

/// What a pip prints about the second line for a package; `first` and `second` are a requirement, its file and its line.
pub(super) fn double_requirement(
    pip: Series,
    first: &(String, String, usize),
    second: &(String, String, usize),
    name: &str,
) -> String {
    let from = |(requirement, file, line): &(String, String, usize)| format!("{requirement} (from -r {file} (line {line}))");
    let (first, second, name) = (from(first), from(second), repr(name));
    format!("{}Double requirement given: {second} (already in {first}, name={name})", mark(pip))
}

/// What a pip that takes all lines together prints when no version fits two of them.
pub(super) fn conflicting(first: &str, second: &str) -> String {
    let (first, second) = if first <= second { (first, second) } else { (second, first) };
    format!("ERROR: Cannot install {first} and {second} because these package versions have conflicting dependencies.")
}

/// What pip prints about `-e` with something that is neither a project nor the address of a repository.
pub(super) fn invalid_editable(pip: Series, text: &str) -> String {
    if pip < MARKS_ERRORS {
        format!("{text} should either be a path to a local project or a VCS url beginning with svn+, git+, hg+, or bzr+")
    } else {
        format!("ERROR: {text} is not a valid editable requirement.")
    }
}

fn mark(pip: Series) -> &'static str {
    if pip < MARKS_ERRORS { "" } else { "ERROR: " }
}

/// What pip prints about an option that it does not know.
pub(super) fn no_such_option(option: &str) -> String {
    format!("pip: error: no such option: {option}")
}

/// Whether this pip takes any text for a version, and finds out later that nothing fits.
pub(super) fn reads_any_version(pip: Series) -> bool {
    pip < EXPLAINS
}

/// Whether this pip decodes UTF-16 with the most significant byte first.
pub(super) fn reads_big_endian(pip: Series) -> bool {
    pip > WITHOUT_BIG_ENDIAN
}

/// What pip prints about a line that it cannot read, as far as that follows from the line alone.
pub(super) fn unreadable(pip: Series, problem: &Unreadable, line: &Line, file: &str, number: usize) -> Option<String> {
    let requirement = line.requirement.as_ref().map_or("", |target| target.text.as_str());
    match problem {
        Unreadable::Requirement => Some(invalid_requirement(pip, requirement, file, number)),
        Unreadable::UnknownOption(option) => Some(no_such_option(option)),
        Unreadable::UnwantedValue(option) => Some(format!("pip: error: {option} option does not take a value")),
        Unreadable::EditableAddress => Some(invalid_editable(pip, editable(line)?)),
        Unreadable::EditableWithoutName if pip.major < 10 => {
            Some("Could not detect requirement name, please specify one with #egg=".to_owned())
        }
        Unreadable::EditableWithoutName => {
            Some(format!("{}Could not detect requirement name for '{}'", mark(pip), editable(line)?))
        }
        Unreadable::Marker
        | Unreadable::AmbiguousOption(_)
        | Unreadable::MissingValue(_)
        | Unreadable::WrongValue(_)
        | Unreadable::Quote => None,
    }
}

fn editable(line: &Line) -> Option<&str> {
    line.options.iter().find(|option| option.name == "--editable")?.value.as_deref()
}

/// A text as Python's `repr` shows it.
pub(super) fn repr(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut shown = String::from(quote);
    for char in text.chars() {
        match char {
            '\\' => shown.push_str("\\\\"),
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            _ if char == quote => shown.extend(['\\', char]),
            ' ' => shown.push(char),
            _ if !is_invisible(char) => shown.push(char),
            _ => shown.push_str(&escaped(u32::from(char))),
        }
    }
    shown.push(quote);
    shown
}

fn escaped(code: u32) -> String {
    if code < 0x100 { format!("\\x{code:02x}") } else { format!("\\u{code:04x}") }
}

/// Whether a character leaves nothing to see.
pub(super) fn is_invisible(char: char) -> bool {
    char.is_control()
        || char.is_whitespace()
        || matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_shown_as_python_shows_them() {
        let cases = [
            ("flask=2", "'flask=2'"),
            ("it's", "\"it's\""),
            ("a'b\"c", "'a\\'b\"c'"),
            ("a\\b\t", "'a\\\\b\\t'"),
            ("F\0l\u{a0}中\u{200b}", "'F\\x00l\\xa0中\\u200b'"),
        ];
        for (text, shown) in cases {
            assert_eq!(repr(text), shown);
        }
    }
}
