//! The user's project while it is open.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::analysis::Settings;
use crate::analysis::procfile::processes::PROCFILE;
use crate::configuration::{Configuration, ConfigurationError};
use crate::diagnostic::{Diagnostic, Fix, Refused, Safety, Severity, apply};
use crate::index::predict;
use crate::language::Language;
use crate::order;
use crate::platform::{self, Platform};
use crate::project::bundle::Bundle;
use crate::project::{Content, Project};
use crate::report::Report;
use crate::rules::Selection;
use crate::{Request, Views, check_views};

use super::field_text;
use super::file_list::{self, FileList};
use super::link::{self, Shared};
use super::marks::{self, Mark};
use super::parsed::Parsed;
use super::undo::{Deed, History, Retraced, touched};

/// The user's project while it is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Workspace {
    name: String,
    project: Project,
    /// What is set on the platform, as the user says.
    settings: Settings,
    /// Why the project's own configuration is not followed.
    misconfigured: Option<ConfigurationError>,
    history: History,
    open: Option<String>,
    selected: Option<usize>,
    reports: BTreeMap<&'static str, Arc<Report>>,
    /// The platforms whose reports are of the last check.
    fresh: BTreeSet<&'static str>,
    is_stale: bool,
    /// The Python files that the last checks asked for and that nobody has parsed.
    unparsed: BTreeSet<String>,
    /// What the last checks asked for of packages, by platform.
    requests: BTreeMap<&'static str, Vec<predict::Request>>,
}

/// What came of applying fixes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct FixOutcome {
    /// How many were applied.
    pub(crate) applied: usize,
    /// The titles of the others, with the reason.
    pub(crate) refused: Vec<(String, Refused)>,
}

impl Workspace {
    /// Opens a project; it is not checked yet.
    pub(crate) fn new(name: impl Into<String>, project: Project) -> Self {
        Self {
            name: name.into(),
            project,
            settings: Settings::default(),
            misconfigured: None,
            history: History::default(),
            open: None,
            selected: None,
            reports: BTreeMap::new(),
            fresh: BTreeSet::new(),
            is_stale: true,
            unparsed: BTreeSet::new(),
            requests: BTreeMap::new(),
        }
    }

    /// The name that it was given by.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The files.
    pub(crate) fn project(&self) -> &Project {
        &self.project
    }

    /// What is set on the platform.
    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Takes what is set on the platform; it counts from the next check on.
    pub(crate) fn set_settings(&mut self, settings: Settings) {
        self.settings = settings;
    }

    /// Why the project's own configuration was not followed in the last check.
    pub(crate) fn misconfigured(&self) -> Option<&ConfigurationError> {
        self.misconfigured.as_ref()
    }

    /// The file that is open.
    pub(crate) fn open_file(&self) -> Option<&str> {
        self.open.as_deref()
    }

    /// The problem that is looked at, by its place in the report.
    pub(crate) fn selected(&self) -> Option<usize> {
        self.selected
    }

    /// Whether the files have changed since the last check.
    pub(crate) fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// The step that would be taken back.
    pub(crate) fn last_deed(&self) -> Option<&Deed> {
        self.history.last()
    }

    /// The last report for a platform.
    pub(crate) fn report(&self, platform: &str) -> Option<Arc<Report>> {
        self.reports.get(platform).cloned()
    }

    /// The files that are not as the user gave them.
    pub(crate) fn changed(&self) -> Vec<String> {
        self.history.changed(&self.project)
    }

    /// The files as the user gave them.
    pub(crate) fn original(&self) -> Project {
        self.history.original(&self.project)
    }

    /// What a link to the project holds: the files that decide about the build in full, the others by name.
    pub(crate) fn shared(&self, platform: &Platform, language: Language, parsed: &Parsed) -> Shared {
        let mut counts = order::set(self.changed().into_iter().chain(parsed.of(&self.project).into_keys()));
        let report = self.report(&platform.id);
        counts.extend(report.iter().flat_map(|report| &report.diagnostics).filter_map(|problem| problem.file.clone()));
        counts.extend(
            self.project.files().map(|(path, _)| path).filter(|path| file_list::is_read(path, platform)).map(str::to_owned),
        );
        let Settings { env, procfile, .. } = self.settings.clone();
        let project = link::reduced(&self.project, &counts);
        let bundle = Bundle { project, env, procfile, platform: Some(platform.id.clone()) };
        Shared { name: self.name.clone(), bundle, language: Some(language), open: self.open.clone() }
    }

    /// Checks the project on one platform, and opens a file if none is open. What is known of the others is out of date
    /// until [`check_next`](Self::check_next).
    pub(crate) fn check(&mut self, platform: &str, language: Language, parsed: &Parsed) {
        let selected = self.selected.and_then(|index| Some((index, self.report(platform)?.diagnostics.get(index)?.clone())));
        self.fresh.clear();
        self.unparsed.clear();
        self.requests.clear();
        self.check_on(platform, language, parsed);
        self.is_stale = false;
        self.selected = selected.and_then(|(index, problem)| self.again(index, &problem, platform));
        if self.open.as_ref().is_none_or(|file| !self.project.has(file)) {
            self.open = self.first_file(platform);
        }
    }

    /// The place of a problem in the new report: others may have come before it. What is not there any more leaves its place
    /// to what is there now.
    fn again(&self, index: usize, problem: &Diagnostic, platform: &str) -> Option<usize> {
        let report = self.report(platform)?;
        let is_same = |other: &Diagnostic| other.code == problem.code && other.file == problem.file && other.span == problem.span;
        report.diagnostics.iter().position(is_same).or_else(|| (index < report.diagnostics.len()).then_some(index))
    }

    /// The Python files that the last checks asked for and that nobody has parsed.
    pub(crate) fn unparsed(&self) -> &BTreeSet<String> {
        &self.unparsed
    }

    /// What the last checks asked for of packages, by platform.
    pub(crate) fn requests(&self) -> &BTreeMap<&'static str, Vec<predict::Request>> {
        &self.requests
    }

    /// Checks the project on one of the platforms that are out of date, if there is any.
    pub(crate) fn check_next(&mut self, language: Language, parsed: &Parsed) -> bool {
        let next = platform::listed()
            .iter()
            .filter(|platform| !self.fresh.contains(platform.id))
            .find_map(|platform| platform::find(platform.id));
        if let Some(platform) = next {
            self.check_on(&platform.id, language, parsed);
        }
        next.is_some()
    }

    fn check_on(&mut self, platform: &str, language: Language, parsed: &Parsed) {
        let Some(platform) = platform::find(platform) else { return };
        let (configuration, misconfigured) = match Configuration::of(&self.project) {
            Ok(configuration) => (configuration, None),
            Err(error) => (Configuration::default(), Some(error)),
        };
        self.misconfigured = misconfigured;
        let request =
            Request { platforms: vec![platform], settings: self.settings.clone(), selection: Selection::default(), language };
        let request = request.configured(&configuration);
        self.fresh.insert(&platform.id);
        let below = request.below(&self.project);
        let parsed_before = parsed.of(&self.project);
        let views = Views::parsed_elsewhere(&self.project, below.as_ref(), &request, &parsed_before);
        let predictions = parsed.foretold.predictions();
        for report in check_views(&views, &predictions, &request).reports {
            self.reports.insert(&platform.id, Arc::new(report));
        }
        self.unparsed.extend(views.unparsed());
        self.requests.insert(&platform.id, predictions.asked());
    }

    /// Whether what is known of a platform is of the last check.
    pub(crate) fn is_fresh(&self, platform: &str) -> bool {
        self.fresh.contains(platform)
    }

    /// The file to look at first: the one with the first error, then the first with a warning, then the Procfile.
    fn first_file(&self, platform: &str) -> Option<String> {
        let report = self.report(platform);
        let diagnostics = report.iter().flat_map(|report| &report.diagnostics);
        let with_file =
            || diagnostics.clone().filter(|diagnostic| diagnostic.file.as_ref().is_some_and(|file| self.project.has(file)));
        let first = |severity| with_file().find(|diagnostic| diagnostic.severity == severity);
        let worst = first(Severity::Error).or_else(|| first(Severity::Warning));
        let found = worst.and_then(|diagnostic| diagnostic.file.clone());
        let read = platform::find(platform)
            .and_then(|platform| self.project.files().find(|(path, _)| file_list::is_read(path, platform)));
        found
            .or_else(|| self.project.has(PROCFILE).then(|| PROCFILE.to_owned()))
            .or_else(|| read.or_else(|| self.project.files().next()).map(|(path, _)| path.to_owned()))
    }

    /// Opens a file.
    pub(crate) fn open(&mut self, path: &str) {
        if self.project.has(path) && self.open.as_deref() != Some(path) {
            self.open = Some(path.to_owned());
        }
    }

    /// Looks at a problem, or at none, and opens its file.
    pub(crate) fn select(&mut self, index: Option<usize>, platform: &str) {
        self.selected = index;
        let report = self.report(platform);
        if let Some(file) = report.and_then(|report| report.diagnostics.get(index?)?.file.clone()) {
            self.open(&file);
        }
    }

    /// The next problem that is shown, or the one before, round and round.
    pub(crate) fn neighbour(&self, forward: bool, platform: &str, is_shown: impl Fn(usize) -> bool) -> Option<usize> {
        let count = self.report(platform)?.diagnostics.len();
        let start = self.selected.unwrap_or(if forward { count.checked_sub(1)? } else { 0 });
        let places = (1..=count).map(|step| if forward { start + step } else { start + count - step });
        places.map(|place| place % count).find(|&index| is_shown(index))
    }

    /// The text of the open file; none when nothing is open or its content is not known.
    pub(crate) fn text(&self) -> Option<String> {
        field_text::of(&self.project, self.open.as_deref()?)
    }

    /// Whether the open file can be typed into.
    pub(crate) fn is_editable(&self) -> bool {
        self.open.as_deref().and_then(|path| self.project.bytes_of(path)).is_some_and(field_text::is_editable)
    }

    /// What the user typed into the open file. What brings it back to where it was before the last step takes that step
    /// back, whole, and what brings it to where that step had left it does the step again: this is how the editor's own keys
    /// undo and redo a fix.
    pub(crate) fn type_text(&mut self, text: &str) -> Option<Retraced> {
        let path = self.open.clone()?;
        field_text::of(&self.project, &path).filter(|before| before != text && self.is_editable())?;
        let content = field_text::content(&self.project, &path, text);
        if self.history.leads_back_to(&path, &content) {
            return self.undo().map(Retraced::Undone);
        }
        if self.history.leads_on_to(&path, &content) {
            (self.is_stale, self.selected) = (true, None);
            return self.history.redo(&mut self.project).map(Retraced::Redone);
        }
        self.history.note(&self.project, Deed::Typed(path.clone()), [path.clone()]);
        self.change(path, content);
        None
    }

    fn change(&mut self, path: String, content: Content) {
        self.project.insert(path, content);
        self.is_stale = true;
    }

    /// The marks in the open file, as of the last check.
    pub(crate) fn marks(&self, platform: &str, language: Language) -> Vec<Mark> {
        let found = self.open.as_deref().and_then(|path| Some((self.project.bytes_of(path)?, path, self.report(platform)?)));
        found.map(|(bytes, path, report)| marks::marks(bytes, path, &report, language)).unwrap_or_default()
    }

    /// Adds files, or replaces those of the same names, and opens the first.
    pub(crate) fn add(&mut self, files: &Project) {
        let paths: Vec<String> = files.files().map(|(path, _)| path.to_owned()).collect();
        self.history.note(&self.project, Deed::Added(paths.clone()), paths.clone());
        for (path, content) in files.files() {
            self.change(path.to_owned(), content.clone());
        }
        if let Some(first) = paths.first() {
            self.open(first);
        }
    }

    /// Takes the files as they are now where they come from. What was changed here stays, except in the files
    /// that are given up, a line each.
    pub(crate) fn reread(&mut self, mut project: Project, given_up: &str) {
        let changed = self.changed();
        self.history.start_from(&project);
        for path in changed.into_iter().filter(|path| given_up.lines().all(|given_up| given_up != path)) {
            match self.project.content(&path) {
                Some(content) => project.insert(path, content.clone()),
                None => drop(project.remove(&path)),
            }
        }
        self.project = project;
        self.is_stale = true;
    }

    /// Writes a file as one step.
    pub(crate) fn write(&mut self, deed: Deed, path: String, text: String) {
        self.history.note(&self.project, deed, [path.clone()]);
        self.change(path, Content::from(text.into_bytes()));
        self.selected = None;
    }

    /// Applies the fixes of these problems, as far as they go together.
    pub(crate) fn apply(&mut self, problems: &[usize], platform: &str) -> FixOutcome {
        let Some(report) = self.report(platform) else { return FixOutcome::default() };
        let fixes: Vec<&Fix> = problems.iter().filter_map(|&index| report.diagnostics.get(index)?.fix.as_ref()).collect();
        let done = apply(&self.project, &fixes);
        let refused = done.refused.into_iter().map(|(index, reason)| (fixes[index].title.clone(), reason)).collect();
        let applied: Vec<&Fix> = done.applied.iter().map(|&index| fixes[index]).collect();
        let deed = match applied.as_slice() {
            [] => return FixOutcome { applied: 0, refused },
            [fix] => Deed::Fixed(fix.title.clone()),
            more => Deed::FixedAll(more.len()),
        };
        self.history.note(&self.project, deed, applied.iter().flat_map(|fix| touched(fix)));
        self.follow(&applied);
        self.project = done.project;
        self.is_stale = true;
        self.selected = None;
        FixOutcome { applied: applied.len(), refused }
    }

    /// Keeps the open file open under its new name, or opens one that is written.
    fn follow(&mut self, fixes: &[&Fix]) {
        let renamed = fixes.iter().flat_map(|fix| &fix.renames).find(|rename| Some(&rename.from) == self.open.as_ref());
        let created = fixes.iter().flat_map(|fix| &fix.creates).next();
        if let Some(path) = renamed.map(|rename| &rename.to).or_else(|| created.map(|create| &create.file)) {
            self.open = Some(path.clone());
        }
    }

    /// The problems whose fixes are safe.
    pub(crate) fn safe_fixes(&self, platform: &str) -> Vec<usize> {
        let report = self.report(platform);
        let diagnostics = report.iter().flat_map(|report| report.diagnostics.iter().enumerate());
        diagnostics
            .filter(|(_, problem)| problem.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe))
            .map(|(index, _)| index)
            .collect()
    }

    /// Takes the last step back and opens its file.
    pub(crate) fn undo(&mut self) -> Option<Deed> {
        let deed = self.history.undo(&mut self.project)?;
        if let Deed::Typed(path) = &deed {
            self.open(path);
        }
        self.is_stale = true;
        self.selected = None;
        Some(deed)
    }

    /// The files as the page lists them.
    pub(crate) fn file_list(&self, platform: &str) -> FileList {
        let found = self.report(platform).zip(platform::find(platform));
        found.map(|(report, platform)| FileList::of(&self.project, &report, platform, &self.changed())).unwrap_or_default()
    }
}

#[cfg(test)]
pub(crate) mod tests;
