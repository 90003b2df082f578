//! The requirements.

pub(super) mod broken_freeze_line;
pub(super) mod credentials_in_url;
pub(super) mod missing_included_file;
pub(super) mod unreadable_requirement;
pub(super) mod wrong_encoding;
