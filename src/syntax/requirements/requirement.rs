//! The requirement on a line: a name with its versions, an address, or a path.

use std::ops::Range;
use std::str::FromStr;

use pep440_rs::VersionSpecifier;

use super::logical::Logical;
use super::tree::{LineKind, Named, Pips, Target, Unreadable};
use super::{marker, options};

/// What pip can fetch from without a version control system.
const PLAIN_SCHEMES: &[&str] = &["http", "https", "file", "ftp"];
/// Version control systems; their name alone, or before a `+`, opens an address.
const REPOSITORY_SCHEMES: &[&str] = &["git", "hg", "svn", "bzr", "ssh"];
/// The endings of what pip takes for a package in one file.
const ARCHIVES: &[&str] =
    &[".whl", ".zip", ".tar.gz", ".tgz", ".tar", ".tar.bz2", ".tbz", ".tar.xz", ".txz", ".tlz", ".tar.lz", ".tar.lzma"];
/// The operators of versions before they had a grammar.
const OLD_OPERATORS: &[&str] = &["==", "!=", "<=", ">=", "<", ">"];

/// What an operator begins with.
const OPERATOR_SIGNS: [char; 5] = ['=', '<', '>', '!', '~'];

const BLANKS: [char; 2] = [' ', '\t'];

/// The requirement on a line, without its options and its marker.
pub(super) fn body(logical: &Logical) -> Option<Target> {
    let (body, _) = cut(options::before(&logical.text));
    (!body.is_empty()).then(|| Target { text: body.to_owned(), range: logical.source(0..body.len()) })
}

/// What the text before the options is. The text is the start of the line.
pub(super) fn classify(logical: &Logical, text: &str) -> LineKind {
    let (body, condition) = cut(text);
    let kind = classify_body(logical, body, condition);
    match condition {
        Some(condition) if !marker::is_marker(condition) && !matches!(kind, LineKind::Unreadable(_)) => {
            LineKind::Unreadable(Unreadable::Marker)
        }
        _ => kind,
    }
}

/// What stands before and behind the semicolon; in addresses one without a space behind it does not count.
fn cut(text: &str) -> (&str, Option<&str>) {
    let separator = if is_address(text) { "; " } else { ";" };
    let (body, condition) = text.split_once(separator).map_or((text, None), |(body, rest)| (body, Some(rest.trim())));
    (body.trim_end_matches(super::logical::is_blank), condition.filter(|condition| !condition.is_empty()))
}

/// In pip's order: an address, an archive, a requirement by name, and what looks like a path.
fn classify_body(logical: &Logical, body: &str, condition: Option<&str>) -> LineKind {
    let direct = || LineKind::Direct(Target { text: body.to_owned(), range: logical.source(0..body.len()) });
    if is_address(body) || is_archive(body) {
        return direct();
    }
    if let Some(parts) = Parts::parse(body) {
        return LineKind::Named(parts.named(logical, condition));
    }
    let is_path = body.starts_with(['.', '/']) || (body.contains('/') && !body.contains(BLANKS));
    if is_path { direct() } else { LineKind::Unreadable(Unreadable::Requirement) }
}

fn is_address(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else { return false };
    let scheme = scheme.to_ascii_lowercase();
    let system = scheme.split('+').next().unwrap_or_default();
    PLAIN_SCHEMES.contains(&scheme.as_str()) || REPOSITORY_SCHEMES.contains(&system)
}

/// Whether the name of a file is that of a package; `name @ address` is none, whatever the address ends in.
fn is_archive(text: &str) -> bool {
    let without_extras = text.strip_suffix(']').and_then(|text| text.rsplit_once('[')).map_or(text, |(path, _)| path.trim_end());
    let lower = without_extras.to_ascii_lowercase();
    let before_at = text.split_once('@').map(|(before, _)| before);
    ARCHIVES.iter().any(|ending| lower.ends_with(ending))
        && before_at.is_none_or(|before| before.contains('/') || before.starts_with('.'))
}

/// What pip makes of `-e`: a path, the address of a repository with a name, or nothing.
pub(super) fn editable(target: Target) -> LineKind {
    let Target { text, .. } = &target;
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme).to_ascii_lowercase();
    let named = Parts::parse(text.split(';').next().unwrap_or_default()).is_some_and(|parts| parts.url.is_some());
    let is_plain = scheme != "file" && PLAIN_SCHEMES.contains(&scheme.as_str());
    let is_repository = is_address(text) && scheme != "file" && !is_plain;
    if is_plain && !named {
        LineKind::Unreadable(Unreadable::EditableAddress)
    } else if is_repository && !text.contains("#egg=") && !text.contains("&egg=") {
        LineKind::Unreadable(Unreadable::EditableWithoutName)
    } else {
        LineKind::Editable(target)
    }
}

/// The parts of a requirement by name, as ranges of its text.
#[derive(Debug)]
struct Parts<'a> {
    text: &'a str,
    name: Range<usize>,
    extras: Vec<&'a str>,
    specifiers: Range<usize>,
    url: Option<&'a str>,
    pips: Pips,
}

impl<'a> Parts<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let name = &text[..text.find(|char| !in_name(char)).unwrap_or(text.len())];
        let (extras, rest) = extras(text[name.len()..].trim_start_matches(BLANKS))?;
        let rest = rest.trim_matches(BLANKS);
        let at = text.len() - rest.len();
        let parts = Self { text, name: 0..name.len(), extras, specifiers: at..text.len(), url: None, pips: Pips::ALL };
        if !is_name(name) {
            None
        } else if let Some(url) = rest.strip_prefix('@').map(|url| url.trim_start_matches(BLANKS)) {
            is_fetchable(url).then_some(Self { specifiers: text.len()..text.len(), url: Some(url), ..parts })
        } else if let Some(inner) = rest.strip_prefix('(') {
            let inner = inner.strip_suffix(')')?;
            Some(Self { specifiers: at + 1..at + 1 + inner.len(), pips: pips(inner)?, ..parts })
        } else if rest.is_empty() {
            Some(parts)
        } else {
            Some(Self { pips: pips(rest)?, ..parts })
        }
    }

    fn named(&self, logical: &Logical, condition: Option<&str>) -> Named {
        let name = &self.text[self.name.clone()];
        Named {
            name: name.to_owned(),
            name_range: logical.source(self.name.clone()),
            normalized: normalize_name(name),
            extras: self.extras.iter().map(ToString::to_string).collect(),
            specifiers: self.text[self.specifiers.clone()].trim().to_owned(),
            specifiers_range: logical.source(self.specifiers.clone()),
            url: self.url.map(str::to_owned),
            marker: condition.map(str::to_owned),
            pips: self.pips,
        }
    }
}

/// The names in brackets, and what comes behind them.
fn extras(text: &str) -> Option<(Vec<&str>, &str)> {
    let Some(inner) = text.strip_prefix('[') else { return Some((vec![], text)) };
    let (inner, rest) = inner.split_once(']')?;
    if inner.trim_matches(BLANKS).is_empty() {
        return Some((vec![], rest));
    }
    let names: Vec<&str> = inner.split(',').map(|name| name.trim_matches(BLANKS)).collect();
    names.iter().all(|name| is_name(name)).then_some((names, rest))
}

fn in_name(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | '_')
}

/// A letter or digit at both ends.
fn is_name(text: &str) -> bool {
    let at_end = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric());
    text.chars().all(in_name) && at_end(text.chars().next()) && at_end(text.chars().next_back())
}

/// Whether what stands behind an `@` is an address. pip since 24.1 takes any word here, and finds nothing to fetch later.
fn is_fetchable(url: &str) -> bool {
    let names_place = url.split_once("://").is_some_and(|(scheme, place)| !scheme.is_empty() && !place.is_empty());
    (names_place || url.starts_with("file:")) && !url.contains(BLANKS)
}

/// Which versions of pip read these specifiers; none if no version does. No specifier at all between parentheses, and a
/// comma behind the last one, came with the new parser.
fn pips(text: &str) -> Option<Pips> {
    if text.trim_matches(BLANKS).is_empty() {
        return Some(Pips::OF_NEW_GRAMMAR);
    }
    let (list, open_end) = text.trim_matches(BLANKS).strip_suffix(',').map_or((text, false), |list| (list, true));
    let specifiers = || list.split(',').map(|specifier| specifier.trim_matches(BLANKS));
    let new = specifiers().all(is_new);
    let old = !open_end && specifiers().all(|specifier| is_old(specifier) || is_new(specifier));
    match (new, old) {
        (true, true) => Some(Pips::ALL),
        (true, false) => Some(Pips::OF_NEW_GRAMMAR),
        (false, true) if list.ends_with(']') => Some(Pips::WITHOUT_EXTRAS_CHECK),
        (false, true) => Some(Pips::OF_OLD_GRAMMAR),
        (false, false) => None,
    }
}

/// A version as PEP 440 has it; behind `===`, any word.
fn is_new(specifier: &str) -> bool {
    match specifier.strip_prefix("===") {
        Some(any) => !any.trim().is_empty() && is_word(any.trim()),
        None => specifier.starts_with(OPERATOR_SIGNS) && VersionSpecifier::from_str(specifier).is_ok(),
    }
}

fn is_old(specifier: &str) -> bool {
    let version = OLD_OPERATORS.iter().find_map(|operator| specifier.strip_prefix(operator));
    version.is_some_and(|version| is_word(version.trim_start()))
}

fn is_word(version: &str) -> bool {
    !version.contains(|char: char| char.is_whitespace() || matches!(char, ')' | ','))
}

/// A package's name as the index knows it (PEP 503).
#[must_use]
pub fn normalize_name(name: &str) -> String {
    let parts = name.split(['-', '_', '.']).filter(|part| !part.is_empty());
    parts.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}
