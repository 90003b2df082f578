//! Which releases pip chooses for a list of requirements, or where it stops.

mod catalogue;
mod edge;
mod explain;
mod first;
mod foresight;
mod node;
mod outcome;
mod package;
mod preference;
mod request;
mod requirement;
mod search;
mod selection;

#[cfg(test)]
mod tests;

pub use self::foresight::Foresight;
pub use self::outcome::{Chosen, Link, Outcome, Releases, Selection, Stop, Unmet};
pub use self::request::{Request, Wanted};

use self::catalogue::Catalogue;
use self::request::SEARCHES;
use super::answers::Index;

/// How many decisions a search may take: some ten times those for the largest project that we know.
const STEPS: u32 = 4_000;

/// Which releases pip chooses. Pure: asked again with more answers, it gives more.
#[must_use]
pub fn resolve(request: &Request<'_>, index: &dyn Index) -> Outcome {
    let catalogue = Catalogue::new(*request, index);
    let outcome = if request.target.pip >= SEARCHES { search::search(&catalogue, STEPS) } else { first::first(&catalogue) };
    let lacks = catalogue.lacks();
    if lacks.is_empty() { outcome } else { Outcome::Lacks(lacks) }
}

/// Every requirement of the project that no release fits, whatever the others say, by its number; pip stops at the first.
/// Requirements of whose project nothing is known are left out.
#[must_use]
pub fn unfindable(request: &Request<'_>, index: &dyn Index) -> Vec<(usize, Stop)> {
    let catalogue = Catalogue::new(*request, index);
    catalogue.direct().filter_map(|(number, requirement)| Some((number, catalogue.unfindable(&requirement, vec![])?))).collect()
}
