//! Every rule, in the order of the codes. This is the only map of codes.

use serde::Serialize;

use crate::diagnostic::{Severity, Stage};
use crate::language::Language;

use super::{FixKind, Rule, detection, procfile, python_version, requirements, start_command, static_files, variables};

/// Every rule, in the order of the codes.
pub static RULES: &[&Rule] = &[
    &detection::no_python_marker::RULE,
    &detection::misspelled_requirements::RULE,
    &detection::project_in_subfolder::RULE,
    &detection::dockerfile_wins::RULE,
    &detection::another_language_first::RULE,
    &detection::committed_virtualenv::RULE,
    &detection::committed_runtime_folder::RULE,
    &detection::several_package_managers::RULE,
    &detection::unsupported_package_manager::RULE,
    &detection::needed_file_ignored::RULE,
    &detection::missing_lock_file::RULE,
    &procfile::missing_procfile::RULE,
    &procfile::misnamed_procfile::RULE,
    &procfile::missing_space_after_colon::RULE,
    &procfile::extra_space_after_colon::RULE,
    &procfile::space_before_colon::RULE,
    &procfile::missing_colon::RULE,
    &procfile::full_width_colon::RULE,
    &procfile::special_character::RULE,
    &procfile::wrong_procfile_encoding::RULE,
    &procfile::smart_punctuation::RULE,
    &procfile::damaged_documentation_copy::RULE,
    &procfile::duplicate_process::RULE,
    &procfile::no_web_process::RULE,
    &procfile::invalid_process_name::RULE,
    &procfile::empty_command::RULE,
    &procfile::empty_procfile::RULE,
    &procfile::unparsable_line::RULE,
    &procfile::not_yaml::RULE,
    &procfile::merge_conflict_marker::RULE,
    &procfile::shell_line::RULE,
    &procfile::indented_entry::RULE,
    &procfile::line_continuation::RULE,
    &procfile::overridden_by_platform::RULE,
    &procfile::comment_syntax::RULE,
    &procfile::placeholder_left::RULE,
    &procfile::web_not_first::RULE,
    &start_command::missing_target_module::RULE,
    &start_command::missing_target_object::RULE,
    &start_command::malformed_target::RULE,
    &start_command::server_not_installed::RULE,
    &start_command::missing_script::RULE,
    &start_command::unknown_option::RULE,
    &start_command::option_without_value::RULE,
    &start_command::hard_coded_port::RULE,
    &start_command::loopback_bind::RULE,
    &start_command::port_variable_misspelled::RULE,
    &start_command::development_server::RULE,
    &start_command::loopback_bind_in_script::RULE,
    &start_command::worker_tmp_dir::RULE,
    &start_command::wrong_worker_class::RULE,
    &start_command::shell_syntax_error::RULE,
    &start_command::windows_path::RULE,
    &start_command::local_virtualenv_path::RULE,
    &start_command::debug_flag::RULE,
    &start_command::script_not_executable::RULE,
    &start_command::carriage_returns_in_script::RULE,
    &start_command::missing_interpreter::RULE,
    &start_command::process_that_ends::RULE,
    &start_command::refused_setting::RULE,
    &python_version::no_version_requested::RULE,
    &python_version::malformed_version::RULE,
    &python_version::version_not_available::RULE,
    &python_version::end_of_life_version::RULE,
    &python_version::never_released_version::RULE,
    &python_version::outdated_patch::RULE,
    &python_version::ignored_version_file::RULE,
    &python_version::conflicting_versions::RULE,
    &python_version::misnamed_version_file::RULE,
    &python_version::version_file_encoding::RULE,
    &python_version::syntax_too_new::RULE,
    &python_version::requires_python_mismatch::RULE,
    &python_version::trailing_newline_surprise::RULE,
    &python_version::standard_library_too_new::RULE,
    &python_version::deprecated_version_file::RULE,
    &requirements::unreadable_requirement::RULE,
    &requirements::wrong_requirements_encoding::RULE,
    &requirements::missing_included_file::RULE,
    &requirements::local_path::RULE,
    &requirements::platform_only_package::RULE,
    &requirements::broken_freeze_line::RULE,
    &requirements::import_name_as_package::RULE,
    &requirements::standard_library_package::RULE,
    &requirements::duplicate_requirement::RULE,
    &requirements::unpinned_requirement::RULE,
    &requirements::imported_but_not_required::RULE,
    &requirements::no_release_for_python::RULE,
    &requirements::credentials_in_url::RULE,
    &requirements::insecure_index::RULE,
    &requirements::vcs_requirement::RULE,
    &requirements::source_only_package::RULE,
    &requirements::abandoned_package::RULE,
    &requirements::large_package::RULE,
    &requirements::git_lfs_pointer::RULE,
    &requirements::known_broken_combination::RULE,
    &requirements::refused_metadata::RULE,
    &requirements::outdated_lock_file::RULE,
    &requirements::removed_name::RULE,
    &requirements::no_such_project::RULE,
    &requirements::no_such_release::RULE,
    &requirements::unbuildable_source::RULE,
    &requirements::conflicting_requirements::RULE,
    &requirements::yanked_release::RULE,
    &requirements::release_failing_on_python::RULE,
    &requirements::no_wheel_for_python::RULE,
    &requirements::failing_import::RULE,
    &requirements::apps_not_loaded::RULE,
    &requirements::serving_at_import::RULE,
    &requirements::missing_companion::RULE,
    &requirements::refused_database_address::RULE,
    &requirements::missing_system_package::RULE,
    &requirements::partial_hashes::RULE,
    &requirements::missing_language_model::RULE,
    &static_files::static_root_not_set::RULE,
    &static_files::staticfiles_app_not_installed::RULE,
    &static_files::static_root_in_dirs::RULE,
    &static_files::staticfiles_dirs_not_a_list::RULE,
    &static_files::static_dir_missing::RULE,
    &static_files::static_url_not_set::RULE,
    &static_files::settings_need_environment::RULE,
    &static_files::settings_module_missing::RULE,
    &static_files::manage_py_not_found::RULE,
    &static_files::collectstatic_disabled::RULE,
    &static_files::relative_static_root::RULE,
    &static_files::no_static_server::RULE,
    &static_files::django_generated_command_wrong::RULE,
    &static_files::unimportable_setting::RULE,
    &static_files::contradicting_storages::RULE,
    &static_files::missing_static_reference::RULE,
    &static_files::no_allowed_host::RULE,
    &variables::unknown_build_variable::RULE,
    &variables::wrong_switch_value::RULE,
    &variables::wrong_index_url::RULE,
    &variables::unsafe_variable::RULE,
];

/// The rule of this code, in any case, or of this name.
#[must_use]
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code_or_name) || rule.name == code_or_name)
}

/// What lists of rules show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleSummary {
    /// The code.
    pub code: &'static str,
    /// The name.
    pub name: &'static str,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// When the platform runs into it in the usual case.
    pub stage: Stage,
    /// How much it matters in the usual case.
    pub severity: Severity,
    /// The best fix that it offers.
    pub fix: FixKind,
    /// The version that brought it.
    pub since: &'static str,
}

impl RuleSummary {
    /// The summary of a rule in a language.
    #[must_use]
    pub fn of(rule: &Rule, language: Language) -> Self {
        Self {
            code: rule.code,
            name: rule.name,
            summary: (rule.summary)().get(language),
            stage: rule.stage,
            severity: rule.severity,
            fix: rule.fix,
            since: rule.since,
        }
    }
}
