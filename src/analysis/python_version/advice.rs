//! Which Python to go to, held against what the project needs of it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::Facts;
use crate::analysis::python::standard_imports::lacking_imports;
use crate::index::predict::ProblemKind;
use crate::platform::{Series, Version};

use super::meant::Number;
use super::offer::{advised, listed_series, nearest_to, newest};
use super::requires_python::RequiresPython;

/// Why a project surely does not build with a Python, or not run on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// A pinned release is for other Pythons.
    Pin {
        /// The package.
        name: String,
        /// The release.
        pinned: String,
        /// What it needs; none where it has no file that can be installed.
        requires_python: Option<String>,
    },
    /// The project says that it needs another one, and its package manager looks at that.
    Project {
        /// The file that says so.
        file: &'static str,
        /// What it says.
        written: String,
    },
    /// A module that runs has syntax that it does not read.
    Syntax(String),
    /// A module that runs imports what its standard library lacks.
    Import {
        /// The module that imports.
        path: String,
        /// What it imports.
        module: String,
    },
}

/// The obstacles that were looked for.
#[derive(Debug, Default)]
struct Obstacles(RefCell<BTreeMap<Version, Option<Obstacle>>>);

impl Obstacle {
    /// The first one that is known.
    #[must_use]
    pub fn of(facts: &Facts<'_>, python: Version) -> Option<Self> {
        let known = facts.once(0, Obstacles::default);
        if let Some(obstacle) = known.0.borrow().get(&python) {
            return obstacle.clone();
        }
        let obstacle = Self::find(facts, python);
        known.0.borrow_mut().insert(python, obstacle.clone());
        obstacle
    }

    fn find(facts: &Facts<'_>, python: Version) -> Option<Self> {
        Self::pin(facts, python).or_else(|| Self::project(facts, python)).or_else(|| Self::code(facts, python.series))
    }

    fn pin(facts: &Facts<'_>, python: Version) -> Option<Self> {
        let predicted = facts.predicted_for(python)?;
        predicted.problems().find_map(|(problem, _)| {
            let (version, requires_python) = match &problem.kind {
                ProblemKind::OtherPython { version, requires_python, .. } => (version, Some(requires_python.clone())),
                ProblemKind::NoWheel { version, .. } | ProblemKind::Unbuildable { version, .. } => (version, None),
                _ => return None,
            };
            let name = predicted.asked.request.wanted.get(problem.wanted)?.named.name.clone();
            Some(Self::Pin { name, pinned: version.to_string(), requires_python })
        })
    }

    fn project(facts: &Facts<'_>, python: Version) -> Option<Self> {
        let check = facts.package_manager.as_ref()?.profile.python_check?;
        let requires = RequiresPython::of(facts.project, check)?;
        let fits = requires.allows(&python.to_string());
        (!fits).then_some(Self::Project { file: requires.file, written: requires.written })
    }

    fn code(facts: &Facts<'_>, series: Series) -> Option<Self> {
        let unread = facts.reached_modules().iter().find(|reached| reached.module.unread_by(series).is_some());
        unread.map(|reached| Self::Syntax(reached.path.clone())).or_else(|| {
            let lacking = lacking_imports(facts, series).into_iter().next()?;
            Some(Self::Import { path: lacking.reached.path.clone(), module: lacking.module })
        })
    }
}

/// The version on the platform's list that comes nearest to what was meant, or that is advised where nothing was.
#[must_use]
pub fn instead_of(facts: &Facts<'_>, meant: Option<Number>) -> Version {
    let first = meant.map_or_else(|| advised(facts.platform), |number| nearest_to(facts.platform, number));
    suited(facts, first, &listed_series(facts.platform))
}

/// This version, unless the project surely does not run on it and does on another one of these series: then the newest of
/// those. Nobody goes from one first number to the other for it.
#[must_use]
pub fn suited(facts: &Facts<'_>, first: Version, series: &BTreeSet<Series>) -> Version {
    let is_suited = |version: &Version| Obstacle::of(facts, *version).is_none();
    let others = series.iter().rev().filter(|series| series.major == first.series.major);
    let others = others.filter_map(|series| newest(facts.platform, *series));
    [first].into_iter().chain(others).find(is_suited).unwrap_or(first)
}
