//! How a process ends.

use serde::Serialize;

/// How the process of a step ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// With an exit status.
    Exited(i32),
    /// By a signal.
    Signalled(i32),
    /// It ran longer than it may, and was stopped.
    TimedOut {
        /// How long it may run.
        seconds: u64,
    },
    /// It had shown enough, and was stopped.
    Stopped,
    /// The user stopped it.
    Interrupted,
    /// It never ran.
    NotStarted {
        /// What the system says.
        reason: String,
    },
}
