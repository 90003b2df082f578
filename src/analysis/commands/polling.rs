//! A script that asks a service for news again and again, and takes no requests.

use std::ops::Range;

use crate::analysis::Facts;
use crate::analysis::procfile::processes::Source;
use crate::syntax::python_module::{Expression, ExpressionKind, Statement, StatementKind};

use super::launch::Launch;
use super::script_server::started_file;
use super::start_command::StartCommand;

/// Packages whose programs wait for news, by their modules.
const MODULES: &[&str] = &["aiogram", "discord", "nextcord", "pyrogram", "telebot", "telegram", "telethon", "vkbottle"];
/// Methods that wait for news, and do not return.
const METHODS: &[&str] =
    &["infinity_polling", "polling", "run_forever", "run_polling", "run_until_disconnected", "start_polling"];
/// The method of Discord's clients, which others have as well.
const RUN: &str = "run";
/// Modules of which a program needs one to take requests.
const SERVERS: &[&str] = &[
    "aiohttp",
    "bottle",
    "cherrypy",
    "django",
    "eventlet",
    "falcon",
    "fastapi",
    "flask",
    "flask_socketio",
    "gevent",
    "gradio",
    "http",
    "hypercorn",
    "keep_alive",
    "quart",
    "sanic",
    "socket",
    "socketserver",
    "starlette",
    "streamlit",
    "tornado",
    "twisted",
    "uvicorn",
    "waitress",
    "webserver",
    "websockets",
    "werkzeug",
    "wsgiref",
];

/// A script that polls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Polling {
    /// The script.
    pub script: String,
    /// Where the function stands that waits, in the text of the script.
    pub call: Range<usize>,
}

impl Polling {
    /// The script of a process that polls, if nothing in the project can take requests.
    #[must_use]
    pub fn of(facts: &Facts<'_>, start: &StartCommand) -> Option<Self> {
        if !matches!(facts.procfile.source, Source::File | Source::Override) {
            return None;
        }
        let [launch] = <[Launch; 1]>::try_from(Launch::all(start, facts)).ok()?;
        let script = started_file(facts, &launch).filter(|_| start.steps().len() == 1)?;
        let module = facts.files.module(&script).filter(|module| module.error.is_none())?;
        let imported = tops(&module.body);
        let is_discord = imported.iter().any(|module| *module == "discord" || *module == "nextcord");
        let call = imported.iter().any(|module| MODULES.contains(module)).then(|| waits(&module.body, is_discord)).flatten()?;
        let serves =
            |file: &str| facts.files.module(file).is_none_or(|module| tops(&module.body).iter().any(|top| SERVERS.contains(top)));
        (!facts.files.own().any(serves)).then_some(Self { script, call })
    }
}

/// The first parts of the names of all modules that are imported somewhere.
fn tops(body: &[Statement]) -> Vec<&str> {
    let own = body.iter().filter_map(|statement| match &statement.kind {
        StatementKind::Import { module, .. } | StatementKind::ImportFrom { module, .. } => module.split('.').next(),
        _ => None,
    });
    own.chain(body.iter().flat_map(Statement::blocks).flat_map(tops)).collect()
}

/// The call that waits, wherever it stands.
fn waits(body: &[Statement], is_discord: bool) -> Option<Range<usize>> {
    let in_expression = |expression: &Expression| {
        let ExpressionKind::Call(call) = &expression.kind else { return None };
        let ExpressionKind::Attribute(_, method) = &call.function.kind else { return None };
        let waits = METHODS.contains(&method.as_str()) || (is_discord && method == RUN);
        waits.then(|| call.function.range.clone())
    };
    body.iter().find_map(|statement| {
        let here = statement.own_expressions().into_iter().flat_map(Expression::all).find_map(in_expression);
        here.or_else(|| statement.blocks().into_iter().find_map(|block| waits(block, is_discord)))
    })
}
