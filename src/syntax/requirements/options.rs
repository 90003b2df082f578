//! Options in a requirements file, read as Python's `optparse` does.

use std::ops::Range;

use super::logical::Logical;
use super::words::{self, Word};
use super::{Unreadable, has_variable};

/// An option with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOption {
    /// Its long name, such as `--index-url`.
    pub name: &'static str,
    /// Its value, if it takes one.
    pub value: Option<String>,
    /// Where the value stands; where there is none, where the option stands.
    pub value_range: Range<usize>,
}

/// An option that some version of pip reads in files.
struct Known {
    names: &'static [&'static str],
    short: Option<char>,
    takes_value: bool,
}

const fn flag(names: &'static [&'static str]) -> Known {
    Known { names, short: None, takes_value: false }
}

const fn valued(names: &'static [&'static str]) -> Known {
    Known { names, short: None, takes_value: true }
}

const fn short(short: char, names: &'static [&'static str]) -> Known {
    Known { names, short: Some(short), takes_value: true }
}

/// What pip 9 to 26 read.
const KNOWN: &[Known] = &[
    short('i', &["--index-url", "--pypi-url"]),
    valued(&["--extra-index-url"]),
    flag(&["--no-index"]),
    short('c', &["--constraint"]),
    short('r', &["--requirement"]),
    short('e', &["--editable"]),
    short('f', &["--find-links"]),
    valued(&["--no-binary"]),
    valued(&["--only-binary"]),
    flag(&["--prefer-binary"]),
    flag(&["--require-hashes"]),
    flag(&["--pre"]),
    valued(&["--all-releases"]),
    valued(&["--only-final"]),
    valued(&["--trusted-host"]),
    valued(&["--use-feature"]),
    valued(&["--hash"]),
    short('C', &["--config-settings"]),
    valued(&["--global-option"]),
    valued(&["--install-option"]),
    flag(&["--process-dependency-links"]),
    Known { names: &["--always-unzip"], short: Some('Z'), takes_value: false },
    flag(&["--use-wheel"]),
    flag(&["--no-use-wheel"]),
    valued(&["--allow-external"]),
    flag(&["--allow-all-external"]),
    flag(&["--no-allow-external"]),
    valued(&["--allow-unverified", "--allow-insecure"]),
    flag(&["--no-allow-insecure"]),
];

/// What `--hash` may be computed with.
const HASHES: &[&str] = &["sha256", "sha384", "sha512"];

/// What stands before the first option: pip cuts at single spaces.
pub(super) fn before(text: &str) -> &str {
    text[..first_option(text)].trim_matches(super::logical::is_blank)
}

fn first_option(text: &str) -> usize {
    let at_start = text.starts_with('-').then_some(0);
    at_start.or_else(|| text.find(" -").map(|space| space + 1)).unwrap_or(text.len())
}

/// The options on a line; words between them are passed over, as pip does.
pub(super) fn read(logical: &Logical) -> Result<Vec<FileOption>, Unreadable> {
    let start = first_option(&logical.text);
    let words = words::split(&logical.text[start..], start).map_err(|_| Unreadable::Quote)?;
    let mut words = words.iter();
    let mut options = vec![];
    while let Some(word) = words.next() {
        match word.text(0).as_str() {
            "--" => break,
            text if text.starts_with("--") => options.push(long(logical, word, text, &mut words)?),
            text if text.starts_with('-') && text.len() > 1 => cluster(logical, word, text, &mut words, &mut options)?,
            _ => {}
        }
    }
    match options.iter().find(|option| !option.is_well_formed()) {
        Some(option) => Err(Unreadable::WrongValue(option.name.to_owned())),
        None => Ok(options),
    }
}

/// `--name`, `--name value`, `--name=value`, and any start of a name that no other has.
fn long<'w>(
    logical: &Logical,
    word: &Word,
    text: &str,
    rest: &mut impl Iterator<Item = &'w Word>,
) -> Result<FileOption, Unreadable> {
    let (name, glued) = text.split_once('=').map_or((text, None), |(name, _)| (name, Some(name.chars().count() + 1)));
    let known = find(name)?;
    match (known.takes_value, glued) {
        (true, Some(from)) => Ok(option(logical, known, word, from)),
        (true, None) => {
            let value = rest.next().ok_or_else(|| Unreadable::MissingValue(known.long().to_owned()))?;
            Ok(option(logical, known, value, 0))
        }
        (false, None) => Ok(switch(logical, known, word)),
        (false, Some(_)) => Err(Unreadable::UnwantedValue(known.long().to_owned())),
    }
}

/// `-r file`, `-rfile`, and several letters behind one hyphen.
fn cluster<'w>(
    logical: &Logical,
    word: &Word,
    text: &str,
    rest: &mut impl Iterator<Item = &'w Word>,
    options: &mut Vec<FileOption>,
) -> Result<(), Unreadable> {
    let length = text.chars().count();
    for (at, letter) in text.chars().enumerate().skip(1) {
        let known = KNOWN.iter().find(|known| known.short == Some(letter));
        let known = known.ok_or_else(|| Unreadable::UnknownOption(format!("-{letter}")))?;
        if !known.takes_value {
            options.push(switch(logical, known, word));
            continue;
        }
        if at + 1 < length {
            options.push(option(logical, known, word, at + 1));
        } else {
            let value = rest.next().ok_or_else(|| Unreadable::MissingValue(format!("-{letter}")))?;
            options.push(option(logical, known, value, 0));
        }
        break;
    }
    Ok(())
}

impl Known {
    fn long(&self) -> &'static str {
        self.names.first().copied().unwrap_or_default()
    }
}

fn find(name: &str) -> Result<&'static Known, Unreadable> {
    if let Some(known) = KNOWN.iter().find(|known| known.names.contains(&name)) {
        return Ok(known);
    }
    let mut starts = KNOWN.iter().filter(|known| known.names.iter().any(|long| long.starts_with(name)));
    match (starts.next(), starts.next()) {
        (Some(known), None) => Ok(known),
        (Some(_), Some(_)) => Err(Unreadable::AmbiguousOption(name.to_owned())),
        (None, _) => Err(Unreadable::UnknownOption(name.to_owned())),
    }
}

fn option(logical: &Logical, known: &Known, word: &Word, from: usize) -> FileOption {
    FileOption { name: known.long(), value: Some(word.text(from)), value_range: logical.source(word.place(from)) }
}

fn switch(logical: &Logical, known: &Known, word: &Word) -> FileOption {
    FileOption { name: known.long(), value: None, value_range: logical.source(word.place(0)) }
}

impl FileOption {
    fn is_well_formed(&self) -> bool {
        let value = self.value.as_deref().unwrap_or_default();
        match self.name {
            "--hash" => value.split_once(':').is_some_and(|(algorithm, _)| HASHES.contains(&algorithm)),
            "--config-settings" => value.contains('='),
            _ => true,
        }
    }

    /// Whether its value holds a variable that pip replaces.
    #[must_use]
    pub fn depends_on_variable(&self) -> bool {
        self.value.as_deref().is_some_and(has_variable)
    }
}
