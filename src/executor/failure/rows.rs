//! The rows of all classes of failures, by what fails.

pub(super) mod installing;
pub(super) mod machine;
pub(super) mod scripts;
pub(super) mod starting;
pub(super) mod static_files;
