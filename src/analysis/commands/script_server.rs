//! A server that a script of the project starts.

use std::ops::Range;

use crate::analysis::Facts;
use crate::analysis::python::apps::Interface;
use crate::analysis::python::names::is_main;
use crate::syntax::python_module::{Call, Expression, ExpressionKind, PythonModule, Statement, StatementKind};

use super::launch::{Launch, Tool};
use super::started::modules;

/// The host that Flask's development server takes without being told, and its other name.
const LOOPBACK: &[&str] = &["127.0.0.1", "localhost"];
/// The setting of Flask that names another host.
const HOST_SETTING: &str = "SERVER_NAME";

/// Flask's development server, started by a call of `run`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ScriptServer {
    pub(super) script: String,
    /// Where the function stands that is called, in the text of the script.
    pub(super) call: Range<usize>,
    /// Whether it listens where only the same machine reaches it.
    pub(super) is_loopback: bool,
}

impl ScriptServer {
    /// The server that a script starts when Python runs it.
    pub(super) fn of(facts: &Facts<'_>, launch: &Launch) -> Option<Self> {
        let script = matches!(launch.tool, Tool::Python | Tool::Direct).then(|| launch.script()).flatten()?;
        let module = facts.files.module(&script)?;
        let run = |statement| flask_run(facts, launch, &script, statement);
        let call = module.body.iter().find_map(|statement| match &statement.kind {
            StatementKind::If { test, body, .. } if is_main(test) => body.iter().find_map(run),
            _ => run(statement),
        })?;
        Some(Self { call: call.function.range.clone(), is_loopback: is_loopback(call, &module), script: script.clone() })
    }
}

/// The call of `run` of a Flask object.
fn flask_run<'m>(facts: &Facts<'_>, launch: &Launch, script: &str, statement: &'m Statement) -> Option<&'m Call> {
    let StatementKind::Expression(Expression { kind: ExpressionKind::Call(call), .. }) = &statement.kind else { return None };
    let ExpressionKind::Attribute(object, method) = &call.function.kind else { return None };
    let app = object.dotted().and_then(|name| modules(facts, launch).app(script, &name))?;
    let is_flask = app.interface == Interface::Wsgi && app.class == "Flask" && !app.is_factory;
    (method == "run" && is_flask).then_some(call)
}

/// Whether a call of `run` leaves out the host or names this machine, and no setting names another one.
fn is_loopback(call: &Call, module: &PythonModule) -> bool {
    let is_plain = call.arguments.is_empty() && call.keywords.iter().all(|(name, _)| name.is_some());
    let is_here = call.keyword("host").is_none_or(|host| host.string().is_some_and(|host| LOOPBACK.contains(&host)));
    let is_set = module.expressions().iter().any(|expression| expression.string() == Some(HOST_SETTING));
    is_plain && is_here && !is_set
}
