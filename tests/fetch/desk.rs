//! Where tests ask: one fetcher, and what it knows as short texts.

use std::path::PathBuf;
use std::time::Duration;

use pushready::fetch::{Fetcher, Limits, Options, Trouble};
use pushready::index::address::Addresses;
use pushready::index::answers::{Index, Known, Question};
use pushready::index::file::File;
use pushready::language::Language;

/// Asks, and shows what comes of it.
pub(crate) struct Desk {
    pub(crate) fetcher: Fetcher,
    places: Addresses,
}

/// Limits under which no test waits long.
pub(crate) fn limits() -> Limits {
    Limits { pause: Duration::from_millis(1), ..Limits::default() }
}

impl Desk {
    pub(crate) fn new(indexes: &[String]) -> Self {
        Self::with(indexes, Options { limits: limits(), ..Options::default() })
    }

    pub(crate) fn with(indexes: &[String], options: Options) -> Self {
        let mut places = Addresses::of_variables(&indexes[0], |_| None);
        indexes[1..].iter().for_each(|index| places.read("--extra-index-url", Some(index)));
        Self { fetcher: Fetcher::new(options, |_| {}), places }
    }

    /// One that keeps its answers in a folder.
    pub(crate) fn keeping(indexes: &[String], folder: PathBuf, is_offline: bool) -> Self {
        Self::with(indexes, Options { limits: limits(), cache: Some(folder), is_offline, ..Options::default() })
    }

    /// Looks on a page with files of any project as well.
    pub(crate) fn find_links(mut self, place: &str) -> Self {
        self.places.read("--find-links", Some(place));
        self
    }

    /// What it comes to know of a project.
    pub(crate) fn project(&mut self, name: &str) -> String {
        self.projects(&[name]).concat()
    }

    pub(crate) fn projects(&mut self, names: &[&str]) -> Vec<String> {
        let questions: Vec<Question> = names.iter().map(|name| Question::Project((*name).to_owned())).collect();
        self.fetcher.answer(&self.places, questions);
        let answers = self.fetcher.answers(&self.places);
        let shown = names.iter().map(|name| match answers.project(name) {
            Known::Is(project) => {
                let files = project.releases.values().flatten().map(|file| file.name.as_str());
                files.collect::<Vec<_>>().join(" ")
            }
            Known::Absent => "absent".to_owned(),
            Known::Unknowable => "unknowable".to_owned(),
            Known::Unasked => "unasked".to_owned(),
        });
        shown.collect()
    }

    /// The files that it knows of a project.
    pub(crate) fn files(&mut self, name: &str) -> Vec<File> {
        match self.fetcher.answers(&self.places).project(name) {
            Known::Is(project) => project.releases.values().flatten().cloned().collect(),
            other => panic!("{name}: {other:?}"),
        }
    }

    /// What it comes to know of what a file requires.
    pub(crate) fn metadata(&mut self, project: &str, file: &File) -> String {
        let question = Question::Metadata {
            project: project.to_owned(),
            file: file.name.clone(),
            url: file.url.clone(),
            beside: file.has_metadata,
        };
        self.fetcher.answer(&self.places, vec![question]);
        match self.fetcher.answers(&self.places).metadata(project, file) {
            Known::Is(metadata) => {
                format!("requires {}", metadata.requires.iter().map(|named| named.name.as_str()).collect::<Vec<_>>().join(" "))
            }
            other => format!("{other:?}").to_lowercase(),
        }
    }

    /// What went wrong.
    pub(crate) fn troubles(&self) -> Vec<Trouble> {
        self.fetcher.troubles().map(|troubled| troubled.trouble).collect()
    }

    /// What is said of it.
    pub(crate) fn said(&self, language: Language) -> Vec<String> {
        self.fetcher.troubles().map(|troubled| troubled.text(language)).collect()
    }
}
