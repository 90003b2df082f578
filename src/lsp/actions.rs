//! What can be done about a problem, from within the editor.

use gen_lsp_types::{CodeAction, CodeActionDisabled, CodeActionKind, Range, WorkspaceEdit};
use serde_json::{Value, json};

use super::checked::{Checked, Problem};
use super::edits::{self, Unfit};
use super::snapshot::Snapshot;
use crate::diagnostic::changes::Moves;
use crate::diagnostic::{Diagnostic, Fix, Safety, settle};
use crate::language::{Language, say};

use super::checked::Check;

/// All safe fixes of one file, which editors may be told to apply when it is saved.
pub(super) const FIX_FILE: &str = "source.fixAll.pushready";
/// All safe fixes of the project.
pub(super) const FIX_PROJECT: &str = "source.pushready.fixProject";

/// How many fixes are offered at once: an editor lists them all, and each is a change of a whole project.
const MOST: usize = 100;

/// What a group of fixes is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Scope {
    /// The file of this path.
    File(String),
    Project,
}

/// Whether actions of a kind are asked for: by their whole name or a beginning of it, or because nothing is.
pub(super) fn is_wanted(kind: &str, only: Option<&[CodeActionKind]>) -> bool {
    let is_in = |wanted: &CodeActionKind| {
        let wanted: String = wanted.clone().into();
        wanted.is_empty() || kind.strip_prefix(&wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    only.is_none_or(|only| only.iter().any(is_in))
}

/// Whether two ranges touch.
fn touch(one: Range, other: Range) -> bool {
    one.start <= other.end && other.start <= one.end
}

/// One action for each fix of the problems at a range; what several problems want alike is one action.
pub(super) fn quick_fixes(address: &str, range: Range, checked: &Checked, snapshot: &Snapshot) -> Vec<CodeAction> {
    let here = checked.problems.iter().filter(|problem| problem.address == address && touch(problem.shown.range, range));
    let mut fixes: Vec<(&Fix, Vec<&Problem>)> = vec![];
    for problem in here {
        let fix = problem.found.as_ref().and_then(|found| found.fix.as_ref()).filter(|fix| fix.safety != Safety::Display);
        let known = fixes.iter().position(|(known, _)| Some(*known) == fix);
        match (fix, known) {
            (Some(_), Some(known)) => fixes[known].1.push(problem),
            (Some(fix), None) if fixes.len() < MOST => fixes.push((fix, vec![problem])),
            _ => {}
        }
    }
    fixes.into_iter().filter_map(|(fix, problems)| quick_fix(fix, &problems, checked, snapshot)).collect()
}

fn quick_fix(fix: &Fix, problems: &[&Problem], checked: &Checked, snapshot: &Snapshot) -> Option<CodeAction> {
    let is_safe = fix.safety == Safety::Safe;
    let action = CodeAction {
        title: title(fix, snapshot.language),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(problems.iter().map(|problem| problem.shown.clone()).collect()),
        ..CodeAction::default()
    };
    match edits::of_fix(fix, &checked.project, snapshot) {
        Ok(edit) => Some(CodeAction { edit: Some(edit), is_preferred: is_safe.then_some(true), ..action }),
        Err(unfit) => {
            let disabled = CodeActionDisabled { reason: unfit.text(snapshot.language) };
            snapshot.client.shows_disabled.then_some(CodeAction { disabled: Some(disabled), ..action })
        }
    }
}

fn title(fix: &Fix, language: Language) -> String {
    match fix.safety {
        Safety::Safe | Safety::Display => fix.title.clone(),
        Safety::Unsafe => say!(language, "{} (to be looked at)", "{}（需要核对）", fix.title),
    }
}

/// The groups of safe fixes that are asked for, and that there are, as actions whose edits are still to come.
pub(super) fn groups(path: &str, only: Option<&[CodeActionKind]>, checked: &Checked, snapshot: &Snapshot) -> Vec<CodeAction> {
    let scopes = [(FIX_FILE, Scope::File(path.to_owned())), (FIX_PROJECT, Scope::Project)];
    let is_there =
        |scope: &Scope| checked.problems.iter().filter_map(|problem| problem.found.as_ref()).any(|found| scope.has(found));
    let action = |(kind, scope): (&'static str, Scope)| CodeAction {
        title: match scope {
            Scope::File(_) => snapshot.language.pick("Apply all safe fixes of this file", "应用此文件的全部安全修复"),
            Scope::Project => snapshot.language.pick("Apply all safe fixes of the project", "应用项目的全部安全修复"),
        }
        .to_owned(),
        kind: Some(CodeActionKind::new(kind)),
        data: Some(scope.data(snapshot.place.address())),
        ..CodeAction::default()
    };
    scopes.into_iter().filter(|(kind, scope)| is_wanted(kind, only) && is_there(scope)).map(action).collect()
}

impl Scope {
    /// Whether a problem has a safe fix, and this is about it.
    fn has(&self, found: &Diagnostic) -> bool {
        let fix = found.fix.as_ref().filter(|fix| fix.safety == Safety::Safe);
        fix.is_some_and(|fix| match self {
            Self::File(path) => fix.touched().iter().all(|touched| touched == path),
            Self::Project => true,
        })
    }

    /// How a client gives the action back.
    fn data(&self, folder: &str) -> Value {
        match self {
            Self::File(path) => json!({ "folder": folder, "file": path }),
            Self::Project => json!({ "folder": folder }),
        }
    }

    /// The folder and the scope of an action that a client gives back.
    pub(super) fn of(data: &Value) -> Option<(&str, Self)> {
        let file = data.get("file").and_then(Value::as_str);
        Some((data.get("folder")?.as_str()?, file.map_or(Self::Project, |path| Self::File(path.to_owned()))))
    }
}

/// The edit of a group: fixes are applied until no more of them are uncovered.
pub(super) fn edit(scope: &Scope, checked: &Checked, snapshot: &Snapshot, check: Check) -> Result<WorkspaceEdit, Unfit> {
    let Some(request) = &checked.request else { return Ok(WorkspaceEdit::default()) };
    let project = &checked.project;
    let settled =
        settle(project, |found| scope.has(found), |path| project.is_linked(path), |project| check(project, request).said());
    let mut moves = Moves::default();
    settled.rounds.iter().for_each(|round| moves.follow(round.iter().map(|offer| &offer.fix)));
    edits::of_changes(&moves.changes(project, &settled.project), project, snapshot)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_wanted_by_its_name_or_a_beginning() {
        let wanted = |kind, only: &'static str| is_wanted(kind, Some(&[CodeActionKind::from(only.to_owned())]));
        assert!(
            is_wanted(FIX_FILE, None) && wanted(FIX_FILE, "source.fixAll") && wanted(FIX_FILE, "source") && wanted(FIX_FILE, "")
        );
        assert!(!wanted(FIX_FILE, "quickfix") && !wanted(FIX_PROJECT, "source.fixAll") && !wanted(FIX_FILE, "sour"));
        assert!(!is_wanted(FIX_FILE, Some(&[])));
    }
}
