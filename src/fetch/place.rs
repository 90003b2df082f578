//! Where releases are looked for.

use std::io::Read;

use super::address::Address;
use super::asker::Asker;
use super::cache::{Entry, Head};
use super::client::{Get, Reply};
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

/// What every index has that mirrors another.
const EVERYWHERE: &str = "pip";
/// What the front page of an index has none of, and pages for people have.
const FOR_PEOPLE: &[&str] = &["<script", "<style", "<nav", "<form", "<img", "stylesheet"];
/// How much of a front page is read: that of a large index is many megabytes.
const FRONT: u64 = 64 << 10;

impl Place {
    /// Whether it looks like a package index: it has what every mirror has, or a front page like theirs. Where that cannot be
    /// known, it is taken for one.
    pub(super) fn is_index(&self, asker: &Asker) -> bool {
        let Self::Index(written) = self else { return true };
        match (self.project(asker, EVERYWHERE), Address::parse(written)) {
            (Ok(None), Some((address, _))) => has_front(asker, &address.front()).unwrap_or(true),
            _ => true,
        }
    }

    /// Its address, as it may be shown.
    pub(super) fn shown(&self) -> String {
        let (Self::Index(written) | Self::Links(written)) = self;
        secrets::mask(written)
    }

    /// What it has of a project; none if it does not know it.
    pub(super) fn project(&self, asker: &Asker, name: &str) -> Result<Option<Project>, Wrong> {
        let (Self::Index(written) | Self::Links(written)) = self;
        let Some((address, authorization)) = Address::parse(written) else {
            let is_folder = matches!(self, Self::Links(_));
            return Err((self.shown(), if is_folder { Trouble::Folder } else { Trouble::NoAddress }));
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
            if head.kind == WRITTEN {
                return Ok(project);
            }
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

/// Whether an address has the front page of an index.
fn has_front(asker: &Asker, address: &Address) -> Result<bool, Trouble> {
    let found = asker.once(address, "front", |client| {
        let get = Get { address, accept: ACCEPT, known: None, range: None, limit: FRONT };
        client.ask(&get, |reply: Reply| {
            if reply.status() != 200 {
                return Ok(None);
            }
            let mut front = vec![];
            // A part of it is enough, also where it breaks off.
            let _ = reply.reader()?.take(FRONT).read_to_end(&mut front);
            let front = String::from_utf8_lossy(&front).to_ascii_lowercase();
            let is_json = front.trim_start().starts_with('{') && front.contains("\"projects\"");
            let is_list = front.contains("<a ") && !FOR_PEOPLE.iter().any(|tag| front.contains(tag));
            Ok((is_json || is_list).then(Vec::new))
        })
    })?;
    Ok(found.is_some())
}
