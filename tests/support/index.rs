//! An index as a case has it: `[package."release"]` with `requires`, `requires-python`, and `files` where these are others than
//! one wheel for every system. Of packages that are not named nothing is known.

use std::collections::BTreeMap;

use pushready::index::answers::{Index, Known};
use pushready::index::file::File;
use pushready::index::metadata::Metadata;
use pushready::index::predict::{Indexes, Request};
use pushready::index::project::Project;
use serde::Deserialize;

#[derive(Debug, Clone)]
pub(crate) struct RecordedIndex {
    projects: BTreeMap<String, Project>,
    /// By the name of the file.
    metadata: BTreeMap<String, Metadata>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Release {
    #[serde(default)]
    requires: Vec<String>,
    requires_python: Option<String>,
    #[serde(default)]
    files: Vec<String>,
}

impl RecordedIndex {
    pub(super) fn of(text: &str) -> Result<Self, toml::de::Error> {
        let recorded: BTreeMap<String, BTreeMap<String, Release>> = toml::from_str(text)?;
        let mut index = Self { projects: BTreeMap::new(), metadata: BTreeMap::new() };
        for (name, releases) in recorded {
            let project = index.projects.entry(name.clone()).or_default();
            for (version, Release { requires, requires_python, files }) in releases {
                let usual = format!("{}-{version}-py3-none-any.whl", name.replace('-', "_"));
                let names = if files.is_empty() { vec![usual] } else { files };
                let lines: String = requires.iter().flat_map(|requirement| ["Requires-Dist: ", requirement, "\n"]).collect();
                for file_name in names {
                    let file = File::named(&file_name, &name).expect("the name of a file of the package");
                    let url = format!("https://index.example/{file_name}");
                    let file = File { url, requires_python: requires_python.clone(), ..file };
                    project.releases.entry(file.version.clone()).or_default().push(file);
                    index.metadata.insert(file_name, Metadata::parse(&lines));
                }
            }
        }
        Ok(index)
    }
}

impl Indexes for RecordedIndex {
    fn index(&self, _: &Request) -> Option<Box<dyn Index + '_>> {
        Some(Box::new(self))
    }
}

impl Index for RecordedIndex {
    fn project(&self, name: &str) -> Known<&Project> {
        self.projects.get(name).map_or(Known::Unknowable, Known::Is)
    }

    fn metadata(&self, _: &str, file: &File) -> Known<&Metadata> {
        self.metadata.get(&file.name).map_or(Known::Unknowable, Known::Is)
    }
}
