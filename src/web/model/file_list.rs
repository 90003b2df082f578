//! The files of the project as the page lists them: those that matter first.

use std::collections::BTreeMap;

use crate::analysis::detection::DOCKERFILE;
use crate::analysis::procfile::processes::PROCFILE;
use crate::diagnostic::{Diagnostic, Severity};
use crate::order;
use crate::platform::Platform;
use crate::project::{Content, Project, SkipReason, Skipped, selection};
use crate::report::{Counts, Report};

/// The most files that do not matter and are listed.
const MOST_OTHERS: usize = 100;

/// Files that more than one platform reads, by their name in any folder.
pub(super) const READ_BY_NAME: &[&str] = &["manage.py", "settings.py", "wsgi.py", "asgi.py"];

/// Files at the root that say something about the build.
pub(super) const READ_AT_ROOT: &[&str] = &[
    DOCKERFILE,
    "Pipfile",
    "Pipfile.lock",
    "pyproject.toml",
    "setup.py",
    "uv.lock",
    "poetry.lock",
    "app.py",
    "main.py",
    "wsgi.py",
];

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileRow {
    /// Its path.
    pub(crate) path: String,
    /// What was found in it.
    pub(crate) counts: Counts,
    /// Whether its content is known.
    pub(crate) is_known: bool,
    /// Whether it is not as the user gave it.
    pub(crate) is_changed: bool,
}

/// All files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct FileList {
    /// Those that platforms read, those with problems and those that were changed.
    pub(crate) important: Vec<FileRow>,
    /// The others, as many as are listed.
    pub(crate) others: Vec<FileRow>,
    /// How many others there are.
    pub(crate) others_count: usize,
    /// What was left out, and why.
    pub(crate) skipped: Vec<Skipped>,
    /// The folder that was taken as the root.
    pub(crate) root: Option<String>,
}

impl FileList {
    /// Lists a project's files.
    pub(crate) fn of(project: &Project, report: &Report, platform: &Platform, changed: &[String]) -> Self {
        let mut counts = counts_by_file(&report.diagnostics);
        let mut list = Self::default();
        for (path, content) in project.files() {
            let counts = counts.remove(path).unwrap_or_default();
            let is_changed = changed.iter().any(|changed| changed == path);
            let is_important = counts != Counts::default() || is_changed || is_read(path, platform);
            if !is_important {
                list.others_count += 1;
            }
            if is_important || list.others_count <= MOST_OTHERS {
                let row =
                    FileRow { path: path.to_owned(), counts, is_known: !matches!(content, Content::Unknown { .. }), is_changed };
                if is_important { &mut list.important } else { &mut list.others }.push(row);
            }
        }
        order::sort_by_key(&mut list.important, |row| (std::cmp::Reverse(row.counts.error), row.path.matches('/').count()));
        let (root, skipped): (Vec<_>, Vec<_>) =
            project.skipped().iter().cloned().partition(|note| note.reason == SkipReason::SingleTopFolder);
        list.root = root.into_iter().next().map(|note| note.path);
        list.skipped = skipped;
        list
    }
}

fn counts_by_file(diagnostics: &[Diagnostic]) -> BTreeMap<&str, Counts> {
    let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
    for diagnostic in diagnostics {
        let Some(file) = &diagnostic.file else { continue };
        let counts = counts.entry(file).or_default();
        match diagnostic.severity {
            Severity::Error => counts.error += 1,
            Severity::Warning => counts.warning += 1,
            Severity::Info => counts.info += 1,
        }
    }
    counts
}

/// Whether this platform, or the page's user, would look at this file.
pub(crate) fn is_read(path: &str, platform: &Platform) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_at_root = name.len() == path.len();
    let install = &platform.install;
    let hooks = [&install.pre_compile_hook, &install.post_compile_hook];
    (is_at_root && (is_marker(name, platform) || READ_AT_ROOT.contains(&name)))
        || selection::is_read_by_platforms(path)
        || READ_BY_NAME.contains(&name)
        || hooks.into_iter().flatten().any(|hook| hook.value == path)
}

fn is_marker(name: &str, platform: &Platform) -> bool {
    name == PROCFILE
        || platform.detection.markers.value.iter().any(|marker| marker == name)
        || platform.install.managers.value.iter().any(|manager| manager.file == name)
        || platform.python.sources.value.iter().any(|reader| reader.from.file() == Some(name))
}

#[cfg(test)]
mod tests {
    use super::super::workspace::tests::workspace;

    #[test]
    fn files_that_matter_come_first_and_those_with_errors_before_them() {
        let files =
            [("Procfile", "web:x"), ("requirements.txt", ""), ("blog/settings.py", ""), ("blog/models.py", ""), ("a.css", "")];
        let list = workspace(&files).file_list("rainbond");
        let names = |rows: &[super::FileRow]| rows.iter().map(|row| row.path.clone()).collect::<Vec<_>>();
        assert_eq!(names(&list.important), ["Procfile", "requirements.txt", "blog/settings.py"]);
        assert_eq!(names(&list.others), ["a.css", "blog/models.py"]);
        assert_eq!(list.others_count, 2);
        assert_eq!(list.important[0].counts.error, 1);
    }

    #[test]
    fn of_very_many_files_the_first_are_listed_and_all_are_counted() {
        let files: Vec<(String, &str)> = (0..400).map(|number| (format!("data/{number:03}.py"), "")).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
        let list = workspace(&files).file_list("rainbond");
        assert_eq!((list.others.len(), list.others_count), (100, 400));
        assert_eq!(list.others[99].path, "data/099.py");
    }
}
