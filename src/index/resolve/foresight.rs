//! What a resolver will surely or most likely ask next, told as soon as a single answer is there: so nobody has to wait for the
//! slowest answer of a round before the next questions can be sent.

use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::question;
use super::package::{Allowed, Package};
use super::request::Request;

use crate::index::answers::{Index, Known, Question};
use crate::index::file::File;
use crate::index::metadata::Metadata;
use crate::index::specifiers::Specifiers;
use crate::syntax::requirements::{Named, normalize_name};

/// How many releases of one package are followed: whoever goes on looking for one is for the resolver.
const FOLLOWED: usize = 4;
/// How many questions are told: an index may name new packages without end.
const TOLD: usize = 10_000;

/// Follows requirements from answer to answer, as if the newest release that fits were always right. A resolver that has these
/// answers mostly needs no other.
#[derive(Debug)]
pub struct Foresight<'a> {
    request: Request<'a>,
    wishes: BTreeMap<String, Wish>,
    told: BTreeSet<Question>,
}

/// What has been required of a package so far.
#[derive(Debug, Default)]
struct Wish {
    specifiers: Specifiers,
    extras: BTreeSet<String>,
    /// The files that say what the newest release that fits requires; the last one counts, the others did not fit any more.
    informants: Vec<File>,
    /// The extras for which that has been followed; the package itself is the empty one.
    followed: BTreeSet<String>,
}

impl<'a> Foresight<'a> {
    /// Knows the requirements of the project.
    #[must_use]
    pub fn new(request: Request<'a>) -> Self {
        Self { request, wishes: BTreeMap::new(), told: BTreeSet::new() }
    }

    /// What is to be asked because of the requirements of the project, as far as it is not answered.
    pub fn begin(&mut self, index: &dyn Index) -> Vec<Question> {
        let (constraints, direct): (Vec<_>, Vec<_>) = self.request.wanted.iter().partition(|wanted| wanted.is_constraint);
        for wanted in constraints {
            self.wishes.entry(wanted.named.normalized.clone()).or_default().narrow(&wanted.named);
        }
        let names = direct.into_iter().filter_map(|wanted| self.require(&wanted.named)).collect();
        self.look_at(names, index)
    }

    /// What is to be asked because of an answer.
    pub fn follow(&mut self, answered: &Question, index: &dyn Index) -> Vec<Question> {
        match answered {
            Question::Project(name) | Question::Metadata { project: name, .. } => self.look_at(vec![name.clone()], index),
            Question::Source { .. } => vec![],
        }
    }

    /// Looks at packages of which something has become known, and at those that they lead to.
    fn look_at(&mut self, mut names: Vec<String>, index: &dyn Index) -> Vec<Question> {
        let mut next = vec![];
        while let Some(name) = names.pop() {
            let asked = match self.informant(&name, index) {
                Ok(Some(informant)) => match index.metadata(&name, &informant) {
                    Known::Is(metadata) => {
                        names.extend(self.requirements(&name, metadata));
                        None
                    }
                    Known::Unasked => Some(question(&name, &informant)),
                    Known::Absent | Known::Unknowable => None,
                },
                Ok(None) => None,
                Err(question) => Some(question),
            };
            next.extend(asked.filter(|question| self.told.len() < TOLD && self.told.insert(question.clone())));
        }
        next
    }

    /// The name of a required package, if it is to be looked at.
    fn require(&mut self, named: &Named) -> Option<String> {
        let name = &named.normalized;
        if named.url.is_some() || self.request.present.contains_key(name) {
            return None;
        }
        let wish = self.wishes.entry(name.clone()).or_default();
        wish.narrow(named);
        wish.extras.extend(named.extras.iter().map(|extra| normalize_name(extra)));
        Some(name.clone())
    }

    /// The file that says what the newest release that fits requires.
    fn informant(&mut self, name: &str, index: &dyn Index) -> Result<Option<File>, Question> {
        let Request { target, options, .. } = self.request;
        let Some(wish) = self.wishes.get_mut(name) else { return Ok(None) };
        let project = match index.project(name) {
            Known::Is(project) => project,
            Known::Unasked => return Err(Question::Project(name.to_owned())),
            Known::Absent | Known::Unknowable => return Ok(None),
        };
        let package = Package::new(Some(project), None, Specifiers::default(), target, options.formats(name));
        let newest = |allowed| {
            let mut fits = package.newest_first().filter(|place| wish.specifiers.admit(package.version(*place)));
            fits.find(|place| package.is_takeable(*place, allowed))
        };
        let place = newest(Allowed { pre_releases: options.pre, yanked: false }).or_else(|| newest(Allowed::ALL));
        let informant = place.and_then(|place| package.informant(place)).filter(|_| wish.informants.len() <= FOLLOWED);
        if informant.is_some_and(|informant| wish.informants.last() != Some(informant)) {
            wish.informants.extend(informant.cloned());
            wish.followed.clear();
        }
        Ok(informant.cloned())
    }

    /// The names of what a release requires, as far as that has not been followed.
    fn requirements(&mut self, name: &str, metadata: &Metadata) -> Vec<String> {
        let Some(wish) = self.wishes.get_mut(name) else { return vec![] };
        let extras = std::iter::once("").chain(wish.extras.iter().map(String::as_str));
        let new: Vec<String> = extras.filter(|extra| !wish.followed.contains(*extra)).map(str::to_owned).collect();
        wish.followed.extend(new.iter().cloned());
        let target = self.request.target;
        let written = new.iter().filter_map(|extra| if extra.is_empty() { Some("") } else { metadata.extra(extra) });
        let required = written.flat_map(|extra| {
            let holds = move |marker: &str| target.marker_is_true(marker, extra) == Some(true);
            metadata.requires.iter().filter(move |named| named.marker.as_deref().is_none_or(holds))
        });
        required.filter_map(|named| self.require(named)).collect()
    }
}

impl Wish {
    fn narrow(&mut self, named: &Named) {
        self.specifiers = std::mem::take(&mut self.specifiers).and(&Specifiers::parse(&named.specifiers));
    }
}
