//! Paths that only the user's own machine has.

use crate::project::Project;
use crate::syntax::shell_command::Word;

/// Usual names of virtual environments.
const ENVIRONMENTS: &[&str] = &["venv", ".venv", "env", ".env", "ENV", "virtualenv", "myenv"];
/// Where home folders are on machines of users.
const HOMES: &[&str] = &["/home/", "/Users/"];
/// Home folders of platforms.
const PLATFORM_HOMES: &[&str] = &["/home/cnb/", "/home/app/", "/home/vcap/"];

/// A path into a virtual environment or home folder of the user's machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalPath {
    /// Whether it leads into a home folder.
    pub is_home: bool,
    /// Whether there is such an environment beside the files, which may be pushed or not.
    pub is_beside: bool,
}

impl LocalPath {
    /// The path of a word, if it is such a one.
    #[must_use]
    pub fn of(project: &Project, word: &Word) -> Option<Self> {
        let path = word.text.as_str();
        let starts = |homes: &[&str]| homes.iter().any(|home| path.starts_with(home));
        let is_home = starts(HOMES) && !starts(PLATFORM_HOMES);
        let mut parts = path.trim_start_matches("./").split('/');
        let folder = parts.next()?;
        let is_environment = ENVIRONMENTS.contains(&folder) && parts.next() == Some("bin");
        let has_files = project.files_below(folder).next().is_some();
        let is_beside = !is_home && project.has_folder(folder);
        (!word.expands && (is_home || (is_environment && !has_files))).then_some(Self { is_home, is_beside })
    }
}
