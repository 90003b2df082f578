//! PSH214: names that the parser refuses, and `Web` for `web`.

use crate::analysis::procfile::dialect::NoteKind;
use crate::analysis::procfile::faults::{NameFault, NameFaultKind, StartedInstead};
use crate::platform::Dialect;
use crate::syntax::procfile::EntryText;

use super::prelude::*;

rule! {
    code: "PSH214",
    name: "invalid-process-name",
    severity: Error,
    stage: Release,
    fix: Unsafe,
    en: "A process name that the platform does not read as it is written",
    zh: "平台无法按原样读取的进程名称",
}

struct InvalidProcessName<'a> {
    name: &'a str,
    fault: &'a NameFault,
    /// Whether the platform has Heroku's strict grammar of names.
    is_strict: bool,
    /// Whether a hyphen is no part of a name.
    refuses_hyphens: bool,
}

impl InvalidProcessName<'_> {
    fn grammar(&self, language: Language) -> &'static str {
        match self.is_strict {
            _ if self.refuses_hyphens => {
                language.pick("A name consists of letters, digits and `_`.", "名称只能由字母、数字和 `_` 组成。")
            }
            false => {
                language.pick("A name consists of letters, digits, `-` and `_`.", "名称只能由字母、数字、`-` 和 `_` 组成。")
            }
            true => language.pick(
                "A name consists of small letters, digits and `-`, begins and ends with a letter or a digit, and has at most 63 characters.",
                "名称只能由小写字母、数字和 `-` 组成，首尾必须是字母或数字，最长 63 个字符。",
            ),
        }
    }
}

impl Message for InvalidProcessName<'_> {
    fn message(&self, language: Language) -> String {
        let name = excerpt(self.name);
        match &self.fault.kind {
            NameFaultKind::Characters(_) if self.name.is_empty() => {
                say!(language, "A colon has no process name before it", "冒号前没有进程名称")
            }
            NameFaultKind::Characters(_) => {
                say!(language, "`{name}` cannot be the name of a process", "`{name}` 不能用作进程名称")
            }
            NameFaultKind::Corrected(read) => {
                say!(language, "The platform reads the name `{name}` as `{read}`", "平台把名称 `{name}` 读作 `{read}`")
            }
            NameFaultKind::Case(_) => {
                say!(language, "The process is named `{name}`, not `web`", "进程名称是 `{name}`，而不是 `web`")
            }
        }
    }

    fn detail(&self, language: Language) -> String {
        let (name, grammar) = (excerpt(self.name), self.grammar(language));
        match &self.fault.kind {
            NameFaultKind::Characters(effect) => say!(
                language,
                "{grammar} {} Name the process by these, such as `web`.",
                "{grammar}{}请改用这样的名称，例如 `web`。",
                effect.sentence(language)
            ),
            NameFaultKind::Corrected(read) => say!(
                language,
                "{grammar} The platform takes `{read}` for it and prints a warning. Write `{read}:`.",
                "{grammar}平台会把它当作 `{read}`，并打印警告。请写成 `{read}:`。"
            ),
            NameFaultKind::Case(StartedInstead::Refused(refusal)) => say!(
                language,
                "Capitals and small letters differ in names. {} Write `web:`.",
                "名称区分大小写。{}请写成 `web:`。",
                refusal.sentence(language)
            ),
            NameFaultKind::Case(StartedInstead::Sole) => say!(
                language,
                "Capitals and small letters differ in names. `{name}` starts all the same because it is the only process; with a second one, nothing would start. Write `web:`.",
                "名称区分大小写。`{name}` 是唯一的进程，所以仍会启动；一旦有了第二个进程，就什么也不会启动。请写成 `web:`。"
            ),
            NameFaultKind::Case(StartedInstead::Nothing) => say!(
                language,
                "Capitals and small letters differ in names, and the platform starts only the process named exactly `web`. With `{name}` the build succeeds and nothing is started. Write `web:`.",
                "名称区分大小写，平台只启动名称恰好为 `web` 的进程。写成 `{name}` 时构建成功，但什么也不会启动。请写成 `web:`。"
            ),
            NameFaultKind::Case(StartedInstead::Other) => say!(
                language,
                "Capitals and small letters differ in names: `{name}` is a process of its own, the app has no process `web`, and the platform starts another one in its place. Write `web:`.",
                "名称区分大小写：`{name}` 是另一个进程，应用没有 `web` 进程，平台会改为启动其他进程。请写成 `web:`。"
            ),
            NameFaultKind::Case(StartedInstead::Each) => say!(
                language,
                "Capitals and small letters differ in names: `{name}` is a process of its own, and the app has no process `web`. Write `web:`.",
                "名称区分大小写：`{name}` 是另一个进程，应用没有 `web` 进程。请写成 `web:`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match &self.fault.instead {
            Some(name) => say!(language, "Name the process `{name}`", "把进程命名为 `{name}`"),
            None if self.refuses_hyphens => {
                say!(language, "Give the process a name of letters, digits and `_`", "用字母、数字和 `_` 为进程命名")
            }
            None if self.is_strict => say!(language, "Give the process another name", "为进程换一个名称"),
            None => {
                say!(language, "Give the process a name of letters, digits, `-` and `_`", "用字母、数字、`-` 和 `_` 为进程命名")
            }
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (document, item, entry, fault) in entry_faults(facts) {
        let ItemFault::Name(fault) = fault else { continue };
        let (severity, effect, stage) = weight(document, fault, entry);
        let is_strict = document.mends_names();
        let edit = fault.instead.clone().map(|name| (entry.tokens.name.clone(), name));
        let refuses_hyphens = document.dialect() == Dialect::GoogleCloud;
        let message = InvalidProcessName { name: entry.name, fault, is_strict, refuses_hyphens };
        let finding = finding(document, entry.tokens.name.clone(), severity, &effect, message).stage(stage);
        let finding = finding.fix(fix_if(document, Safety::Unsafe, edit));
        let note = document.note(NoteKind::CorrectedName, &item.range()).filter(|_| effect == Effect::Kept);
        findings.add(match note {
            Some(note) => finding.says(note.says.as_str()),
            None => finding,
        });
    }
}

/// How much a name matters, what becomes of its entry, and when.
fn weight(document: &Document<'_>, fault: &NameFault, entry: &EntryText<'_>) -> (Severity, Effect, Stage) {
    // A line of JSON, such as a script of package.json, was hardly meant as a process: without it nothing is missing.
    let is_json = entry.name.starts_with('"') && entry.command.starts_with('"');
    let is_harmless = is_json || document.serves();
    match &fault.kind {
        NameFaultKind::Characters(Effect::Dropped) if is_harmless => (Severity::Warning, Effect::Dropped, Stage::Release),
        NameFaultKind::Characters(Effect::Dropped) => (Severity::Error, Effect::Dropped, Stage::Release),
        NameFaultKind::Characters(effect) => {
            (loss(document, entry.name, effect), effect.clone(), effect.stage(document.platform))
        }
        NameFaultKind::Corrected(_) => (Severity::Warning, Effect::Kept, Stage::Release),
        NameFaultKind::Case(StartedInstead::Nothing | StartedInstead::Other) => (Severity::Error, Effect::Kept, Stage::Boot),
        NameFaultKind::Case(StartedInstead::Sole) => (Severity::Info, Effect::Kept, Stage::Boot),
        NameFaultKind::Case(StartedInstead::Each) => (Severity::Warning, Effect::Kept, Stage::Boot),
        NameFaultKind::Case(StartedInstead::Refused(refusal)) => (Severity::Error, Effect::Rejected(*refusal), Stage::Release),
    }
}
