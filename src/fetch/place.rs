//! Where releases are looked for.

use super::address::Address;
use super::asker::Asker;
use super::trouble::{Trouble, Wrong};
use crate::index::page::ACCEPT;
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
        let found = asker.page(&page, ACCEPT, |entry| {
            let kind = &entry.head.kind;
            let project = Project::read(name, kind, &entry.head.address, &entry.content).map_err(|_| Trouble::NoIndex)?;
            // A page for people, such as the one where they sign in, is HTML as well.
            let is_for_people = matches!(self, Self::Index(_)) && project.releases.is_empty() && !kind.contains("json");
            if is_for_people { Err(Trouble::NoIndex) } else { Ok(project) }
        });
        found.map_err(|trouble| (host.to_string(), trouble))
    }
}
