//! What the metadata of a release say.

use crate::syntax::requirements::Named;

/// What the metadata of a release say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Metadata {
    /// `Requires-Dist`, in their order.
    pub requires: Vec<Named>,
    /// `Requires-Python`.
    pub requires_python: Option<String>,
}
