//! What is asked of an index.

use std::collections::BTreeMap;
use std::str::FromStr;

use pep440_rs::Version;
use serde::{Deserialize, Serialize};

use crate::index::address::Addresses;
use crate::index::options::Options;
use crate::index::resolve::{self, Wanted};
use crate::index::source::environment::Environment;
use crate::index::target::Target;
use crate::platform;

use super::scope::Scope;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The requirements and constraints, in the order in which pip reads them.
    pub wanted: Vec<Wanted>,
    /// For whom pip chooses.
    pub target: Target,
    /// Which files it may take.
    pub options: Options,
    /// What is installed already, by normalised name.
    pub present: BTreeMap<String, Version>,
    /// The Pythons that the platform offers, newest first.
    pub pythons: Vec<platform::Version>,
    /// Where pip looks.
    pub addresses: Addresses,
    /// Whether that is the platform's own index and nothing else.
    pub is_usual: bool,
    /// How far it is looked.
    pub scope: Scope,
}

impl Request {
    /// The part of it by which releases are chosen.
    #[must_use]
    pub fn resolved(&self) -> resolve::Request<'_> {
        resolve::Request { wanted: &self.wanted, target: self.target, options: &self.options, present: &self.present }
    }

    /// With what a source archive is built.
    pub(super) fn environment(&self) -> Environment {
        Environment {
            python: self.target.python.series,
            pip: self.target.pip,
            setuptools: self.present.get("setuptools").cloned(),
        }
    }
}

/// The release behind the `==` of a requirement.
pub(super) fn pin(requirement: &str) -> Option<Version> {
    let (_, version) = requirement.split_once("==")?;
    Version::from_str(version.trim_start_matches('=').split([';', ',', ' ']).next()?).ok()
}
