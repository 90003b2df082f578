//! The page of a project on an index.

use super::address::Address;
use super::asker::Asker;
use super::trouble::Trouble;
use crate::index::page::ACCEPT;
use crate::index::project::Project;

/// What an index has of a project; none if it does not know it.
pub(super) fn project(asker: &Asker, index: &Address, name: &str) -> Result<Option<Project>, Trouble> {
    asker.page(&index.of_project(name), ACCEPT, |entry| {
        let kind = &entry.head.kind;
        let project = Project::read(name, kind, &entry.head.address, &entry.content).map_err(|_| Trouble::NoIndex)?;
        // A page for people, such as the one where they sign in, is HTML as well.
        let is_for_people = project.releases.is_empty() && !kind.contains("json");
        if is_for_people { Err(Trouble::NoIndex) } else { Ok(project) }
    })
}
