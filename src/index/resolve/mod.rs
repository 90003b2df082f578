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
    outcome(&Catalogue::new(*request, index))
}

/// The same, and every requirement of the project that no release fits, whatever the others say, by its number; pip stops at the
/// first. Requirements of whose project nothing is known are left out, and nothing is said as long as answers are missing.
#[must_use]
pub fn resolve_all(request: &Request<'_>, index: &dyn Index) -> (Outcome, Vec<(usize, Stop)>) {
    let catalogue = Catalogue::new(*request, index);
    let outcome = outcome(&catalogue);
    if let Outcome::Lacks(_) = outcome {
        return (outcome, vec![]);
    }
    let unfindable = |(number, requirement)| Some((number, catalogue.unfindable(&requirement, vec![])?));
    (outcome, catalogue.direct().filter_map(unfindable).collect())
}

fn outcome(catalogue: &Catalogue<'_>) -> Outcome {
    let outcome =
        if catalogue.request.target.pip >= SEARCHES { search::search(catalogue, STEPS) } else { first::first(catalogue) };
    let lacks = catalogue.lacks();
    if lacks.is_empty() { outcome } else { Outcome::Lacks(lacks) }
}
