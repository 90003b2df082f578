//! What becomes of a list of requirements: which releases pip chooses, which of them it has to build, and where it stops.

mod problem;
mod request;
mod scope;
mod scoped;
#[cfg(feature = "web")]
mod transfer;
mod ways;
mod weigh;

use pep440_rs::Version;
use serde::{Deserialize, Serialize};

use super::answers::{Index, Known, Question};
use super::file::{File, Kind};
use super::resolve::{self, Chosen, Link, Outcome, Releases, Selection, Stop, Wanted};
use super::snapshot::Snapshot;
use super::source::environment::Environment;
use super::source::verdict::Verdict;
use super::source::{reading, tried};
use crate::platform::Series;

use request::pin;
use scoped::Scoped;

pub use problem::{Problem, ProblemKind};
pub use request::Request;
pub use scope::Scope;
pub use ways::Ways;

/// How many releases are named in the place of one that is not there.
const NAMED: usize = 3;
/// The first pip that looks at whether a file was withdrawn.
const KNOWS_YANKED: Series = Series { major: 19, minor: 2 };
/// With what sources are built, and of which the newest release counts.
const BUILD_TOOLS: &[&str] = &["maturin", "setuptools"];

/// What is known of indexes.
pub trait Indexes {
    /// The index that a request is made to; none if nothing is known of it.
    fn index(&self, request: &Request) -> Option<Box<dyn Index + '_>>;
}

/// The snapshot stands for the index of every platform: those that are no mirrors are not asked by anybody unless it is set.
impl Indexes for Snapshot {
    fn index(&self, request: &Request) -> Option<Box<dyn Index + '_>> {
        request.is_usual.then(|| Box::new(self) as Box<dyn Index>)
    }
}

/// What becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Prediction {
    /// What pip installs, sorted by name; empty where it finds no set.
    pub packages: Vec<Package>,
    /// The normalised names of packages of which nothing is known, sorted.
    pub unknown: Vec<String>,
    /// What is wrong, in the order in which pip comes to it.
    pub problems: Vec<Problem>,
}

/// A package that pip installs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Package {
    /// Its normalised name.
    pub name: String,
    /// The release.
    pub version: Version,
    /// Whether it comes as a wheel, and not as a source that has to be built.
    pub is_wheel: bool,
    /// The size of the file in bytes, where the index says it.
    pub bytes: Option<u64>,
    /// The normalised names of the packages that require it, sorted.
    pub required_by: Vec<String>,
    /// Whether it is unknown what it requires in turn.
    pub is_open: bool,
}

/// Predicts what pip does by the snapshot alone; none where it says nothing of the index that is asked.
#[must_use]
pub fn of_snapshot(request: &Request) -> Option<Prediction> {
    let snapshot = Snapshot::new();
    let index = snapshot.index(request)?;
    // A snapshot leaves no question open.
    predict(request, index.as_ref()).ok()
}

/// Predicts what pip does.
///
/// # Errors
/// The questions that the index has to answer first.
pub fn predict(request: &Request, index: &dyn Index) -> Result<Prediction, Vec<Question>> {
    let scoped = Scoped::of(request, index);
    let seen = scoped.as_ref().map_or(index, |scoped| scoped as &dyn Index);
    let (mut prediction, set) = resolved(request, seen, index)?;
    match set {
        Some(selection) => {
            let found = of_chosen(request, seen, index, &selection)?;
            prediction.problems.extend(found);
            prediction.packages = selection.chosen.into_iter().map(Package::of).collect();
            prediction.unknown = selection.unknown;
        }
        None => prediction.problems.extend(behind(request, seen, index, &prediction.problems)?),
    }
    weigh::weigh(request, seen, index, &mut prediction.problems)?;
    Ok(prediction)
}

/// What pip chooses, and where it stops before it has chosen.
fn resolved(request: &Request, seen: &dyn Index, index: &dyn Index) -> Result<(Prediction, Option<Selection>), Vec<Question>> {
    let resolved = request.resolved();
    let (outcome, unfindable) = resolve::resolve_all(&resolved, seen);
    if let Outcome::Lacks(questions) = outcome {
        return Err(questions);
    }
    let mut problems: Vec<Problem> =
        unfindable.into_iter().filter_map(|(wanted, stop)| problem(request, index, Some(wanted), stop)).collect();
    let set = match outcome {
        Outcome::Lacks(_) | Outcome::TooHard => None,
        Outcome::Stops(stop) => {
            if problems.is_empty() {
                problems.extend(problem(request, index, None, stop));
            }
            None
        }
        Outcome::Set(selection) => Some(selection),
    };
    Ok((Prediction { problems, ..Prediction::default() }, set))
}

/// What stops pip as soon as that at which it stops is mended: what is wrong with the rest of the requirements.
fn behind(request: &Request, seen: &dyn Index, index: &dyn Index, problems: &[Problem]) -> Result<Vec<Problem>, Vec<Question>> {
    let is_wrong = |number: &usize| problems.iter().any(|problem| problem.wanted == *number);
    let numbers: Vec<usize> = (0..request.wanted.len()).filter(|number| !is_wrong(number)).collect();
    if numbers.len() == request.wanted.len() {
        return Ok(vec![]);
    }
    let wanted = numbers.iter().map(|number| request.wanted[*number].clone()).collect();
    let rest = Request { wanted, ..request.clone() };
    let (_, Some(selection)) = resolved(&rest, seen, index)? else { return Ok(vec![]) };
    let mut found = of_chosen(&rest, seen, index, &selection)?;
    for problem in &mut found {
        problem.wanted = numbers[problem.wanted];
    }
    Ok(found)
}

/// What is wrong with the releases that pip chooses, in the order of the requirements.
fn of_chosen(
    request: &Request,
    seen: &dyn Index,
    index: &dyn Index,
    selection: &Selection,
) -> Result<Vec<Problem>, Vec<Question>> {
    let environment = request.environment();
    let mut lacking = vec![];
    let build = |chosen: &Chosen| (!chosen.file.is_wheel()).then(|| built(seen, chosen, &environment, &mut lacking));
    let builds: Vec<Option<Verdict>> = selection.chosen.iter().map(build).collect();
    if !lacking.is_empty() {
        return Err(lacking);
    }
    let all = &selection.chosen;
    let found = all.iter().zip(&builds).filter_map(|(chosen, build)| of_package(request, index, all, chosen, build.as_ref()));
    let mut found: Vec<Problem> = found.collect();
    found.sort_by_key(|problem| problem.wanted);
    Ok(found)
}

impl Package {
    fn of(Chosen { name, version, file, required_by, is_open, .. }: Chosen) -> Self {
        Self { name, version, is_wheel: file.is_wheel(), bytes: file.size, required_by, is_open }
    }
}

/// What comes of a build: what was tried, else what the archive says.
fn built(index: &dyn Index, chosen: &Chosen, environment: &Environment, lacking: &mut Vec<Question>) -> Verdict {
    let Chosen { name, version, file, .. } = chosen;
    let tried = tried::verdict(name, version, environment);
    if tried != Verdict::Unknown {
        return tried;
    }
    match index.source(file) {
        Known::Is(extract) => {
            let unasked = BUILD_TOOLS.iter().filter(|tool| index.project(tool) == Known::Unasked);
            lacking.extend(unasked.map(|tool| Question::Project((*tool).to_owned())));
            reading::verdict(extract, environment, index)
        }
        Known::Unasked => {
            let (project, file, url) = (name.clone(), file.name.clone(), file.url.clone());
            lacking.push(Question::Source { project, file, url });
            Verdict::Unknown
        }
        Known::Absent | Known::Unknowable => Verdict::Unknown,
    }
}

fn of_package(request: &Request, index: &dyn Index, all: &[Chosen], chosen: &Chosen, build: Option<&Verdict>) -> Option<Problem> {
    let Chosen { name, version, file, .. } = chosen;
    let kind = match (build, &file.yanked) {
        (Some(Verdict::Fails(reason)), _) => {
            ProblemKind::Unbuildable { version: version.clone(), reason: reason.clone(), ways: Ways::default() }
        }
        (Some(Verdict::Unknown), _) if is_compiled(index, name) => {
            ProblemKind::Untried { version: version.clone(), ways: Ways::default() }
        }
        (_, Some(reason)) if request.target.pip >= KNOWS_YANKED => ProblemKind::Yanked {
            version: version.clone(),
            reason: reason.clone(),
            near: weigh::near(request, index, name, version).into_iter().take(NAMED).collect(),
        },
        _ => return None,
    };
    let (wanted, chain) = way_to(request, all, name)?;
    Some(Problem { wanted, chain, name: name.clone(), kind })
}

/// Whether all wheels of a project are for one kind of machine, so that it has parts to be compiled.
fn is_compiled(index: &dyn Index, name: &str) -> bool {
    let Known::Is(project) = index.project(name) else { return false };
    let is_for_any =
        |file: &File| matches!(&file.kind, Kind::Wheel(tags) if tags.platforms.iter().any(|platform| platform == "any"));
    let mut wheels = project.releases.values().flatten().filter(|file| file.is_wheel() && file.may_be_for_linux()).peekable();
    wheels.peek().is_some() && !wheels.any(is_for_any)
}

/// The shortest chain of requirements from the project to a chosen package.
fn way_to(request: &Request, packages: &[Chosen], name: &str) -> Option<(usize, Vec<Link>)> {
    let mut chains: Vec<Vec<&Chosen>> = vec![vec![find(packages, name)?]];
    for _ in 0..packages.len() {
        let direct = chains.iter().find_map(|chain| Some((*chain.last()?.wanted.first()?, chain)));
        if let Some((wanted, chain)) = direct {
            let first = Link { by: None, requirement: request.wanted.get(wanted)?.named.to_string() };
            let links = chain.windows(2).rev().map(|pair| Link {
                by: Some((pair[1].name.clone(), pair[1].version.clone())),
                requirement: pair[0].name.clone(),
            });
            return Some((wanted, std::iter::once(first).chain(links).collect()));
        }
        let longer = chains.iter().flat_map(|chain| {
            let requirers = chain.last().into_iter().flat_map(|last| &last.required_by);
            requirers.filter_map(|by| find(packages, by)).map(|by| [chain.as_slice(), &[by]].concat())
        });
        chains = longer.take(packages.len()).collect();
    }
    None
}

fn find<'p>(packages: &'p [Chosen], name: &str) -> Option<&'p Chosen> {
    packages.iter().find(|package| package.name == name)
}

/// Why pip stops; none where a release that came after the index was asked may be what is missing.
fn problem(request: &Request, index: &dyn Index, wanted: Option<usize>, stop: Stop) -> Option<Problem> {
    let number = |chain: &[Link]| {
        let first = chain.first().map(|link| link.requirement.as_str());
        let is_first = |wanted: &Wanted| Some(wanted.named.to_string().as_str()) == first;
        wanted.or_else(|| request.wanted.iter().position(is_first)).unwrap_or_default()
    };
    let (chain, name, kind) = match stop {
        Stop::NoProject { name, chain } => (chain, name, ProblemKind::NoProject),
        Stop::NoRelease { name, chain, there } => {
            let bounds = bounds(request, &name);
            if !bounds.is_empty() {
                return Some(Problem { wanted: number(&chain), chain, name, kind: ProblemKind::Conflict { against: bounds } });
            }
            let pinned = chain.last().and_then(|link| pin(&link.requirement));
            let kind = no_release(pinned.clone(), there);
            let is_of_the_past = || {
                let Known::Is(project) = index.project(&name) else { return None };
                Some(pinned? < *project.releases.last_key_value()?.0)
            };
            let is_sure =
                index.is_current(&name) || !matches!(kind, ProblemKind::NoRelease { .. }) || is_of_the_past() == Some(true);
            if !is_sure {
                return None;
            }
            (chain, name, kind)
        }
        Stop::Conflict { name, mut chains } => {
            let is_wanted = |chain: &Vec<Link>| request.wanted.get(number(chain)).is_some_and(|wanted| !wanted.is_constraint);
            let first = chains.iter().position(is_wanted).unwrap_or_default();
            let chain = if chains.is_empty() { vec![] } else { chains.remove(first) };
            (chain, name, ProblemKind::Conflict { against: chains })
        }
    };
    Some(Problem { wanted: number(&chain), chain, name, kind })
}

/// The constraints on a package, each a chain of its own.
fn bounds(request: &Request, name: &str) -> Vec<Vec<Link>> {
    let constraints = request.wanted.iter().filter(|wanted| wanted.is_constraint && wanted.named.normalized == name);
    constraints.map(|wanted| vec![Link { by: None, requirement: wanted.named.to_string() }]).collect()
}

fn no_release(pinned: Option<Version>, there: Releases) -> ProblemKind {
    if let Some((version, requires_python)) = there.other_python.into_iter().next() {
        return ProblemKind::OtherPython { version, requires_python, ways: Ways::default() };
    }
    if let Some(version) = there.no_file.into_iter().next() {
        return ProblemKind::NoWheel { version, ways: Ways::default() };
    }
    ProblemKind::NoRelease { near: closest(pinned, there.takeable) }
}

/// The closest of some releases, the newest first, to the one that is asked for: the one after it, then the ones before it.
fn closest(pinned: Option<Version>, releases: Vec<Version>) -> Vec<Version> {
    let Some(pinned) = pinned else { return releases.into_iter().take(NAMED).collect() };
    let (later, earlier): (Vec<Version>, Vec<Version>) = releases.into_iter().partition(|release| *release > pinned);
    later.into_iter().next_back().into_iter().chain(earlier).take(NAMED).collect()
}
