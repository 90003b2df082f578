//! What is known of an index, and what is not yet.

use super::file::File;
use super::metadata::Metadata;
use super::project::Project;
use super::source::extract::Extract;

/// Something that an index has to be asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// The files of a project, by its normalised name.
    Project(String),
    /// The metadata of a file: by its address, and whether they can be had beside it.
    Metadata {
        /// The normalised name of the project.
        project: String,
        /// The name of the file.
        file: String,
        /// Its address.
        url: String,
        /// Whether they can be had beside it.
        beside: bool,
    },
    /// What stands in the archive of a source about its build.
    Source {
        /// The normalised name of the project.
        project: String,
        /// The name of the file.
        file: String,
        /// Its address.
        url: String,
    },
}

/// What is known of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known<T> {
    /// This.
    Is(T),
    /// That there is no such thing.
    Absent,
    /// That it cannot be known, such as after a failure of the network.
    Unknowable,
    /// Nothing: it has not been asked for.
    Unasked,
}

impl<T> Known<T> {
    /// The same of a reference.
    #[must_use]
    pub fn as_ref(&self) -> Known<&T> {
        match self {
            Self::Is(thing) => Known::Is(thing),
            Self::Absent => Known::Absent,
            Self::Unknowable => Known::Unknowable,
            Self::Unasked => Known::Unasked,
        }
    }
}

/// What an index says.
pub trait Index {
    /// The releases of a project, by its normalised name.
    fn project(&self, name: &str) -> Known<&Project>;

    /// The metadata of a file of a project. Unlike a project, a file is never absent. Where pip takes a source, a wheel of the
    /// same release is asked for in its place: what it requires is the same, and nothing has to be built to know it.
    fn metadata(&self, project: &str, file: &File) -> Known<&Metadata>;

    /// What stands in the archive of a source about its build.
    fn source(&self, _file: &File) -> Known<&Extract> {
        Known::Unknowable
    }

    /// Whether what is said of a project is of today, so that no release is missing.
    fn is_current(&self, _name: &str) -> bool {
        true
    }
}

impl<I: Index> Index for &I {
    fn project(&self, name: &str) -> Known<&Project> {
        (**self).project(name)
    }

    fn metadata(&self, project: &str, file: &File) -> Known<&Metadata> {
        (**self).metadata(project, file)
    }

    fn source(&self, file: &File) -> Known<&Extract> {
        (**self).source(file)
    }

    fn is_current(&self, name: &str) -> bool {
        (**self).is_current(name)
    }
}

/// An index, and what is known of it from before where it gives no answer.
#[derive(Debug, Clone, Copy)]
pub struct Backed<I, J> {
    /// The index.
    pub first: I,
    /// What is known from before.
    pub then: J,
}

impl<I: Index, J: Index> Index for Backed<I, J> {
    fn project(&self, name: &str) -> Known<&Project> {
        match self.first.project(name) {
            Known::Unknowable => self.then.project(name),
            known => known,
        }
    }

    fn metadata(&self, project: &str, file: &File) -> Known<&Metadata> {
        if file.url.is_empty() { self.then.metadata(project, file) } else { self.first.metadata(project, file) }
    }

    fn source(&self, file: &File) -> Known<&Extract> {
        if file.url.is_empty() { self.then.source(file) } else { self.first.source(file) }
    }

    fn is_current(&self, name: &str) -> bool {
        matches!(self.first.project(name), Known::Is(_) | Known::Absent)
    }
}
