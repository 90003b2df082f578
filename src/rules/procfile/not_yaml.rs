//! PSH218: the platform reads YAML, and YAML reads something else.

use crate::diagnostic::Safety;
use crate::rules::prelude::*;

use super::document::{Document, documents};
use super::effect::{Effect, Refusal};
use super::unparsable_line::is_list_item;
use super::yaml_command::{self, Cause, Change};
use super::{excerpt, has_spoken, is_explained};

rule! {
    code: "PSH218",
    name: "not-yaml",
    severity: Error,
    stage: Release,
    fix: Safe,
    en: "A Procfile that YAML refuses, or whose commands YAML changes",
    zh: "YAML 无法读取的 Procfile，或被 YAML 改变了的命令",
}

/// An entry whose command YAML refuses or changes.
struct ChangedCommand<'a> {
    name: &'a str,
    change: &'a Change,
}

impl Message for ChangedCommand<'_> {
    fn message(&self, language: Language) -> String {
        let name = excerpt(self.name);
        match (&self.change.effect, self.change.cause) {
            (_, Cause::Nested) => say!(language, "The value of `{name}` is not a command", "`{name}` 的值不是命令"),
            (Effect::Rejected(_), _) => {
                say!(language, "YAML cannot read the command of `{name}`", "YAML 无法读取 `{name}` 的命令")
            }
            (_, Cause::Comment) => {
                say!(language, "YAML cuts the comment off the command of `{name}`", "YAML 会截掉 `{name}` 命令后面的注释")
            }
            (_, Cause::Quoted) => {
                say!(language, "The quotes around the command of `{name}` belong to YAML", "`{name}` 命令两端的引号属于 YAML")
            }
            (_, _) => say!(language, "YAML changes the command of `{name}`", "YAML 改变了 `{name}` 的命令"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let cause = self.change.cause.sentence(language);
        let effect = match (&self.change.effect, self.change.cause) {
            (Effect::Rejected(refusal), _) => refusal.sentence(language).to_owned(),
            (_, Cause::Nested | Cause::Collection) => say!(
                language,
                "The platform has no text to start `{}` with.",
                "平台没有可用来启动 `{}` 的文本。",
                excerpt(self.name)
            ),
            (_, _) => say!(
                language,
                "The platform starts `{}`, not `{}`.",
                "平台启动的是 `{}`，而不是 `{}`。",
                excerpt(&self.change.read),
                excerpt(&self.change.meant)
            ),
        };
        let edit = match (&self.change.fixed, self.change.cause) {
            (Some(fixed), _) => say!(language, " Write `{}: {}`.", "请写成 `{}: {}`。", excerpt(self.name), excerpt(fixed)),
            (None, Cause::Nested) => say!(
                language,
                " Write the command behind `{}:`, in the same line.",
                "请把命令写在 `{}:` 后面的同一行。",
                excerpt(self.name)
            ),
            (None, Cause::Comment) => say!(
                language,
                " A shell leaves the comment out as well, so the same runs; a comment is clearer on a line of its own.",
                "shell 同样会忽略该注释，运行结果不变；注释单独写一行更清楚。"
            ),
            (None, _) => say!(language, " Put the whole command in single quotes.", "请用单引号把整条命令括起来。"),
        };
        say!(language, "{cause} {effect}{edit}", "{cause}{effect}{edit}")
    }

    fn fix_title(&self, language: Language) -> String {
        match self.change.cause {
            Cause::Quoted => say!(language, "Take the quotes away", "去掉引号"),
            Cause::Nested => say!(language, "Write the command behind `{}:`", "在 `{}:` 后面写上命令", excerpt(self.name)),
            _ => {
                say!(language, "Put the command of `{}` in quotes for YAML", "为 YAML 给 `{}` 的命令加上引号", excerpt(self.name))
            }
        }
    }
}

/// A text that is refused as a whole.
enum NotAMapping {
    /// Its entries are the items of a list.
    List,
    /// A line of blanks has a tab.
    Tab,
    /// Something else.
    Unknown,
}

impl Message for NotAMapping {
    fn message(&self, language: Language) -> String {
        match self {
            Self::List => say!(
                language,
                "The Procfile is a list and not a mapping from names to commands",
                "Procfile 是列表，而不是从名称到命令的映射"
            ),
            Self::Tab => say!(language, "A line without text has a tab", "没有文字的行中有制表符"),
            Self::Unknown => say!(
                language,
                "The Procfile is not a YAML mapping from names to commands",
                "Procfile 不是从名称到命令的 YAML 映射"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let effect = Refusal::Yaml.sentence(language);
        let edit = match self {
            Self::List => language.pick("Take the `- ` before each entry away.", "请去掉每个条目前面的 `- `。"),
            Self::Tab => language.pick(
                "In YAML, a tab cannot stand where a line may be indented. Leave the line empty.",
                "在 YAML 中，缩进位置不能有制表符。请让该行保持为空。",
            ),
            Self::Unknown => language.pick(
                "Each line has to be a name, a colon, a space and a command, such as `web: gunicorn app:app`.",
                "每一行都应是名称、冒号、空格和命令，例如 `web: gunicorn app:app`。",
            ),
        };
        say!(language, "{effect} {edit}", "{effect}{edit}")
    }

    fn fix_title(&self, language: Language) -> String {
        match self {
            Self::List => say!(language, "Take the `- ` before each entry away", "去掉每个条目前面的 `- `"),
            Self::Tab => say!(language, "Empty the lines without text", "清空没有文字的行"),
            Self::Unknown => {
                say!(language, "Write the Procfile as `name: command` lines", "把 Procfile 写成 `名称: 命令` 的形式")
            }
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for document in documents(facts).iter().filter(|document| document.is_yaml()) {
        let is_entry_refused = commands(document, findings);
        if document.reading.is_err() && !is_entry_refused && !is_list(document, findings) && !has_spoken(document) {
            whole(document, findings);
        }
    }
}

/// Speaks about each command; says whether one of them is why the text is refused.
fn commands(document: &Document<'_>, findings: &mut Findings<'_, '_>) -> bool {
    let mut is_refused = false;
    for (item, entry) in document.entries() {
        let Some(change) = yaml_command::change(document, item, entry).filter(|_| !is_explained(document, item)) else {
            continue;
        };
        is_refused |= change.effect.is_rejected();
        let severity = match (change.cause, &change.effect) {
            (Cause::Quoted | Cause::Comment, _) => Severity::Info,
            (Cause::Nested | Cause::Collection, _) | (_, Effect::Rejected(_)) => Severity::Error,
            _ => Severity::Warning,
        };
        let message = ChangedCommand { name: entry.name, change: &change };
        let start = if entry.command.is_empty() { entry.tokens.name.start } else { entry.tokens.command.start };
        let range = start..item.range().end;
        let finding = document.finding(range.clone(), severity, &change.effect, message);
        let finding = if change.effect.is_rejected() { finding } else { finding.stage(Stage::Boot) };
        findings.add(match &change.fixed {
            Some(fixed) => finding.fix(document.fix(Safety::Safe, [(range, fixed.clone())])),
            None if change.cause == Cause::Comment => finding,
            None => finding.fix(document.fix(Safety::Display, [])),
        });
    }
    is_refused
}

/// Speaks about a list of entries.
fn is_list(document: &Document<'_>, findings: &mut Findings<'_, '_>) -> bool {
    let items: Vec<_> = document.words().filter(|(_, words)| is_list_item(words)).collect();
    let Some((first, _)) = items.first() else { return false };
    let edits = items.iter().map(|(_, words)| (words.tokens.first.start..words.tokens.rest.start, String::new()));
    let fix = document.fix(Safety::Safe, edits);
    findings
        .add(document.finding(first.line.clone(), Severity::Error, &Effect::Rejected(Refusal::Yaml), NotAMapping::List).fix(fix));
    true
}

/// Speaks about a text that is refused for a reason that no rule knows.
fn whole(document: &Document<'_>, findings: &mut Findings<'_, '_>) {
    let tabs = document.blanks_with_tabs();
    let range = match (tabs.first(), &document.reading) {
        (Some(tab), _) => tab.clone(),
        (None, Err(rejection)) => rejection.range.clone(),
        (None, Ok(_)) => 0..0,
    };
    let (message, safety) =
        if tabs.is_empty() { (NotAMapping::Unknown, Safety::Display) } else { (NotAMapping::Tab, Safety::Safe) };
    let fix = document.fix(safety, tabs.into_iter().map(|tab| (tab, String::new())));
    findings.add(document.finding(range, Severity::Error, &Effect::Rejected(Refusal::Yaml), message).fix(fix));
}
