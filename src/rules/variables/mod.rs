//! The variables of the build.

pub(super) mod unknown_build_variable;
pub(super) mod unsafe_variable;
pub(super) mod wrong_index_url;
pub(super) mod wrong_switch_value;

/// Whether people who set a switch to this mean no.
pub(super) fn reads_as_no(value: &str) -> bool {
    ["", "0", "false", "no", "off", "n", "f", "none", "null"].contains(&value.trim().to_ascii_lowercase().as_str())
}
