//! Django's static files.

pub(super) mod collectstatic_disabled;
pub(super) mod manage_py_not_found;
