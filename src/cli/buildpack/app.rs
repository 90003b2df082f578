//! The application, as the check sees it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use libcnb::Env;

use crate::Request;
use crate::analysis::Settings;
use crate::cli::failure::Failure;
use crate::cli::input::{Contents, Input};
use crate::cli::request;
use crate::language::Language;
use crate::order;
use crate::platform::Platform;
use crate::project::Project;
use crate::report::{Output, Report};
use crate::rules::Selection;

/// The variable that names the platform as which the application is built, unless its configuration does.
const PLATFORM: &str = "PUSHREADY_PLATFORM";
/// The platform that is itself made of buildpacks.
const USUAL_PLATFORM: &str = "heroku-cnb";

/// An application, judged.
pub(super) struct App {
    /// Where it lies.
    pub(super) top: PathBuf,
    /// The folder of it that is built.
    pub(super) folder: PathBuf,
    pub(super) project: Project,
    pub(super) platform: &'static Platform,
    settings: BTreeMap<String, String>,
    report: Report,
}

impl App {
    /// Reads the application and checks it as its platform, with the variables that users have set.
    pub(super) fn read(folder: &Path, env: &Env) -> Result<Self, Failure> {
        let text = |(name, value): (&std::ffi::OsString, &std::ffi::OsString)| {
            Some((name.to_str()?.to_owned(), value.to_str()?.to_owned()))
        };
        let settings = order::map(env.iter().filter_map(text));
        let mut input = Input::read(folder, Contents::All)?;
        let configuration = request::own_configuration(&input)?;
        let named = settings.get(PLATFORM).map(String::as_str);
        let usual = if configuration.platforms.is_empty() { Some(USUAL_PLATFORM) } else { None };
        let platforms = named.or(usual).map(request::find).transpose()?.into_iter().collect();
        let wanted = Settings { env: settings.clone(), ..Settings::default() };
        let request = Request { platforms, settings: wanted, selection: Selection::default(), language: Language::En };
        let mut request = request.configured(&configuration);
        let &[platform] = request.platforms.as_slice() else { return Err(Failure::SeveralPlatforms) };
        if let Some(root) = request.settings.root.take().filter(|_| platform.detection.takes_source_folder()) {
            input.enter(&root);
        }
        let project = input.bundle.project;
        let Output { mut reports, .. } = crate::check(&project, &request);
        let Some(report) = reports.pop() else { return Err(Failure::SeveralPlatforms) };
        let below = input.folder.unwrap_or_else(|| folder.to_owned());
        Ok(Self { top: folder.to_owned(), folder: below, project, platform, settings, report })
    }

    pub(super) fn report(&self) -> &Report {
        &self.report
    }

    /// Whether the platform's own Python build takes it.
    pub(super) fn is_built_as_python(&self) -> bool {
        !self.report.plan.steps.is_empty()
    }

    /// What users have set.
    pub(super) fn setting(&self, name: &str) -> Option<&str> {
        self.settings.get(name).map(String::as_str)
    }
}
