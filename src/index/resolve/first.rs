//! The choice of pips before 20.3: the first requirement that names a package decides, breadth first; later ones are only
//! complained about.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use super::catalogue::{Catalogue, Unusable};
use super::outcome::{Link, Outcome, Releases, Stop};
use super::requirement::Requirement;
use super::selection::{Decided, Decisions, requirements, selection};

/// What is known under one name.
struct Entry<'a> {
    /// The requirement that decides.
    requirement: Requirement<'a>,
    is_constraint: bool,
    extras: Vec<String>,
    /// The chain of requirements that leads to it.
    chain: Vec<Link>,
}

/// The choice of pips before 20.3.
pub(super) fn first(catalogue: &Catalogue<'_>) -> Outcome {
    match Installation::new(catalogue).and_then(Installation::prepare) {
        Ok(decisions) => Outcome::Set(selection(catalogue, &decisions)),
        Err(stop) => Outcome::Stops(*stop),
    }
}

struct Installation<'c, 'a> {
    catalogue: &'c Catalogue<'a>,
    entries: BTreeMap<Rc<str>, Entry<'a>>,
    queue: VecDeque<Rc<str>>,
}

impl<'c, 'a> Installation<'c, 'a> {
    /// Reads the requirements of the project. Two that differ are one too many for these pips.
    fn new(catalogue: &'c Catalogue<'a>) -> Result<Self, Box<Stop>> {
        let mut installation = Self { catalogue, entries: BTreeMap::new(), queue: VecDeque::new() };
        for wanted in catalogue.request.wanted {
            let requirement = Requirement::read(&wanted.named, catalogue.request.target.pip);
            let chain = vec![requirement.link(None)];
            let same = |entry: &&Entry<'_>| {
                entry.is_constraint
                    || entry.extras != requirement.extras
                    || entry.requirement.specifiers == requirement.specifiers
                    || entry.requirement.named.url.is_some()
                    || requirement.named.url.is_some()
            };
            if let Some(entry) = installation.entries.get(&requirement.name).filter(|entry| !same(entry)) {
                return Err(Box::new(Stop::Conflict {
                    name: requirement.name.to_string(),
                    chains: vec![entry.chain.clone(), chain],
                }));
            }
            installation.add(requirement, wanted.is_constraint, chain);
        }
        Ok(installation)
    }

    fn add(&mut self, requirement: Requirement<'a>, is_constraint: bool, chain: Vec<Link>) {
        let name = requirement.name.clone();
        match self.entries.get_mut(&name) {
            // What a constraint says is what is installed, whoever asks for it.
            Some(entry) if entry.is_constraint && !is_constraint => {
                entry.is_constraint = false;
                entry.extras.extend(requirement.extras);
                entry.chain = chain;
                self.queue.push_back(name);
            }
            Some(_) => {}
            None => {
                let extras = requirement.extras.clone();
                self.entries.insert(name.clone(), Entry { requirement, is_constraint, extras, chain });
                if !is_constraint {
                    self.queue.push_back(name);
                }
            }
        }
    }

    fn prepare(mut self) -> Result<Decisions, Box<Stop>> {
        let mut decisions = Decisions::new();
        while let Some(name) = self.queue.pop_front() {
            let Some(entry) = self.entries.get(&name) else { continue };
            let requirement = &entry.requirement;
            let Some((package, set)) = self.catalogue.admitted(requirement) else { continue };
            let allowed = self.catalogue.allowed(requirement, &package, &set);
            let Some(place) = package.best(&set, allowed, self.catalogue.request.options.prefer_binary) else {
                return Err(Box::new(self.catalogue.stop(requirement, &package, &set, entry.chain.clone())));
            };
            let decided = Decided { place, extras: entry.extras.iter().cloned().collect() };
            let version = package.version(place);
            if let Err(Unusable::Python(requires)) = self.catalogue.requirements(&name, place, None) {
                let there = Releases { other_python: vec![(version.clone(), requires)], ..Releases::default() };
                return Err(Box::new(Stop::NoRelease { name: name.to_string(), chain: entry.chain.clone(), there }));
            }
            let (by, chain) = ((name.to_string(), version.clone()), entry.chain.clone());
            for requirement in requirements(self.catalogue, &name, &decided) {
                let link = requirement.link(Some(by.clone()));
                self.add(requirement, false, [chain.as_slice(), &[link]].concat());
            }
            decisions.insert(name, decided);
        }
        Ok(decisions)
    }
}
