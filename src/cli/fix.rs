//! `pushready fix`.
#![expect(clippy::disallowed_methods, reason = "links cannot be seen in the project itself")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use super::arguments::Fix as Arguments;
use super::changes::{Change, Moves};
use super::failure::Failure;
use super::input::shown;
use super::{Context, patch, writer};
use crate::Request;
use crate::diagnostic::{Diagnostic, Fix, Refused, Safety, apply};
use crate::language::Language;
use crate::project::Project;
use crate::report::Output;
use crate::report::render::visible;

/// Fixes uncover others, but not without end.
const MAX_PASSES: usize = 10;

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<ExitCode, Failure> {
    let selection = arguments.choice.selection()?;
    let (input, request) = arguments.target.read(selection, context.language)?;
    if input.folder.is_none() && !arguments.diff {
        return Err(Failure::NotAFolder { path: shown(&arguments.target.path) });
    }
    let project = &input.bundle.project;
    let fixed = Fixer { request: &request, unsafe_too: arguments.unsafe_too, folder: input.folder.as_deref() }.run(project);
    let changes = fixed.moves.changes(project, &fixed.project);
    match &input.folder {
        Some(folder) if !arguments.diff => {
            writer::write(folder, &changes)?;
            context.streams.text(&summary(&fixed, &changes, context.language))?;
        }
        _ => context.streams.data(&patch::patch(&changes))?,
    }
    fixed.refused.iter().for_each(|line| context.streams.say(line));
    rest(&fixed.output, arguments.unsafe_too).iter().for_each(|line| context.streams.say(line));
    Ok(ExitCode::from(u8::from(arguments.choice.fail_on.is_reached(&fixed.output))))
}

/// A fix, and what it is for.
type Offer<'o> = (&'o Diagnostic, &'o Fix);

/// Applies fixes until nothing changes.
struct Fixer<'a> {
    request: &'a Request,
    unsafe_too: bool,
    folder: Option<&'a Path>,
}

/// What came of it.
struct Fixed {
    project: Project,
    moves: Moves,
    /// One line a fix.
    applied: Vec<String>,
    refused: Vec<String>,
    /// What is still said of the project.
    output: Output,
}

impl Fixer<'_> {
    fn run(&self, project: &Project) -> Fixed {
        let output = crate::check(project, self.request);
        let mut fixed = Fixed { project: project.clone(), moves: Moves::default(), applied: vec![], refused: vec![], output };
        for _ in 0..MAX_PASSES {
            if !self.pass(&mut fixed) {
                break;
            }
        }
        fixed
    }

    /// One round of fixes; whether it changed anything.
    fn pass(&self, fixed: &mut Fixed) -> bool {
        let (wanted, barred) = self.wanted(&fixed.project, &fixed.output);
        let fixes: Vec<&Fix> = wanted.iter().map(|(_, fix)| *fix).collect();
        let result = apply(&fixed.project, &fixes);
        let refused = result.refused.iter().map(|(index, reason)| refusal(wanted[*index], &reason.to_string()));
        let refused: BTreeSet<String> = barred.into_iter().chain(refused).collect();
        fixed.refused = refused.into_iter().collect();
        if result.project == fixed.project {
            return false;
        }
        fixed.moves.follow(result.applied.iter().map(|index| fixes[*index]));
        for line in result.applied.iter().map(|index| line(wanted[*index])) {
            // Several platforms may ask for the same.
            if !fixed.applied.contains(&line) {
                fixed.applied.push(line);
            }
        }
        let output = crate::check(&result.project, self.request);
        (fixed.project, fixed.output) = (result.project, output);
        true
    }

    /// The fixes to apply, safe ones first, and lines about those that would touch what must not be touched.
    fn wanted<'o>(&self, project: &Project, output: &'o Output) -> (Vec<Offer<'o>>, Vec<String>) {
        let diagnostics = output.reports.iter().flat_map(|report| &report.diagnostics);
        let fixes = diagnostics.filter_map(|diagnostic| Some((diagnostic, diagnostic.fix.as_ref()?)));
        let most = if self.unsafe_too { Safety::Unsafe } else { Safety::Safe };
        let (mut wanted, mut barred) = (vec![], vec![]);
        for offer in fixes.filter(|(_, fix)| fix.safety <= most) {
            match self.barrier(project, offer.1) {
                None => wanted.push(offer),
                Some(reason) => barred.push(refusal(offer, &reason)),
            }
        }
        wanted.sort_by_key(|(_, fix)| fix.safety);
        (wanted, barred)
    }

    /// Why a fix must not be applied: it touches a file of unknown content, or one behind a link.
    fn barrier(&self, project: &Project, fix: &Fix) -> Option<String> {
        let touched = touched(fix);
        let unknown = touched.iter().find(|path| project.has(path) && project.bytes_of(path).is_none());
        if let Some(path) = unknown {
            return Some(Refused::NoSuchFile((*path).to_owned()).to_string());
        }
        let folder = self.folder?;
        let linked = touched.iter().find(|path| is_linked(folder, path))?;
        Some(format!("`{linked}` is a symbolic link or lies behind one; change the file itself"))
    }
}

/// The files that a fix changes, as they are named before.
fn touched(fix: &Fix) -> BTreeSet<&str> {
    let edited = fix.edits.iter().map(|edit| edit.file.as_str());
    let renamed = fix.renames.iter().map(|rename| rename.from.as_str());
    let created = fix.creates.iter().map(|create| create.file.as_str());
    edited.chain(renamed).chain(created).chain(fix.deletes.iter().map(String::as_str)).collect()
}

fn is_linked(folder: &Path, path: &str) -> bool {
    let inside = Path::new(path).ancestors().filter(|part| !part.as_os_str().is_empty());
    inside.map(|part| folder.join(part)).any(|part| fs::symlink_metadata(part).is_ok_and(|metadata| metadata.is_symlink()))
}

fn line((diagnostic, fix): Offer<'_>) -> String {
    let files = touched(fix).into_iter().collect::<Vec<_>>().join(", ");
    visible(&format!("{files}: {} {}", diagnostic.code, fix.title)).into_owned()
}

fn refusal(offer: Offer<'_>, reason: &str) -> String {
    format!("not fixed: {}: {reason}", line(offer))
}

fn summary(fixed: &Fixed, changes: &[Change<'_>], language: Language) -> String {
    let (fixes, files) = (fixed.applied.len(), changes.len());
    let last = match (fixes, language) {
        (0, Language::En) => "Nothing to fix.".to_owned(),
        (0, Language::Zh) => "没有可以修复的内容。".to_owned(),
        (_, Language::En) => format!("Fixes: {fixes}; files changed: {files}."),
        (_, Language::Zh) => format!("已应用 {fixes} 个修复，更改了 {files} 个文件。"),
    };
    fixed.applied.iter().map(|line| format!("{line}\n")).chain([format!("{last}\n")]).collect()
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
