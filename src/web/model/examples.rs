//! Small projects that tell a story each, embedded from `examples/`.

use std::sync::Arc;

use include_dir::{Dir, DirEntry, include_dir};

use crate::language::Language::{self, En, Zh};
use crate::order;
use crate::project::{Project, RootPolicy};
use crate::report::Report;

use super::parsed::Parsed;
use super::workspace::Workspace;

static FOLDERS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/examples");

/// One example.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    /// Its folder's name.
    pub(crate) id: &'static str,
    folder: &'static Dir<'static>,
}

/// What an example shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Story {
    /// In one line.
    pub(crate) title: String,
    /// What comes of it.
    pub(crate) text: String,
}

/// The example that shows at a glance what the page is for.
pub(crate) fn showcase() -> Option<Example> {
    all().into_iter().find(|example| example.id == "missing-space")
}

/// Every example, by name.
pub(crate) fn all() -> Vec<Example> {
    let named = |folder: &'static Dir<'static>| Some(Example { id: folder.path().to_str()?, folder });
    let mut examples: Vec<Example> = FOLDERS.dirs().filter_map(named).collect();
    order::sort_by_key(&mut examples, |example| example.id);
    examples
}

impl Example {
    /// What it shows; in English where nobody has translated it.
    pub(crate) fn story(&self, language: Language) -> Story {
        let text = match language {
            En => self.readme("README.md"),
            Zh => self.readme("README.zh.md").or_else(|| self.readme("README.md")),
        };
        let mut lines = text.unwrap_or(self.id).lines().filter(|line| !line.trim().is_empty());
        let title = lines.next().unwrap_or(self.id).trim_start_matches('#').trim().to_owned();
        Story { title, text: lines.collect::<Vec<_>>().join(" ") }
    }

    /// What becomes of it on a platform.
    pub(crate) fn report(&self, platform: &str, language: Language) -> Option<Arc<Report>> {
        let mut workspace = Workspace::new(self.id, self.project());
        workspace.check(platform, language, &Parsed::default());
        workspace.report(platform)
    }

    fn readme(&self, name: &str) -> Option<&'static str> {
        self.folder.get_file(self.folder.path().join(name))?.contents_utf8()
    }

    /// Its files, without the story.
    pub(crate) fn project(&self) -> Project {
        let mut files = vec![];
        collect(self.folder, self.id, &mut files);
        files.retain(|(path, _)| !path.starts_with("README."));
        Project::from_files(files, RootPolicy::AsGiven)
    }
}

fn collect(folder: &Dir<'static>, root: &str, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(folder) => collect(folder, root, files),
            DirEntry::File(file) => {
                let path = file.path().to_str().and_then(|path| path.strip_prefix(root)?.strip_prefix('/'));
                files.extend(path.map(|path| (path.to_owned(), file.contents().to_vec())));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_has_files_and_a_story_in_both_languages() {
        assert!(!all().is_empty());
        for example in all() {
            assert!(!example.project().is_empty(), "{}", example.id);
            assert!(!example.story(En).text.is_empty(), "{}", example.id);
            assert!(example.readme("README.zh.md").is_some(), "{}", example.id);
        }
    }
}
