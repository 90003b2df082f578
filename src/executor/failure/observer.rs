//! Reads the output of a step line by line and keeps what may decide.

use std::collections::{BTreeMap, VecDeque};

use regex::Regex;

use super::class::FailureClass::{
    self, Certificate, CollectstaticOther, CollectstaticSyntaxError, CommandNotFound, Conflict, DiskFull, HookFailed,
    IndexUnreachable, Interrupted, Killed, MissingCompiler, MissingHeaders, NeedsAnotherPython, Network, NoMatchingRelease,
    NotExecutable, NotStarted, Other, PackageBuildFailed, PythonNotInstalled, StartCommandNotFound, StartExited,
    StartMissingVariable, StartOther, StartSyntaxError, Timeout,
};
use super::damaged_download::Announced;
use super::general::{ANY_STEP, HOOK};
use super::ignored_versions::{self, Ignored};
use super::installing::{INSTALLING, LOADING};
use super::met::Met;
use super::pattern::{Hit, Strength, Table, find};
use super::starting::STARTING;
use super::static_files::STATIC_FILES;
use super::{Ending, Failure};
use crate::executor::activity::Activity;
use crate::plan::StepId;
use crate::text::{pattern::pattern, secrets};

/// How many lines of evidence there are at most.
const MOST_LINES: usize = 3;
/// How many characters of a line of evidence are shown.
const LINE_START: usize = 320;
const LINE_END: usize = 160;
/// How much of a subject is shown.
const MOST_OF_SUBJECT: usize = 200;
/// How many bytes of a line are read.
const MOST_READ: usize = 64 * 1024;
/// The status of a shell whose command may not be run.
const CANNOT_RUN: i32 = 126;
/// The status of a shell whose command is not there.
const NOT_THERE: i32 = 127;
/// The status of a shell whose command was killed, as a container runtime does when memory runs out.
const KILLED: i32 = 128 + 9;

pattern!(static INDEX = r"^Looking in indexes: https?://(?:[^/@ ]+@)?([^/, ]+)");
pattern!(static PLACE = r#"^ *File "([^"]+)", line ([0-9]+)"#);
pattern!(
    static PACKAGE =
        r"^ *(?:Collecting|Processing|Building wheel for|Running setup\.py install for|error: Failed to build) `?([^ (:`]+)"
);
pattern!(static PROGRESS = r"^ *(?:Downloading|Using cached|Installing collected packages|Successfully) ?");

/// What is known of one class.
struct Finding {
    strength: Strength,
    order: usize,
    subject: Option<String>,
    more: Option<String>,
    lines: Vec<String>,
}

/// Watches one step, or the start.
pub struct Observer {
    step: Activity,
    folder: Option<String>,
    tables: Vec<&'static Table>,
    findings: BTreeMap<FailureClass, Finding>,
    ignored: Vec<Ignored>,
    announced: Announced,
    index: Option<String>,
    package: Option<String>,
    place: Option<String>,
    last: VecDeque<String>,
    read: usize,
}

impl Observer {
    /// For the output of this step, or of the start.
    #[must_use]
    pub fn new(step: impl Into<Activity>) -> Self {
        let step = step.into();
        Self {
            step,
            folder: None,
            tables: tables(step),
            findings: BTreeMap::new(),
            ignored: vec![],
            announced: Announced::default(),
            index: None,
            package: None,
            place: None,
            last: VecDeque::new(),
            read: 0,
        }
    }

    /// Paths in this folder are shown as seen from it.
    #[must_use]
    pub fn in_folder(mut self, folder: &str) -> Self {
        self.folder = Some(format!("{}/", folder.trim_end_matches('/')));
        self
    }

    /// Reads one line of output, from either stream.
    pub fn line(&mut self, line: &str) {
        let line = start(line.trim_end(), MOST_READ);
        if line.trim().is_empty() {
            return;
        }
        let masked = secrets::mask(line);
        let line = self.folder.as_ref().map_or_else(|| masked.clone(), |folder| seen_from(folder, &masked));
        self.read += 1;
        self.note_context(&line);
        self.last.push_back(shortened(&line));
        self.last.drain(..self.last.len().saturating_sub(MOST_LINES));
        for hit in [find(&self.tables, &line), self.announced.line(&line)].into_iter().flatten() {
            self.keep(hit, &line);
        }
    }

    fn note_context(&mut self, line: &str) {
        if let Some(index) = group(&INDEX, line) {
            self.index = Some(index);
        }
        if let Some(package) = group(&PACKAGE, line) {
            self.package = Some(package);
        }
        if let Some(place) = PLACE.captures(line) {
            self.place = Some(start(&format!("{}:{}", &place[1], &place[2]), MOST_OF_SUBJECT).to_owned());
        }
        if line.contains(ignored_versions::NEEDLE) {
            self.ignored = ignored_versions::parse(line);
        }
        if PROGRESS.is_match(line) {
            self.findings.retain(|_, finding| finding.strength != Strength::Warning);
        }
    }

    fn keep(&mut self, hit: Hit, line: &str) {
        let hit = self.completed(hit);
        let (order, last_wins) = (self.read, self.is_python());
        let new = || Finding { strength: hit.strength, order, subject: None, more: None, lines: vec![] };
        let finding = self.findings.entry(hit.class).or_insert_with(new);
        let replaces =
            hit.subject.is_some() && (hit.strength > finding.strength || (last_wins && hit.strength == finding.strength));
        if replaces {
            *finding = new();
        }
        finding.strength = finding.strength.max(hit.strength);
        let shown = shortened(line);
        if finding.lines.len() < MOST_LINES && finding.lines.iter().all(|kept| kept.trim() != shown.trim()) {
            finding.lines.push(shown);
        }
        let subject = hit.subject.map(|subject| start(&subject, MOST_OF_SUBJECT).to_owned());
        let other = subject.as_ref().filter(|_| hit.class == Conflict && finding.subject.is_some()).cloned();
        finding.subject = finding.subject.take().or(subject);
        let more = hit
            .more
            .or(other)
            .filter(|more| !more.is_empty())
            .map(|more| start(more.trim_end_matches('.'), MOST_OF_SUBJECT).to_owned());
        finding.more = finding.more.take().or(more);
    }

    /// The hit with what earlier lines say of it.
    fn completed(&self, hit: Hit) -> Hit {
        match hit.class {
            NoMatchingRelease => {
                match hit.subject.as_deref().and_then(|wanted| ignored_versions::needed_python(&self.ignored, wanted)) {
                    Some(python) => Hit { class: NeedsAnotherPython, strength: Strength::Error, more: Some(python), ..hit },
                    None => hit,
                }
            }
            Network | IndexUnreachable | Certificate => Hit { subject: hit.subject.or_else(|| self.index.clone()), ..hit },
            MissingHeaders | MissingCompiler => Hit { more: hit.more.or_else(|| self.package.clone()), ..hit },
            PackageBuildFailed => Hit { subject: hit.subject.or_else(|| self.package.clone()), ..hit },
            StartMissingVariable if hit.subject.is_none() => Hit { subject: self.line_above(), ..hit },
            // Any mapping lacks keys; these are those of the environment.
            StartMissingVariable if hit.strength < Strength::Cause && !self.is_in_environment() => {
                let subject = hit.subject.map(|key| format!("KeyError: '{key}'"));
                Hit { class: StartOther, strength: Strength::Closing, subject, more: None }
            }
            CollectstaticSyntaxError | StartSyntaxError => Hit { subject: self.place.clone(), ..hit },
            _ => hit,
        }
    }

    /// Python's last error is the one that ended it; for installers the first one is the cause of the others.
    fn is_python(&self) -> bool {
        matches!(self.step, Activity::Start | Activity::Step(StepId::CollectStaticDryRun | StepId::CollectStatic))
    }

    /// Whether the traceback ends in Python's own module for the environment.
    fn is_in_environment(&self) -> bool {
        let place = self.place.as_deref().unwrap_or_default();
        ["<frozen os>:", "/os.py:", "/UserDict.py:"].iter().any(|module| place.contains(module))
    }

    /// The name that stands alone in the line above, as pydantic writes that of a field; variables are written large.
    fn line_above(&self) -> Option<String> {
        let above = self.last.iter().rev().nth(1)?.trim_start_matches([' ', '|', '+']);
        let is_name = !above.is_empty() && above.chars().all(|character| character.is_ascii_alphanumeric() || character == '_');
        is_name.then(|| above.to_ascii_uppercase())
    }

    /// Says why the step failed, once it has ended.
    #[must_use]
    pub fn conclude(mut self, ending: &Ending) -> Failure {
        let decided = match ending {
            Ending::TimedOut { .. } => Some(Timeout),
            Ending::Stopped => self.strongest(),
            Ending::Interrupted => Some(Interrupted),
            Ending::NotStarted { .. } => Some(NotStarted),
            Ending::Signalled(_) => Some(self.strongest().filter(|class| *class == DiskFull).unwrap_or(Killed)),
            Ending::Exited(status) => self.strongest().filter(|class| is_possible(*class, *status)),
        };
        let class = decided.unwrap_or_else(|| without_a_line(self.step, ending));
        self.failure(class, ending)
    }

    /// Says why a start, or the first request, failed, from what was met and what was printed.
    #[must_use]
    pub fn conclude_start(mut self, met: &Met) -> Failure {
        let cause = self.strongest().filter(|class| met.is_explained_by(*class));
        match (met, cause) {
            (Met::Failed(_), Some(class)) => {
                let printed = self.failure(class, &met.ending());
                let more = printed.evidence.last().map(|line| start(line.trim(), MOST_OF_SUBJECT).to_owned());
                let codes = if class == StartOther { met.class().codes() } else { printed.codes };
                Failure { class: met.class(), subject: met.subject(), more, codes, ..printed }
            }
            (_, Some(class)) if class != met.class() => self.failure(class, &met.ending()),
            _ => Failure { subject: met.subject(), ..self.failure(met.class(), &met.ending()) },
        }
    }

    fn failure(&mut self, class: FailureClass, ending: &Ending) -> Failure {
        let (subject, more, evidence) = match self.findings.remove(&class) {
            Some(finding) => (finding.subject, finding.more, finding.lines),
            None => (None, None, self.last.drain(..).collect()),
        };
        let (codes, is_of_the_project) = (class.codes(), class.is_of_the_project());
        Failure { step: self.step, ending: ending.clone(), class, subject, more, evidence, is_of_the_project, codes }
    }

    fn strongest(&self) -> Option<FailureClass> {
        let strongest = self.findings.values().map(|finding| finding.strength).max()?;
        let equals = self.findings.iter().filter(|(_, finding)| finding.strength == strongest);
        let by_order = |(_, finding): &(&FailureClass, &Finding)| finding.order;
        let chosen = if self.is_python() { equals.max_by_key(by_order) } else { equals.min_by_key(by_order) };
        chosen.map(|(class, _)| *class)
    }
}

fn tables(step: Activity) -> Vec<&'static Table> {
    let Activity::Step(step) = step else { return vec![&ANY_STEP, &STARTING] };
    match step {
        StepId::InstallPackageManager | StepId::InstallDependencies => vec![&ANY_STEP, &INSTALLING, &LOADING],
        StepId::CollectStaticDryRun | StepId::CollectStatic => vec![&ANY_STEP, &STATIC_FILES],
        StepId::PreCompileHook | StepId::PostCompileHook => vec![&ANY_STEP, &HOOK, &LOADING],
        StepId::InstallPython => vec![&ANY_STEP, &LOADING],
        StepId::WriteProcfile | StepId::OverrideProcfile | StepId::Pack => vec![&ANY_STEP],
    }
}

/// A script may go on after a command that could not be run; then its status is another.
fn is_possible(class: FailureClass, status: i32) -> bool {
    match class {
        CommandNotFound | NotExecutable => [CANNOT_RUN, NOT_THERE].contains(&status),
        _ => true,
    }
}

/// The class when no line of the output says anything.
fn without_a_line(step: Activity, ending: &Ending) -> FailureClass {
    let Activity::Step(step) = step else {
        return match ending {
            Ending::Exited(KILLED) => Killed,
            Ending::Exited(CANNOT_RUN) => NotExecutable,
            Ending::Exited(NOT_THERE) => StartCommandNotFound,
            _ => StartExited,
        };
    };
    match (ending, step) {
        (Ending::Exited(KILLED), _) => Killed,
        (Ending::Exited(CANNOT_RUN), StepId::PreCompileHook | StepId::PostCompileHook) => NotExecutable,
        (Ending::Exited(NOT_THERE), StepId::PreCompileHook | StepId::PostCompileHook) => CommandNotFound,
        (_, StepId::PreCompileHook | StepId::PostCompileHook) => HookFailed,
        (_, StepId::InstallPython) => PythonNotInstalled,
        (_, StepId::CollectStaticDryRun | StepId::CollectStatic) => CollectstaticOther,
        (
            _,
            StepId::WriteProcfile
            | StepId::InstallPackageManager
            | StepId::InstallDependencies
            | StepId::OverrideProcfile
            | StepId::Pack,
        ) => Other,
    }
}

/// The text without the folder at the start of each path.
fn seen_from(folder: &str, text: &str) -> String {
    let mut parts = text.split(folder);
    let mut seen = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if seen.ends_with(|before: char| before.is_alphanumeric() || "/._-".contains(before)) {
            seen.push_str(folder);
        }
        seen.push_str(part);
    }
    seen
}

fn group(pattern: &Regex, line: &str) -> Option<String> {
    let groups = pattern.captures(line)?;
    Some(start(&groups[1], MOST_OF_SUBJECT).to_owned())
}

/// At most this many bytes from the start of a text.
fn start(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// A line with its middle left out if it is long: lists of versions have the newest at their end.
fn shortened(line: &str) -> String {
    if line.chars().count() <= LINE_START + LINE_END {
        return line.to_owned();
    }
    let (head, tail) = (start(line, LINE_START), &line[line.ceil_char_boundary(line.len() - LINE_END)..]);
    format!("{head} … {tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_path_loses_its_folder() {
        assert_eq!(
            seen_from("/app/", "'/app/a.py' /data/app/b.py file:///app/c /app"),
            "'a.py' /data/app/b.py file:///app/c /app"
        );
    }

    #[test]
    fn a_long_line_keeps_both_ends() {
        let line = format!("start{}end", "é".repeat(5_000));
        let shown = shortened(&line);
        assert!(shown.starts_with("start") && shown.ends_with("end") && shown.chars().count() <= 500);
    }
}
