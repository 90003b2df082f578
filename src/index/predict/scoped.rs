//! The index as it is seen when it is looked only so far.

use std::collections::BTreeMap;

use pep440_rs::Version;

use crate::index::answers::{Index, Known};
use crate::index::file::File;
use crate::index::metadata::Metadata;
use crate::index::project::Project;
use crate::index::source::extract::Extract;

use super::request::{Request, pin};
use super::scope::Scope;

/// An index as it is seen with a scope.
pub(super) struct Scoped<'i> {
    index: &'i dyn Index,
    /// What a lock file leaves of the projects that it names.
    locked: BTreeMap<&'i str, Project>,
    /// What every release requires, where that is not looked at; none if it cannot be known.
    nothing: Option<Metadata>,
}

impl<'i> Scoped<'i> {
    /// The index as a request sees it.
    pub(super) fn of(request: &'i Request, index: &'i dyn Index) -> Option<Self> {
        match &request.scope {
            Scope::All => None,
            Scope::Named => Some(Self { index, locked: BTreeMap::new(), nothing: None }),
            Scope::Locked { files, looks_at_python } => {
                let pinned = request.wanted.iter().filter_map(|wanted| {
                    let name = wanted.named.normalized.as_str();
                    let version = pin(&wanted.named.specifiers)?;
                    let files = files.get(name).map_or(&[][..], Vec::as_slice);
                    Some((name, locked(index, name, version, files, *looks_at_python)?))
                });
                Some(Self { index, locked: pinned.collect(), nothing: Some(Metadata::default()) })
            }
        }
    }
}

/// What a lock file leaves of a project; none where only the index can tell.
fn locked(index: &dyn Index, name: &str, version: Version, names: &[String], looks_at_python: bool) -> Option<Project> {
    let (there, is_known) = match index.project(name) {
        Known::Is(project) => (project.releases.get(&version).map_or(&[][..], |files| files), true),
        Known::Unknowable if !names.is_empty() => (&[][..], false),
        Known::Absent | Known::Unasked | Known::Unknowable => return None,
    };
    if there.is_empty() && (names.is_empty() || is_known && index.is_current(name)) {
        return None;
    }
    let says = there.first();
    let made = |name_of_file: &String| {
        let file = File::named(name_of_file, name)?;
        let (requires_python, yanked) = says.map(|says| (says.requires_python.clone(), says.yanked.clone())).unwrap_or_default();
        Some(File { requires_python, yanked, ..file })
    };
    let file =
        |name_of_file: &String| there.iter().find(|file| file.name == *name_of_file).cloned().or_else(|| made(name_of_file));
    let mut files: Vec<File> = if names.is_empty() { there.to_vec() } else { names.iter().filter_map(file).collect() };
    if !looks_at_python {
        for file in &mut files {
            file.requires_python = None;
        }
    }
    Some(Project { releases: BTreeMap::from([(version, files.into())]) })
}

impl Index for Scoped<'_> {
    fn project(&self, name: &str) -> Known<&Project> {
        self.locked.get(name).map_or_else(|| self.index.project(name), Known::Is)
    }

    fn metadata(&self, _: &str, _: &File) -> Known<&Metadata> {
        self.nothing.as_ref().map_or(Known::Unknowable, Known::Is)
    }

    fn source(&self, file: &File) -> Known<&Extract> {
        if self.nothing.is_none() || file.url.is_empty() { Known::Unknowable } else { self.index.source(file) }
    }

    fn is_current(&self, name: &str) -> bool {
        self.index.is_current(name)
    }
}
