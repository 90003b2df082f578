//! Requirements that are fetched from a repository.

use crate::syntax::requirements::{Line, LineKind};

/// The programs that fetch from repositories; the scheme of an address begins with the name of one.
const PROGRAMS: &[&str] = &["git", "hg", "svn", "bzr"];

/// A repository that a requirement is fetched from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repository {
    /// The program that fetches from it.
    pub program: &'static str,
    /// How it is reached.
    pub transport: Transport,
}

/// How a repository is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// In a way that needs the program alone.
    Open,
    /// By ssh, which needs a private key as well.
    Ssh,
}

impl Repository {
    /// The repository of an address, if it is that of one.
    #[must_use]
    pub fn of(address: &str) -> Option<Self> {
        let scheme = address.split_once("://")?.0;
        let system = scheme.split('+').next()?;
        let program = PROGRAMS.iter().find(|program| **program == system)?;
        Some(Self { program, transport: if scheme.ends_with("ssh") { Transport::Ssh } else { Transport::Open } })
    }
}

/// The address or the path that a line installs from; none if it asks for a package of an index.
#[must_use]
pub fn address(line: &Line) -> Option<&str> {
    match &line.kind {
        LineKind::Direct(target) | LineKind::Editable(target) => Some(&target.text),
        LineKind::Named(named) => named.url.as_deref(),
        _ => None,
    }
}
