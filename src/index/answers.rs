//! What is known of an index, and what is not yet.

use super::file::File;
use super::metadata::Metadata;
use super::project::Project;

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
}
