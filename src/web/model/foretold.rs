//! What pip finds, predicted beside the page and kept by what was asked.

use std::rc::Rc;

use crate::analysis::packages::predictions::Predictions;
use crate::index::predict::{Prediction, Request};

/// What was predicted, and what is being predicted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Foretold {
    /// The newest first, which is the one that counts.
    made: Vec<(Request, Rc<Prediction>)>,
    /// Each with its bytes, by which its answer is known.
    asked: Vec<(Request, Vec<u8>)>,
}

/// How many predictions are kept: those of each platform before and after a change, and some to go back to.
const KEPT: usize = 64;

impl Foretold {
    /// The predictions, for a check.
    pub(crate) fn predictions(&self) -> Predictions<'static> {
        Predictions::made_before(self.made.clone())
    }

    /// The requests that have to be asked for; from now on they are asked for.
    pub(crate) fn ask<'r>(&mut self, requests: impl Iterator<Item = &'r Request>) -> Vec<Vec<u8>> {
        let is_new = |request: &&Request| !self.asked.iter().any(|(asked, _)| asked == *request);
        let missing = requests.filter(is_new).filter_map(|request| Some((request.clone(), request.to_bytes()?)));
        let missing: Vec<(Request, Vec<u8>)> = missing.collect();
        let bytes = missing.iter().map(|(_, bytes)| bytes.clone()).collect();
        self.asked.extend(missing);
        let too_many = self.asked.len().saturating_sub(KEPT);
        self.asked.drain(..too_many);
        bytes
    }

    /// Keeps an answer in the place of an earlier one; one that says nothing is kept by not being asked for again.
    pub(crate) fn keep(&mut self, request: &[u8], prediction: &[u8]) {
        let asked = self.asked.iter().find(|(_, bytes)| bytes == request).map(|(request, _)| request.clone());
        let Some((request, prediction)) = asked.zip(Prediction::from_bytes(prediction)) else { return };
        self.made.insert(0, (request, Rc::new(prediction)));
        self.made.truncate(KEPT);
    }
}
