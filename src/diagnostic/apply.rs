//! Applying fixes to a project.
//!
//! All fixes of one pass are made against the same files, so they are checked against each other first: a fix is taken
//! whole or not at all, and the earlier one wins.

mod refused;
mod taken;

pub use refused::Refused;

use super::Fix;
use crate::project::Project;
use taken::Taken;

/// What came of applying fixes. Fixes are named by their place in the list that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The project afterwards.
    pub project: Project,
    /// The fixes that were taken.
    pub applied: Vec<usize>,
    /// The others, with the reason.
    pub refused: Vec<(usize, Refused)>,
}

/// Applies all fixes that go together. Bytes that no edit covers stay as they are.
#[must_use]
pub fn apply(project: &Project, fixes: &[&Fix]) -> Applied {
    let mut taken = Taken::default();
    let (mut applied, mut refused) = (vec![], vec![]);
    for (index, fix) in fixes.iter().enumerate() {
        match taken.take(project, fix) {
            Ok(()) => applied.push(index),
            Err(reason) => refused.push((index, reason)),
        }
    }
    Applied { project: taken.carry_out(project), applied, refused }
}

#[cfg(test)]
mod tests;
