//! Applying fixes round after round, since one may uncover another, until nothing changes.

mod harm;

use std::cmp::Reverse;
use std::collections::{HashSet, VecDeque};

use super::apply::{Applied, apply};
use super::{Diagnostic, Fix, Refused, Safety, Said};
use crate::order;
use crate::project::Project;
use harm::harm;

/// Fixes uncover others, but not without end.
const MAX_ROUNDS: usize = 10;
/// Of so many fixes of one rule it is found out which of them bring an error; of more, none is taken.
const FEW: usize = 8;

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
    pub left: Said,
}

impl Settled {
    /// The fixes that were taken, in their order.
    pub fn applied(&self) -> impl Iterator<Item = &Offer> {
        self.rounds.iter().flatten()
    }

    /// What is still said, of all platforms.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.left.iter().flatten()
    }
}

/// Applies the fixes of the problems that are taken up: safe ones first, of those the ones of errors, then as the problems are listed.
/// What several platforms ask for counts once, and what is right for one of them and brings an error to another one is left. A file whose content is not
/// known is not touched, nor is one that is behind a link.
pub fn settle(
    project: &Project,
    takes_up: impl Fn(&Diagnostic) -> bool,
    is_linked: impl Fn(&str) -> bool,
    mut check: impl FnMut(&Project) -> Said,
) -> Settled {
    let mut settled = Settled { project: project.clone(), rounds: vec![], refused: vec![], left: check(project) };
    while settled.rounds.len() < MAX_ROUNDS && settled.round(&takes_up, &is_linked, &mut check) {}
    settled
}

fn offers(said: &Said, takes_up: &impl Fn(&Diagnostic) -> bool) -> Vec<Offer> {
    let mut wanted: Vec<&Diagnostic> = said.iter().flatten().filter(|found| takes_up(found)).collect();
    order::sort_by_key(&mut wanted, |found| (found.fix.as_ref().map(|fix| fix.safety), Reverse(found.severity)));
    let mut seen = HashSet::new();
    let offer = |found: &&Diagnostic| Some(Offer { code: found.code, file: found.file.clone(), fix: found.fix.clone()? });
    wanted.iter().filter_map(offer).filter(|offer| seen.insert(offer.clone())).collect()
}

/// Some fixes that were tried together.
struct Attempt {
    offers: Vec<Offer>,
    applied: Applied,
    /// What is said then; none where nothing has changed.
    said: Option<Said>,
}

impl Settled {
    /// One round; whether it changed anything.
    fn round(
        &mut self,
        takes_up: &impl Fn(&Diagnostic) -> bool,
        is_linked: &impl Fn(&str) -> bool,
        check: &mut impl FnMut(&Project) -> Said,
    ) -> bool {
        self.refused.clear();
        let mut wanted = vec![];
        for offer in offers(&self.left, takes_up) {
            match barrier(&self.project, &offer.fix, is_linked) {
                None => wanted.push(offer),
                Some(reason) => self.refused.push((offer, reason)),
            }
        }
        let mut attempt = self.attempt(wanted, check);
        if attempt.said.as_ref().is_some_and(|said| harm(&self.left, said, &HashSet::new()).is_some()) {
            attempt = self.harmless(attempt.offers, check);
        }
        let Attempt { offers, applied, said } = attempt;
        self.refused.extend(applied.refused.into_iter().map(|(index, reason)| (offers[index].clone(), reason)));
        let Some(said) = said else { return false };
        self.project = applied.project;
        self.left = said;
        self.rounds.push(applied.applied.into_iter().map(|index| offers[index].clone()).collect());
        true
    }

    fn attempt(&self, offers: Vec<Offer>, check: &mut impl FnMut(&Project) -> Said) -> Attempt {
        let applied = apply(&self.project, &offers.iter().map(|offer| &offer.fix).collect::<Vec<_>>());
        let said = (applied.project != self.project).then(|| check(&applied.project));
        Attempt { offers, applied, said }
    }

    /// Those of some fixes that bring no error; the others are refused. Those of one rule are tried together.
    fn harmless(&mut self, offers: Vec<Offer>, check: &mut impl FnMut(&Project) -> Said) -> Attempt {
        let mut groups: VecDeque<Vec<Offer>> = VecDeque::new();
        for offer in offers {
            match groups.iter_mut().find(|group| group[0].code == offer.code && group[0].fix.safety == offer.fix.safety) {
                Some(group) => group.push(offer),
                None => groups.push_back(vec![offer]),
            }
        }
        let mut kept = self.attempt(vec![], check);
        while let Some(group) = groups.pop_front() {
            let tried = self.attempt(kept.offers.iter().chain(&group).cloned().collect(), check);
            let before = kept.said.as_ref().unwrap_or(&self.left);
            let harm = tried.said.as_ref().and_then(|said| harm(before, said, &self.warned(&group)));
            match harm {
                None => kept = tried,
                Some(_) if (2..=FEW).contains(&group.len()) => {
                    group.into_iter().rev().for_each(|offer| groups.push_front(vec![offer]));
                }
                Some(code) => self.refused.extend(group.into_iter().map(|offer| (offer, Refused::Harms(code)))),
            }
        }
        kept
    }

    /// The platforms that ask for some of these fixes, and say that they are not safe.
    fn warned(&self, offers: &[Offer]) -> HashSet<usize> {
        let fixes: HashSet<&Fix> = offers.iter().map(|offer| &offer.fix).filter(|fix| fix.safety == Safety::Unsafe).collect();
        let asks = |said: &Vec<Diagnostic>| said.iter().any(|found| found.fix.as_ref().is_some_and(|fix| fixes.contains(fix)));
        self.left.iter().enumerate().filter(|(_, said)| !fixes.is_empty() && asks(said)).map(|(platform, _)| platform).collect()
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

    fn is_safe(found: &Diagnostic) -> bool {
        found.is_fixable(Safety::Safe)
    }

    fn text(settled: &Settled) -> Option<&[u8]> {
        settled.project.bytes_of("f")
    }

    #[test]
    fn a_fix_that_another_uncovers_is_applied_as_well() {
        let next = |project: &Project| match project.bytes_of("f") {
            Some(b"a") => vec![vec![problem("f", Safety::Safe, "b")]],
            Some(b"b") => vec![vec![problem("f", Safety::Safe, "c")]],
            _ => vec![vec![]],
        };
        let settled = settle(&project("a"), is_safe, |_| false, next);
        assert_eq!((text(&settled), settled.rounds.len(), settled.refused.len()), (Some(&b"c"[..]), 2, 0));
    }

    #[test]
    fn fixes_without_an_end_are_given_up() {
        let other = |project: &Project| {
            vec![vec![problem("f", Safety::Safe, if project.bytes_of("f") == Some(b"a") { "b" } else { "a" })]]
        };
        let settled = settle(&project("a"), is_safe, |_| false, other);
        assert_eq!(settled.rounds.len(), MAX_ROUNDS);
    }

    #[test]
    fn safe_fixes_come_first_and_the_same_is_done_once() {
        let all = |_: &Project| {
            [(Safety::Display, "d"), (Safety::Unsafe, "u"), (Safety::Safe, "s"), (Safety::Safe, "s")]
                .map(|(safety, text)| vec![problem("f", safety, text)])
                .to_vec()
        };
        let settled = settle(&project("a"), |found| found.is_fixable(Safety::Unsafe), |_| false, all);
        let titles: Vec<&str> = settled.rounds[0].iter().map(|offer| offer.fix.title.as_str()).collect();
        assert_eq!((text(&settled), titles), (Some(&b"s"[..]), vec!["Write s"]));
        assert_eq!(settle(&project("a"), is_safe, |_| false, |_| vec![vec![problem("f", Safety::Unsafe, "u")]]).rounds.len(), 0);
    }

    #[test]
    fn what_is_not_known_or_linked_is_not_touched() {
        let both = |_: &Project| ["f", "unread"].map(|file| vec![problem(file, Safety::Safe, "b")]).to_vec();
        let settled = settle(&project("a"), is_safe, |path| path == "f", both);
        let reasons: Vec<&Refused> = settled.refused.iter().map(|(_, reason)| reason).collect();
        assert_eq!(reasons, [&Refused::Linked("f".to_owned()), &Refused::NoSuchFile("unread".to_owned())]);
        assert_eq!(text(&settled), Some(&b"a"[..]));
    }

    /// Two platforms: one wants `wanted` in the place of "a", and the other one an error where that is there.
    fn against(safety: Safety, wanted: &'static str) -> impl FnMut(&Project) -> Said {
        move |project| {
            let is_mended = project.bytes_of("f") == Some(wanted.as_bytes());
            let asked = if is_mended { vec![] } else { vec![problem("f", safety, wanted)] };
            let error = Diagnostic { code: "PSH001", fix: None, ..problem("f", Safety::Safe, "") };
            vec![asked, if is_mended { vec![error] } else { vec![] }]
        }
    }

    #[test]
    fn what_brings_an_error_to_another_platform_is_left() {
        for safety in [Safety::Safe, Safety::Unsafe] {
            let settled = settle(&project("a"), |found| found.is_fixable(Safety::Unsafe), |_| false, against(safety, "b"));
            let reasons: Vec<&Refused> = settled.refused.iter().map(|(_, reason)| reason).collect();
            assert_eq!((text(&settled), reasons), (Some(&b"a"[..]), vec![&Refused::Harms("PSH001")]));
        }
    }

    #[test]
    fn what_brings_an_error_to_the_platform_that_warns_of_it_is_done() {
        let warned = |project: &Project| match project.bytes_of("f") {
            Some(b"a") => vec![vec![problem("f", Safety::Unsafe, "b")]],
            _ => vec![vec![Diagnostic { code: "PSH001", stage: Stage::Detect, fix: None, ..problem("f", Safety::Safe, "") }]],
        };
        let settled = settle(&project("a"), |found| found.is_fixable(Safety::Unsafe), |_| false, warned);
        assert_eq!((text(&settled), settled.refused.len()), (Some(&b"b"[..]), 0));
    }

    #[test]
    fn of_those_that_contradict_each_other_one_is_done() {
        let files = ["one", "other"];
        let given: Project = {
            let mut given = project("a");
            for file in files {
                given.insert(file, Content::from(b"a".to_vec()));
            }
            given
        };
        let two = |project: &Project| {
            let is_left = |file: &&str| project.bytes_of(file) == Some(b"a");
            let error = Diagnostic { code: "PSH001", fix: None, ..problem("f", Safety::Safe, "") };
            files.map(|file| match files.iter().filter(|file| is_left(file)).count() {
                2 => vec![Diagnostic { severity: Severity::Warning, ..problem(file, Safety::Safe, "b") }],
                1 => vec![],
                _ => vec![error.clone()],
            })
        };
        let settled = settle(&given, is_safe, |_| false, |project| two(project).to_vec());
        assert_eq!(files.map(|file| settled.project.bytes_of(file)), [Some(&b"b"[..]), Some(b"a")]);
    }
}
