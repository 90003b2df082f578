//! PSH314: an app object behind a server that calls it in another way.

use crate::analysis::commands::launch::{Launch, Tool};
use crate::analysis::commands::start_command::StartCommand;
use crate::analysis::python::apps::{App, Interface};
use crate::analysis::python::modules::Located;
use crate::platform::Series;
use crate::rules::prelude::*;

use super::targets::{self, launches, modules};
use super::{malformed_target, place};

rule! {
    code: "PSH314",
    name: "wrong-worker-class",
    severity: Error,
    stage: Run,
    fix: Unsafe,
    en: "The server calls the app object in a way that it does not understand: ASGI under a WSGI server, or the other way round",
    zh: "服务器调用应用对象的方式与之不符：WSGI 服务器运行 ASGI 应用，或者相反",
}

/// gunicorn's workers that call WSGI objects.
const WSGI_WORKERS: &[&str] = &["sync", "gthread", "eventlet", "gevent", "gevent_pywsgi", "gevent_wsgi"];
/// Classes whose objects were seen to fail with these very words.
const SEEN: &[&str] = &["FastAPI", "Starlette", "Quart", "Sanic", "ASGIHandler", "Flask", "WSGIHandler"];
/// The worker that uvicorn brings for gunicorn.
const WORKER: &str = "-k uvicorn.workers.UvicornWorker";

struct WrongWorkerClass {
    program: String,
    file: String,
    object: String,
    app: App,
    /// What to add behind the target, or in place of it.
    advice: Option<String>,
}

impl Message for WrongWorkerClass {
    fn message(&self, language: Language) -> String {
        let Self { program, object, app, .. } = self;
        let (is, calls) = self.kinds();
        say!(
            language,
            "`{object}` is made by `{}` and speaks {is}, but `{program}` calls it as {calls}",
            "`{object}` 由 `{}` 创建，使用 {is}，而 `{program}` 按 {calls} 调用它",
            app.class
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { program, file, object, advice, .. } = self;
        let (is, calls) = self.kinds();
        match advice {
            Some(advice) => say!(
                language,
                "The build succeeds and `{program}` starts, but every request is answered with status 500, because `{object}` of `{file}` is called with the arguments of {calls} and not with those of {is}. Write `{advice}`.",
                "构建会成功，`{program}` 也能启动，但每个请求都返回状态码 500，因为调用 `{file}` 中的 `{object}` 时使用的是 {calls} 的参数，而不是 {is} 的参数。请写成 `{advice}`。"
            ),
            None => say!(
                language,
                "The build succeeds and `{program}` starts, but every request is answered with status 500, because `{object}` of `{file}` is called with the arguments of {calls} and not with those of {is}. Start it with a server for {is}, and list that in the requirements: {}.",
                "构建会成功，`{program}` 也能启动，但每个请求都返回状态码 500，因为调用 `{file}` 中的 `{object}` 时使用的是 {calls} 的参数，而不是 {is} 的参数。请使用支持 {is} 的服务器并将其列入依赖：{}。",
                self.servers(language)
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let advice = self.advice.as_deref().unwrap_or_default();
        say!(language, "Write `{advice}`", "写成 `{advice}`")
    }
}

impl WrongWorkerClass {
    /// What the object speaks, and what the server takes it for.
    fn kinds(&self) -> (&'static str, &'static str) {
        if self.app.interface == Interface::Asgi { ("ASGI", "WSGI") } else { ("WSGI", "ASGI") }
    }

    fn servers(&self, language: Language) -> &'static str {
        match self.app.interface {
            Interface::Asgi => language.pick(
                "uvicorn, or gunicorn with the option `-k uvicorn.workers.UvicornWorker`",
                "uvicorn，或带选项 `-k uvicorn.workers.UvicornWorker` 的 gunicorn",
            ),
            _ => "gunicorn",
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (start, launch) in launches(facts) {
        let Some((file, app)) = wrong(facts, &launch) else { continue };
        let addition = addition(facts, &launch);
        let advice = addition.map(|option| format!("{} {option}", launch.text()));
        let fix = addition.and_then(|option| behind(facts, &start, &launch, option));
        let says = says(facts, app);
        let name = launch.object_name().object.or(launch.tool.default_object()).unwrap_or_default();
        let message = WrongWorkerClass { program: launch.program.clone(), file, object: name.to_owned(), app, advice };
        let finding = Finding::new(place(facts, &start, targets::whole(&launch)), message);
        let finding = match says {
            Some(says) => finding.says(says),
            None => finding,
        };
        findings.add(finding.fix(fix));
    }
}

/// The file and the object, if the server cannot start that.
fn wrong(facts: &Facts<'_>, launch: &Launch) -> Option<(String, App)> {
    let name = launch.object_name();
    let object = name.object.or(launch.tool.default_object())?;
    if malformed_target::fault(facts, launch).is_some() {
        return None;
    }
    let Located::File(file) = modules(facts, launch).locate(name.module) else { return None };
    let (object, is_called) = object.split_once('(').map_or((object, launch.is_factory), |(object, _)| (object, true));
    let app = modules(facts, launch).app(&file, object)?;
    let worker = launch.worker.as_deref();
    let is_wrong = match (launch.tool, app.interface) {
        (Tool::Gunicorn, Interface::Asgi) => worker.is_some_and(|worker| WSGI_WORKERS.contains(&worker)),
        (Tool::Waitress, Interface::Asgi) | (Tool::Daphne, Interface::Wsgi) => true,
        (Tool::Uvicorn, Interface::Wsgi) => worker.is_some_and(|interface| interface != "wsgi"),
        _ => false,
    };
    (is_wrong && app.is_factory == is_called).then_some((file, app))
}

/// The option that makes the server call the object as it has to be called.
fn addition(facts: &Facts<'_>, launch: &Launch) -> Option<&'static str> {
    match launch.tool {
        Tool::Gunicorn if facts.requirements.lists("uvicorn") && launch.worker.as_deref() == Some("sync") => Some(WORKER),
        Tool::Uvicorn if launch.worker.as_deref() == Some("auto") => Some("--interface wsgi"),
        _ => None,
    }
}

fn behind(facts: &Facts<'_>, start: &StartCommand<'_>, launch: &Launch, option: &str) -> Option<FixBuilder> {
    let end = launch.word.range.end;
    targets::replace(facts, start, end..end, &format!(" {option}"), FixBuilder::unsafe_())
}

/// What Python prints for each request; seen with gunicorn 27.0, uvicorn 0.54 and daphne 4.2.
fn says(facts: &Facts<'_>, app: App) -> Option<String> {
    let version = facts.python.resolved.filter(|_| SEEN.contains(&app.class))?;
    let class = if version.series >= (Series { major: 3, minor: 10 }) { format!("{}.", app.class) } else { String::new() };
    let last = if app.interface == Interface::Asgi { "send" } else { "start_response" };
    Some(format!("TypeError: {class}__call__() missing 1 required positional argument: '{last}'"))
}
