//! What is predicted of the packages of a project on a platform.

use std::rc::Rc;

use crate::index::predict::{Package, Prediction, Problem, ProblemKind};

use super::Presence;
use super::asked::{Asked, Spot};

/// What is predicted, and what was asked for it.
#[derive(Debug, Clone)]
pub struct Predicted {
    /// What pip is asked to find.
    pub asked: Asked,
    /// What comes of it.
    pub prediction: Rc<Prediction>,
}

impl Predicted {
    /// Whether all that gets installed is known.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let Prediction { packages, unknown, .. } = &*self.prediction;
        self.asked.is_whole && unknown.is_empty() && !packages.is_empty() && packages.iter().all(|package| !package.is_open)
    }

    /// Whether a package is among what gets installed, or there before it.
    #[must_use]
    pub fn presence(&self, name: &str) -> Presence<'_> {
        let release = self.chosen(name).map(|package| &package.version).or_else(|| self.asked.request.present.get(name));
        release.map_or(Presence::Absent, |release| Presence::Is(Some(release)))
    }

    /// What is wrong, with the place of the requirement that leads to it.
    pub fn problems(&self) -> impl Iterator<Item = (&Problem, &Spot)> {
        let problems = self.prediction.problems.iter();
        problems.filter_map(|problem| Some((problem, self.asked.spots.get(problem.wanted)?)))
    }

    /// Whether the installation stops at a package, by its normalised name.
    #[must_use]
    pub fn stops_at(&self, name: &str) -> bool {
        let stops = |kind: &ProblemKind| !matches!(kind, ProblemKind::Untried { .. } | ProblemKind::Yanked { .. });
        self.prediction.problems.iter().any(|problem| problem.name == name && stops(&problem.kind))
    }

    /// What is chosen of a package, by its normalised name.
    #[must_use]
    pub fn chosen(&self, name: &str) -> Option<&Package> {
        self.prediction.packages.iter().find(|package| package.name == name)
    }
}
