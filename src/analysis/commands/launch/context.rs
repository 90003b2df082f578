//! What stands around a program: the commands before it, variables, and gunicorn's settings.

use crate::analysis::Facts;
use crate::analysis::commands::folders::{ShellFolders, is_home_root};
use crate::analysis::commands::gunicorn_file::{self, FileSetting, GunicornFile};
use crate::analysis::commands::start_command::{Invocation, StartCommand, Step, writes_files};
use crate::analysis::python::modules::SearchPath;
use crate::project::path::ROOT;
use crate::syntax::shell_command::Word;

/// The variable that holds folders in which Python searches modules.
const PYTHON_PATH: &str = "PYTHONPATH";
/// Where a program stands in the command of its process.
pub(in crate::analysis::commands) struct Context<'s> {
    pub(in crate::analysis::commands) facts: &'s Facts<'s>,
    pub(in crate::analysis::commands) start: &'s StartCommand,
    /// The commands before its own.
    pub(in crate::analysis::commands) before: &'s [Step<'s>],
    /// Its own command.
    pub(in crate::analysis::commands) step: &'s Step<'s>,
}

/// What gunicorn is told elsewhere.
pub(super) struct GunicornSettings {
    /// The folder that it changes to.
    pub(super) chdir: FileSetting<String>,
    /// The folders in which it searches modules first.
    pub(super) pythonpath: FileSetting<String>,
    /// The kind of worker.
    pub(super) worker_class: FileSetting<String>,
}

impl Context<'_> {
    /// Whether a command before the program may write files.
    pub(in crate::analysis::commands) fn is_prepared(&self) -> bool {
        self.start.is_prepared() || writes_files(self.before)
    }

    /// Whether a command that does not surely run sets a variable.
    fn may_set(&self, name: &str) -> bool {
        let unsure = self.before.iter().filter(|step| !step.is_certain);
        unsure.flat_map(|step| &step.words).any(|word| word.assignment().is_some_and(|(set, _)| set == name))
    }

    /// The word of the command that sets a variable last, and where its value begins.
    pub(super) fn assignment(&self, name: &str) -> Option<(&Word, usize)> {
        let in_front = self.step.words.iter().take_while(|word| word.assignment().is_some() || word.text == "env");
        if self.may_set(name) {
            return None;
        }
        let before = self.before.iter().flat_map(|step| &step.words);
        let set = before.chain(in_front).filter(|word| word.assignment().is_some_and(|(set, _)| set == name)).last();
        set.map(|word| (*word, name.len() + 1))
    }

    /// The value of a variable: set in front of the program, by a command before it, or on the platform.
    pub(in crate::analysis::commands) fn variable(&self, name: &str) -> Option<&str> {
        let set = self.assignment(name).and_then(|(word, _)| word.assignment());
        set.map(|(_, value)| value).or_else(|| self.facts.settings.env.get(name).map(String::as_str))
    }

    /// What the shell puts in the place of variables in the words of a program.
    pub(super) fn shell<'i>(&self, invocation: &'i Invocation<'_>) -> ShellFolders<'i> {
        ShellFolders { here: invocation.folder.as_deref(), is_home_root: is_home_root(self.facts.platform) }
    }

    /// Adds the folders of PYTHONPATH, or the one that the platform puts there. They count from the folder that the program
    /// is started in, wherever it goes itself.
    pub(super) fn search_variable(&self, invocation: &Invocation<'_>, path: &mut SearchPath) {
        let platform_sets = self.facts.platform.runtime.python_path_is_app_folder.as_ref();
        if self.facts.settings.expected.contains(PYTHON_PATH) || self.start.may_inherit(PYTHON_PATH) || self.may_set(PYTHON_PATH)
        {
            path.push_unknown();
        }
        match self.variable(PYTHON_PATH) {
            Some(folders) => {
                for named in folders.split(':') {
                    let is_itself = ["$PYTHONPATH", "${PYTHONPATH}"].contains(&named);
                    let folder = || self.shell(invocation).folder(invocation.folder.as_deref(), named);
                    match if is_itself { Some(ROOT.to_owned()) } else { folder() } {
                        Some(folder) => path.push(&folder),
                        None => path.push_unknown(),
                    }
                }
            }
            None if platform_sets.is_none_or(|fact| fact.value) => path.push(ROOT),
            None => {}
        }
    }

    pub(super) fn gunicorn_settings(&self, folder: Option<&str>, named: Option<&str>) -> GunicornSettings {
        let file = GunicornFile::of(self.facts, folder, named);
        let options = self.variable(gunicorn_file::VARIABLE).unwrap_or_default();
        let told = |setting: &str, names: &[&str]| match file.text(setting) {
            _ if names.iter().any(|name| options.contains(name)) => FileSetting::Unknown,
            FileSetting::Is(told) => FileSetting::Is(told.text),
            FileSetting::Untold => FileSetting::Untold,
            FileSetting::Unknown => FileSetting::Unknown,
        };
        GunicornSettings {
            chdir: told("chdir", &["chdir"]),
            pythonpath: told("pythonpath", &["pythonpath"]),
            worker_class: told("worker_class", &["-k", "worker-class"]),
        }
    }
}
