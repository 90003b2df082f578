//! What an object of a module is: which kind of server can start it.

use std::cell::Cell;
use std::ops::Range;

use crate::analysis::python::modules::{Located, SearchPath};
use crate::analysis::python::names::{Bound, Names};
use crate::analysis::python::python_files::PythonFiles;
use crate::order;
use crate::project::path::{folder, join};
use crate::syntax::python_module::{Expression, ExpressionKind, Statement, StatementKind};

/// How many imports, calls and names are followed, one after another.
const DEPTH: u32 = 8;
/// How many statements and names are looked at for one answer: each of many ways may branch again at every step.
const STEPS: usize = 50_000;

/// How a server calls an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interface {
    /// With `environ` and `start_response`.
    Wsgi,
    /// With `scope`, `receive` and `send`.
    Asgi,
    /// As aiohttp does.
    Aiohttp,
    /// Not at all: it is Celery's.
    Celery,
    /// That is not known: it starts its server itself.
    Itself,
}

/// What an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct App {
    /// How it is called.
    pub interface: Interface,
    /// What makes it, by its full name: `fastapi.FastAPI`.
    pub maker: &'static str,
    /// The class whose object it is: `FastAPI`.
    pub class: &'static str,
    /// Whether it has to be called first.
    pub is_factory: bool,
}

/// An object that holds what a server can start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Its name.
    pub name: String,
    /// What it holds: `server`.
    pub attribute: &'static str,
    /// Where the call stands that makes it, in the text of the file.
    pub made: Range<usize>,
}

/// Whether a module has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Has {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// That cannot be told.
    Unknown,
}

/// What makes objects that servers can start, by its full name.
const MAKERS: &[(&str, Interface, &str)] = &[
    ("flask.Flask", Interface::Wsgi, "Flask"),
    ("flask.app.Flask", Interface::Wsgi, "Flask"),
    ("apiflask.APIFlask", Interface::Wsgi, "APIFlask"),
    ("flask_openapi3.OpenAPI", Interface::Wsgi, "OpenAPI"),
    ("eve.Eve", Interface::Wsgi, "Eve"),
    ("bottle.Bottle", Interface::Wsgi, "Bottle"),
    ("bottle.default_app", Interface::Wsgi, "AppStack"),
    ("falcon.App", Interface::Wsgi, "App"),
    ("falcon.API", Interface::Wsgi, "API"),
    ("django.core.wsgi.get_wsgi_application", Interface::Wsgi, "WSGIHandler"),
    ("django.core.asgi.get_asgi_application", Interface::Asgi, "ASGIHandler"),
    ("channels.routing.ProtocolTypeRouter", Interface::Asgi, "ProtocolTypeRouter"),
    ("fastapi.FastAPI", Interface::Asgi, "FastAPI"),
    ("fastapi.applications.FastAPI", Interface::Asgi, "FastAPI"),
    ("starlette.applications.Starlette", Interface::Asgi, "Starlette"),
    ("quart.Quart", Interface::Asgi, "Quart"),
    ("sanic.Sanic", Interface::Asgi, "Sanic"),
    ("aiohttp.web.Application", Interface::Aiohttp, "Application"),
    ("celery.Celery", Interface::Celery, "Celery"),
    ("dash.Dash", Interface::Itself, "Dash"),
    ("flask_socketio.SocketIO", Interface::Itself, "SocketIO"),
    ("gradio.Blocks", Interface::Itself, "Blocks"),
    ("gradio.ChatInterface", Interface::Itself, "ChatInterface"),
    ("gradio.Interface", Interface::Itself, "Interface"),
    ("gradio.TabbedInterface", Interface::Itself, "TabbedInterface"),
    ("tornado.httpserver.HTTPServer", Interface::Itself, "HTTPServer"),
    ("tornado.web.Application", Interface::Itself, "Application"),
];

/// Objects that have the one to start as their attribute.
const HOLDERS: &[(&str, &str, Interface, &str)] = &[("dash.Dash", "server", Interface::Wsgi, "Flask")];

/// The modules of a project, as one process sees them.
#[derive(Debug, Clone, Copy)]
pub struct Modules<'f> {
    /// The files.
    pub files: &'f PythonFiles<'f>,
    /// Where they are searched.
    pub path: &'f SearchPath,
}

impl Modules<'_> {
    /// The place of a module.
    #[must_use]
    pub fn locate(&self, module: &str) -> Located {
        self.path.locate(self.files.project(), module)
    }

    /// Whether a file has a name when it was imported. Modules that it imports all of are looked into one after the other, the
    /// nearest first, each once at each distance.
    #[must_use]
    pub fn has(&self, file: &str, name: &str) -> Has {
        let mut found = Has::No;
        let mut next = order::set([file.to_owned()]);
        for _ in 0..DEPTH {
            for file in std::mem::take(&mut next) {
                let Some(module) = self.files.module(&file) else {
                    found = Has::Unknown;
                    continue;
                };
                let names = Names::of(&module);
                if !names.get(name).is_empty() {
                    return Has::Yes;
                }
                if names.is_dynamic || self.may_be_submodule(&file, name) {
                    found = Has::Unknown;
                    continue;
                }
                if is_built_in(name) {
                    return Has::Yes;
                }
                for star in &names.stars {
                    match self.import(&file, star.module, star.level) {
                        Some(other) => {
                            next.insert(other);
                        }
                        None => found = Has::Unknown,
                    }
                }
            }
        }
        if next.is_empty() { found } else { Has::Unknown }
    }

    /// A package has its modules as attributes, once they were imported.
    fn may_be_submodule(&self, file: &str, name: &str) -> bool {
        let Some(folder) = file.strip_suffix("/__init__.py") else { return false };
        let project = self.files.project();
        let base = join(folder, name);
        project.has(&format!("{base}.py")) || project.has_folder(&base)
    }

    /// The file that an import means, if it lies in the project.
    fn import(&self, file: &str, module: &str, level: u32) -> Option<String> {
        let located = if level == 0 { self.locate(module) } else { self.locate_from(file, module, level) };
        if let Located::File(file) = located { Some(file) } else { None }
    }

    /// `from ..module import …`.
    fn locate_from(&self, file: &str, module: &str, level: u32) -> Located {
        let folder = (0..level).fold(file, |path, _| folder(path));
        if module.is_empty() {
            return Located::File(join(folder, "__init__.py"));
        }
        let mut path = SearchPath::default();
        path.push(folder);
        path.locate(self.files.project(), module)
    }

    /// What a server can start of a file; none where that cannot be told.
    #[must_use]
    pub fn app(&self, file: &str, name: &str) -> Option<App> {
        self.made(file, name).filter(|app| app.interface != Interface::Itself)
    }

    /// What an object of a file is; none where that cannot be told.
    #[must_use]
    pub fn made(&self, file: &str, name: &str) -> Option<App> {
        let left = Steps::default();
        self.app_within(file, name, DEPTH, &left).filter(|_| left.are_there())
    }

    /// The objects of a file that a server can start, in their order; none where that takes too long to tell.
    #[must_use]
    pub fn apps(&self, file: &str) -> Vec<(String, App)> {
        let Some(module) = self.files.module(file) else { return vec![] };
        let names = Names::of(&module);
        let left = Steps::default();
        let scope = Scope { modules: self, file, names: &names, local: None, depth: DEPTH - 1, left: &left };
        let app = |name: &str| scope.name(name).filter(|app| app.interface != Interface::Itself);
        let apps = names.all().into_iter().filter_map(|name| Some((name.to_owned(), app(name)?))).collect();
        if left.are_there() { apps } else { vec![] }
    }

    /// The only object of a file that holds what a server can start and cannot be started itself, with the name of what it
    /// holds.
    #[must_use]
    pub fn holder(&self, file: &str) -> Option<Holder> {
        let module = self.files.module(file)?;
        let names = Names::of(&module);
        let left = Steps::default();
        let scope = Scope { modules: self, file, names: &names, local: None, depth: DEPTH, left: &left };
        let held = |name: &str| match scope.get(name)[..] {
            [Bound::Value(value)] => {
                let (_, attribute, ..) = scope.holder(value)?;
                Some(Holder { name: name.to_owned(), attribute, made: value.range.clone() })
            }
            _ => None,
        };
        let mut holders = names.all().into_iter().filter_map(held);
        holders.next().filter(|_| holders.next().is_none())
    }

    fn app_within(&self, file: &str, name: &str, depth: u32, left: &Steps) -> Option<App> {
        let (module, depth) = (self.files.module(file)?, depth.checked_sub(1)?);
        left.take(module.body.len())?;
        let names = Names::of(&module);
        Scope { modules: self, file, names: &names, local: None, depth, left }.name(name)
    }
}

/// How many steps are left.
struct Steps(Cell<usize>);

impl Default for Steps {
    fn default() -> Self {
        Self(Cell::new(STEPS))
    }
}

impl Steps {
    /// Takes some steps, unless there are not as many any more.
    fn take(&self, steps: usize) -> Option<()> {
        self.0.set(self.0.get().saturating_sub(steps));
        self.are_there().then_some(())
    }

    fn are_there(&self) -> bool {
        self.0.get() > 0
    }
}

/// The names that count at one place of a file.
struct Scope<'s> {
    modules: &'s Modules<'s>,
    file: &'s str,
    names: &'s Names<'s>,
    /// The names of the function, inside one.
    local: Option<&'s Names<'s>>,
    depth: u32,
    left: &'s Steps,
}

impl<'s> Scope<'s> {
    fn get(&self, name: &str) -> Vec<Bound<'s>> {
        let local = self.local.map_or(vec![], |local| local.get(name));
        if local.is_empty() { self.names.get(name) } else { local }
    }

    /// What a name is, if all that it may be bound to is the same.
    fn name(&self, name: &str) -> Option<App> {
        self.left.take(1)?;
        let inner = Self { depth: self.depth.checked_sub(1)?, ..*self };
        same(self.get(name).into_iter().map(|bound| inner.bound(bound)))
    }

    fn bound(&self, bound: Bound<'s>) -> Option<App> {
        match bound {
            Bound::Value(value) => self.value(value),
            Bound::Function(function) => Some(App { is_factory: true, ..self.returned(function)? }),
            Bound::From { module, level, name } => {
                let file = self.modules.import(self.file, module, level)?;
                self.modules.app_within(&file, name, self.depth, self.left)
            }
            Bound::Class(_) | Bound::Module(_) | Bound::Other => None,
        }
    }

    fn value(&self, value: &Expression) -> Option<App> {
        match &value.kind {
            ExpressionKind::Name(name) => self.name(name),
            ExpressionKind::Call(call) => self.made_by(&call.function),
            ExpressionKind::Attribute(holder, attribute) => self.held(holder, attribute),
            _ => None,
        }
    }

    /// What a call of this makes.
    fn made_by(&self, function: &Expression) -> Option<App> {
        let full = self.full_name(function)?;
        if let Some((maker, interface, class)) = MAKERS.iter().find(|(name, ..)| *name == full) {
            return Some(App { interface: *interface, maker, class, is_factory: false });
        }
        let ExpressionKind::Name(name) = &function.kind else { return None };
        let made = self.name(name).filter(|app| app.is_factory);
        made.map(|app| App { is_factory: false, ..app })
    }

    fn held(&self, holder: &Expression, attribute: &str) -> Option<App> {
        let [Bound::Value(value)] = self.get(&holder.dotted()?)[..] else { return None };
        let (maker, _, interface, class) = self.holder(value).filter(|(_, held, ..)| *held == attribute)?;
        Some(App { interface: *interface, maker, class, is_factory: false })
    }

    /// What is known of the objects that a call makes, if they hold what a server can start.
    fn holder(&self, value: &Expression) -> Option<&'static (&'static str, &'static str, Interface, &'static str)> {
        let full = self.full_name(&value.call()?.function)?;
        HOLDERS.iter().find(|(name, ..)| *name == full)
    }

    /// The dotted name of what an expression was imported as; names of the file itself stay as they are.
    fn full_name(&self, expression: &Expression) -> Option<String> {
        let dotted = expression.dotted()?;
        let (first, rest) = dotted.find('.').map_or((dotted.as_str(), ""), |at| dotted.split_at(at));
        let imported = match self.get(first).as_slice() {
            [Bound::Module(module)] => (*module).to_owned(),
            [Bound::From { module, level: 0, name }] => format!("{module}.{name}"),
            _ => return Some(dotted),
        };
        Some(format!("{imported}{rest}"))
    }

    /// What a function returns, if all of its returns give the same.
    fn returned(&self, function: &'s Statement) -> Option<App> {
        let StatementKind::Function { body, is_async: false, .. } = &function.kind else { return None };
        let local = Names::of_function(body);
        let inner = Scope { local: Some(&local), depth: self.depth.checked_sub(1)?, ..*self };
        same(returns(body).into_iter().map(|value| inner.value(value?)))
    }
}

/// The values that a function returns; those of functions inside it are not its own.
fn returns(body: &[Statement]) -> Vec<Option<&Expression>> {
    let values = body.iter().flat_map(|statement| match &statement.kind {
        StatementKind::Return { value } => vec![value.as_ref()],
        StatementKind::Function { .. } | StatementKind::Class { .. } => vec![],
        _ => statement.blocks().into_iter().flat_map(returns).collect(),
    });
    values.collect()
}

fn same(mut apps: impl Iterator<Item = Option<App>>) -> Option<App> {
    let first = apps.next()??;
    apps.all(|app| app == Some(first)).then_some(first)
}

/// The names that every module has.
fn is_built_in(name: &str) -> bool {
    name.starts_with("__") && name.ends_with("__")
}

#[cfg(all(test, feature = "python"))]
mod tests {
    use super::*;
    use crate::project::path::ROOT;
    use crate::project::{Content, Project};

    fn with<T>(files: &[(&str, &str)], look: impl FnOnce(Modules<'_>) -> T) -> T {
        let mut project = Project::new();
        for (path, text) in files {
            project.insert(*path, Content::from(text.as_bytes().to_vec()));
        }
        let mut path = SearchPath::default();
        path.push(ROOT);
        look(Modules { files: &PythonFiles::of(&project), path: &path })
    }

    #[test]
    fn objects_are_followed_to_what_makes_them() {
        let cases = [
            ("from flask import Flask\napp = Flask(__name__)", Some(("Flask", false))),
            ("import flask\napp = flask.Flask(__name__)", Some(("Flask", false))),
            ("import fastapi as f\napp: f.FastAPI = f.FastAPI()", Some(("FastAPI", false))),
            ("from dash import Dash\nd = Dash()\napp = d.server", Some(("Flask", false))),
            ("from flask import Flask\ndef app():\n    x = Flask(__name__)\n    return x", Some(("Flask", true))),
            ("from other import make\napp = make()", Some(("FastAPI", false))),
            ("from other import *\nfrom other import inner as app", Some(("FastAPI", false))),
            ("from flask import Flask\napp = Flask(__name__)\napp = Wrapped(app)", None),
            ("from flask import Flask\napp = Flask(__name__)\nif x:\n    app = Wrapped(app)", None),
            ("def app(): return app()", None),
            ("app = app", None),
            ("from mine import Flask\napp = Flask()", None),
        ];
        for (text, expected) in cases {
            let other = "from fastapi import FastAPI\ninner = FastAPI()\ndef make():\n    return inner";
            let app = with(&[("app.py", text), ("other.py", other)], |modules| modules.app("app.py", "app"));
            assert_eq!(app.map(|app| (app.class, app.is_factory)), expected, "{text}");
        }
    }

    #[test]
    fn of_ways_that_branch_at_every_step_some_are_looked_at() {
        let text = |ways: usize| {
            let names = (0..6).map(|step| format!("if x:\n    a{step} = a{}\n", step + 1).repeat(ways));
            format!("from flask import Flask\n{}a6 = Flask(__name__)\n", names.collect::<String>())
        };
        let class = |text: &str| with(&[("app.py", text)], |modules| modules.app("app.py", "a0")).map(|app| app.class);
        assert_eq!((class(&text(3)), class(&text(10))), (Some("Flask"), None));
    }

    #[test]
    fn names_are_looked_for_through_star_imports() {
        let files = [
            ("app.py", "from other import *\n"),
            ("other.py", "from pkg.inner import *\napp = 1\n"),
            ("pkg/__init__.py", ""),
            ("pkg/inner.py", "deep = 1\n"),
            ("foreign.py", "from django.conf.urls import *\n"),
            ("broken.py", "print 'x'\n"),
            ("loop.py", "from loop import *\n"),
        ];
        let cases = [
            ("app.py", "app", Has::Yes),
            ("app.py", "deep", Has::Yes),
            ("app.py", "application", Has::No),
            ("foreign.py", "app", Has::Unknown),
            ("broken.py", "app", Has::Unknown),
            ("loop.py", "app", Has::Unknown),
            ("pkg/__init__.py", "inner", Has::Unknown),
            ("pkg/__init__.py", "app", Has::No),
            ("none.py", "app", Has::Unknown),
            ("app.py", "__name__", Has::Yes),
        ];
        for (file, name, expected) in cases {
            assert_eq!(with(&files, |modules| modules.has(file, name)), expected, "{file} {name}");
        }
    }
}
