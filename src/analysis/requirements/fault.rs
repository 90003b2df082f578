//! What is wrong with a line of a requirements file. It is decided here, once; each rule speaks of one kind.

use std::collections::BTreeSet;
use std::ops::Range;

use pep440_rs::Version;

use crate::analysis::knowledge::mistaken_names::{self, ImportNameFate, PlatformOnlyReason, StandardLibraryFate};
use crate::analysis::knowledge::source_only::SourceOnly;
use crate::analysis::knowledge::{abandoned, refused_metadata};
use crate::order;
use crate::syntax::requirements::{Line, LineKind, Named};
use crate::text::conflicts::{conflicts, cover, is_marker};

use super::files::Followed;
use super::listed::{Listed, PipReads};
use super::local_path::{LocalPath, PathFault};
use super::repository::{Repository, address};
use super::secret::secrets;
use super::unread::UnreadCause;

/// A part of setuptools that the virtual environments of Debian list as a package.
const BROKEN_FREEZE_LINE: &str = "pkg-resources";
/// The variable that names a file of constraints.
const CONSTRAINTS: &str = "PIP_CONSTRAINT";

/// A line with what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultyLine {
    /// The file, by its number in [`Requirements::files`](super::Requirements).
    pub file: usize,
    /// The line, by its number in that file.
    pub line: usize,
    /// What is wrong with it.
    pub fault: RequirementFault,
}

/// What is wrong with a line, the strongest first: what stands above keeps from being told what stands below, but for
/// the last four, each of which may be true beside the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequirementFault {
    /// An address in it holds a password or a token, here in the text of the file. Whatever else there is to say of the line
    /// is said, but not that it is fetched from a repository.
    Secret(Range<usize>),
    /// pip cannot read it.
    Unreadable(UnreadCause),
    /// It installs from a path where the platform has nothing to install.
    LocalPath(PathFault),
    /// It is fetched from a repository.
    Repository(Repository),
    /// `pkg-resources==0.0.0`, which no index has.
    BrokenFreezeLine,
    /// A part of the standard library.
    StandardLibrary(StandardLibraryFate),
    /// The name that code imports in place of this package.
    ImportName(ImportNameFate, &'static str),
    /// A package for the system of this `sys_platform`.
    PlatformOnly(&'static str, PlatformOnlyReason),
    /// A pin whose metadata pip refuses.
    RefusedMetadata(RefusedMetadata),
    /// It has to be compiled, with headers that are not known to be there.
    SourceOnly(SourceOnly),
    /// Nobody keeps it up.
    Abandoned {
        /// The month of its newest release.
        month: &'static str,
        /// What does its work now.
        instead: &'static str,
    },
    /// Nothing keeps later releases away.
    Unpinned,
}

/// A pinned release whose metadata pip refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedMetadata {
    /// The release.
    pub pinned: Version,
    /// The first later release that pip takes.
    pub good: &'static str,
}

impl RequirementFault {
    /// Whether it says why pip finds or installs nothing for the line.
    #[must_use]
    pub fn explains(&self) -> bool {
        match self {
            Self::Unreadable(_)
            | Self::LocalPath(_)
            | Self::BrokenFreezeLine
            | Self::StandardLibrary(_)
            | Self::ImportName(..)
            | Self::PlatformOnly(..)
            | Self::RefusedMetadata(_)
            | Self::SourceOnly(_) => true,
            Self::Secret(_) | Self::Repository(_) | Self::Abandoned { .. } | Self::Unpinned => false,
        }
    }
}

impl FaultyLine {
    /// All that is wrong with the lines that pip reads, in their order.
    #[must_use]
    pub fn all(reads: &PipReads<'_>) -> Vec<Self> {
        let bounded = Bounded::of(reads);
        let mut all = vec![];
        for (file, followed) in reads.files.iter().enumerate() {
            let text = reads.project.text(&followed.path);
            let text = text.as_ref().map_or("", |text| text.as_str());
            let conflicts = conflicts(text);
            for (line, read) in followed.file.lines.iter().enumerate() {
                // The merge is told of where the conflict is.
                if !(is_marker(&read.text) && cover(&conflicts, read.content.start)) {
                    let faults = faults(reads, followed, read, text, &bounded).into_iter();
                    all.extend(faults.map(|fault| Self { file, line, fault }));
                }
            }
        }
        all
    }
}

fn faults(reads: &PipReads<'_>, file: &Followed, line: &Line, text: &str, bounded: &Bounded<'_>) -> Vec<RequirementFault> {
    let start = line.content.start;
    let mut faults: Vec<RequirementFault> = secrets(&text[line.content.clone()])
        .map(|range| RequirementFault::Secret(start + range.start..start + range.end))
        .collect();
    if let Some(cause) = UnreadCause::of(line, reads.pip()) {
        faults.push(RequirementFault::Unreadable(cause));
        return faults;
    }
    let listed = Listed::of(file, line, reads.python);
    let is_passed_over = file.constraint || (listed.is_none() && matches!(line.kind, LineKind::Named(_)));
    match (address(line), listed) {
        _ if is_passed_over => {}
        (Some(address), _) => faults.extend(fetched(reads, line, address)),
        (None, Some(listed)) => faults.extend(named(reads, &listed, bounded)),
        (None, None) => {}
    }
    faults
}

/// What is wrong with a line that installs from an address or a path.
fn fetched(reads: &PipReads<'_>, line: &Line, address: &str) -> Option<RequirementFault> {
    let path = LocalPath::of(line).and_then(|path| path.fault(reads.project, reads.pip()));
    let repository = || Repository::of(line, reads.pip()).filter(|_| secrets(address).next().is_none());
    path.map(RequirementFault::LocalPath).or_else(|| repository().map(RequirementFault::Repository))
}

/// What is wrong with a requirement that pip looks for in an index.
fn named(reads: &PipReads<'_>, listed: &Listed<'_>, bounded: &Bounded<'_>) -> Vec<RequirementFault> {
    let name = listed.named.normalized.as_str();
    if let Some(mistake) = mistake(reads, listed) {
        return vec![mistake];
    }
    if mistaken_names::is_doubtful(name) {
        return vec![];
    }
    let pin = listed.pin();
    let headers = reads.platform.install.build_headers.as_ref().map_or(&[][..], |fact| &fact.value);
    let source_only = SourceOnly::of(name, pin.as_ref(), reads.python, reads.pip())
        .filter(|source_only| !headers.iter().any(|known| known == source_only.headers));
    let abandoned = abandoned::successor(name).map(|(month, instead)| RequirementFault::Abandoned { month, instead });
    let is_open = listed.is_certain && !bounded.contains(name);
    let faults = [
        pin.and_then(|pinned| refused_metadata(reads, name, pinned)).map(RequirementFault::RefusedMetadata),
        source_only.map(RequirementFault::SourceOnly),
        abandoned,
        is_open.then_some(RequirementFault::Unpinned),
    ];
    faults.into_iter().flatten().collect()
}

/// Why a requirement ought not to be listed, or not so.
fn mistake(reads: &PipReads<'_>, listed: &Listed<'_>) -> Option<RequirementFault> {
    let (name, pin) = (listed.named.normalized.as_str(), listed.pin());
    let is_open = listed.named.specifiers.is_empty();
    if name == BROKEN_FREEZE_LINE {
        return Some(RequirementFault::BrokenFreezeLine);
    }
    let fate = reads.python.and_then(|python| mistaken_names::standard_library(name, python, is_open, pin.as_ref()));
    let import_name = || mistaken_names::import_name(name, is_open);
    let platform_only = || mistaken_names::platform_only(name, listed.takes_newest(), pin.as_ref(), reads.pip());
    fate.map(RequirementFault::StandardLibrary)
        .or_else(|| import_name().map(|(fate, package)| RequirementFault::ImportName(fate, package)))
        .or_else(|| platform_only().map(|(system, reason)| RequirementFault::PlatformOnly(system, reason)))
}

fn refused_metadata(reads: &PipReads<'_>, name: &str, pinned: Version) -> Option<RefusedMetadata> {
    let good = refused_metadata::good_release(name, &pinned).filter(|_| reads.pip().refuses_metadata())?;
    Some(RefusedMetadata { pinned, good })
}

/// The packages of which something keeps later releases away.
enum Bounded<'f> {
    /// These.
    Only(BTreeSet<&'f str>),
    /// Any, in constraints that cannot be seen.
    Any,
}

impl<'f> Bounded<'f> {
    fn of(reads: &PipReads<'f>) -> Self {
        let is_followed = |path: &str| reads.files.iter().any(|file| file.constraint && file.printed == path);
        let mut includes = reads.files.iter().flat_map(|file| file.includes().map(move |include| (file, include)));
        let is_unseen = reads.settings.has(CONSTRAINTS)
            || includes.any(|(file, include)| include.constraint && !is_followed(&file.printed_include(include)));
        let named = reads.lines().filter_map(|(_, line)| match &line.kind {
            LineKind::Named(named) if is_bounded(named) => Some(named.normalized.as_str()),
            _ => None,
        });
        if is_unseen { Self::Any } else { Self::Only(order::set(named)) }
    }

    fn contains(&self, name: &str) -> bool {
        match self {
            Self::Only(names) => names.contains(name),
            Self::Any => true,
        }
    }
}

/// Whether something keeps later releases away: a version, an upper end, an address.
fn is_bounded(named: &Named) -> bool {
    named.url.is_some() || named.specifiers.split(',').any(|clause| clause.trim_start().starts_with(['=', '<', '~']))
}
