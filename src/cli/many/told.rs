//! How many projects are told, in the form that is asked for.

use serde::Serialize;

use crate::cli::arguments::ReportFormat;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::unfit::Unfit;
use crate::cli::{arguments, json, stream};
use crate::language::{Language, say};
use crate::report::Output;
use crate::report::render::gitlab::Entries;
use crate::report::render::sarif::Log;
use crate::report::render::text::{Look, Overview};
use crate::report::render::{self, junit};

/// Tells one project after the other, or gathers what a document needs of them.
pub(super) struct Told<'c> {
    context: &'c Context,
    form: Form,
}

enum Form {
    Text(Overview),
    Jsonl,
    Concise,
    Markdown,
    Github,
    Gitlab(Vec<Output>),
    Sarif(Vec<Output>),
    Junit(junit::Suites),
}

/// One line of the form `jsonl`.
#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    #[serde(flatten)]
    output: &'a Output,
}

/// The line of a project that cannot be judged.
#[derive(Serialize)]
struct FailureLine<'a> {
    path: &'a str,
    error: &'a str,
}

impl<'c> Told<'c> {
    pub(super) fn new(format: ReportFormat, context: &'c Context) -> Result<Self, Failure> {
        let form = match format {
            ReportFormat::Text => Form::Text(Overview::default()),
            ReportFormat::Jsonl => Form::Jsonl,
            ReportFormat::Concise => Form::Concise,
            ReportFormat::Markdown => Form::Markdown,
            ReportFormat::Github => Form::Github,
            ReportFormat::Gitlab => Form::Gitlab(vec![]),
            ReportFormat::Sarif => Form::Sarif(vec![]),
            ReportFormat::Junit => Form::Junit(junit::Suites::default()),
            ReportFormat::Json => return Err(Unfit::NotForMany { format: "json" }.into()),
        };
        Ok(Self { context, form })
    }

    /// Tells what comes of a project: its reports, or why it cannot be judged.
    pub(super) fn tell(&mut self, path: &str, outcome: Result<Output, String>) -> Result<(), Failure> {
        match outcome {
            Ok(output) => self.tell_output(path, output),
            Err(why) => self.tell_failure(path, &why),
        }
    }

    fn tell_output(&mut self, path: &str, output: Output) -> Result<(), Failure> {
        let Context { streams, language, .. } = self.context;
        // Files are named as the user would name them, but for the lines of JSON, which have the path of the project beside.
        let named = |output: Output| if path == "." { output } else { output.from_above(path) };
        match &mut self.form {
            Form::Text(overview) => overview.add(path, &output),
            Form::Jsonl => json::line(&Line { path, output: &output })?,
            Form::Concise => streams.text(&render::concise::render(&named(output)))?,
            Form::Markdown => {
                let output = render::markdown::render(&named(output), *language);
                streams.text(&format!("# {}\n\n{output}\n", render::markdown::escaped(path)))?;
            }
            Form::Github => stream::data(render::github::render(&named(output)).as_bytes())?,
            Form::Gitlab(outputs) | Form::Sarif(outputs) => outputs.push(named(output)),
            Form::Junit(suites) => suites.add(&named(output), *language),
        }
        Ok(())
    }

    /// A form without a place for it leaves it to standard error.
    fn tell_failure(&mut self, path: &str, why: &str) -> Result<(), Failure> {
        match &mut self.form {
            Form::Text(overview) => overview.add_failure(path, without_path(why, path)),
            Form::Jsonl => json::line(&FailureLine { path, error: why })?,
            _ => {
                let language = self.context.language;
                let why = without_path(why, path);
                stream::say(&say!(language, "error: {path}: {why}", "错误：{path}：{why}"));
            }
        }
        Ok(())
    }

    pub(super) fn end(self) -> Result<(), Failure> {
        let language: Language = self.context.language;
        match self.form {
            Form::Text(overview) => {
                let look = Look { language, color: self.context.streams.color(), site: arguments::site() };
                self.context.streams.text(&overview.render(&look))
            }
            Form::Jsonl | Form::Concise | Form::Markdown | Form::Github => Ok(()),
            Form::Gitlab(outputs) => json::document(&Entries::of(&outputs)),
            Form::Sarif(outputs) => json::document(&Log::of(&outputs, language)),
            Form::Junit(suites) => stream::data(suites.end().as_bytes()),
        }
    }
}

/// What is wrong with a project, without its path in front.
fn without_path<'w>(why: &'w str, path: &str) -> &'w str {
    let rest = why.strip_prefix(path).map(|rest| rest.trim_start_matches([':', '：', ' ']));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(why)
}
