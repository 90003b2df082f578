//! What pip finds, predicted beside the page and kept by what was asked.

use std::rc::Rc;

use crate::analysis::packages::predictions::Predictions;
use crate::index::predict::{Prediction, Request};

/// What was predicted, and what is being predicted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Foretold {
    made: Vec<(Request, Rc<Prediction>)>,
    asked: Vec<Request>,
}

/// How many predictions are kept: those of each platform before and after a change, and some to go back to.
const KEPT: usize = 64;

impl Foretold {
    /// The predictions, for a check.
    pub(crate) fn predictions(&self) -> Predictions<'static> {
        Predictions::made_before(self.made.clone())
    }

    /// The requests that have to be asked for; from now on they are asked for.
    pub(crate) fn ask(&mut self, requests: &[Request]) -> Vec<Vec<u8>> {
        let missing: Vec<&Request> = requests.iter().filter(|request| !self.asked.contains(request)).collect();
        let bytes = missing.iter().filter_map(|request| request.to_bytes()).collect();
        let missing: Vec<Request> = missing.into_iter().cloned().collect();
        self.asked.extend(missing);
        let too_many = self.asked.len().saturating_sub(KEPT);
        self.asked.drain(..too_many);
        bytes
    }

    /// Keeps an answer; one that says nothing is kept by not being asked for again.
    pub(crate) fn keep(&mut self, request: &[u8], prediction: &[u8]) {
        let Some((request, prediction)) = Request::from_bytes(request).zip(Prediction::from_bytes(prediction)) else { return };
        let too_many = (self.made.len() + 1).saturating_sub(KEPT);
        self.made.drain(..too_many);
        self.made.push((request, Rc::new(prediction)));
    }
}
