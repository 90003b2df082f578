//! Names that lists of installed packages hold and that no index has.

use pep440_rs::Version;

use crate::text::table::Table;

/// Asked of PyPI on 2026-11-29; the second word says where such a package comes from.
static ABSENT: Table = Table::new(include_str!("data/absent.txt"));

/// Where a package comes from that the index lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A system package of Ubuntu, which its own Python lists.
    Ubuntu,
    /// A package of conda.
    Conda,
    /// Python itself.
    Python,
    /// A model of spaCy, which is published beside its code.
    SpacyModel,
}

impl Origin {
    /// Where a package of this normalised name comes from.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        match ABSENT.behind(name)? {
            "ubuntu" => Some(Self::Ubuntu),
            "conda" => Some(Self::Conda),
            "python" => Some(Self::Python),
            "spacy" => Some(Self::SpacyModel),
            _ => None,
        }
    }
}

/// Whether the index is known to have no project of this normalised name.
#[must_use]
pub fn is_absent(name: &str) -> bool {
    ABSENT.has(name)
}

/// The address of the wheel of a model of spaCy, as its own installer puts it together.
#[must_use]
pub fn spacy_wheel(name: &str, version: &Version) -> String {
    let name = name.replace('-', "_");
    format!("https://github.com/explosion/spacy-models/releases/download/{name}-{version}/{name}-{version}-py3-none-any.whl")
}
