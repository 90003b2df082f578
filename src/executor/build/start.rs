//! The start of what was built.

use std::cell::RefCell;
use std::io;
use std::time::Duration;

use super::{Running, now, seconds};
use crate::diagnostic::Diagnostic;
use crate::executor::activity::Activity;
use crate::executor::environment::Environment;
use crate::executor::event::{Event, SkipReason, Speaker};
use crate::executor::failure::{Ending, Failure, Observer};
use crate::executor::note::Note;
use crate::executor::prediction::{Actual, Expected, Prediction};
use crate::executor::process::{self, Limits};
use crate::executor::report::{FailureReport, RequestMade, Started};
use crate::executor::starting::{Starting, Visit, WebProcess, choose_port};
use crate::executor::trouble::Trouble;

/// How long a web process may take to end when it is asked to; Heroku waits for 30 seconds.
const GRACE: Duration = Duration::from_secs(10);

impl Running<'_, '_> {
    /// Starts what was built, where that is wanted, and notes what came of it.
    pub(super) fn start(&mut self) {
        let Some(starting) = &self.build.starting else { return };
        let Some(line) = &starting.command else {
            (self.tell)(&Event::StepSkipped { step: Activity::Start, reason: SkipReason::NoWebProcess });
            return;
        };
        let language = self.options().language;
        let command = self.redactor.redact(line);
        let shown = [command.clone()];
        (self.tell)(&Event::StepStarted { step: Activity::Start, title: Activity::Start.title(language), command: &shown });
        let begin = now();
        let prediction = Prediction::new(Expected::of_start(self.build.report), None);
        let mut started = Started {
            command,
            port: 0,
            listening: None,
            request: None,
            seconds: 0.0,
            ok: false,
            failure: None,
            diagnostics: vec![],
            prediction,
        };
        let failure = match self.visit(starting, line, &mut started) {
            Ok(failure) => failure.map(|failure| FailureReport::of(&failure, language)),
            Err(error) => Some(Trouble::at(&self.app)(error).report(Some(Activity::Start), language)),
        };
        started.seconds = seconds(begin);
        started.ok = failure.is_none();
        let actual = match &failure {
            None => Some(Actual::Started),
            Some(failure) => failure.is_of_the_project.then_some(Actual::Failed),
        };
        started.prediction = Prediction::new(started.prediction.expected, actual);
        let codes = failure.as_ref().map(|failure| failure.codes.clone()).unwrap_or_default();
        let had_seen = |found: &&Diagnostic| codes.contains(&found.code);
        started.diagnostics = self.build.report.diagnostics.iter().filter(had_seen).cloned().collect();
        started.failure = failure;
        (self.tell)(&Event::StepFinished { step: Activity::Start, ok: started.ok, seconds: started.seconds });
        self.report.started = Some(started);
    }

    /// Runs the process until it has answered, or is not going to; gives what went wrong.
    fn visit(&mut self, starting: &Starting, line: &str, started: &mut Started) -> io::Result<Option<Failure>> {
        let port = choose_port(starting.port)?;
        started.port = port;
        let variable = &starting.port_variable;
        self.note(&Note::Port { variable, port });
        let process = WebProcess {
            starting,
            plan: self.plan(),
            caller: &self.build.caller,
            layout: self.options().layout,
            app: &self.app,
            programs: Environment::programs(&self.place()),
            port,
        };
        let visit = RefCell::new(Visit::new(port, &starting.host, starting.timeout));
        let mut observer = Observer::new(Activity::Start).in_folder(&self.app.to_string_lossy());
        let limits = Limits { timeout: None, interrupt: &self.build.interrupt, grace: GRACE, is_apart: self.is_apart() };
        let command = self.apart(process.command(line), true)?;
        let (redactor, tell) = (&self.redactor, &mut *self.tell);
        let ending = process::run_until(
            command,
            limits,
            |line| {
                let line = redactor.redact(line);
                if !visit.borrow().is_over() {
                    observer.line(&line);
                }
                tell(&Event::Output { step: Activity::Start, from: Speaker::Command, line: &line });
            },
            |number| visit.borrow_mut().go_on(number),
        );
        process.end_strays();
        let (ending, visit) = (ending?, visit.into_inner());
        started.listening = visit.listening().map(|address| address.to_string());
        started.request = visit.status().map(|status| RequestMade { status });
        if let Some(address) = &started.listening {
            self.note(&Note::Listening { address });
        }
        if let Some(status) = visit.status() {
            self.note(&Note::Answer { host: &starting.host, status });
        }
        Ok(match (ending, visit.met()) {
            (Ending::Stopped, None) => None,
            (Ending::Stopped, Some(met)) => Some(observer.conclude_start(met)),
            (ending, _) => Some(observer.conclude(&ending)),
        })
    }

    fn note(&mut self, note: &Note<'_>) {
        let line = self.redactor.redact(&note.text(self.options().language));
        (self.tell)(&Event::Output { step: Activity::Start, from: Speaker::Pushready, line: &line });
    }
}
