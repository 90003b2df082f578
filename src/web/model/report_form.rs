//! The report in the forms that people and programs take, the same as `pushready check --format` prints.

use crate::language::Language;
use crate::project::Project;
use crate::report::render::{concise, junit, markdown, sarif};
use crate::report::{Output, Report};

/// A form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReportForm {
    /// To sit in somebody's issue.
    Markdown,
    /// One line a problem.
    Concise,
    /// For programs.
    Json,
    /// For code hosts and editors.
    Sarif,
    /// For CI systems.
    Junit,
}

impl ReportForm {
    /// The report on one platform.
    pub(crate) fn of(self, project: &Project, report: &Report, language: Language) -> String {
        let output = Output::new(project, vec![report.clone()]);
        match self {
            Self::Markdown => markdown::render(&output, language),
            Self::Concise => concise::render(&output),
            Self::Json => output.to_json(),
            Self::Sarif => sarif::render(&output, language),
            Self::Junit => junit::render(&output, language),
        }
    }

    /// The name under which it is saved.
    pub(crate) fn file_name(self) -> &'static str {
        match self {
            Self::Markdown => "pushready.md",
            Self::Concise => "pushready.txt",
            Self::Json => "pushready.json",
            Self::Sarif => "pushready.sarif",
            Self::Junit => "pushready.xml",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Settings;
    use crate::project::RootPolicy;
    use crate::rules::Selection;
    use crate::{Request, platform};
    use include_dir::{Dir, include_dir};

    static PROJECTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/cli/projects");
    static SESSIONS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/cli/sessions");

    fn written(form: ReportForm, name: &str, language: Language) -> String {
        let file = |file: &include_dir::File<'_>| {
            (file.path().file_name().unwrap().to_str().unwrap().to_owned(), file.contents().to_vec())
        };
        let files: Vec<_> = PROJECTS.get_dir(name).unwrap().files().map(file).collect();
        let project = Project::from_files(files, RootPolicy::AsGiven);
        let platforms = vec![platform::find(crate::DEFAULT_PLATFORM).unwrap()];
        let request = Request { platforms, settings: Settings::default(), selection: Selection::default(), language };
        form.of(&project, &crate::check(&project, &request).reports[0], language)
    }

    /// What the program printed, from the sessions that its own tests hold to be true.
    fn printed(session: &str, command: &str) -> String {
        let text = SESSIONS.get_file(session).unwrap().contents_utf8().unwrap();
        let (_, after) = text.split_once(&format!("$ {command}\n")).unwrap();
        after.split_inclusive('\n').take_while(|line| !line.starts_with("$ ") && !line.starts_with("? ")).collect()
    }

    #[test]
    fn every_form_is_what_the_program_prints() {
        let forms = [
            (ReportForm::Markdown, "markdown", "formats.txt"),
            (ReportForm::Concise, "concise", "check.txt"),
            (ReportForm::Json, "json", "json.txt"),
            (ReportForm::Sarif, "sarif", "formats.txt"),
            (ReportForm::Junit, "junit", "formats.txt"),
        ];
        for (form, name, session) in forms {
            let printed = printed(session, &format!("pushready check missing-space --format {name}"));
            assert_eq!(written(form, "missing-space", Language::En), printed, "{name}");
        }
    }

    #[test]
    fn forms_follow_the_language() {
        for (form, name) in [(ReportForm::Markdown, "markdown"), (ReportForm::Junit, "junit")] {
            let printed = printed("formats.txt", &format!("pushready check ready --format {name} --lang zh"));
            assert_eq!(written(form, "ready", Language::Zh), printed, "{name}");
        }
    }
}
