//! What packages need of the system that pip does not install.

use crate::text::table::Table;

static TABLE: Table = Table::new(include_str!("data/system_packages.txt"));
/// Stands for nothing.
const NOTHING: &str = "-";

/// What a package needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SystemNeed {
    /// The package of Ubuntu that has it.
    pub needed: &'static str,
    /// The module at whose import it is loaded; none if it is needed later.
    pub module: Option<&'static str>,
    /// The package that does the same without it.
    pub instead: Option<&'static str>,
    /// What Python prints at the import.
    pub says: Option<&'static str>,
}

impl SystemNeed {
    /// What a package needs, by its normalised name.
    #[must_use]
    pub fn of(package: &str) -> Option<Self> {
        let mut columns = TABLE.lines(package).next()?.split('\t').skip(1);
        let mut word = || columns.next().filter(|word| *word != NOTHING);
        Some(Self { needed: word()?, module: word(), instead: word(), says: word() })
    }
}
