//! The choice of pip 20.3 and later: a set in which all requirements fit, the newest releases first.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use pubgrub::{Dependencies, DependencyProvider, PackageResolutionStatistics, PubGrubError, SelectedDependencies};

use super::catalogue::{Catalogue, Unusable};
use super::edge::{Edge, edges};
use super::explain;
use super::node::Node;
use super::outcome::{Outcome, Stop};
use super::package::{Allowed, Set};
use super::preference::{Bounds, Preference, Seen};
use super::requirement::Requirement;
use super::selection::{Decided, Decisions, selection};

/// How often one package is decided on again until its older releases are asked for ahead.
const FORESIGHT: u32 = 3;
/// How many of them at most.
const AHEAD: u32 = 32;

/// The search has taken all its steps.
#[derive(Debug, thiserror::Error)]
#[error("too many steps")]
pub(super) struct TooManySteps;

/// What is allowed beyond what this pip takes anyway, package by package.
type Allowances = BTreeMap<Rc<str>, Allowed>;

/// The choice of pip 20.3 and later.
pub(super) fn search(catalogue: &Catalogue<'_>, steps: u32) -> Outcome {
    if let Some(stop) = stops_at_once(catalogue) {
        return Outcome::Stops(stop);
    }
    let mut allowances = Allowances::new();
    loop {
        let search = Search {
            catalogue,
            allowances,
            found: RefCell::default(),
            seen: RefCell::default(),
            decided: RefCell::default(),
            steps: Cell::new(steps),
        };
        let end = End::of(pubgrub::resolve(&search, Node::Project, 0_u32));
        let found = search.found.into_inner();
        // What was allowed on the way counts from the beginning, as it does for pip, which looks at all requirements of a
        // package together. It only ever becomes more.
        if found != search.allowances {
            allowances = found;
            continue;
        }
        return match end {
            End::Set(decisions) => Outcome::Set(selection(catalogue, &decisions)),
            End::Nothing(edges) if catalogue.lacks().is_empty() => {
                Outcome::Stops(explain::explain(catalogue, &search.allowances, &edges))
            }
            End::Nothing(_) => Outcome::Lacks(catalogue.lacks()),
            End::TooManySteps => Outcome::TooHard,
        };
    }
}

/// How a search ends.
enum End {
    Set(Decisions),
    /// With nothing, because of these requirements.
    Nothing(Vec<Edge>),
    TooManySteps,
}

impl End {
    fn of(solution: Result<SelectedDependencies<Node, u32>, PubGrubError<Search<'_, '_>>>) -> Self {
        match solution {
            Ok(solution) => {
                let mut decisions = Decisions::new();
                for (node, place) in solution {
                    let Some(name) = node.name() else { continue };
                    let decided: &mut Decided = decisions.entry(name.clone()).or_default();
                    decided.place = place;
                    if let Node::Extra(_, extra) = node {
                        decided.extras.insert(extra.to_string());
                    }
                }
                Self::Set(decisions)
            }
            Err(PubGrubError::NoSolution(tree)) => Self::Nothing(edges(tree)),
            Err(_) => Self::TooManySteps,
        }
    }
}

/// What shows in the requirements of the project alone: one that no release fits, or two that exclude each other.
fn stops_at_once(catalogue: &Catalogue<'_>) -> Option<Stop> {
    let mut before: BTreeMap<Rc<str>, (Set, Allowed, Vec<Requirement<'_>>)> = BTreeMap::new();
    for (_, requirement) in catalogue.direct() {
        if let Some(stop) = catalogue.unfindable(&requirement, vec![]) {
            return Some(explain::with_constraints(catalogue, &requirement, stop));
        }
        let Some((package, set)) = catalogue.admitted(&requirement) else { continue };
        let allowed = catalogue.allowed(&requirement, &package, &set);
        let name = requirement.name.clone();
        let entry = before.entry(name).or_insert_with(|| (Set::full(), allowed, vec![]));
        entry.0 = entry.0.intersection(&set);
        entry.1 = entry.1.or(allowed);
        entry.2.push(requirement);
        if package.best(&entry.0, entry.1, false).is_none() {
            let chains = entry.2.iter().map(|requirement| vec![requirement.link(None)]).collect();
            return Some(Stop::Conflict { name: entry.2[0].name.to_string(), chains });
        }
    }
    None
}

struct Search<'c, 'a> {
    catalogue: &'c Catalogue<'a>,
    /// What is allowed in this search.
    allowances: Allowances,
    /// What turned out to be allowed.
    found: RefCell<Allowances>,
    seen: RefCell<BTreeMap<Rc<str>, Seen>>,
    /// How often each package was decided on.
    decided: RefCell<BTreeMap<Rc<str>, u32>>,
    steps: Cell<u32>,
}

impl<'a> Search<'_, 'a> {
    /// What has to be decided on because of a requirement; nothing if nothing is known of the package.
    fn edges(&self, requirement: &Requirement<'a>, seen: Seen) -> Vec<(Node, Set)> {
        let Some((package, set)) = self.catalogue.admitted(requirement) else { return vec![] };
        let name = &requirement.name;
        let allowed = self.catalogue.allowed(requirement, &package, &set);
        let mut found = self.found.borrow_mut();
        if allowed != self.catalogue.by_default() {
            let known = found.get(name).copied().unwrap_or_default();
            found.insert(name.clone(), known.or(allowed));
        }
        let seen = Seen { bounds: requirement.bounds(), ..seen };
        self.seen.borrow_mut().entry(name.clone()).and_modify(|known| known.add(seen)).or_insert(seen);
        let extras = requirement.extras.iter().map(|extra| Node::Extra(name.clone(), extra.as_str().into()));
        std::iter::once(Node::Package(name.clone())).chain(extras).map(|node| (node, set.clone())).collect()
    }

    fn depth(&self, name: &Rc<str>) -> u32 {
        self.seen.borrow().get(name).map_or(0, |seen| seen.depth)
    }
}

impl DependencyProvider for Search<'_, '_> {
    type P = Node;
    type V = u32;
    type VS = Set;
    type Priority = Option<Preference>;
    type M = Unusable;
    type Err = TooManySteps;

    fn prioritize(&self, node: &Node, _: &Set, _: &PackageResolutionStatistics) -> Option<Preference> {
        let name = node.name()?;
        self.seen.borrow().get(name).map(|seen| seen.preference(name, self.catalogue.request.target.pip))
    }

    fn choose_version(&self, node: &Node, set: &Set) -> Result<Option<u32>, TooManySteps> {
        let Some(name) = node.name() else { return Ok(Some(0)) };
        let allowed = self.allowances.get(name).copied().unwrap_or_else(|| self.catalogue.by_default());
        let Some(package) = self.catalogue.package(name) else { return Ok(None) };
        let place = package.best(set, allowed, self.catalogue.request.options.prefer_binary);
        let mut decided = self.decided.borrow_mut();
        let times = decided.entry(name.clone()).and_modify(|times| *times += 1).or_insert(1);
        if place.is_some_and(|place| *times >= FORESIGHT && self.catalogue.is_unasked(name, place)) {
            let ahead = package.takeable(set, allowed).take(AHEAD.min(*times) as usize);
            ahead.for_each(|place| self.catalogue.ask_for_metadata(name, place));
        }
        Ok(place)
    }

    fn get_dependencies(&self, node: &Node, place: &u32) -> Result<Dependencies<Node, Set, Unusable>, TooManySteps> {
        let (name, extra) = match node {
            Node::Project => {
                let seen = |number| Seen { bounds: Bounds::default(), depth: 0, order: Some(number) };
                let direct = self.catalogue.direct();
                let edges = direct.flat_map(|(number, requirement)| self.edges(&requirement, seen(number)));
                return Ok(Dependencies::Available(edges.collect()));
            }
            Node::Package(name) => (name, None),
            Node::Extra(name, extra) => (name, Some(&**extra)),
        };
        let requirements = match self.catalogue.requirements(name, *place, extra) {
            Ok(requirements) => requirements,
            Err(unusable) => return Ok(Dependencies::Unavailable(unusable)),
        };
        let seen = Seen { bounds: Bounds::default(), depth: self.depth(name) + 1, order: None };
        let edges: Vec<_> = requirements.iter().flat_map(|requirement| self.edges(requirement, seen)).collect();
        // A package may require itself, as extras of extras do.
        let is_itself = |to: &Node| matches!(to, Node::Package(to) if to == name);
        if edges.iter().any(|(to, set)| is_itself(to) && !set.contains(place)) {
            return Ok(Dependencies::Unavailable(Unusable::Itself));
        }
        let edges = edges.into_iter().filter(|(to, _)| !is_itself(to));
        let package = extra.map(|_| (Node::Package(name.clone()), Set::singleton(*place)));
        Ok(Dependencies::Available(package.into_iter().chain(edges).collect()))
    }

    fn should_cancel(&self) -> Result<(), TooManySteps> {
        match self.steps.get().checked_sub(1) {
            Some(left) => {
                self.steps.set(left);
                Ok(())
            }
            None => Err(TooManySteps),
        }
    }
}
