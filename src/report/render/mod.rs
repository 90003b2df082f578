//! Reports as text. JSON is [`Output::to_json`](super::Output::to_json).

pub mod concise;
pub mod github;
pub mod gitlab;
pub mod junit;
pub mod markdown;
pub mod sarif;
#[cfg(feature = "cli")]
pub mod text;
mod words;
