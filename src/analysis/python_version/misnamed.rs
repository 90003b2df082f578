//! Version files under names that the platform does not look for.

use crate::platform::{Platform, Version, VersionReader, VersionSource};
use crate::project::Project;

use super::grammar::parse;
use super::meant::meant;
use super::offer::{is_available, stands_for};

/// A file that was meant for one that the platform reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MisnamedFile<'a> {
    /// Its name.
    pub name: &'a str,
    /// The place that it was meant for.
    pub right: VersionReader,
    /// Whether its content was given.
    pub is_known: bool,
    /// The version in it, if the platform has it.
    pub version: Option<Version>,
}

impl<'a> MisnamedFile<'a> {
    /// Looks for one where the platform reads none.
    #[must_use]
    pub fn find(project: &'a Project, platform: &Platform) -> Option<Self> {
        let mut readers = platform.python.sources.value.iter();
        readers.find_map(|reader| project.root_files().find_map(|name| Self::of(project, platform, name, *reader)))
    }

    fn of(project: &'a Project, platform: &Platform, name: &'a str, right: VersionReader) -> Option<Self> {
        let folded = name.trim().to_ascii_lowercase();
        let same_letters = Some(folded.as_str()) == right.from.file();
        if !same_letters && !misspellings(right.from).contains(&folded.as_str()) {
            return None;
        }
        let Some(text) = project.text(name) else {
            // Something else may be called `runtime`, hardly `Runtime.txt`.
            return same_letters.then_some(Self { name, right, is_known: false, version: None });
        };
        meant(text.as_str())?;
        let request = parse(right.grammar, text.as_str().trim());
        let version = request.and_then(|request| stands_for(platform, request));
        let version = version.filter(|version| is_available(platform, *version));
        Some(Self { name, right, is_known: true, version })
    }
}

/// What people write for the name of a file, in lower case and without blanks around.
fn misspellings(source: VersionSource) -> &'static [&'static str] {
    match source {
        VersionSource::RuntimeTxt => &[
            "runtime",
            "runtime.text",
            "runtime.txt.txt",
            "runtimes.txt",
            "runtime..txt",
            "runtime.txt.",
            "runtime.tx",
            "runtimetxt",
        ],
        VersionSource::PythonVersionFile => &["python-version", "python-version.txt", ".python_version", "python_version"],
        VersionSource::PipfileLock | VersionSource::Environment => &[],
    }
}
