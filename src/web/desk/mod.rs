//! Asks package indexes for the page, without waiting for anybody: it says what has to be fetched, takes what has come, and goes
//! on until it can predict what pip does. It is part of the module that is loaded late, and knows no browser.
//!
//! ```text
//! request ─► predict ─► questions ─► fetches ─► the frame that may call other hosts
//!               ▲                                        │
//!               └── what was heard ◄─── replies ◄────────┘
//! ```

mod asking;
mod case;
mod errand;
mod heard;
mod parts;
mod place;
mod reply;
mod trouble;
mod view;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::index::answers::{Known, Question};
use crate::index::predict::{Prediction, Request};
use crate::index::project::Project;
use crate::index::snapshot::Snapshot;
use crate::language::Language;

use asking::Asking;
use case::Case;
use errand::{Errand, Outcome};
use heard::Heard;
use place::Place;
use trouble::{Trouble, Wrong};

pub use errand::Fetch;
pub use reply::Reply;
pub use view::View;

/// How often answers may lead to new questions.
const ROUNDS: usize = 100;
/// How many fetches of one host browsers have under way at once. Where fewer are left, it is predicted again before all have
/// come, so that nobody waits for the slowest.
const AT_ONCE: usize = 6;
/// How many requests are kept, as the page keeps them.
const KEPT: usize = 64;

/// Asks package indexes, and predicts by what they say.
#[derive(Debug, Default)]
pub struct Desk {
    snapshot: Snapshot,
    heard: Heard,
    cases: Vec<Case>,
    asking: Option<Asking>,
    /// The places that were asked last.
    asked: Vec<Place>,
    /// What went wrong there, and for which packages.
    troubles: BTreeMap<Wrong, BTreeSet<String>>,
    /// The hosts that have let an answer be read.
    open_hosts: BTreeSet<String>,
    made: Vec<(Vec<u8>, Vec<u8>)>,
    count: u32,
}

impl Desk {
    /// The prediction for a request, by what is known without asking anybody; none of these bytes where nothing can be said.
    pub fn predict(&mut self, request: &[u8]) -> Vec<u8> {
        let Some(read) = Request::from_bytes(request) else { return vec![] };
        let mut case = Case::new(request.to_vec(), read);
        case.settle(&self.heard, &self.snapshot);
        let bytes = case.prediction.as_ref().and_then(Prediction::to_bytes).unwrap_or_default();
        self.cases.retain(|other| other.bytes != request);
        self.cases.push(case);
        let too_many = self.cases.len().saturating_sub(KEPT);
        self.cases.drain(..too_many);
        bytes
    }

    /// Begins to ask what is lacking for a request, and then for those of the others that look nowhere else.
    pub fn ask(&mut self, chosen: &[u8], all: &[Vec<u8>]) {
        self.heard.forget_troubles();
        self.troubles.clear();
        self.asked = self.case(chosen).map_or_else(Vec::new, |case| case.places().to_vec());
        let mut left = VecDeque::from([chosen.to_vec()]);
        for other in all {
            if !left.contains(other) && self.case(other).is_some_and(|case| self.has_asked(case)) {
                left.push_back(other.clone());
            }
        }
        self.asking = Some(Asking { left, ..Asking::default() });
    }

    /// Asks no more; what was heard is kept.
    pub fn stop(&mut self) {
        self.asking = None;
    }

    /// Whether it can go on.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        let is_idle = |asking: &Asking| asking.has_news && asking.waiting.len() < AT_ONCE;
        self.asking.as_ref().is_some_and(|asking| asking.waiting.is_empty() || is_idle(asking))
    }

    /// Predicts for the next request; what has to be fetched for that, where something has.
    pub fn go_on(&mut self) -> Vec<Fetch> {
        let Some(asking) = self.asking.as_mut() else { return vec![] };
        asking.has_news = false;
        asking.rounds += usize::from(asking.waiting.is_empty());
        let Some(place) = asking.left.front().and_then(|next| self.cases.iter().position(|case| case.bytes == *next)) else {
            self.next();
            return vec![];
        };
        let questions = match self.cases[place].answer(&self.heard, &self.snapshot) {
            Err(questions) if asking.rounds < ROUNDS => questions,
            answered => {
                if let Ok(prediction) = answered {
                    self.keep(place, prediction);
                }
                self.next();
                return vec![];
            }
        };
        questions.into_iter().flat_map(|question| self.start(place, question)).collect()
    }

    /// Takes what has come of a fetch; what has to be fetched next in its place, if anything.
    pub fn take(&mut self, id: u32, reply: Reply) -> Option<Fetch> {
        let asking = self.asking.as_mut()?;
        let errand = asking.waiting.remove(&id)?;
        asking.bytes += reply.length_of_content();
        asking.has_news = true;
        self.open_hosts.extend(reply.host());
        match errand.take(reply) {
            Outcome::Next(errand) => {
                self.count += 1;
                let fetch = errand.fetch(self.count);
                asking.waiting.insert(self.count, errand);
                Some(fetch)
            }
            Outcome::Page(place, name, page) => {
                asking.answered += 1;
                let page = match page {
                    Ok(page) => page.map_or(Known::Absent, Known::Is),
                    Err(trouble) => {
                        self.wrong(place.shown(), trouble, &name);
                        Known::Unknowable
                    }
                };
                self.put_page(place, &name, page);
                None
            }
            Outcome::File(about, found) => {
                asking.answered += 1;
                let found = found.map_err(|trouble| self.wrong(place::host(&about.url), trouble, &about.project)).ok();
                self.heard.put_file(&about.url, found);
                None
            }
        }
    }

    /// The predictions that have changed since this was last asked for: the bytes of the request and of what is predicted.
    pub fn made(&mut self) -> Vec<(Vec<u8>, Vec<u8>)> {
        std::mem::take(&mut self.made)
    }

    /// What the user sees, for the request of the chosen platform; whether all that gets installed is known, the page knows.
    #[must_use]
    pub fn view(&self, chosen: &[u8], is_whole: bool, language: Language) -> Option<View> {
        let case = self.case(chosen)?;
        let troubles = self.troubles.iter().filter(|_| self.has_asked(case));
        let troubles = troubles.map(|(wrong, packages)| trouble::sentence(&self.seen(wrong), packages, language)).collect();
        Some(View::of(case, is_whole, self.asking.as_ref(), troubles, language))
    }

    /// What went wrong, once it is known what else the host has said.
    fn seen(&self, (host, trouble): &Wrong) -> Wrong {
        let is_hidden = *trouble == Trouble::Deaf && self.open_hosts.contains(host);
        (host.clone(), if is_hidden { Trouble::Hidden } else { *trouble })
    }

    /// Whether all places of a request were asked last.
    fn has_asked(&self, case: &Case) -> bool {
        case.places().iter().all(|place| self.asked.contains(place))
    }

    fn case(&self, bytes: &[u8]) -> Option<&Case> {
        self.cases.iter().find(|case| case.bytes == bytes)
    }

    fn keep(&mut self, place: usize, prediction: Prediction) {
        let case = &mut self.cases[place];
        case.is_answered = true;
        if case.prediction.as_ref() != Some(&prediction) {
            self.made.extend(prediction.to_bytes().map(|bytes| (case.bytes.clone(), bytes)));
            case.prediction = Some(prediction);
        }
    }

    /// Goes on with the next request. After the last one, what was heard counts for those as well that came too late to be asked for.
    fn next(&mut self) {
        let Some(asking) = &mut self.asking else { return };
        asking.rounds = 0;
        asking.left.pop_front();
        if asking.left.is_empty() {
            self.asking = None;
            self.answer_others();
        }
    }

    fn answer_others(&mut self) {
        for place in 0..self.cases.len() {
            let case = &self.cases[place];
            if !case.is_answered
                && self.has_asked(case)
                && let Ok(prediction) = case.answer(&self.heard, &self.snapshot)
            {
                self.keep(place, prediction);
            }
        }
    }

    /// Has everything fetched that answers a question and was not fetched before. What cannot be fetched is answered at once.
    fn start(&mut self, case: usize, question: Question) -> Vec<Fetch> {
        let name = match question {
            Question::Project(name) => name,
            of_file => {
                return match Errand::file(of_file) {
                    Some(Ok(errand)) => self.send(errand).into_iter().collect(),
                    Some(Err((about, found))) => {
                        self.heard.put_file(&about.url, Some(found));
                        vec![]
                    }
                    None => vec![],
                };
            }
        };
        let places = self.cases[case].places().to_vec();
        let missing = places.iter().filter(|place| !self.heard.has_page(place, &name)).cloned().collect::<Vec<_>>();
        if missing.is_empty() {
            self.heard.put_project(places, &name);
        }
        let mut fetches = vec![];
        for place in missing {
            match place.obstacle() {
                Some(trouble) => {
                    self.wrong(place.shown(), trouble, &name);
                    self.put_page(place, &name, Known::Unknowable);
                }
                None => fetches.extend(self.send(Errand::page(place, &name))),
            }
        }
        fetches
    }

    /// Takes a page, and puts all together once it is the last that was lacking for the request that is being answered.
    fn put_page(&mut self, place: Place, name: &str, page: Known<Project>) {
        self.heard.put_page(place, name, page);
        let next = self.asking.as_ref().and_then(|asking| asking.left.front());
        let Some(places) = next.and_then(|next| self.case(next)).map(|case| case.places().to_vec()) else { return };
        if places.iter().all(|place| self.heard.has_page(place, name)) {
            self.heard.put_project(places, name);
        }
    }

    fn send(&mut self, errand: Errand) -> Option<Fetch> {
        let asking = self.asking.as_mut().filter(|asking| !asking.waiting.values().any(|other| other.is_same(&errand)))?;
        self.count += 1;
        asking.asked += 1;
        let fetch = errand.fetch(self.count);
        asking.waiting.insert(self.count, errand);
        Some(fetch)
    }

    fn wrong(&mut self, host: String, trouble: Trouble, package: &str) {
        self.troubles.entry((host, trouble)).or_default().insert(package.to_owned());
    }
}
