//! What stands around a program: the commands before it, variables, and gunicorn's settings.

use crate::analysis::Facts;
use crate::analysis::commands::folders::{ShellFolders, is_home_root};
use crate::analysis::commands::gunicorn_file::{self, GunicornFile};
use crate::analysis::commands::start_command::{Invocation, Step};
use crate::analysis::python::modules::SearchPath;
use crate::project::path::ROOT;
use crate::syntax::shell_command::Word;

/// The variable that holds folders in which Python searches modules.
const PYTHON_PATH: &str = "PYTHONPATH";
/// Commands that write no file of the project.
const HARMLESS: &[&str] = &["cd", "export", "echo", "sleep", "set", "source", "true", "printenv", "env", "ls", "pwd", "wait"];

/// Where a program stands in the command of its process.
pub(super) struct Context<'s> {
    pub(super) facts: &'s Facts<'s>,
    /// The commands before its own.
    pub(super) before: &'s [Step<'s>],
    /// Its own command.
    pub(super) step: &'s Step<'s>,
}

/// What gunicorn may be told elsewhere.
pub(super) struct GunicornSettings {
    /// Whether it may search modules in other folders.
    pub(super) moves: bool,
    /// Whether it cannot be told to use another kind of worker.
    pub(super) keeps_worker: bool,
}

impl Context<'_> {
    /// Whether a command before the program may write files.
    pub(super) fn is_prepared(&self) -> bool {
        let programs = self.before.iter().filter_map(|step| step.words.iter().find(|word| word.assignment().is_none()));
        programs.into_iter().any(|program| !HARMLESS.contains(&program.text.as_str()))
    }

    /// The word of the command that sets a variable last, and where its value begins.
    pub(super) fn assignment(&self, name: &str) -> Option<(&Word, usize)> {
        let in_front = self.step.words.iter().take_while(|word| word.assignment().is_some() || word.text == "env");
        let before = self.before.iter().flat_map(|step| &step.words);
        let set = before.chain(in_front).filter(|word| word.assignment().is_some_and(|(set, _)| set == name)).last();
        set.map(|word| (*word, name.len() + 1))
    }

    /// The value of a variable: set in front of the program, by a command before it, or on the platform.
    pub(super) fn variable(&self, name: &str) -> Option<&str> {
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
        if self.facts.settings.expected.contains(PYTHON_PATH) {
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
        let sets = |setting: &str| file.may_set(setting);
        GunicornSettings {
            moves: sets("chdir") || sets("pythonpath") || options.contains("chdir") || options.contains("pythonpath"),
            keeps_worker: !sets("worker_class") && !options.contains("-k") && !options.contains("worker-class"),
        }
    }
}
