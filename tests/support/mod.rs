//! Cases as data: the same folders are embedded into the native and the WebAssembly tests.
//!
//! ```text
//! tests/cases/ok/<situation>/        nothing may be said of it
//! tests/cases/err/<situation>/       expected.txt holds all that is said of it
//! tests/cases/projects/<situation>/  report.json holds the whole report
//!   project/ or project.json         the files, or a project bundle; or `example` in case.toml
//!   index.toml                       optional: what an index says, in place of the tables that come along
//!   case.toml                        optional: platforms, env, procfile, not_executable, example (a folder of examples/)
//! ```
#![allow(dead_code, reason = "each test program uses a part of it")]

mod index;

use std::collections::BTreeMap;

use include_dir::{Dir, DirEntry, include_dir};
use pushready::analysis::Settings;
use pushready::analysis::packages::predictions::Predictions;
use pushready::configuration::Configuration;
use pushready::diagnostic::{Certainty, Diagnostic, Severity};
use pushready::language::Language;
use pushready::project::bundle::Bundle;
use pushready::project::{Project, RootPolicy};
use pushready::report::Output;
use pushready::rules::Selection;
use pushready::{Request, Views, platform};
use serde::Deserialize;

pub(crate) use index::RecordedIndex;

static CASES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/cases");
static EXAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/examples");

/// What a case has to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Ok,
    Err,
    Projects,
}

pub(crate) struct Case {
    pub(crate) kind: Kind,
    /// `err/missing-space`.
    pub(crate) name: String,
    pub(crate) project: Project,
    pub(crate) options: Options,
    pub(crate) expected: Option<&'static str>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Options {
    #[serde(default = "default_platforms")]
    pub(crate) platforms: Vec<String>,
    #[serde(default)]
    pub(crate) env: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) procfile: Option<String>,
    #[serde(default)]
    pub(crate) example: Option<String>,
    /// Files that lack the permission to run.
    #[serde(default)]
    pub(crate) not_executable: Vec<String>,
    /// What an index says.
    #[serde(skip)]
    pub(crate) index: Option<RecordedIndex>,
}

fn default_platforms() -> Vec<String> {
    vec!["rainbond".to_owned()]
}

/// Every case, sorted by name.
pub(crate) fn all() -> Vec<Case> {
    let mut cases = vec![];
    for (folder, kind) in [("err", Kind::Err), ("ok", Kind::Ok), ("projects", Kind::Projects)] {
        for situation in CASES.get_dir(folder).expect("a folder of cases").dirs() {
            cases.push(load(kind, situation));
        }
    }
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

fn load(kind: Kind, folder: &'static Dir<'static>) -> Case {
    let name = folder.path().to_str().expect("a name in UTF-8").replace('\\', "/");
    let file = |file: &str| folder.get_file(format!("{name}/{file}")).map(include_dir::File::contents);
    let text = |name: &str| file(name).map(|bytes| std::str::from_utf8(bytes).expect("a text in UTF-8"));
    let mut options: Options = toml::from_str(text("case.toml").unwrap_or("")).unwrap_or_else(|error| panic!("{name}: {error}"));
    options.index = text("index.toml").map(|text| RecordedIndex::of(text).unwrap_or_else(|error| panic!("{name}: {error}")));
    let mut project = match (text("project.json"), &options.example) {
        (_, Some(example)) => from_folder(EXAMPLES.get_dir(example).unwrap_or_else(|| panic!("{name}: no such example"))),
        (Some(json), None) => {
            let bundle = Bundle::parse(json).unwrap_or_else(|error| panic!("{name}: {error}"));
            options.env.extend(bundle.env);
            options.procfile = options.procfile.or(bundle.procfile);
            bundle.project
        }
        (None, None) => from_folder(folder.get_dir(format!("{name}/project")).unwrap_or_else(|| panic!("{name}: no project"))),
    };
    for path in &options.not_executable {
        project.mark_not_executable(path);
    }
    let expected = text(match kind {
        Kind::Projects => "report.json",
        Kind::Ok | Kind::Err => "expected.txt",
    });
    Case { kind, name, project, options, expected }
}

fn from_folder(folder: &Dir<'static>) -> Project {
    let mut files = vec![];
    collect(folder, &format!("{}/", folder.path().to_str().expect("a name in UTF-8")), &mut files);
    Project::from_files(files, RootPolicy::AsGiven)
}

fn collect(folder: &Dir<'static>, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(folder) => collect(folder, prefix, files),
            DirEntry::File(file) => {
                let path = file.path().to_str().expect("a name in UTF-8");
                files.push((path.strip_prefix(prefix).expect("inside the folder").to_owned(), file.contents().to_vec()));
            }
        }
    }
}

impl Options {
    pub(crate) fn settings(&self) -> Settings {
        Settings { env: self.env.clone(), procfile: self.procfile.clone(), ..Settings::default() }
    }
}

impl Case {
    pub(crate) fn output(&self, language: Language) -> Output {
        check(&self.project, &self.options, language)
    }
}

pub(crate) fn check(project: &Project, options: &Options, language: Language) -> Output {
    let find = |id: &String| platform::find(id).unwrap_or_else(|| panic!("no platform `{id}`"));
    let request = Request {
        platforms: options.platforms.iter().map(find).collect(),
        settings: options.settings(),
        selection: Selection::default(),
        language,
    };
    let configuration = Configuration::of(project).unwrap_or_else(|error| panic!("{error}"));
    let request = request.configured(&configuration);
    match &options.index {
        Some(index) => pushready::check_views(
            &Views::new(project, request.below(project).as_ref(), &request),
            &Predictions::by(index),
            &request,
        ),
        None => pushready::check(project, &request),
    }
}

/// All that is said, in both languages, in a form to read and compare.
pub(crate) fn describe(project: &Project, options: &Options) -> String {
    let (english, chinese) = (check(project, options, Language::En), check(project, options, Language::Zh));
    let mut text = String::new();
    for (en, zh) in english.reports.iter().zip(&chinese.reports) {
        for (en_diagnostic, zh_diagnostic) in en.diagnostics.iter().zip(&zh.diagnostics) {
            describe_one(en.platform.id, en_diagnostic, zh_diagnostic, &mut text);
        }
    }
    text
}

fn describe_one(platform: &str, en: &Diagnostic, zh: &Diagnostic, text: &mut String) {
    let span = en.span.map_or(String::new(), |span| {
        format!(":{}:{}-{}:{}", span.start.line, span.start.column, span.end.line, span.end.column)
    });
    let certainty = if en.certainty == Certainty::Likely { " likely" } else { "" };
    let severity = match en.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let stage = serde_json::to_value(en.stage).expect("a stage is JSON");
    let file = en.file.as_deref().unwrap_or("-");
    let mut line = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    line(format!("{platform} {} {severity}{certainty} {} {file}{span}", en.code, stage.as_str().unwrap_or_default()));
    for diagnostic in [en, zh] {
        line(format!("  {}", diagnostic.message));
        line(format!("  {}", diagnostic.detail));
        for related in &diagnostic.related {
            let at = related.span.map_or(String::new(), |span| format!(":{}:{}", span.start.line, span.start.column));
            line(format!("  see {}{at}: {}", related.file, related.message));
        }
        if let Some(fix) = &diagnostic.fix {
            line(format!("  fix: {}", fix.title));
        }
    }
    if let Some(says) = &en.platform_says {
        line(format!("  platform: {says}"));
    }
    if let Some(fix) = &en.fix {
        for edit in &fix.edits {
            line(format!("  {:?} edit {} {}..{} {:?}", fix.safety, edit.file, edit.start, edit.end, edit.text));
        }
        for rename in &fix.renames {
            line(format!("  {:?} rename {} {}", fix.safety, rename.from, rename.to));
        }
        for create in &fix.creates {
            line(format!("  {:?} create {} {:?}", fix.safety, create.file, create.text));
        }
        for delete in &fix.deletes {
            line(format!("  {:?} delete {delete}", fix.safety));
        }
    }
}
