//! What is fetched, and what is made of it.

use serde::Serialize;

use crate::index::answers::Question;
use crate::index::inside::{Packing, holds_for_wheels, is_metadata};
use crate::index::metadata::Metadata;
use crate::index::page::ACCEPT;
use crate::index::project::Project;
use crate::index::source::extract::Extract;
use crate::index::source::requires;

use super::parts::Parts;
use super::place::Place;
use super::reply::{Content, Reply};
use super::trouble::Trouble;

/// The most bytes of a project's page.
const PAGE: u64 = 64 << 20;
/// The most bytes of the metadata of a file.
const METADATA: u64 = 5 << 20;
/// The most bytes of a file that are read to find its metadata in it.
const FILE: u64 = 2 << 20;
/// The most bytes of the archive of a source that are read to find out how it is built.
const SOURCE: u64 = 16 << 20;

/// Something that the frame is to fetch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fetch {
    /// By which its reply is known.
    pub id: u32,
    /// The address.
    pub url: String,
    /// The kinds of answer that are understood.
    pub accept: &'static str,
    /// Whether only the length of the content is wanted.
    pub is_head: bool,
    /// The only bytes that are wanted, both ends included.
    pub range: Option<(u64, u64)>,
    /// The most bytes that are read.
    pub limit: u64,
}

/// What is fetched, and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Errand {
    /// The page of a project, by its normalised name.
    Page(Place, String),
    /// Something of a file.
    File(About, Step),
}

/// The file that something is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct About {
    /// The normalised name of the project.
    pub(super) project: String,
    file: String,
    /// Its address.
    pub(super) url: String,
}

/// How far it is with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Its metadata, beside it.
    Beside,
    /// Its length, so that its end can be asked for.
    Length(Packing),
    /// A part of it.
    Part(Packing, Parts, (u64, u64)),
    /// Its beginning.
    Start(Packing),
    /// All of it, for how it is built.
    Source,
    /// All of it, for what its makers found it to require.
    Requires,
}

/// What has come of an errand.
#[derive(Debug)]
pub(super) enum Outcome {
    /// More has to be fetched.
    Next(Errand),
    /// What a place has of a project; none if it does not know it.
    Page(Place, String, Result<Option<Project>, Trouble>),
    /// What was found about a file.
    File(About, Result<Found, Trouble>),
}

/// What was found about a file; none if nobody but who builds it knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    Metadata(Option<Metadata>),
    Source(Option<Extract>),
}

impl Errand {
    pub(super) fn page(place: Place, name: &str) -> Self {
        Self::Page(place, name.to_owned())
    }

    /// The first for a question about a file; none for one about a project, or where no fetch can answer it.
    pub(super) fn file(question: Question) -> Option<Result<Self, (About, Found)>> {
        match question {
            Question::Project(_) => None,
            Question::Source { project, file, url } => Some(Ok(Self::File(About { project, file, url }, Step::Source))),
            Question::Metadata { project, file, url, beside } => {
                let about = About { project, file, url };
                let step = if beside { Some(Step::Beside) } else { about.inside() };
                Some(match step {
                    Some(step) => Ok(Self::File(about, step)),
                    None => Err((about, Found::Metadata(None))),
                })
            }
        }
    }

    /// Whether both are to answer the same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Page(place, name), Self::Page(other, another)) => (place, name) == (other, another),
            (Self::File(about, step), Self::File(other, another)) => {
                about == other && (*step == Step::Source) == (*another == Step::Source)
            }
            _ => false,
        }
    }

    /// What the frame is to fetch.
    pub(super) fn fetch(&self, id: u32) -> Fetch {
        let all = |url, accept, limit| Fetch { id, url, accept, is_head: false, range: None, limit };
        let file = |about: &About, limit| all(about.url.clone(), "*/*", limit);
        match self {
            Self::Page(place, name) => all(place.page(name), ACCEPT, PAGE),
            Self::File(about, step) => match step {
                Step::Beside => all(beside(&about.url), "*/*", METADATA),
                Step::Length(_) => Fetch { is_head: true, ..file(about, 0) },
                Step::Part(_, _, range) => Fetch { range: Some(*range), ..file(about, FILE) },
                Step::Start(_) => Fetch { range: Some((0, FILE - 1)), ..file(about, FILE) },
                Step::Source | Step::Requires => file(about, SOURCE),
            },
        }
    }

    /// What is made of the reply.
    pub(super) fn take(self, reply: Reply) -> Outcome {
        match self {
            Self::Page(place, name) => {
                let page = page(&place, &name, reply);
                Outcome::Page(place, name, page)
            }
            Self::File(about, step) => about.take(step, reply),
        }
    }
}

/// What a place has of a project.
fn page(place: &Place, name: &str, reply: Reply) -> Result<Option<Project>, Trouble> {
    let Some(Content { kind, address, bytes, .. }) = reply.content(PAGE)? else { return Ok(None) };
    let project = Project::read(name, &kind, &address, &bytes).map_err(|_| Trouble::NoIndex)?;
    // A page for people, such as the one where they sign in, is HTML as well.
    let is_for_people = matches!(place, Place::Index(_)) && project.releases.is_empty() && !kind.contains("json");
    if is_for_people { Err(Trouble::NoIndex) } else { Ok(Some(project.narrowed())) }
}

/// The address of the metadata beside a file.
fn beside(url: &str) -> String {
    let (path, query) = url.split_at(url.find('?').unwrap_or(url.len()));
    format!("{path}.metadata{query}")
}

impl About {
    /// How its metadata are found in it; none if it is packed in a way that is not read.
    fn inside(&self) -> Option<Step> {
        Packing::of(&self.file).map(|packing| match packing {
            Packing::Wheel | Packing::Zip => Step::Length(packing),
            Packing::Tar => Step::Start(packing),
        })
    }

    fn take(self, step: Step, reply: Reply) -> Outcome {
        match self.next(step, reply) {
            Ok(Ok(step)) => Outcome::Next(Errand::File(self, step)),
            Ok(Err(found)) => Outcome::File(self, Ok(found)),
            Err(trouble) => Outcome::File(self, Err(trouble)),
        }
    }

    /// The next step, or what was found.
    fn next(&self, step: Step, reply: Reply) -> Result<Result<Step, Found>, Trouble> {
        let nothing = Found::Metadata(None);
        Ok(match step {
            Step::Beside => {
                let text = reply.content(METADATA)?.map(|content| content.bytes).filter(|text| is_metadata(text));
                match text {
                    Some(text) => self.metadata(Some(&text)),
                    // The index has promised too much.
                    None => self.inside().ok_or(nothing),
                }
            }
            Step::Length(packing) => match reply.length()? {
                Some(length) if length > 0 => {
                    let parts = Parts::new(length);
                    let last = parts.last();
                    Ok(Step::Part(packing, parts, last))
                }
                _ => Err(nothing),
            },
            Step::Part(packing, mut parts, range) => {
                match reply.content(FILE) {
                    Ok(Some(content)) if content.is_part => parts.put(range.0, content.bytes),
                    // The host gives no parts.
                    Ok(Some(content)) => parts.put(0, content.bytes),
                    Ok(None) | Err(Trouble::TooLarge(_)) => return Ok(Err(nothing)),
                    Err(trouble) => return Err(trouble),
                }
                match parts.read(|reader| packing.in_zip(reader, METADATA)) {
                    Ok(found) => self.metadata(found.ok().flatten().as_deref()),
                    Err(lacking) if parts.here() < FILE && lacking != range => Ok(Step::Part(packing, parts, lacking)),
                    Err(_) => Err(nothing),
                }
            }
            Step::Start(packing) => match reply.content(FILE) {
                Ok(Some(Content { bytes, .. })) => self.metadata(packing.in_tar(&*bytes, METADATA).ok().flatten().as_deref()),
                Ok(None) | Err(Trouble::TooLarge(_)) => Err(nothing),
                Err(trouble) => return Err(trouble),
            },
            Step::Source => Err(Found::Source(self.extract(reply)?)),
            Step::Requires => Err(Found::Metadata(self.extract(reply)?.as_ref().and_then(requires::metadata))),
        })
    }

    /// What stands in the archive of a source about its build; none if it is too large, or of a kind that is not read.
    fn extract(&self, reply: Reply) -> Result<Option<Extract>, Trouble> {
        match reply.content(SOURCE) {
            Ok(Some(Content { bytes, .. })) => Extract::read(&self.file, &*bytes).map_err(|_| Trouble::BrokenOff),
            Ok(None) | Err(Trouble::TooLarge(_)) => Ok(None),
            Err(trouble) => Err(trouble),
        }
    }

    /// What the metadata say, if they hold for the wheel; those of a source may leave that to its archive.
    fn metadata(&self, text: Option<&[u8]>) -> Result<Step, Found> {
        let text = text.map(String::from_utf8_lossy);
        let is_wheel = Packing::of(&self.file) == Some(Packing::Wheel);
        match text {
            Some(text) if is_wheel || holds_for_wheels(&text) => Err(Found::Metadata(Some(Metadata::parse(&text)))),
            _ if is_wheel => Err(Found::Metadata(None)),
            _ => Ok(Step::Requires),
        }
    }
}
