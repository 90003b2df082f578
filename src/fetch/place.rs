//! Where releases are looked for.

use super::address::Address;
use super::asker::Asker;
use super::cache::{Entry, Head};
use super::trouble::{Trouble, Wrong};
use crate::index::page::{ACCEPT, WRITTEN};
use crate::index::project::Project;
use crate::text::secrets;

/// Where releases are looked for, by its address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// An index, with a page for each project.
    Index(String),
    /// A page with files of any project.
    Links(String),
}

impl Place {
    /// What it has of a project; none if it does not know it.
    pub(super) fn project(&self, asker: &Asker, name: &str) -> Result<Option<Project>, Wrong> {
        let (Self::Index(written) | Self::Links(written)) = self;
        let Some((address, authorization)) = Address::parse(written) else {
            let is_folder = matches!(self, Self::Links(_));
            return Err((secrets::mask(written), if is_folder { Trouble::Folder } else { Trouble::NoAddress }));
        };
        let host = address.origin();
        if let Some(authorization) = authorization {
            asker.client.introduce(host.clone(), authorization);
        }
        let page = match self {
            Self::Index(_) => address.of_project(name),
            Self::Links(_) => address,
        };
        let read = |Entry { head, content }: &Entry| {
            let project = Project::read(name, &head.kind, &head.address, content).map_err(|_| Trouble::NoIndex)?;
            // A page for people, such as the one where they sign in, is HTML as well.
            let is_for_people = matches!(self, Self::Index(_)) && project.releases.is_empty() && !head.kind.contains("json");
            if is_for_people { Err(Trouble::NoIndex) } else { Ok(project.narrowed()) }
        };
        // The page of a project is kept as what counts of it, a small part of what large projects have.
        let keep = |project: &Project, entry: Entry| match self {
            Self::Index(_) => Entry { head: Head { kind: WRITTEN.to_owned(), ..entry.head }, content: project.write() },
            Self::Links(_) => entry,
        };
        let found = asker.page(&page, ACCEPT, read, keep);
        found.map_err(|trouble| (host.to_string(), trouble))
    }
}
