//! PSH218: the platform reads YAML, and YAML reads something else.

use std::ops::Range;

use crate::analysis::procfile::faults::{NotAMapping, YamlCause, YamlChange};
use crate::rules::start_command::failure;

use super::prelude::*;
use super::words::reads;

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
    change: &'a YamlChange,
    is_started: bool,
}

impl Message for ChangedCommand<'_> {
    fn message(&self, language: Language) -> String {
        let name = excerpt(self.name);
        match (&self.change.effect, self.change.cause) {
            (_, YamlCause::Nested) => say!(language, "The value of `{name}` is not a command", "`{name}` 的值不是命令"),
            (Effect::Rejected(_), _) => {
                say!(language, "YAML cannot read the command of `{name}`", "YAML 无法读取 `{name}` 的命令")
            }
            (_, YamlCause::Comment) => {
                say!(language, "YAML cuts the comment off the command of `{name}`", "YAML 会截掉 `{name}` 命令后面的注释")
            }
            (_, YamlCause::Quoted) => {
                say!(language, "The quotes around the command of `{name}` belong to YAML", "`{name}` 命令两端的引号属于 YAML")
            }
            (_, _) => say!(language, "YAML changes the command of `{name}`", "YAML 改变了 `{name}` 的命令"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let cause = sentence(self.change.cause, language);
        let effect = match (&self.change.effect, self.change.cause) {
            (Effect::Rejected(refusal), _) => refusal.sentence(language).to_owned(),
            (_, YamlCause::Nested) => say!(
                language,
                "The platform has no text to start `{}` with.",
                "平台没有可用来启动 `{}` 的文本。",
                excerpt(self.name)
            ),
            (_, _) => say!(
                language,
                "The platform {} `{}`, not `{}`.",
                "平台{}的是 `{}`，而不是 `{}`。",
                reads(self.is_started, language),
                excerpt(&self.change.read),
                excerpt(&self.change.meant)
            ),
        };
        let edit = match (&self.change.fixed, self.change.cause) {
            (Some(fixed), _) => say!(language, " Write `{}: {}`.", "请写成 `{}: {}`。", excerpt(self.name), excerpt(fixed)),
            (None, YamlCause::Nested) => say!(
                language,
                " Write the command behind `{}:`, in the same line.",
                "请把命令写在 `{}:` 后面的同一行。",
                excerpt(self.name)
            ),
            (None, YamlCause::Comment) => say!(
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
            YamlCause::Quoted => say!(language, "Take the quotes away", "去掉引号"),
            YamlCause::SplitWord => say!(language, "Take the space behind the colon away", "去掉冒号后面的空格"),
            YamlCause::Nested => say!(language, "Write the command behind `{}:`", "在 `{}:` 后面写上命令", excerpt(self.name)),
            _ => {
                say!(language, "Put the command of `{}` in quotes for YAML", "为 YAML 给 `{}` 的命令加上引号", excerpt(self.name))
            }
        }
    }
}

/// A text that is no mapping.
struct NoMapping<'a> {
    reason: &'a NotAMapping,
    refusal: Refusal,
}

impl Message for NoMapping<'_> {
    fn message(&self, language: Language) -> String {
        match self.reason {
            NotAMapping::List { .. } => say!(
                language,
                "The Procfile is a list and not a mapping from names to commands",
                "Procfile 是列表，而不是从名称到命令的映射"
            ),
            NotAMapping::Tab(_) => say!(language, "A line without text has a tab", "没有文字的行中有制表符"),
            NotAMapping::Unknown(_) => say!(
                language,
                "The Procfile is not a YAML mapping from names to commands",
                "Procfile 不是从名称到命令的 YAML 映射"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let effect = self.refusal.sentence(language);
        let edit = match self.reason {
            NotAMapping::List { .. } => language.pick("Take the `- ` before each entry away.", "请去掉每个条目前面的 `- `。"),
            NotAMapping::Tab(_) => language.pick(
                "In YAML, a tab cannot stand where a line may be indented. Leave the line empty.",
                "在 YAML 中，缩进位置不能有制表符。请让该行保持为空。",
            ),
            NotAMapping::Unknown(_) => language.pick(
                "Each line has to be a name, a colon, a space and a command, such as `web: gunicorn app:app`.",
                "每一行都应是名称、冒号、空格和命令，例如 `web: gunicorn app:app`。",
            ),
        };
        say!(language, "{effect} {edit}", "{effect}{edit}")
    }

    fn fix_title(&self, language: Language) -> String {
        match self.reason {
            NotAMapping::List { .. } => say!(language, "Take the `- ` before each entry away", "去掉每个条目前面的 `- `"),
            NotAMapping::Tab(_) => say!(language, "Empty the lines without text", "清空没有文字的行"),
            NotAMapping::Unknown(_) => {
                say!(language, "Write the Procfile as `name: command` lines", "把 Procfile 写成 `名称: 命令` 的形式")
            }
        }
    }
}

/// Why YAML reads something else than what is written.
fn sentence(cause: YamlCause, language: Language) -> String {
    match cause {
        YamlCause::Start(char) => say!(
            language,
            "A value that begins with `{char}` has a meaning of its own in YAML.",
            "在 YAML 中，以 `{char}` 开头的值有特殊含义。"
        ),
        YamlCause::Collection => say!(
            language,
            "A value that begins with `[` or `{{` is a list or a mapping in YAML.",
            "在 YAML 中，以 `[` 或 `{{` 开头的值是列表或映射。"
        ),
        YamlCause::Colon => say!(
            language,
            "In YAML, a colon before a space or at the end of a line ends a name, so it cannot stand in a command without quotes.",
            "在 YAML 中，空格前或行尾的冒号表示名称结束，不加引号就不能出现在命令中。"
        ),
        YamlCause::SplitWord => say!(
            language,
            "In YAML, a colon before a space ends a name; without YAML, the program would take what stands before the space and behind it for two arguments.",
            "在 YAML 中，空格前的冒号表示名称结束；即使不按 YAML 读取，程序也会把空格前后的内容当作两个参数。"
        ),
        YamlCause::Comment | YamlCause::CommentInQuotes => say!(
            language,
            "In YAML, a `#` behind a blank begins a comment, which is cut off.",
            "在 YAML 中，空白之后的 `#` 表示注释，会被截掉。"
        ),
        YamlCause::QuotesFirst => say!(
            language,
            "A value that begins with a quote ends at the next one in YAML, and nothing may follow.",
            "在 YAML 中，以引号开头的值到下一个引号为止，后面不能再有内容。"
        ),
        YamlCause::Quoted => say!(
            language,
            "YAML takes the quotes around a value away, so the shell does not see them.",
            "YAML 会去掉值两端的引号，shell 看不到它们。"
        ),
        YamlCause::Nested => say!(
            language,
            "The indented lines below it are a mapping or a list in YAML.",
            "在 YAML 中，它下面缩进的行是映射或列表。"
        ),
        YamlCause::Unknown => say!(language, "YAML has a grammar of its own for values.", "YAML 对值有自己的语法。"),
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (document, item, entry, fault) in entry_faults(facts) {
        let ItemFault::ChangedByYaml(change) = fault else { continue };
        let severity = match (change.cause, &change.effect) {
            (YamlCause::Quoted | YamlCause::Comment, _) => Severity::Info,
            (_, Effect::Rejected(_)) => Severity::Error,
            (YamlCause::Nested | YamlCause::Collection, _) if document.starts(entry.name) => Severity::Error,
            _ => Severity::Warning,
        };
        let is_started = document.starts(entry.name);
        let message = ChangedCommand { name: entry.name, change, is_started };
        let start = if entry.command.is_empty() { entry.tokens.name.start } else { entry.tokens.command.start };
        let range = start..item.range().end;
        let fix = match &change.fixed {
            Some(fixed) => Some(fix(document, safety(change.cause), [(range.clone(), fixed.clone())])),
            None => (change.cause != YamlCause::Comment).then(FixBuilder::display),
        };
        let finding = finding(document, range, severity, &change.effect, message).fix(fix);
        findings.add(if change.effect.is_rejected() {
            finding
        } else {
            finding.stage(failure::stage(document.platform, entry.name))
        });
    }
    for (document, fault) in text_faults(facts) {
        let TextFault::NotAMapping(reason) = fault else { continue };
        let (range, taken_away) = place(reason);
        let fix = match taken_away {
            [] => FixBuilder::display(),
            parts => fix(document, Safety::Safe, parts.iter().map(|part| (part.clone(), String::new()))),
        };
        let refusal = Refusal::of(&document.platform.procfile);
        let message = NoMapping { reason, refusal };
        findings.add(finding(document, range, Severity::Error, &Effect::Rejected(refusal), message).fix(fix));
    }
}

/// Quotes leave the command as it is written; a command with a blank less is another one.
fn safety(cause: YamlCause) -> Safety {
    if cause == YamlCause::SplitWord { Safety::Unsafe } else { Safety::Safe }
}

/// Where a text is no mapping, and what has to go.
fn place(reason: &NotAMapping) -> (Range<usize>, &[Range<usize>]) {
    match reason {
        NotAMapping::List { first, marks } => (first.clone(), marks),
        NotAMapping::Tab(tabs) => (tabs.first().cloned().unwrap_or_default(), tabs),
        NotAMapping::Unknown(stop) => (stop.clone(), &[]),
    }
}
