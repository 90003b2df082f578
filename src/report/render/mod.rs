//! Reports as text. JSON is [`Output::to_json`](super::Output::to_json).

pub mod concise;
pub mod github;
pub mod junit;
pub mod markdown;
pub mod sarif;
#[cfg(feature = "cli")]
pub mod text;
mod words;

use crate::diagnostic::Severity;

/// The severity's name, the same in every language, for lines that programs read.
fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
