//! The variables of the build.

pub(super) mod unknown_build_variable;
pub(super) mod wrong_index_url;
pub(super) mod wrong_switch_value;
