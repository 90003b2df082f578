//! What is known of widely used packages: their modules, what they need, and for which Python their releases are.

use std::collections::{BTreeSet, HashMap};
use std::str::FromStr;
use std::sync::LazyLock;

use pep440_rs::{Version, VersionSpecifiers};

use crate::syntax::requirements::{LineKind, Named};

use super::requirements::Requirements;

static IMPORT_NAMES: LazyLock<HashMap<&str, Vec<&str>>> =
    LazyLock::new(|| entries(include_str!("data/import_names.txt")).map(|(name, rest)| (name, words(rest))).collect());

static DEPENDENCIES: LazyLock<HashMap<&str, Needs>> =
    LazyLock::new(|| entries(include_str!("data/dependencies.txt")).map(|(name, rest)| (name, Needs::parse(rest))).collect());

static REQUIRES_PYTHON: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| entries(include_str!("data/requires_python.txt")).collect());

/// What a package needs.
#[derive(Debug, Default)]
struct Needs {
    always: Vec<&'static str>,
    with_extras: Vec<&'static str>,
}

/// Releases of a package, from one to another, for the same Python.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Releases {
    /// The first.
    pub first: Version,
    /// The last.
    pub last: Version,
    /// The `Requires-Python` as the index has it, without blanks; empty if there is none.
    pub requires_python: &'static str,
}

/// The packages that have a module, the usual one first; none for a module that is not in the table.
#[must_use]
pub fn packages_with(module: &str) -> Option<&'static [&'static str]> {
    IMPORT_NAMES.get(module).map(Vec::as_slice)
}

/// Whether one of these packages may get installed: it is required, a required package needs it in some version, or
/// something is required of which nothing is known, or in a line that pip cannot read.
#[must_use]
pub fn may_install(requirements: &Requirements, packages: &[&str]) -> bool {
    let brings = |named: &Named| {
        let needs = all_needs(&named.normalized, !named.extras.is_empty());
        packages.contains(&named.normalized.as_str()) || packages.iter().any(|package| needs.contains(package))
    };
    let mut lines = requirements.files.iter().flat_map(|file| &file.file.lines);
    requirements.incomplete
        || lines.any(|line| matches!(line.kind, LineKind::Unreadable(_)))
        || !unknown(requirements).is_empty()
        || requirements.named().any(|(_, named)| brings(named))
}

/// The required packages of which nothing is known, as written.
#[must_use]
pub fn unknown(requirements: &Requirements) -> Vec<&str> {
    let named = requirements.named().map(|(_, named)| named);
    named.filter(|named| !DEPENDENCIES.contains_key(named.normalized.as_str())).map(|named| named.name.as_str()).collect()
}

/// The releases of a package; none if it is not in the table.
#[must_use]
pub fn releases(package: &str) -> Option<Vec<Releases>> {
    Some(REQUIRES_PYTHON.get(package)?.split(" | ").filter_map(Releases::parse).collect())
}

impl Releases {
    /// Whether they are for a Python.
    #[must_use]
    pub fn run_on(&self, python: &Version) -> bool {
        VersionSpecifiers::from_str(self.requires_python).is_ok_and(|specifiers| specifiers.contains(python))
    }

    fn parse(text: &'static str) -> Option<Self> {
        let (span, requires_python) = text.split_once(' ').unwrap_or((text, ""));
        let (first, last) = span.split_once('-').unwrap_or((span, span));
        Some(Self { first: Version::from_str(first).ok()?, last: Version::from_str(last).ok()?, requires_python })
    }
}

impl Needs {
    fn parse(text: &'static str) -> Self {
        let (always, with_extras) = text.split_once('|').unwrap_or((text, ""));
        Self { always: words(always), with_extras: words(with_extras) }
    }
}

/// All that a package needs, and what that needs in turn.
fn all_needs(package: &str, has_extras: bool) -> BTreeSet<&'static str> {
    let Some(needs) = DEPENDENCIES.get(package) else { return BTreeSet::new() };
    let mut waiting = needs.always.clone();
    waiting.extend(needs.with_extras.iter().filter(|_| has_extras));
    let mut found = BTreeSet::new();
    while let Some(next) = waiting.pop() {
        if found.insert(next) {
            waiting.extend(DEPENDENCIES.get(next).into_iter().flat_map(|needs| &needs.always));
        }
    }
    found
}

/// The lines `name: rest` of a table.
fn entries(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .map(|(name, rest)| (name, rest.trim_start()))
}

fn words(text: &'static str) -> Vec<&'static str> {
    text.split_ascii_whitespace().collect()
}
