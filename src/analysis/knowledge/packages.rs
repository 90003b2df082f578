//! What is known of widely used packages: their modules, and what they need.

use std::collections::BTreeSet;

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

/// What packages needed in releases before this one.
const OUTGROWN: [(&str, &str, u32); 1] = [("gunicorn", "setuptools", 21)];

/// What a package needs.
#[derive(Debug)]
struct Needs {
    always: Vec<&'static str>,
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

/// The same for all that is required but one package, which brings none of them unless it is asked for with extras.
#[must_use]
pub fn may_install_beside(requirements: &Requirements, packages: &[&str], beside: &str) -> bool {
    let may_be_brought = |package: &str| {
        let is_alike = || packages.iter().any(|name| are_alike(name, package));
        packages.contains(&package) || !DEPENDENCIES.has(package) && (is_alike() || are_needed_by_any(packages))
    };
    let brings = |named: &Named| {
        let needs = needs(named);
        may_be_brought(&named.normalized) || needs.into_iter().any(may_be_brought)
    };
    let mut lines = requirements.files.iter().flat_map(|file| &file.file.lines);
    requirements.incomplete
        || lines.any(|line| matches!(line.kind, LineKind::Unreadable(_)))
        || requirements
            .named()
            .filter(|(_, named)| named.normalized != beside || !named.extras.is_empty())
            .any(|(_, named)| brings(named))
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
    let needs = |named: &Named| needs(named).contains(package);
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
        Some(Self { always: words(always), with_extras: words(with_extras) })
    }
}

/// All that a required package needs, and what that needs in turn.
fn needs(named: &Named) -> BTreeSet<&'static str> {
    let Some(Needs { always: mut waiting, with_extras }) = Needs::of(&named.normalized) else { return BTreeSet::new() };
    let outgrown = outgrown(named);
    waiting.retain(|need| Some(*need) != outgrown);
    waiting.extend(with_extras.iter().filter(|_| !named.extras.is_empty()));
    let mut found = BTreeSet::new();
    while let Some(next) = waiting.pop() {
        if found.insert(next) {
            waiting.extend(Needs::of(next).into_iter().flat_map(|needs| needs.always));
        }
    }
    found
}

/// What the required releases of a package no longer need.
fn outgrown(named: &Named) -> Option<&'static str> {
    let least = ["==", ">=", "~="].iter().find_map(|operator| named.specifiers.strip_prefix(operator))?;
    let major: u32 = least.trim_start().split('.').next()?.parse().ok()?;
    OUTGROWN.iter().find(|(package, _, first)| *package == named.normalized && major >= *first).map(|(_, need, _)| *need)
}

/// Whether some package always needs one of these, so that one that nobody knows may as well.
fn are_needed_by_any(packages: &[&str]) -> bool {
    let needs = |line: &'static str| line.split_once(':').map_or("", |(_, needs)| needs).split('|').next().unwrap_or_default();
    DEPENDENCIES.text().lines().flat_map(|line| needs(line).split(' ')).any(|name| packages.contains(&name))
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
