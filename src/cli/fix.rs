//! `pushready fix`.

mod passes;

use std::process::ExitCode;

use super::arguments::Fix as Arguments;
use super::failure::Failure;
use super::input::shown;
use super::stream;
use super::{Context, writer};
use crate::diagnostic::Safety;
use crate::diagnostic::patch;
use crate::language::Language;
use crate::report::Output;
use passes::{Fixer, Outcome};

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<ExitCode, Failure> {
    let selection = arguments.choice.selection()?;
    let (input, request) = arguments.target.read(selection, context.language)?;
    if input.folder.is_none() && !arguments.diff {
        return Err(Failure::NotAFolder { path: shown(&arguments.target.path) });
    }
    let project = &input.bundle.project;
    let outcome = Fixer { request: &request, unsafe_too: arguments.unsafe_too, folder: input.folder.as_deref() }.run(project);
    let changes = outcome.moves.changes(project, &outcome.project);
    match &input.folder {
        Some(folder) if !arguments.diff => {
            writer::write(folder, &changes)?;
            context.streams.text(&summary(&outcome, changes.len(), context.language))?;
        }
        _ => stream::data(&patch::patch(&changes))?,
    }
    for line in outcome.refused.iter().chain(&rest(&outcome.output, arguments.unsafe_too)) {
        stream::say(line);
    }
    Ok(ExitCode::from(u8::from(arguments.choice.fail_on.is_reached(&outcome.output))))
}

fn summary(outcome: &Outcome, files: usize, language: Language) -> String {
    let applied = outcome.applied.len();
    let last = match (applied, language) {
        (0, Language::En) => "Nothing to fix.".to_owned(),
        (0, Language::Zh) => "没有可以修复的内容。".to_owned(),
        (_, Language::En) => format!("Fixes: {applied}; files changed: {files}."),
        (_, Language::Zh) => format!("已应用 {applied} 个修复，更改了 {files} 个文件。"),
    };
    outcome.applied.iter().map(|line| format!("{line}\n")).chain([format!("{last}\n")]).collect()
}

/// The fixes that were not asked for.
fn rest(output: &Output, unsafe_too: bool) -> Vec<String> {
    let all = || output.reports.iter().flat_map(|report| &report.diagnostics).filter_map(|diagnostic| diagnostic.fix.as_ref());
    let count = |safety| all().filter(|fix| fix.safety == safety).count();
    let more = count(Safety::Unsafe);
    let by_hand = count(Safety::Display);
    let more = (more > 0 && !unsafe_too).then(|| format!("fixes that `--unsafe` would also apply: {more}"));
    let by_hand = (by_hand > 0).then(|| format!("fixes to be made by hand, see `pushready check`: {by_hand}"));
    more.into_iter().chain(by_hand).collect()
}
