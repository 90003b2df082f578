//! The releases of one package, and which of them pip looks at.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::ops::Bound;

use pep440_rs::Version;
use pubgrub::Ranges;

use super::requirement::Requirement;
use crate::index::file::File;
use crate::index::files::Files;
use crate::index::project::Project;
use crate::index::specifiers::Specifiers;
use crate::index::target::{Formats, Target};

/// Releases, by their place in the list.
pub(super) type Set = Ranges<u32>;

/// The releases of one package.
#[derive(Debug)]
pub(super) struct Package<'a> {
    target: Target,
    formats: Formats,
    /// Whether the index has it.
    pub(super) exists: bool,
    /// The oldest first.
    releases: Vec<Release<'a>>,
    /// What the constraints of the project admit.
    pub(super) constraint: Specifiers,
    sets: RefCell<HashMap<String, Set>>,
}

#[derive(Debug)]
struct Release<'a> {
    version: Version,
    /// None of a release that the index does not have.
    files: Option<&'a Files>,
    is_present: bool,
    file: OnceCell<Option<&'a File>>,
}

impl<'a> Release<'a> {
    fn files(&self) -> &'a [File] {
        self.files.map_or(&[], |files| files)
    }
}

/// Which releases are taken that pip passes over by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Allowed {
    pub(super) pre_releases: bool,
    pub(super) yanked: bool,
}

impl Allowed {
    pub(super) const ALL: Self = Self { pre_releases: true, yanked: true };

    pub(super) fn or(self, other: Self) -> Self {
        Self { pre_releases: self.pre_releases || other.pre_releases, yanked: self.yanked || other.yanked }
    }
}

impl<'a> Package<'a> {
    pub(super) fn new(
        project: Option<&'a Project>,
        present: Option<&Version>,
        constraint: Specifiers,
        target: Target,
        formats: Formats,
    ) -> Self {
        let release = |(version, files): (&Version, &'a Files)| Release {
            version: version.clone(),
            files: Some(files),
            is_present: false,
            file: OnceCell::new(),
        };
        let mut releases: Vec<_> = project.iter().flat_map(|project| project.releases.iter()).map(release).collect();
        if let Some(present) = present {
            match releases.binary_search_by(|release| release.version.cmp(present)) {
                Ok(at) => releases[at].is_present = true,
                Err(at) => {
                    releases
                        .insert(at, Release { version: present.clone(), files: None, is_present: true, file: OnceCell::new() });
                }
            }
        }
        Self { target, formats, exists: project.is_some(), releases, constraint, sets: RefCell::default() }
    }

    pub(super) fn version(&self, place: u32) -> &Version {
        &self.releases[place as usize].version
    }

    pub(super) fn is_present(&self, place: u32) -> bool {
        self.releases[place as usize].is_present
    }

    /// The file of a release that pip takes, if it takes one.
    pub(super) fn file(&self, place: u32) -> Option<&'a File> {
        let release = &self.releases[place as usize];
        *release.file.get_or_init(|| self.target.choose_among(release.files(), self.formats))
    }

    /// The file of a release by which one learns what it requires.
    pub(super) fn informant(&self, place: u32) -> Option<&'a File> {
        let file = self.file(place)?;
        let wheels = self.releases[place as usize].files().iter().filter(|file| file.is_wheel());
        if file.is_wheel() { Some(file) } else { wheels.max_by_key(|wheel| wheel.has_metadata).or(Some(file)) }
    }

    /// The releases that a requirement admits.
    pub(super) fn set(&self, requirement: &Requirement<'_>) -> Set {
        let text = &requirement.named.specifiers;
        if let Some(set) = self.sets.borrow().get(text) {
            return set.clone();
        }
        let set = self.admitted(&requirement.specifiers);
        self.sets.borrow_mut().insert(text.clone(), set.clone());
        set
    }

    fn admitted(&self, specifiers: &Specifiers) -> Set {
        let mut runs: Vec<(u32, u32)> = vec![];
        for (place, release) in (0..).zip(&self.releases) {
            if specifiers.admit(&release.version) {
                match runs.last_mut() {
                    Some((_, end)) if *end == place => *end += 1,
                    _ => runs.push((place, place + 1)),
                }
            }
        }
        runs.into_iter().map(|(start, end)| (Bound::Included(start), Bound::Excluded(end))).collect()
    }

    /// The release of a set that pip takes first.
    pub(super) fn best(&self, set: &Set, allowed: Allowed, prefers_wheels: bool) -> Option<u32> {
        let places = || self.takeable(set, allowed);
        let present = || places().find(|place| self.is_present(*place));
        let wheel = || places().find(|place| self.file(*place).is_some_and(File::is_wheel));
        present().or_else(|| if prefers_wheels { wheel() } else { None }).or_else(|| places().next())
    }

    /// The releases of a set that pip may take, the newest first.
    pub(super) fn takeable<'s>(&'s self, set: &'s Set, allowed: Allowed) -> impl Iterator<Item = u32> + 's {
        self.newest_first().filter(|place| set.contains(place)).filter(move |place| self.is_takeable(*place, allowed))
    }

    pub(super) fn newest_first(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.releases.len()).rev().filter_map(|place| u32::try_from(place).ok())
    }

    pub(super) fn is_takeable(&self, place: u32, allowed: Allowed) -> bool {
        let release = &self.releases[place as usize];
        if !self.constraint.admit(&release.version) {
            return false;
        }
        release.is_present
            || (allowed.pre_releases || !release.version.any_prerelease())
                && self.file(place).is_some_and(|file| allowed.yanked || file.yanked.is_none())
    }

    /// Why a release has no file that pip takes, if it is for another Python: its `Requires-Python`.
    pub(super) fn other_python(&self, place: u32) -> Option<&'a str> {
        let files = self.releases[place as usize].files().iter();
        let mut requires = files.filter_map(|file| file.requires_python.as_deref());
        requires.find(|requires| !self.target.admits(requires))
    }
}
