//! The real build that the page asks for: one at a time, in a thread of its own.
#![expect(clippy::disallowed_methods, reason = "a build takes minutes, while requests are answered")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use serde::{Deserialize, Serialize};

use super::events::Events;
use super::refusal::Refusal;
use crate::Request;
use crate::analysis::Settings;
use crate::configuration::Configuration;
use crate::diagnostic::{Severity, Stage};
use crate::executor::{
    self, Activity, Build, Caller, Interrupt, Options, PythonOptions, Sandbox, Source, Start, Starting, usual_output,
};
use crate::language::{Language, say};
use crate::order;
use crate::platform::{self, Platform};
use crate::project::directory::read_directory;
use crate::report::Report;
use crate::rules::Selection;

/// What the page wants to be built.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wish {
    /// The platform.
    platform: String,
    /// The variables that are set on it.
    #[serde(default)]
    env: BTreeMap<String, String>,
    /// The Procfile that is set on it.
    #[serde(default)]
    procfile: Option<String>,
    /// Whether the result is started.
    #[serde(default)]
    start: bool,
    /// Whether to build although the check is certain that it fails.
    #[serde(default)]
    force: bool,
    /// Whether another patch of the same Python will do.
    #[serde(default)]
    nearest_patch: bool,
}

/// What is known when a build begins.
#[derive(Serialize)]
#[serde(tag = "event", rename = "build-planned")]
struct Planned<'a> {
    platform: &'static str,
    steps: Vec<PlannedStep<'a>>,
}

/// A step, and what the check says will become of it.
#[derive(Serialize)]
struct PlannedStep<'a> {
    step: Activity,
    title: &'a str,
    /// The rules whose errors come up at this stage of a push.
    codes: Vec<&'static str>,
    /// Whether the push ends before.
    is_beyond: bool,
}

/// A build that does not come to a report.
#[derive(Serialize)]
#[serde(tag = "event", rename = "build-refused")]
struct Refused {
    message: String,
}

/// The build that runs, if one does.
pub(super) struct Builds {
    root: PathBuf,
    events: Arc<Events>,
    running: Mutex<Option<(Interrupt, JoinHandle<()>)>>,
}

impl Builds {
    /// No build yet.
    pub(super) fn new(root: PathBuf, events: Arc<Events>) -> Self {
        Self { root, events, running: Mutex::new(None) }
    }

    /// Begins a build.
    pub(super) fn start(&self, wish: Wish, language: Language) -> Result<(), Refusal> {
        let Some(platform) = platform::find(&wish.platform) else { return Err(Refusal::UnknownPlatform { id: wish.platform }) };
        let cache = crate::fetch::user_cache().ok_or(Refusal::NoCache)?;
        let mut running = self.running();
        if running.as_ref().is_some_and(|(_, thread)| !thread.is_finished()) {
            return Err(Refusal::Busy);
        }
        let interrupt = Interrupt::default();
        let order = Order { root: self.root.clone(), platform, wish, cache, interrupt: interrupt.clone(), language };
        let events = Arc::clone(&self.events);
        events.begin_build();
        let thread = thread::spawn(move || {
            if let Err(message) = order.carry_out(&events) {
                events.tell_of_build(&Refused { message });
            }
        });
        *running = Some((interrupt, thread));
        Ok(())
    }

    /// Ends the build that runs. Its report comes like any other.
    pub(super) fn stop(&self) {
        if let Some((interrupt, _)) = self.running().as_ref() {
            interrupt.set();
        }
    }

    /// Ends the build that runs, and waits until none of its programs is left.
    pub(super) fn end(&self) {
        self.stop();
        if let Some((_, thread)) = self.running().take() {
            // One that has panicked has ended as well.
            let _ = thread.join();
        }
    }

    /// Nothing is done while it is locked that could leave it half changed.
    fn running(&self) -> MutexGuard<'_, Option<(Interrupt, JoinHandle<()>)>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// All that a build needs to begin.
struct Order {
    root: PathBuf,
    platform: &'static Platform,
    wish: Wish,
    cache: PathBuf,
    interrupt: Interrupt,
    language: Language,
}

impl Order {
    /// Builds what is on the disk now; says why where that does not come to a report.
    fn carry_out(self, events: &Events) -> Result<(), String> {
        let Self { mut root, platform, wish, cache, interrupt, language } = self;
        let mut project = read_directory(&root).map_err(|error| sentence(&error.text(language), language))?;
        let configuration = Configuration::of(&project).map_err(|error| sentence(&error.text(language), language))?;
        let settings = Settings { env: wish.env, procfile: wish.procfile, ..Settings::default() };
        let request = Request { platforms: vec![platform], settings, selection: Selection::default(), language };
        let mut request = request.configured(&configuration);
        if let Some(below) = request.settings.root.take().filter(|_| platform.detection.takes_source_folder()) {
            project = project.below(&below);
            root = root.join(below);
        }
        let output = crate::check(&project, &request);
        let Some(report) = output.reports.first().filter(|report| !report.plan.steps.is_empty()) else {
            let name = &platform.name;
            return Err(say!(language, "{name} does not build this project as Python.", "{name} 不会按 Python 项目构建。"));
        };
        events.tell_of_build(&planned(report, wish.start, language));
        let caller = Caller::of_process();
        let build = Build {
            report,
            start: Start::of(report, platform),
            starting: wish.start.then(|| Starting::of(&project, platform, &request.settings)),
            options: Options {
                output: usual_output(&cache, &root),
                slug: None,
                cache: Some(cache),
                python: PythonOptions {
                    runtime_url: runtime_url(),
                    nearest_patch: wish.nearest_patch,
                    ..PythonOptions::default()
                },
                layout: executor::Layout::default(),
                installer: executor::Installer::default(),
                timeout: None,
                sandbox: Sandbox::find(&caller),
                keep_failed: false,
                force: wish.force,
                language,
            },
            source: Source::Folder(root),
            caller,
            interrupt,
        };
        let told = executor::build(&build, &mut |event| events.tell_of_build(event));
        told.map(drop).map_err(|error| sentence(&error.text(language), language))
    }
}

fn sentence(text: &str, language: Language) -> String {
    say!(language, "{text}.", "{text}。")
}

fn planned(report: &Report, starts: bool, language: Language) -> Planned<'_> {
    let errors = || report.diagnostics.iter().filter(|problem| problem.severity == Severity::Error);
    let last = errors().map(|problem| problem.stage).min();
    let at = |step: Activity, title, stage: Stage| PlannedStep {
        step,
        title,
        codes: order::set(errors().filter(|problem| problem.stage == stage).map(|problem| problem.code)).into_iter().collect(),
        is_beyond: last.is_some_and(|last| last < stage),
    };
    let steps = report.plan.steps.iter().map(|step| at(step.id.into(), &step.title, step.id.stage()));
    let start = starts.then(|| at(Activity::Start, Activity::Start.title(language), Stage::Boot));
    Planned { platform: report.platform.name, steps: steps.chain(start).collect() }
}

/// The address of archives of Python, where the environment names one.
fn runtime_url() -> Option<String> {
    std::env::var("PUSHREADY_RUNTIME_URL").ok().filter(|address| !address.is_empty())
}
