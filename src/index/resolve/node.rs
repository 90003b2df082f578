//! What a search decides on.

use std::fmt;
use std::rc::Rc;

use super::requirement::Requirement;

/// Something to be decided on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Node {
    /// The project, which requires what is in its files.
    Project,
    /// A package.
    Package(Rc<str>),
    /// An extra of a package, always in the release that the package has.
    Extra(Rc<str>, Rc<str>),
}

impl Node {
    pub(super) fn name(&self) -> Option<&Rc<str>> {
        match self {
            Self::Project => None,
            Self::Package(name) | Self::Extra(name, _) => Some(name),
        }
    }

    /// Whether a requirement asks for it.
    pub(super) fn is_of(&self, requirement: &Requirement<'_>) -> bool {
        match self {
            Self::Project => false,
            Self::Package(name) => *name == requirement.name,
            Self::Extra(name, extra) => *name == requirement.name && requirement.extras.iter().any(|known| **known == **extra),
        }
    }
}

impl fmt::Display for Node {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Project => formatter.write_str("the project"),
            Self::Package(name) => formatter.write_str(name),
            Self::Extra(name, extra) => write!(formatter, "{name}[{extra}]"),
        }
    }
}
