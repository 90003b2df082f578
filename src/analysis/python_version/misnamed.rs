//! Version files under names that the platform does not look for.

use crate::analysis::Facts;
use crate::platform::{VersionReader, VersionSource};
use crate::project::Project;

use super::meant::meant;
use super::outcome::VersionOutcome;

/// A file that was meant for one that the platform reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MisnamedFile<'a> {
    /// Its name.
    pub name: &'a str,
    /// The place that it was meant for.
    pub right: VersionReader,
    /// What it would come to under the right name.
    pub renamed: VersionOutcome,
}

impl<'a> MisnamedFile<'a> {
    /// Looks for one where the platform reads none.
    #[must_use]
    pub fn find(facts: &Facts<'a>) -> Option<Self> {
        let mut readers = facts.platform.python.sources.value.iter();
        readers.find_map(|reader| facts.project.root_files().find_map(|name| Self::of(facts, name, *reader)))
    }

    fn of(facts: &Facts<'a>, name: &'a str, right: VersionReader) -> Option<Self> {
        let folded = name.trim().to_ascii_lowercase();
        let same_letters = Some(folded.as_str()) == right.from.file();
        if !same_letters && !misspellings(right.from).contains(&folded.as_str()) {
            return None;
        }
        let Some(text) = facts.project.text(name) else {
            // Something else may be called `runtime`, hardly `Runtime.txt`.
            return same_letters.then_some(Self { name, right, renamed: VersionOutcome::Unknown });
        };
        meant(text.as_str())?;
        let changed = renamed(facts.project, name, right.from.name())?;
        Some(Self { name, right, renamed: VersionOutcome::of(facts, &changed) })
    }
}

fn renamed(project: &Project, name: &str, right: &str) -> Option<Project> {
    let mut project = project.clone();
    let content = project.remove(name)?;
    project.insert(right, content);
    Some(project)
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
