//! How a project wants to be checked: `pushready.toml`, or `[tool.pushready]` in `pyproject.toml`.
//!
//! It belongs to the project, so that the command line, the page and the JavaScript API find the same and say the same.

mod error;
mod find;
mod read;
mod wishes;

pub use error::{ConfigurationError, Problem};
pub use find::{FILE, SHARED_FILE};
pub use wishes::{Configuration, IndexWish};
