//! Asking a package index: whether, which one, and what is shown meanwhile.

use std::io::IsTerminal;
use std::rc::Rc;
use std::time::Duration;

use indicatif::{HumanBytes, ProgressBar, ProgressStyle};

use super::arguments::{self, Asking};
use super::failure::Failure;
use super::{side_by_side, stream};
use crate::analysis::Facts;
use crate::analysis::packages::predictions::Predictions;
use crate::configuration::{Configuration, IndexWish};
use crate::fetch::{self, Fetcher, Limits, Options, Progress};
use crate::index::answers::Backed;
use crate::index::predict::{self, Prediction};
use crate::index::resolve::Foresight;
use crate::index::snapshot::Snapshot;
use crate::language::{Language, say};
use crate::project::Project;
use crate::report::{Output, Report};
use crate::text::{secrets, visible};
use crate::{Request, Views};

/// How often the spinner turns.
const TURN: Duration = Duration::from_millis(100);
/// How often answers may lead to new questions, and to how many at once.
const ROUNDS: usize = 100;
const AT_ONCE: usize = 20_000;

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
    // Whoever checks the project of somebody else should know whom that one has chosen.
    if let (Some(IndexWish::At(named)), Some(address)) = (&configuration.index, &instead)
        && named == address
        && let Some(host) = fetch::host(address)
    {
        stream::say(&say!(
            language,
            "the configuration of the project names the package index {host}, which is asked now; `PUSHREADY_INDEX=0` prevents that",
            "项目的配置指定了软件包索引 {host}，现在向它询问；`PUSHREADY_INDEX=0` 可以阻止这样做"
        ));
    }
    let options = Options { instead, cache: fetch::user_cache(), is_offline: asking.offline, limits: Limits::default() };
    let spinner = spinner();
    let fetcher = Fetcher::new(options, {
        let spinner = spinner.clone();
        move |progress| spinner.iter().for_each(|spinner| spinner.set_message(message(progress, language)))
    });
    Ok(Some(Index { fetcher, spinner }))
}

/// Checks a project that is the only one; with an index, by what it says, and without one on several processors.
pub(super) fn check_alone(project: &Project, request: &Request, index: &mut Option<Index>) -> Output {
    check_alone_and(project, request, index, |_| ()).0
}

/// The same, with what comes of each report.
pub(super) fn check_alone_and<T: Send>(
    project: &Project,
    request: &Request,
    index: &mut Option<Index>,
    then: impl Fn(&Report) -> T + Sync,
) -> (Output, Vec<T>) {
    if index.is_none() {
        return side_by_side::check_all(project, request, then);
    }
    let output = check(project, request, index);
    let came = output.reports.iter().map(then).collect();
    (output, came)
}

/// Checks a project, on one processor; with an index, by what it says.
pub(super) fn check(project: &Project, request: &Request, index: &mut Option<Index>) -> Output {
    let Some(Index { fetcher, .. }) = index else { return crate::check(project, request) };
    let below = request.below(project);
    let (views, snapshot) = (Views::new(project, below.as_ref(), request), Snapshot::new());
    let mut predictions = Predictions::default();
    for platform in &request.platforms {
        let _ = Facts::of(views.of(platform), &predictions, platform, &request.settings).predicted();
    }
    let mut made = vec![];
    loop {
        for unmade in predictions.unmade() {
            if !made.iter().any(|(request, _)| *request == unmade) {
                let prediction = predict(fetcher, &snapshot, &unmade);
                made.push((unmade, Rc::new(prediction)));
            }
        }
        predictions = Predictions::made_before(made.clone());
        let output = crate::check_views(&views, &predictions, request);
        // What a fix would come to is asked for by the check itself.
        if predictions.unmade().is_empty() {
            return output;
        }
    }
}

/// Predicts what pip does, and asks for what has to be known for it.
fn predict(fetcher: &mut Fetcher, snapshot: &Snapshot, request: &predict::Request) -> Prediction {
    let places = &request.addresses;
    let mut foresight = Foresight::new(request.resolved());
    let mut questions = foresight.begin(fetcher.said(places));
    for _ in 0..ROUNDS {
        fetcher.pursue(places, questions, |question, answers| foresight.follow(question, answers));
        let said = fetcher.said(places);
        let predicted = match request.is_usual {
            true => predict::predict(request, &Backed { first: said, then: snapshot }),
            false => predict::predict(request, said),
        };
        match predicted {
            Ok(prediction) => return prediction,
            Err(lacking) if lacking.len() > AT_ONCE => break,
            Err(lacking) => questions = lacking,
        }
    }
    predict::of_snapshot(request).unwrap_or_default()
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
