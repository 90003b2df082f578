//! What stands around a program: the commands before it, variables, and gunicorn's settings.

use crate::analysis::Facts;
use crate::analysis::commands::start_command::Step;
use crate::analysis::python::names::Names;
use crate::syntax::shell_command::Word;

use super::path_from;

/// The file that gunicorn reads without being told.
const GUNICORN_FILE: &str = "gunicorn.conf.py";
/// The variable that holds options of gunicorn.
const GUNICORN_VARIABLE: &str = "GUNICORN_CMD_ARGS";
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

    pub(super) fn gunicorn_settings(&self, folder: Option<&str>, named: Option<&str>) -> GunicornSettings {
        let file = named.map_or(GUNICORN_FILE, |file| file.trim_start_matches("file:"));
        let path = path_from(folder, file);
        let is_there = path.as_deref().is_none_or(|path| self.facts.project.has(path));
        let options = self.variable(GUNICORN_VARIABLE).unwrap_or_default();
        let module = path.filter(|_| is_there).and_then(|path| self.facts.files.module(&path));
        let bound = module.as_deref().map(Names::of);
        let sets = |setting: &str| match &bound {
            Some(bound) => bound.is_dynamic || !bound.stars.is_empty() || !bound.get(setting).is_empty(),
            None => is_there || named.is_some(),
        };
        GunicornSettings {
            moves: sets("chdir") || sets("pythonpath") || options.contains("chdir") || options.contains("pythonpath"),
            keeps_worker: !sets("worker_class") && !options.contains("-k") && !options.contains("worker-class"),
        }
    }
}
