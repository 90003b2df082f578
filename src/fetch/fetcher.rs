//! Takes questions, asks for all of them at once, and keeps the answers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::address::Address;
use super::asker::Asker;
use super::cache::Cache;
use super::client::{AT_ONCE, Client};
use super::limits::Limits;
use super::metadata as metadata_of;
use super::place::Place;
use super::queue;
use super::source as source_of;
use super::trouble::{Trouble, Troubled, Wrong};
use crate::index::address::Addresses;
use crate::index::answers::{Known, Question};
use crate::index::metadata::Metadata;
use crate::index::project::Project;
use crate::index::source::extract::Extract;
use crate::index::store::Answers;
use crate::text::secrets;

/// How indexes are asked.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The index that is asked in the place of the main one.
    pub instead: Option<String>,
    /// The folder of earlier answers; none if nothing is kept.
    pub cache: Option<PathBuf>,
    /// Whether that alone is asked, however old its answers are.
    pub is_offline: bool,
    /// How long is waited, and how much is read.
    pub limits: Limits,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// The questions so far.
    pub asked: usize,
    /// How many of them have an answer.
    pub answered: usize,
    /// The bytes that have come from hosts.
    pub bytes: u64,
}

/// Asks package indexes, and keeps what they say.
pub struct Fetcher {
    asker: Asker,
    /// The index that is asked in the place of the main one.
    instead: Option<String>,
    /// By what was asked.
    answers: BTreeMap<Vec<Place>, Answers>,
    troubles: Troubles,
    progress: Progress,
    tell: Box<dyn Fn(Progress) + Send + Sync>,
}

/// What went wrong, and for which packages.
type Troubles = BTreeMap<Wrong, BTreeSet<String>>;

impl Fetcher {
    /// Asks nothing yet. `tell` hears after each answer how far it is, on any thread.
    pub fn new(options: Options, tell: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        let Options { instead, cache, is_offline, limits } = options;
        let cache = Cache::new(cache.map(|folder| folder.join("index")));
        Self {
            asker: Asker { client: Client::new(limits), cache, is_offline },
            instead,
            answers: BTreeMap::new(),
            troubles: BTreeMap::new(),
            progress: Progress::default(),
            tell: Box::new(tell),
        }
    }

    /// What these places have said so far.
    pub fn answers(&mut self, places: &Addresses) -> &Answers {
        let places = self.asked_for(places);
        self.answers.entry(places).or_default()
    }

    /// The same, without taking note that these were asked for.
    #[must_use]
    pub fn said(&self, places: &Addresses) -> &Answers {
        static NOTHING: Answers = Answers::new();
        self.answers.get(&self.asked_for(places)).unwrap_or(&NOTHING)
    }

    /// Asks these places, up to sixteen questions at once. Afterwards each question has an answer, and be it that it cannot be
    /// known.
    pub fn answer(&mut self, places: &Addresses, questions: Vec<Question>) {
        self.pursue(places, questions, |_, _| vec![]);
    }

    /// The same, also for the questions that `follow` makes of each answer and of all that is known then.
    pub fn pursue(
        &mut self,
        places: &Addresses,
        questions: Vec<Question>,
        mut follow: impl FnMut(&Question, &Answers) -> Vec<Question> + Send,
    ) {
        let places = self.asked_for(places);
        let Self { asker, answers, troubles, progress, tell, .. } = self;
        let (asker, tell, answers) = (&*asker, &*tell, answers.entry(places.clone()).or_default());
        progress.asked += questions.len();
        let mut seen: BTreeSet<Question> = questions.iter().cloned().collect();
        let ask = |question: &Question| {
            let mut wrong = vec![];
            (answer(asker, &places, question, &mut wrong), wrong)
        };
        let take = |question: Question, (answer, wrong): (Answer, Vec<Wrong>)| {
            match (&question, answer) {
                (Question::Project(name), Answer::Project(known)) => answers.put_project(name, known),
                (Question::Metadata { url, .. }, Answer::Metadata(known)) => answers.put_metadata(url, known),
                (Question::Source { url, .. }, Answer::Source(known)) => answers.put_source(url, known),
                _ => {}
            }
            for wrong in wrong {
                troubles.entry(wrong).or_default().insert(package(&question).to_owned());
            }
            let next: Vec<Question> = follow(&question, answers).into_iter().filter(|next| seen.insert(next.clone())).collect();
            let Progress { asked, answered, .. } = *progress;
            *progress = Progress { asked: asked + next.len(), answered: answered + 1, bytes: asker.client.bytes() };
            tell(*progress);
            next
        };
        queue::ask_all(questions, AT_ONCE, ask, take);
        self.doubt(&places);
    }

    /// Where nothing of what was asked for exists, the main index may be none: then that is what is wrong.
    fn doubt(&mut self, places: &[Place]) {
        let (Some(answers), Some(main)) = (self.answers.get_mut(places), places.first()) else { return };
        let absent = answers.only_absent();
        if absent.is_empty() || main.is_index(&self.asker) {
            return;
        }
        for name in &absent {
            answers.put_project(name, Known::Unknowable);
        }
        self.troubles.entry((main.shown(), Trouble::NothingThere)).or_default().extend(absent);
    }

    /// What is asked where the platform would ask these places.
    fn asked_for(&self, Addresses { indexes, links, .. }: &Addresses) -> Vec<Place> {
        let main = self.instead.as_ref().or(indexes.first());
        let indexes = main.into_iter().chain(indexes.iter().skip(1)).cloned().map(Place::Index);
        indexes.chain(links.iter().cloned().map(Place::Links)).collect()
    }

    /// What went wrong so far, and for which packages.
    pub fn troubles(&self) -> impl Iterator<Item = Troubled> {
        self.troubles.iter().map(|((host, trouble), packages)| Troubled {
            host: host.clone(),
            trouble: trouble.clone(),
            packages: packages.iter().cloned().collect(),
        })
    }
}

/// The normalised name of the package that a question is about.
fn package(question: &Question) -> &str {
    match question {
        Question::Project(project) | Question::Metadata { project, .. } | Question::Source { project, .. } => project,
    }
}

/// An answer to a question of the same kind.
enum Answer {
    Project(Known<Project>),
    Metadata(Known<Metadata>),
    Source(Known<Extract>),
}

fn answer(asker: &Asker, places: &[Place], question: &Question, wrong: &mut Vec<Wrong>) -> Answer {
    match question {
        Question::Project(name) => Answer::Project(project(asker, places, name, wrong)),
        Question::Source { file, url, .. } => Answer::Source(source(asker, file, url, wrong)),
        Question::Metadata { project, file, url, beside } => {
            Answer::Metadata(metadata(asker, project, file, url, *beside, wrong))
        }
    }
}

/// The releases of a project that any of the places has. Where one of them does not say, nobody knows all.
fn project(asker: &Asker, places: &[Place], name: &str, wrong: &mut Vec<Wrong>) -> Known<Project> {
    let mut all: Option<Project> = None;
    for place in places {
        match place.project(asker, name) {
            Ok(None) => {}
            Ok(Some(found)) => all.get_or_insert_default().extend(found),
            Err(found) => wrong.push(found),
        }
    }
    if wrong.is_empty() { all.map_or(Known::Absent, Known::Is) } else { Known::Unknowable }
}

fn metadata(asker: &Asker, project: &str, file: &str, url: &str, beside: bool, wrong: &mut Vec<Wrong>) -> Known<Metadata> {
    let found = Address::parse(url).ok_or_else(|| (secrets::mask(url), Trouble::NoAddress)).and_then(|(address, _)| {
        metadata_of::metadata(asker, project, file, &address, beside).map_err(|trouble| (address.origin().to_string(), trouble))
    });
    match found {
        Ok(found) => found.map_or(Known::Unknowable, Known::Is),
        Err(found) => {
            wrong.push(found);
            Known::Unknowable
        }
    }
}

fn source(asker: &Asker, file: &str, url: &str, wrong: &mut Vec<Wrong>) -> Known<Extract> {
    let found = Address::parse(url).ok_or_else(|| (secrets::mask(url), Trouble::NoAddress)).and_then(|(address, _)| {
        source_of::source(asker, file, &address).map_err(|trouble| (address.origin().to_string(), trouble))
    });
    match found {
        Ok(found) => found.map_or(Known::Unknowable, Known::Is),
        Err(found) => {
            wrong.push(found);
            Known::Unknowable
        }
    }
}
