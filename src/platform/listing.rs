//! What is known of every platform while its profile is not.

use super::profile::Family;

/// A platform in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listing {
    /// The name in options and reports.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// Among which others users look for it.
    pub family: Family,
    /// The package index that it asks where nothing is set; none if it is PyPI.
    pub index: Option<&'static str>,
}
