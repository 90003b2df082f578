//! Reports as text. JSON is [`Output::to_json`](super::Output::to_json).

pub mod concise;
pub mod github;
pub mod gitlab;
pub mod junit;
pub mod markdown;
pub mod sarif;
#[cfg(any(feature = "cli", feature = "js"))]
pub mod text;
mod words;
