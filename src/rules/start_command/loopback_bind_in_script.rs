//! PSH312: a script whose server listens where the platform does not look.

use crate::analysis::commands::listener::{Host, Listener};
use crate::analysis::commands::polling::Polling;
use crate::analysis::commands::script_server::{ScriptServer, WrongPort};
use crate::rules::prelude::*;

rule! {
    code: "PSH312",
    name: "loopback-bind-in-script",
    severity: Error,
    stage: Run,
    fix: Display,
    en: "The web process is a script whose server listens where the platform does not reach it",
    zh: "web 进程是一个脚本，其服务器监听的地址或端口平台无法访问",
}

/// Where the server of a script listens.
struct LoopbackBindInScript<'f> {
    server: ScriptServer,
    /// The platform's variable.
    port: &'f str,
}

impl Message for LoopbackBindInScript<'_> {
    fn message(&self, language: Language) -> String {
        let ScriptServer { script, wrong_port, is_loopback, .. } = &self.server;
        match wrong_port {
            Some(WrongPort { variable: Some(variable), .. }) if !is_loopback => say!(
                language,
                "`{script}` reads the port from `{variable}`, which this platform does not set",
                "`{script}` 从 `{variable}` 读取端口，而这个平台不设置该变量"
            ),
            Some(WrongPort { number: Some(number), .. }) if !is_loopback => say!(
                language,
                "The server that `{script}` starts listens on port {number} whatever `{}` says",
                "`{script}` 启动的服务器固定监听端口 {number}，不理会 `{}`",
                self.port
            ),
            _ => say!(
                language,
                "The server that `{script}` starts listens on `127.0.0.1`, where only the container itself reaches it",
                "`{script}` 启动的服务器监听 `127.0.0.1`，只有容器自身能够访问"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (ScriptServer { shown, arguments, is_loopback, .. }, port) = (&self.server, self.port);
        if self.server.stops() {
            return say!(
                language,
                "The script stops there with a KeyError. The platform gives the port in `{port}`: give `{shown}` the arguments `{arguments}`, with `import os` at the top of the file.",
                "脚本会在该处以 KeyError 退出。平台通过 `{port}` 提供端口：请给 `{shown}` 加上参数 `{arguments}`，并在文件开头加上 `import os`。"
            );
        }
        let why = if *is_loopback {
            say!(
                language,
                "Without a host, or with this machine's own, `{shown}` takes only requests from the same machine. ",
                "没有指定主机或指定了本机时，`{shown}` 只接受来自本机的请求。"
            )
        } else {
            String::new()
        };
        say!(
            language,
            "{why}The platform passes requests on from another machine, to the port that the variable `{port}` holds, so that the application starts and every request goes unanswered. Give `{shown}` the arguments `{arguments}`, with `import os` at the top of the file.",
            "{why}平台从另一台机器把请求转发到变量 `{port}` 所指的端口，因此应用可以启动，但所有请求都得不到响应。请给 `{shown}` 加上参数 `{arguments}`，并在文件开头加上 `import os`。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let ScriptServer { shown, arguments, .. } = &self.server;
        say!(language, "Give `{shown}` the arguments `{arguments}`", "给 `{shown}` 加上参数 `{arguments}`")
    }
}

/// A script that takes no requests at all.
struct Polls<'f> {
    script: String,
    port: &'f str,
}

impl Message for Polls<'_> {
    fn message(&self, language: Language) -> String {
        let script = &self.script;
        say!(
            language,
            "`{script}` waits for messages and opens no port, though it is the web process",
            "`{script}` 只是等待消息，不打开任何端口，却被写成了 web 进程"
        )
    }

    fn detail(&self, language: Language) -> String {
        let port = self.port;
        say!(
            language,
            "The platform waits for the web process to listen at the port in `{port}`, and takes it down when that does not happen. A program that takes no requests is a `worker`, for which nobody waits: write `worker:` for `web:`.",
            "平台会等待 web 进程监听 `{port}` 所指的端口，等不到就会停止它。不接受请求的程序应当是 `worker` 进程，平台不会等待它的端口：请把 `web:` 改成 `worker:`。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Write `worker:` for `web:`", "把 `web:` 改成 `worker:`")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let runtime = &facts.platform.runtime;
    let awaits = runtime.awaits_port.as_ref().is_some_and(|fact| fact.value);
    for start in facts.commands().iter().filter(|start| start.process.name == WEB) {
        if let Some(Polling { script, call }) = awaits.then(|| Polling::of(facts, start)).flatten() {
            let place = Place::range(&script, call);
            let message = Polls { script, port: &runtime.port_variable.value };
            findings.add(Finding::new(place, message).severity(Severity::Warning).fix(FixBuilder::display()));
        }
        for listener in Listener::all(facts, start) {
            let Host::InScript(server) = listener.host else { continue };
            let place = Place::range(&server.script, server.call.clone());
            let stops = server.stops();
            // The port, or a variable of that name, may be set on the platform.
            let may_be_set =
                runtime.usual_port.is_some() || server.wrong_port.as_ref().is_some_and(|port| port.variable.is_some());
            let is_likely = !server.is_loopback && may_be_set;
            let stage = if stops { Stage::Boot } else { Stage::Run };
            // Elsewhere the port may be set to the one that the script has.
            let severity = if server.is_loopback || stops || awaits { Severity::Error } else { Severity::Warning };
            let message = LoopbackBindInScript { server: *server, port: &runtime.port_variable.value };
            findings.add(
                Finding::new(place, message).severity(severity).stage(stage).likely_if(is_likely).fix(FixBuilder::display()),
            );
        }
    }
}
