//! Why there is no set in which all requirements fit: the shortest chains of requirements that exclude each other.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::rc::Rc;

use super::catalogue::Catalogue;
use super::edge::Edge;
use super::node::Node;
use super::outcome::{Link, Stop};
use super::package::{Allowed, Set};
use super::requirement::Requirement;

/// Where pip stops, by the reasons of a search that found nothing: those of the newest releases, told in the shortest way.
pub(super) fn explain(catalogue: &Catalogue<'_>, allowances: &BTreeMap<Rc<str>, Allowed>, edges: &[Edge]) -> Stop {
    catalogue.decide();
    let mut reasons: Vec<(usize, usize, Stop)> = vec![];
    let mut told: Vec<Told<'_, '_>> = edges.iter().filter_map(|edge| tell(catalogue, edges, edge)).collect();
    told.sort_by_key(|one| (one.order, one.chain.len()));
    let is_empty = |name: &Rc<str>, set: &Set| {
        let allowed = allowances.get(name).copied().unwrap_or_else(|| catalogue.by_default());
        let is_usable = |place| catalogue.requirements(name, place, None).is_ok();
        catalogue.package(name).is_some_and(|package| !package.takeable(set, allowed).any(is_usable))
    };
    for (at, one) in told.iter().enumerate() {
        let name = one.name();
        if is_empty(name, &one.edge.to_set) {
            let Some(package) = catalogue.package(name) else { continue };
            let stop = catalogue.stop(&one.requirement, &package, &one.edge.to_set, one.chain.clone());
            reasons.push((one.age, one.chain.len(), with_constraints(catalogue, &one.requirement, stop)));
            continue;
        }
        for other in told[at + 1..].iter().filter(|other| other.name() == name) {
            let is_same = one.edge.from == other.edge.from && one.edge.from != Node::Project;
            if !is_same && is_empty(name, &one.edge.to_set.intersection(&other.edge.to_set)) {
                let mut chains = vec![one.chain.clone(), other.chain.clone()];
                chains.sort_by_key(Vec::len);
                let stop = Stop::Conflict { name: name.to_string(), chains };
                reasons.push((one.age + other.age, one.chain.len() + other.chain.len(), stop));
            }
        }
    }
    let best = reasons.into_iter().min_by_key(|(age, length, _)| (*age, *length));
    best.map_or_else(|| together(&told), |(_, _, stop)| stop)
}

/// How many chains are told where no two of them exclude each other.
const TOGETHER: usize = 4;

/// Where no two requirements exclude each other but all of them do together: some of the package that most of them name, those
/// of the newest releases first and each requiring package once.
fn together(told: &[Told<'_, '_>]) -> Stop {
    let mut by_name: BTreeMap<&Rc<str>, Vec<&Told<'_, '_>>> = BTreeMap::new();
    for one in told {
        by_name.entry(one.name()).or_default().push(one);
    }
    let most = by_name.into_iter().max_by_key(|(_, ones)| ones.len());
    let (name, mut ones) = most.map_or_else(|| (String::new(), vec![]), |(name, ones)| (name.to_string(), ones));
    ones.sort_by_key(|one| (one.age, one.chain.len()));
    let mut seen = HashSet::new();
    ones.retain(|one| one.edge.from == Node::Project || seen.insert(&one.edge.from));
    let chains = ones.into_iter().take(TOGETHER).map(|one| one.chain.clone()).collect();
    Stop::Conflict { name, chains }
}

/// A requirement that no release fits because of the project's constraints contradicts these.
pub(super) fn with_constraints(catalogue: &Catalogue<'_>, requirement: &Requirement<'_>, stop: Stop) -> Stop {
    let Stop::NoRelease { name, chain, there } = stop else { return stop };
    let constraints = catalogue.constraints(&name);
    let bounded = catalogue.admitted(requirement).filter(|_| !constraints.is_empty());
    let is_theirs = bounded.is_some_and(|(package, set)| {
        let mut places = package.newest_first().filter(|place| set.contains(place) && package.file(*place).is_some());
        places.next().is_some() && !places.any(|place| package.constraint.admit(package.version(place)))
    });
    if !is_theirs {
        return Stop::NoRelease { name, chain, there };
    }
    let constraints = constraints.iter().map(|(_, constraint)| vec![constraint.link(None)]);
    Stop::Conflict { name, chains: std::iter::once(chain).chain(constraints).collect() }
}

/// An edge in words.
struct Told<'e, 'a> {
    edge: &'e Edge,
    requirement: Requirement<'a>,
    /// The number of the project's requirement at the beginning of the chain.
    order: usize,
    /// How many newer releases pip may take than those along the chain.
    age: usize,
    chain: Vec<Link>,
}

impl Told<'_, '_> {
    fn name(&self) -> &Rc<str> {
        &self.requirement.name
    }
}

/// The chain of requirements from the project to the end of an edge, along the fewest edges.
fn tell<'e, 'a>(catalogue: &Catalogue<'a>, edges: &'e [Edge], edge: &'e Edge) -> Option<Told<'e, 'a>> {
    let way = way(edges, edge)?;
    let mut chain = vec![];
    let mut limit = Set::full();
    let (mut order, mut age) = (usize::MAX, 0);
    let mut last = None;
    for edge in way {
        let (link, requirement, Asking { number, newer }) = ask(catalogue, edge, &limit)?;
        chain.push(link);
        order = order.min(number);
        age += newer;
        last = Some(requirement);
        limit = edge.to_set.clone();
    }
    last.map(|requirement| Told { edge, requirement, order, age, chain })
}

/// The edges from the project to this one.
fn way<'a>(edges: &'a [Edge], last: &'a Edge) -> Option<Vec<&'a Edge>> {
    let mut queue = VecDeque::from([vec![last]]);
    let mut seen = vec![&last.to];
    while let Some(way) = queue.pop_front() {
        let first = *way.first()?;
        if first.from == Node::Project {
            return Some(way);
        }
        if seen.contains(&&first.from) {
            continue;
        }
        seen.push(&first.from);
        let before = edges.iter().filter(|edge| edge.to == first.from);
        queue.extend(before.map(|edge| [&[edge], way.as_slice()].concat()));
    }
    None
}

/// Who has a requirement.
struct Asking {
    /// The number of the requirement, if it is the project's; else the highest there is.
    number: usize,
    /// How many releases may be taken that are newer than the one that has it.
    newer: usize,
}

/// The requirement behind an edge, of the project or of the newest release that has it.
fn ask<'a>(catalogue: &Catalogue<'a>, edge: &Edge, limit: &Set) -> Option<(Link, Requirement<'a>, Asking)> {
    let is_it = |requirement: &Requirement<'_>| {
        edge.to.is_of(requirement) && catalogue.admitted(requirement).is_some_and(|(_, set)| set == edge.to_set)
    };
    let (name, extra) = match &edge.from {
        Node::Project => {
            let (number, requirement) = catalogue.direct().find(|(_, requirement)| is_it(requirement))?;
            return Some((requirement.link(None), requirement, Asking { number, newer: 0 }));
        }
        Node::Package(name) => (name, None),
        Node::Extra(name, extra) => (name, Some(&**extra)),
    };
    let package = catalogue.package(name)?;
    let full = Set::full();
    let mut places =
        package.takeable(limit, Allowed::default()).enumerate().chain(package.takeable(&full, Allowed::ALL).enumerate());
    places.find_map(|(newer, place)| {
        if !edge.from_set.contains(&place) {
            return None;
        }
        let requirement = catalogue.requirements(name, place, extra).ok()?.iter().find(|requirement| is_it(requirement))?.clone();
        Some((
            requirement.link(Some((name.to_string(), package.version(place).clone()))),
            requirement,
            Asking { number: usize::MAX, newer },
        ))
    })
}
