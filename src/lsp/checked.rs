//! What a check says of a folder, as editors take it.

use std::collections::HashMap;

use gen_lsp_types::{CodeDescription, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Position, Range, Uri};
use serde_json::json;

use super::positions::{Counting, Shown};
use super::snapshot::Snapshot;
use crate::Request;
use crate::analysis::Settings;
use crate::configuration::{Configuration, ConfigurationError, FILE, SHARED_FILE};
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::{Language, say};
use crate::project::Project;
use crate::report::Output;
use crate::rules::Selection;
use crate::text::Span;
use crate::text::nearest::{hint, nearest};

/// Judges a project.
pub(super) type Check = fn(&Project, &Request) -> Output;

/// What is said of a folder.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) project: Project,
    /// How it wants to be checked; none where it was not.
    pub(super) request: Option<Request>,
    pub(super) problems: Vec<Problem>,
}

impl Checked {
    /// Nothing, of a folder of which nothing is known.
    pub(super) fn nothing() -> Self {
        Self::silent(Project::new())
    }

    fn silent(project: Project) -> Self {
        Self { project, request: None, problems: vec![] }
    }
}

/// One diagnostic of an editor.
#[derive(Debug)]
pub(super) struct Problem {
    /// The address of the file that shows it.
    pub(super) address: String,
    pub(super) shown: gen_lsp_types::Diagnostic,
    /// What it comes from; none for an error in the configuration.
    pub(super) found: Option<Diagnostic>,
}

/// Checks a folder. `open` gives the text of a file by its path from the folder, for what a configuration extends.
pub(super) fn check(snapshot: &Snapshot, on_disk: &Project, open: &dyn Fn(&str) -> Option<String>, check: Check) -> Checked {
    let project = snapshot.project(on_disk);
    if !is_meant(&project) {
        return Checked::silent(project);
    }
    match Configuration::of_folder(&project, open) {
        Ok(configuration) => {
            let request = request(&configuration, snapshot);
            if let Some(root) = request.settings.root.as_deref().filter(|root| !project.has_folder(root)) {
                let problem = no_such_root(root, &project, snapshot);
                return Checked { project, request: None, problems: vec![problem] };
            }
            let output = check(&project, &request);
            let problems = problems(output, &project, snapshot);
            Checked { project, request: Some(request), problems }
        }
        Err(error) => {
            let problem = misconfigured(&error, &project, snapshot);
            Checked { project, request: None, problems: vec![problem] }
        }
    }
}

/// Whether a folder is meant to be a Python project: editors are opened on all kinds of folders.
fn is_meant(project: &Project) -> bool {
    const MARKS: [&str; 9] = [
        FILE,
        SHARED_FILE,
        "requirements.txt",
        "Pipfile",
        "setup.py",
        "setup.cfg",
        "runtime.txt",
        ".python-version",
        "manage.py",
    ];
    project.root_files().any(|file| MARKS.contains(&file) || file.strip_suffix(".py").is_some())
}

fn request(configuration: &Configuration, snapshot: &Snapshot) -> Request {
    let platforms = if configuration.platforms.is_empty() { snapshot.settings.platforms.clone() } else { vec![] };
    let (settings, selection) = (Settings::default(), Selection::default());
    Request { platforms, settings, selection, language: snapshot.language }.configured(configuration)
}

/// The diagnostics of all platforms; what several say alike is said once.
fn problems(output: Output, project: &Project, snapshot: &Snapshot) -> Vec<Problem> {
    let is_one = output.reports.len() == 1;
    let mut all: Vec<(Diagnostic, Vec<&str>)> = vec![];
    let mut places: HashMap<(Option<String>, usize, &str), Vec<usize>> = HashMap::new();
    for report in output.reports {
        for found in report.diagnostics {
            let (file, offset, code) = found.sort_key();
            let alike = places.entry((file.map(str::to_owned), offset, code)).or_default();
            match alike.iter().copied().find(|place| all[*place].0 == found) {
                Some(place) => all[place].1.push(report.platform.id),
                None => {
                    alike.push(all.len());
                    all.push((found, vec![report.platform.id]));
                }
            }
        }
    }
    let mut files = Files { project, counting: snapshot.client.counting, shown: HashMap::new() };
    let problem = |(found, platforms): (Diagnostic, Vec<&str>)| {
        let source = if is_one { String::new() } else { format!(" ({})", platforms.join(", ")) };
        let file = found.file.as_deref().unwrap_or_else(|| anchor(project));
        let shown = gen_lsp_types::Diagnostic {
            range: if found.file.is_some() { files.range(file, found.span) } else { Range::default() },
            severity: Some(severity(found.severity)),
            code: Some(found.code.to_owned().into()),
            code_description: link(&found, snapshot),
            source: Some(format!("pushready{source}")),
            message: found.message.clone().into(),
            tags: None,
            related_information: related(&found, &mut files, snapshot),
            data: Some(json!({ "name": found.name, "stage": found.stage, "certainty": found.certainty, "platforms": platforms })),
        };
        Problem { address: snapshot.file(file).0, shown, found: Some(found) }
    };
    all.into_iter().map(problem).collect()
}

/// The file that shows what is about no file, such as one that is missing: the first one that says how the project runs.
fn anchor(project: &Project) -> &str {
    const FILES: [&str; 8] =
        ["Procfile", "requirements.txt", SHARED_FILE, "Pipfile", "setup.py", "manage.py", "runtime.txt", FILE];
    let known = FILES.into_iter().find(|file| project.has(file));
    known.or_else(|| project.root_files().next()).unwrap_or(FILE)
}

/// The files of a project as the editor shows them, each decoded once.
struct Files<'p> {
    project: &'p Project,
    counting: Counting,
    shown: HashMap<String, Shown<'p>>,
}

impl Files<'_> {
    fn range(&mut self, file: &str, span: Option<Span>) -> Range {
        if !self.shown.contains_key(file) {
            self.shown.insert(file.to_owned(), Shown::of(self.project.bytes_of(file).unwrap_or_default()));
        }
        self.shown.get(file).map_or_else(Range::default, |shown| shown.range(span, self.counting))
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Info => DiagnosticSeverity::Information,
    }
}

fn link(found: &Diagnostic, snapshot: &Snapshot) -> Option<CodeDescription> {
    let site = snapshot.site.as_deref()?.trim_end_matches('/');
    Some(CodeDescription { href: Uri(format!("{site}/#{}", found.url)) })
}

fn related(found: &Diagnostic, files: &mut Files<'_>, snapshot: &Snapshot) -> Option<Vec<DiagnosticRelatedInformation>> {
    let one = |related: &crate::diagnostic::Related| DiagnosticRelatedInformation {
        location: Location { uri: Uri(snapshot.file(&related.file).0), range: files.range(&related.file, related.span) },
        message: related.message.clone(),
    };
    (snapshot.client.shows_related && !found.related.is_empty()).then(|| found.related.iter().map(one).collect())
}

/// The only thing said of a project whose configuration is not understood, since nobody knows how it wants to be checked.
fn misconfigured(error: &ConfigurationError, project: &Project, snapshot: &Snapshot) -> Problem {
    match project.has(&error.file) {
        true => {
            let range = place(&error.file, error, project, snapshot.client.counting);
            of_configuration(&error.file, range, error.problem.words(snapshot.language), snapshot)
        }
        false => of_configuration(own(project), Range::default(), error.text(snapshot.language), snapshot),
    }
}

/// As the command line says it of the folder that a platform is set to build.
fn no_such_root(root: &str, project: &Project, snapshot: &Snapshot) -> Problem {
    let hint = hint(nearest(root, project.folders()), snapshot.language);
    let message = say!(
        snapshot.language,
        "the project has no folder `{root}`{hint}; `root` names the folder that the platform builds",
        "项目中没有文件夹 `{root}`{hint}；`root` 指定平台构建的文件夹"
    );
    of_configuration(own(project), Range::default(), message, snapshot)
}

/// The file that configures a project.
fn own(project: &Project) -> &'static str {
    if project.has(FILE) { FILE } else { SHARED_FILE }
}

fn of_configuration(file: &str, range: Range, message: String, snapshot: &Snapshot) -> Problem {
    let shown = gen_lsp_types::Diagnostic {
        range,
        severity: Some(DiagnosticSeverity::Error),
        source: Some("pushready".to_owned()),
        message: message.into(),
        ..gen_lsp_types::Diagnostic::default()
    };
    Problem { address: snapshot.file(file).0, shown, found: None }
}

/// From the place of an error to the end of its line.
fn place(file: &str, error: &ConfigurationError, project: &Project, counting: Counting) -> Range {
    let shown = Shown::of(project.bytes_of(file).unwrap_or_default());
    let line = shown.as_str().split('\n').nth(error.position.line - 1).unwrap_or_default().trim_end();
    let before: String = line.chars().take(error.position.column - 1).collect();
    let number = u32::try_from(error.position.line - 1).unwrap_or(u32::MAX);
    let column = |text: &str| Position::new(number, counting.columns(text));
    Range::new(column(&before), column(line))
}

/// How sure a check is, and how much it matters, in the words of people.
pub(super) fn severity_word(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => language.pick("error", "错误"),
        Severity::Warning => language.pick("warning", "警告"),
        Severity::Info => language.pick("info", "提示"),
    }
}
