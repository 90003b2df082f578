//! What a build is at: a step of its plan, or the start of what it has made.

use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::plan::StepId;

/// What a build is at. Starting is no step of a plan: the platform does it, each time anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Activity {
    /// What was built is started and asked for a page.
    Start,
    /// A step of the plan.
    #[serde(untagged)]
    Step(StepId),
}

impl Activity {
    /// What is done, in a few words.
    #[must_use]
    pub fn title(self, language: Language) -> &'static str {
        match self {
            Self::Start => language.pick("Start the web process", "启动 web 进程"),
            Self::Step(step) => step.title(language),
        }
    }
}

impl From<StepId> for Activity {
    fn from(step: StepId) -> Self {
        Self::Step(step)
    }
}
