//! From the command of a process to the programs that it points at something.

use crate::analysis::Facts;
use crate::analysis::commands::command_line::CommandLine;
use crate::analysis::commands::gunicorn_file::FileSetting;
use crate::analysis::commands::start_command::{How, Invocation, StartCommand, invocations};
use crate::syntax::shell_command::Word;

use super::context::Context;
use super::script;
use super::target::{Launch, Tool};

/// The variable that names the application where `flask` is not told by an option.
const FLASK_APP: &str = "FLASK_APP";

impl Launch {
    /// The programs of a process that are pointed at something, in their order.
    #[must_use]
    pub fn all(start: &StartCommand, facts: &Facts<'_>) -> Vec<Self> {
        match facts.place_of(start) {
            Some(place) => facts.once(place, || Self::read_all(start, facts)).to_vec(),
            None => Self::read_all(start, facts),
        }
    }

    fn read_all(start: &StartCommand, facts: &Facts<'_>) -> Vec<Self> {
        let steps = start.steps();
        let mut found = vec![];
        for (at, step) in steps.iter().enumerate() {
            let context = Context { facts, start, before: &steps[..at], step };
            found.extend(invocations(step).iter().filter_map(|invocation| Self::of(&context, invocation)));
        }
        found
    }

    fn of(context: &Context<'_>, invocation: &Invocation<'_>) -> Option<Self> {
        Self::of_tool(context, invocation).or_else(|| script::launch(context, invocation))
    }

    fn of_tool(context: &Context<'_>, invocation: &Invocation<'_>) -> Option<Self> {
        let line = CommandLine::of(invocation, None).filter(|line| !line.is_open && line.is_known)?;
        let tool = Tool::named(line.tool)?;
        let value = match tool {
            Tool::Celery | Tool::Flask => match line.value("--app") {
                Some(option) => (option.word, option.word.text.len() - option.text.len()),
                None if tool == Tool::Flask => context.assignment(FLASK_APP)?,
                None => return None,
            },
            _ => (*line.positionals.first()?, 0),
        };
        let (word, from) = value;
        if word.expands || !word.is_closed || !line.faults.is_empty() {
            return None;
        }
        let mut launch = Self::new(tool, invocation, word, context.is_prepared());
        launch.part = from..word.text.len();
        launch.rest = line.positionals.iter().skip(usize::from(from == 0)).map(|word| (*word).clone()).collect();
        launch.is_factory = line.uses("--factory") || line.uses("--call");
        launch.point(context, invocation, &line);
        Some(launch)
    }

    /// gunicorn, with the application that its own file names.
    pub(in crate::analysis::commands) fn of_gunicorn_file(
        context: &Context<'_>,
        invocation: &Invocation<'_>,
        line: &CommandLine<'_>,
        word: &Word,
    ) -> Self {
        let mut launch = Self::new(Tool::Gunicorn, invocation, word, context.is_prepared());
        launch.point(context, invocation, line);
        launch
    }

    /// Sets the folder and the search path as the program does.
    fn point(&mut self, context: &Context<'_>, invocation: &Invocation<'_>, line: &CommandLine<'_>) {
        let started_in = invocation.folder.as_deref();
        let shell = context.shell(invocation);
        // The folder that an option names, seen from the one that the program is started in.
        let named = |option: &str| match line.value(option) {
            Some(value) => shell.folder(started_in, value.text),
            None => started_in.map(str::to_owned),
        };
        match self.tool {
            Tool::Gunicorn => self.point_gunicorn(context, invocation, line),
            Tool::Uvicorn => {
                self.search(named("--app-dir").as_deref());
                self.worker = Some(line.value("--interface").map_or("auto", |value| value.text).to_owned());
            }
            Tool::Celery => {
                self.folder = named("--workdir");
                self.search(self.folder.clone().as_deref());
            }
            _ => self.search(started_in),
        }
        if invocation.how == How::Module {
            self.search(started_in);
        }
        context.search_variable(invocation, &mut self.path);
    }

    /// gunicorn puts what `--pythonpath` names before the folder that it changes to, and a file may set both.
    fn point_gunicorn(&mut self, context: &Context<'_>, invocation: &Invocation<'_>, line: &CommandLine<'_>) {
        let started_in = invocation.folder.as_deref();
        let settings = context.gunicorn_settings(started_in, line.value("--config").map(|value| value.text));
        let told = |option: &str, elsewhere| match line.value(option) {
            Some(value) => FileSetting::Is(value.text.to_owned()),
            None => elsewhere,
        };
        let folder_of = |from: Option<&str>, text: &str| context.shell(invocation).folder(from, text);
        let here = match told("--chdir", settings.chdir) {
            FileSetting::Untold => started_in.map(str::to_owned),
            FileSetting::Is(folder) => folder_of(started_in, &folder),
            FileSetting::Unknown => None,
        };
        match told("--pythonpath", settings.pythonpath) {
            FileSetting::Untold => {}
            FileSetting::Is(folders) => {
                folders.split(',').for_each(|folder| self.search(folder_of(here.as_deref(), folder).as_deref()));
            }
            FileSetting::Unknown => self.path.push_unknown(),
        }
        self.search(here.as_deref());
        self.folder = here;
        self.worker = match told("--worker-class", settings.worker_class) {
            FileSetting::Untold => Some("sync".to_owned()),
            FileSetting::Is(worker) => Some(worker).filter(|worker| !worker.contains('$')),
            FileSetting::Unknown => None,
        };
    }
}
