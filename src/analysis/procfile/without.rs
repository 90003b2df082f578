//! What becomes of a project without a Procfile.

use crate::analysis::Facts;
use crate::analysis::commands::entry_point::starts;
use crate::analysis::procfile::misnamed::misnamed;
use crate::analysis::procfile::processes::{Rejection, Source};
use crate::platform::{MissingProcfile, OverrideForm, Platform};

/// The variable that can name more folders to search for modules.
const PYTHON_PATH: &str = "PYTHONPATH";

/// What becomes of a project without a Procfile.
#[derive(Debug, Clone, Copy)]
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
    /// It writes none and expects a command that is set on the platform.
    NoCommand {
        /// Whether it deploys nothing without one.
        refused: bool,
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
        if !is_missing(facts) || WrongForDjango::of(facts).is_some() {
            return None;
        }
        let procfile = &facts.procfile;
        let command = procfile.web().map_or("", |web| web.command.as_str());
        let missing = facts.platform.procfile.missing.value;
        let outcome = match (procfile.source, &procfile.text, &procfile.rejection) {
            (Source::File | Source::Override, ..) => return None,
            (Source::None, ..) => Self::nothing(facts),
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
