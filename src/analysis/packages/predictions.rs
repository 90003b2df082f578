//! What an index lets pip find, predicted when a rule asks for it and not before.

use std::cell::RefCell;
use std::fmt::{self, Debug, Formatter};
use std::rc::Rc;

use crate::index::predict::{Indexes, Prediction, Request};

/// The predictions of one check; each is made at most once for all platforms that ask the same.
#[derive(Default)]
pub struct Predictions<'i> {
    indexes: Option<&'i dyn Indexes>,
    made: RefCell<Vec<(Request, Rc<Prediction>)>>,
    asked: RefCell<Vec<Request>>,
    unmade: RefCell<Vec<Request>>,
}

impl<'i> Predictions<'i> {
    /// Made from what an index says that leaves no question open, in programs that can make them.
    #[must_use]
    pub fn by(indexes: &'i dyn Indexes) -> Self {
        Self { indexes: Some(indexes), ..Self::default() }
    }

    /// Made elsewhere.
    #[must_use]
    pub fn made_before(made: Vec<(Request, Rc<Prediction>)>) -> Self {
        Self { made: RefCell::new(made), ..Self::default() }
    }

    /// What becomes of some requirements; none if nobody here can tell.
    #[must_use]
    pub fn of(&self, request: &Request) -> Option<Rc<Prediction>> {
        if self.indexes.is_none() {
            self.asked.borrow_mut().push(request.clone());
        }
        if let Some((_, prediction)) = self.made.borrow().iter().find(|(made, _)| made == request) {
            return Some(Rc::clone(prediction));
        }
        let Some(indexes) = self.indexes else {
            self.unmade.borrow_mut().push(request.clone());
            return None;
        };
        let prediction = Rc::new(predict(request, indexes)?);
        self.made.borrow_mut().push((request.clone(), Rc::clone(&prediction)));
        Some(prediction)
    }

    /// What was asked for, where predictions are made elsewhere.
    #[must_use]
    pub fn asked(&self) -> Vec<Request> {
        self.asked.borrow().clone()
    }

    /// What of that could not be given.
    #[must_use]
    pub fn unmade(&self) -> Vec<Request> {
        self.unmade.borrow().clone()
    }
}

impl Debug for Predictions<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Predictions").field("made", &self.made).finish_non_exhaustive()
    }
}

#[cfg(feature = "python")]
fn predict(request: &Request, indexes: &dyn Indexes) -> Option<Prediction> {
    crate::index::predict::predict(request, indexes.index(request)?.as_ref()).ok()
}

#[cfg(not(feature = "python"))]
fn predict(_request: &Request, _indexes: &dyn Indexes) -> Option<Prediction> {
    None
}
