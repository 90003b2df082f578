//! Finds the projects that lie in folders.
//!
//! A folder is a project where a platform could recognise it as one: it has a file that some platform installs from, or a
//! `Procfile`, `manage.py` or `pushready.toml`, together with code. Inside a project, and in folders of documentation, tests and
//! examples, more is asked of a folder: a `Procfile`, or `manage.py` with a file to install from.
#![expect(clippy::disallowed_methods, reason = "walking the user's folders is what this module is for")]

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::analysis::recognition::{is_aside, wanted};
use crate::configuration::{Configuration, FILE};
use crate::platform;
use crate::project::path::is_foreign;
use crate::project::selection::{self, ENVIRONMENT_MARK};

/// What the walk comes to.
pub(super) enum Found {
    /// A project: its folder.
    Project(PathBuf),
    /// A folder that cannot be looked into.
    Unreadable(PathBuf, io::Error),
}

/// The projects below some folders, in the order of the folders and of their names.
pub(super) struct Finder {
    /// Those still to be looked at, the next one last.
    left: Vec<Folder>,
    /// The folders that were given, by their real paths: each is walked in its own turn.
    given: BTreeSet<PathBuf>,
    markers: BTreeSet<&'static str>,
}

struct Folder {
    place: PathBuf,
    /// Its real path.
    real: PathBuf,
    is_given: bool,
    is_in_project: bool,
    is_aside: bool,
    /// The folder that a project around it is set to build, which is judged with that project.
    built: Option<PathBuf>,
}

/// What stands in a folder.
struct Entries {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl Finder {
    /// Gets ready to walk folders that are there. One that is given twice is walked once, and links are followed only to
    /// what is given, so that there is an end to it.
    pub(super) fn new(folders: &[PathBuf]) -> Self {
        let mut given = BTreeSet::new();
        let mut left = vec![];
        for place in folders {
            let real = fs::canonicalize(place).unwrap_or_else(|_| place.clone());
            if given.insert(real.clone()) {
                let place = place.clone();
                left.push(Folder { place, real, is_given: true, is_in_project: false, is_aside: false, built: None });
            }
        }
        left.reverse();
        Self { left, given, markers: platform::all().iter().copied().flat_map(wanted).collect() }
    }

    /// Looks at a folder, and notes those in it.
    fn look(&mut self, folder: Folder) -> Option<Found> {
        let entries = match Entries::of(&folder.place) {
            Ok(entries) => entries,
            Err(error) => return Some(Found::Unreadable(folder.place, error)),
        };
        if entries.files.contains(ENVIRONMENT_MARK) && !folder.is_given {
            return None;
        }
        let is_built = folder.built.as_ref() == Some(&folder.place);
        let is_project = !is_built && self.is_project(&entries, folder.is_in_project || folder.is_aside);
        let own = if entries.files.contains(FILE) { root_of(&folder.place) } else { None };
        for name in entries.folders.iter().rev() {
            let real = folder.real.join(name);
            if is_left_out(name) || self.given.contains(&real) {
                continue;
            }
            self.left.push(Folder {
                place: below(&folder.place, name),
                real,
                is_given: false,
                is_in_project: folder.is_in_project || is_project,
                is_aside: folder.is_aside || is_aside(name),
                built: own.clone().or_else(|| folder.built.clone()),
            });
        }
        is_project.then_some(Found::Project(folder.place))
    }

    fn is_project(&self, entries: &Entries, is_within: bool) -> bool {
        let has = |name: &str| entries.files.contains(name);
        let installs = self.markers.iter().any(|marker| has(marker));
        let has_code = entries.files.iter().any(|name| name.strip_suffix(".py").is_some());
        let starts = has("Procfile") && (installs || has_code);
        if is_within {
            return starts || (has("manage.py") && installs);
        }
        let may_have_code = has_code || entries.folders.iter().any(|name| !is_left_out(name) && !is_aside(name));
        starts || has("manage.py") || has(FILE) || (installs && may_have_code)
    }
}

impl Iterator for Finder {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while let Some(folder) = self.left.pop() {
            if let Some(found) = self.look(folder) {
                return Some(found);
            }
        }
        None
    }
}

impl Entries {
    /// Names that are no text belong to no project.
    fn of(folder: &Path) -> io::Result<Self> {
        let mut entries = Self { files: BTreeSet::new(), folders: BTreeSet::new() };
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            // A link to a file stands for it; one to a folder is a name without a meaning here.
            let is_folder = entry.file_type()?.is_dir();
            if is_folder { &mut entries.folders } else { &mut entries.files }.insert(name);
        }
        Ok(entries)
    }
}

fn is_left_out(name: &str) -> bool {
    name.starts_with('.') || is_foreign(name) || selection::left_out(&format!("{name}/")).is_some()
}

/// The folder that a project is set to build, if it says so. What is wrong with its configuration is told when it is judged.
fn root_of(project: &Path) -> Option<PathBuf> {
    let file = Some(project.join(FILE)).filter(|file| file.is_file())?;
    let text = fs::read_to_string(file).ok()?;
    let root = Configuration::parse(FILE, &text, &|_| None).ok()?.root?;
    Some(root.split('/').fold(project.to_owned(), |place, name| below(&place, name)))
}

/// The path of something in a folder, without the `.` that stands for the current one.
fn below(folder: &Path, name: &str) -> PathBuf {
    if folder == Path::new(".") { PathBuf::from(name) } else { folder.join(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The projects below a folder with these files; a path that ends in `/` is a folder's.
    fn found(files: &[&str]) -> Vec<String> {
        let place = tempfile::TempDir::new().expect("a folder");
        for path in files {
            let place = place.path().join(path);
            fs::create_dir_all(if path.ends_with('/') { &place } else { place.parent().expect("a folder") }).expect("a folder");
            if !path.ends_with('/') {
                fs::write(&place, if path.ends_with(FILE) { "root = \"backend\"" } else { "" }).expect("a file");
            }
        }
        let all = Finder::new(&[place.path().to_owned()]);
        let shown = |found| match found {
            Found::Project(folder) => folder.strip_prefix(place.path()).expect("below").to_string_lossy().into_owned(),
            Found::Unreadable(folder, error) => panic!("{}: {error}", folder.display()),
        };
        all.map(shown).collect()
    }

    #[test]
    fn projects_are_found_by_what_platforms_install_from_and_start() {
        assert_eq!(found(&["b/requirements.txt", "b/app.py", "a/Pipfile", "a/src/x.py", "c/manage.py"]), ["a", "b", "c"]);
        assert_eq!(found(&["requirements.txt", "app.py"]), [""]);
        assert_eq!(found(&["a/app.py", "b/package.json", "c/Procfile", "d/requirements.txt", "requirements/base.txt"]), [""; 0]);
        assert_eq!(found(&["deep/er/still/pyproject.toml", "deep/er/still/main.py"]), ["deep/er/still"]);
    }

    #[test]
    fn a_project_in_a_project_has_to_start_something() {
        let inner = ["requirements.txt", "app.py", "docs/requirements.txt", "docs/conf.py", "lib/setup.py", "lib/x.py"];
        assert_eq!(found(&inner), [""]);
        assert_eq!(found(&["requirements.txt", "app.py", "bot/Procfile", "bot/bot.py", "admin/manage.py"]), ["", "bot"]);
        assert_eq!(found(&["docs/requirements.txt", "docs/conf.py", "examples/a/Procfile", "examples/a/a.py"]), ["examples/a"]);
    }

    #[test]
    fn other_peoples_code_is_no_project() {
        let foreign = ["node_modules/x", "venv", ".git/x", ".hidden", "vendor/x", "lib/site-packages/x", "__pycache__"];
        let files: Vec<String> =
            foreign.iter().flat_map(|folder| ["setup.py", "Procfile"].map(|name| format!("{folder}/{name}"))).collect();
        assert_eq!(found(&files.iter().map(String::as_str).collect::<Vec<_>>()), [""; 0]);
        assert_eq!(found(&["any/pyvenv.cfg", "any/setup.py", "any/x/Procfile", "any/x/x.py"]), [""; 0]);
    }

    #[test]
    fn the_folder_that_a_project_is_set_to_build_is_judged_with_it() {
        let files =
            ["pushready.toml", "backend/Procfile", "backend/requirements.txt", "backend/app.py", "bot/Procfile", "bot/bot.py"];
        assert_eq!(found(&files), ["", "bot"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_repeated_folders_lead_to_each_project_once() {
        let place = tempfile::TempDir::new().expect("a folder");
        let app = place.path().join("a/app");
        fs::create_dir_all(&app).expect("a folder");
        fs::write(app.join("manage.py"), "").expect("a file");
        std::os::unix::fs::symlink("..", place.path().join("a/loop")).expect("a link");
        std::os::unix::fs::symlink("a", place.path().join("b")).expect("a link");
        let given = [place.path().to_owned(), place.path().join("a"), place.path().join("b"), place.path().join("a/../a/app")];
        let found: Vec<PathBuf> = Finder::new(&given)
            .map(|found| match found {
                Found::Project(folder) => folder,
                Found::Unreadable(folder, error) => panic!("{}: {error}", folder.display()),
            })
            .collect();
        assert_eq!(found, [place.path().join("a/../a/app")]);
    }
}
