//! What carries a step out.

use std::collections::BTreeMap;

use crate::platform::{SetVariable, SlugIgnore, Version};

/// Variables that keep package managers from asking, drawing, and choosing another Python, whoever carries a plan out.
pub const QUIET: [(&str, &str); 5] = [
    ("PYTHONUNBUFFERED", "1"),
    ("PIP_NO_INPUT", "1"),
    ("PIPENV_NOSPIN", "1"),
    ("PIPENV_VERBOSITY", "-1"),
    ("UV_PYTHON_DOWNLOADS", "never"),
];

/// What carries a step out, as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Work {
    /// Writes this text to the Procfile; none if it depends on contents that are not known.
    Procfile(Option<String>),
    /// Gives the build this Python; none if the platform's build stops before it has chosen one.
    Python(Option<Version>),
    /// Runs a command.
    Run(Run),
    /// Packs the result.
    Pack(Packing),
}

/// How the result is packed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Packing {
    /// When what `.slugignore` names is taken away, where the platform reads that.
    pub slug_ignore: Option<SlugIgnore>,
    /// The folder in the archive that holds the application, with a `/` at the end; empty for its root.
    pub root: String,
    /// Variables that the build sets for the application.
    pub sets: Vec<SetVariable>,
    /// Whether Python searches the root of the application for modules wherever a program is started.
    pub python_path_is_app_folder: bool,
}

/// A command of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// Word by word; the program is searched for in the environment first.
    pub command: Vec<String>,
    /// Variables that the platform hands on to it.
    pub env: BTreeMap<String, String>,
    /// Where the package manager that it runs or installs lives.
    pub tools: Tools,
    /// The files of the project that decide what it does, together with the command; none if any file may.
    pub reads: Option<Vec<String>>,
}

/// Where the package manager lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tools {
    /// Among the packages of the project, as pip does.
    #[default]
    Inside,
    /// Apart from them, since it takes away what its lock file does not name.
    Apart,
}

impl Work {
    /// The command, word by word; empty for what is done without one.
    #[must_use]
    pub fn command(&self) -> &[String] {
        self.run().map_or(&[], |run| &run.command)
    }

    /// The variables that are set for the command.
    #[must_use]
    pub fn env(&self) -> &BTreeMap<String, String> {
        static NONE: BTreeMap<String, String> = BTreeMap::new();
        self.run().map_or(&NONE, |run| &run.env)
    }

    /// The command, if it is one.
    #[must_use]
    pub fn run(&self) -> Option<&Run> {
        match self {
            Self::Run(run) => Some(run),
            Self::Procfile(_) | Self::Python(_) | Self::Pack(_) => None,
        }
    }
}
