//! What stands in the way of writing a plan down.

use crate::diagnostic::{Certainty, Severity, Stage};
use crate::report::Report;

/// Why there is nothing to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// The platform does not build the project as Python.
    NotBuilt,
    /// The platform's build surely stops, for what these rules tell.
    Stops(Vec<&'static str>),
    /// The platform's build stops before it has chosen a Python.
    NoPython,
    /// The platform writes a Procfile from files of which the content is not known.
    UnknownProcfile,
    /// The Procfile has credentials in an address.
    Credentials,
    /// The platform is described in a file, which the program on a cluster does not have.
    OwnPlatform,
}

impl Obstacle {
    /// What the check is certain of for the build itself; the start is for whoever starts the result.
    pub(super) fn of(report: &Report) -> Option<Self> {
        let stops =
            |severity, certainty, stage| severity == Severity::Error && certainty == Certainty::Certain && stage < Stage::Boot;
        let found = report.diagnostics.iter().filter(|found| stops(found.severity, found.certainty, found.stage));
        let mut codes: Vec<&'static str> = found.map(|found| found.code).collect();
        codes.sort_unstable();
        codes.dedup();
        (!codes.is_empty()).then_some(Self::Stops(codes))
    }
}
