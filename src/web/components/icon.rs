//! Icons, drawn in the colour of the text around them. Words stand beside all of them.

use leptos::prelude::*;

use crate::diagnostic::Severity;
use crate::report::Verdict;
use crate::web::model::stages::StageOutcome;

/// What an icon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Icon {
    Add,
    Alert,
    Auto,
    Check,
    Close,
    Copy,
    Cross,
    Down,
    Download,
    File,
    Find,
    Flag,
    Folder,
    Info,
    Link,
    Lock,
    Minus,
    Moon,
    Mute,
    Share,
    Sliders,
    Sun,
    Undo,
    Up,
    Upload,
    Wrench,
}

impl Icon {
    /// The path, on a square of 20.
    fn path(self) -> &'static str {
        match self {
            Self::Add => "M10 4v12M4 10h12",
            Self::Alert => {
                "M10 7v4M10 14v.01M8.7 3.3 2.2 14.5A1.5 1.5 0 0 0 3.5 16.8h13a1.5 1.5 0 0 0 1.3-2.3L11.3 3.3a1.5 1.5 0 0 0-2.6 0Z"
            }
            Self::Auto => "M3 4h14v9H3zM7 17h6M10 13v4",
            Self::Check => "M6.5 10.3l2.4 2.4 4.6-5M17.5 10a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0Z",
            Self::Close => "M5 5l10 10M15 5 5 15",
            Self::Copy => {
                "M7 7V4.5A1.5 1.5 0 0 1 8.5 3h7A1.5 1.5 0 0 1 17 4.5v7a1.5 1.5 0 0 1-1.5 1.5H13M4.5 7h7A1.5 1.5 0 0 1 13 8.5v7a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 15.5v-7A1.5 1.5 0 0 1 4.5 7Z"
            }
            Self::Cross => "M7.5 7.5l5 5M12.5 7.5l-5 5M17.5 10a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0Z",
            Self::Down => "M5 8l5 5 5-5",
            Self::Download => "M10 3v10M6 9.5l4 4 4-4M3.5 17h13",
            Self::File => "M11.5 2.5H6A1.5 1.5 0 0 0 4.5 4v12A1.5 1.5 0 0 0 6 17.5h8a1.5 1.5 0 0 0 1.5-1.5V6.5zM11.5 2.5v4h4",
            Self::Find => "M13.5 8.5a5 5 0 1 1-10 0 5 5 0 0 1 10 0ZM12.2 12.2l4.8 4.8",
            Self::Flag => "M4.5 17.5v-14M4.5 4h10l-2 3.5 2 3.5h-10",
            Self::Folder => {
                "M2.5 15V5A1.5 1.5 0 0 1 4 3.5h3.5l2 2.5H16a1.5 1.5 0 0 1 1.5 1.5V15a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 15Z"
            }
            Self::Info => "M10 9.5v4M10 6.5v.01M17.5 10a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0Z",
            Self::Link => {
                "M8.5 11.5a3 3 0 0 0 4.3 0l3-3a3 3 0 0 0-4.3-4.3l-1.3 1.3M11.5 8.5a3 3 0 0 0-4.3 0l-3 3a3 3 0 0 0 4.3 4.3l1.3-1.3"
            }
            Self::Lock => "M6 9V6.5a4 4 0 0 1 8 0V9M5 9h10v8H5z",
            Self::Minus => "M6.5 10h7M17.5 10a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0Z",
            Self::Moon => "M16.5 11.5A7 7 0 0 1 8.5 3.5a7 7 0 1 0 8 8Z",
            Self::Mute => {
                "M3 3l14 14M8 5.2A8.6 8.6 0 0 1 18 10a9.8 9.8 0 0 1-2 2.7M12.5 14.6A8.5 8.5 0 0 1 2 10a9.6 9.6 0 0 1 3.2-3.8M8.4 8.5a2.2 2.2 0 0 0 3.1 3.1"
            }
            Self::Share => {
                "M7 9 13 5.7M7 11l6 3.3M7.5 10a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0ZM17.5 4.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0ZM17.5 15.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Z"
            }
            Self::Sliders => "M3 6h8M15 6h2M3 14h2M9 14h8M13 4v4M7 12v4",
            Self::Sun => {
                "M10 2.5v1.5M10 16v1.5M2.5 10H4M16 10h1.5M4.7 4.7l1 1M14.3 14.3l1 1M4.7 15.3l1-1M14.3 5.7l1-1M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0Z"
            }
            Self::Undo => "M4 8h8a4.5 4.5 0 0 1 0 9H8M7 4.5 3.5 8 7 11.5",
            Self::Up => "M5 12l5-5 5 5",
            Self::Upload => "M10 13V3.5M6 7l4-4 4 4M3.5 12.5v3A1.5 1.5 0 0 0 5 17h10a1.5 1.5 0 0 0 1.5-1.5v-3",
            Self::Wrench => {
                "M12.8 3.2a4.2 4.2 0 0 0-4 5.6l-5.3 5.3a1.7 1.7 0 0 0 2.4 2.4l5.3-5.3a4.2 4.2 0 0 0 5.6-5.2l-2.6 2.6-2.3-.5-.5-2.3 2.6-2.6a4.2 4.2 0 0 0-1.2 0Z"
            }
        }
    }

    /// The icon of a severity.
    pub(crate) fn of_severity(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Cross,
            Severity::Warning => Self::Alert,
            Severity::Info => Self::Info,
        }
    }

    /// The icon of a stage's outcome.
    pub(crate) fn of_outcome(outcome: StageOutcome) -> Self {
        match outcome {
            StageOutcome::Passes => Self::Check,
            StageOutcome::Warns | StageOutcome::MayBreak => Self::Alert,
            StageOutcome::Breaks => Self::Cross,
            StageOutcome::NotReached => Self::Minus,
        }
    }

    /// The icon of a verdict.
    pub(crate) fn of_verdict(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Ready => Self::Check,
            Verdict::Risky => Self::Alert,
            Verdict::Blocked => Self::Cross,
            Verdict::NotPython => Self::Minus,
        }
    }
}

/// The class of a verdict.
pub(crate) fn verdict_class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ready => "ready",
        Verdict::Risky => "risky",
        Verdict::Blocked => "blocked",
        Verdict::NotPython => "not-python",
    }
}

/// Draws an icon.
pub(crate) fn icon(icon: Icon) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
            <path d=icon.path() />
        </svg>
    }
}
