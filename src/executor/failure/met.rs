//! What was met where a web process that goes on should have answered.

use super::class::FailureClass;
use super::ending::Ending;

/// What was met where a web process that goes on should have answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Met {
    /// Nothing of it listens.
    NoListener {
        /// How long was waited.
        seconds: u64,
    },
    /// It listens at these addresses, and at none with the port that it was given.
    WrongPort(String),
    /// It listens at this address alone, which is of the machine itself.
    Loopback(String),
    /// It listens and does not answer.
    Unanswered {
        /// How long was waited.
        seconds: u64,
    },
    /// It answers that this host is none of its own.
    Refused(String),
    /// It answers with an error of the server.
    Failed(u16),
}

impl Met {
    /// The kind of failure.
    pub(super) fn class(&self) -> FailureClass {
        match self {
            Self::NoListener { .. } => FailureClass::StartNoListener,
            Self::WrongPort(_) => FailureClass::StartWrongPort,
            Self::Loopback(_) => FailureClass::StartLoopback,
            Self::Unanswered { .. } => FailureClass::RequestUnanswered,
            Self::Refused(_) => FailureClass::RequestRefused,
            Self::Failed(_) => FailureClass::RequestFailed,
        }
    }

    /// What it is about.
    pub(super) fn subject(&self) -> Option<String> {
        match self {
            Self::WrongPort(address) | Self::Loopback(address) | Self::Refused(address) => Some(address.clone()),
            Self::Failed(status) => Some(status.to_string()),
            Self::NoListener { .. } | Self::Unanswered { .. } => None,
        }
    }

    /// How the process ended: it was stopped.
    pub(super) fn ending(&self) -> Ending {
        match self {
            Self::NoListener { seconds } | Self::Unanswered { seconds } => Ending::TimedOut { seconds: *seconds },
            Self::WrongPort(_) | Self::Loopback(_) | Self::Refused(_) | Self::Failed(_) => Ending::Stopped,
        }
    }

    /// Whether an error that was printed can be the reason.
    pub(super) fn is_explained_by(&self, class: FailureClass) -> bool {
        match self {
            Self::NoListener { .. } | Self::Unanswered { .. } | Self::Failed(_) => class != FailureClass::RequestRefused,
            Self::Refused(_) => class == FailureClass::RequestRefused,
            Self::WrongPort(_) | Self::Loopback(_) => false,
        }
    }
}
