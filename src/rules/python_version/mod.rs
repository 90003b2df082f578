//! The Python version.

pub(super) mod end_of_life_version;
pub(super) mod malformed_version;
pub(super) mod misnamed_version_file;
pub(super) mod never_released_version;
pub(super) mod no_version_requested;
pub(super) mod outdated_patch;
pub(super) mod version_file_encoding;
pub(super) mod version_not_available;
