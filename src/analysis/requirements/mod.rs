//! What is required, which of it pip installs, and what is wrong with it.

pub mod duplicates;
pub mod fault;
mod files;
pub mod hashes;
mod installed;
pub mod listed;
pub mod local_path;
pub mod meant;
pub mod release;
pub mod repository;
mod secret;
pub mod unread;

pub use files::{Followed, ROOT_FILE, Requirements, included_path, may_be_there, readable_text};
pub use installed::{is_installed, marker_holds};
