//! Round after round of fixes, until nothing changes.
#![expect(clippy::disallowed_methods, reason = "links cannot be seen in the project itself")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::Request;
use crate::diagnostic::changes::Moves;
use crate::diagnostic::{Diagnostic, Fix, Refused, Safety, apply};
use crate::project::Project;
use crate::report::Output;
use crate::text::visible;

/// Fixes uncover others, but not without end.
const MAX_PASSES: usize = 10;

/// A fix, and what it is for.
type Offer<'o> = (&'o Diagnostic, &'o Fix);

/// Applies fixes until nothing changes.
pub(super) struct Fixer<'a> {
    pub(super) request: &'a Request,
    pub(super) unsafe_too: bool,
    pub(super) folder: Option<&'a Path>,
}

/// What came of it.
pub(super) struct Outcome {
    pub(super) project: Project,
    pub(super) moves: Moves,
    /// One line a fix.
    pub(super) applied: Vec<String>,
    pub(super) refused: Vec<String>,
    /// What is still said of the project.
    pub(super) output: Output,
}

impl Fixer<'_> {
    pub(super) fn run(&self, project: &Project) -> Outcome {
        let output = crate::check(project, self.request);
        let mut outcome = Outcome { project: project.clone(), moves: Moves::default(), applied: vec![], refused: vec![], output };
        for _ in 0..MAX_PASSES {
            if !self.pass(&mut outcome) {
                break;
            }
        }
        outcome
    }

    /// One round of fixes; whether it changed anything.
    fn pass(&self, outcome: &mut Outcome) -> bool {
        let (wanted, barred) = self.wanted(&outcome.project, &outcome.output);
        let fixes: Vec<&Fix> = wanted.iter().map(|(_, fix)| *fix).collect();
        let result = apply(&outcome.project, &fixes);
        let refused = result.refused.iter().map(|(index, reason)| refusal(wanted[*index], &reason.to_string()));
        let refused: BTreeSet<String> = barred.into_iter().chain(refused).collect();
        outcome.refused = refused.into_iter().collect();
        if result.project == outcome.project {
            return false;
        }
        outcome.moves.follow(result.applied.iter().map(|index| fixes[*index]));
        for line in result.applied.iter().map(|index| line(wanted[*index])) {
            // Several platforms may ask for the same.
            if !outcome.applied.contains(&line) {
                outcome.applied.push(line);
            }
        }
        let output = crate::check(&result.project, self.request);
        (outcome.project, outcome.output) = (result.project, output);
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
