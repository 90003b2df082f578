//! Applying fixes round after round, since one may uncover another, until nothing changes.

use std::collections::HashSet;

use super::{Diagnostic, Fix, Refused, Safety, apply};
use crate::order;
use crate::project::Project;

/// Fixes uncover others, but not without end.
const MAX_ROUNDS: usize = 10;

/// A fix, and the problem that it is for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Offer {
    /// The code of the rule.
    pub code: &'static str,
    /// The file that the problem is about.
    pub file: Option<String>,
    /// The fix.
    pub fix: Fix,
}

/// What came of applying fixes until nothing changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The project afterwards.
    pub project: Project,
    /// The fixes that were taken, round by round.
    pub rounds: Vec<Vec<Offer>>,
    /// Those that the last round did not take, with the reason.
    pub refused: Vec<(Offer, Refused)>,
    /// What is still said of the project.
    pub left: Vec<Diagnostic>,
}

impl Settled {
    /// The fixes that were taken, in their order.
    pub fn applied(&self) -> impl Iterator<Item = &Offer> {
        self.rounds.iter().flatten()
    }
}

/// Applies the fixes that promise at least as much as `least`: safe ones first, then as the problems are listed. What several
/// platforms ask for counts once. A file whose content is not known is not touched, nor is one that is behind a link.
pub fn settle(
    project: &Project,
    least: Safety,
    is_linked: impl Fn(&str) -> bool,
    mut check: impl FnMut(&Project) -> Vec<Diagnostic>,
) -> Settled {
    let mut settled = Settled { project: project.clone(), rounds: vec![], refused: vec![], left: check(project) };
    while settled.rounds.len() < MAX_ROUNDS && settled.round(offers(&settled.left, least), &is_linked) {
        settled.left = check(&settled.project);
    }
    settled
}

fn offers(diagnostics: &[Diagnostic], least: Safety) -> Vec<Offer> {
    let offer = |found: &Diagnostic| {
        let fix = found.fix.clone().filter(|fix| fix.safety <= least)?;
        Some(Offer { code: found.code, file: found.file.clone(), fix })
    };
    let mut seen = HashSet::new();
    let mut offers: Vec<Offer> = diagnostics.iter().filter_map(offer).filter(|offer| seen.insert(offer.clone())).collect();
    order::sort_by_key(&mut offers, |offer| offer.fix.safety);
    offers
}

impl Settled {
    /// One round; whether it changed anything.
    fn round(&mut self, offers: Vec<Offer>, is_linked: &impl Fn(&str) -> bool) -> bool {
        self.refused.clear();
        let mut wanted = vec![];
        for offer in offers {
            match barrier(&self.project, &offer.fix, is_linked) {
                None => wanted.push(offer),
                Some(reason) => self.refused.push((offer, reason)),
            }
        }
        let done = apply(&self.project, &wanted.iter().map(|offer| &offer.fix).collect::<Vec<_>>());
        let has_changed = done.project != self.project;
        self.refused.extend(done.refused.into_iter().map(|(index, reason)| (wanted[index].clone(), reason)));
        if has_changed {
            self.project = done.project;
            self.rounds.push(done.applied.into_iter().map(|index| wanted[index].clone()).collect());
        }
        has_changed
    }
}

/// Why a fix must not even be tried.
fn barrier(project: &Project, fix: &Fix, is_linked: &impl Fn(&str) -> bool) -> Option<Refused> {
    let touched = fix.touched();
    let unknown = touched.iter().find(|path| project.has(path) && project.bytes_of(path).is_none());
    let unknown = unknown.map(|path| Refused::NoSuchFile((*path).to_owned()));
    unknown.or_else(|| touched.iter().find(|path| is_linked(path)).map(|path| Refused::Linked((*path).to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Certainty, Edit, Severity, Stage};
    use crate::project::Content;

    /// A problem in `file`: its first byte should be `text`.
    fn problem(file: &str, safety: Safety, text: &str) -> Diagnostic {
        let edit = Edit { file: file.to_owned(), start: 0, end: 1, text: text.to_owned() };
        let fix =
            Fix { title: format!("Write {text}"), safety, edits: vec![edit], renames: vec![], creates: vec![], deletes: vec![] };
        Diagnostic {
            code: "PSH000",
            name: "x",
            severity: Severity::Error,
            certainty: Certainty::Certain,
            stage: Stage::Build,
            file: Some(file.to_owned()),
            span: None,
            message: String::new(),
            detail: String::new(),
            platform_says: None,
            related: vec![],
            fix: Some(fix),
            url: "",
        }
    }

    fn project(text: &str) -> Project {
        let mut project = Project::new();
        project.insert("f", Content::from(text.as_bytes().to_vec()));
        project.insert("unread", Content::Unknown { size: None });
        project
    }

    fn text(settled: &Settled) -> Option<&[u8]> {
        settled.project.bytes_of("f")
    }

    #[test]
    fn a_fix_that_another_uncovers_is_applied_as_well() {
        let next = |project: &Project| match project.bytes_of("f") {
            Some(b"a") => vec![problem("f", Safety::Safe, "b")],
            Some(b"b") => vec![problem("f", Safety::Safe, "c")],
            _ => vec![],
        };
        let settled = settle(&project("a"), Safety::Safe, |_| false, next);
        assert_eq!((text(&settled), settled.rounds.len(), settled.refused.len()), (Some(&b"c"[..]), 2, 0));
    }

    #[test]
    fn fixes_without_an_end_are_given_up() {
        let other =
            |project: &Project| vec![problem("f", Safety::Safe, if project.bytes_of("f") == Some(b"a") { "b" } else { "a" })];
        let settled = settle(&project("a"), Safety::Safe, |_| false, other);
        assert_eq!(settled.rounds.len(), MAX_ROUNDS);
    }

    #[test]
    fn safe_fixes_come_first_and_the_same_is_done_once() {
        let all = |_: &Project| {
            [(Safety::Display, "d"), (Safety::Unsafe, "u"), (Safety::Safe, "s"), (Safety::Safe, "s")]
                .map(|(safety, text)| problem("f", safety, text))
                .to_vec()
        };
        let settled = settle(&project("a"), Safety::Unsafe, |_| false, all);
        let titles: Vec<&str> = settled.rounds[0].iter().map(|offer| offer.fix.title.as_str()).collect();
        assert_eq!((text(&settled), titles), (Some(&b"s"[..]), vec!["Write s"]));
        assert_eq!(settle(&project("a"), Safety::Safe, |_| false, |_| vec![problem("f", Safety::Unsafe, "u")]).rounds.len(), 0);
    }

    #[test]
    fn what_is_not_known_or_linked_is_not_touched() {
        let both = |_: &Project| ["f", "unread"].map(|file| problem(file, Safety::Safe, "b")).to_vec();
        let settled = settle(&project("a"), Safety::Safe, |path| path == "f", both);
        let reasons: Vec<&Refused> = settled.refused.iter().map(|(_, reason)| reason).collect();
        assert_eq!(reasons, [&Refused::Linked("f".to_owned()), &Refused::NoSuchFile("unread".to_owned())]);
        assert_eq!(text(&settled), Some(&b"a"[..]));
    }
}
