//! A command as a shell cuts it: words, quotes and operators. Nothing is expanded.

use std::collections::VecDeque;
use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

/// A command as a list of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShellCommand {
    /// The tokens in their order; their ranges lie end to end and cover the text.
    pub tokens: Vec<Token>,
}

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenKind {
    /// Spaces and tabs, or a line end behind a backslash.
    Blank,
    /// From a `#` at the start of a word to the end of the line.
    Comment,
    /// A word.
    Word(Word),
    /// What ends a simple command.
    Separator(Separator),
    /// `>`, `2>>`, `<`, `&>` and the like; the next word is their target.
    Redirection,
    /// The lines that `<<` hands to a program, with the one that ends them.
    Document,
}

/// What ends a simple command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// `&&`
    And,
    /// `||`
    Or,
    /// `|`
    Pipe,
    /// `;` or a line end.
    Next,
    /// `&`
    Background,
    /// `(` or `)`
    Parenthesis,
}

impl Separator {
    /// Whether the commands on both sides belong together.
    #[must_use]
    pub fn joins(self) -> bool {
        matches!(self, Self::And | Self::Or | Self::Pipe)
    }
}

/// A word: its characters without quotes and backslashes, each with its place. Variables and substitutions stay as they
/// are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word without its quotes.
    pub text: String,
    /// Whether all of its quotes and substitutions are closed.
    pub is_closed: bool,
    /// Whether the shell puts something else in the place of a part of it, such as the value of a variable.
    pub expands: bool,
    /// Where the word stands, with its quotes.
    pub range: Range<usize>,
    /// The place of each byte of the text.
    places: Vec<usize>,
}

impl Word {
    /// Where a part of the word's text stands.
    #[must_use]
    pub fn place(&self, part: Range<usize>) -> Range<usize> {
        let start = self.places.get(part.start).copied().unwrap_or(self.range.end);
        let end = part.end.checked_sub(1).and_then(|last| self.places.get(last)).map_or(start, |last| last + 1);
        start..end.max(start)
    }

    /// The name and the value, if the word sets a variable: `NAME=value`.
    #[must_use]
    pub fn assignment(&self) -> Option<(&str, &str)> {
        let (name, value) = self.text.split_once('=')?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        let is_name = name.bytes().all(plain) && name.bytes().next().is_some_and(|first| !first.is_ascii_digit());
        is_name.then_some((name, value))
    }
}

/// Words that make one command, without redirections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimpleCommand<'c> {
    /// The words; never empty.
    pub words: Vec<&'c Word>,
    /// What stands before the command.
    pub after: Option<Separator>,
    /// What ends it; none at the end of the text.
    pub until: Option<Separator>,
}

impl ShellCommand {
    /// Reads a command.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut tokens = vec![];
        let mut documents = Documents::default();
        let mut start = 0;
        while start < text.len() {
            let (length, kind) = documents.next(&text[start..]).unwrap_or_else(|| next(&text[start..], start));
            documents.read(&text[start..start + length], &kind);
            tokens.push(Token { range: start..start + length, kind });
            start += length;
        }
        Self { tokens }
    }

    /// The text that the tree was read from, put together from its tokens.
    #[must_use]
    pub fn print(&self, text: &str) -> String {
        self.tokens.iter().map(|token| &text[token.range.clone()]).collect()
    }

    /// The simple commands in their order.
    #[must_use]
    pub fn simple_commands(&self) -> Vec<SimpleCommand<'_>> {
        let mut commands = vec![];
        let mut current = SimpleCommand { words: vec![], after: None, until: None };
        let mut is_target = false;
        for token in &self.tokens {
            match &token.kind {
                TokenKind::Blank | TokenKind::Comment | TokenKind::Document => {}
                TokenKind::Redirection => is_target = true,
                TokenKind::Word(_) if is_target => is_target = false,
                TokenKind::Word(word) => current.words.push(word),
                // Behind an operator that joins two commands, the second may stand in a line of its own.
                TokenKind::Separator(Separator::Next)
                    if current.words.is_empty() && current.after.is_some_and(Separator::joins) => {}
                TokenKind::Separator(separator) => {
                    current.until = Some(*separator);
                    let next = SimpleCommand { words: vec![], after: Some(*separator), until: None };
                    commands.push(std::mem::replace(&mut current, next));
                }
            }
        }
        commands.push(current);
        commands.retain(|command| !command.words.is_empty());
        commands
    }
}

/// The documents that the current line announces.
#[derive(Default)]
struct Documents {
    /// How each of them ends, and whether its lines may begin with tabs.
    announced: VecDeque<(String, bool)>,
    /// Whether `<<` stands last, and whether it is `<<-`.
    sign: Option<bool>,
    /// Whether the line has ended, so that they follow.
    follow: bool,
}

impl Documents {
    /// The first document at the start of a text, if one follows.
    fn next(&mut self, text: &str) -> Option<(usize, TokenKind)> {
        let (end, is_indented) = self.follow.then(|| self.announced.pop_front()).flatten()?;
        let is_end = |line: &str| {
            let line = line.trim_end_matches('\n');
            (if is_indented { line.trim_start_matches('\t') } else { line }) == end
        };
        let mut length = 0;
        for line in text.split_inclusive('\n') {
            length += line.len();
            if is_end(line) {
                break;
            }
        }
        Some((length, TokenKind::Document))
    }

    fn read(&mut self, text: &str, kind: &TokenKind) {
        match kind {
            TokenKind::Redirection => self.sign = (text.ends_with("<<") || text.ends_with("<<-")).then(|| text.ends_with('-')),
            TokenKind::Word(word) => self.announced.extend(self.sign.take().map(|is_indented| (word.text.clone(), is_indented))),
            _ => {}
        }
        self.follow = text.ends_with('\n') && !matches!(kind, TokenKind::Blank);
    }
}

/// The length and the kind of the first token of a text that is not empty and starts at an offset.
fn next(text: &str, offset: usize) -> (usize, TokenKind) {
    let blanks = text.len() - text.trim_start_matches([' ', '\t']).len();
    let continuation = ["\\\n", "\\\r\n"].into_iter().find(|sign| text.starts_with(sign)).map_or(0, str::len);
    if blanks + continuation > 0 {
        return (blanks.max(continuation), TokenKind::Blank);
    }
    if text.starts_with('#') {
        return (text.find('\n').unwrap_or(text.len()), TokenKind::Comment);
    }
    if let Some(length) = redirection(text) {
        return (length, TokenKind::Redirection);
    }
    if let Some((length, separator)) = separator(text) {
        return (length, TokenKind::Separator(separator));
    }
    let word = word(text, offset);
    (word.range.len(), TokenKind::Word(word))
}

/// The length of `2>>` and the like.
fn redirection(text: &str) -> Option<usize> {
    let digits = text.len() - text.trim_start_matches(|char: char| char.is_ascii_digit()).len();
    let rest = &text[digits..];
    let signs = [">>", ">&", ">|", ">", "<<<", "<<-", "<<", "<&", "<>", "<"];
    let both = ["&>>", "&>"].into_iter().find(|sign| text.starts_with(sign)).map(str::len);
    both.or_else(|| signs.into_iter().find(|sign| rest.starts_with(sign)).map(|sign| digits + sign.len()))
}

fn separator(text: &str) -> Option<(usize, Separator)> {
    let signs = [
        ("&&", Separator::And),
        ("||", Separator::Or),
        ("|", Separator::Pipe),
        (";;", Separator::Next),
        (";", Separator::Next),
        ("&", Separator::Background),
        ("\r\n", Separator::Next),
        ("\n", Separator::Next),
        ("(", Separator::Parenthesis),
        (")", Separator::Parenthesis),
    ];
    signs.into_iter().find(|(sign, _)| text.starts_with(sign)).map(|(sign, separator)| (sign.len(), separator))
}

fn ends_word(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\n' | ';' | '&' | '|' | '<' | '>' | '(' | ')')
}

fn word(text: &str, offset: usize) -> Word {
    let word = Word { text: String::new(), is_closed: true, expands: false, range: offset..offset, places: vec![] };
    let mut reader = Reader { chars: text.char_indices().peekable(), offset, word };
    while let Some((at, char)) = reader.chars.next_if(|(_, char)| !ends_word(*char)) {
        reader.word.is_closed &= match char {
            '\'' => reader.up_to('\''),
            '"' => reader.double_quoted(),
            '\\' => reader.escaped(),
            _ => {
                reader.push(at, char);
                reader.substitution(char)
            }
        };
    }
    let end = reader.chars.peek().map_or(text.len(), |(at, _)| *at);
    Word { range: offset..offset + end, ..reader.word }
}

/// Puts a word together. Each method says whether what it read is closed.
struct Reader<'t> {
    chars: Peekable<CharIndices<'t>>,
    offset: usize,
    word: Word,
}

impl Reader<'_> {
    fn push(&mut self, at: usize, char: char) {
        let start = at + self.offset;
        self.word.text.push(char);
        self.word.places.extend(start..start + char.len_utf8());
    }

    /// Takes everything up to a sign, and leaves that out.
    fn up_to(&mut self, close: char) -> bool {
        while let Some((at, char)) = self.chars.next() {
            if char == close {
                return true;
            }
            self.push(at, char);
        }
        false
    }

    fn escaped(&mut self) -> bool {
        match self.chars.next() {
            Some((_, '\n')) => true,
            Some((at, char)) => {
                self.push(at, char);
                true
            }
            None => false,
        }
    }

    /// In double quotes a backslash takes the meaning from four signs only.
    fn double_quoted(&mut self) -> bool {
        while let Some((at, char)) = self.chars.next() {
            let follows = self.chars.peek().map(|(_, next)| *next);
            let is_closed = match (char, follows) {
                ('"', _) => return true,
                ('\\', Some('$' | '`' | '"' | '\\' | '\n')) => self.escaped(),
                _ => {
                    self.push(at, char);
                    self.substitution(char)
                }
            };
            if !is_closed {
                return false;
            }
        }
        false
    }

    /// `$(…)`, `${…}` and backticks stay as they are, with the blanks in them.
    fn substitution(&mut self, char: char) -> bool {
        let next = self.chars.peek().map(|(_, next)| *next);
        let names =
            |next: char| next.is_ascii_alphanumeric() || matches!(next, '_' | '(' | '{' | '@' | '*' | '#' | '?' | '!' | '$');
        self.word.expands |= char == '`' || (char == '$' && next.is_some_and(names));
        let (open, close) = match (char, next) {
            ('$', Some('(')) => ('(', ')'),
            ('$', Some('{')) => ('{', '}'),
            ('`', _) => ('`', '`'),
            _ => return true,
        };
        let mut depth = usize::from(char == '`');
        while let Some((at, char)) = self.chars.next() {
            self.push(at, char);
            if char == close {
                depth -= 1;
            } else if char == open {
                depth += 1;
            }
            if depth == 0 {
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commands(text: &str) -> Vec<Vec<String>> {
        let command = ShellCommand::parse(text);
        assert_eq!(command.print(text), text);
        let words = |command: &SimpleCommand<'_>| command.words.iter().map(|word| word.text.clone()).collect();
        command.simple_commands().iter().map(words).collect()
    }

    #[test]
    fn words_are_cut_as_the_shell_does() {
        let cases: &[(&str, &[&str])] = &[
            ("gunicorn app:app", &["gunicorn", "app:app"]),
            ("  gunicorn\tapp:app  ", &["gunicorn", "app:app"]),
            ("gunicorn 'app:create_app()' -b \"0.0.0.0:$PORT\"", &["gunicorn", "app:create_app()", "-b", "0.0.0.0:$PORT"]),
            (r"gunicorn app:create_app\(\)", &["gunicorn", "app:create_app()"]),
            ("a --x=\"b c\"'d e'", &["a", "--x=b cd e"]),
            ("a \"b\\\"c\\n\"", &["a", "b\"c\\n"]),
            (
                "a ${PORT:-5000} $(echo x (y) z) `b c` \"$(d \"e)\"",
                &["a", "${PORT:-5000}", "$(echo x (y) z)", "`b c`", "$(d \"e)"],
            ),
            ("a 2>&1 > log.txt b &> c", &["a", "b"]),
            ("a # b", &["a"]),
            ("a b#c", &["a", "b#c"]),
            ("a \\\n b\\\nc", &["a", "bc"]),
            ("a <<X 'b'\nc\nX", &["a", "b"]),
            ("a <<-'X Y' <<Z\n\tb && c\n\tX Y\nd\nZ\n", &["a"]),
            ("a <<< b c", &["a", "c"]),
            ("a 'b c", &["a", "b c"]),
            ("a ''", &["a", ""]),
            ("中 'é'", &["中", "é"]),
        ];
        for (text, expected) in cases {
            assert_eq!(commands(text), [expected.to_vec()], "{text}");
        }
    }

    #[test]
    fn operators_part_commands() {
        let text = "cd x && A=b gunicorn a:b; (c | d) || e & f\ng";
        let expected = [vec!["cd", "x"], vec!["A=b", "gunicorn", "a:b"], vec!["c"], vec!["d"], vec!["e"], vec!["f"], vec!["g"]];
        assert_eq!(commands(text), expected);
        let command = ShellCommand::parse("a ||\n\nb &");
        let [a, b] = &command.simple_commands()[..] else { panic!("two commands") };
        assert_eq!((a.until, b.after, b.until), (Some(Separator::Or), Some(Separator::Or), Some(Separator::Background)));
    }

    #[test]
    fn places_lead_back_to_the_text() {
        let text = "gunicorn --bind=\"127.0.0.1:8000\" 'é x'";
        let command = ShellCommand::parse(text);
        let words = &command.simple_commands()[0].words;
        assert_eq!(&text[words[1].place(7..16)], "127.0.0.1");
        assert_eq!(&text[words[1].range.clone()], "--bind=\"127.0.0.1:8000\"");
        assert_eq!(&text[words[2].place(0..2)], "é");
        assert!(words[2].is_closed && !ShellCommand::parse("'").simple_commands()[0].words[0].is_closed);
    }

    #[test]
    fn words_that_the_shell_fills_in_are_known() {
        let cases = [
            ("$PORT", true),
            ("a\"${PORT}\"", true),
            ("`a`", true),
            ("$(a)", true),
            ("'$PORT'", false),
            ("\\$PORT", false),
            ("a$", false),
            ("a$/b", false),
        ];
        for (text, expands) in cases {
            assert_eq!(ShellCommand::parse(text).simple_commands()[0].words[0].expands, expands, "{text}");
        }
    }

    #[test]
    fn assignments_have_a_name() {
        let word =
            |text: &str| ShellCommand::parse(text).simple_commands()[0].words[0].assignment().map(|(name, _)| name.to_owned());
        assert_eq!(word("A_1=b").as_deref(), Some("A_1"));
        assert_eq!(word("--a=b"), None);
        assert_eq!(word("1=b"), None);
    }
}
