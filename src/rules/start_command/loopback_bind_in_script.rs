//! PSH312: a script whose server only the container itself reaches.

use crate::analysis::commands::listener::{Host, Listener};
use crate::analysis::commands::started::commands;
use crate::rules::prelude::*;

rule! {
    code: "PSH312",
    name: "loopback-bind-in-script",
    severity: Error,
    stage: Run,
    fix: Display,
    en: "The web process is a script whose server listens where only the container itself reaches it",
    zh: "web 进程是一个脚本，其服务器监听的地址只有容器自身能够访问",
}

struct LoopbackBindInScript<'f> {
    script: String,
    port: &'f str,
}

impl LoopbackBindInScript<'_> {
    fn arguments(&self) -> String {
        format!("host=\"0.0.0.0\", port=int(os.environ[\"{}\"])", self.port)
    }
}

impl Message for LoopbackBindInScript<'_> {
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
    for start in commands(facts).iter().filter(|start| start.process.name == WEB) {
        for listener in Listener::all(facts, start) {
            let Host::InScript { script, call } = listener.host else { continue };
            let place = Place::range(&script, call);
            let message = LoopbackBindInScript { script, port: &facts.platform.runtime.port_variable.value };
            findings.add(Finding::new(place, message).fix(FixBuilder::display()));
        }
    }
}
