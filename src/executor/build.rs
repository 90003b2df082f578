//! The way of a build from its plan to its report.

mod packages;
mod start;
mod steps;

use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use sha2::{Digest, Sha256};

use super::cache::Cache;
use super::commands::Setting;
use super::environment::{Environment, HEROKU_FOLDER};
use super::event::{Event, SkipReason, Speaker};
use super::failure::{Ending, Observer};
use super::key::Key;
use super::note::Note;
use super::options::{Layout, Options};
use super::output_folder::OutputFolder;
use super::places::{self, PlaceError};
use super::prediction::{Actual, Expected, Prediction};
use super::process::{self, GRACE, Interrupt, Limits};
use super::python::Interpreter;
use super::redact::Redactor;
use super::report::{BuildReport, FailureReport, StepTime};
use super::sandbox::{Reach, needs_network};
use super::source::{Listing, SLUG_IGNORE, Source};
use super::start::Start;
use super::starting::Starting;
use super::trouble::Trouble;
use super::variables::Caller;
use crate::diagnostic::{Certainty, Diagnostic, Severity, Stage};
use crate::plan::{Plan, Step, Work};
use crate::platform::SlugIgnore;
use crate::report::Report;
use packages::PackageKey;

/// What is built, and how.
#[derive(Debug)]
pub struct Build<'a> {
    /// The project.
    pub source: Source<'a>,
    /// What the check has said; its plan is what is carried out.
    pub report: &'a Report,
    /// What starts the result.
    pub start: Start,
    /// How the result is started and asked, if that is wanted.
    pub starting: Option<Starting>,
    /// What the caller decides.
    pub options: Options,
    /// What programs get of the caller's environment.
    pub caller: Caller,
    /// The wish to stop.
    pub interrupt: Interrupt,
}

/// Carries the plan out and tells of it as it goes.
///
/// # Errors
/// When a place cannot be written to; nothing is told and nothing done then. A step that fails is no error of this function
/// but part of the report.
pub fn build(build: &Build<'_>, tell: &mut dyn FnMut(&Event<'_>)) -> Result<BuildReport, PlaceError> {
    places::check(&build.source, &build.options)?;
    if let Some(report) = foretold_failure(build) {
        tell(&Event::BuildFinished(&report));
        return Ok(report);
    }
    let output = OutputFolder::open(&build.options.output)?;
    let mut running = Running::new(build, &output, tell);
    running.all();
    let report = running.report;
    tell(&Event::BuildFinished(&report));
    Ok(report)
}

/// The report on a build that is not begun, because the check is certain that the platform's would fail. Whoever wants to see
/// the start sees it fail for real.
fn foretold_failure(build: &Build<'_>) -> Option<BuildReport> {
    let is_shown = |stage: Stage| build.starting.is_some() && stage >= Stage::Boot;
    let is_certain = |found: &&Diagnostic| {
        found.severity == Severity::Error && found.certainty == Certainty::Certain && !is_shown(found.stage)
    };
    let diagnostics: Vec<Diagnostic> = build.report.diagnostics.iter().filter(is_certain).cloned().collect();
    if build.options.force || diagnostics.is_empty() {
        return None;
    }
    let mut codes: Vec<_> = diagnostics.iter().map(|found| found.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let failure = Some(FailureReport::foretold(codes, build.options.language));
    let prediction = Prediction::new(Expected::of(build.report), None);
    Some(BuildReport { failure, diagnostics, ..BuildReport::new(build.report.platform.clone(), prediction) })
}

/// A build on its way.
struct Running<'a, 'b> {
    build: &'a Build<'a>,
    output: &'a OutputFolder,
    app: PathBuf,
    workshop: PathBuf,
    cache: Cache,
    redactor: Redactor,
    tell: &'b mut dyn FnMut(&Event<'_>),
    report: BuildReport,
    begin: Instant,
    /// The interpreter that is used, once it is found.
    interpreter: Option<Interpreter>,
    /// The environment of the project, once it is made.
    environment: Option<Environment>,
    /// That of package managers that live apart.
    tools: Option<Environment>,
    /// The name of the packages in the cache, where they can be there.
    packages: Option<PackageKey>,
    /// Whether the environment came from the cache with all packages in it.
    is_restored: bool,
}

impl<'a, 'b> Running<'a, 'b> {
    fn new(build: &'a Build<'a>, output: &'a OutputFolder, tell: &'b mut dyn FnMut(&Event<'_>)) -> Self {
        let workshop = output.workshop();
        let cache = build.options.cache.clone().unwrap_or_else(|| workshop.join("cache"));
        let prediction = Prediction::new(Expected::of(build.report), None);
        Self {
            build,
            output,
            app: output.app(),
            cache: Cache::new(&cache, &build.interrupt),
            workshop,
            redactor: Redactor::of(&build.report.plan, build.starting.as_ref().map(|starting| &starting.variables)),
            tell,
            report: BuildReport::new(build.report.platform.clone(), prediction),
            begin: now(),
            interpreter: None,
            environment: None,
            tools: None,
            packages: None,
            is_restored: false,
        }
    }

    fn plan(&self) -> &'a Plan {
        &self.build.report.plan
    }

    fn options(&self) -> &'a Options {
        &self.build.options
    }

    fn limits(&self) -> Limits<'a> {
        Limits { timeout: self.options().timeout, interrupt: &self.build.interrupt, grace: GRACE, is_apart: false }
    }

    /// Everything, from the copying of the project to the report in the output.
    fn all(&mut self) {
        if let Err(failed) = self.carry_out() {
            self.fail(*failed);
        }
    }

    fn carry_out(&mut self) -> Result<(), Box<FailureReport>> {
        let language = self.options().language;
        let told = |trouble: Trouble| Box::new(trouble.report(None, language));
        let listing = self.listing().map_err(told)?;
        let fingerprint = self.fingerprint(&listing).map_err(told)?;
        if self.options().cache.is_some() && self.options().slug.is_none() && self.output.holds(&fingerprint) {
            self.leave_unchanged();
            self.write_report().map_err(told)?;
        } else {
            self.prepare(&listing).map_err(told)?;
            match self.steps() {
                Ok(()) => self.succeed(),
                Err(failed) => self.fail(*failed),
            }
            self.finish(&fingerprint).map_err(told)?;
        }
        if self.report.ok && self.build.starting.is_some() {
            self.start();
            self.write_report().map_err(told)?;
        }
        Ok(())
    }

    fn write_report(&self) -> Result<(), Trouble> {
        self.report.write(&self.output.report()).map_err(Trouble::at(self.output.report()))
    }

    fn listing(&self) -> Result<Listing<'a>, Trouble> {
        let root = self.build.source.path().unwrap_or(Path::new(""));
        let listing = Listing::of(&self.build.source).map_err(Trouble::at(root))?;
        let is_before = |work: &Work| matches!(work, Work::Pack(packing) if packing.slug_ignore == Some(SlugIgnore::BeforeBuild));
        let patterns = self.plan().steps.iter().any(|step| is_before(&step.work)).then(|| listing.text(SLUG_IGNORE)).flatten();
        Ok(match patterns {
            Some(patterns) => listing.without(&patterns),
            None => listing,
        })
    }

    /// Tells builds apart that may come to something else.
    fn fingerprint(&self, listing: &Listing<'_>) -> Result<String, Trouble> {
        let mut project = Sha256::new();
        listing.digest(&mut project, &self.build.interrupt).map_err(Trouble::at(self.output.root()))?;
        let Options { python, layout, installer, .. } = self.options();
        let mut key = Key::of("output");
        key.add("pushready", env!("CARGO_PKG_VERSION"));
        key.add("project", project.finalize());
        self.plan().steps.iter().for_each(|step| key.add_work(&step.work));
        key.add_python_options(python);
        key.add_layout(*layout);
        key.add_installer(*installer);
        key.add_variables("settings", self.build.caller.installer_settings());
        Ok(key.finish())
    }

    fn leave_unchanged(&mut self) {
        for step in &self.plan().steps {
            (self.tell)(&Event::StepSkipped { step: step.id.into(), reason: SkipReason::Unchanged });
        }
        self.report.unchanged = true;
        self.report.python = BuildReport::python_of(&self.output.report());
        // Nothing is run but what is started, which sees the interpreter where it runs apart.
        let is_needed = self.build.starting.is_some() && self.is_apart();
        let program = self.report.python.as_ref().filter(|_| is_needed).map(|python| python.program.clone());
        self.interpreter = program.and_then(|program| Interpreter::ask(Path::new(&program), &self.build.caller, self.limits()));
        self.succeed();
    }

    fn prepare(&self, listing: &Listing<'_>) -> Result<(), Trouble> {
        self.output.clear().map_err(Trouble::at(self.output.root()))?;
        listing.write(&self.app, &self.build.interrupt).map_err(Trouble::at(&self.app))?;
        std::fs::create_dir_all(&self.workshop).map_err(Trouble::at(&self.workshop))
    }

    fn steps(&mut self) -> Result<(), Box<FailureReport>> {
        for step in &self.plan().steps {
            if let Some(reason) = self.reason_to_skip(step) {
                (self.tell)(&Event::StepSkipped { step: step.id.into(), reason });
                continue;
            }
            (self.tell)(&Event::StepStarted { step: step.id.into(), title: &step.title, command: &step.command });
            let begin = now();
            let mut observer = Observer::new(step.id).in_folder(&self.app.to_string_lossy());
            let outcome = self.step(step, &mut observer);
            let seconds = seconds(begin);
            self.report.steps.push(StepTime { step: step.id, seconds });
            (self.tell)(&Event::StepFinished { step: step.id.into(), ok: outcome.is_ok(), seconds });
            outcome.map_err(|trouble| match trouble {
                Trouble::Program(ending) => FailureReport::of(&observer.conclude(&ending), self.options().language),
                other => other.report(Some(step.id.into()), self.options().language),
            })?;
        }
        Ok(())
    }

    fn succeed(&mut self) {
        self.report.ok = true;
        self.report.seconds = seconds(self.begin);
        self.report.start = self.build.start.line(&self.options().output, self.options().layout);
        self.report.prediction = Prediction::new(self.report.prediction.expected, Some(Actual::Built));
    }

    fn fail(&mut self, failed: FailureReport) {
        let had_seen = |found: &&Diagnostic| failed.codes.contains(&found.code);
        self.report.ok = false;
        self.report.seconds = seconds(self.begin);
        self.report.start = None;
        self.report.diagnostics = self.build.report.diagnostics.iter().filter(had_seen).cloned().collect();
        let actual = failed.is_of_the_project.then_some(Actual::Failed);
        self.report.prediction = Prediction::new(self.report.prediction.expected, actual);
        self.report.failure = Some(failed);
    }

    /// Leaves the output complete, or clears it after a failure.
    fn finish(&mut self, fingerprint: &str) -> Result<(), Trouble> {
        let is_kept = self.report.ok || self.options().keep_failed;
        let cleared = if is_kept { self.output.clear_workshop() } else { self.output.clear_result() };
        cleared.map_err(Trouble::at(self.output.root()))?;
        self.write_report()?;
        if self.report.ok {
            self.output.complete(fingerprint).map_err(Trouble::at(self.output.root()))?;
        }
        Ok(())
    }

    /// Where the environment of the project is.
    fn place(&self) -> PathBuf {
        match self.options().layout {
            Layout::Environment => self.output.environment(),
            Layout::Heroku => self.app.join(HEROKU_FOLDER),
        }
    }

    fn setting(&self) -> Setting<'_> {
        Setting {
            caller: &self.build.caller,
            app: &self.app,
            environment: self.environment.as_ref(),
            tools: self.tools.as_ref(),
            caches: self.cache.root(),
        }
    }

    fn say(&mut self, step: &Step, note: &Note<'_>) {
        let line = self.redactor.redact(&note.text(self.options().language));
        (self.tell)(&Event::Output { step: step.id.into(), from: Speaker::Pushready, line: &line });
    }

    /// Runs a program of a step to its end; its lines are told, and judged if it fails.
    fn run(&mut self, step: &Step, command: std::process::Command, observer: &mut Observer) -> Result<(), Trouble> {
        let has_network = needs_network(step.id);
        let limits = Limits { is_apart: self.is_apart(), ..self.limits() };
        let program = PathBuf::from(command.get_program());
        let command = self.apart(command, has_network).map_err(Trouble::at(&program))?;
        let (redactor, tell) = (&self.redactor, &mut *self.tell);
        let ending = process::run(command, limits, |line| {
            let line = redactor.redact(line);
            observer.line(&line);
            tell(&Event::Output { step: step.id.into(), from: Speaker::Command, line: &line });
        });
        match ending.map_err(Trouble::at(program))? {
            Ending::Exited(0) => Ok(()),
            ending => {
                if self.is_apart() && !has_network {
                    self.say(step, &Note::NoNetwork);
                }
                Err(Trouble::Program(ending))
            }
        }
    }

    fn is_apart(&self) -> bool {
        self.options().sandbox.is_ok()
    }

    /// The program, run apart where that can be.
    fn apart(&self, command: std::process::Command, has_network: bool) -> io::Result<std::process::Command> {
        let Ok(sandbox) = &self.options().sandbox else { return Ok(command) };
        let reach = Reach {
            writes: &[self.output.root(), self.cache.root()],
            interpreter: self.interpreter.as_ref(),
            network: has_network,
        };
        sandbox.around(&command, &self.build.caller, &reach)
    }

    fn used(&mut self, interpreter: &Interpreter) {
        self.interpreter = Some(interpreter.clone());
        let program = interpreter.path.display().to_string();
        self.report.python = Some(super::report::PythonUsed { version: interpreter.version.to_string(), program });
    }
}

fn now() -> Instant {
    Instant::now()
}

/// To the millisecond.
fn seconds(begin: Instant) -> f64 {
    (begin.elapsed().as_secs_f64() * 1000.0).round() / 1000.0
}
