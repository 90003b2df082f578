//! Why a phase ends.

use libcnb::Error;

use crate::cli::failure::Failure;

/// Why a phase does not end well.
#[derive(Debug)]
pub(super) enum Trouble {
    Failure(Failure),
    /// The build failed, and its summary has said why.
    Told,
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<Trouble> for Error<Trouble> {
    fn from(trouble: Trouble) -> Self {
        Self::BuildpackError(trouble)
    }
}
