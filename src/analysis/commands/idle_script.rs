//! A script that makes an app and starts nothing with it, so that it ends as soon as it was read.

use crate::analysis::Facts;
use crate::analysis::python::apps::{Interface, Modules};
use crate::analysis::python::modules::Located;
use crate::syntax::python_module::{Expression, ExpressionKind, PythonModule, Statement, StatementKind};

use super::launch::{Launch, Tool};
use super::start_command::StartCommand;
use super::started::modules;

/// Names of functions and methods that may stay until they are stopped, or start what does.
const STAYS: &[&str] = &[
    "Thread",
    "call",
    "cli",
    "execute",
    "execute_from_command_line",
    "infinity_polling",
    "launch",
    "listen",
    "loop_forever",
    "main",
    "mainloop",
    "polling",
    "run",
    "run_app",
    "run_forever",
    "run_polling",
    "run_server",
    "run_simple",
    "run_until_complete",
    "serve",
    "serve_forever",
    "start",
    "start_polling",
    "wait",
];
/// Functions and methods that are called for what they set up.
const SETS_UP: &[&str] = &[
    "CORS",
    "add_api_route",
    "add_exception_handler",
    "add_middleware",
    "add_resource",
    "add_url_rule",
    "append",
    "basicConfig",
    "create_all",
    "filterwarnings",
    "include_router",
    "init_app",
    "load_dotenv",
    "mount",
    "print",
    "register_blueprint",
    "setLevel",
    "setdefault",
    "update",
];
const STREAMLIT: &str = "streamlit";

/// A script that makes an app and ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdleScript {
    /// The script, as the command names it.
    pub script: String,
    /// What makes the app: `FastAPI`.
    pub framework: &'static str,
    /// The command that serves it, with the platform's variable for the port.
    pub instead: String,
}

impl IdleScript {
    /// The script that a command starts last, if it surely ends at once.
    #[must_use]
    pub fn of(facts: &Facts<'_>, start: &StartCommand) -> Option<Self> {
        let is_script = |launch: &Launch| launch.tool == Tool::Python && !launch.is_fallback && !launch.is_prepared;
        let launch = Launch::all(start, facts).pop().filter(is_script)?;
        let file = launch.script()?;
        let modules = modules(facts, &launch);
        let module = facts.files.module(&file)?;
        let streamlit = streamlit_name(&module);
        let port = &facts.platform.runtime.port_variable.value;
        let name = file.strip_suffix(".py")?.replace('/', ".");
        let app = modules.apps(&file).into_iter().find(|(_, app)| !app.is_factory);
        let (framework, instead) = match app {
            Some((object, app)) if app.interface == Interface::Asgi => {
                (app.class, format!("uvicorn {name}:{object} --host 0.0.0.0 --port ${port}"))
            }
            Some((object, app)) if app.interface == Interface::Wsgi => {
                (app.class, format!("gunicorn {name}:{object} --bind 0.0.0.0:${port}"))
            }
            None if streamlit.is_some() => {
                ("Streamlit", format!("streamlit run {file} --server.address 0.0.0.0 --server.port ${port}"))
            }
            _ => return None,
        };
        let is_idle = is_idle(&modules, &file, &mut vec![]);
        is_idle.then(|| Self { script: launch.text().to_owned(), framework, instead })
    }
}

/// Whether a file of the project starts nothing as it is read, and neither does what it imports of the project.
fn is_idle(modules: &Modules<'_>, file: &str, seen: &mut Vec<String>) -> bool {
    if seen.iter().any(|known| known == file) {
        return true;
    }
    seen.push(file.to_owned());
    let Some(module) = modules.files.module(file).filter(|module| module.error.is_none()) else { return false };
    let stays = |expression: &&Expression| called(expression).is_some_and(|(_, name)| STAYS.contains(&name));
    let streamlit = streamlit_name(&module);
    !module.expressions().iter().any(stays) && all_idle(modules, &module.body, streamlit, seen)
}

fn all_idle(modules: &Modules<'_>, body: &[Statement], streamlit: Option<&str>, seen: &mut Vec<String>) -> bool {
    body.iter().all(|statement| match &statement.kind {
        StatementKind::Import { module, .. } => is_import_idle(modules, module, seen),
        StatementKind::ImportFrom { module, level: 0, names } => {
            let inner = names.iter().map(|name| format!("{module}.{}", name.name));
            is_import_idle(modules, module, seen) && inner.into_iter().all(|name| is_import_idle(modules, &name, seen))
        }
        StatementKind::ImportFrom { .. } => false,
        StatementKind::Expression(value) => sets_up(value, streamlit),
        StatementKind::Block { head, .. } => {
            let is_of_streamlit = head.first().is_some_and(|first| streamlit.is_some_and(|name| root(first) == Some(name)));
            is_of_streamlit && statement.blocks().into_iter().all(|block| all_idle(modules, block, streamlit, seen))
        }
        StatementKind::Function { .. } => true,
        _ => statement.blocks().into_iter().all(|block| all_idle(modules, block, streamlit, seen)),
    })
}

fn is_import_idle(modules: &Modules<'_>, module: &str, seen: &mut Vec<String>) -> bool {
    match modules.locate(module) {
        Located::File(file) => is_idle(modules, &file, seen),
        _ => true,
    }
}

/// Whether an expression that stands alone only sets something up, or is a text.
fn sets_up(value: &Expression, streamlit: Option<&str>) -> bool {
    match called(value) {
        Some((function, name)) => SETS_UP.contains(&name) || streamlit.is_some_and(|streamlit| root(function) == Some(streamlit)),
        None => value.string().is_some(),
    }
}

/// The function of a call, and the last part of its name.
fn called(expression: &Expression) -> Option<(&Expression, &str)> {
    let ExpressionKind::Call(call) = &expression.kind else { return None };
    match &call.function.kind {
        ExpressionKind::Name(name) | ExpressionKind::Attribute(_, name) => Some((&call.function, name)),
        _ => None,
    }
}

/// The name that an expression begins with.
fn root(expression: &Expression) -> Option<&str> {
    match &expression.kind {
        ExpressionKind::Name(name) => Some(name),
        ExpressionKind::Attribute(value, _) => root(value),
        ExpressionKind::Call(call) => root(&call.function),
        _ => None,
    }
}

/// The name by which a module knows Streamlit.
fn streamlit_name(module: &PythonModule) -> Option<&str> {
    module.body.iter().find_map(|statement| match &statement.kind {
        StatementKind::Import { module, alias } if module == STREAMLIT => Some(alias.as_deref().unwrap_or(STREAMLIT)),
        _ => None,
    })
}
