//! Compares what was predicted with what happened.

use serde::Serialize;

use super::failure::FailureClass;
use crate::analysis::procfile::processes::PROCFILE;
use crate::diagnostic::{Certainty, Diagnostic, Severity, Stage};
use crate::report::Report;
use crate::rules::{Family, registry};

/// The families of rules about what the steps of a build try: the Python, the requirements, the static files.
const TRIED: &[Family] = &[Family::PythonVersion, Family::Requirements, Family::StaticFiles];

/// What was predicted and what happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prediction {
    /// What the check said.
    pub expected: Expected,
    /// What the build did; none if it ended for a reason outside the project.
    pub actual: Option<Actual>,
    /// Whether they agree; none if that cannot be told.
    pub held: Option<bool>,
}

/// What a check says of the steps of a build, or of the start of what it makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expected {
    /// They succeed.
    Built,
    /// The result starts and answers.
    Started,
    /// One of them, or the start, surely fails.
    Failed,
    /// One of them, or the start, may fail.
    Uncertain,
}

/// What a build, or a start, did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Actual {
    /// All its steps succeeded.
    Built,
    /// The result has started and answered.
    Started,
    /// One of the steps, or the start, failed.
    Failed,
}

impl Expected {
    /// What a report says. A warning that may come true is a doubt where it is about what makes a build fail.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let tried = |code: &str| registry::find(code).is_some_and(|rule| TRIED.contains(&rule.family));
        let makes_fail = |code| FailureClass::ALL.iter().any(|class| !class.is_of_the_start() && class.codes().contains(&code));
        let is_doubt = |found: &Diagnostic| found.certainty == Certainty::Likely && makes_fail(found.code);
        let found = report.diagnostics.iter().filter(|found| found.stage < Stage::Release && tried(found.code));
        let certainties = found.filter_map(|found| match found.severity {
            Severity::Error => Some(found.certainty),
            Severity::Warning => is_doubt(found).then_some(Certainty::Likely),
            Severity::Info => None,
        });
        Self::by(certainties, Self::unless_refused(report, Self::Built))
    }

    /// What a report says of the start and the first request of the web process. A warning about what makes a start fail is a
    /// doubt, and the line of another process says nothing.
    #[must_use]
    pub fn of_start(report: &Report) -> Self {
        let makes_fail = |code| FailureClass::ALL.iter().any(|class| class.is_of_the_start() && class.codes().contains(&code));
        let web = report.procfile.main().map(|process| process.line);
        let is_elsewhere = |found: &Diagnostic| {
            let line = found.span.map(|span| span.start.line).filter(|_| found.file.as_deref() == Some(PROCFILE));
            report.procfile.processes.iter().map(|process| Some(process.line)).any(|other| other != web && other == line)
        };
        let is_about = |found: &&Diagnostic| {
            matches!(found.stage, Stage::Boot | Stage::Run) && found.severity > Severity::Info && !is_elsewhere(found)
        };
        let certainties = report.diagnostics.iter().filter(is_about).filter_map(|found| match found.severity {
            Severity::Error => Some(found.certainty),
            _ => makes_fail(found.code).then_some(Certainty::Likely),
        });
        Self::by(certainties, Self::unless_refused(report, Self::Started))
    }

    /// What follows, unless the platform refuses the project before it builds: what becomes of it then nobody has said.
    fn unless_refused(report: &Report, otherwise: Self) -> Self {
        let is_of_detection = |code: &str| registry::find(code).is_some_and(|rule| rule.family == Family::Detection);
        let mut errors = report.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        let is_refused = errors.any(|found| found.stage <= Stage::Build && is_of_detection(found.code));
        if is_refused { Self::Uncertain } else { otherwise }
    }

    fn by(errors: impl Iterator<Item = Certainty>, otherwise: Self) -> Self {
        let certainties: Vec<Certainty> = errors.collect();
        match certainties.is_empty() {
            true => otherwise,
            false if certainties.contains(&Certainty::Certain) => Self::Failed,
            false => Self::Uncertain,
        }
    }
}

impl Prediction {
    /// Puts both beside each other.
    #[must_use]
    pub fn new(expected: Expected, actual: Option<Actual>) -> Self {
        let held = actual.and_then(|actual| match expected {
            Expected::Uncertain => None,
            Expected::Built | Expected::Started => Some(actual != Actual::Failed),
            Expected::Failed => Some(actual == Actual::Failed),
        });
        Self { expected, actual, held }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Settings;
    use crate::language::Language;
    use crate::project::{Content, Project};
    use crate::rules::Selection;
    use crate::{Request, check, platform};

    /// What is expected on Heroku of a small application with more files.
    fn expected(files: &[(&str, &str)]) -> (Expected, Expected) {
        let mut project = Project::new();
        let app = [
            ("requirements.txt", "flask==3.0.3\ngunicorn==22.0.0\n"),
            ("Procfile", "web: gunicorn app:app\n"),
            ("app.py", "from flask import Flask\n\napp = Flask(__name__)\n"),
            (".python-version", "3.13\n"),
        ];
        for (path, text) in app.iter().chain(files) {
            project.insert(*path, Content::from(text.as_bytes().to_vec()));
        }
        let platforms = platform::find("heroku").into_iter().collect();
        let request =
            Request { platforms, settings: Settings::default(), selection: Selection::default(), language: Language::En };
        let output = check(&project, &request);
        (Expected::of(&output.reports[0]), Expected::of_start(&output.reports[0]))
    }

    /// Settings that stop with an error where a variable is not set.
    const SETTINGS: &str = "import os\nSECRET_KEY = 'x'\nINSTALLED_APPS = ['django.contrib.staticfiles']\nSTATIC_URL = '/static/'
STATIC_ROOT = '/app/static'\nALLOWED_HOSTS = os.environ.get('HOSTS').split(',')\n";

    #[test]
    fn what_may_come_true_is_a_doubt() {
        assert_eq!(expected(&[]), (Expected::Built, Expected::Started));
        let refused = expected(&[("poetry.lock", ""), ("pyproject.toml", "[tool.poetry]\n")]);
        assert_eq!(refused, (Expected::Uncertain, Expected::Uncertain));
        let variable = expected(&[
            ("requirements.txt", "Django==4.2.16\ngunicorn==22.0.0\n"),
            ("Procfile", "web: gunicorn shop.wsgi\n"),
            ("manage.py", "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n"),
            ("shop/__init__.py", ""),
            ("shop/settings.py", SETTINGS),
            ("shop/wsgi.py", "from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n"),
        ]);
        assert_eq!(variable.0, Expected::Uncertain);
    }

    #[test]
    fn it_holds_when_both_agree() {
        let held = |expected, actual| Prediction::new(expected, actual).held;
        assert_eq!(held(Expected::Built, Some(Actual::Built)), Some(true));
        assert_eq!(held(Expected::Built, Some(Actual::Failed)), Some(false));
        assert_eq!(held(Expected::Failed, Some(Actual::Built)), Some(false));
        assert_eq!(held(Expected::Uncertain, Some(Actual::Failed)), None);
        assert_eq!(held(Expected::Built, None), None);
    }
}
