//! PSH314: an app object behind a server that calls it in another way.

use crate::analysis::commands::target::{FaultyTarget, TargetFault, WrongInterface, faulty_targets};
use crate::analysis::python::apps::{App, Interface};
use crate::platform::Series;
use crate::rules::prelude::*;

use super::in_command::{edit, found};

rule! {
    code: "PSH314",
    name: "wrong-worker-class",
    severity: Error,
    stage: Run,
    fix: Unsafe,
    en: "The server calls the app object in a way that it does not understand: ASGI under a WSGI server, or the other way round",
    zh: "服务器调用应用对象的方式与之不符：WSGI 服务器运行 ASGI 应用，或者相反",
}

/// Classes whose objects were seen to fail with these very words.
const SEEN: &[&str] = &["FastAPI", "Starlette", "Quart", "Sanic", "ASGIHandler", "Flask", "WSGIHandler"];

struct WrongWorkerClass {
    program: String,
    wrong: WrongInterface,
    /// What to write in the place of the target.
    advice: Option<String>,
}

impl Message for WrongWorkerClass {
    fn message(&self, language: Language) -> String {
        let (program, WrongInterface { object, app, .. }) = (&self.program, &self.wrong);
        let (is, calls) = self.kinds();
        say!(
            language,
            "`{object}` is made by `{}` and speaks {is}, but `{program}` calls it as {calls}",
            "`{object}` 由 `{}` 创建，使用 {is}，而 `{program}` 按 {calls} 调用它",
            app.class
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { program, wrong: WrongInterface { file, object, .. }, advice } = self;
        let (is, calls) = self.kinds();
        if let Some(advice) = advice {
            say!(
                language,
                "The build succeeds and `{program}` starts, but every request is answered with status 500, because `{object}` of `{file}` is called with the arguments of {calls} and not with those of {is}. Write `{advice}`.",
                "构建会成功，`{program}` 也能启动，但每个请求都返回状态码 500，因为调用 `{file}` 中的 `{object}` 时使用的是 {calls} 的参数，而不是 {is} 的参数。请写成 `{advice}`。"
            )
        } else {
            say!(
                language,
                "The build succeeds and `{program}` starts, but every request is answered with status 500, because `{object}` of `{file}` is called with the arguments of {calls} and not with those of {is}. Start it with a server for {is}, and list that in the requirements: {}.",
                "构建会成功，`{program}` 也能启动，但每个请求都返回状态码 500，因为调用 `{file}` 中的 `{object}` 时使用的是 {calls} 的参数，而不是 {is} 的参数。请使用支持 {is} 的服务器并将其列入依赖：{}。",
                self.servers(language)
            )
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
        if self.wrong.app.interface == Interface::Asgi { ("ASGI", "WSGI") } else { ("WSGI", "ASGI") }
    }

    fn servers(&self, language: Language) -> &'static str {
        match self.wrong.app.interface {
            Interface::Asgi => language.pick(
                "uvicorn, or gunicorn with the option `-k uvicorn.workers.UvicornWorker`",
                "uvicorn，或带选项 `-k uvicorn.workers.UvicornWorker` 的 gunicorn",
            ),
            _ => "gunicorn",
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for FaultyTarget { start, launch, fault } in faulty_targets(facts) {
        let TargetFault::WrongInterface(wrong) = fault else { continue };
        let end = launch.word.range.end;
        let fix = wrong.option.and_then(|option| edit(start, FixBuilder::unsafe_(), end..end, format!(" {option}")));
        let advice = wrong.option.map(|option| format!("{} {option}", launch.text()));
        let (range, says) = (launch.whole(), says(facts, wrong.app));
        let message = WrongWorkerClass { program: launch.program, wrong, advice };
        findings.add(found(start, range, message).says_if_known(says).fix(fix));
    }
}

/// What Python prints for each request; seen with gunicorn 27.0, uvicorn 0.54 and daphne 4.2.
fn says(facts: &Facts<'_>, app: App) -> Option<String> {
    let version = facts.python.resolved.filter(|_| SEEN.contains(&app.class))?;
    let class = if version.series >= (Series { major: 3, minor: 10 }) { format!("{}.", app.class) } else { String::new() };
    let last = if app.interface == Interface::Asgi { "send" } else { "start_response" };
    Some(format!("TypeError: {class}__call__() missing 1 required positional argument: '{last}'"))
}
