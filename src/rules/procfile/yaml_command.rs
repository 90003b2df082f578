//! What YAML does to a command that was not written for it.

use crate::language::{Language, say};

use super::EntryText;
use super::document::Document;
use super::effect::Effect;
use super::items::{Item, is_nested};
use super::unparsable_line::is_apart;

/// What YAML makes of a command, and what to write instead.
pub(super) struct Change {
    pub(super) effect: Effect,
    pub(super) cause: Cause,
    /// The command that the platform starts.
    pub(super) read: String,
    /// The command that was meant.
    pub(super) meant: String,
    /// The text behind the colon and the space that makes YAML read the command as it is written.
    pub(super) fixed: Option<String>,
}

/// Why YAML reads something else than what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// The first character has a meaning in YAML.
    Start(char),
    /// The command begins with `[` or `{`.
    Collection,
    /// A colon before a space, or at the end.
    Colon,
    /// A `#` behind a blank, which begins a comment.
    Comment,
    /// A `#` behind a blank within quotes that are not YAML's.
    CommentInQuotes,
    /// The first word is in quotes.
    QuotesFirst,
    /// All of it is in quotes, which YAML takes away.
    Quoted,
    /// A mapping or a list in the lines below.
    Nested,
    /// Something else.
    Unknown,
}

impl Cause {
    pub(super) fn sentence(self, language: Language) -> String {
        match self {
            Self::Start(char) => say!(
                language,
                "A value that begins with `{char}` has a meaning of its own in YAML.",
                "在 YAML 中，以 `{char}` 开头的值有特殊含义。"
            ),
            Self::Collection => say!(
                language,
                "A value that begins with `[` or `{{` is a list or a mapping in YAML.",
                "在 YAML 中，以 `[` 或 `{{` 开头的值是列表或映射。"
            ),
            Self::Colon => say!(
                language,
                "In YAML, a colon before a space or at the end of a line ends a name, so it cannot stand in a command without quotes.",
                "在 YAML 中，空格前或行尾的冒号表示名称结束，不加引号就不能出现在命令中。"
            ),
            Self::Comment | Self::CommentInQuotes => say!(
                language,
                "In YAML, a `#` behind a blank begins a comment, which is cut off.",
                "在 YAML 中，空白之后的 `#` 表示注释，会被截掉。"
            ),
            Self::QuotesFirst => say!(
                language,
                "A value that begins with a quote ends at the next one in YAML, and nothing may follow.",
                "在 YAML 中，以引号开头的值到下一个引号为止，后面不能再有内容。"
            ),
            Self::Quoted => say!(
                language,
                "YAML takes the quotes around a value away, so the shell does not see them.",
                "YAML 会去掉值两端的引号，shell 看不到它们。"
            ),
            Self::Nested => say!(
                language,
                "The indented lines below it are a mapping or a list in YAML.",
                "在 YAML 中，它下面缩进的行是映射或列表。"
            ),
            Self::Unknown => say!(language, "YAML has a grammar of its own for values.", "YAML 对值有自己的语法。"),
        }
    }
}

/// What YAML does to the command of an entry; nothing if it reads what was meant.
pub(super) fn change(document: &Document<'_>, item: &Item<'_>, entry: &EntryText<'_>) -> Option<Change> {
    let effect = document.effect(item);
    let is_other_name =
        matches!(&effect, Effect::Misread { name, .. } if document.written(item).is_none_or(|written| written.0 != *name));
    if is_other_name || !is_apart(entry) {
        return None;
    }
    let cause = cause(document, item, entry, &effect)?;
    let read = document.process(item).map(|process| process.command).unwrap_or_default();
    let meant = document.pieces(item, entry.command).join(" ");
    let command = match cause {
        Cause::Comment | Cause::Nested => None,
        Cause::Quoted => Some(&read),
        _ => Some(&meant),
    };
    let fixed = command.and_then(|command| written_for_yaml(document, command));
    // Quotes that are needed are right as they are.
    let is_needed = cause == Cause::Quoted && fixed.as_deref().is_none_or(|fixed| fixed.starts_with('\''));
    (!is_needed).then_some(Change { effect, cause, read, meant, fixed })
}

fn cause(document: &Document<'_>, item: &Item<'_>, entry: &EntryText<'_>, effect: &Effect) -> Option<Cause> {
    let command = entry.command;
    let first = command.chars().next();
    let below = item.more.first().map(|line| document.text[line.clone()].trim());
    match effect {
        _ if command.is_empty() && below.is_some_and(is_nested) => Some(Cause::Nested),
        Effect::Kept => matches!(first, Some('[' | '{')).then_some(Cause::Collection),
        Effect::Rejected(_) => Some(refused(command)),
        Effect::Misread { .. } if matches!(first, Some('"' | '\'')) => {
            let is_whole = command.ends_with(['"', '\'']);
            item.more.is_empty().then_some(if is_whole { Cause::Quoted } else { Cause::Comment })
        }
        Effect::Misread { command: read, .. } => changed(item, command, read),
        Effect::Dropped | Effect::Folded { .. } => None,
    }
}

fn refused(command: &str) -> Cause {
    match command.chars().next() {
        Some('[' | '{') => Cause::Collection,
        Some('"' | '\'') => Cause::QuotesFirst,
        Some(char @ ('&' | '*' | '!' | '|' | '>' | '%' | '@' | '`' | '}' | ']' | ',')) => Cause::Start(char),
        Some(char @ ('-' | '?')) if command[1..].starts_with([' ', '\t']) => Cause::Start(char),
        _ if command.contains(": ") || command.contains(":\t") || command.ends_with(':') => Cause::Colon,
        _ => Cause::Unknown,
    }
}

fn changed(item: &Item<'_>, command: &str, read: &str) -> Option<Cause> {
    match command.chars().next() {
        // A block of text, which someone wrote for YAML.
        Some('|' | '>') if !item.more.is_empty() => None,
        Some(char @ ('&' | '!' | '|' | '>')) => Some(Cause::Start(char)),
        _ if command.starts_with(read) && command[read.len()..].trim_start().starts_with('#') => Some(comment(read)),
        // Lines that YAML folds into one are what was meant, or have a rule of their own. A lone CR ends a line as well.
        _ if !item.more.is_empty() || read.starts_with(command) || command.contains('\r') => None,
        _ => Some(Cause::Unknown),
    }
}

/// Within quotes of the shell a `#` begins no comment, so cutting it off changes what runs.
fn comment(before: &str) -> Cause {
    let mut quote = None;
    let mut chars = before.chars();
    while let Some(char) = chars.next() {
        match (char, quote) {
            ('\\', None | Some('"')) => {
                chars.next();
            }
            ('"' | '\'', None) => quote = Some(char),
            (char, Some(open)) if char == open => quote = None,
            _ => {}
        }
    }
    if quote.is_some() { Cause::CommentInQuotes } else { Cause::Comment }
}

/// A command as YAML has to be given it, in quotes only where they are needed.
fn written_for_yaml(document: &Document<'_>, command: &str) -> Option<String> {
    let quoted = format!("'{}'", command.replace('\'', "''"));
    let plain = Some(command.to_owned()).filter(|command| !command.starts_with(['[', '{']));
    plain.into_iter().chain([quoted]).find(|written| document.reads(written).as_deref() == Some(command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_ends_the_command_at_the_same_comment_unless_it_is_quoted() {
        assert_eq!(comment("gunicorn app:app"), Cause::Comment);
        assert_eq!(comment("echo \"a\" 'b'"), Cause::Comment);
        assert_eq!(comment("echo \\\""), Cause::Comment);
        assert_eq!(comment("echo \"a"), Cause::CommentInQuotes);
        assert_eq!(comment("echo 'a\\"), Cause::CommentInQuotes);
    }
}
