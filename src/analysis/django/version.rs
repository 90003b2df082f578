//! Which Django gets installed.

use std::str::FromStr;

use pep440_rs::{Version, VersionSpecifiers};

use crate::analysis::requirements::Requirements;
use crate::platform::Series;

/// The first two numbers of a version.
type Pair = (u32, u32);

/// The series of Django, each with the oldest Python of its releases.
const SERIES: &[(Pair, Pair)] = &[
    ((1, 8), (2, 7)),
    ((1, 9), (2, 7)),
    ((1, 10), (2, 7)),
    ((1, 11), (2, 7)),
    ((2, 0), (3, 4)),
    ((2, 1), (3, 5)),
    ((2, 2), (3, 5)),
    ((3, 0), (3, 6)),
    ((3, 1), (3, 6)),
    ((3, 2), (3, 6)),
    ((4, 0), (3, 8)),
    ((4, 1), (3, 8)),
    ((4, 2), (3, 8)),
    ((5, 0), (3, 10)),
    ((5, 1), (3, 10)),
    ((5, 2), (3, 10)),
    ((6, 0), (3, 12)),
    ((6, 1), (3, 12)),
];

/// No series has more releases.
const MOST_PATCHES: u64 = 50;

/// The series of Django that the requirements decide on; none where they leave it open. pip takes the newest that they and
/// the Python allow.
#[must_use]
pub fn required(requirements: &Requirements) -> Option<Series> {
    let named = requirements.named().find(|(_, named)| named.normalized == "django").map(|(_, named)| named)?;
    let specifiers = VersionSpecifiers::from_str(&named.specifiers).ok()?;
    let python = requirements.python.map(|version| (version.series.major, version.series.minor));
    let is_exact = named.specifiers.starts_with("==");
    let fits = |&&((major, minor), oldest): &&(Pair, Pair)| {
        let allowed = |patch| specifiers.contains(&Version::new([u64::from(major), u64::from(minor), patch]));
        (is_exact || python.is_some_and(|python| oldest <= python)) && (0..=MOST_PATCHES).any(allowed)
    };
    let ((major, minor), _) = SERIES.iter().rfind(fits)?;
    Some(Series { major: *major, minor: *minor })
}
