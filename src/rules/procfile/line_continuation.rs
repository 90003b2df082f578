//! PSH222: a backslash at the end of a line.

use crate::analysis::procfile::faults::ContinuedCommand;
use crate::rules::start_command::failure;

use super::prelude::*;
use super::words::reads;

rule! {
    code: "PSH222",
    name: "line-continuation",
    severity: Warning,
    stage: Boot,
    fix: Unsafe,
    en: "A backslash at the end of a line of the Procfile, where it joins no lines",
    zh: "Procfile 行尾的反斜杠，它不会连接两行",
}

struct LineContinuation<'a> {
    name: &'a str,
    continued: &'a ContinuedCommand,
    is_yaml: bool,
    is_started: bool,
    /// The command that the platform reads.
    read: String,
}

impl Message for LineContinuation<'_> {
    fn message(&self, language: Language) -> String {
        let name = excerpt(self.name);
        match self.continued.goes_on {
            true => say!(
                language,
                "The backslash behind the command of `{name}` does not join it with the next line",
                "`{name}` 的命令后面的反斜杠不会连接下一行"
            ),
            false => say!(language, "The command of `{name}` ends with a backslash", "`{name}` 的命令以反斜杠结尾"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (name, read) = (excerpt(self.name), excerpt(&self.read));
        let reads = reads(self.is_started, language);
        let effect = self.continued.effect.sentence(language);
        let what = match self.continued.goes_on {
            false => say!(
                language,
                "Nothing follows that it could join, so the shell hands the backslash to the program as one more argument.",
                "后面没有可以连接的内容，shell 会把反斜杠作为多余的参数传给程序。"
            ),
            true if self.continued.effect.is_rejected() => {
                say!(language, "A command of a Procfile ends with its line. {effect}", "Procfile 中的命令到行尾为止。{effect}")
            }
            true if self.is_yaml => say!(
                language,
                "In YAML, a backslash at the end of a line does not join lines, but stays in the command. The platform {reads} `{read}`, where the shell takes the backslash, the space and what follows for one word.",
                "在 YAML 中，行尾的反斜杠不会连接两行，而是留在命令中。平台{reads}的是 `{read}`，shell 会把反斜杠、空格及其后的内容当作一个单词。"
            ),
            true => say!(
                language,
                "Each line is an entry of its own here, so the platform {reads} `{read}`. Of the next line: {effect}",
                "这里每一行都是独立的条目，因此平台{reads}的是 `{read}`。至于下一行：{effect}"
            ),
        };
        match &self.continued.joined {
            Some((_, joined)) => {
                say!(language, "{what} Write `{name}: {}`.", "{what}请写成 `{name}: {}`。", excerpt(joined))
            }
            None => say!(
                language,
                "{what} Write the whole command in one line, without a backslash.",
                "{what}请把整条命令写在一行，不要用反斜杠。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match self.continued.goes_on {
            true => say!(language, "Write the command in one line", "把命令写在一行"),
            false => say!(language, "Take the backslash away", "去掉反斜杠"),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (document, item, entry, fault) in entry_faults(facts) {
        let ItemFault::Continuation(continued) = fault else { continue };
        let is_refused = continued.effect.is_rejected();
        // The folded line of YAML is still started, with one odd argument.
        let is_harmless = !continued.goes_on || (!is_refused && (document.is_yaml() || !document.starts(entry.name)));
        let severity = if is_harmless { Severity::Warning } else { Severity::Error };
        let read = document.process(item).map(|process| process.command).unwrap_or_default();
        let message = LineContinuation {
            name: entry.name,
            continued,
            is_yaml: document.is_yaml(),
            is_started: document.starts(entry.name),
            read,
        };
        let range = entry.tokens.command.start..item.range().end.max(entry.tokens.command.end);
        let finding = finding(document, range, severity, &continued.effect, message);
        let finding = finding.fix(fix_if(document, Safety::Unsafe, continued.joined.clone()));
        findings.add(if is_refused { finding } else { finding.stage(failure::stage(document.platform, entry.name)) });
    }
}
