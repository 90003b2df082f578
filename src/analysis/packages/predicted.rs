//! What is predicted of the packages of a project on a platform.

use std::rc::Rc;

use crate::index::predict::{Prediction, Problem};

use super::asked::Asked;

/// What is predicted, and what was asked for it.
#[derive(Debug, Clone)]
pub struct Predicted {
    /// What pip is asked to find.
    pub asked: Asked,
    /// What comes of it.
    pub prediction: Rc<Prediction>,
}

impl Predicted {
    /// What is wrong, with the file and the line of the requirement that leads to it.
    pub fn problems(&self) -> impl Iterator<Item = (&Problem, (usize, usize))> {
        let problems = self.prediction.problems.iter();
        problems.filter_map(|problem| Some((problem, *self.asked.places.get(problem.wanted)?)))
    }
}
