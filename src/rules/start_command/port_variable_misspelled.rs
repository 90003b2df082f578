//! PSH310: a port variable that the shell does not know: `$port`, `$(PORT)`, `%PORT%`, or `$PORT` where that is not set.

use crate::rules::prelude::*;
use std::ops::Range;

use crate::analysis::commands::listener::{Host, Listener};
use crate::analysis::commands::ports::{Port, PortForm, VARIABLES};
use crate::analysis::commands::start_command::StartCommand;

use super::in_command::{edit, found};

rule! {
    code: "PSH310",
    name: "port-variable-misspelled",
    severity: Error,
    stage: Boot,
    fix: Safe,
    en: "The variable for the port is misspelled or written in a way that the shell does not know",
    zh: "端口变量拼写错误，或写法不为 shell 所识别",
}

struct PortVariableMisspelled {
    tool: &'static str,
    written: String,
    repaired: String,
    spelling: Spelling,
}

/// What is wrong with a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// It has another name.
    Variable,
    /// It is `$PORT`, on a platform that sets another variable and not this one.
    Unset,
    /// It starts a program.
    Program,
    /// It is no variable to the shell.
    Literal,
    /// It stands where the host belongs.
    Alone,
}

impl Message for PortVariableMisspelled {
    fn message(&self, language: Language) -> String {
        let Self { tool, written, repaired, spelling } = self;
        if *spelling == Spelling::Alone {
            return say!(language, "{tool} takes `{written}` for a host", "{tool} 会把 `{written}` 当作主机名");
        }
        say!(
            language,
            "`{written}` is not the platform's port, which is `{repaired}`",
            "`{written}` 不是平台的端口变量，正确的写法是 `{repaired}`"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { tool, written, repaired, spelling } = self;
        match spelling {
            Spelling::Variable => say!(
                language,
                "Capitals and spelling count in names of variables. As long as no such variable is set on the platform, the shell puts nothing, or the default that is written, in the place of `{written}`, and {tool} does not listen where requests arrive. Write `{repaired}`.",
                "变量名区分大小写，拼写必须一致。只要平台上没有设置这样的变量，shell 就会把 `{written}` 替换为空（或写明的默认值），{tool} 就不会监听请求到达的端口。请写成 `{repaired}`。"
            ),
            Spelling::Unset => say!(
                language,
                "This platform sets no variable `PORT`, though others do: the shell puts nothing in the place of `{written}`, and {tool} gets no port, unless you have set one of that name on the platform. Write `{repaired}`.",
                "与其他平台不同，这个平台不设置变量 `PORT`：除非您在平台上自己设置了它，否则 shell 会把 `{written}` 替换为空，{tool} 得不到端口。请写成 `{repaired}`。"
            ),
            Spelling::Alone => say!(
                language,
                "An address without a colon is a host: no machine has that name, and {tool} stops as soon as it starts. Write `{repaired}`, which is that port on every address.",
                "没有冒号的地址会被当作主机名：没有机器叫这个名字，{tool} 一启动就会退出。请写成 `{repaired}`，即所有地址上的该端口。"
            ),
            Spelling::Program => say!(
                language,
                "In a shell, `$(…)` starts a program and takes its output. There is no such program, so nothing comes in the place of `{written}`, and {tool} gets no port. Write `{repaired}`.",
                "在 shell 中，`$(…)` 会运行一个程序并取其输出。这里没有这样的程序，因此 `{written}` 会被替换为空，{tool} 得不到端口。请写成 `{repaired}`。"
            ),
            Spelling::Literal => say!(
                language,
                "The shell hands `{written}` on as it stands, and {tool} refuses it: it is no number. A variable is written with `$` on this platform. Write `{repaired}`.",
                "shell 会把 `{written}` 原样传给 {tool}，而它不是数字，因此会被拒绝。在这个平台上变量要以 `$` 开头。请写成 `{repaired}`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Write `{}`", "写成 `{}`", self.repaired)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let variable = facts.platform.runtime.port_variable.value.as_str();
    for start in facts.commands().iter().filter(|start| start.process.name == WEB) {
        let listeners = Listener::all(facts, start);
        for listener in &listeners {
            let Host::PortAsHost { text, range } = &listener.host else { continue };
            let repaired = format!(":{text}");
            let fix = edit(start, FixBuilder::safe(), range.clone(), repaired.clone());
            let message =
                PortVariableMisspelled { tool: listener.server.name, written: text.clone(), repaired, spelling: Spelling::Alone };
            findings.add(found(start, range.clone(), message).fix(fix.unwrap_or_else(FixBuilder::display)));
        }
        for port in Listener::ports(&listeners) {
            let Some((spelling, name)) = misspelled(facts, port) else { continue };
            let found = &port.text[name.clone()];
            if is_given(facts, start, found) {
                continue;
            }
            let repaired = match spelling {
                Spelling::Variable | Spelling::Unset => [&port.text[..name.start], variable, &port.text[name.end..]].concat(),
                Spelling::Program | Spelling::Literal | Spelling::Alone => format!("${variable}"),
            };
            let is_near = spelling == Spelling::Unset || !VARIABLES.iter().any(|right| right.eq_ignore_ascii_case(found));
            findings.add(finding(start, port, spelling, repaired).likely_if(is_near));
        }
    }
}

fn finding(start: &StartCommand, port: &Port, spelling: Spelling, repaired: String) -> Finding<PortVariableMisspelled> {
    // Who has set a variable of this name keeps a port that runs.
    let promise = if spelling == Spelling::Unset { FixBuilder::unsafe_() } else { FixBuilder::safe() };
    let edit = port.is_expanded.then(|| edit(start, promise, port.range.clone(), repaired.clone())).flatten();
    let message = PortVariableMisspelled { tool: port.tool, written: port.text.clone(), repaired, spelling };
    let finding = found(start, port.range.clone(), message);
    finding.says_if_known(says(port, spelling)).fix(edit.unwrap_or_else(FixBuilder::display))
}

/// What gunicorn 20 to 23 prints.
fn says(port: &Port, spelling: Spelling) -> Option<String> {
    let has_default = spelling == Spelling::Variable && port.text.contains(":-");
    let passed = if spelling == Spelling::Literal { port.text.as_str() } else { "" };
    (port.tool == "gunicorn" && !has_default).then(|| format!("Error: '{passed}' is not a valid port number."))
}

/// What is wrong with a port that is meant to be a variable, and where the name stands in it.
fn misspelled(facts: &Facts<'_>, port: &Port) -> Option<(Spelling, Range<usize>)> {
    let name = |range: &Range<usize>| &port.text[range.clone()];
    match &port.form {
        PortForm::Variable(range) if is_unset(facts, &port.text, name(range)) => Some((Spelling::Unset, range.clone())),
        PortForm::Variable(range) => is_nearly_right(name(range)).then(|| (Spelling::Variable, range.clone())),
        PortForm::Program(range) => is_right(name(range)).then(|| (Spelling::Program, range.clone())),
        PortForm::Windows(range) | PortForm::Word(range) => is_right(name(range)).then(|| (Spelling::Literal, range.clone())),
        PortForm::Number | PortForm::Other => None,
    }
}

/// Whether `$PORT` is asked for, without a default, where the platform sets another variable and not this one.
fn is_unset(facts: &Facts<'_>, text: &str, name: &str) -> bool {
    let runtime = &facts.platform.runtime;
    let sets = runtime.sets.as_ref().map_or(&[][..], |fact| fact.value.as_slice());
    let is_set = runtime.port_variable.value == name || sets.iter().any(|variable| variable.name == name);
    name == VARIABLES[0] && ["$PORT", "${PORT}"].contains(&text) && !is_set
}

/// Whether a name is that of the port, in capital letters or not.
fn is_right(name: &str) -> bool {
    VARIABLES.iter().any(|right| name.eq_ignore_ascii_case(right))
}

/// Whether a name is nearly that of the port, and not quite.
fn is_nearly_right(name: &str) -> bool {
    let is_near = name.len() > 2 && strsim::damerau_levenshtein(&name.to_ascii_uppercase(), VARIABLES[0]) == 1;
    !VARIABLES.contains(&name) && (is_near || is_right(name))
}

/// Whether a variable of this name is set, on the platform or by the command.
fn is_given(facts: &Facts<'_>, start: &StartCommand, name: &str) -> bool {
    let steps = start.steps();
    let mut words = steps.iter().flat_map(|step| &step.words);
    facts.settings.has(name) || start.may_inherit(name) || words.any(|word| word.assignment().is_some_and(|(set, _)| set == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_told_from_other_words() {
        let is_misspelled = |text: &str| match PortForm::of(text) {
            PortForm::Variable(name) => is_nearly_right(&text[name]),
            PortForm::Program(name) | PortForm::Windows(name) | PortForm::Word(name) => is_right(&text[name]),
            PortForm::Number | PortForm::Other => false,
        };
        for text in ["$port", "${port}", "$Port", "$(PORT)", "${POT:-5000}", "%PORT%", "$PROT", "PORT", "$PORTS", "$(port)"] {
            assert!(is_misspelled(text), "{text}");
        }
        for text in ["$PORT", "${PORT}", "${PORT:-5000}", "$_PORT", "8000", "$APP_PORT", "$HOST", "$(cat port)", "http", "$P"] {
            assert!(!is_misspelled(text), "{text}");
        }
    }
}
