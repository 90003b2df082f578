//! An object that a module does not have, or that a server cannot call.

use crate::analysis::Facts;
use crate::analysis::commands::launch::{Launch, Tool};
use crate::analysis::commands::started::modules;
use crate::analysis::python::apps::{App, Has, Holder, Interface};
use crate::analysis::python::modules::Located;
use crate::syntax::python_name::is_identifier;

use super::suggestion::{fitting_object, suggestion};

/// gunicorn's workers that call WSGI objects.
const WSGI_WORKERS: &[&str] = &["sync", "gthread", "eventlet", "gevent", "gevent_pywsgi", "gevent_wsgi"];
/// The worker that uvicorn brings for gunicorn.
const ASGI_WORKER: &str = "-k uvicorn.workers.UvicornWorker";

/// An object that a program asks for in vain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingObject {
    /// The file of the module.
    pub file: String,
    /// The name of the object.
    pub object: String,
    /// What the file has in its place.
    pub instead: Option<Instead>,
}

/// What a file has in the place of an object that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Instead {
    /// The target with the only object that fits.
    Target(String),
    /// An object that holds it, once a line is added that gives it a name of its own.
    Held {
        /// The line: `server = app.server`.
        line: String,
        /// Where the line goes, in the text of the file.
        at: usize,
        /// The target that leads to it.
        target: String,
    },
}

/// An object that is called in a way that it does not understand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongInterface {
    /// The file of the module.
    pub file: String,
    /// The name of the object.
    pub object: String,
    /// What the object is.
    pub app: App,
    /// The option that makes the server call it as it has to be called.
    pub option: Option<&'static str>,
}

/// The name that a module does not have.
pub(in crate::analysis::commands) fn missing_object(facts: &Facts<'_>, launch: &Launch) -> Option<MissingObject> {
    let name = launch.object_name();
    let written = name.object.or(launch.tool.default_object())?;
    let object = written.split(['(', '.']).next()?.trim();
    let takes_objects = launch.is_server() || launch.tool == Tool::Flask && name.object.is_some();
    if !takes_objects || !is_identifier(object) || launch.is_prepared {
        return None;
    }
    let modules = modules(facts, launch);
    let Located::File(file) = modules.locate(name.module) else { return None };
    if modules.has(&file, object) != Has::No {
        return None;
    }
    let suggestion = fitting_object(facts, launch, &file).and_then(|_| suggestion(facts, launch, &file, None));
    let text = suggestion.map(|found| found.text).filter(|text| text.contains(':') || name.object.is_some());
    let instead = text.map(Instead::Target).or_else(|| held(facts, launch, &file));
    Some(MissingObject { file, object: object.to_owned(), instead })
}

/// What the only object of a file holds that a server can start.
fn held(facts: &Facts<'_>, launch: &Launch, file: &str) -> Option<Instead> {
    let Holder { name, attribute, made } = modules(facts, launch).holder(file)?;
    let text = facts.project.text(file)?;
    let rest = text.as_str().get(made.end..)?;
    // A line cannot go behind a statement that is not the last of its own.
    let line = rest.split(['\r', '\n']).next().filter(|rest| !rest.contains(';'))?;
    let is_indented = text.as_str()[..made.start].rsplit('\n').next().is_some_and(|before| before.starts_with([' ', '\t']));
    let target = suggestion(facts, launch, file, Some(attribute)).filter(|_| !is_indented)?;
    Some(Instead::Held { line: format!("{attribute} = {name}.{attribute}"), at: made.end + line.len(), target: target.text })
}

/// The object that the server cannot call.
pub(super) fn wrong_interface(facts: &Facts<'_>, launch: &Launch) -> Option<WrongInterface> {
    let name = launch.object_name();
    let written = name.object.or(launch.tool.default_object())?;
    let Located::File(file) = modules(facts, launch).locate(name.module) else { return None };
    let (object, is_called) = written.split_once('(').map_or((written, launch.is_factory), |(object, _)| (object, true));
    let app = modules(facts, launch).app(&file, object)?;
    let worker = launch.worker.as_deref();
    let is_wrong = match (launch.tool, app.interface) {
        (Tool::Gunicorn, Interface::Asgi) => worker.is_some_and(|worker| WSGI_WORKERS.contains(&worker)),
        (Tool::Waitress, Interface::Asgi) | (Tool::Daphne, Interface::Wsgi) => true,
        (Tool::Uvicorn, Interface::Wsgi) => worker.is_some_and(|interface| interface != "wsgi"),
        _ => false,
    };
    let is_whole = is_wrong && app.is_factory == is_called;
    is_whole.then(|| WrongInterface { file, object: written.to_owned(), app, option: option(facts, launch) })
}

/// The option that makes the server call the object as it has to be called.
fn option(facts: &Facts<'_>, launch: &Launch) -> Option<&'static str> {
    match (launch.tool, launch.worker.as_deref()) {
        (Tool::Gunicorn, Some("sync")) if facts.requirements.lists("uvicorn") => Some(ASGI_WORKER),
        (Tool::Uvicorn, Some("auto")) => Some("--interface wsgi"),
        _ => None,
    }
}
