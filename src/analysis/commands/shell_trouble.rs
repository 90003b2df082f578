//! What keeps a shell from reading a command.

use std::ops::Range;

use crate::syntax::shell_command::{Separator, ShellCommand, Token, TokenKind, Word};

use super::steps::has_control;

/// What the shell stumbles over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShellTrouble {
    /// A quote that is opened and not closed.
    Open(char),
    /// An operator where none can stand.
    Unexpected(String),
    /// Something has to follow.
    End,
}

impl ShellTrouble {
    /// What bash 5.2 prints.
    #[must_use]
    pub fn says(&self) -> String {
        match self {
            Self::Open(quote) => format!("bash: -c: line 1: unexpected EOF while looking for matching `{quote}'"),
            Self::Unexpected(sign) => format!("bash: -c: line 1: syntax error near unexpected token `{sign}'"),
            Self::End => "bash: -c: line 2: syntax error: unexpected end of file".to_owned(),
        }
    }
}

/// The first thing over which the shell stumbles. Commands with keywords are left alone, and so is what only bash has.
#[must_use]
pub fn shell_trouble(command: &ShellCommand, text: &str) -> Option<(ShellTrouble, Range<usize>)> {
    if has_control(command) {
        return None;
    }
    let mut reader = TroubleReader { text, words: 0, depth: 0, needs_more: false, ends_group: false };
    let mut before: Option<&Token> = None;
    for token in &command.tokens {
        match &token.kind {
            TokenKind::Blank | TokenKind::Comment | TokenKind::Document => {}
            TokenKind::Word(word) if !word.is_closed => return open_quote(word, text),
            TokenKind::Word(_) | TokenKind::Redirection => reader.word(),
            TokenKind::Separator(Separator::Parenthesis) if text[token.range.clone()] == *"(" => {
                if is_beyond(before, text, reader.words) {
                    return None;
                }
                if reader.words > 0 || reader.ends_group {
                    return Some(reader.unexpected(token));
                }
                reader.depth += 1;
                reader.needs_more = true;
            }
            TokenKind::Separator(separator) => {
                if reader.refuses(*separator, token) {
                    return Some(reader.unexpected(token));
                }
            }
        }
        before = Some(token);
    }
    let end = text.trim_end().len();
    (reader.depth > 0 || reader.needs_more).then(|| (ShellTrouble::End, end.saturating_sub(1)..end))
}

struct TroubleReader<'t> {
    text: &'t str,
    /// How many words of the current command there are.
    words: usize,
    depth: usize,
    /// Whether an operator stands last that joins two commands.
    needs_more: bool,
    /// Whether a closed group stands last.
    ends_group: bool,
}

impl TroubleReader<'_> {
    fn word(&mut self) {
        self.words += 1;
        self.needs_more = false;
    }

    fn unexpected(&self, token: &Token) -> (ShellTrouble, Range<usize>) {
        (ShellTrouble::Unexpected(self.text[token.range.clone()].to_owned()), token.range.clone())
    }

    /// Whether an operator cannot stand here.
    fn refuses(&mut self, separator: Separator, token: &Token) -> bool {
        let is_empty = self.words == 0 && !self.ends_group;
        self.words = 0;
        match separator {
            Separator::Parenthesis => {
                let is_refused = self.depth == 0 || (is_empty && self.needs_more);
                self.depth = self.depth.saturating_sub(1);
                self.ends_group = true;
                is_refused
            }
            // An empty line may stand anywhere.
            Separator::Next if self.text[token.range.clone()].ends_with('\n') => {
                self.ends_group = false;
                false
            }
            _ => {
                self.ends_group = false;
                self.needs_more = !matches!(separator, Separator::Next | Separator::Background);
                is_empty || self.text[token.range.clone()] == *";;"
            }
        }
    }
}

/// Whether a parenthesis belongs to what is not looked at: arrays, functions, patterns, and the output of a program as
/// a file.
fn is_beyond(before: Option<&Token>, text: &str, words: usize) -> bool {
    before.is_some_and(|token| match &token.kind {
        TokenKind::Word(word) => words == 1 || text[word.range.clone()].ends_with(['=', '@', '?', '*', '+', '!', '$']),
        TokenKind::Redirection => true,
        _ => false,
    })
}

/// The quote that a word opens last and does not close; none if it is something else that is open.
fn open_quote(word: &Word, text: &str) -> Option<(ShellTrouble, Range<usize>)> {
    let raw = &text[word.range.clone()];
    if raw.contains("$(") || raw.contains("${") || raw.contains('`') {
        return None;
    }
    let mut open: Option<(usize, char)> = None;
    let mut chars = raw.char_indices();
    while let Some((at, char)) = chars.next() {
        match (open, char) {
            (Some((_, '\'')), '\\') => {}
            (_, '\\') => {
                chars.next();
            }
            (Some((_, quote)), char) if quote == char => open = None,
            (None, '\'' | '"') => open = Some((at, char)),
            _ => {}
        }
    }
    let (at, quote) = open?;
    let start = word.range.start + at;
    Some((ShellTrouble::Open(quote), start..start + 1))
}

/// `app:create_app()`: the word before a parenthesis, up to the end of the parentheses.
#[must_use]
pub fn with_parentheses(command: &ShellCommand, text: &str, parenthesis: usize) -> Option<Range<usize>> {
    let word = command.tokens.iter().find(|token| token.range.end == parenthesis && matches!(token.kind, TokenKind::Word(_)))?;
    let close = text[parenthesis..].find(')').map(|at| parenthesis + at + 1)?;
    let rest = &text[close..];
    let ends = rest.is_empty() || rest.starts_with([' ', '\t', ';', '&', '|']);
    let whole = word.range.start..close;
    let has_quotes = text[word.range.clone()].contains(['\'', '"']) || text[whole.clone()].contains('$');
    (ends && !has_quotes && !text[parenthesis + 1..close].contains('(')).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each was printed by bash 5.2, or taken by it.
    #[test]
    fn the_shell_stumbles_here() {
        let found = |text: &str| shell_trouble(&ShellCommand::parse(text), text).map(|(trouble, _)| trouble.says());
        let near = |sign: &str| Some(format!("bash: -c: line 1: syntax error near unexpected token `{sign}'"));
        let eof = |quote: &str| Some(format!("bash: -c: line 1: unexpected EOF while looking for matching `{quote}'"));
        let end = Some("bash: -c: line 2: syntax error: unexpected end of file".to_owned());
        let cases = [
            ("gunicorn app:create_app()", near("(")),
            ("gunicorn app:create_app(\"x\")", near("(")),
            ("gunicorn 'app:app", eof("'")),
            ("gunicorn \"app:app", eof("\"")),
            ("gunicorn \"a'b\" it's", eof("'")),
            ("true &&", end.clone()),
            ("true |", end.clone()),
            ("(true", end),
            ("&& true", near("&&")),
            ("true; ; true", near(";")),
            ("true & ; true", near(";")),
            ("true | | true", near("|")),
            ("true ;; true", near(";;")),
            ("true)", near(")")),
            ("gunicorn 'app:create_app()'", None),
            ("gunicorn app:create_app\\(\\)", None),
            ("(a; b) && c", None),
            ("a & b", None),
            ("a &", None),
            ("a;", None),
            ("a && \\\n b", None),
            ("A=(b c) d", None),
            ("a <(b)", None),
            ("f() { a; }", None),
            ("if a; then b; fi", None),
            ("a $(b (c)) ${D}", None),
            ("a \\", None),
            ("a > b && c", None),
            ("a 'it'\\''s'", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
