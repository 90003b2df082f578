//! What a parser reads of a Procfile, each process found by its name and its place.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use crate::order;

use super::process::{Process, Rejection};

/// The processes of a Procfile, or why its parser refuses it.
#[derive(Debug, Clone)]
pub struct Reading {
    outcome: Result<Vec<Process>, Rejection>,
    /// What the platform prints where it refuses the text; many lines may be a reason for that.
    says: Option<Rc<str>>,
    /// The place of each name among the processes; of several, the first.
    by_name: BTreeMap<String, usize>,
    /// Where each command begins, with the place of its process; sorted.
    by_start: Vec<(usize, usize)>,
}

impl Reading {
    pub(super) fn new(outcome: Result<Vec<Process>, Rejection>) -> Self {
        let (mut by_name, mut by_start) = (BTreeMap::new(), vec![]);
        for (place, process) in outcome.iter().flatten().enumerate() {
            if !by_name.contains_key(&process.name) {
                by_name.insert(process.name.clone(), place);
            }
            by_start.push((process.range.start, place));
        }
        order::sort_by(&mut by_start, Ord::cmp);
        let says = outcome.as_ref().err().map(|rejection| rejection.says.as_str()).filter(|says| !says.is_empty());
        Self { says: says.map(Rc::from), outcome, by_name, by_start }
    }

    /// The processes, in the parser's order; none where it refuses the text.
    #[must_use]
    pub fn processes(&self) -> &[Process] {
        self.outcome.as_deref().unwrap_or_default()
    }

    /// Why the parser refuses the text.
    #[must_use]
    pub fn rejection(&self) -> Option<&Rejection> {
        self.outcome.as_ref().err()
    }

    /// What the platform prints where it refuses the text, if it prints anything.
    #[must_use]
    pub fn says(&self) -> Option<Rc<str>> {
        self.says.clone()
    }

    /// The place of the process of this name.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The first of the processes whose command begins in this range, its end included.
    pub(super) fn begins_in(&self, range: &Range<usize>) -> Option<&Process> {
        let inside = self.by_start[self.first_from(range.start)..].iter().take_while(|(start, _)| *start <= range.end);
        self.processes().get(inside.map(|(_, place)| *place).min()?)
    }

    /// The process whose command begins before a place and ends behind it.
    pub(super) fn covering(&self, at: usize) -> Option<&Process> {
        let (_, place) = self.by_start[..self.first_from(at)].last()?;
        self.processes().get(*place).filter(|process| at < process.range.end)
    }

    fn first_from(&self, at: usize) -> usize {
        self.by_start.partition_point(|(start, _)| *start < at)
    }
}
