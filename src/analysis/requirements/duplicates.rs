//! The same package in two lines.

use std::collections::BTreeMap;

use crate::syntax::requirements::Line;
use crate::text::conflicts::conflicts;

use super::listed::{Listed, PipReads};

/// Two lines about one package.
#[derive(Debug, Clone, Copy)]
pub struct Duplicate<'f> {
    /// The line that comes first.
    pub first: Listed<'f>,
    /// The other.
    pub second: Listed<'f>,
    /// What pip makes of them.
    pub fate: DuplicateFate,
}

/// What pip makes of two lines about one package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DuplicateFate {
    /// It stops at two different lines about one package.
    Refused,
    /// No version fits both lines.
    Contradicts,
    /// Both say the same.
    Same,
}

impl<'f> Duplicate<'f> {
    /// All of them, as the platform's pip tells packages apart; a package's first line is compared with each later one. In a file with a merge conflict both sides stand,
    /// so nothing is said of it.
    #[must_use]
    pub fn all(reads: &PipReads<'f>) -> Vec<Self> {
        let is_in_conflict = |path: &str| reads.project.text(path).is_some_and(|text| !conflicts(text.as_str()).is_empty());
        let merged: Vec<&str> = reads.files.iter().map(|file| file.path.as_str()).filter(|path| is_in_conflict(path)).collect();
        let mut firsts: BTreeMap<String, Listed<'_>> = BTreeMap::new();
        let mut found = vec![];
        for second in reads.listed().filter(|listed| listed.named.url.is_none() && !merged.contains(&listed.file.path.as_str())) {
            let name = reads.pip().keeps_as(&second.named.name);
            let Some(first) = firsts.get(&name) else {
                firsts.insert(name, second);
                continue;
            };
            if let Some(fate) = fate(reads, first, &second) {
                found.push(Self { first: *first, second, fate });
            }
        }
        found
    }

    /// The line to give up: the one without a version, then the one with the lower version, then the first.
    #[must_use]
    pub fn weaker(&self) -> &Listed<'f> {
        match (self.fate, self.first.pin(), self.second.pin()) {
            (DuplicateFate::Same, ..) | (_, Some(_), None) => &self.second,
            (_, Some(one), Some(other)) if one > other => &self.second,
            _ => &self.first,
        }
    }
}

fn fate(reads: &PipReads<'_>, first: &Listed<'_>, second: &Listed<'_>) -> Option<DuplicateFate> {
    let same_extras = first.named.extras == second.named.extras;
    let same_versions = first.versions() == second.versions();
    if same_versions || first.specifiers().zip(second.specifiers()).is_some_and(|(one, other)| one == other) {
        // A line with a hash is another one than a line without it.
        let options = |line: &Line| line.options.iter().map(|option| (option.name, option.value.clone())).collect::<Vec<_>>();
        let same_options = options(first.line) == options(second.line);
        return (same_extras && same_options && first.file.path == second.file.path).then_some(DuplicateFate::Same);
    }
    if !reads.pip().resolves() {
        return same_extras.then_some(DuplicateFate::Refused);
    }
    (excludes(first, second) || excludes(second, first)).then_some(DuplicateFate::Contradicts)
}

/// Whether the only version that one line allows is none that the other allows.
fn excludes(pinned: &Listed<'_>, other: &Listed<'_>) -> bool {
    pinned.pin().zip(other.specifiers()).is_some_and(|(version, allowed)| !allowed.contains(&version))
}
