//! Asking a package index: whether, which one, and what is shown meanwhile.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{HumanBytes, ProgressBar, ProgressStyle};

use super::arguments::{self, Asking};
use super::failure::Failure;
use super::stream;
use crate::Request;
use crate::analysis::packages::predictions::{Lacking, Predictions};
use crate::analysis::python::python_files::PythonFiles;
use crate::configuration::{Configuration, IndexWish};
use crate::fetch::{self, Fetcher, Limits, Options, Progress};
use crate::index::answers::{self, Backed};
use crate::index::predict::{self, Indexes};
use crate::index::snapshot::Snapshot;
use crate::language::{Language, say};
use crate::project::Project;
use crate::report::Output;
use crate::text::{secrets, visible};

/// How often the spinner turns.
const TURN: Duration = Duration::from_millis(100);
/// How often answers may lead to new questions.
const ROUNDS: usize = 100;

/// Package indexes, ready to be asked.
pub(super) struct Index {
    pub(super) fetcher: Fetcher,
    /// On a terminal only.
    spinner: Option<ProgressBar>,
}

/// Gets ready to ask, where the command line, the environment or the project wishes it.
pub(super) fn open(asking: &Asking, configuration: &Configuration, language: Language) -> Result<Option<Index>, Failure> {
    let instead = match wish(asking, configuration)? {
        IndexWish::Nobody => return Ok(None),
        IndexWish::Usual => None,
        IndexWish::At(address) => Some(address),
    };
    let options = Options { instead, cache: fetch::user_cache(), is_offline: asking.offline, limits: Limits::default() };
    let spinner = spinner();
    let fetcher = Fetcher::new(options, {
        let spinner = spinner.clone();
        move |progress| spinner.iter().for_each(|spinner| spinner.set_message(message(progress, language)))
    });
    Ok(Some(Index { fetcher, spinner }))
}

/// Checks a project; with an index, until it has answered all that the check asks.
pub(super) fn check(project: &Project, request: &Request, index: &mut Option<Index>) -> Output {
    let Some(Index { fetcher, .. }) = index else { return crate::check(project, request) };
    let (files, snapshot) = (PythonFiles::of(project), Snapshot::new());
    for _ in 0..ROUNDS {
        let known = Known { fetcher, snapshot: &snapshot };
        let predictions = Predictions::by(&known);
        let output = crate::check_files(&files, &predictions, request);
        let lacking = predictions.lacking();
        if lacking.is_empty() {
            return output;
        }
        for Lacking { places, questions } in lacking {
            fetcher.answer(&places, &questions);
        }
    }
    crate::check(project, request)
}

/// What the indexes have said so far, and what was known before of packages that they do not answer for.
struct Known<'a> {
    fetcher: &'a Fetcher,
    snapshot: &'a Snapshot,
}

impl Indexes for Known<'_> {
    fn index(&self, request: &predict::Request) -> Option<Box<dyn answers::Index + '_>> {
        let first = self.fetcher.said(&request.addresses);
        Some(if request.is_usual { Box::new(Backed { first, then: self.snapshot }) } else { Box::new(first) })
    }
}

/// Says what the indexes have not answered.
pub(super) fn close(index: Option<Index>, language: Language) {
    let Some(Index { fetcher, spinner }) = index else { return };
    if let Some(spinner) = spinner {
        spinner.finish_and_clear();
    }
    for troubled in fetcher.troubles() {
        stream::say(&say!(language, "warning: {}", "警告：{}", troubled.text(language)));
    }
}

/// The command line says more than the environment, and that more than the project. Each may leave it to the next which one.
fn wish(asking: &Asking, configuration: &Configuration) -> Result<IndexWish, Failure> {
    let environment = arguments::index().map(|wish| of_environment(&wish)).transpose()?;
    let wish = environment.or_else(|| configuration.index.clone());
    Ok(match (&asking.index_url, wish) {
        (Some(address), _) => IndexWish::At(address.clone()),
        (None, Some(IndexWish::At(address))) => IndexWish::At(address),
        (None, Some(IndexWish::Usual)) => IndexWish::Usual,
        (None, Some(IndexWish::Nobody) | None) if asking.index => IndexWish::Usual,
        (None, Some(IndexWish::Nobody) | None) => IndexWish::Nobody,
    })
}

fn of_environment(wish: &str) -> Result<IndexWish, Failure> {
    match wish {
        "0" => Ok(IndexWish::Nobody),
        "1" => Ok(IndexWish::Usual),
        address if fetch::is_address(address) => Ok(IndexWish::At(address.to_owned())),
        _ => Err(Failure::IndexWish { wish: visible(&secrets::mask(wish)).into_owned() }),
    }
}

fn spinner() -> Option<ProgressBar> {
    #[expect(clippy::disallowed_methods, reason = "whether a spinner turns depends on where the messages are read")]
    let is_seen = std::io::stderr().is_terminal();
    is_seen.then(|| {
        let style = ProgressStyle::with_template("{spinner} {msg}").unwrap_or_else(|_| ProgressStyle::default_spinner());
        let spinner = ProgressBar::no_length().with_style(style);
        spinner.enable_steady_tick(TURN);
        spinner
    })
}

fn message(Progress { asked, answered, bytes }: Progress, language: Language) -> String {
    let bytes = HumanBytes(bytes);
    say!(language, "package index: {answered} of {asked} answers, {bytes}", "软件包索引：{answered}/{asked} 个回答，{bytes}")
}
