//! Why a step failed, from how it ended and what it printed, line by line and in bounded memory.

mod class;
mod damaged_download;
mod ending;
mod general;
mod ignored_versions;
mod installing;
mod met;
mod observer;
mod pattern;
mod row;
mod rows;
mod starting;
mod static_files;

pub use class::FailureClass;
pub use ending::Ending;
pub use met::Met;
pub use observer::Observer;

use serde::Serialize;

use super::activity::Activity;
use crate::language::Language;
use row::Telling;

/// A failed step, or start, and its cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The step, or the start.
    pub step: Activity,
    /// How it ended.
    pub ending: Ending,
    /// What went wrong.
    pub class: FailureClass,
    /// The requirement, package, module, file, host, setting or variable it is about.
    pub subject: Option<String>,
    /// What is asked of it, or the other side of a conflict.
    pub more: Option<String>,
    /// The lines of output that say so, with credentials masked.
    pub evidence: Vec<String>,
    /// Whether it tells something about the project, and not only about the machine or the network of this build.
    #[serde(skip)]
    pub is_of_the_project: bool,
    /// The rules that explain it.
    pub codes: &'static [&'static str],
}

impl Failure {
    /// What happened, in one line.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        self.telling(language).tell(self.class.row().message)
    }

    /// What to do about it.
    #[must_use]
    pub fn advice(&self, language: Language) -> String {
        self.telling(language).tell(self.class.row().advice)
    }

    fn telling(&self, language: Language) -> Telling<'_> {
        Telling { ending: &self.ending, subject: self.subject.as_deref(), more: self.more.as_deref(), language }
    }
}
