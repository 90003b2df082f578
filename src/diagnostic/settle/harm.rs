//! What fixes bring that are right for one platform and wrong for another one.

use std::collections::{BTreeMap, HashSet};

use crate::diagnostic::{Diagnostic, Said, Severity, Stage};

/// The code of an error that a platform did not meet before, unless it is warned. Where an error is mended, what stands behind it
/// is met for the first time.
pub(super) fn harm(before: &Said, after: &Said, warned: &HashSet<usize>) -> Option<&'static str> {
    let platforms = before.iter().zip(after).enumerate().filter(|(platform, _)| !warned.contains(platform));
    platforms.map(|(_, said)| said).find_map(|(before, after)| {
        let (known, now) = (errors(before, Stage::Detect), errors(after, Stage::Detect));
        let is_gone = |found: &&Diagnostic| found.severity == Severity::Error && known.get(found.code) > now.get(found.code);
        let mended = before.iter().filter(is_gone).map(|found| found.stage).min();
        let behind = mended.map(|stage| errors(after, stage)).unwrap_or_default();
        let is_new = |(code, count): &(&&'static str, &usize)| known.get(*code) < Some(*count) && !behind.contains_key(*code);
        now.iter().find(is_new).map(|(code, _)| *code)
    })
}

/// How many errors there are of each code, from a stage on.
fn errors(said: &[Diagnostic], from: Stage) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for found in said.iter().filter(|found| found.severity == Severity::Error && found.stage >= from) {
        *counts.entry(found.code).or_default() += 1;
    }
    counts
}
