//! Options in a requirements file, read as Python's `optparse` does.

use super::logical::Logical;
use super::tree::{FileOption, Pips, Unreadable};
use super::words::{self, Word};

/// An option that some version of pip reads in files.
struct Known {
    names: &'static [&'static str],
    short: Option<char>,
    takes_value: bool,
    pips: Pips,
}

impl Known {
    const fn flag(names: &'static [&'static str]) -> Self {
        Self { names, short: None, takes_value: false, pips: Pips::ALL }
    }

    const fn valued(names: &'static [&'static str]) -> Self {
        Self { takes_value: true, ..Self::flag(names) }
    }

    const fn short(self, letter: char) -> Self {
        Self { short: Some(letter), ..self }
    }

    const fn since(self, major: u32, minor: u32) -> Self {
        Self { pips: Pips { since: (major, minor), ..self.pips }, ..self }
    }

    const fn before(self, major: u32, minor: u32) -> Self {
        Self { pips: Pips { before: (major, minor), ..self.pips }, ..self }
    }

    fn long(&self) -> &'static str {
        self.names.first().copied().unwrap_or_default()
    }
}

/// What pip 9.0 to 26.0 read, by the parsers of twenty versions.
const KNOWN: &[Known] = &[
    Known::valued(&["--index-url", "--pypi-url"]).short('i'),
    Known::valued(&["--extra-index-url"]),
    Known::flag(&["--no-index"]),
    Known::valued(&["--constraint"]).short('c'),
    Known::valued(&["--requirement"]).short('r'),
    Known::valued(&["--editable"]).short('e'),
    Known::valued(&["--find-links"]).short('f'),
    Known::valued(&["--no-binary"]),
    Known::valued(&["--only-binary"]),
    Known::flag(&["--prefer-binary"]).since(20, 2),
    Known::flag(&["--require-hashes"]),
    Known::flag(&["--pre"]),
    Known::valued(&["--all-releases"]).since(26, 0),
    Known::valued(&["--only-final"]).since(26, 0),
    Known::valued(&["--trusted-host"]),
    Known::valued(&["--use-feature"]).since(20, 2),
    Known::valued(&["--hash"]),
    Known::valued(&["--config-settings"]).short('C').since(23, 1),
    Known::valued(&["--global-option"]).before(25, 3),
    Known::valued(&["--install-option"]).before(23, 1),
    Known::flag(&["--process-dependency-links"]).before(19, 0),
    Known::flag(&["--always-unzip"]).short('Z').before(20, 2),
    Known::flag(&["--use-wheel"]).before(10, 0),
    Known::flag(&["--no-use-wheel"]).before(10, 0),
    Known::valued(&["--allow-external"]).before(10, 0),
    Known::flag(&["--allow-all-external"]).before(10, 0),
    Known::flag(&["--no-allow-external"]).before(10, 0),
    Known::valued(&["--allow-unverified", "--allow-insecure"]).before(10, 0),
    Known::flag(&["--no-allow-insecure"]).before(10, 0),
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
    let value_range = logical.source(word.place(from));
    FileOption { name: known.long(), value: Some(word.text(from)), value_range, pips: known.pips }
}

fn switch(logical: &Logical, known: &Known, word: &Word) -> FileOption {
    FileOption { name: known.long(), value: None, value_range: logical.source(word.place(0)), pips: known.pips }
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
}
