//! What installs in the place of releases that do not.

use pep440_rs::Version;

use crate::index::answers::{Index, Known, Question};
use crate::index::file::File;
use crate::index::project::Project;
use crate::index::resolve::{self, Outcome, Wanted};
use crate::index::source::environment::Environment;
use crate::index::source::tried;
use crate::index::source::verdict::Verdict;
use crate::index::target::Target;
use crate::platform;

use super::problem::{Problem, ProblemKind};
use super::request::{Request, pin};
use super::scope::Scope;
use super::ways::Ways;

/// How many releases are tried in the place of one.
const TRIED: usize = 8;

/// Says of each problem what would do, so that what is said of all of them fits together.
///
/// # Errors
/// The questions that the index has to answer first.
pub(super) fn weigh(
    request: &Request,
    seen: &dyn Index,
    index: &dyn Index,
    problems: &mut [Problem],
) -> Result<(), Vec<Question>> {
    if request.scope == Scope::Named {
        return Ok(());
    }
    let mut rest = Rest::of(request, index, problems);
    for problem in problems {
        let (name, number) = (problem.name.clone(), (problem.chain.len() <= 1).then_some(problem.wanted));
        match &mut problem.kind {
            ProblemKind::OtherPython { version, ways, .. } => {
                let wheels = near(request, index, &name, version);
                let is_wheel = !wheels.is_empty();
                let near = if is_wheel { wheels } else { near_sources(request, index, &name, version) };
                let release = rest.first_that_fits(&name, number, near)?;
                *ways = Ways { release, is_wheel, python: python(request, seen, &name, version) };
            }
            ProblemKind::NoWheel { version, ways }
            | ProblemKind::Unbuildable { version, ways, .. }
            | ProblemKind::Untried { version, ways } => {
                let release = rest.first_that_fits(&name, number, near(request, index, &name, version))?;
                *ways = Ways { release, is_wheel: true, python: python(request, seen, &name, version) };
            }
            ProblemKind::NoRelease { near } | ProblemKind::Yanked { near, .. } => {
                if let Some(fits) = rest.first_that_fits(&name, number, near.clone())? {
                    near.retain(|release| *release != fits);
                    near.insert(0, fits);
                }
            }
            ProblemKind::NoProject | ProblemKind::Conflict { .. } => {}
        }
    }
    Ok(())
}

/// What is required apart from what is wrong, and in the place of that what was found to fit.
struct Rest<'a> {
    request: &'a Request,
    index: &'a dyn Index,
    wanted: Vec<Wanted>,
}

impl<'a> Rest<'a> {
    fn of(request: &'a Request, index: &'a dyn Index, problems: &[Problem]) -> Self {
        let is_wrong = |number| problems.iter().any(|problem| problem.wanted == number && problem.chain.len() <= 1);
        let wanted = request.wanted.iter().enumerate().filter(|(number, _)| !is_wrong(*number));
        Self { request, index, wanted: wanted.map(|(_, wanted)| wanted.clone()).collect() }
    }

    /// The first of some releases of a package beside which all the rest can be installed; from here on it belongs to that.
    fn first_that_fits(
        &mut self,
        name: &str,
        number: Option<usize>,
        releases: Vec<Version>,
    ) -> Result<Option<Version>, Vec<Question>> {
        if self.request.scope != Scope::All {
            return Ok(releases.into_iter().next());
        }
        for release in releases.into_iter().take(TRIED) {
            let Some(named) = pinned(self.request, name, number, &release) else { return Ok(None) };
            self.wanted.push(named);
            if self.is_installed()? {
                return Ok(Some(release));
            }
            self.wanted.pop();
        }
        Ok(None)
    }

    /// Whether pip finds a set, of which nothing is known to fail.
    fn is_installed(&self) -> Result<bool, Vec<Question>> {
        let request = resolve::Request { wanted: &self.wanted, ..self.request.resolved() };
        let environment = self.request.environment();
        match resolve::resolve(&request, self.index) {
            Outcome::Lacks(questions) => Err(questions),
            Outcome::Set(set) => Ok(set
                .chosen
                .iter()
                .filter(|chosen| !chosen.wanted.is_empty())
                .all(|chosen| chosen.file.is_wheel() || !is_known_to_fail(&chosen.name, &chosen.version, &environment))),
            Outcome::Stops(_) | Outcome::TooHard => Ok(false),
        }
    }
}

/// A requirement of the project with another release, or a further one.
fn pinned(request: &Request, name: &str, number: Option<usize>, release: &Version) -> Option<Wanted> {
    let number = number.or_else(|| request.wanted.iter().position(|wanted| wanted.named.normalized == name));
    let mut wanted = number.and_then(|number| request.wanted.get(number)).or(request.wanted.first())?.clone();
    if wanted.named.normalized != name {
        wanted.named.extras = vec![];
        name.clone_into(&mut wanted.named.name);
        name.clone_into(&mut wanted.named.normalized);
    }
    wanted.named.specifiers = format!("=={release}");
    wanted.is_constraint = false;
    Some(wanted)
}

fn is_known_to_fail(name: &str, version: &Version, environment: &Environment) -> bool {
    matches!(tried::verdict(name, version, environment), Verdict::Fails(_))
}

/// The releases that come as wheels, the nearest to one first.
pub(super) fn near(request: &Request, index: &dyn Index, name: &str, version: &Version) -> Vec<Version> {
    let Known::Is(project) = index.project(name) else { return vec![] };
    others(project, version, |_, files| wheel(&request.target, files).is_some_and(|file| file.yanked.is_none()))
}

/// The releases that can be taken whose sources are not known to fail, the nearest to one first.
fn near_sources(request: &Request, index: &dyn Index, name: &str, version: &Version) -> Vec<Version> {
    let Known::Is(project) = index.project(name) else { return vec![] };
    let (target, environment) = (request.target, request.environment());
    let builds = |other: &Version, files: &[File]| {
        let is_taken = target.choose(files).is_some_and(|file| file.yanked.is_none());
        is_taken && !is_known_to_fail(name, other, &environment)
    };
    others(project, version, builds)
}

/// The other releases that are good, the nearest first.
fn others(project: &Project, version: &Version, is_good: impl Fn(&Version, &[File]) -> bool) -> Vec<Version> {
    let is_final = |other: &Version| !other.any_prerelease() || version.any_prerelease();
    let good = project.releases.iter().filter(|(other, files)| *other != version && is_final(other) && is_good(other, files));
    let (earlier, later): (Vec<&Version>, Vec<&Version>) = good.map(|(other, _)| other).partition(|other| *other < version);
    let nearest = later.into_iter().chain(earlier.into_iter().rev()).cloned();
    let major = |version: &Version| version.release().first().copied();
    let (same, other): (Vec<Version>, Vec<Version>) = nearest.partition(|other| major(other) == major(version));
    same.into_iter().chain(other).collect()
}

/// The newest Python of the platform for which a release comes as a wheel, and for which all that is pinned can be installed.
fn python(request: &Request, index: &dyn Index, name: &str, version: &Version) -> Option<platform::Version> {
    let Known::Is(project) = index.project(name) else { return None };
    let files = project.releases.get(version)?;
    let is_way = |python: &&platform::Version| {
        let target = Target { python: **python, ..request.target };
        python.series != request.target.python.series && wheel(&target, files).is_some() && is_for_all(request, index, target)
    };
    request.pythons.iter().find(is_way).copied()
}

/// Whether no pinned release is known not to install for another Python.
fn is_for_all(request: &Request, index: &dyn Index, target: Target) -> bool {
    let environment = Environment { python: target.python.series, ..request.environment() };
    request.wanted.iter().filter(|wanted| !wanted.is_constraint).all(|wanted| {
        let name = wanted.named.normalized.as_str();
        let (Some(version), Known::Is(project)) = (pin(&wanted.named.specifiers), index.project(name)) else { return true };
        let Some(files) = project.releases.get(&version) else { return true };
        let file = target.choose_among(files, request.options.formats(name));
        file.is_some_and(|file| file.is_wheel() || !is_known_to_fail(name, &version, &environment))
    })
}

fn wheel<'f>(target: &Target, files: &'f [File]) -> Option<&'f File> {
    target.choose(files).filter(|file| file.is_wheel())
}
