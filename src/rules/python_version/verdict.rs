//! The one thing that there is to say of the version that is asked for.

use crate::analysis::Facts;
use crate::analysis::python_version::{self, Status};
use crate::platform::{Platform, Request, Series, Version, releases};
use crate::text::Encoding;

/// What is wrong with the version that is asked for. Each rule speaks of one of these, so that only the most specific
/// one does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The file's encoding hides it.
    Encoding(Encoding),
    /// It is not in the platform's grammar.
    Malformed,
    /// There is no such release.
    NeverReleased(Request),
    /// The platform does not have it.
    NotAvailable(Request),
    /// The platform has it and does not see that, because something stands behind it.
    NotExact(Version),
    /// The platform refuses it for its age.
    Refused(Request),
    /// The platform has it, though its list does not say so.
    Unlisted(Version),
    /// It is past its end of life.
    Ended(Version),
    /// The platform has a newer patch of the same series.
    Outdated {
        /// What is asked for.
        version: Version,
        /// What there is.
        newest: Version,
    },
}

/// What is to be said; none if all is well, nothing is asked for, the file's content is unknown, or it does not matter
/// because the build stops before it is read.
pub(super) fn verdict(facts: &Facts<'_>) -> Option<Verdict> {
    let python = &facts.python;
    python.written.as_ref().filter(|_| python.stop.is_none())?;
    if let Some(file) = python.source?.file() {
        let encoding = facts.project.text(file)?.encoding;
        if encoding != Encoding::Utf8 {
            return Some(Verdict::Encoding(encoding));
        }
    }
    let Some(request) = python.requested else { return Some(Verdict::Malformed) };
    match python.status {
        Status::EndOfLife | Status::Unavailable if releases::never_was(request) => Some(Verdict::NeverReleased(request)),
        Status::EndOfLife => Some(Verdict::Refused(request)),
        Status::Unavailable => Some(of_an_unavailable(facts, request)),
        Status::Invalid => Some(Verdict::Malformed),
        Status::Ok | Status::Default | Status::Unread => of_an_available(facts, request),
    }
}

fn of_an_unavailable(facts: &Facts<'_>, request: Request) -> Verdict {
    match request {
        Request::Version(version) if python_version::is_available(facts.platform, version) => Verdict::NotExact(version),
        _ => Verdict::NotAvailable(request),
    }
}

/// Where every series has ended, the newer patch is worth more than the age, which nothing can be done about.
fn of_an_available(facts: &Facts<'_>, request: Request) -> Option<Verdict> {
    let platform = facts.platform;
    let version = python_version::stands_for(platform, request)?;
    let ended = releases::is_ended(version.series);
    let outdated = newer_patch(platform, version).map(|newest| Verdict::Outdated { version, newest });
    // A series alone is no choice of a patch: the platform knows best which one it has.
    if matches!(request, Request::Series(_)) {
        return ended.then_some(Verdict::Ended(version));
    }
    if !python_version::is_listed(platform, version) {
        return Some(Verdict::Unlisted(version));
    }
    if ended && !living_series(platform).is_empty() {
        return Some(Verdict::Ended(version));
    }
    outdated.or_else(|| ended.then_some(Verdict::Ended(version)))
}

/// Nobody is told to leave a version that the platform itself advises or installs.
fn newer_patch(platform: &Platform, version: Version) -> Option<Version> {
    let advised = platform.python.recommended.value.contains(&version) || platform.python.default.value == version;
    python_version::newest(platform, version.series).filter(|newest| *newest > version && !advised)
}

/// The series that the platform says it has and that still get security fixes, lowest first.
pub(super) fn living_series(platform: &Platform) -> Vec<Series> {
    python_version::listed_series(platform).into_iter().filter(|series| !releases::is_ended(*series)).collect()
}
