//! `.env` files: `KEY=VALUE` a line, with or without `export`, values in quotes or not. Nothing is replaced in values.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::language::{Language, error_in_english, say};

const BLANKS: [char; 3] = [' ', '\t', '\r'];
const BOM: char = '\u{feff}';

/// A `.env` file as a list of lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvFile {
    /// The lines in their order; their ranges lie end to end and cover the text.
    pub lines: Vec<Line>,
}

/// One line; a value in quotes may go on over several lines of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// All of it, with its line end.
    pub range: Range<usize>,
    /// What it is.
    pub kind: LineKind,
}

/// What a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineKind {
    /// Nothing, or a comment.
    Blank,
    /// A variable with its value.
    Assignment {
        /// Where the name stands.
        name: Range<usize>,
        /// Where the value stands, with its quotes.
        value_range: Range<usize>,
        /// The value, without quotes.
        value: String,
    },
    /// Anything else.
    Wrong(Problem),
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// No `=`.
    NoEquals,
    /// What stands before the `=` is no name of a variable.
    Name,
    /// A quote that is not closed.
    Quote,
    /// Something behind the closing quote.
    Trailing,
}

/// A line that is no assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongLine {
    /// Its number in the file, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: Problem,
}

error_in_english!(WrongLine);

impl WrongLine {
    /// Which line, and what is wrong with it.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let Self { line, problem } = self;
        say!(language, "line {line}: {}", "第 {line} 行：{}", problem.words(language))
    }
}

impl Problem {
    fn words(self, language: Language) -> &'static str {
        match self {
            Self::NoEquals => language.pick("there is no `=`", "没有 `=`"),
            Self::Name => language.pick("what stands before the `=` is not the name of a variable", "`=` 之前的内容不是变量名"),
            Self::Quote => language.pick("a quote is not closed", "引号没有闭合"),
            Self::Trailing => language.pick("something stands behind the closing quote", "闭合的引号之后还有内容"),
        }
    }
}

impl EnvFile {
    /// Reads a text.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut lines = vec![];
        let mut start = 0;
        while start < text.len() {
            let skipped = if start == 0 && text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
            let (kind, end) = parse_line(text, start + skipped);
            lines.push(Line { range: start..end, kind });
            start = end;
        }
        Self { lines }
    }

    /// The text that the tree was read from, put together from its tokens.
    #[must_use]
    pub fn print(&self, text: &str) -> String {
        self.lines.iter().map(|line| &text[line.range.clone()]).collect()
    }

    /// All variables; the last of several values counts.
    ///
    /// # Errors
    ///
    /// The first line that is no assignment.
    pub fn variables(&self, text: &str) -> Result<BTreeMap<String, String>, WrongLine> {
        let mut variables = BTreeMap::new();
        for line in &self.lines {
            match &line.kind {
                LineKind::Blank => {}
                LineKind::Assignment { name, value, .. } => {
                    variables.insert(text[name.clone()].to_owned(), value.clone());
                }
                LineKind::Wrong(problem) => {
                    let number = text[..line.range.start].matches('\n').count() + 1;
                    return Err(WrongLine { line: number, problem: *problem });
                }
            }
        }
        Ok(variables)
    }
}

/// What a line is, and where the next one starts.
fn parse_line(text: &str, start: usize) -> (LineKind, usize) {
    let first_end = text[start..].find('\n').map_or(text.len(), |length| start + length);
    let behind = |end: usize| text[end..].find('\n').map_or(text.len(), |length| end + length + 1);
    let line = &text[start..first_end];
    let content = line.trim_start_matches(BLANKS);
    if content.is_empty() || content.starts_with('#') {
        return (LineKind::Blank, behind(first_end));
    }
    match parse_assignment(text, start, first_end) {
        Ok((kind, end)) => (kind, behind(end)),
        Err(problem) => (LineKind::Wrong(problem), behind(first_end)),
    }
}

/// An assignment, and where its value ends.
fn parse_assignment(text: &str, start: usize, line_end: usize) -> Result<(LineKind, usize), Problem> {
    let line = &text[start..line_end];
    let equals = start + line.find('=').ok_or(Problem::NoEquals)?;
    let left = text[start..equals].trim_matches(BLANKS);
    let name = left.strip_prefix("export").filter(|rest| rest.starts_with(BLANKS)).unwrap_or(left).trim_start_matches(BLANKS);
    if !is_name(name) {
        return Err(Problem::Name);
    }
    let name_end = start + text[start..equals].trim_end_matches(BLANKS).len();
    let value_start = line_end - text[equals + 1..line_end].trim_start_matches(BLANKS).len();
    let (value, value_end) = match text[value_start..line_end].chars().next() {
        Some(quote @ ('\'' | '"')) => quoted(text, value_start, quote)?,
        _ => bare(text, value_start, line_end),
    };
    let kind = LineKind::Assignment { name: name_end - name.len()..name_end, value_range: value_start..value_end, value };
    Ok((kind, value_end))
}

fn is_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    !name.is_empty() && !name.starts_with(|char: char| char.is_ascii_digit()) && name.bytes().all(plain)
}

/// A value without quotes ends at a `#` behind a blank, or with the line.
fn bare(text: &str, start: usize, line_end: usize) -> (String, usize) {
    let rest = &text[start..line_end];
    let comment = rest.match_indices('#').map(|(at, _)| at).find(|at| *at == 0 || rest[..*at].ends_with(BLANKS));
    let value = rest[..comment.unwrap_or(rest.len())].trim_end_matches(BLANKS);
    (value.to_owned(), start + value.len())
}

/// A value in quotes; in double quotes a backslash makes `\n`, `\r` and `\t`, and takes the meaning from any other sign.
fn quoted(text: &str, start: usize, quote: char) -> Result<(String, usize), Problem> {
    let mut value = String::new();
    let mut chars = text[start + 1..].char_indices();
    let end = loop {
        match chars.next().ok_or(Problem::Quote)? {
            (at, char) if char == quote => break start + 1 + at + 1,
            (_, '\\') if quote == '"' => value.push(match chars.next().ok_or(Problem::Quote)?.1 {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                other => other,
            }),
            (_, char) => value.push(char),
        }
    };
    let rest = text[end..].split('\n').next().unwrap_or_default();
    let behind = rest.trim_start_matches(BLANKS);
    let is_comment = behind.starts_with('#') && behind.len() < rest.len();
    if behind.is_empty() || is_comment { Ok((value, end)) } else { Err(Problem::Trailing) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(text: &str) -> Result<BTreeMap<String, String>, String> {
        EnvFile::parse(text).variables(text).map_err(|wrong| wrong.to_string())
    }

    fn one(name: &str, value: &str) -> BTreeMap<String, String> {
        BTreeMap::from([(name.to_owned(), value.to_owned())])
    }

    #[test]
    fn values_are_read_with_and_without_quotes() {
        let cases = [
            ("A=b", "b"),
            ("A=b c\r\n", "b c"),
            ("export A=b\n", "b"),
            ("\u{feff}A=b", "b"),
            ("  A = b  \n", "b"),
            ("A=\n", ""),
            ("A=b # c\n", "b"),
            ("A=b#c\n", "b#c"),
            ("A= # c\n", ""),
            ("A='b # $C \\n' # d\n", "b # $C \\n"),
            ("A=\"b\\\"\\n\\\\\"\n", "b\"\n\\"),
            ("A=\"b\nc\"\n", "b\nc"),
            ("A=x=y\n", "x=y"),
            ("# A=x\n\nA=b\n", "b"),
            ("A=1\nA=2\n", "2"),
            ("A=中", "中"),
        ];
        for (text, value) in cases {
            assert_eq!(variables(text), Ok(one("A", value)), "{text:?}");
            assert_eq!(EnvFile::parse(text).print(text), text);
        }
        assert_eq!(variables("exported=1"), Ok(one("exported", "1")));
    }

    #[test]
    fn wrong_lines_are_named_by_their_number() {
        let cases = [
            ("A=1\nB\n", "line 2: there is no `=`"),
            ("\n1A=b\n", "line 2: what stands before the `=` is not the name of a variable"),
            ("A B=c", "line 1: what stands before the `=` is not the name of a variable"),
            ("=c", "line 1: what stands before the `=` is not the name of a variable"),
            ("A=\"x\ny\nz", "line 1: a quote is not closed"),
            ("A='x\ny'\nB='x'y", "line 3: something stands behind the closing quote"),
        ];
        for (text, said) in cases {
            assert_eq!(variables(text), Err(said.to_owned()), "{text:?}");
        }
    }

    #[test]
    fn ranges_point_at_names_and_values() {
        let text = "export A = 'b c' # d\n";
        let LineKind::Assignment { name, value_range, .. } = &EnvFile::parse(text).lines[0].kind else { panic!("an assignment") };
        assert_eq!((&text[name.clone()], &text[value_range.clone()]), ("A", "'b c'"));
    }
}
