//! PSH206: `web gunicorn …`.

use crate::diagnostic::Safety;
use crate::rules::prelude::*;

use super::document::{Document, documents};
use super::effect::Effect;
use super::items::{Item, WordsText};
use super::{excerpt, is_program};

rule! {
    code: "PSH206",
    name: "missing-colon",
    severity: Error,
    stage: Release,
    fix: Safe,
    en: "A Procfile entry without the colon behind its name",
    zh: "Procfile 条目的名称后面没有冒号",
}

/// Names that no sentence begins with.
const NAMES: [&str; 2] = ["web", "worker"];
/// Names that may begin a sentence, unless a program follows.
const LIKELY_NAMES: [&str; 8] = ["beat", "bot", "clock", "cron", "flower", "queue", "release", "scheduler"];
/// What is typed in the place of the colon, the longest first.
const SEPARATORS: [&str; 8] = ["=>", "->", "=", ";", "；", ",", "，", "-"];

struct MissingColon<'a> {
    name: &'a str,
    command: &'a str,
    effect: &'a Effect,
}

impl Message for MissingColon<'_> {
    fn message(&self, language: Language) -> String {
        let name = self.name;
        say!(language, "`{name}` has no colon behind it", "`{name}` 后面没有冒号")
    }

    fn detail(&self, language: Language) -> String {
        let (name, command) = (self.name, excerpt(self.command));
        match self.effect {
            Effect::Kept => say!(
                language,
                "This platform's parser takes the line for the process `{name}` all the same; the format asks for a colon, and other parsers refuse the file. Write `{name}: {command}`.",
                "这个平台的解析器仍把该行当作进程 `{name}`；但格式要求有冒号，其他解析器会拒绝该文件。请写成 `{name}: {command}`。"
            ),
            effect => match language {
                En => format!("Without a colon, the line is no entry. {} Write `{name}: {command}`.", effect.sentence(En)),
                Zh => format!("没有冒号，这一行就不是条目。{}请写成 `{name}: {command}`。", effect.sentence(Zh)),
            },
        }
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Put a colon behind `{}`", "在 `{}` 后加冒号", self.name)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for document in documents(facts) {
        for (item, words) in document.words() {
            let Some((name, command)) = parts(&document, words) else { continue };
            let effect = effect(&document, item, (name, command));
            let severity = if effect == Effect::Kept { Severity::Warning } else { Severity::Error };
            let start = words.tokens.first.start + name.len();
            let end = words.tokens.first.start + words.line.len() - command.len();
            let message = MissingColon { name, command, effect: &effect };
            let fix = document.fix(Safety::Safe, [(start..end, ": ".to_owned())]);
            findings.add(document.finding(start..end, severity, &effect, message).fix(fix));
        }
    }
}

pub(super) fn finds(document: &Document<'_>, words: &WordsText<'_>) -> bool {
    parts(document, words).is_some()
}

/// The name and the command, if the line says so and a colon would make it an entry.
fn parts<'a>(document: &Document<'_>, words: &WordsText<'a>) -> Option<(&'a str, &'a str)> {
    let end = words.line.find(|char: char| !char.is_ascii_alphanumeric())?;
    let (name, behind) = words.line.split_at(end);
    let separated = behind.trim_start();
    let command = SEPARATORS.iter().find_map(|separator| separated.strip_prefix(separator)).unwrap_or(separated).trim_start();
    // A hyphen belongs to the name unless a blank comes before it.
    let is_name = NAMES.contains(&name) || (LIKELY_NAMES.contains(&name) && command.split(' ').next().is_some_and(is_program));
    let is_entry = !command.is_empty() && !behind.starts_with('-') && is_separated(behind, command);
    (is_name && is_entry && document.accepts(&format!("{name}: {command}"))).then_some((name, command))
}

/// Whether something that separates stands before the command.
fn is_separated(behind: &str, command: &str) -> bool {
    behind.len() > command.len()
}

/// Parsers that need no colon may read just what was meant.
fn effect(document: &Document<'_>, item: &Item<'_>, (meant_name, meant_command): (&str, &str)) -> Effect {
    match document.effect(item) {
        Effect::Misread { name, command } if name == meant_name && command == meant_command => Effect::Kept,
        effect => effect,
    }
}
