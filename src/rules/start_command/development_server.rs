//! PSH311: a server that is made for the computer of a developer.

use crate::rules::prelude::*;
use std::ops::Range;

use crate::analysis::commands::entry_point::web_entry;
use crate::analysis::commands::launch::{Launch, Tool};
use crate::analysis::commands::start_command::{Invocation, StartCommand, invocations, simple_commands};
use crate::analysis::procfile::processes::Source;
use crate::analysis::python::apps::Interface;
use crate::analysis::python::names::is_main;
use crate::syntax::python_module::{Call, Expression, ExpressionKind, PythonModule, Statement, StatementKind};

use super::targets::{launches, modules};
use super::{commands, is_editable, place, port_not_read};

rule! {
    code: "PSH311",
    name: "development-server",
    severity: Warning,
    stage: Run,
    fix: Unsafe,
    en: "The web process is a development server: `runserver`, `flask run`, or a script that calls Flask's `app.run()`",
    zh: "web 进程是开发服务器：`runserver`、`flask run`，或调用 Flask 的 `app.run()` 的脚本",
}

struct DevelopmentServer {
    /// The command as it is shown: `manage.py runserver`.
    shown: String,
    framework: &'static str,
    /// The command of a real server.
    instead: Option<String>,
}

impl Message for DevelopmentServer {
    fn message(&self, language: Language) -> String {
        let Self { shown, framework, .. } = self;
        say!(language, "`{shown}` starts the development server of {framework}", "`{shown}` 启动的是 {framework} 的开发服务器")
    }

    fn detail(&self, language: Language) -> String {
        let Self { framework, instead, .. } = self;
        match instead {
            Some(instead) => say!(
                language,
                "It runs, but it is made for one developer: {framework}'s documentation says not to use it in production, because it was not checked for security and does not bear many requests. Write `{instead}`, with `{}` in the requirements.",
                "它可以运行，但只为单个开发者设计：{framework} 的文档说明不要用于生产环境，因为它没有经过安全检查，也承受不了大量请求。请写成 `{instead}`，并把 `{}` 列入依赖。",
                server_of(instead)
            ),
            None => say!(
                language,
                "It runs, but it is made for one developer: {framework}'s documentation says not to use it in production, because it was not checked for security and does not bear many requests. Start a server such as gunicorn: `web: gunicorn app:app`, where `app.py` holds the app object `app`, or `web: gunicorn mysite.wsgi` for Django.",
                "它可以运行，但只为单个开发者设计：{framework} 的文档说明不要用于生产环境，因为它没有经过安全检查，也承受不了大量请求。请启动 gunicorn 这样的服务器：如果 `app.py` 中有应用对象 `app`，写 `web: gunicorn app:app`；Django 写 `web: gunicorn mysite.wsgi`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let instead = self.instead.as_deref().unwrap_or_default();
        say!(language, "Write `{instead}`", "写成 `{instead}`")
    }
}

/// The server that an entry of a Procfile starts, which is the name of its package as well.
fn server_of(entry: &str) -> &str {
    entry.split_whitespace().nth(1).unwrap_or_default()
}

/// A development server that is started: how it is shown, whose it is, and where the words stand.
type Started = (String, &'static str, Range<usize>);

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    if !matches!(facts.procfile.source, Source::File | Source::Override) {
        return;
    }
    let scripts = launches(facts);
    for start in commands(facts).iter().filter(|start| start.process.name == WEB) {
        let own =
            scripts.iter().filter(|(other, _)| other.process == start.process).filter_map(|(_, launch)| of_script(facts, launch));
        let Some((shown, framework, range)) = of_flask(start).or_else(|| own.into_iter().next()) else { continue };
        let instead = web_entry(facts);
        let fix = instead.as_deref().and_then(|entry| fix(facts, start, entry));
        let finding = Finding::new(place(facts, start, range), DevelopmentServer { shown, framework, instead });
        findings.add(finding.fix(fix));
    }
}

/// A command that does nothing else is replaced, if the other server gets installed.
fn fix(facts: &Facts<'_>, start: &StartCommand<'_>, entry: &str) -> Option<FixBuilder> {
    let command = entry.strip_prefix("web: ")?;
    let is_alone = simple_commands(&start.command).len() == 1;
    let applies = is_alone && is_editable(facts, start) && facts.requirements.lists(server_of(entry));
    applies.then(|| FixBuilder::unsafe_().edit(PROCFILE, start.process.range.clone(), command))
}

fn of_flask(start: &StartCommand<'_>) -> Option<Started> {
    let steps = simple_commands(&start.command);
    steps.iter().flat_map(invocations).find_map(|invocation| flask_run(&invocation))
}

fn flask_run(invocation: &Invocation<'_>) -> Option<Started> {
    let is_flask = invocation.program.text == "flask";
    let run = invocation.arguments.iter().find(|word| word.text == "run").filter(|_| is_flask)?;
    Some(("flask run".to_owned(), "Flask", invocation.program.range.start..run.range.end))
}

/// `manage.py runserver`, and a script that calls `run` of a Flask object.
fn of_script(facts: &Facts<'_>, launch: &Launch) -> Option<Started> {
    if !matches!(launch.tool, Tool::Python | Tool::Direct) {
        return None;
    }
    let script = launch.script()?;
    if let Some(word) =
        launch.rest.first().filter(|word| script.rsplit('/').next() == Some("manage.py") && word.text == "runserver")
    {
        return Some(("manage.py runserver".to_owned(), "Django", launch.word.range.start..word.range.end));
    }
    let module = facts.files.module(&script)?;
    let call = run_call(facts, launch, &script, &module)?;
    let is_flask = !port_not_read::is_unreachable(call, &module);
    is_flask.then(|| (format!("{} {}", launch.program, launch.text()), "Flask", launch.word.range.clone()))
}

/// The call of `run` of a Flask object that a script makes when it is started.
pub(super) fn run_call<'m>(facts: &Facts<'_>, launch: &Launch, script: &str, module: &'m PythonModule) -> Option<&'m Call> {
    let run = |statement| runs_flask(facts, launch, script, statement);
    module.body.iter().find_map(|statement| match &statement.kind {
        StatementKind::If { test, body, .. } if is_main(test) => body.iter().find_map(run),
        _ => run(statement),
    })
}

fn runs_flask<'m>(facts: &Facts<'_>, launch: &Launch, script: &str, statement: &'m Statement) -> Option<&'m Call> {
    let StatementKind::Expression(Expression { kind: ExpressionKind::Call(call), .. }) = &statement.kind else { return None };
    let ExpressionKind::Attribute(object, method) = &call.function.kind else { return None };
    let app = object.dotted().and_then(|name| modules(facts, launch).app(script, &name))?;
    let is_flask = app.interface == Interface::Wsgi && app.class == "Flask" && !app.is_factory;
    (method == "run" && is_flask).then_some(call)
}
