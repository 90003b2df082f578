//! What becomes of a project without a Procfile.

use crate::analysis::Facts;
use crate::analysis::commands::entry_point::starts;
use crate::analysis::procfile::misnamed::misnamed;
use crate::analysis::procfile::processes::{PROCFILE, Process, Rejection, Source};
use crate::analysis::procfile::{dialect, own_file};
use crate::platform::{MissingProcfile, OverrideForm, Platform};

/// The variable that can name more folders to search for modules.
const PYTHON_PATH: &str = "PYTHONPATH";

/// What becomes of a project without a Procfile.
#[derive(Debug, Clone)]
pub enum WithoutProcfile<'a> {
    /// The platform writes a command that can start.
    Written {
        /// The command.
        command: &'a str,
        /// What the documentation prints as an example.
        documented: Option<&'a str>,
    },
    /// It writes one that starts nothing in the project.
    Broken(&'a str),
    /// It writes this text, which its own parser refuses.
    Rejected(&'a Rejection, &'a str),
    /// What it writes depends on a file that was not given.
    Depends(Option<&'a str>),
    /// Most likely it writes the documented default; the file that decides was not given.
    Documented(&'a str),
    /// It searches in vain: beside this `manage.py`, or without one; some files may not have been given.
    NothingFound {
        /// The file beside which it searches.
        manage_py: Option<&'a str>,
        /// Whether a file that decides was not given.
        unseen: bool,
    },
    /// When it detects the project it finds this command and keeps it.
    Detected(&'a str),
    /// When it detects the project it looks for a command; some files that decide were not given.
    Undetected,
    /// When it detects the project it looks for a command in vain.
    NothingDetected,
    /// Each build looks for a start command and finds this one.
    Found(&'a str),
    /// Each build looks for a start command, and takes one whose module is not there.
    FoundBroken {
        /// The command.
        command: &'a str,
        /// The module.
        module: &'a str,
    },
    /// Each build looks for a start command; some files that decide were not given.
    Unfound,
    /// Each build looks for a start command in vain.
    NothingToStart {
        /// How it looks.
        how: MissingProcfile,
        /// Whether a command may be set on the platform, which cannot be seen here.
        settable: bool,
    },
    /// It writes none and expects a command that is set on the platform.
    NoCommand {
        /// Whether it deploys nothing without one.
        refused: bool,
    },
    /// It reads none and expects a command that is set on the platform.
    Unread {
        /// Whether the project has one.
        is_there: bool,
        /// The command of its web process.
        command: Option<String>,
    },
    /// It writes none, and no other place can name a command.
    OnlyProcfile {
        /// Whether the project shows that it serves the web.
        serves_web: bool,
        /// A file by which the app can be built in another way.
        other_way: Option<&'a str>,
    },
}

impl<'a> WithoutProcfile<'a> {
    /// What becomes of it; none if there is a Procfile, a file that was meant to be one, or a wrong command for Django.
    #[must_use]
    pub fn of(facts: &'a Facts<'_>) -> Option<Self> {
        if !facts.platform.procfile.is_read() {
            return Self::unread(facts);
        }
        if !is_missing(facts) || WrongForDjango::of(facts).is_some() || names_command(facts) {
            return None;
        }
        let procfile = &facts.procfile;
        let command = procfile.web().map_or("", |web| web.command.as_str());
        let missing = facts.platform.procfile.missing.value;
        let outcome = match (procfile.source, &procfile.text, &procfile.rejection) {
            (Source::File | Source::Override, ..) => return None,
            (Source::None, ..) => Self::nothing(facts),
            (_, None, _) if missing.looks_at_each_build() => Self::Unfound,
            (_, Some(_), None) if missing.looks_at_each_build() => match missing_module(facts, command) {
                Some(module) => Self::FoundBroken { command, module },
                None => Self::Found(command),
            },
            (_, None, _) if missing == MissingProcfile::CnbStartCommand => Self::Undetected,
            (_, Some(_), None) if missing == MissingProcfile::CnbStartCommand => Self::Detected(command),
            (_, None, _) => Self::Depends(facts.static_files.manage_py.as_deref()),
            (_, Some(text), Some(rejection)) => Self::Rejected(rejection, text.trim_end()),
            (Source::DocumentedDefault, ..) => Self::Documented(command),
            (Source::Generated, ..) if can_start(facts, command) => {
                let documented = facts.platform.procfile.documented_default.as_ref().map(|default| default.value.as_str());
                Self::Written { command, documented }
            }
            (Source::Generated, ..) => Self::Broken(command),
        };
        Some(outcome)
    }

    /// Nothing to tell where a command is set, or a file may set one.
    fn unread(facts: &Facts<'_>) -> Option<Self> {
        let procfile = &facts.platform.procfile;
        let may_be_set = procfile.other_way.as_ref().is_some_and(|fact| facts.project.has(&fact.value));
        let is_set = facts.procfile.source != Source::None || may_be_set;
        if is_set || !facts.is_built_as_python() {
            return None;
        }
        let processes =
            own_file::text(facts.project, facts.platform).and_then(|text| dialect::read(procfile, text).ok()).unwrap_or_default();
        let command = processes.into_iter().find(Process::is_web).map(|web| web.command);
        Some(Self::Unread { is_there: facts.project.has(PROCFILE), command: command.filter(|command| !command.is_empty()) })
    }

    fn nothing(facts: &'a Facts<'_>) -> Self {
        match facts.platform.procfile.missing.value {
            MissingProcfile::Nothing if is_settable(facts.platform) => {
                Self::NoCommand { refused: facts.platform.runtime.run_command_required.value }
            }
            MissingProcfile::Nothing => {
                let other_way = facts.platform.procfile.other_way.as_ref().map(|fact| fact.value.as_str());
                Self::OnlyProcfile { serves_web: serves_web(facts), other_way: other_way.filter(|file| facts.project.has(file)) }
            }
            MissingProcfile::CnbStartCommand => Self::NothingDetected,
            how @ (MissingProcfile::Railpack
            | MissingProcfile::Nixpacks
            | MissingProcfile::GoogleCloud
            | MissingProcfile::Paketo) => Self::NothingToStart { how, settable: is_settable(facts.platform) },
            MissingProcfile::SlugBuilderGenerator => {
                let manage_py = facts.static_files.manage_py.as_deref();
                let project = facts.project;
                let mut sources = project.root_files().filter(|file| file.strip_suffix(".py").is_some());
                Self::NothingFound { manage_py, unseen: manage_py.is_none() && sources.any(|file| project.text(file).is_none()) }
            }
        }
    }
}

/// A command for Django that starts nothing: the platform makes it of what it takes for settings modules in `manage.py`.
#[derive(Debug, Clone, Copy)]
pub struct WrongForDjango<'a> {
    /// The file that it searches.
    pub manage_py: &'a str,
    /// Why its own parser refuses the command, where it does.
    pub rejection: Option<&'a Rejection>,
}

impl<'a> WrongForDjango<'a> {
    /// Whether the platform writes such a command.
    #[must_use]
    pub fn of(facts: &'a Facts<'_>) -> Option<Self> {
        let procfile = &facts.procfile;
        let is_searched = facts.platform.procfile.missing.value == MissingProcfile::SlugBuilderGenerator;
        let is_written = is_searched && is_missing(facts) && procfile.source == Source::Generated && procfile.text.is_some();
        let manage_py = facts.static_files.manage_py.as_deref().filter(|_| is_written)?;
        let rejection = procfile.rejection.as_ref();
        let starts = procfile.web().is_some_and(|web| can_start(facts, &web.command));
        (rejection.is_some() || !starts).then_some(Self { manage_py, rejection })
    }
}

/// What a platform is left with where the Procfile of the project is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SelfWritten {
    /// It writes a command that can start.
    Starts,
    /// It may write one; a file that decides was not given.
    Unknown,
    /// It writes one that starts nothing in the project.
    Fails,
    /// It writes one that its own parser refuses.
    Refused,
    /// It writes none.
    Nothing,
}

impl SelfWritten {
    /// What the platform writes where it reads no Procfile.
    #[must_use]
    pub fn of(facts: &Facts<'_>) -> Self {
        let procfile = &facts.procfile;
        let is_checked = facts.platform.procfile.missing.value == MissingProcfile::SlugBuilderGenerator;
        match (procfile.source, procfile.web()) {
            (Source::File | Source::Override | Source::None, _) => Self::Nothing,
            (Source::DocumentedDefault, Some(_)) => Self::Unknown,
            (Source::Generated | Source::DocumentedDefault, None) if procfile.text.is_none() => Self::Unknown,
            (Source::Generated, Some(web)) if !is_checked || can_start(facts, &web.command) => Self::Starts,
            (Source::Generated, Some(_)) => Self::Fails,
            (Source::Generated | Source::DocumentedDefault, None) => Self::Refused,
        }
    }
}

fn is_missing(facts: &Facts<'_>) -> bool {
    misnamed(facts.project).is_none() && facts.is_built_as_python()
}

/// The module of an app that a command names, if the project does not have it.
fn missing_module<'c>(facts: &Facts<'_>, command: &'c str) -> Option<&'c str> {
    let is_name = |text: &str| {
        text.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_')
            && text.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '_' | '.'))
    };
    let targets = command.split_ascii_whitespace().filter_map(|word| word.split_once(':'));
    let (module, _) = targets.into_iter().find(|(module, object)| is_name(module) && is_name(object))?;
    let path = module.replace('.', "/");
    let is_there = facts.project.has(&format!("{path}.py")) || facts.project.has_folder(&path);
    (!is_there && !facts.settings.has(PYTHON_PATH)).then_some(module)
}

/// Whether a file of the platform's own most likely names a start command.
fn names_command(facts: &Facts<'_>) -> bool {
    let Some(fact) = &facts.platform.procfile.command_file else { return false };
    let is_key = |line: &str| {
        let word = line.trim_start_matches(|char: char| char.is_whitespace() || matches!(char, '-' | '"' | '\'' | '{' | ','));
        let behind = word.strip_prefix(fact.value.key.as_str()).map(|rest| rest.trim_start_matches(['"', '\'', ' ', '\t']));
        behind.is_some_and(|rest| rest.starts_with([':', '=']))
    };
    let names =
        |file: &String| facts.project.has(file) && facts.project.text(file).is_none_or(|text| text.as_str().lines().any(is_key));
    fact.value.files.iter().any(names)
}

/// Whether a command that the platform writes starts something of the project.
fn can_start(facts: &Facts<'_>, command: &str) -> bool {
    starts(facts.project, command) || facts.settings.has(PYTHON_PATH)
}

/// Packages that show that a project serves the web.
const WEB_PACKAGES: [&str; 12] = [
    "daphne",
    "django",
    "fastapi",
    "flask",
    "gunicorn",
    "hypercorn",
    "quart",
    "sanic",
    "starlette",
    "streamlit",
    "uvicorn",
    "waitress",
];

fn serves_web(facts: &Facts<'_>) -> bool {
    WEB_PACKAGES.iter().any(|package| facts.requirements.lists(package))
}

/// Whether a start command may be set on the platform, which cannot be seen here.
#[must_use]
pub fn is_settable(platform: &Platform) -> bool {
    let procfile = &platform.procfile;
    procfile.override_form.value == OverrideForm::RunCommand || !procfile.override_variables.value.is_empty()
}
