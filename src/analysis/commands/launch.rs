//! What a program that a process starts is pointed at: an object of a module, a module, or a script.

mod context;
mod script;

use std::ops::Range;

use crate::syntax::shell_command::Word;

use crate::analysis::Facts;
use crate::analysis::commands::command_line::{CommandLine, Value};
use crate::analysis::commands::start_command::{How, Invocation, StartCommand, invocations, simple_commands};
use crate::analysis::python::modules::{ROOT, SearchPath, below, folder_from};
use context::Context;

/// The variable that names the application where `flask` is not told by an option.
const FLASK_APP: &str = "FLASK_APP";

/// What is started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// gunicorn.
    Gunicorn,
    /// uvicorn.
    Uvicorn,
    /// hypercorn.
    Hypercorn,
    /// daphne.
    Daphne,
    /// waitress-serve.
    Waitress,
    /// celery.
    Celery,
    /// flask.
    Flask,
    /// A script that Python runs.
    Python,
    /// A script that Streamlit runs.
    Streamlit,
    /// `python -m`.
    PythonModule,
    /// A script that a shell runs.
    Shell,
    /// A script that is run by its path.
    Direct,
}

/// A program that a process starts, with what it is pointed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Launch {
    /// The program.
    pub tool: Tool,
    /// The program as the command names it.
    pub program: String,
    /// The word that holds the target.
    pub word: Word,
    /// Where the target stands in the word's text.
    pub part: Range<usize>,
    /// The words behind the target that are no options.
    pub rest: Vec<Word>,
    /// Where modules are searched.
    pub path: SearchPath,
    /// The folder that the program works in, from the root of the project; none if that cannot be told.
    pub folder: Option<String>,
    /// Whether a command before it may write files.
    pub is_prepared: bool,
    /// Whether it runs only when the command before it fails.
    pub is_fallback: bool,
    /// The kind of worker that gunicorn is told to use, or the interface of uvicorn; none if it cannot be told.
    pub worker: Option<String>,
    /// Whether the object is called first.
    pub is_factory: bool,
}

/// A target taken apart, as places in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectName<'t> {
    /// The module.
    pub module: &'t str,
    /// What stands behind the colon; none without a colon.
    pub object: Option<&'t str>,
}

impl Launch {
    /// The programs of a process that are pointed at something, in their order.
    #[must_use]
    pub fn all(start: &StartCommand<'_>, facts: &Facts<'_>) -> Vec<Self> {
        let steps = simple_commands(&start.command);
        let mut found = vec![];
        for (at, step) in steps.iter().enumerate() {
            let context = Context { facts, before: &steps[..at], step };
            found.extend(invocations(step).iter().filter_map(|invocation| Self::of(&context, invocation)));
        }
        found
    }

    /// The target.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.word.text[self.part.clone()]
    }

    /// The module and the object of the target.
    #[must_use]
    pub fn object_name(&self) -> ObjectName<'_> {
        let text = self.text();
        let text = if self.tool == Tool::Hypercorn { without_interface(text) } else { text };
        match text.split_once(':') {
            Some((module, object)) => ObjectName { module, object: Some(object) },
            None => ObjectName { module: text, object: None },
        }
    }

    /// Where a piece of the target stands, in the text of the command.
    #[must_use]
    pub fn place_of(&self, piece: &str) -> Range<usize> {
        let at = self.text().find(piece).unwrap_or(0) + self.part.start;
        self.word.place(at..at + piece.len())
    }

    /// Whether the program takes `module:object`.
    #[must_use]
    pub fn is_server(&self) -> bool {
        matches!(self.tool, Tool::Gunicorn | Tool::Uvicorn | Tool::Hypercorn | Tool::Daphne | Tool::Waitress)
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
        let mut launch = Self::new(context, invocation, tool, word);
        launch.part = from..word.text.len();
        launch.rest = line.positionals.iter().skip(usize::from(from == 0)).map(|word| (*word).clone()).collect();
        launch.is_factory = line.uses("--factory") || line.uses("--call");
        launch.point(context, invocation, &line);
        Some(launch)
    }

    fn new(context: &Context<'_>, invocation: &Invocation<'_>, tool: Tool, word: &Word) -> Self {
        Self {
            tool,
            program: invocation.program.text.clone(),
            word: word.clone(),
            part: 0..word.text.len(),
            rest: vec![],
            path: SearchPath::default(),
            folder: invocation.folder.clone(),
            is_prepared: context.is_prepared(),
            is_fallback: invocation.is_fallback,
            worker: None,
            is_factory: false,
        }
    }

    /// Sets the folder and the search path as the program does.
    fn point(&mut self, context: &Context<'_>, invocation: &Invocation<'_>, line: &CommandLine<'_>) {
        let started_in = self.folder.clone();
        match self.tool {
            Tool::Gunicorn => self.point_gunicorn(context, line),
            Tool::Uvicorn => {
                let folder = folder(started_in.as_deref(), line.value("--app-dir"));
                self.search(folder.as_deref());
                self.worker = Some(line.value("--interface").map_or("auto", |value| value.text).to_owned());
            }
            Tool::Celery => {
                self.folder = folder(started_in.as_deref(), line.value("--workdir"));
                self.search(self.folder.clone().as_deref());
            }
            _ => self.search(started_in.as_deref()),
        }
        if invocation.how == How::Module {
            self.search(started_in.as_deref());
        }
        self.search_variable(context);
    }

    /// gunicorn puts what `--pythonpath` names before the folder that it changes to, and a file may set both.
    fn point_gunicorn(&mut self, context: &Context<'_>, line: &CommandLine<'_>) {
        let started_in = self.folder.clone();
        self.folder = folder(started_in.as_deref(), line.value("--chdir"));
        let here = self.folder.clone();
        let named = line.value("--pythonpath").map(|value| value.text.split(',').collect::<Vec<_>>());
        for path in named.into_iter().flatten() {
            let folder = here.as_deref().and_then(|here| folder_from(here, path));
            self.search(folder.as_deref());
        }
        self.search(here.as_deref());
        let settings = context.gunicorn_settings(started_in.as_deref(), line.value("--config").map(|value| value.text));
        if settings.moves {
            self.path.push_unknown();
        }
        let worker = line.value("--worker-class").map_or("sync", |value| value.text);
        let is_known = settings.keeps_worker && !worker.contains('$');
        self.worker = is_known.then(|| worker.to_owned());
    }

    fn search(&mut self, folder: Option<&str>) {
        match folder {
            Some(folder) => self.path.push(folder),
            None => self.path.push_unknown(),
        }
    }

    /// The folders of PYTHONPATH, or the one that the platform puts there.
    fn search_variable(&mut self, context: &Context<'_>) {
        let root = context.facts.platform.runtime.python_path_is_app_folder.as_ref();
        match context.variable("PYTHONPATH") {
            Some(paths) => {
                let start = self.folder.clone().unwrap_or_default();
                for path in paths.split(':') {
                    let is_itself = ["$PYTHONPATH", "${PYTHONPATH}"].contains(&path);
                    let folder = if is_itself { Some(ROOT.to_owned()) } else { folder_from(&start, path) };
                    self.search(folder.as_deref());
                }
            }
            None if root.is_none_or(|fact| fact.value) => self.search(Some(ROOT)),
            None => {}
        }
    }
}

impl Tool {
    fn named(name: &str) -> Option<Self> {
        let tool = match name {
            "gunicorn" => Self::Gunicorn,
            "uvicorn" => Self::Uvicorn,
            "hypercorn" => Self::Hypercorn,
            "daphne" => Self::Daphne,
            "waitress-serve" => Self::Waitress,
            "celery" => Self::Celery,
            "flask" => Self::Flask,
            _ => return None,
        };
        Some(tool)
    }

    /// The object that it takes from a module without being told.
    #[must_use]
    pub fn default_object(self) -> Option<&'static str> {
        match self {
            Self::Gunicorn => Some("application"),
            Self::Hypercorn => Some("app"),
            _ => None,
        }
    }
}

/// The folder that an option names, seen from the one that the program is started in.
fn folder(started_in: Option<&str>, option: Option<&Value<'_>>) -> Option<String> {
    let started_in = started_in?;
    match option {
        Some(value) if value.text.contains('$') && !value.text.starts_with("$HOME") => None,
        Some(value) => folder_from(started_in, value.text),
        None => Some(started_in.to_owned()),
    }
}

/// hypercorn takes `asgi:` and `wsgi:` in front.
fn without_interface(text: &str) -> &str {
    ["asgi:", "wsgi:"].iter().find_map(|prefix| text.strip_prefix(prefix)).unwrap_or(text)
}

/// A path of the project, seen from the folder that a program works in.
fn path_from(folder: Option<&str>, path: &str) -> Option<String> {
    let (parent, name) = path.rsplit_once('/').unwrap_or((".", path));
    let parent = if path.starts_with('/') && parent.is_empty() { return None } else { parent };
    Some(below(&folder_from(folder?, parent)?, name))
}
