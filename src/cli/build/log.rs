//! The log of a build for people, on standard error: with a spinner on a terminal, else line by line.

use std::io::IsTerminal;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::context::Context;
use crate::cli::stream;
use crate::executor::{Activity, Event, SkipReason, Speaker};
use crate::language::Language;
use crate::plan::{Plan, Step};
use crate::text::shell;
use crate::text::visible;

/// How often the spinner turns.
const TURN: Duration = Duration::from_millis(100);

/// Shows what a build tells.
pub(in crate::cli) struct Log<'a> {
    plan: &'a Plan,
    language: Language,
    color: bool,
    /// On a terminal only.
    spinner: Option<ProgressBar>,
}

impl<'a> Log<'a> {
    /// A log for the steps of a plan.
    pub(in crate::cli) fn new(plan: &'a Plan, context: &Context) -> Self {
        #[expect(clippy::disallowed_methods, reason = "whether a spinner turns depends on where the log is read")]
        let spinner = std::io::stderr().is_terminal().then(|| {
            let style =
                ProgressStyle::with_template("{spinner} {msg} ({elapsed})").unwrap_or_else(|_| ProgressStyle::default_spinner());
            ProgressBar::no_length().with_style(style)
        });
        Self { plan, language: context.language, color: context.streams.color(), spinner }
    }

    /// Shows one thing.
    pub(in crate::cli) fn tell(&mut self, event: &Event<'_>) {
        match event {
            Event::StepStarted { step, title, command } => self.started(*step, title, command),
            Event::Output { from: Speaker::Command, line, .. } => self.line(&format!("    {}", visible(line))),
            Event::Output { from: Speaker::Pushready, line, .. } => self.line(&format!("  · {}", visible(line))),
            Event::StepFinished { step, ok, seconds } => self.finished(*step, *ok, *seconds),
            Event::StepSkipped { step, reason } => {
                let line = format!("- {}: {}", self.headline(*step), reason_text(*reason, self.language));
                self.line(&line);
            }
            Event::BuildFinished(_) => self.clear(),
        }
    }

    fn started(&mut self, step: Activity, title: &str, command: &[String]) {
        let headline = self.headline(step);
        self.line(&self.painted(&headline, Style::new().bold()));
        let command = match self.step(step) {
            Some(step) => Some(step).filter(|step| !step.command.is_empty()).map(|step| shell::line(&step.env, &step.command)),
            // The command of a start is a line for the shell already.
            None => Some(command.join(" ")),
        };
        if let Some(command) = command {
            self.line(&format!("  $ {}", visible(&command)));
        }
        if let Some(spinner) = &self.spinner {
            spinner.reset_elapsed();
            spinner.set_message(title.to_owned());
            spinner.enable_steady_tick(TURN);
        }
    }

    fn finished(&mut self, step: Activity, ok: bool, seconds: f64) {
        self.clear();
        let (mark, color) = if ok { ("✓", AnsiColor::Green) } else { ("✗", AnsiColor::Red) };
        let mark = self.painted(mark, color.on_default());
        let line = format!("{mark} {} ({seconds:.1} s)", self.headline(step));
        self.line(&line);
    }

    fn line(&self, line: &str) {
        match &self.spinner {
            Some(spinner) => spinner.suspend(|| stream::say_painted(line)),
            None => stream::say_painted(line),
        }
    }

    fn clear(&self) {
        if let Some(spinner) = &self.spinner {
            spinner.disable_steady_tick();
            spinner.set_message("");
            spinner.finish_and_clear();
            spinner.reset();
        }
    }

    fn step(&self, step: Activity) -> Option<&'a Step> {
        self.plan.steps.iter().find(|known| step == known.id.into())
    }

    /// `2/5 Install the dependencies`; what is no step of the plan has no number.
    fn headline(&self, step: Activity) -> String {
        let title = step.title(self.language);
        match self.plan.steps.iter().position(|known| step == known.id.into()) {
            Some(place) => format!("{}/{} {title}", place + 1, self.plan.steps.len()),
            None => title.to_owned(),
        }
    }

    fn painted(&self, text: &str, style: Style) -> String {
        if self.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

fn reason_text(reason: SkipReason, language: Language) -> &'static str {
    match reason {
        SkipReason::Unchanged => language.pick("nothing has changed since the last build", "自上次构建以来没有变化"),
        SkipReason::Cached => language.pick("comes from the cache", "取自缓存"),
        SkipReason::NotAsked => language.pick("not asked for", "没有要求"),
        SkipReason::NoWebProcess => {
            language.pick("the platform starts no process that serves the web", "平台不启动任何提供 Web 服务的进程")
        }
    }
}
