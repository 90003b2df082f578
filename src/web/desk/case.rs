//! A request, and what is predicted for it.

use std::collections::BTreeSet;

use crate::index::answers::{Backed, Index, Question};
use crate::index::predict::{Prediction, Request, predict};
use crate::index::snapshot::Snapshot;

use super::heard::{Heard, Unheard};
use super::place::Place;

/// A request, and what is predicted for it.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) bytes: Vec<u8>,
    pub(super) request: Request,
    places: Vec<Place>,
    /// The last that was said; none where nothing can be.
    pub(super) prediction: Option<Prediction>,
    /// Whether indexes have answered all that it asks.
    pub(super) is_answered: bool,
}

impl Case {
    pub(super) fn new(bytes: Vec<u8>, request: Request) -> Self {
        let places = Place::all(&request.addresses);
        Self { bytes, request, places, prediction: None, is_answered: false }
    }

    /// Where releases are looked for.
    pub(super) fn places(&self) -> &[Place] {
        &self.places
    }

    /// The hosts that would hear of it.
    pub(super) fn hosts(&self) -> BTreeSet<String> {
        self.places.iter().filter(|place| place.obstacle().is_none()).map(Place::host).collect()
    }

    /// Predicts by what was heard. What was not is asked for.
    pub(super) fn answer(&self, heard: &Heard, snapshot: &Snapshot) -> Result<Prediction, Vec<Question>> {
        predict(&self.request, self.index(heard, snapshot, Unheard::IsAsked).as_ref())
    }

    /// Predicts without asking: what was not heard cannot be known.
    pub(super) fn settle(&mut self, heard: &Heard, snapshot: &Snapshot) {
        let has_heard = heard.has_any(&self.places);
        if has_heard && let Ok(prediction) = self.answer(heard, snapshot) {
            (self.prediction, self.is_answered) = (Some(prediction), true);
        } else if has_heard || self.request.is_usual {
            // No question is left open.
            self.prediction = predict(&self.request, self.index(heard, snapshot, Unheard::IsUnknowable).as_ref()).ok();
        }
    }

    fn index<'a>(&self, heard: &'a Heard, snapshot: &'a Snapshot, unheard: Unheard) -> Box<dyn Index + 'a> {
        let first = heard.said(&self.places, unheard);
        if self.request.is_usual { Box::new(Backed { first, then: snapshot }) } else { Box::new(first) }
    }
}
