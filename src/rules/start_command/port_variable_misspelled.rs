//! PSH310: a port variable that the shell does not know: `$port`, `$(PORT)`, `%PORT%`, or `$PORT` where that is not set.

use crate::rules::prelude::*;
use std::ops::Range;

use crate::analysis::commands::start_command::{StartCommand, simple_commands};

use super::ports::{Port, ports};
use super::{commands, is_editable, place};

rule! {
    code: "PSH310",
    name: "port-variable-misspelled",
    severity: Error,
    stage: Boot,
    fix: Safe,
    en: "The variable for the port is misspelled or written in a way that the shell does not know",
    zh: "端口变量拼写错误，或写法不为 shell 所识别",
}

/// The names that platforms use; which one is right here is no matter of spelling.
const NAMES: &[&str] = &["PORT", "_PORT"];

struct PortVariableMisspelled {
    tool: &'static str,
    written: String,
    repaired: String,
    form: Form,
}

/// How a variable is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `$NAME` or `${NAME}`.
    Variable,
    /// `$PORT` on a platform that sets another variable and not this one.
    Unset,
    /// `$(NAME)`, which starts a program.
    Program,
    /// `%NAME%`, as on Windows.
    Windows,
    /// `NAME`, a word like any other.
    Plain,
}

impl Message for PortVariableMisspelled {
    fn message(&self, language: Language) -> String {
        let Self { written, repaired, .. } = self;
        say!(
            language,
            "`{written}` is not the platform's port, which is `{repaired}`",
            "`{written}` 不是平台的端口变量，正确的写法是 `{repaired}`"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { tool, written, repaired, form } = self;
        match form {
            Form::Variable => say!(
                language,
                "Capitals and spelling count in names of variables. As long as no such variable is set on the platform, the shell puts nothing, or the default that is written, in the place of `{written}`, and {tool} does not listen where requests arrive. Write `{repaired}`.",
                "变量名区分大小写，拼写必须一致。只要平台上没有设置这样的变量，shell 就会把 `{written}` 替换为空（或写明的默认值），{tool} 就不会监听请求到达的端口。请写成 `{repaired}`。"
            ),
            Form::Unset => say!(
                language,
                "This platform sets no variable `PORT`, though others do: the shell puts nothing in the place of `{written}`, and {tool} gets no port, unless you have set one of that name on the platform. Write `{repaired}`.",
                "与其他平台不同，这个平台不设置变量 `PORT`：除非您在平台上自己设置了它，否则 shell 会把 `{written}` 替换为空，{tool} 得不到端口。请写成 `{repaired}`。"
            ),
            Form::Program => say!(
                language,
                "In a shell, `$(…)` starts a program and takes its output. There is no such program, so nothing comes in the place of `{written}`, and {tool} gets no port. Write `{repaired}`.",
                "在 shell 中，`$(…)` 会运行一个程序并取其输出。这里没有这样的程序，因此 `{written}` 会被替换为空，{tool} 得不到端口。请写成 `{repaired}`。"
            ),
            Form::Windows | Form::Plain => say!(
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
    for start in commands(facts).iter().filter(|start| start.process.name == WEB) {
        for port in ports(start) {
            let Some((form, name)) = variable_in(&port.text) else { continue };
            let found = &port.text[name.clone()];
            let form = if is_unset(facts, &port.text, found) { Form::Unset } else { form };
            let is_wrong = form == Form::Unset || is_misspelled(form, found);
            if !is_wrong || is_given(facts, start, found) {
                continue;
            }
            let repaired = match form {
                Form::Variable | Form::Unset => [&port.text[..name.start], variable, &port.text[name.end..]].concat(),
                Form::Program | Form::Windows | Form::Plain => format!("${variable}"),
            };
            let is_near = form == Form::Unset || !NAMES.iter().any(|right| right.eq_ignore_ascii_case(found));
            let finding = finding(facts, start, &port, (form, repaired));
            findings.add(if is_near { finding.likely() } else { finding });
        }
    }
}

fn finding(
    facts: &Facts<'_>,
    start: &StartCommand<'_>,
    port: &Port,
    (form, repaired): (Form, String),
) -> Finding<PortVariableMisspelled> {
    let is_expanded = !start.process.command[port.word.clone()].contains('\'');
    let fix = if is_editable(facts, start) && is_expanded {
        // Who has set a variable of this name keeps a port that runs.
        let promise = if form == Form::Unset { FixBuilder::unsafe_() } else { FixBuilder::safe() };
        promise.edit(PROCFILE, start.place(port.range.clone()), repaired.clone())
    } else {
        FixBuilder::display()
    };
    let message = PortVariableMisspelled { tool: port.tool, written: port.text.clone(), repaired, form };
    let finding = Finding::new(place(facts, start, port.range.clone()), message).fix(fix);
    match says(port, form) {
        Some(says) => finding.says(says),
        None => finding,
    }
}

/// What gunicorn 20 to 23 prints.
fn says(port: &Port, form: Form) -> Option<String> {
    let has_default = form == Form::Variable && port.text.contains(":-");
    let passed = if matches!(form, Form::Variable | Form::Unset | Form::Program) { "" } else { port.text.as_str() };
    (port.tool == "gunicorn" && !has_default).then(|| format!("Error: '{passed}' is not a valid port number."))
}

/// How the port is written, and where the name stands in it.
fn variable_in(text: &str) -> Option<(Form, Range<usize>)> {
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let whole = |from: usize, to: usize, form| is_name(text.get(from..to)?).then_some((form, from..to));
    let end = text.len();
    if let Some(inner) = text.strip_prefix("${") {
        let name = inner.find([':', '-', '}'])?;
        return is_name(&inner[..name]).then_some((Form::Variable, 2..2 + name));
    }
    if text.starts_with("$(") && text.ends_with(')') {
        return whole(2, end - 1, Form::Program);
    }
    if text.starts_with('%') && text.ends_with('%') && end > 1 {
        return whole(1, end - 1, Form::Windows);
    }
    let is_variable = text.starts_with('$');
    whole(usize::from(is_variable), end, if is_variable { Form::Variable } else { Form::Plain })
}

/// Whether `$PORT` is asked for, without a default, where the platform sets another variable and not this one.
fn is_unset(facts: &Facts<'_>, text: &str, name: &str) -> bool {
    let runtime = &facts.platform.runtime;
    let sets = runtime.sets.as_ref().map_or(&[][..], |fact| fact.value.as_slice());
    let is_set = runtime.port_variable.value == name || sets.iter().any(|variable| variable.name == name);
    name == NAMES[0] && ["$PORT", "${PORT}"].contains(&text) && !is_set
}

/// Whether a name is nearly that of the port.
fn is_misspelled(form: Form, name: &str) -> bool {
    let is_same = NAMES.iter().any(|right| name.eq_ignore_ascii_case(right));
    if form != Form::Variable {
        return is_same;
    }
    let is_near = name.len() > 2 && strsim::damerau_levenshtein(&name.to_ascii_uppercase(), NAMES[0]) == 1;
    !NAMES.contains(&name) && (is_near || is_same)
}

/// Whether a variable of this name is set, on the platform or by the command.
fn is_given(facts: &Facts<'_>, start: &StartCommand<'_>, name: &str) -> bool {
    let steps = simple_commands(&start.command);
    let mut words = steps.iter().flat_map(|step| &step.words);
    facts.settings.has(name) || words.any(|word| word.assignment().is_some_and(|(set, _)| set == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_told_from_other_words() {
        let misspelled = |text: &str| variable_in(text).is_some_and(|(form, name)| is_misspelled(form, &text[name]));
        for text in ["$port", "${port}", "$Port", "$(PORT)", "${POT:-5000}", "%PORT%", "$PROT", "PORT", "$PORTS", "$(port)"] {
            assert!(misspelled(text), "{text}");
        }
        for text in ["$PORT", "${PORT}", "${PORT:-5000}", "$_PORT", "8000", "$APP_PORT", "$HOST", "$(cat port)", "http", "$P"] {
            assert!(!misspelled(text), "{text}");
        }
    }
}
