//! PSH309: a server that listens on 127.0.0.1, where nobody reaches it.

use crate::analysis::commands::listener::{FileAddress, Host, Listener, LoopbackHost};
use crate::analysis::commands::start_command::StartCommand;
use crate::rules::prelude::*;
use std::ops::Range;

use super::in_command::{edit, found};

rule! {
    code: "PSH309",
    name: "loopback-bind",
    severity: Error,
    stage: Run,
    fix: Safe,
    en: "The web server listens on 127.0.0.1 or localhost, where the platform does not reach it",
    zh: "Web 服务器监听 127.0.0.1 或 localhost，平台无法访问",
}

/// What to listen on.
const EVERYWHERE: &str = "0.0.0.0";
/// What a server takes that is told nothing.
const HOST: &str = "127.0.0.1";

/// The command names the host.
struct LoopbackBind {
    program: String,
    host: &'static str,
    /// The fixed port behind the host, and the variable that should be there.
    port: Option<(String, String)>,
}

impl Message for LoopbackBind {
    fn message(&self, language: Language) -> String {
        let Self { program, host, .. } = self;
        say!(
            language,
            "`{program}` listens on `{host}`, where only the container itself reaches it",
            "`{program}` 监听 `{host}`，只有容器自身能够访问"
        )
    }

    fn detail(&self, language: Language) -> String {
        let host = &self.host;
        let unanswered = unanswered(host, language);
        if let Some((port, variable)) = &self.port {
            say!(
                language,
                "The application starts, but {unanswered} It sends them to the port that it gives in `{variable}`, so that {port} is right only while that port is set on the platform. Write `{EVERYWHERE}` for `{host}`, which takes requests from everywhere, and `${variable}` for `{port}`: `{EVERYWHERE}:${variable}`.",
                "应用可以启动，但{unanswered}请求会发送到平台通过 `{variable}` 给出的端口，只有平台上设置的也是 {port} 时才能对上。请把 `{host}` 改成接受来自任何地方的请求的 `{EVERYWHERE}`，并把 `{port}` 改成 `${variable}`：`{EVERYWHERE}:${variable}`。"
            )
        } else {
            say!(
                language,
                "The application starts, but {unanswered} Write `{EVERYWHERE}`, which takes requests from everywhere.",
                "应用可以启动，但{unanswered}请写成 `{EVERYWHERE}`，它接受来自任何地方的请求。"
            )
        }
    }

    fn fix_title(&self, language: Language) -> String {
        if let Some((port, variable)) = &self.port {
            say!(
                language,
                "Listen on `{EVERYWHERE}:${variable}` instead of `{}:{port}`",
                "监听 `{EVERYWHERE}:${variable}` 而不是 `{}:{port}`",
                self.host
            )
        } else {
            say!(language, "Listen on `{EVERYWHERE}` instead of `{}`", "监听 `{EVERYWHERE}` 而不是 `{}`", self.host)
        }
    }
}

/// Nothing names a host.
struct UntoldHost {
    /// The server as it is shown.
    shown: String,
    /// The variable that would name the host.
    variable: Option<&'static str>,
    /// What tells it.
    words: String,
    /// What stands in the place of that.
    port: Option<String>,
}

impl Message for UntoldHost {
    fn message(&self, language: Language) -> String {
        let server = &self.shown;
        say!(
            language,
            "`{server}` is given no host and takes `{HOST}`, where only the container itself reaches it",
            "没有为 `{server}` 指定主机，它会监听 `{HOST}`，只有容器自身能够访问"
        )
    }

    fn detail(&self, language: Language) -> String {
        let (unanswered, advice) = (unanswered(HOST, language), self.fix_title(language));
        match self.variable {
            None => {
                say!(language, "The application starts, but {unanswered} {advice}.", "应用可以启动，但{unanswered}请{advice}。")
            }
            Some(variable) => say!(
                language,
                "Unless `{variable}` is set on the platform, the application starts, but {unanswered} {advice}.",
                "如果平台上没有设置 `{variable}`，应用可以启动，但{unanswered}请{advice}。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let words = &self.words;
        match &self.port {
            None => say!(language, "Add `{words}`", "加上 `{words}`"),
            Some(port) => say!(language, "Write `{words}` for `{port}`", "把 `{port}` 改成 `{words}`"),
        }
    }
}

/// What comes of listening on a loopback address.
fn unanswered(host: &str, language: Language) -> String {
    say!(
        language,
        "every request from outside goes unanswered: the platform passes requests on from another machine, and `{host}` takes only those from the same one.",
        "来自外部的请求都得不到响应：平台从另一台机器转发请求，而 `{host}` 只接受本机的请求。"
    )
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for start in facts.commands().iter().filter(|start| start.process.name == WEB) {
        let listeners = Listener::all(facts, start);
        for listener in &listeners {
            match &listener.host {
                Host::Loopback(hosts) => {
                    for host in hosts {
                        findings.add(loopback(facts, start, &listeners, listener, host));
                    }
                }
                Host::Untold { port_alone, has_port } => {
                    findings.add(untold(facts, start, listener, port_alone.as_ref(), *has_port));
                }
                Host::InFile(address) => {
                    if let Some(host) = address.host {
                        findings.add(in_file(facts, listener, address, host));
                    }
                }
                Host::InScript(_) | Host::PortAsHost { .. } | Host::OwnPort { .. } | Host::ByVariable | Host::Reached => {}
            }
        }
    }
}

fn loopback(
    facts: &Facts<'_>,
    start: &StartCommand,
    listeners: &[Listener],
    listener: &Listener,
    host: &LoopbackHost,
) -> Finding<LoopbackBind> {
    let variable = &facts.platform.runtime.port_variable.value;
    let fixed = Listener::fixed_ports(facts, listeners);
    let port = fixed.into_iter().find(|port| port.is_expanded && port.is_behind(host.range.clone()));
    let promise = if port.is_some() { FixBuilder::unsafe_() } else { FixBuilder::safe() };
    let fix = edit(start, promise, host.range.clone(), EVERYWHERE).and_then(|fix| match port {
        Some(port) => edit(start, fix, port.range.clone(), format!("${variable}")),
        None => Some(fix),
    });
    let port = port.map(|port| (port.text.clone(), variable.clone()));
    let message = LoopbackBind { program: listener.program.clone(), host: host.text, port };
    found(start, host.range.clone(), message).fix(fix)
}

/// A loopback host in gunicorn's own file.
fn in_file(facts: &Facts<'_>, listener: &Listener, address: &FileAddress, host: &'static str) -> Finding<LoopbackBind> {
    let FileAddress { path, range, .. } = address;
    let at = facts.project.text(path).and_then(|text| text.as_str().get(range.clone())?.find(host));
    let fix = at.map(|at| {
        let from = range.start + at;
        FixBuilder::safe().edit(path, from..from + host.len(), EVERYWHERE)
    });
    let message = LoopbackBind { program: listener.program.clone(), host, port: None };
    Finding::new(Place::range(path, range.clone()), message).fix(fix)
}

fn untold(
    facts: &Facts<'_>,
    start: &StartCommand,
    listener: &Listener,
    port_alone: Option<&(String, Range<usize>)>,
    has_port: bool,
) -> Finding<UntoldHost> {
    let Listener { server, words: Range { end, .. }, .. } = listener;
    let variable = format!("${}", facts.platform.runtime.port_variable.value);
    let port = port_alone.map(|(text, _)| text.clone());
    let words = server.told_everywhere(port.as_deref().or((!has_port).then_some(variable.as_str())));
    let promise = if has_port { FixBuilder::safe() } else { FixBuilder::unsafe_() };
    let fix = match port_alone {
        Some((_, range)) => edit(start, promise, range.clone(), words.clone()),
        None => edit(start, promise, *end..*end, format!(" {words}")),
    };
    let message = UntoldHost { shown: listener.shown.clone(), variable: server.variable, words, port };
    found(start, listener.start..*end, message).likely_if(server.variable.is_some()).fix(fix)
}
