//! A file of a release: a wheel or a source archive, as its name and the index describe it.

use pep440_rs::Version;

/// A file of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Where it is; empty if it is known from the snapshot.
    pub url: String,
    /// What its name says.
    pub kind: Kind,
    /// The release, by its name.
    pub version: Version,
    /// Its size in bytes, where the index says it.
    pub size: Option<u64>,
    /// `Requires-Python` as the index has it.
    pub requires_python: Option<String>,
    /// Why it was yanked, perhaps without a word; none if it was not.
    pub yanked: Option<String>,
    /// Whether its metadata can be had beside it (PEP 658).
    pub has_metadata: bool,
}

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Packages ready to be unpacked.
    Wheel(Tags),
    /// The source, which has to be built.
    Source,
}

/// For what a wheel is: each of its Pythons with each of its ABIs and platforms.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tags {
    /// Such as `cp312` or `py3`.
    pub pythons: Vec<String>,
    /// Such as `cp312`, `abi3` or `none`.
    pub abis: Vec<String>,
    /// Such as `manylinux2014_x86_64` or `any`.
    pub platforms: Vec<String>,
}
