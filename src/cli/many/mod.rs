//! `pushready check` of several projects, or of all that lie in some folders.
//!
//! Projects are judged side by side, some hundred at a time, and told in their order; nothing but a row of the table, or what a
//! document needs, stays of one that was told.
#![expect(clippy::disallowed_methods, reason = "it looks at what kind of thing the user names")]

mod find;
mod told;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::arguments::{Check, ReportFormat};
use super::context::Context;
use super::failure::Failure;
use super::index::{self, Index};
use super::input::{Contents, shown, unreadable};
use super::progress::Spinner;
use super::request::Wanted;
use super::stream;
use super::unfit::Unfit;
use crate::configuration::Configuration;
use crate::language::{Language, say};
use crate::report::Output;
use find::{Finder, Found};
use told::Told;

/// How many projects are judged before the first of them is told.
const AT_ONCE: usize = 256;
/// What deeply nested Python files may take of a thread's stack.
const STACK: usize = 16 << 20;

/// Whether the command asks about more than one project.
pub(super) fn is_asked(check: &Check) -> bool {
    check.recursive || !check.more.is_empty() || matches!(check.format, ReportFormat::Jsonl)
}

/// What comes of one project.
struct Judged {
    path: String,
    outcome: Result<Output, String>,
    is_reached: bool,
}

pub(super) fn run(check: &Check, context: &Context) -> Result<ExitCode, Failure> {
    let language = context.language;
    let wanted = check.target.wanted(check.choice.selection()?, language)?;
    let given = given(check)?;
    let mut told = Told::new(check.format, context)?;
    let mut index = index::open(&check.asking, &Configuration::default(), language)?;
    let pool = if index.is_none() { pool() } else { None };
    let spinner = Spinner::start(say!(language, "looking for projects", "正在查找项目"));
    let (mut count, mut is_reached) = (0, false);
    let mut projects = projects(given, check.recursive, language);
    loop {
        let some: Vec<PathBuf> = projects.by_ref().take(AT_ONCE).collect();
        if some.is_empty() {
            break;
        }
        for judged in judge(&some, &wanted, check, &mut index, pool.as_ref()) {
            count += 1;
            is_reached |= judged.is_reached;
            spinner.say(|| say!(language, "{count} projects, {0}", "{count} 个项目，{0}", judged.path));
            spinner.aside(|| told.tell(judged))?;
        }
    }
    drop(spinner);
    index::close(index, language);
    if count == 0 {
        return Err(Unfit::NoProjects { paths: all(check).map(|path| shown(path)).collect() }.into());
    }
    told.end()?;
    Ok(ExitCode::from(u8::from(is_reached)))
}

fn all(check: &Check) -> impl Iterator<Item = &PathBuf> {
    std::iter::once(&check.target.path).chain(&check.more)
}

/// The paths that are given. One that is not there is told before anything is judged.
fn given(check: &Check) -> Result<Vec<PathBuf>, Failure> {
    let is_one = !check.recursive && check.more.is_empty();
    let look = |path: &PathBuf| match path == Path::new("-") {
        true if is_one => Ok(path.clone()),
        true => Err(Unfit::StdinAmong.into()),
        false => fs::metadata(path).map(|_| path.clone()).map_err(|source| unreadable(path, source)),
    };
    all(check).map(look).collect()
}

/// The projects that are asked about: what is given, or what is found in it. An archive is a project in any case.
fn projects(given: Vec<PathBuf>, recursive: bool, language: Language) -> Box<dyn Iterator<Item = PathBuf>> {
    if !recursive {
        let mut seen = vec![];
        return Box::new(given.into_iter().filter(move |path| {
            let real = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
            let is_new = !seen.contains(&real);
            seen.push(real);
            is_new
        }));
    }
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = given.into_iter().partition(|path| path.is_dir());
    let found = Finder::new(&folders).filter_map(move |found| match found {
        Found::Project(folder) => Some(folder),
        Found::Unreadable(folder, source) => {
            let failure = unreadable(&folder, source).text(language);
            stream::say(&say!(language, "warning: {failure}", "警告：{failure}"));
            None
        }
    });
    Box::new(files.into_iter().chain(found))
}

/// An index is asked about one project after the other, so that none is asked for the same twice.
fn judge(some: &[PathBuf], wanted: &Wanted, check: &Check, index: &mut Option<Index>, pool: Option<&ThreadPool>) -> Vec<Judged> {
    match pool {
        Some(pool) => pool.install(|| some.par_iter().map(|path| judge_one(path, wanted, check, &mut None)).collect()),
        None => some.iter().map(|path| judge_one(path, wanted, check, index)).collect(),
    }
}

fn judge_one(path: &Path, wanted: &Wanted, check: &Check, index: &mut Option<Index>) -> Judged {
    let (outcome, is_reached) = match wanted.read(path, Contents::Read) {
        Ok((input, request)) => {
            let output = index::check(&input.bundle.project, &request, index);
            let is_reached = check.choice.fail_on.is_reached(output.reports.iter().flat_map(|report| &report.diagnostics));
            (Ok(output), is_reached)
        }
        Err(failure) => (Err(failure.text(wanted.language())), check.choice.fail_on.is_ever_reached()),
    };
    Judged { path: shown(path), outcome, is_reached }
}

/// Threads for judging; none where the system gives none.
fn pool() -> Option<ThreadPool> {
    ThreadPoolBuilder::new().stack_size(STACK).build().ok()
}
