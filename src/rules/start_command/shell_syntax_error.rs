//! PSH315: a command that the shell refuses to read.

use crate::rules::prelude::*;
use std::ops::Range;

use crate::analysis::commands::placeholder::is_placeholder;
use crate::analysis::commands::start_command::{StartCommand, simple_commands};
use crate::syntax::shell_command::{Separator, ShellCommand, Token, TokenKind, Word};

use super::{commands, is_editable, place};

rule! {
    code: "PSH315",
    name: "shell-syntax-error",
    severity: Error,
    stage: Boot,
    fix: Unsafe,
    en: "A command that the shell refuses: open quotes, parentheses without quotes, stray operators",
    zh: "shell 拒绝的命令：未闭合的引号、没有引号的括号、多余的运算符",
}

/// What the shell stumbles over.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Trouble {
    /// A quote that is opened and not closed.
    Open(char),
    /// An operator where none can stand.
    Unexpected(String),
    /// Something has to follow.
    End,
}

struct ShellSyntaxError {
    trouble: Trouble,
    /// The word with parentheses, in quotes.
    quoted: Option<String>,
}

impl Message for ShellSyntaxError {
    fn message(&self, language: Language) -> String {
        match &self.trouble {
            Trouble::Open(quote) => {
                say!(language, "The quote `{quote}` is opened and not closed", "引号 `{quote}` 没有闭合")
            }
            Trouble::Unexpected(sign) => {
                say!(language, "The shell does not expect `{sign}` here", "shell 不允许在这里出现 `{sign}`")
            }
            Trouble::End => say!(language, "The command ends where something has to follow", "命令在还需要内容的地方就结束了"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let edit = match (&self.trouble, &self.quoted) {
            (Trouble::Open(quote), _) => say!(
                language,
                "Put a second `{quote}` where the quoted text ends, or take this one away.",
                "请在引用内容结束处再写一个 `{quote}`，或删除这个引号。"
            ),
            (Trouble::Unexpected(_), Some(quoted)) => say!(
                language,
                "Parentheses mean something else to the shell unless they stand in quotes. Write `{quoted}`.",
                "除非放在引号中，括号在 shell 里另有含义。请写成 `{quoted}`。"
            ),
            (Trouble::Unexpected(sign), None) => say!(
                language,
                "Take `{sign}` away, write what belongs before it, or put it in quotes if it is part of an argument.",
                "请删除 `{sign}`、补上它前面的内容，如果它是参数的一部分则加上引号。"
            ),
            (Trouble::End, _) => say!(
                language,
                "Write the rest of the command, or take the last operator away.",
                "请补全命令，或删除最后的运算符。"
            ),
        };
        say!(
            language,
            "The shell reads the whole command before it starts anything, so nothing of it runs. {edit}",
            "shell 在启动任何程序之前先读完整条命令，因此其中任何部分都不会运行。{edit}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        match &self.quoted {
            Some(quoted) => say!(language, "Write `{quoted}`", "写成 `{quoted}`"),
            None => say!(language, "Mend the command so that the shell can read it", "修正命令，使 shell 能够读取"),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for start in commands(facts).iter().filter(|start| !is_explained(facts, start)) {
        if let Some((trouble, range)) = trouble(&start.command, &start.process.command) {
            findings.add(finding(facts, start, trouble, range));
        }
    }
}

/// Whether another rule knows what has happened to the command: a placeholder, curly quotes, or a comment of YAML.
fn is_explained(facts: &Facts<'_>, start: &StartCommand<'_>) -> bool {
    let command = start.process.command.as_str();
    let behind = facts.procfile.text.as_deref().and_then(|text| text.get(start.process.range.end..)).unwrap_or_default();
    let is_cut = behind.lines().next().is_some_and(|rest| rest.trim_start().starts_with('#'));
    is_cut || command.contains(['“', '”', '‘', '’']) || is_placeholder(facts.project, command)
}

fn finding(facts: &Facts<'_>, start: &StartCommand<'_>, trouble: Trouble, range: Range<usize>) -> Finding<ShellSyntaxError> {
    let text = start.process.command.as_str();
    let whole = (trouble == Trouble::Unexpected("(".to_owned())).then(|| argument(&start.command, text, range.start)).flatten();
    let quoted = whole.clone().map(|whole| in_quotes(&text[whole]));
    let fix = match (whole.clone(), &quoted) {
        (Some(whole), Some(quoted)) if is_editable(facts, start) => {
            FixBuilder::unsafe_().edit(PROCFILE, start.place(whole), quoted.clone())
        }
        _ => FixBuilder::display(),
    };
    let says = says(&trouble);
    let finding = Finding::new(place(facts, start, range), ShellSyntaxError { trouble, quoted }).fix(fix);
    if text.contains('\n') { finding } else { finding.says(says) }
}

/// What bash 5.2 prints.
fn says(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Open(quote) => format!("bash: -c: line 1: unexpected EOF while looking for matching `{quote}'"),
        Trouble::Unexpected(sign) => format!("bash: -c: line 1: syntax error near unexpected token `{sign}'"),
        Trouble::End => "bash: -c: line 2: syntax error: unexpected end of file".to_owned(),
    }
}

/// The first thing over which the shell stumbles. Commands with keywords are left alone, and so is what only bash has.
fn trouble(command: &ShellCommand, text: &str) -> Option<(Trouble, Range<usize>)> {
    if simple_commands(command).is_empty() && !command.simple_commands().is_empty() {
        return None;
    }
    let mut reader = Reader { text, words: 0, depth: 0, needs_more: false, ends_group: false };
    let mut before: Option<&Token> = None;
    for token in &command.tokens {
        match &token.kind {
            TokenKind::Blank | TokenKind::Comment => {}
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
    (reader.depth > 0 || reader.needs_more).then(|| (Trouble::End, end.saturating_sub(1)..end))
}

struct Reader<'t> {
    text: &'t str,
    /// How many words of the current command there are.
    words: usize,
    depth: usize,
    /// Whether an operator stands last that joins two commands.
    needs_more: bool,
    /// Whether a closed group stands last.
    ends_group: bool,
}

impl Reader<'_> {
    fn word(&mut self) {
        self.words += 1;
        self.needs_more = false;
    }

    fn unexpected(&self, token: &Token) -> (Trouble, Range<usize>) {
        (Trouble::Unexpected(self.text[token.range.clone()].to_owned()), token.range.clone())
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
                self.needs_more = separator != Separator::Next;
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
fn open_quote(word: &Word, text: &str) -> Option<(Trouble, Range<usize>)> {
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
    Some((Trouble::Open(quote), start..start + 1))
}

/// `app:create_app()`: the word before a parenthesis, up to the end of the parentheses.
fn argument(command: &ShellCommand, text: &str, parenthesis: usize) -> Option<Range<usize>> {
    let word = command.tokens.iter().find(|token| token.range.end == parenthesis && matches!(token.kind, TokenKind::Word(_)))?;
    let close = text[parenthesis..].find(')').map(|at| parenthesis + at + 1)?;
    let rest = &text[close..];
    let ends = rest.is_empty() || rest.starts_with([' ', '\t', ';', '&', '|']);
    let whole = word.range.start..close;
    let has_quotes = text[word.range.clone()].contains(['\'', '"']) || text[whole.clone()].contains('$');
    (ends && !has_quotes && !text[parenthesis + 1..close].contains('(')).then_some(whole)
}

fn in_quotes(text: &str) -> String {
    if text.contains('\'') { format!("\"{text}\"") } else { format!("'{text}'") }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each was printed by bash 5.2, or taken by it.
    #[test]
    fn the_shell_stumbles_here() {
        let found = |text: &str| trouble(&ShellCommand::parse(text), text).map(|(trouble, _)| says(&trouble));
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
