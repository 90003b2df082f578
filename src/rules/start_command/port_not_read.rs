//! PSH312: a script whose server only the container itself reaches.

use crate::analysis::commands::launch::Tool;
use crate::analysis::commands::start_command::{StartCommand, invocations, simple_commands};
use crate::rules::prelude::*;
use crate::syntax::python_module::{Call, PythonModule};

use super::development_server::run_call;
use super::is_proxy;
use super::targets::launches;

rule! {
    code: "PSH312",
    name: "port-not-read",
    severity: Error,
    stage: Run,
    fix: Display,
    en: "The web process is a script whose server listens where only the container itself reaches it",
    zh: "web 进程是一个脚本，其服务器监听的地址只有容器自身能够访问",
}

/// The host that Flask's development server takes without being told, and its other name.
const LOOPBACK: &[&str] = &["127.0.0.1", "localhost"];
/// The setting of Flask that names another host.
const HOST_SETTING: &str = "SERVER_NAME";

struct PortNotRead<'f> {
    script: String,
    port: &'f str,
}

impl PortNotRead<'_> {
    fn arguments(&self) -> String {
        format!("host=\"0.0.0.0\", port=int(os.environ[\"{}\"])", self.port)
    }
}

impl Message for PortNotRead<'_> {
    fn message(&self, language: Language) -> String {
        let script = &self.script;
        say!(
            language,
            "The server that `{script}` starts listens on `127.0.0.1`, where only the container itself reaches it",
            "`{script}` 启动的服务器监听 `127.0.0.1`，只有容器自身能够访问"
        )
    }

    fn detail(&self, language: Language) -> String {
        let (arguments, port) = (self.arguments(), self.port);
        say!(
            language,
            "Without a host, or with this machine's own, Flask's `run` takes only requests from the same machine. The platform passes requests on from another one, to the port that the variable `{port}` holds, so that the application starts and every request goes unanswered. Write `run({arguments})`, with `import os` at the top of the file.",
            "没有指定主机或指定了本机时，Flask 的 `run` 只接受来自本机的请求。平台从另一台机器把请求转发到变量 `{port}` 所指的端口，因此应用可以启动，但所有请求都得不到响应。请写成 `run({arguments})`，并在文件开头加上 `import os`。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Write `run({})`", "写成 `run({})`", self.arguments())
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (start, launch) in &launches(facts) {
        if start.process.name != WEB || launch.tool != Tool::Python || has_proxy(start) {
            continue;
        }
        let Some(script) = launch.script() else { continue };
        let Some(module) = facts.files.module(&script) else { continue };
        let Some(call) = run_call(facts, launch, &script, &module).filter(|call| is_unreachable(call, &module)) else { continue };
        let place = Place::range(&script, call.function.range.clone());
        let message = PortNotRead { script, port: &facts.platform.runtime.port_variable.value };
        findings.add(Finding::new(place, message).fix(FixBuilder::display()));
    }
}

/// Whether a program of the process may stand between the platform and the script.
fn has_proxy(start: &StartCommand<'_>) -> bool {
    let steps = simple_commands(&start.command);
    steps.iter().flat_map(invocations).any(|invocation| is_proxy(&invocation.program.text))
}

/// Whether a call of `run` leaves out the host or names this machine, and no setting names another one.
pub(super) fn is_unreachable(call: &Call, module: &PythonModule) -> bool {
    let is_plain = call.arguments.is_empty() && call.keywords.iter().all(|(name, _)| name.is_some());
    let is_here = call.keyword("host").is_none_or(|host| host.string().is_some_and(|host| LOOPBACK.contains(&host)));
    let is_set = module.expressions().iter().any(|expression| expression.string() == Some(HOST_SETTING));
    is_plain && is_here && !is_set
}
