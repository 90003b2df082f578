//! PSH214: names that the parser refuses, and `Web` for `web`.

use crate::analysis::Facts;
use crate::diagnostic::{Safety, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Message, Rule};

use super::document::{Document, documents};
use super::effect::Effect;
use super::items::Item;
use super::{EntryText, excerpt};
use crate::analysis::processes::WEB;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH214",
    name: "invalid-process-name",
    since: "0.1.0",
    family: Family::Procfile,
    severity: Severity::Error,
    stage: Stage::Release,
    fix: FixKind::Unsafe,
    summary: Localized {
        en: "A process name that the platform does not read as it is written",
        zh: "平台无法按原样读取的进程名称",
    },
    page: Localized { en: include_str!("invalid_process_name.md"), zh: include_str!("invalid_process_name.zh.md") },
    check,
};

struct InvalidProcessName<'a> {
    name: &'a str,
    problem: &'a Problem,
    instead: Option<&'a str>,
}

/// What is wrong with a name.
pub(super) enum Problem {
    /// It is empty or has other characters than the parser's pattern for names.
    Characters(Effect),
    /// It differs from `web` by case, and nothing else is named so.
    Case {
        /// Whether the platform starts nothing but `web`.
        only_web: bool,
    },
}

impl Message for InvalidProcessName<'_> {
    fn message(&self, language: Language) -> String {
        let name = excerpt(self.name);
        match (self.problem, self.name.is_empty(), language) {
            (Problem::Characters(_), true, En) => "A colon has no process name before it".to_owned(),
            (Problem::Characters(_), true, Zh) => "冒号前没有进程名称".to_owned(),
            (Problem::Characters(_), false, En) => format!("`{name}` cannot be the name of a process"),
            (Problem::Characters(_), false, Zh) => format!("`{name}` 不能用作进程名称"),
            (Problem::Case { .. }, _, En) => format!("The process is named `{name}`, not `web`"),
            (Problem::Case { .. }, _, Zh) => format!("进程名称是 `{name}`，而不是 `web`"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let name = excerpt(self.name);
        match (self.problem, language) {
            (Problem::Characters(effect), En) => format!(
                "A name consists of letters, digits, `-` and `_`. {} Name the process by these, such as `web`.",
                effect.sentence(En)
            ),
            (Problem::Characters(effect), Zh) => {
                format!("名称只能由字母、数字、`-` 和 `_` 组成。{}请改用这样的名称，例如 `web`。", effect.sentence(Zh))
            }
            (Problem::Case { only_web: true }, En) => format!(
                "Capitals and small letters differ in names, and the platform starts only the process named exactly `web`. With `{name}` the build succeeds and nothing is started. Write `web:`."
            ),
            (Problem::Case { only_web: true }, Zh) => format!(
                "名称区分大小写，平台只启动名称恰好为 `web` 的进程。写成 `{name}` 时构建成功，但什么也不会启动。请写成 `web:`。"
            ),
            (Problem::Case { only_web: false }, En) => format!(
                "Capitals and small letters differ in names: `{name}` is a process of its own, and the app has no process `web`. Write `web:`."
            ),
            (Problem::Case { only_web: false }, Zh) => {
                format!("名称区分大小写：`{name}` 是另一个进程，应用没有 `web` 进程。请写成 `web:`。")
            }
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match (self.instead, language) {
            (Some(name), En) => format!("Name the process `{name}`"),
            (Some(name), Zh) => format!("把进程命名为 `{name}`"),
            (None, En) => "Give the process a name of letters, digits, `-` and `_`".to_owned(),
            (None, Zh) => "用字母、数字、`-` 和 `_` 为进程命名".to_owned(),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for document in documents(facts) {
        for (item, entry) in document.entries() {
            let Some(problem) = finds(&document, item, entry) else { continue };
            let (severity, effect, stage) = match &problem {
                Problem::Characters(effect) => (Severity::Error, effect, effect.stage()),
                Problem::Case { only_web: true } => (Severity::Error, &Effect::Kept, Stage::Boot),
                Problem::Case { only_web: false } => (Severity::Warning, &Effect::Kept, Stage::Boot),
            };
            let instead = instead(&document, entry.name);
            let fix = match &instead {
                Some(name) => document.fix(Safety::Unsafe, [(entry.tokens.name.clone(), name.clone())]),
                None => document.fix(Safety::Display, []),
            };
            let message = InvalidProcessName { name: entry.name, problem: &problem, instead: instead.as_deref() };
            findings.add(document.finding(entry.tokens.name.clone(), severity, effect, message).stage(stage).fix(fix));
        }
    }
}

/// What is wrong with the name of an entry, if that is what is wrong.
pub(super) fn finds(document: &Document<'_>, item: &Item<'_>, entry: &EntryText<'_>) -> Option<Problem> {
    if entry.colon != ":" || entry.name.starts_with('{') {
        return None;
    }
    if is_name(entry.name) {
        let is_case =
            entry.name != WEB && entry.name.eq_ignore_ascii_case(WEB) && !document.entries().any(|(_, other)| other.name == WEB);
        return is_case.then_some(Problem::Case { only_web: document.platform.procfile.only_web.value });
    }
    let effect = document.effect(item);
    let is_cause = match &effect {
        Effect::Kept | Effect::Folded { .. } => false,
        Effect::Misread { name, .. } => name != entry.name,
        // Where all is refused, the name is the cause if another name would do.
        Effect::Rejected => document.accepts(&format!("{WEB}: {}", entry.command)),
        Effect::Dropped => !document.is_yaml(),
    };
    is_cause.then_some(Problem::Characters(effect))
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
