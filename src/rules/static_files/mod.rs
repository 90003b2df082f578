//! Django's settings and static files.

pub(super) mod collectstatic_disabled;
pub(super) mod contradicting_storages;
pub(super) mod django_generated_command_wrong;
pub(super) mod manage_py_not_found;
pub(super) mod missing_static_reference;
pub(super) mod no_allowed_host;
pub(super) mod no_static_server;
pub(super) mod relative_static_root;
mod settings;
pub(super) mod settings_module_missing;
pub(super) mod settings_need_environment;
pub(super) mod static_dir_missing;
pub(super) mod static_root_in_dirs;
pub(super) mod static_root_not_set;
pub(super) mod static_url_not_set;
pub(super) mod staticfiles_app_not_installed;
pub(super) mod staticfiles_dirs_not_a_list;
pub(super) mod unimportable_setting;
