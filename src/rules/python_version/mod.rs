//! The Python version.

pub(super) mod conflicting_versions;
pub(super) mod deprecated_version_file;
pub(super) mod end_of_life_version;
pub(super) mod ignored_version_file;
pub(super) mod malformed_version;
pub(super) mod misnamed_version_file;
pub(super) mod never_released_version;
pub(super) mod no_version_requested;
pub(super) mod outdated_patch;
mod request;
pub(super) mod requires_python_mismatch;
pub(super) mod standard_library_too_new;
pub(super) mod syntax_too_new;
pub(super) mod trailing_newline_surprise;
pub(super) mod version_file_encoding;
pub(super) mod version_not_available;
mod words;

#[cfg(test)]
mod tests {
    use crate::analysis::packages::predictions::Predictions;
    use std::collections::BTreeSet;

    use super::*;
    use crate::analysis::python::python_files::PythonFiles;
    use crate::analysis::python_version::{VersionVerdict, verdicts};
    use crate::analysis::{Facts, Settings};
    use crate::language::Language;
    use crate::platform::{self, Platform};
    use crate::project::{Content, Project};
    use crate::rules::{Rule, Selection, run};

    /// The rule that speaks of a verdict; one without a rule does not compile.
    fn speaker(verdict: &VersionVerdict<'_>) -> &'static Rule {
        match verdict {
            VersionVerdict::RefusedFile(_) | VersionVerdict::UnreadFile { .. } => &ignored_version_file::RULE,
            VersionVerdict::RefusedName(_) | VersionVerdict::Misnamed(_) => &misnamed_version_file::RULE,
            VersionVerdict::NotRequested { .. } => &no_version_requested::RULE,
            VersionVerdict::Encoding(_) => &version_file_encoding::RULE,
            VersionVerdict::Malformed => &malformed_version::RULE,
            VersionVerdict::NeverReleased(_) => &never_released_version::RULE,
            VersionVerdict::NotAvailable(_) | VersionVerdict::Unlisted(_) => &version_not_available::RULE,
            VersionVerdict::NotExact { .. } => &trailing_newline_surprise::RULE,
            VersionVerdict::Refused(_) | VersionVerdict::Ended(_) => &end_of_life_version::RULE,
            VersionVerdict::Outdated { .. } => &outdated_patch::RULE,
        }
    }

    /// The rules that speak of verdicts.
    const SPEAKERS: [&Rule; 10] = [
        &ignored_version_file::RULE,
        &misnamed_version_file::RULE,
        &no_version_requested::RULE,
        &version_file_encoding::RULE,
        &malformed_version::RULE,
        &never_released_version::RULE,
        &version_not_available::RULE,
        &trailing_newline_surprise::RULE,
        &end_of_life_version::RULE,
        &outdated_patch::RULE,
    ];

    /// The codes of the verdicts on a project with this file, and the codes that are said of it.
    fn codes(platform: &'static Platform, file: &str, text: &str) -> (BTreeSet<&'static str>, BTreeSet<&'static str>) {
        let mut project = Project::new();
        for (path, text) in [("requirements.txt", ""), ("Procfile", "web: gunicorn app:app\n"), (file, text)] {
            project.insert(path, Content::from(text.as_bytes().to_vec()));
        }
        let (files, settings) = (PythonFiles::of(&project), Settings::default());
        let predictions = Predictions::default();
        let facts = Facts::of(&files, &predictions, platform, &settings);
        let said = run(&facts, &Selection::default(), Language::En).diagnostics.into_iter().map(|said| said.code);
        let said = said.filter(|code| SPEAKERS.iter().any(|rule| rule.code == *code)).collect();
        (verdicts(&facts).iter().map(|verdict| speaker(verdict).code).collect(), said)
    }

    #[test]
    fn each_verdict_is_said_by_its_rule_and_by_no_other() {
        let mut heard = BTreeSet::new();
        for platform in platform::all() {
            for file in ["runtime.txt", ".python-version", "Runtime.txt", "python-version", "README.md"] {
                for text in ["", "python-3.6.6", "python-3.9.16\n", "python-3.12.4\n", "3.12\n", "3.7", "\u{feff}3.12", "3.99"] {
                    let (expected, said) = codes(platform, file, text);
                    assert_eq!(said, expected, "{} {file} {text:?}", platform.id);
                    heard.extend(said);
                }
            }
        }
        assert_eq!(heard.len(), SPEAKERS.len(), "some rule never spoke: {heard:?}");
    }
}
