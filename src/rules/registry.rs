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
    &procfile::missing_procfile::RULE,
    &procfile::misnamed_procfile::RULE,
    &procfile::missing_space_after_colon::RULE,
    &procfile::extra_space_after_colon::RULE,
    &procfile::space_before_colon::RULE,
    &procfile::missing_colon::RULE,
    &procfile::full_width_colon::RULE,
    &procfile::special_character::RULE,
    &procfile::wrong_encoding::RULE,
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
    &procfile::indented_entry::RULE,
    &procfile::overridden_by_platform::RULE,
    &procfile::comment_syntax::RULE,
    &procfile::placeholder_left::RULE,
    &start_command::server_not_installed::RULE,
    &start_command::loopback_bind::RULE,
    &start_command::worker_tmp_dir::RULE,
    &python_version::no_version_requested::RULE,
    &python_version::malformed_version::RULE,
    &python_version::version_not_available::RULE,
    &python_version::end_of_life_version::RULE,
    &python_version::never_released_version::RULE,
    &python_version::outdated_patch::RULE,
    &python_version::misnamed_version_file::RULE,
    &python_version::version_file_encoding::RULE,
    &python_version::syntax_too_new::RULE,
    &requirements::unreadable_requirement::RULE,
    &requirements::wrong_encoding::RULE,
    &requirements::missing_included_file::RULE,
    &requirements::broken_freeze_line::RULE,
    &requirements::credentials_in_url::RULE,
    &static_files::manage_py_not_found::RULE,
    &static_files::collectstatic_disabled::RULE,
    &variables::unknown_build_variable::RULE,
    &variables::wrong_switch_value::RULE,
    &variables::wrong_index_url::RULE,
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
            summary: rule.summary.get(language),
            stage: rule.stage,
            severity: rule.severity,
            fix: rule.fix,
            since: rule.since,
        }
    }
}
