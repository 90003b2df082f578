//! PSH308: a port in the command, where the platform gives one.

use crate::analysis::commands::start_command::StartCommand;
use crate::rules::prelude::*;

use super::ports::{Port, is_number, ports};
use super::{commands, is_editable, loopback_bind, place};

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
        let Self { port, variable, .. } = self;
        say!(
            language,
            "{} listens on port {} whatever `${variable}` says",
            "{} 固定监听端口 {}，不理会 `${variable}`",
            port.tool,
            port.text
        )
    }

    fn detail(&self, language: Language) -> String {
        let (port, variable) = (&self.port.text, self.variable);
        match self.usual {
            Some(usual) => say!(
                language,
                "The platform sends requests to the port that is set there, usually {usual}, and gives it to the process in `{variable}`. With {port} the application answers only while {port} is set there. Write `${variable}` for `{port}`.",
                "平台把请求发送到在平台上设置的端口（通常是 {usual}），并通过 `{variable}` 告知进程。写成 {port} 时，只有平台上设置的也是 {port}，应用才能响应。请把 `{port}` 改成 `${variable}`。"
            ),
            None => say!(
                language,
                "The platform gives the port to the process in `{variable}` and sends requests there. Unless that happens to be {port}, the application starts and answers nobody. Write `${variable}` for `{port}`.",
                "平台通过 `{variable}` 把端口告知进程，并把请求发送到该端口。除非它恰好是 {port}，否则应用可以启动，却不会响应任何请求。请把 `{port}` 改成 `${variable}`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Write `${}` for `{}`", "把 `{1}` 改成 `${0}`", self.variable, self.port.text)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let variable = facts.platform.runtime.port_variable.value.as_str();
    let usual = facts.platform.runtime.usual_port.as_ref().map(|fact| fact.value);
    for start in commands(facts).iter().filter(|start| start.process.name == WEB) {
        for port in hard_coded(facts, start).iter().filter(|port| !loopback_bind::speaks_of(start, port)) {
            let fix = if is_editable(facts, start) && is_expanded(start, port) {
                FixBuilder::unsafe_().edit(PROCFILE, start.place(port.range.clone()), format!("${variable}"))
            } else {
                FixBuilder::display()
            };
            let message = HardCodedPort { port, variable, usual };
            findings.add(Finding::new(place(facts, start, port.range.clone()), message).likely().fix(fix));
        }
    }
}

/// The ports of all servers of a process, unless one of them is in a variable or the one that the platform uses.
pub(super) fn hard_coded(facts: &Facts<'_>, start: &StartCommand<'_>) -> Vec<Port> {
    let usual = facts.platform.runtime.usual_port.as_ref().map(|fact| fact.value.to_string());
    let given = facts.settings.env.get(&facts.platform.runtime.port_variable.value).cloned().or(usual);
    let ports = ports(start);
    let is_right = |port: &Port| !is_number(&port.text) || given.as_ref() == Some(&port.text);
    if ports.iter().any(is_right) { vec![] } else { ports }
}

/// Whether the shell would put the value of a variable in the place of the port.
pub(super) fn is_expanded(start: &StartCommand<'_>, port: &Port) -> bool {
    !start.process.command[port.word.clone()].contains('\'')
}
