//! PSH218: the platform reads YAML, and YAML reads something else.

use crate::analysis::Facts;
use crate::diagnostic::{Safety, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Message, Rule};

use super::document::{Document, documents};
use super::effect::{Effect, Refusal};
use super::unparsable_line::is_list_item;
use super::yaml_command::{self, Cause, Change};
use super::{excerpt, has_spoken, is_explained};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH218",
    name: "not-yaml",
    since: "0.1.0",
    family: Family::Procfile,
    severity: Severity::Error,
    stage: Stage::Release,
    fix: FixKind::Safe,
    summary: Localized {
        en: "A Procfile that YAML refuses, or whose commands YAML changes",
        zh: "YAML 无法读取的 Procfile，或被 YAML 改变了的命令",
    },
    #[cfg(feature = "pages")]
    page: Localized { en: include_str!("not_yaml.md"), zh: include_str!("not_yaml.zh.md") },
    check,
};

/// An entry whose command YAML refuses or changes.
struct ChangedCommand<'a> {
    name: &'a str,
    change: &'a Change,
}

impl Message for ChangedCommand<'_> {
    fn message(&self, language: Language) -> String {
        let name = excerpt(self.name);
        match (&self.change.effect, self.change.cause, language) {
            (_, Cause::Nested, En) => format!("The value of `{name}` is not a command"),
            (_, Cause::Nested, Zh) => format!("`{name}` 的值不是命令"),
            (Effect::Rejected(_), _, En) => format!("YAML cannot read the command of `{name}`"),
            (Effect::Rejected(_), _, Zh) => format!("YAML 无法读取 `{name}` 的命令"),
            (_, Cause::Comment, En) => format!("YAML cuts the comment off the command of `{name}`"),
            (_, Cause::Comment, Zh) => format!("YAML 会截掉 `{name}` 命令后面的注释"),
            (_, Cause::Quoted, En) => format!("The quotes around the command of `{name}` belong to YAML"),
            (_, Cause::Quoted, Zh) => format!("`{name}` 命令两端的引号属于 YAML"),
            (_, _, En) => format!("YAML changes the command of `{name}`"),
            (_, _, Zh) => format!("YAML 改变了 `{name}` 的命令"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let cause = self.change.cause.sentence(language);
        let effect = match (&self.change.effect, self.change.cause, language) {
            (Effect::Rejected(refusal), _, _) => refusal.sentence(language).to_owned(),
            (_, Cause::Nested | Cause::Collection, En) => {
                format!("The platform has no text to start `{}` with.", excerpt(self.name))
            }
            (_, Cause::Nested | Cause::Collection, Zh) => format!("平台没有可用来启动 `{}` 的文本。", excerpt(self.name)),
            (_, _, En) => format!("The platform starts `{}`, not `{}`.", excerpt(&self.change.read), excerpt(&self.change.meant)),
            (_, _, Zh) => format!("平台启动的是 `{}`，而不是 `{}`。", excerpt(&self.change.read), excerpt(&self.change.meant)),
        };
        let edit = match (&self.change.fixed, self.change.cause, language) {
            (Some(fixed), _, En) => format!(" Write `{}: {}`.", excerpt(self.name), excerpt(fixed)),
            (Some(fixed), _, Zh) => format!("请写成 `{}: {}`。", excerpt(self.name), excerpt(fixed)),
            (None, Cause::Nested, En) => format!(" Write the command behind `{}:`, in the same line.", excerpt(self.name)),
            (None, Cause::Nested, Zh) => format!("请把命令写在 `{}:` 后面的同一行。", excerpt(self.name)),
            (None, Cause::Comment, En) => {
                " A shell leaves the comment out as well, so the same runs; a comment is clearer on a line of its own.".to_owned()
            }
            (None, Cause::Comment, Zh) => "shell 同样会忽略该注释，运行结果不变；注释单独写一行更清楚。".to_owned(),
            (None, _, En) => " Put the whole command in single quotes.".to_owned(),
            (None, _, Zh) => "请用单引号把整条命令括起来。".to_owned(),
        };
        match language {
            En => format!("{cause} {effect}{edit}"),
            Zh => format!("{cause}{effect}{edit}"),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match (self.change.cause, language) {
            (Cause::Quoted, En) => "Take the quotes away".to_owned(),
            (Cause::Quoted, Zh) => "去掉引号".to_owned(),
            (Cause::Nested, En) => format!("Write the command behind `{}:`", excerpt(self.name)),
            (Cause::Nested, Zh) => format!("在 `{}:` 后面写上命令", excerpt(self.name)),
            (_, En) => format!("Put the command of `{}` in quotes for YAML", excerpt(self.name)),
            (_, Zh) => format!("为 YAML 给 `{}` 的命令加上引号", excerpt(self.name)),
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
        match (self, language) {
            (Self::List, En) => "The Procfile is a list and not a mapping from names to commands".to_owned(),
            (Self::List, Zh) => "Procfile 是列表，而不是从名称到命令的映射".to_owned(),
            (Self::Tab, En) => "A line without text has a tab".to_owned(),
            (Self::Tab, Zh) => "没有文字的行中有制表符".to_owned(),
            (Self::Unknown, En) => "The Procfile is not a YAML mapping from names to commands".to_owned(),
            (Self::Unknown, Zh) => "Procfile 不是从名称到命令的 YAML 映射".to_owned(),
        }
    }

    fn detail(&self, language: Language) -> String {
        let effect = Refusal::Yaml.sentence(language);
        let edit = match (self, language) {
            (Self::List, En) => "Take the `- ` before each entry away.",
            (Self::List, Zh) => "请去掉每个条目前面的 `- `。",
            (Self::Tab, En) => "In YAML, a tab cannot stand where a line may be indented. Leave the line empty.",
            (Self::Tab, Zh) => "在 YAML 中，缩进位置不能有制表符。请让该行保持为空。",
            (Self::Unknown, En) => "Each line has to be a name, a colon, a space and a command, such as `web: gunicorn app:app`.",
            (Self::Unknown, Zh) => "每一行都应是名称、冒号、空格和命令，例如 `web: gunicorn app:app`。",
        };
        match language {
            En => format!("{effect} {edit}"),
            Zh => format!("{effect}{edit}"),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match (self, language) {
            (Self::List, En) => "Take the `- ` before each entry away".to_owned(),
            (Self::List, Zh) => "去掉每个条目前面的 `- `".to_owned(),
            (Self::Tab, En) => "Empty the lines without text".to_owned(),
            (Self::Tab, Zh) => "清空没有文字的行".to_owned(),
            (Self::Unknown, En) => "Write the Procfile as `name: command` lines".to_owned(),
            (Self::Unknown, Zh) => "把 Procfile 写成 `名称: 命令` 的形式".to_owned(),
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
