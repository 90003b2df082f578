//! What YAML does to a command that was not written for it.

use crate::analysis::procfile::document::{Document, in_yaml_quotes};
use crate::analysis::procfile::effect::Effect;
use crate::analysis::procfile::items::{Item, is_nested};

use super::entry::ReadEntry;
use super::split_word;

/// What YAML makes of a command, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlChange {
    /// What becomes of it.
    pub effect: Effect,
    /// Why.
    pub cause: YamlCause,
    /// The command that the platform starts.
    pub read: String,
    /// The command that was meant.
    pub meant: String,
    /// The text behind the colon and the space that makes YAML read the command as it is written.
    pub fixed: Option<String>,
}

/// Why YAML reads something else than what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YamlCause {
    /// The first character has a meaning in YAML.
    Start(char),
    /// The command begins with `[` or `{`.
    Collection,
    /// A colon before a space, or at the end.
    Colon,
    /// A colon before a space that breaks what the program needs in one word, as in `gunicorn app: app`.
    SplitWord,
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

/// What YAML does to the command of an entry; nothing if it reads what was meant.
pub(super) fn fault(read: &ReadEntry<'_, '_>) -> Option<YamlChange> {
    let ReadEntry { document, item, entry, effect } = read;
    if !document.is_yaml() || document.is_renamed(item, effect) || !read.is_apart() {
        return None;
    }
    let cause = cause(read)?;
    let started = document.process(item).map(|process| process.command).unwrap_or_default();
    let written = document.pieces(item, entry.command).join(" ");
    let mended = if cause == YamlCause::Colon { split_word::mended(&written) } else { None };
    let (cause, meant) = match mended {
        Some(mended) => (YamlCause::SplitWord, mended),
        None => (cause, written),
    };
    let command = match cause {
        YamlCause::Comment | YamlCause::Nested => None,
        YamlCause::Quoted => Some(&started),
        _ => Some(&meant),
    };
    let fixed = command.and_then(|command| written_for_yaml(document, command));
    // Quotes that are needed are right as they are.
    let is_needed = cause == YamlCause::Quoted && fixed.as_deref().is_none_or(|fixed| fixed.starts_with('\''));
    // A command that YAML reads as it stands is not what it refuses.
    let is_elsewhere = effect.is_rejected() && fixed.as_deref() == Some(entry.command);
    (!is_needed && !is_elsewhere).then(|| YamlChange { effect: effect.clone(), cause, read: started, meant, fixed })
}

fn cause(read: &ReadEntry<'_, '_>) -> Option<YamlCause> {
    let ReadEntry { document, item, entry, effect } = read;
    let command = entry.command;
    let first = command.chars().next();
    let below = item.more.first().map(|line| document.text[line.clone()].trim());
    match effect {
        _ if command.is_empty() && below.is_some_and(is_nested) => Some(YamlCause::Nested),
        Effect::Rejected(_) => Some(refused(command)),
        Effect::Misread { .. } if matches!(first, Some('"' | '\'')) => {
            let is_whole = command.ends_with(['"', '\'']);
            item.more.is_empty().then_some(if is_whole { YamlCause::Quoted } else { YamlCause::Comment })
        }
        Effect::Misread { command: read, .. } => changed(item, command, read),
        Effect::Kept | Effect::Dropped | Effect::Folded { .. } => None,
    }
}

fn refused(command: &str) -> YamlCause {
    match command.chars().next() {
        Some('[' | '{') => YamlCause::Collection,
        Some('"' | '\'') => YamlCause::QuotesFirst,
        Some(char @ ('&' | '*' | '!' | '|' | '>' | '%' | '@' | '`' | '}' | ']' | ',')) => YamlCause::Start(char),
        Some(char @ ('-' | '?')) if command[1..].starts_with([' ', '\t']) => YamlCause::Start(char),
        _ if command.contains(": ") || command.contains(":\t") || command.ends_with(':') => YamlCause::Colon,
        _ => YamlCause::Unknown,
    }
}

fn changed(item: &Item<'_>, command: &str, read: &str) -> Option<YamlCause> {
    match command.chars().next() {
        // A block of text, which someone wrote for YAML.
        Some('|' | '>') if !item.more.is_empty() => None,
        Some(char @ ('&' | '*' | '!' | '|' | '>')) => Some(YamlCause::Start(char)),
        Some('[' | '{') => Some(YamlCause::Collection),
        _ if command.starts_with(read) && command[read.len()..].trim_start().starts_with('#') => Some(comment(read)),
        // Lines that YAML folds into one are what was meant, or have a rule of their own. A lone CR ends a line as well.
        _ if !item.more.is_empty() || read.starts_with(command) || command.contains('\r') => None,
        _ => Some(YamlCause::Unknown),
    }
}

/// Within quotes of the shell a `#` begins no comment, so cutting it off changes what runs.
fn comment(before: &str) -> YamlCause {
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
    if quote.is_some() { YamlCause::CommentInQuotes } else { YamlCause::Comment }
}

/// A command as YAML has to be given it, in quotes only where they are needed.
fn written_for_yaml(document: &Document<'_>, command: &str) -> Option<String> {
    let plain = Some(command.to_owned()).filter(|command| !command.starts_with(['[', '{']));
    plain.into_iter().chain([in_yaml_quotes(command)]).find(|written| document.reads(written).as_deref() == Some(command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_ends_the_command_at_the_same_comment_unless_it_is_quoted() {
        assert_eq!(comment("gunicorn app:app"), YamlCause::Comment);
        assert_eq!(comment("echo \"a\" 'b'"), YamlCause::Comment);
        assert_eq!(comment("echo \\\""), YamlCause::Comment);
        assert_eq!(comment("echo \"a"), YamlCause::CommentInQuotes);
        assert_eq!(comment("echo 'a\\"), YamlCause::CommentInQuotes);
    }
}
