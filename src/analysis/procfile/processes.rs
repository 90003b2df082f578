//! Which Procfile counts, and what it starts.

use serde::Serialize;

use crate::analysis::detection::Detection;
use crate::analysis::requirements::Requirements;
use crate::analysis::settings::Settings;
use crate::order;
use crate::platform::{MissingProcfile, OverrideForm, Platform, Procfile, RELEASE, StandIn};
use crate::project::Project;

use super::generator::{self, Outcome};
use super::process::Gathered;
use super::{cnb_start_command, default_start, dialect, file_text};

pub use super::process::{PROCFILE, Process, Rejection, WEB};

/// The process that is taken where there is no `web`.
const WORKER: &str = "worker";

/// Where the Procfile that counts comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// The project's file.
    File,
    /// What is set on the platform.
    Override,
    /// The platform writes it from what it finds in the project.
    Generated,
    /// The platform writes the one that its documentation prints.
    DocumentedDefault,
    /// There is none.
    None,
}

/// What a platform starts of the processes of a Procfile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Starts {
    /// The place among them of the one that serves the web.
    pub serving: Option<usize>,
    /// Whether the others are started as well.
    pub others: bool,
}

impl Starts {
    /// What a platform starts of some processes.
    #[must_use]
    pub fn of(processes: &[Process], procfile: &Procfile) -> Self {
        let sole = (processes.len() == 1 && procfile.starts_sole_process()).then_some(0);
        let web = processes.iter().position(Process::is_web);
        let serving = match &procfile.stand_in {
            Some(fact) => stand_in(fact.value, web, processes),
            None => web.or(sole),
        };
        Self { serving, others: !procfile.only_web.value }
    }

    /// Whether the process of this name, with its place among them, is started; one that is not among them, if it would be.
    #[must_use]
    pub fn has_named(self, name: &str, place: Option<usize>) -> bool {
        match place {
            Some(place) => self.has(place),
            None => self.others || is_like_web(name),
        }
    }

    /// Whether the process at this place is started.
    #[must_use]
    pub fn has(self, place: usize) -> bool {
        self.others || self.serving == Some(place)
    }
}

/// The Procfile that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcfileInForce {
    /// Where it comes from.
    pub source: Source,
    /// Its text; none if there is none or its content is unknown.
    pub text: Option<String>,
    /// The processes, in the parser's order and after its rule for duplicates; empty if it is rejected.
    pub processes: Vec<Process>,
    /// Why the parser rejects it.
    pub rejection: Option<Rejection>,
    /// What the platform starts of it.
    pub starts: Starts,
}

impl ProcfileInForce {
    /// Finds the Procfile that counts and parses it as the platform does.
    #[must_use]
    pub fn of(project: &Project, platform: &Platform, settings: &Settings, requirements: &Requirements) -> Self {
        let found = Self::found(project, platform, settings, requirements);
        Self { starts: Starts::of(&found.processes, &platform.procfile), ..found }
    }

    fn found(project: &Project, platform: &Platform, settings: &Settings, requirements: &Requirements) -> Self {
        if let Some(text) = override_text(project, platform, settings) {
            return Self::parse(platform, Source::Override, replacement(platform, text)).beside_file(project, platform);
        }
        if project.has(PROCFILE) && platform.procfile.is_read() {
            return match project.text(PROCFILE) {
                Some(text) if dialect::takes(platform.procfile.dialect.value, text.encoding) => {
                    Self::parse(platform, Source::File, text.as_str().to_owned())
                }
                Some(text) => Self::copied(project, platform).unwrap_or_else(|| {
                    let refused = Rejection { says: String::new(), range: 0..text.as_str().len() };
                    Self::new(Source::File, Some(text.as_str().to_owned()), Err(refused))
                }),
                None => Self::without_text(Source::File),
            };
        }
        match platform.procfile.missing.value {
            MissingProcfile::Nothing => Self::without_text(Source::None),
            MissingProcfile::SlugBuilderGenerator => Self::generated(platform, generator::slug_builder(project, requirements)),
            MissingProcfile::CnbStartCommand if is_searched(project, platform) => {
                Self::generated(platform, cnb_start_command::detect(project))
            }
            MissingProcfile::CnbStartCommand => Self::generated(platform, Outcome::Nothing),
            MissingProcfile::Railpack => Self::generated(platform, default_start::railpack(project)),
            MissingProcfile::Nixpacks => Self::generated(platform, default_start::nixpacks(project)),
            MissingProcfile::GoogleCloud => Self::generated(platform, default_start::google_cloud(project, requirements)),
            MissingProcfile::Paketo => Self::generated(platform, default_start::paketo(project)),
        }
    }

    /// What comes of a file with bytes that are no text, where the platform makes a copy of it: that is text, and whole where
    /// these bytes are in no command.
    fn copied(project: &Project, platform: &Platform) -> Option<Self> {
        platform.procfile.snapshot.as_ref()?;
        let text = project.lossy_text(PROCFILE).filter(|text| !text.contains('\0'))?;
        let read = Self::parse(platform, Source::File, text.into_owned());
        let is_broken =
            |process: &Process| [&process.name, &process.command].iter().any(|text| text.contains(char::REPLACEMENT_CHARACTER));
        (read.rejection.is_none() && !read.processes.iter().any(is_broken)).then_some(read)
    }

    /// With the processes of the file that it does not name, where the platform keeps these. Where all that starts is the file's, it is
    /// the file that counts.
    fn beside_file(mut self, project: &Project, platform: &Platform) -> Self {
        let procfile = &platform.procfile;
        let keeps = procfile.keeps_file() && self.rejection.is_none();
        let Some(file) = file_text::text(project, platform).filter(|_| keeps) else { return self };
        let of_file = dialect::parse(procfile.dialect.value, file).unwrap_or_default().into_iter();
        // Places in the file are none in the text that is set.
        let of_file = of_file.map(|process| Process { range: 0..0, ..process });
        let mut all = Gathered::default();
        of_file.chain(self.processes.iter().cloned()).for_each(|process| all.put(process));
        let all = all.finish();
        let starts = Starts::of(&all, procfile);
        let set = order::set(self.processes.iter().map(|process| process.name.as_str()));
        let mut started = all.iter().enumerate().filter(|(at, _)| starts.has(*at)).map(|(_, process)| process).peekable();
        if started.peek().is_some() && started.all(|process| !set.contains(process.name.as_str())) {
            return Self::parse(platform, Source::File, file.to_owned());
        }
        self.processes = all;
        self
    }

    fn generated(platform: &Platform, outcome: Outcome) -> Self {
        match outcome {
            Outcome::Written(text) => Self::parse(platform, Source::Generated, text),
            Outcome::Unknown => Self::without_text(Source::Generated),
            Outcome::Documented => match &platform.procfile.documented_default {
                Some(default) => Self::parse(platform, Source::DocumentedDefault, format!("{}\n", default.value)),
                None => Self::without_text(Source::Generated),
            },
            Outcome::Nothing => Self::without_text(Source::None),
        }
    }

    fn parse(platform: &Platform, source: Source, text: String) -> Self {
        let procfile = &platform.procfile;
        // What the platform writes itself goes straight to its parser.
        let outcome = match source {
            Source::File | Source::Override => dialect::read(procfile, &text),
            Source::Generated | Source::DocumentedDefault | Source::None => dialect::parse(procfile.dialect.value, &text),
        };
        Self::new(source, Some(text), outcome)
    }

    fn without_text(source: Source) -> Self {
        Self::new(source, None, Ok(vec![]))
    }

    fn new(source: Source, text: Option<String>, read: Result<Vec<Process>, Rejection>) -> Self {
        let (processes, rejection) = match read {
            Ok(processes) => (processes, None),
            Err(rejection) => (vec![], Some(rejection)),
        };
        Self { source, text, processes, rejection, starts: Starts::default() }
    }

    /// The process named `web`.
    #[must_use]
    pub fn web(&self) -> Option<&Process> {
        self.processes.iter().find(|process| process.is_web())
    }

    /// The processes that the platform starts.
    #[must_use]
    pub fn started(&self) -> Vec<&Process> {
        let numbered = self.processes.iter().enumerate();
        numbered.filter(|(at, _)| self.starts.has(*at)).map(|(_, process)| process).collect()
    }

    /// The process that a container starts when it is told no other.
    #[must_use]
    pub fn default_process(&self) -> Option<&Process> {
        self.processes.get(self.starts.serving?)
    }

    /// Whether the platform starts the process of this name; one that it does not read, if it would start it.
    #[must_use]
    pub fn starts_named(&self, name: &str) -> bool {
        let is_default = || self.default_process().is_some_and(|process| process.name == name);
        // It is asked for every line that something is wrong with, and there may be as many processes.
        self.starts.others || is_default() || (is_like_web(name) && !self.processes.iter().any(|process| process.name == name))
    }
}

/// Whether a process of this name would be started where only one is.
fn is_like_web(name: &str) -> bool {
    name.eq_ignore_ascii_case(WEB)
}

/// The place of the process that starts, `web` being at this one.
fn stand_in(stand_in: StandIn, web: Option<usize>, processes: &[Process]) -> Option<usize> {
    let place = |wanted: &dyn Fn(&Process) -> bool| processes.iter().position(wanted);
    let runs = |process: &Process| !process.command.is_empty();
    let is_worker = |process: &Process| process.name == WORKER;
    match stand_in {
        StandIn::WorkerOrAny => {
            let web = web.filter(|at| processes.get(*at).is_some_and(runs));
            web.or_else(|| place(&|process| is_worker(process) && runs(process))).or_else(|| place(&runs))
        }
        StandIn::WorkerOrFirstName => {
            let named = processes.iter().enumerate().filter(|(_, process)| process.name != RELEASE);
            let first = named.min_by(|(_, one), (_, other)| one.name.cmp(&other.name)).map(|(at, _)| at);
            web.or_else(|| place(&is_worker)).or(first)
        }
    }
}

/// Whether Rainbond looks for a command: only where Python is the only language that it sees, and nothing has the name of the
/// Procfile.
fn is_searched(project: &Project, platform: &Platform) -> bool {
    Detection::of(project, platform).also.is_empty() && !project.has_folder(PROCFILE)
}

/// The text that is set on the platform and replaces the file; a blank text replaces nothing.
pub(super) fn override_text<'s>(project: &Project, platform: &Platform, settings: &'s Settings) -> Option<&'s str> {
    let fallback = platform.procfile.fallback_variables.iter().filter(|_| !project.has(PROCFILE)).flat_map(|fact| &fact.value);
    let names = platform.procfile.override_variables.value.iter().chain(fallback);
    let variables = names.filter_map(|name| settings.env.get(name));
    settings.procfile.iter().chain(variables).map(String::as_str).find(|text| !text.trim().is_empty())
}

/// The Procfile that comes of the text that is set on the platform.
fn replacement(platform: &Platform, text: &str) -> String {
    match platform.procfile.override_form.value {
        OverrideForm::RunCommand if !text.starts_with("web:") => format!("web: {}\n", text.trim_end()),
        OverrideForm::RunCommand | OverrideForm::Procfile => text.to_owned(),
    }
}
