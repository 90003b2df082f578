//! What installs in the place of a release that does not.

use pep440_rs::Version;
use serde::{Deserialize, Serialize};

use crate::index::answers::{Index, Known};
use crate::index::file::File;
use crate::index::files::Files;
use crate::index::target::Target;
use crate::platform;

use super::request::Request;

/// What would do in the place of a release that does not install.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ways {
    /// The nearest release that comes as a wheel: a later one of the same major version, else one of the next, else an earlier
    /// one.
    pub release: Option<Version>,
    /// The newest Python of the platform for which the release comes as a wheel.
    pub python: Option<platform::Version>,
}

impl Ways {
    pub(super) fn of(request: &Request, index: &dyn Index, name: &str, version: &Version) -> Self {
        let Known::Is(project) = index.project(name) else { return Self::default() };
        let files = project.releases.get(version).map_or(&[][..], |files| files);
        let installs = |python: &&platform::Version| {
            let series_differs = python.series != request.target.python.series;
            series_differs && wheel(&Target { python: **python, ..request.target }, files).is_some()
        };
        let near = near(request, index, name, version);
        Self { release: near.into_iter().next(), python: request.pythons.iter().find(installs).copied() }
    }
}

/// The releases that come as a wheel, the nearest first: later ones before earlier ones.
pub(super) fn near(request: &Request, index: &dyn Index, name: &str, version: &Version) -> Vec<Version> {
    let Known::Is(project) = index.project(name) else { return vec![] };
    let is_good = |(other, files): &(&Version, &Files)| {
        let is_final = !other.any_prerelease() || version.any_prerelease();
        *other != version && is_final && wheel(&request.target, files).is_some_and(|file| file.yanked.is_none())
    };
    let good: Vec<&Version> = project.releases.iter().filter(is_good).map(|(other, _)| other).collect();
    let (earlier, later): (Vec<&Version>, Vec<&Version>) = good.into_iter().partition(|other| *other < version);
    later.into_iter().chain(earlier.into_iter().rev()).cloned().collect()
}

fn wheel<'f>(target: &Target, files: &'f [File]) -> Option<&'f File> {
    target.choose(files).filter(|file| file.is_wheel())
}
