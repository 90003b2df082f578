//! The variables of the build.

mod faulty;
pub(super) mod unknown_build_variable;
pub(super) mod unsafe_variable;
pub(super) mod wrong_index_url;
pub(super) mod wrong_switch_value;
