//! What a release of pip does and prints, to the letter. Each form was printed by pip 9.0.2, 24.0 and 26.0.

use std::fmt::{self, Display, Formatter};

use crate::platform::Series;
use crate::syntax::requirements::{Line, Pips, Unreadable, normalize_name};

/// A release of pip, by its first two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pip(pub Series);

/// Why pip stops at a requirement, in the order in which it tells of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unchecked {
    /// It is a repository or a folder, of which no hash can be made.
    NoFile,
    /// It has no hash.
    NoHash,
    /// It has no version of its own.
    NoVersion,
}

/// A requirement, the file that it stands in, as pip prints it, and its line there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin<'a> {
    /// The requirement.
    pub requirement: &'a str,
    /// The file.
    pub file: &'a str,
    /// The line, from 1.
    pub line: usize,
}

impl Display for Pip {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// Since when it does something.
impl Pip {
    fn since(self, major: u32, minor: u32) -> bool {
        self.0 >= Series { major, minor }
    }

    /// Whether it is one of these.
    #[must_use]
    pub fn is_of(self, pips: Pips) -> bool {
        pips.contain((self.0.major, self.0.minor))
    }

    /// Whether it looks at what Python a release is for.
    #[must_use]
    pub fn looks_at_python(self) -> bool {
        self.since(9, 0)
    }

    /// Whether it puts the values of variables into requirements files.
    #[must_use]
    pub fn puts_variables_in(self) -> bool {
        self.since(10, 0)
    }

    /// Whether it reads the address in `name @ address`, and not the name alone.
    #[must_use]
    pub fn reads_named_addresses(self) -> bool {
        self.since(10, 0)
    }

    /// Whether it stops at a NUL of a file with Python's words about it.
    #[must_use]
    pub fn stops_at_nul(self) -> bool {
        !self.since(10, 0)
    }

    /// Whether it installs a folder without `setup.py`.
    #[must_use]
    pub fn reads_pyproject(self, is_editable: bool) -> bool {
        if is_editable { self.since(21, 3) } else { self.since(19, 0) }
    }

    /// Whether it takes `git+git@host:path` behind `-e`.
    #[must_use]
    pub fn reads_short_addresses(self) -> bool {
        !self.since(21, 0)
    }

    /// Whether it decodes UTF-16 with the most significant byte first.
    #[must_use]
    pub fn reads_big_endian(self) -> bool {
        self.since(19, 1)
    }

    /// Whether it takes wheels of the kind `manylinux2014`.
    #[must_use]
    pub fn takes_new_wheels(self) -> bool {
        self.since(19, 3)
    }

    /// The name under which it keeps a package: lines with one such name are about one package. Releases before 19.3 tell a dot
    /// from a hyphen.
    #[must_use]
    pub fn keeps_as(self, name: &str) -> String {
        if self.since(19, 3) { normalize_name(name) } else { safe_name(name).to_ascii_lowercase() }
    }

    /// Whether it takes all lines about a package together.
    #[must_use]
    pub fn resolves(self) -> bool {
        self.since(20, 3)
    }

    /// Whether it takes any text for a version, and finds out later that nothing fits.
    #[must_use]
    pub fn reads_any_version(self) -> bool {
        !self.since(24, 1)
    }

    /// Whether it holds metadata to the specification, and passes over releases that do not.
    #[must_use]
    pub fn refuses_metadata(self) -> bool {
        self.since(24, 1)
    }

    /// What it writes before its errors.
    fn mark(self) -> &'static str {
        if self.since(19, 2) { "ERROR: " } else { "" }
    }
}

/// What it prints.
impl Pip {
    /// About a requirement that it cannot read; newer ones go on with the words of their parser.
    #[must_use]
    pub fn invalid_requirement(self, origin: &Origin<'_>) -> String {
        let Origin { requirement, file, line } = origin;
        if !self.since(19, 2) {
            format!("Invalid requirement: '{requirement}'")
        } else if !self.since(24, 1) {
            format!("ERROR: Invalid requirement: {} (from line {line} of {file})", repr(requirement))
        } else {
            format!("ERROR: Invalid requirement: {}", repr(requirement))
        }
    }

    /// About a requirements file that is not there.
    #[must_use]
    pub fn missing_file(self, path: &str) -> String {
        let path = if self.since(24, 3) { String::new() } else { format!(": {}", repr(path)) };
        format!("{}Could not open requirements file: [Errno 2] No such file or directory{path}", self.mark())
    }

    /// About a package that no index has, or not in such a version.
    #[must_use]
    pub fn no_distribution(self, Origin { requirement, file, line }: &Origin<'_>) -> String {
        let origin = if self.since(20, 3) { String::new() } else { format!(" (from -r {file} (line {line}))") };
        format!("{}No matching distribution found for {requirement}{origin}", self.mark())
    }

    /// About requirements that it cannot check, before it lists them.
    #[must_use]
    pub fn unchecked(self, why: Unchecked) -> Option<String> {
        let text = match why {
            Unchecked::NoFile => return None,
            Unchecked::NoHash => "Hashes are required in --require-hashes mode, but they are missing from some requirements.",
            Unchecked::NoVersion => "In --require-hashes mode, all requirements must have their versions pinned with ==.",
        };
        Some(format!("{}{text}", self.mark()))
    }

    /// About the second line for a package.
    #[must_use]
    pub fn double_requirement(self, first: &Origin<'_>, second: &Origin<'_>, name: &str) -> String {
        let from = |Origin { requirement, file, line }: &Origin<'_>| format!("{requirement} (from -r {file} (line {line}))");
        let (first, second, name) = (from(first), from(second), repr(&safe_name(name)));
        format!("{}Double requirement given: {second} (already in {first}, name={name})", self.mark())
    }

    /// About `-e` with something that is neither a project nor the address of a repository.
    #[must_use]
    pub fn invalid_editable(self, text: &str) -> String {
        if self.since(19, 2) {
            format!("ERROR: {text} is not a valid editable requirement.")
        } else {
            format!("{text} should either be a path to a local project or a VCS url beginning with svn+, git+, hg+, or bzr+")
        }
    }

    /// About a line that it cannot read, as far as that follows from the line alone.
    #[must_use]
    pub fn unreadable(self, problem: &Unreadable, line: &Line, origin: &Origin<'_>) -> Option<String> {
        match problem {
            Unreadable::Requirement => Some(self.invalid_requirement(origin)),
            Unreadable::UnknownOption(option) => Some(no_such_option(option)),
            Unreadable::UnwantedValue(option) => Some(format!("pip: error: {option} option does not take a value")),
            Unreadable::EditableAddress => Some(self.invalid_editable(editable(line)?)),
            Unreadable::EditableWithoutName if !self.since(10, 0) => {
                Some("Could not detect requirement name, please specify one with #egg=".to_owned())
            }
            Unreadable::EditableWithoutName => {
                Some(format!("{}Could not detect requirement name for '{}'", self.mark(), editable(line)?))
            }
            Unreadable::Marker
            | Unreadable::AmbiguousOption(_)
            | Unreadable::MissingValue(_)
            | Unreadable::WrongValue(_)
            | Unreadable::Quote => None,
        }
    }

    /// About an index or a page of links without encryption.
    #[must_use]
    pub fn insecure_host(self, host: &str) -> String {
        let mark = if self.since(19, 2) { "WARNING: " } else { "" };
        format!("{mark}The repository located at {host} is not a trusted or secure host and is being ignored.")
    }
}

/// What a pip that takes all lines together prints when no version fits two of them.
#[must_use]
pub fn conflicting(first: &str, second: &str) -> String {
    let (first, second) = if first <= second { (first, second) } else { (second, first) };
    format!("ERROR: Cannot install {first} and {second} because these package versions have conflicting dependencies.")
}

/// What pip prints about an option that it does not know.
#[must_use]
pub fn no_such_option(option: &str) -> String {
    format!("pip: error: no such option: {option}")
}

fn editable(line: &Line) -> Option<&str> {
    line.options.iter().find(|option| option.name == "--editable")?.value.as_deref()
}

/// A name as setuptools writes it: each run of what is no letter, digit or dot is a hyphen.
fn safe_name(name: &str) -> String {
    let parts = name.split(|char: char| !char.is_ascii_alphanumeric() && char != '.').filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// A text as Python's `repr` shows it.
fn repr(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut shown = String::from(quote);
    for char in text.chars() {
        match char {
            '\\' => shown.push_str("\\\\"),
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            _ if char == quote => shown.extend(['\\', char]),
            _ if is_printable(char) => shown.push(char),
            _ => shown.push_str(&escaped(u32::from(char))),
        }
    }
    shown.push(quote);
    shown
}

fn escaped(code: u32) -> String {
    if code < 0x100 { format!("\\x{code:02x}") } else { format!("\\u{code:04x}") }
}

/// Whether Python shows a character as it is.
fn is_printable(char: char) -> bool {
    let is_format =
        matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}');
    char == ' ' || !(char.is_control() || char.is_whitespace() || is_format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_releases_tell_dots_from_hyphens() {
        let names = ["ruamel.yaml", "Ruamel_Yaml", "ruamel-yaml", "ruamel--yaml"];
        let kept = |minor| names.map(|name| Pip(Series { major: 19, minor }).keeps_as(name));
        assert_eq!(kept(2), ["ruamel.yaml", "ruamel-yaml", "ruamel-yaml", "ruamel-yaml"]);
        assert_eq!(kept(3), ["ruamel-yaml"; 4]);
    }

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
