//! Requirements without what pip needs to check hashes, where one hash makes it ask for all.

use crate::analysis::knowledge::pip::Unchecked;
use crate::syntax::requirements::{Line, LineKind, Named};

use super::files::Followed;
use super::listed::PipReads;
use super::local_path::LocalPath;
use super::repository::{Repository, address};

/// The option of a line that gives a hash.
const HASH: &str = "--hash";
/// The option of a file that asks for hashes.
const REQUIRE: &str = "--require-hashes";

/// How the names of files end that can be installed.
const ARCHIVES: [&str; 4] = [".whl", ".tar.gz", ".tar.bz2", ".zip"];

/// What makes pip ask for hashes, and the lines that lack something for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hashes<'f> {
    /// The line that asks for hashes, or has one.
    pub asking: (&'f Followed, &'f Line),
    /// The lines at which pip stops.
    pub unchecked: Vec<(&'f Followed, &'f Line, Unchecked)>,
}

impl<'f> Hashes<'f> {
    /// Reads all lines; none if no hash is asked for, or what pip reads cannot be told.
    #[must_use]
    pub fn of(reads: &PipReads<'f>) -> Option<Self> {
        let has = |line: &Line, name: &str| line.options.iter().any(|option| option.name == name);
        // A hash on a line that its marker passes over counts with newer pips only.
        let asks = |line: &Line| has(line, REQUIRE) || has(line, HASH) && !is_passed_over(reads, line);
        let asking = reads.lines().find(|(_, line)| asks(line))?;
        // Hashes and versions of constraints count for requirements of the same name.
        let is_clear = |(file, line): (&Followed, &Line)| {
            !file.constraint && !matches!(line.kind, LineKind::Unreadable(_) | LineKind::Variable)
        };
        let is_followed = |path: &str| reads.files.iter().any(|file| file.printed == path);
        let mut includes = reads.files.iter().flat_map(|file| file.includes().map(move |include| file.printed_include(include)));
        if !reads.lines().all(is_clear) || includes.any(|path| !is_followed(&path)) {
            return None;
        }
        let unchecked = |(file, line)| Some((file, line, unchecked(reads, line, has(line, HASH))?));
        Some(Self { asking, unchecked: reads.lines().filter_map(unchecked).collect() })
    }
}

/// Whether pip asks for hashes of all that it installs.
#[must_use]
pub fn are_asked_for(files: &[Followed]) -> bool {
    let mut options = files.iter().flat_map(|file| &file.file.lines).flat_map(|line| &line.options);
    options.any(|option| [HASH, REQUIRE].contains(&option.name))
}

fn unchecked(reads: &PipReads<'_>, line: &Line, has_hash: bool) -> Option<Unchecked> {
    match &line.kind {
        LineKind::Editable(_) => return Some(Unchecked::NoFile),
        _ if is_passed_over(reads, line) => return None,
        LineKind::Named(_) | LineKind::Direct(_) => {}
        _ => return None,
    }
    let Some(address) = address(line) else {
        let LineKind::Named(named) = &line.kind else { return None };
        return match (has_hash, is_pinned(named)) {
            (_, false) => Some(Unchecked::NoVersion),
            (false, true) => Some(Unchecked::NoHash),
            (true, true) => None,
        };
    };
    let is_file = |path: LocalPath<'_>| ARCHIVES.iter().any(|ending| path.path.ends_with(ending));
    match LocalPath::of(line) {
        _ if Repository::of(line, reads.pip()).is_some() => Some(Unchecked::NoFile),
        Some(path) if !is_file(path) => Some(Unchecked::NoFile),
        _ => (!has_hash && !address.contains("#sha")).then_some(Unchecked::NoHash),
    }
}

/// Whether nothing is surely installed of a line by name.
fn is_passed_over(reads: &PipReads<'_>, line: &Line) -> bool {
    matches!(&line.kind, LineKind::Named(named) if super::is_installed(named, reads.python) != Some(true))
}

/// Whether only one version is allowed, as pip takes it.
fn is_pinned(named: &Named) -> bool {
    let exact = named.specifiers.strip_prefix("==");
    exact.is_some_and(|version| !version.contains([',', '*']) && !version.trim_start_matches('=').trim().is_empty())
}
