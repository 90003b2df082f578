//! What the index says, as this request sees it, and what it has not been asked for yet.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::rc::Rc;

use pep440_rs::Version;

use super::outcome::{Link, Releases, Stop};
use super::package::{Allowed, Package, Set};
use super::request::{Request, SEARCHES};
use super::requirement::Requirement;

use crate::index::answers::{Index, Known, Question};
use crate::index::file::File;
use crate::index::metadata::Metadata;
use crate::index::specifiers::Specifiers;
use crate::platform::Series;
use crate::syntax::requirements::Named;

/// The first pip that knows of yanked files.
const KNOWS_YANKED: Series = Series { major: 19, minor: 2 };
/// The first pip that takes a yanked release only where a requirement pins it.
const YANKED_BY_PIN: Series = Series { major: 22, minor: 0 };
/// The first pip that takes pre-releases wherever nothing else fits; those before do so without any specifier only.
const FALLS_BACK: Series = Series { major: 26, minor: 0 };
/// The first pip that passes over a release whose metadata it cannot read.
const NEW_GRAMMAR: Series = Series { major: 24, minor: 1 };

/// What a release requires, or why it cannot be used.
type Required<'a> = Result<Rc<[Requirement<'a>]>, Unusable>;

/// A release by its name and its place among all, with an extra; that of the plain package is empty.
type Place = (Rc<str>, u32, Rc<str>);

/// What the index says, as one request sees it.
pub(super) struct Catalogue<'a> {
    pub(super) request: Request<'a>,
    index: &'a dyn Index,
    /// By the normalised name of what they bound, with their numbers.
    constraints: BTreeMap<&'a str, Vec<(usize, Requirement<'a>)>>,
    /// The names of what is to be had from an address.
    addressed: BTreeSet<&'a str>,
    packages: RefCell<HashMap<Rc<str>, Option<Rc<Package<'a>>>>>,
    requirements: RefCell<HashMap<Place, Required<'a>>>,
    lacks: RefCell<BTreeSet<Question>>,
    /// Whether it is decided what comes of the requirements, so that nothing more has to be asked.
    is_decided: Cell<bool>,
}

/// A release that cannot be used once its metadata are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unusable {
    /// It is for another Python.
    Python(String),
    /// Its metadata cannot be read.
    Metadata,
    /// It requires another release of itself.
    Itself,
}

impl fmt::Display for Unusable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Python(requires) => write!(formatter, "for Python {requires}"),
            Self::Metadata => formatter.write_str("with metadata that pip does not read"),
            Self::Itself => formatter.write_str("in need of another release of itself"),
        }
    }
}

impl<'a> Catalogue<'a> {
    pub(super) fn new(request: Request<'a>, index: &'a dyn Index) -> Self {
        let mut constraints: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for (number, wanted) in request.wanted.iter().enumerate().filter(|(_, wanted)| wanted.is_constraint) {
            let requirement = Requirement::read(&wanted.named, request.target.pip);
            constraints.entry(&wanted.named.normalized).or_default().push((number, requirement));
        }
        let addressed = request.wanted.iter().filter(|wanted| wanted.named.url.is_some());
        Self {
            request,
            index,
            constraints,
            addressed: addressed.map(|wanted| wanted.named.normalized.as_str()).collect(),
            packages: RefCell::default(),
            requirements: RefCell::default(),
            lacks: RefCell::default(),
            is_decided: Cell::new(false),
        }
    }

    /// The questions that came up, sorted.
    pub(super) fn lacks(&self) -> Vec<Question> {
        self.lacks.borrow().iter().cloned().collect()
    }

    fn pip(&self) -> Series {
        self.request.target.pip
    }

    /// Whether constraints go along with all requirements. Before, the first one of both decided.
    fn constraints_add_up(&self) -> bool {
        self.pip() >= SEARCHES
    }

    /// The requirements of the project that install something from the index, with their numbers.
    pub(super) fn direct(&self) -> impl Iterator<Item = (usize, Requirement<'a>)> + use<'a> {
        let pip = self.pip();
        let wanted = self.request.wanted.iter().enumerate();
        let install = wanted.filter(|(_, wanted)| !wanted.is_constraint && wanted.named.url.is_none());
        install.map(move |(number, wanted)| (number, Requirement::read(&wanted.named, pip)))
    }

    /// The constraints on a package, with their numbers.
    pub(super) fn constraints(&self, name: &str) -> &[(usize, Requirement<'a>)] {
        let all = self.constraints.get(name).filter(|_| self.constraints_add_up());
        all.map_or(&[], Vec::as_slice)
    }

    /// The releases of a package; none if nothing is known of them.
    pub(super) fn package(&self, name: &Rc<str>) -> Option<Rc<Package<'a>>> {
        if let Some(package) = self.packages.borrow().get(name) {
            return package.clone();
        }
        let package = self.look_up(name).map(Rc::new);
        self.packages.borrow_mut().insert(name.clone(), package.clone());
        package
    }

    fn look_up(&self, name: &Rc<str>) -> Option<Package<'a>> {
        if self.addressed.contains(&**name) {
            return None;
        }
        let present = self.request.present.get(&**name);
        let project = match self.index.project(name) {
            Known::Is(project) => Some(project),
            Known::Absent => None,
            // What is present is enough as long as it fits.
            Known::Unasked | Known::Unknowable if present.is_some() => None,
            Known::Unasked => {
                self.ask(Question::Project(name.to_string()));
                return None;
            }
            Known::Unknowable => return None,
        };
        let constraints = self.constraints(name).iter();
        let constraint = constraints.fold(Specifiers::default(), |all, (_, constraint)| all.and(&constraint.specifiers));
        let formats = self.request.options.formats(name);
        Some(Package::new(project, present, constraint, self.request.target, formats))
    }

    fn ask(&self, question: Question) {
        if !self.is_decided.get() {
            self.lacks.borrow_mut().insert(question);
        }
    }

    /// From here on nothing is asked: what is left to do is to find words, with what is known.
    pub(super) fn decide(&self) {
        self.is_decided.set(true);
    }

    /// The package of a requirement and the releases that it admits; none if nothing is known of the package.
    pub(super) fn admitted(&self, requirement: &Requirement<'_>) -> Option<(Rc<Package<'a>>, Set)> {
        if requirement.named.url.is_some() {
            return None;
        }
        let package = self.package(&requirement.name)?;
        let set = package.set(requirement);
        let is_unknown_but_for_the_present = !package.exists && self.request.present.contains_key(&*requirement.name);
        if is_unknown_but_for_the_present && package.best(&set, Allowed::ALL, false).is_none() {
            match self.index.project(&requirement.name) {
                Known::Unasked => self.ask(Question::Project(requirement.name.to_string())),
                Known::Unknowable => {}
                Known::Is(_) | Known::Absent => return Some((package, set)),
            }
            return None;
        }
        Some((package, set))
    }

    /// What this pip takes whoever asks.
    pub(super) fn by_default(&self) -> Allowed {
        Allowed { pre_releases: self.request.options.pre, yanked: self.pip() < KNOWS_YANKED }
    }

    /// What this pip takes for a requirement although it passes over it otherwise.
    pub(super) fn allowed(&self, requirement: &Requirement<'_>, package: &Package<'_>, set: &Set) -> Allowed {
        let pip = self.pip();
        let constraints = || self.constraints(&requirement.name).iter().map(|(_, constraint)| constraint);
        let is_pinned = requirement.specifiers.pin() || package.constraint.pin();
        let is_bounded = !requirement.specifiers.is_empty() || !package.constraint.is_empty();
        let named = requirement.names_pre_release || constraints().any(|constraint| constraint.names_pre_release);
        let by_default = self.by_default();
        let mut allowed = Allowed { pre_releases: by_default.pre_releases || named, ..by_default };
        let lacks = |allowed| package.takeable(set, allowed).next().is_none();
        if (is_pinned || pip < YANKED_BY_PIN) && lacks(allowed) && !lacks(Allowed { yanked: true, ..allowed }) {
            allowed.yanked = true;
        }
        if (!is_bounded || pip >= FALLS_BACK) && lacks(allowed) && !lacks(Allowed { pre_releases: true, ..allowed }) {
            allowed.pre_releases = true;
        }
        allowed
    }

    /// What a release requires, for the plain package or for one of its extras.
    pub(super) fn requirements(&self, name: &Rc<str>, place: u32, extra: Option<&str>) -> Required<'a> {
        let key = (name.clone(), place, Rc::from(extra.unwrap_or_default()));
        if let Some(known) = self.requirements.borrow().get(&key) {
            return known.clone();
        }
        let read = self.read_requirements(name, place, extra).map(Rc::from);
        self.requirements.borrow_mut().insert(key, read.clone());
        read
    }

    fn read_requirements(&self, name: &Rc<str>, place: u32, extra: Option<&str>) -> Result<Vec<Requirement<'a>>, Unusable> {
        let Known::Is(metadata) = self.metadata(name, place) else { return Ok(vec![]) };
        let target = self.request.target;
        // What a wheel in the place of the source says of Pythons is true of that wheel.
        let is_own = self.package(name).is_some_and(|package| package.file(place) == package.informant(place));
        if let Some(requires) = metadata.requires_python.as_deref().filter(|requires| is_own && !target.admits(requires)) {
            return Err(Unusable::Python(requires.to_owned()));
        }
        let reads = |named: &Named| named.pips.contain((target.pip.major, target.pip.minor));
        if target.pip >= NEW_GRAMMAR && !(metadata.unreadable.is_empty() && metadata.requires.iter().all(reads)) {
            return Err(Unusable::Metadata);
        }
        let extra = match extra {
            Some(extra) => match metadata.extra(extra) {
                Some(extra) => extra,
                None => return Ok(vec![]),
            },
            None => "",
        };
        let holds =
            |named: &&Named| named.marker.as_deref().is_none_or(|marker| target.marker_is_true(marker, extra) == Some(true));
        Ok(metadata.requires.iter().filter(holds).map(|named| Requirement::read(named, target.pip)).collect())
    }

    /// Whether it cannot be known what a release requires.
    pub(super) fn is_open(&self, name: &Rc<str>, place: u32) -> bool {
        matches!(self.metadata(name, place), Known::Unknowable)
    }

    /// Whether it has not been asked for what a release requires.
    pub(super) fn is_unasked(&self, name: &Rc<str>, place: u32) -> bool {
        matches!(self.metadata(name, place), Known::Unasked)
    }

    /// Asks what a release requires, if that is not known yet.
    pub(super) fn ask_for_metadata(&self, name: &Rc<str>, place: u32) {
        self.metadata(name, place);
    }

    fn metadata(&self, name: &Rc<str>, place: u32) -> Known<&'a Metadata> {
        let Some(package) = self.package(name).filter(|package| !package.is_present(place)) else { return Known::Absent };
        let Some(file) = package.informant(place) else { return Known::Absent };
        match self.index.metadata(name, file) {
            Known::Unasked => {
                self.ask(question(name, file));
                Known::Unasked
            }
            Known::Absent => Known::Unknowable,
            known => known,
        }
    }

    /// Where pip stops for a requirement that no release fits; none if one does, or nothing is known.
    pub(super) fn unfindable(&self, requirement: &Requirement<'_>, by: Vec<Link>) -> Option<Stop> {
        let (package, set) = self.admitted(requirement)?;
        let allowed = self.allowed(requirement, &package, &set);
        package.best(&set, allowed, false).is_none().then(|| self.stop(requirement, &package, &set, by))
    }

    /// The words for a requirement that no release fits.
    pub(super) fn stop(&self, requirement: &Requirement<'_>, package: &Package<'_>, set: &Set, chain: Vec<Link>) -> Stop {
        self.decide();
        let chain = if chain.is_empty() { vec![requirement.link(None)] } else { chain };
        let name = requirement.name.to_string();
        if !package.exists {
            return Stop::NoProject { name, chain };
        }
        let mut there = Releases::default();
        let version = |place| package.version(place).clone();
        there.takeable = package.takeable(&Set::full(), self.by_default()).map(version).collect();
        for place in
            package.newest_first().filter(|place| set.contains(place) && package.constraint.admit(package.version(*place)))
        {
            let version: Version = version(place);
            match (package.file(place), package.other_python(place)) {
                (None, Some(requires)) => there.other_python.push((version, requires.to_owned())),
                (None, None) => there.no_file.push(version),
                (Some(file), _) if file.yanked.is_some() => there.yanked.push(version),
                (Some(_), _) if version.any_prerelease() => there.pre_releases.push(version),
                // Only its metadata tell that it is for another Python.
                (Some(_), _) => {
                    if let Err(Unusable::Python(requires)) = self.requirements(&requirement.name, place, None) {
                        there.other_python.push((version, requires));
                    }
                }
            }
        }
        Stop::NoRelease { name, chain, there }
    }
}

pub(super) fn question(name: &str, file: &File) -> Question {
    Question::Metadata { project: name.to_owned(), file: file.name.clone(), url: file.url.clone(), beside: file.has_metadata }
}
