//! What is installed, with who asks for it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::catalogue::Catalogue;
use super::outcome::{Chosen, Selection, Unmet};
use super::requirement::Requirement;

/// A release that is decided on.
#[derive(Debug, Clone, Default)]
pub(super) struct Decided {
    pub(super) place: u32,
    /// The normalised names of the extras that are installed with it.
    pub(super) extras: BTreeSet<String>,
}

/// Everything that is decided, by normalised name.
pub(super) type Decisions = BTreeMap<Rc<str>, Decided>;

/// The result of these decisions.
pub(super) fn selection(catalogue: &Catalogue<'_>, decisions: &Decisions) -> Selection {
    let mut wanted: BTreeMap<Rc<str>, Vec<usize>> = BTreeMap::new();
    let mut required_by: BTreeMap<Rc<str>, BTreeSet<String>> = BTreeMap::new();
    let addressed = catalogue.request.wanted.iter().filter(|wanted| wanted.named.url.is_some() && !wanted.is_constraint);
    let mut unknown: BTreeSet<String> = addressed.map(|wanted| wanted.named.normalized.clone()).collect();
    let mut unmet = vec![];
    for (number, requirement) in catalogue.direct() {
        if !decisions.contains_key(&requirement.name) {
            unknown.insert(requirement.name.to_string());
        }
        wanted.entry(requirement.name).or_default().push(number);
    }
    for (name, decided) in decisions {
        for requirement in requirements(catalogue, name, decided) {
            match (decisions.get(&requirement.name), catalogue.admitted(&requirement)) {
                (Some(there), Some((package, set))) if !set.contains(&there.place) => {
                    let by = catalogue.package(name).map(|by| (name.to_string(), by.version(decided.place).clone()));
                    let version = package.version(there.place).clone();
                    unmet.push(Unmet { link: requirement.link(by), name: requirement.name.to_string(), version });
                }
                (Some(_), Some(_)) => {}
                _ => {
                    unknown.insert(requirement.name.to_string());
                }
            }
            if requirement.name != *name {
                required_by.entry(requirement.name).or_default().insert(name.to_string());
            }
        }
    }
    let chosen = decisions.iter().filter_map(|(name, decided)| {
        let package = catalogue.package(name)?;
        let file = package.file(decided.place).filter(|_| !package.is_present(decided.place))?;
        Some(Chosen {
            name: name.to_string(),
            version: package.version(decided.place).clone(),
            file: file.clone(),
            wanted: wanted.remove(name).unwrap_or_default(),
            required_by: required_by.remove(name).unwrap_or_default().into_iter().collect(),
            is_open: catalogue.is_open(name, decided.place),
        })
    });
    Selection { chosen: chosen.collect(), unknown: unknown.into_iter().collect(), unmet }
}

/// What a release requires with its extras, each requirement once.
pub(super) fn requirements<'a>(catalogue: &Catalogue<'a>, name: &Rc<str>, decided: &Decided) -> Vec<Requirement<'a>> {
    let extras = decided.extras.iter().map(|extra| Some(extra.as_str()));
    let all = std::iter::once(None).chain(extras).flat_map(|extra| catalogue.requirements(name, decided.place, extra));
    let mut seen: Vec<Requirement<'a>> = vec![];
    for requirement in all.flat_map(|requirements| requirements.to_vec()) {
        if !seen.iter().any(|known| std::ptr::eq(known.named, requirement.named)) {
            seen.push(requirement);
        }
    }
    seen
}
