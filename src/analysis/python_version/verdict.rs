//! What there is to say of the Python that a project asks for.

use crate::analysis::Facts;
use crate::platform::{ManagedFile, Platform, Request, Version, VersionSource, releases};
use crate::syntax::pipfile_lock;
use crate::text::Encoding;

use super::encoded::EncodedFile;
use super::meant::{Number, meant};
use super::misnamed::MisnamedFile;
use super::offer::{is_available, is_listed, living_series, newest, reader, stands_for};
use super::{Status, Stop};

/// One thing that there is to say. Each rule speaks of one of these, so that of what is asked for only the most specific
/// one does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VersionVerdict<'a> {
    /// The build stops because a file is there.
    RefusedFile(&'static ManagedFile),
    /// The build stops because a file has this name, which was meant for a version file.
    RefusedName(&'a str),
    /// A version file that the platform does not read asks for another series than the one that is installed.
    UnreadFile {
        /// The file.
        file: &'static str,
        /// What it asks for.
        asked: Number,
        /// What is installed.
        installed: Version,
    },
    /// Nothing is asked for, but a version file has a name that the platform does not look for.
    Misnamed(MisnamedFile<'a>),
    /// Nothing is asked for.
    NotRequested {
        /// What `Pipfile.lock` asks for and the platform passes over.
        passed_over: Option<String>,
    },
    /// The encoding of the file that asks hides what it asks for.
    Encoding(EncodedFile),
    /// What is asked for is not in the platform's grammar.
    Malformed,
    /// There is no such release.
    NeverReleased(Request),
    /// The platform does not have it.
    NotAvailable(Request),
    /// The platform has it, but takes another one, because something stands behind it.
    NotExact {
        /// What is asked for.
        asked: Version,
        /// What is installed.
        installed: Version,
    },
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

/// All that there is to say: what stops the build whatever is asked for, else a file that is not read, and then what is
/// asked for, or that nothing is.
#[must_use]
pub fn verdicts<'a>(facts: &'a Facts<'_>) -> Vec<VersionVerdict<'a>> {
    match &facts.python.stop {
        Some(Stop::RefusedFile(file)) => return vec![VersionVerdict::RefusedFile(file)],
        Some(Stop::RefusedName(name)) => return vec![VersionVerdict::RefusedName(name)],
        Some(Stop::NeededFile(_)) | None => {}
    }
    let unread = unread_file(facts);
    let asked = match facts.python.status {
        Status::Default => of_a_default(facts, unread.is_some()),
        _ => of_a_request(facts),
    };
    unread.into_iter().chain(asked).collect()
}

/// A file that is not read says best that nothing else is asked for.
fn of_a_default<'a>(facts: &Facts<'a>, has_unread: bool) -> Option<VersionVerdict<'a>> {
    match MisnamedFile::find(facts) {
        Some(misnamed) => Some(VersionVerdict::Misnamed(misnamed)),
        None if has_unread || !facts.is_built_as_python() => None,
        None => Some(VersionVerdict::NotRequested { passed_over: passed_over(facts) }),
    }
}

fn unread_file(facts: &Facts<'_>) -> Option<VersionVerdict<'static>> {
    let installed = facts.python.resolved.filter(|_| facts.is_built_as_python())?;
    let unread = VersionSource::OF_OWN_FILE.into_iter().filter(|source| reader(facts.platform, *source).is_none());
    unread.filter_map(VersionSource::file).find_map(|file| {
        let asked = meant(facts.project.text(file)?.as_str())?.number;
        (!asked.includes(installed.series)).then_some(VersionVerdict::UnreadFile { file, asked, installed })
    })
}

fn passed_over(facts: &Facts<'_>) -> Option<String> {
    let reads_lock = reader(facts.platform, VersionSource::PipfileLock).is_some() && facts.project.has("Pipfile");
    let bytes = facts.project.bytes_of("Pipfile.lock").filter(|_| reads_lock)?;
    pipfile_lock::python_requirement(bytes)?.python_version
}

/// None if all is well, or the file's content is unknown.
fn of_a_request(facts: &Facts<'_>) -> Option<VersionVerdict<'static>> {
    let (python, platform) = (&facts.python, facts.platform);
    python.written.as_ref()?;
    if python.source?.file().is_some_and(|file| !facts.project.has(file)) {
        return Some(VersionVerdict::Malformed);
    }
    let is_by_hand = matches!(python.source?, VersionSource::RuntimeTxt | VersionSource::PythonVersionFile);
    if let Some(file) = python.source?.file().filter(|_| is_by_hand && python.requested.is_none()) {
        let text = facts.project.text(file)?;
        if text.encoding != Encoding::Utf8 {
            return Some(VersionVerdict::Encoding(EncodedFile::of(facts, file, &text)));
        }
    }
    let Some(request) = python.requested else { return Some(VersionVerdict::Malformed) };
    match python.status {
        Status::EndOfLife | Status::Unavailable if releases::never_was(request) => Some(VersionVerdict::NeverReleased(request)),
        Status::EndOfLife => Some(VersionVerdict::Refused(request)),
        Status::Unavailable => of_an_unavailable(facts, request),
        Status::Invalid => Some(VersionVerdict::Malformed),
        Status::Ok | Status::Default | Status::Unread => of_an_available(platform, request),
    }
}

fn of_an_unavailable(facts: &Facts<'_>, request: Request) -> Option<VersionVerdict<'static>> {
    match request {
        Request::Version(asked) if is_available(facts.platform, asked) => {
            let installed = facts.python.resolved.filter(|installed| *installed != asked)?;
            Some(VersionVerdict::NotExact { asked, installed })
        }
        _ => Some(VersionVerdict::NotAvailable(request)),
    }
}

/// Where every series has ended, the newer patch is worth more than the age, which nothing can be done about.
fn of_an_available(platform: &Platform, request: Request) -> Option<VersionVerdict<'static>> {
    let version = stands_for(platform, request)?;
    let ended = releases::is_ended(version.series);
    let outdated = newer_patch(platform, version).map(|newest| VersionVerdict::Outdated { version, newest });
    // A series alone is no choice of a patch: the platform knows best which one it has.
    if matches!(request, Request::Series(_)) {
        return ended.then_some(VersionVerdict::Ended(version));
    }
    if !is_listed(platform, version) {
        return Some(VersionVerdict::Unlisted(version));
    }
    if ended && !living_series(platform).is_empty() {
        return Some(VersionVerdict::Ended(version));
    }
    outdated.or_else(|| ended.then_some(VersionVerdict::Ended(version)))
}

/// Nobody is told to leave a version that the platform itself advises or installs.
fn newer_patch(platform: &Platform, version: Version) -> Option<Version> {
    let advised = platform.python.recommended.value.contains(&version) || platform.python.default.value == version;
    newest(platform, version.series).filter(|newest| *newest > version && !advised)
}
