//! Where releases are looked for, and which hosts that asks.

use crate::index::address::{self, Addresses};
use crate::text::secrets;

use super::trouble::Trouble;

/// Where releases are looked for, by its address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// An index, with a page for each project.
    Index(String),
    /// A page with files of any project.
    Links(String),
}

impl Place {
    /// All places, in pip's order.
    pub(super) fn all(Addresses { indexes, links, .. }: &Addresses) -> Vec<Self> {
        let indexes = indexes.iter().cloned().map(Self::Index);
        indexes.chain(links.iter().cloned().map(Self::Links)).collect()
    }

    /// The address of the page for a project, by its normalised name.
    pub(super) fn page(&self, name: &str) -> String {
        match self {
            Self::Index(index) => address::page(index.trim(), name),
            Self::Links(page) => page.trim().to_owned(),
        }
    }

    /// Why it is not asked from a page; none if it can be.
    pub(super) fn obstacle(&self) -> Option<Trouble> {
        match (authority(self.written()), self) {
            (None, Self::Links(_)) => Some(Trouble::Folder),
            (None, Self::Index(_)) => Some(Trouble::NoAddress),
            (Some(authority), _) => authority.contains('@').then_some(Trouble::WantsName),
        }
    }

    /// The host, with its port where one is named.
    pub(super) fn host(&self) -> String {
        host(self.written())
    }

    /// What is said of it: its host, or what is written in the place of an address.
    pub(super) fn shown(&self) -> String {
        if authority(self.written()).is_some() { self.host() } else { secrets::mask(self.written()) }
    }

    fn written(&self) -> &str {
        let (Self::Index(written) | Self::Links(written)) = self;
        written.trim()
    }
}

/// The host of an address, with its port where one is named; empty if it is no address.
pub(super) fn host(address: &str) -> String {
    let authority = authority(address).unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default().to_ascii_lowercase()
}

/// What stands between the slashes of an address that can be asked.
pub(super) fn authority(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let is_web = ["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let authority = rest.split(['/', '?', '#']).next()?;
    (is_web && !authority.is_empty() && !authority.contains(char::is_whitespace)).then_some(authority)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_name_their_hosts_and_what_keeps_them_from_being_asked() {
        for (written, host, obstacle) in [
            ("https://Index.Example:8443/simple", "index.example:8443", None),
            (" http://index.example?x ", "index.example", None),
            ("https://me:secret@index.example/simple", "index.example", Some(Trouble::WantsName)),
            ("file:///simple", "", Some(Trouble::NoAddress)),
            ("https://", "", Some(Trouble::NoAddress)),
        ] {
            let place = Place::Index(written.to_owned());
            assert_eq!((place.host().as_str(), place.obstacle()), (host, obstacle), "{written}");
        }
        assert_eq!(Place::Links("./wheels".to_owned()).obstacle(), Some(Trouble::Folder));
        assert_eq!(Place::Index("https://h/simple/".to_owned()).page("a-b"), "https://h/simple/a-b/");
        assert_eq!(Place::Links("https://h/files".to_owned()).page("a-b"), "https://h/files");
    }
}
