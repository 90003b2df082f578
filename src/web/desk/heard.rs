//! What indexes have said in this session.

use std::collections::{BTreeMap, BTreeSet};

use crate::index::answers::{Index, Known};
use crate::index::file::File;
use crate::index::metadata::Metadata;
use crate::index::project::Project;
use crate::index::source::extract::Extract;

use super::errand::Found;
use super::place::Place;

/// What indexes have said in this session.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// What a place has of a project, by its normalised name; none if it does not know it. What failed is unknowable.
    pages: BTreeMap<Place, BTreeMap<String, Known<Project>>>,
    /// The same of some places together.
    projects: BTreeMap<Vec<Place>, BTreeMap<String, Known<Project>>>,
    /// By the address of the file.
    metadata: BTreeMap<String, Known<Metadata>>,
    /// By the address of the file.
    sources: BTreeMap<String, Known<Extract>>,
    /// The addresses of files whose answers have failed.
    failed: BTreeSet<String>,
}

/// What becomes of a question that was not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unheard {
    /// It has to be.
    IsAsked,
    /// Its answer cannot be known.
    IsUnknowable,
}

/// What some places have said.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'a> {
    heard: &'a Heard,
    projects: Option<&'a BTreeMap<String, Known<Project>>>,
    unheard: Unheard,
}

impl Heard {
    /// What these places have said.
    pub(super) fn said(&self, places: &[Place], unheard: Unheard) -> Said<'_> {
        Said { heard: self, projects: self.projects.get(places), unheard }
    }

    /// Whether these places have said anything.
    pub(super) fn has_any(&self, places: &[Place]) -> bool {
        self.projects.contains_key(places)
    }

    /// Whether it is known what a place has of a project, and be it that it does not say.
    pub(super) fn has_page(&self, place: &Place, name: &str) -> bool {
        self.pages.get(place).is_some_and(|pages| pages.contains_key(name))
    }

    /// Takes what a place has of a project.
    pub(super) fn put_page(&mut self, place: Place, name: &str, page: Known<Project>) {
        self.pages.entry(place).or_default().insert(name.to_owned(), page);
    }

    /// Puts together what these places have of a project: where one of them does not say, nobody knows all.
    pub(super) fn put_project(&mut self, places: Vec<Place>, name: &str) {
        let mut all: Known<Project> = Known::Absent;
        for place in &places {
            let page = self.pages.get(place).and_then(|pages| pages.get(name)).unwrap_or(&Known::Unknowable);
            all = match (all, page) {
                (Known::Unknowable, _) | (_, Known::Unknowable | Known::Unasked) => Known::Unknowable,
                (all, Known::Absent) => all,
                (Known::Is(mut all), Known::Is(more)) => {
                    all.extend(more.clone());
                    Known::Is(all)
                }
                (_, Known::Is(first)) => Known::Is(first.clone()),
            };
        }
        self.projects.entry(places).or_default().insert(name.to_owned(), all);
    }

    /// Takes what was found about a file, by its address; none if its host did not answer.
    pub(super) fn put_file(&mut self, url: &str, found: Option<Found>) {
        match found {
            Some(Found::Metadata(found)) => {
                self.metadata.insert(url.to_owned(), found.map_or(Known::Unknowable, Known::Is));
            }
            Some(Found::Source(found)) => {
                self.sources.insert(url.to_owned(), found.map_or(Known::Unknowable, Known::Is));
            }
            None => {
                self.failed.insert(url.to_owned());
            }
        }
    }

    /// Forgets what was not answered, so that it is asked again.
    pub(super) fn forget_troubles(&mut self) {
        self.failed.clear();
        for names in self.pages.values_mut().chain(self.projects.values_mut()) {
            names.retain(|_, known| *known != Known::Unknowable);
        }
    }
}

impl Said<'_> {
    fn file<'k, T>(&self, known: Option<&'k Known<T>>, file: &File) -> Known<&'k T> {
        let has_failed = self.heard.failed.contains(&file.url);
        known.map_or_else(|| if has_failed { Known::Unknowable } else { self.nothing() }, Known::as_ref)
    }

    fn nothing<T>(&self) -> Known<T> {
        match self.unheard {
            Unheard::IsAsked => Known::Unasked,
            Unheard::IsUnknowable => Known::Unknowable,
        }
    }
}

impl Index for Said<'_> {
    fn project(&self, name: &str) -> Known<&Project> {
        self.projects.and_then(|projects| projects.get(name)).map_or_else(|| self.nothing(), Known::as_ref)
    }

    fn metadata(&self, _project: &str, file: &File) -> Known<&Metadata> {
        self.file(self.heard.metadata.get(&file.url), file)
    }

    fn source(&self, file: &File) -> Known<&Extract> {
        self.file(self.heard.sources.get(&file.url), file)
    }
}
