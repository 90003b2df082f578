//! PSH308: a port in the command, where the platform gives one.

use crate::analysis::commands::listener::{FileAddress, Host, Listener};
use crate::analysis::commands::ports::Port;
use crate::analysis::commands::start_command::StartCommand;
use crate::rules::prelude::*;
use std::ops::Range;

use super::in_command::{edit, edit_or_show, found};

rule! {
    code: "PSH308",
    name: "hard-coded-port",
    severity: Warning,
    stage: Run,
    fix: Unsafe,
    en: "A fixed port in the command, where the platform gives one in a variable",
    zh: "命令中写死了端口，而平台通过变量提供端口",
}

struct HardCodedPort<'a> {
    port: &'a Port,
    variable: &'a str,
    /// The port to which the platform sends requests unless another one is set.
    usual: Option<u16>,
}

impl Message for HardCodedPort<'_> {
    fn message(&self, language: Language) -> String {
        fixed(self.port.tool, &self.port.text, self.variable, language)
    }

    fn detail(&self, language: Language) -> String {
        let (port, variable) = (&self.port.text, self.variable);
        if let Some(usual) = self.usual {
            say!(
                language,
                "The platform sends requests to the port that is set there, usually {usual}, and gives it to the process in `{variable}`. With {port} the application answers only while {port} is set there. Write `${variable}` for `{port}`.",
                "平台把请求发送到在平台上设置的端口（通常是 {usual}），并通过 `{variable}` 告知进程。写成 {port} 时，只有平台上设置的也是 {port}，应用才能响应。请把 `{port}` 改成 `${variable}`。"
            )
        } else {
            say!(
                language,
                "The platform gives the port to the process in `{variable}` and sends requests there. Unless that happens to be {port}, the application starts and answers nobody. Write `${variable}` for `{port}`.",
                "平台通过 `{variable}` 把端口告知进程，并把请求发送到该端口。除非它恰好是 {port}，否则应用可以启动，却不会响应任何请求。请把 `{port}` 改成 `${variable}`。"
            )
        }
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Write `${}` for `{}`", "把 `{1}` 改成 `${0}`", self.variable, self.port.text)
    }
}

/// A port in a server's own file.
struct PortInFile<'a> {
    program: &'a str,
    /// Whether the file is TOML, which holds no variables.
    is_toml: bool,
    port: &'a str,
    variable: &'a str,
}

impl PortInFile<'_> {
    fn line(&self) -> String {
        format!("bind = \"0.0.0.0:\" + os.environ[\"{}\"]", self.variable)
    }

    fn option(&self) -> String {
        format!("--bind 0.0.0.0:${}", self.variable)
    }

    fn advice(&self, language: Language) -> String {
        let (line, option) = (self.line(), self.option());
        if self.is_toml {
            say!(
                language,
                "The file holds no variables: add `{option}` to the command, which counts before it.",
                "该文件不能使用变量：请在命令中加上 `{option}`，它优先于文件。"
            )
        } else {
            say!(
                language,
                "Write `{line}`, with `import os` at the top of the file.",
                "请写成 `{line}`，并在文件开头加上 `import os`。"
            )
        }
    }
}

impl Message for PortInFile<'_> {
    fn message(&self, language: Language) -> String {
        fixed(self.program, self.port, self.variable, language)
    }

    fn detail(&self, language: Language) -> String {
        let (port, variable, advice) = (self.port, self.variable, self.advice(language));
        say!(
            language,
            "The platform gives the port to the process in `{variable}` and sends requests there. Unless that happens to be {port}, the application starts and answers nobody. {advice}",
            "平台通过 `{variable}` 把端口告知进程，并把请求发送到该端口。除非它恰好是 {port}，否则应用可以启动，却不会响应任何请求。{advice}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let option = self.option();
        if self.is_toml {
            say!(language, "Add `{option}` to the command", "在命令中加上 `{option}`")
        } else {
            say!(language, "Write `{}`", "写成 `{}`", self.line())
        }
    }
}

fn fixed(program: &str, port: &str, variable: &str, language: Language) -> String {
    say!(
        language,
        "{program} listens on port {port} whatever `${variable}` says",
        "{program} 固定监听端口 {port}，不理会 `${variable}`"
    )
}

/// A server that is given no port.
struct UntoldPort<'a> {
    shown: &'a str,
    port: u16,
    /// The option, with the platform's variable.
    option: String,
}

impl Message for UntoldPort<'_> {
    fn message(&self, language: Language) -> String {
        let Self { shown, port, .. } = self;
        say!(language, "`{shown}` is given no port and takes {port}", "没有为 `{shown}` 指定端口，它会监听 {port}")
    }

    fn detail(&self, language: Language) -> String {
        let option = &self.option;
        say!(
            language,
            "The platform gives the port to the process, and takes it down when it does not listen there. Add `{option}`.",
            "平台会把端口告知进程，进程不监听该端口就会被停止。请加上 `{option}`。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Add `{}`", "加上 `{}`", self.option)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let variable = facts.platform.runtime.port_variable.value.as_str();
    let usual = facts.platform.runtime.usual_port.as_ref().map(|fact| fact.value);
    for start in facts.commands().iter().filter(|start| start.process.name == WEB) {
        let listeners = Listener::all(facts, start);
        for port in Listener::fixed_ports(facts, &listeners).into_iter().filter(|port| !is_told_with_host(&listeners, port)) {
            let fix = edit_or_show(start, port.range.clone(), port.is_expanded.then(|| format!("${variable}")));
            let message = HardCodedPort { port, variable, usual };
            findings.add(found(start, port.range.clone(), message).likely().fix(fix));
        }
        for listener in &listeners {
            let Host::InFile(FileAddress { path, range, host: None, port: Some(port) }) = &listener.host else { continue };
            let is_toml = path.strip_suffix(".toml").is_some();
            let message = PortInFile { program: &listener.program, is_toml, port, variable };
            findings.add(Finding::new(Place::range(path, range.clone()), message).likely().fix(FixBuilder::display()));
        }
        if facts.platform.runtime.awaits_port.as_ref().is_some_and(|fact| fact.value) {
            for listener in &listeners {
                let Host::OwnPort { port, behind } = listener.host else { continue };
                if Some(port) != usual {
                    findings.add(untold(facts, start, listener, port, behind));
                }
            }
        }
    }
}

fn untold<'f>(
    facts: &'f Facts<'_>,
    start: &StartCommand,
    listener: &'f Listener,
    port: u16,
    behind: Option<usize>,
) -> Finding<UntoldPort<'f>> {
    let Range { start: from, end } = listener.start..listener.words.end;
    let variable = &facts.platform.runtime.port_variable.value;
    let option = match (listener.server.port, behind) {
        (Some(option), _) => format!("{option} ${variable}"),
        (None, Some(_)) => format!(":${variable}"),
        (None, None) => format!("${variable}"),
    };
    let blank = if behind.is_some() { "" } else { " " };
    let at = behind.unwrap_or(end);
    let fix = edit(start, FixBuilder::unsafe_(), at..at, format!("{blank}{option}"));
    found(start, from..end, UntoldPort { shown: &listener.shown, port, option }).likely().fix(fix)
}

/// Whether the port stands behind a host that is wrong, too, so that one finding is enough.
fn is_told_with_host(listeners: &[Listener], port: &Port) -> bool {
    listeners.iter().any(|listener| match &listener.host {
        Host::Loopback(hosts) => port.is_expanded && hosts.iter().any(|host| port.is_behind(host.range.clone())),
        Host::Untold { .. }
        | Host::InScript(_)
        | Host::InFile(_)
        | Host::PortAsHost { .. }
        | Host::OwnPort { .. }
        | Host::ByVariable
        | Host::Reached => false,
    })
}
