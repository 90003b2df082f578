//! The requirements.

pub(super) mod abandoned_package;
pub(super) mod broken_freeze_line;
pub(super) mod credentials_in_url;
pub(super) mod duplicate_requirement;
pub(super) mod git_lfs_pointer;
pub(super) mod import_name_as_package;
pub(super) mod imported_but_not_required;
pub(super) mod insecure_index;
pub(super) mod known_broken_combination;
pub(super) mod large_package;
mod lines;
pub(super) mod local_path;
pub(super) mod missing_included_file;
pub(super) mod no_release_for_python;
pub(super) mod outdated_lock_file;
pub(super) mod platform_only_package;
pub(super) mod refused_metadata;
pub(super) mod release_failing_on_python;
pub(super) mod removed_name;
pub(super) mod source_only_package;
pub(super) mod standard_library_package;
pub(super) mod unpinned_requirement;
pub(super) mod unreadable_requirement;
pub(super) mod vcs_requirement;
mod why;
pub(super) mod wrong_requirements_encoding;
