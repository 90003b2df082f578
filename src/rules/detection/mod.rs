//! What the project is taken for.

pub(super) mod another_language_first;
pub(super) mod dockerfile_wins;
pub(super) mod misspelled_requirements;
pub(super) mod no_python_marker;
pub(super) mod project_in_subfolder;
mod recognition;
