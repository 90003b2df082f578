//! PSH311: a server that is made for the computer of a developer.

use crate::analysis::commands::entry_point::web_entry;
use crate::analysis::commands::listener::{Host, Listener};
use crate::analysis::commands::start_command::StartCommand;
use crate::analysis::procfile::processes::Source;
use crate::rules::prelude::*;

use super::in_command::{editable, found};

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
        if let Some(instead) = instead {
            say!(
                language,
                "It runs, but it is made for one developer: {framework}'s documentation says not to use it in production, because it was not checked for security and does not bear many requests. Write `{instead}`, with `{}` in the requirements.",
                "它可以运行，但只为单个开发者设计：{framework} 的文档说明不要用于生产环境，因为它没有经过安全检查，也承受不了大量请求。请写成 `{instead}`，并把 `{}` 列入依赖。",
                server_of(instead)
            )
        } else {
            say!(
                language,
                "It runs, but it is made for one developer: {framework}'s documentation says not to use it in production, because it was not checked for security and does not bear many requests. Start a server such as gunicorn: `web: gunicorn app:app`, where `app.py` holds the app object `app`, or `web: gunicorn mysite.wsgi` for Django.",
                "它可以运行，但只为单个开发者设计：{framework} 的文档说明不要用于生产环境，因为它没有经过安全检查，也承受不了大量请求。请启动 gunicorn 这样的服务器：如果 `app.py` 中有应用对象 `app`，写 `web: gunicorn app:app`；Django 写 `web: gunicorn mysite.wsgi`。"
            )
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

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    if !matches!(facts.procfile.source, Source::File | Source::Override) {
        return;
    }
    for start in facts.commands().iter().filter(|start| start.process.name == WEB) {
        let made_for_developers = |listener: Listener| {
            let framework = listener.server.develops.filter(|_| is_reached(&listener.host))?;
            Some((framework, listener))
        };
        let Some((framework, listener)) = Listener::all(facts, start).into_iter().find_map(made_for_developers) else { continue };
        let instead = web_entry(facts);
        let fix = instead.as_deref().and_then(|entry| fix(facts, start, entry));
        let message = DevelopmentServer { shown: listener.shown, framework, instead };
        findings.add(found(start, listener.words, message).fix(fix));
    }
}

/// Whether there is no greater trouble with a server than that it is made for a developer.
fn is_reached(host: &Host) -> bool {
    match host {
        Host::InScript(server) => !server.is_loopback,
        Host::Loopback(_)
        | Host::InFile(_)
        | Host::Untold { .. }
        | Host::PortAsHost { .. }
        | Host::OwnPort { .. }
        | Host::ByVariable
        | Host::Reached => true,
    }
}

/// A command that does nothing else is replaced, if the other server gets installed.
fn fix(facts: &Facts<'_>, start: &StartCommand, entry: &str) -> Option<FixBuilder> {
    let command = entry.strip_prefix("web: ")?;
    let is_alone = start.steps().len() == 1;
    let applies = is_alone && start.script.is_none() && editable(start).is_some() && facts.requirements.lists(server_of(entry));
    applies.then(|| FixBuilder::unsafe_().edit(PROCFILE, start.process.range.clone(), command))
}
