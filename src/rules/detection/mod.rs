//! What the project is taken for.

pub(super) mod another_language_first;
pub(super) mod committed_runtime_folder;
pub(super) mod committed_virtualenv;
pub(super) mod dockerfile_wins;
mod faulty;
pub(super) mod missing_lock_file;
pub(super) mod misspelled_requirements;
pub(super) mod needed_file_ignored;
pub(super) mod no_python_marker;
pub(super) mod project_in_subfolder;
pub(super) mod several_package_managers;
pub(super) mod unsupported_package_manager;
mod way_out;
