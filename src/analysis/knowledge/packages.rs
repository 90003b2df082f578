//! What is known of widely used packages: their modules, and what they need.

use std::collections::BTreeSet;
use std::str::FromStr;

use pep440_rs::Version;

use crate::syntax::requirements::{LineKind, Named};

use super::late;
use crate::analysis::requirements::Requirements;
use crate::text::table::Table;

#[cfg(any(feature = "python", test))]
static DEPENDENCIES: Table = Table::new(late::TEXTS[late::DEPENDENCIES]);
#[cfg(not(any(feature = "python", test)))]
static DEPENDENCIES: Table = Table::late(|| late::text(late::DEPENDENCIES));
#[cfg(any(feature = "python", test))]
static IMPORT_NAMES: Table = Table::new(late::TEXTS[late::IMPORT_NAMES]);
#[cfg(not(any(feature = "python", test)))]
static IMPORT_NAMES: Table = Table::late(|| late::text(late::IMPORT_NAMES));

/// The words in many names of packages, which tell nothing of what is in them.
const COMMON: [&str; 4] = ["api", "client", "lib", "python"];

/// Stands between what a package needed and the first release that does not any more.
const UNTIL: char = '<';

/// What a package needs.
#[derive(Debug, Default)]
struct Needs {
    /// Each with the first release that does without, if there is one.
    always: Vec<(&'static str, Option<Version>)>,
    with_extras: Vec<&'static str>,
}

/// The packages that have a module, the usual one first; none for a module that is not in the table.
#[must_use]
pub fn packages_with(module: &str) -> Option<Vec<&'static str>> {
    IMPORT_NAMES.behind(module).map(words)
}

/// Whether one of these packages may get installed: it is required, a required package needs it in some version, or
/// something is required that nothing is known of and that may bring it, or in a line that pip cannot read.
#[must_use]
pub fn may_install(requirements: &Requirements, packages: &[&str]) -> bool {
    may_install_beside(requirements, packages, "")
}

/// The same, where one package is known to bring none of them by itself.
#[must_use]
pub fn may_install_beside(requirements: &Requirements, packages: &[&str], beside: &str) -> bool {
    let may_be_brought = |package: &str| {
        let is_alike = || packages.iter().any(|name| are_alike(name, package));
        packages.contains(&package) || !DEPENDENCIES.has(package) && (is_alike() || are_needed_by_any(packages))
    };
    let brings = |named: &Named| may_be_brought(&named.normalized) || all_needs(named, beside).into_iter().any(may_be_brought);
    // Following what packages need takes the longest.
    let is_required = || requirements.named().any(|(_, named)| packages.contains(&named.normalized.as_str()));
    let mut lines = requirements.files.iter().flat_map(|file| &file.file.lines);
    requirements.incomplete
        || lines.any(|line| matches!(line.kind, LineKind::Unreadable(_)))
        || is_required()
        || requirements.named().any(|(_, named)| brings(named))
}

/// Whether what is known of packages is there: the page gets it after its first check.
#[must_use]
pub fn are_known() -> bool {
    !DEPENDENCIES.text().is_empty()
}

/// Whether one of the other requirements may keep pip from the newest release of a package: it needs that package, or
/// nothing is known of it.
#[must_use]
pub fn may_hold_back(requirements: &Requirements, package: &str) -> bool {
    let is_unknown = |named: &Named| named.normalized != package && !DEPENDENCIES.has(&named.normalized);
    let is_any_unknown = requirements.named().any(|(_, named)| is_unknown(named));
    requirements.incomplete || is_any_unknown || is_needed_by_another(requirements, package, package)
}

/// Whether a package is known to be needed by a required one, apart from this one.
#[must_use]
pub fn is_needed_by_another(requirements: &Requirements, package: &str, apart_from: &str) -> bool {
    let needs = |named: &Named| all_needs(named, "").contains(package);
    let mut others = requirements.named().map(|(_, named)| named);
    others.any(|named| named.normalized != package && named.normalized != apart_from && needs(named))
}

/// The required packages of which nothing is known, as written.
#[must_use]
pub fn unknown(requirements: &Requirements) -> Vec<&str> {
    let named = requirements.named().map(|(_, named)| named);
    named.filter(|named| !DEPENDENCIES.has(&named.normalized)).map(|named| named.name.as_str()).collect()
}

impl Needs {
    fn of(package: &str) -> Option<Self> {
        let text = DEPENDENCIES.behind(package)?;
        let (always, with_extras) = text.split_once('|').unwrap_or((text, ""));
        let until = |word: &'static str| match word.split_once(UNTIL) {
            Some((name, release)) => (name, Version::from_str(release).ok()),
            None => (word, None),
        };
        Some(Self { always: words(always).into_iter().map(until).collect(), with_extras: words(with_extras) })
    }
}

/// All that a required package needs, and what that needs in turn; of one package, where it is required without extras,
/// nothing.
fn all_needs(named: &Named, apart_from: &str) -> BTreeSet<&'static str> {
    let has_extras = !named.extras.is_empty();
    if named.normalized == apart_from && !has_extras {
        return BTreeSet::new();
    }
    let needs = Needs::of(&named.normalized).unwrap_or_default();
    let mut waiting = if has_extras { needs.with_extras } else { vec![] };
    waiting.extend(always_needs(&named.normalized, least(named).as_ref()));
    let mut found = BTreeSet::new();
    while let Some(next) = waiting.pop() {
        if found.insert(next) {
            waiting.extend(always_needs(next, None));
        }
    }
    found
}

/// The oldest release that a requirement takes, as far as it says so first.
fn least(named: &Named) -> Option<Version> {
    let text = ["==", ">=", "~="].iter().find_map(|operator| named.specifiers.strip_prefix(operator))?;
    Version::from_str(text.split(',').next()?.trim()).ok()
}

/// What a package itself always needs in a release and later ones, or in any.
fn always_needs(package: &str, release: Option<&Version>) -> Vec<&'static str> {
    let needs = Needs::of(package).unwrap_or_default();
    let is_needed = |until: Option<Version>| release.zip(until).is_none_or(|(release, until)| *release < until);
    needs.always.into_iter().filter_map(|(name, until)| is_needed(until).then_some(name)).collect()
}

/// Whether some package always needs one of these, so that one that nobody knows may as well.
fn are_needed_by_any(packages: &[&str]) -> bool {
    let needs = |line: &'static str| line.split_once(':').map_or("", |(_, needs)| needs).split('|').next().unwrap_or_default();
    DEPENDENCIES
        .text()
        .lines()
        .flat_map(|line| needs(line).split(' '))
        .any(|word| packages.contains(&word.split(UNTIL).next().unwrap_or_default()))
}

/// Whether two names of packages or modules share a word that says something, or one has it in a longer one.
fn are_alike(one: &str, other: &str) -> bool {
    let (one, other) = (telling_words(one), telling_words(other));
    one.iter().any(|word| other.iter().any(|other| word.contains(other.as_str()) || other.contains(word.as_str())))
}

fn telling_words(name: &str) -> Vec<String> {
    let words = name.split(['-', '_', '.']).map(str::to_ascii_lowercase);
    let telling: Vec<String> = words.filter(|word| word.len() > 2 && !COMMON.contains(&word.as_str())).collect();
    if telling.is_empty() { vec![name.to_ascii_lowercase()] } else { telling }
}

fn words(text: &'static str) -> Vec<&'static str> {
    text.split_ascii_whitespace().collect()
}
