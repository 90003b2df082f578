//! The commands that the Procfile starts.

pub(super) mod loopback_bind;
pub(super) mod server_not_installed;
pub(super) mod worker_tmp_dir;
