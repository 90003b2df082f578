//! PSH214: names that the parser refuses, and `Web` for `web`.

use crate::analysis::procfile::dialect::NoteKind;
use crate::diagnostic::Safety;
use crate::platform::Dialect;
use crate::rules::prelude::*;

use super::document::{Document, documents};
use super::effect::{Effect, Refusal};
use super::items::Item;
use super::{EntryText, excerpt};

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
    problem: &'a Problem,
    /// Whether the platform has Heroku's strict grammar of names.
    is_strict: bool,
    instead: Option<&'a str>,
}

/// What is wrong with a name.
pub(super) enum Problem {
    /// It is empty or has other characters than the parser's pattern for names.
    Characters(Effect),
    /// The parser takes this name in its place, and says so.
    Corrected(String),
    /// It differs from `web` by case, and nothing else is named so.
    Case {
        /// What the platform starts instead.
        start: Start,
    },
}

/// What a platform starts of a Procfile without `web`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// Nothing.
    Nothing,
    /// This process, because it is the only one.
    Sole,
    /// Each process, though none gets requests.
    Each,
    /// Nothing, because it refuses the text.
    Refused(Refusal),
}

impl InvalidProcessName<'_> {
    fn grammar(&self, language: Language) -> &'static str {
        match self.is_strict {
false => language.pick("A name consists of letters, digits, `-` and `_`.", "名称只能由字母、数字、`-` 和 `_` 组成。"),
true => language.pick("A name consists of small letters, digits and `-`, begins and ends with a letter or a digit, and has at most 63 characters.", "名称只能由小写字母、数字和 `-` 组成，首尾必须是字母或数字，最长 63 个字符。"),
}
    }
}

impl Message for InvalidProcessName<'_> {
    fn message(&self, language: Language) -> String {
        let name = excerpt(self.name);
        match (self.problem, self.name.is_empty()) {
            (Problem::Characters(_), true) => say!(language, "A colon has no process name before it", "冒号前没有进程名称"),
            (Problem::Characters(_), false) => {
                say!(language, "`{name}` cannot be the name of a process", "`{name}` 不能用作进程名称")
            }
            (Problem::Corrected(read), _) => {
                say!(language, "The platform reads the name `{name}` as `{read}`", "平台把名称 `{name}` 读作 `{read}`")
            }
            (Problem::Case { .. }, _) => {
                say!(language, "The process is named `{name}`, not `web`", "进程名称是 `{name}`，而不是 `web`")
            }
        }
    }

    fn detail(&self, language: Language) -> String {
        let name = excerpt(self.name);
        match self.problem {
            Problem::Characters(effect) => match language {
                En => {
                    format!("{} {} Name the process by these, such as `web`.", self.grammar(En), effect.sentence(En))
                }
                Zh => {
                    format!("{}{}请改用这样的名称，例如 `web`。", self.grammar(Zh), effect.sentence(Zh))
                }
            },
            Problem::Corrected(read) => match language {
                En => {
                    format!("{} The platform takes `{read}` for it and prints a warning. Write `{read}:`.", self.grammar(En))
                }
                Zh => {
                    format!("{}平台会把它当作 `{read}`，并打印警告。请写成 `{read}:`。", self.grammar(Zh))
                }
            },
            Problem::Case { start: Start::Refused(refusal) } => match language {
                En => {
                    format!("Capitals and small letters differ in names. {} Write `web:`.", refusal.sentence(En))
                }
                Zh => {
                    format!("名称区分大小写。{}请写成 `web:`。", refusal.sentence(Zh))
                }
            },
            Problem::Case { start: Start::Sole } => say!(
                language,
                "Capitals and small letters differ in names. `{name}` starts all the same because it is the only process; with a second one, nothing would start. Write `web:`.",
                "名称区分大小写。`{name}` 是唯一的进程，所以仍会启动；一旦有了第二个进程，就什么也不会启动。请写成 `web:`。"
            ),
            Problem::Case { start: Start::Nothing } => say!(
                language,
                "Capitals and small letters differ in names, and the platform starts only the process named exactly `web`. With `{name}` the build succeeds and nothing is started. Write `web:`.",
                "名称区分大小写，平台只启动名称恰好为 `web` 的进程。写成 `{name}` 时构建成功，但什么也不会启动。请写成 `web:`。"
            ),
            Problem::Case { start: Start::Each } => say!(
                language,
                "Capitals and small letters differ in names: `{name}` is a process of its own, and the app has no process `web`. Write `web:`.",
                "名称区分大小写：`{name}` 是另一个进程，应用没有 `web` 进程。请写成 `web:`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match self.instead {
            Some(name) => say!(language, "Name the process `{name}`", "把进程命名为 `{name}`"),
            None if self.is_strict => say!(language, "Give the process another name", "为进程换一个名称"),
            None => {
                say!(language, "Give the process a name of letters, digits, `-` and `_`", "用字母、数字、`-` 和 `_` 为进程命名")
            }
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for document in documents(facts) {
        for (item, entry) in document.entries() {
            let Some(problem) = finds(&document, item, entry) else { continue };
            let (severity, effect, stage) = match &problem {
                Problem::Characters(effect) => (weight(effect, entry), effect, effect.stage()),
                Problem::Corrected(_) => (Severity::Warning, &Effect::Kept, Stage::Release),
                Problem::Case { start: Start::Nothing } => (Severity::Error, &Effect::Kept, Stage::Boot),
                Problem::Case { start: Start::Sole } => (Severity::Info, &Effect::Kept, Stage::Boot),
                Problem::Case { start: Start::Each } => (Severity::Warning, &Effect::Kept, Stage::Boot),
                Problem::Case { start: Start::Refused(refusal) } => {
                    (Severity::Error, &Effect::Rejected(*refusal), Stage::Release)
                }
            };
            let instead = match &problem {
                Problem::Corrected(read) => Some(read.clone()),
                Problem::Characters(_) | Problem::Case { .. } => instead(&document, entry.name),
            };
            let fix = match &instead {
                Some(name) => document.fix(Safety::Unsafe, [(entry.tokens.name.clone(), name.clone())]),
                None => document.fix(Safety::Display, []),
            };
            let is_strict = document.dialect() == Dialect::HerokuCnb;
            let message = InvalidProcessName { name: entry.name, problem: &problem, is_strict, instead: instead.as_deref() };
            let finding = document.finding(entry.tokens.name.clone(), severity, effect, message).stage(stage).fix(fix);
            let note = document.note(NoteKind::CorrectedName, &item.range()).filter(|_| *effect == Effect::Kept);
            findings.add(match note {
                Some(note) => finding.says(&note.says),
                None => finding,
            });
        }
    }
}

/// What is wrong with the name of an entry, if that is what is wrong.
pub(super) fn finds(document: &Document<'_>, item: &Item<'_>, entry: &EntryText<'_>) -> Option<Problem> {
    if entry.colon != ":" || entry.name.starts_with('{') {
        return None;
    }
    if let Some(read) = document.corrected(entry.name) {
        return (read != entry.name).then_some(Problem::Corrected(read));
    }
    if is_name(entry.name) && document.dialect() != Dialect::HerokuCnb {
        return is_case(document, entry).then(|| Problem::Case { start: start(document, item) });
    }
    let effect = document.effect(item);
    let is_cause = match &effect {
        Effect::Kept | Effect::Folded { .. } => false,
        Effect::Rejected(Refusal::Prefixed) => entry.name.is_empty(),
        Effect::Misread { name, .. } => document.written(item).is_none_or(|(written, _)| *name != written),
        // Where all is refused, the name is the cause if another name would do.
        Effect::Rejected(_) => document.accepts(&format!("{WEB}: {}", entry.command)),
        Effect::Dropped => !document.is_yaml(),
    };
    is_cause.then_some(Problem::Characters(effect))
}

/// A line of JSON, such as a script of package.json, was hardly meant as a process: without it nothing is missing.
fn weight(effect: &Effect, entry: &EntryText<'_>) -> Severity {
    let is_json = entry.name.starts_with('"') && entry.command.starts_with('"');
    if *effect == Effect::Dropped && is_json { Severity::Warning } else { Severity::Error }
}

fn is_case(document: &Document<'_>, entry: &EntryText<'_>) -> bool {
    let is_web = |name: &str| name == WEB;
    entry.name.eq_ignore_ascii_case(WEB) && !is_web(entry.name) && !document.entries().any(|(_, other)| is_web(other.name))
}

fn start(document: &Document<'_>, item: &Item<'_>) -> Start {
    if let Effect::Rejected(refusal) = document.effect(item) {
        return Start::Refused(refusal);
    }
    let procfile = &document.platform.procfile;
    let is_sole = document.reading.as_ref().is_ok_and(|processes| processes.len() == 1);
    match (procfile.starts_sole_process() && is_sole, procfile.only_web.value) {
        (true, _) => Start::Sole,
        (false, true) => Start::Nothing,
        (false, false) => Start::Each,
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(is_name_byte)
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// The name that was most likely meant, if no other entry has it.
fn instead(document: &Document<'_>, name: &str) -> Option<String> {
    let name = if name.eq_ignore_ascii_case(WEB) { WEB.to_owned() } else { in_the_pattern(name) };
    let is_free = !document.entries().any(|(_, entry)| entry.name == name);
    (is_free && is_name(&name)).then_some(name)
}

/// Quotes and marks around it go, what separates its parts becomes a hyphen.
fn in_the_pattern(name: &str) -> String {
    let core = name.trim_matches(|char: char| !u8::try_from(char).is_ok_and(is_name_byte));
    core.chars().map(|char| if matches!(char, '.' | '/' | '+' | '@') { '-' } else { char }).collect()
}
