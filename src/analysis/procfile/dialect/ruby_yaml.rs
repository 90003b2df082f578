//! Ruby's `YAML.load_file(…).keys`: the Procfile has to be a YAML mapping.
//!
//! Source: goodrain/builder `builder/build.sh` and goodrain/runner `init`. Ruby parses with libyaml, and so do we, by
//! its port to Rust, so that the same files are refused with the same words. Only the first document counts.

use std::borrow::Cow;
use std::io::BufRead;
use std::ops::Range;

use libyaml_safer::{Encoding, Error, Event, EventData, Mark, Parser, ScalarStyle};

use super::ruby_inspect::{self, Inspection};
use crate::analysis::procfile::process::{self, Process, Rejection};
use crate::text::pattern::{Captures, pattern};

const BOM: char = '\u{feff}';

/// The processes of a mapping, or the words in which Ruby refuses the file.
pub(super) fn parse(text: &str) -> Result<Vec<Process>, Rejection> {
    let ended = without_panics(text);
    let mut input = ended.strip_prefix(BOM).unwrap_or(&ended).as_bytes();
    let mut parser = Parser::new();
    parser.set_encoding(Encoding::Utf8);
    parser.set_input_string(&mut input);
    Reader { text, parser, anchors: vec![], unknown_alias: None }.document()
}

/// What may stand between two tokens, as a pattern.
const GAP: &str = "(?:[ \t\r\n\u{85}\u{2028}\u{2029}\u{feff}]|#[^\r\n]*[\r\n])";

pattern! {
    /// A value that is nothing but a tag, in a list or a mapping in brackets.
    static BARE_TAG = &format!("([]}}\"'\\[{{,:?-]{GAP}*(?:[&*][^ ,]*{GAP}+)*)(![^ \t\r\n\u{85}\u{2028}\u{2029},]*),")
}

/// The same document without what makes the port panic: the end of the file in a block of text or behind a backslash, and
/// a tag before a comma. A line end keeps it from the first, and what Ruby makes of such a tag, a null, from the second.
fn without_panics(text: &str) -> Cow<'_, str> {
    let has_bracket = text.contains(['[', '{']);
    let null = |found: &Captures<'_>| format!("{}{:<2$},", &found[1], "~", found[2].len());
    let text = if has_bracket { BARE_TAG.replace_all(text, null) } else { Cow::Borrowed(text) };
    if text.ends_with(['\n', '\r']) { text } else { Cow::Owned(format!("{text}\n")) }
}

struct Reader<'t, R> {
    text: &'t str,
    parser: Parser<R>,
    anchors: Vec<String>,
    /// Ruby resolves aliases after the parser has seen the whole document.
    unknown_alias: Option<Rejection>,
}

/// A key or a value: what Ruby makes of a scalar, or the source of anything else.
struct Node {
    text: String,
    range: Range<usize>,
    line: usize,
}

impl<R: BufRead> Reader<'_, R> {
    fn document(mut self) -> Result<Vec<Process>, Rejection> {
        loop {
            let event = self.next()?;
            match event.data {
                EventData::StreamStart { .. } | EventData::DocumentStart { .. } => {}
                EventData::MappingStart { .. } => return self.mapping(),
                EventData::StreamEnd => return Err(self.no_keys("nil:NilClass")),
                EventData::Scalar { ref value, style, .. } => {
                    let (shown, class) = ruby_inspect::scalar(value, style);
                    self.rest_of_document()?;
                    return Err(self.no_keys(&format!("{shown}:{class}")));
                }
                _ => {
                    let shown = self.inspect(event)?;
                    self.rest_of_document()?;
                    return Err(self.no_keys(&format!("{shown}:Array")));
                }
            }
        }
    }

    fn mapping(&mut self) -> Result<Vec<Process>, Rejection> {
        let mut processes = vec![];
        loop {
            let event = self.next()?;
            if event.data == EventData::MappingEnd {
                self.rest_of_document()?;
                return Ok(processes);
            }
            let key = self.node(event)?;
            let event = self.next()?;
            let value = self.node(event)?;
            let process = Process { name: key.text, command: value.text, line: key.line, range: value.range };
            process::insert(&mut processes, process);
        }
    }

    /// Ruby stops at the end of the first document; what is wrong before that still counts.
    fn rest_of_document(&mut self) -> Result<(), Rejection> {
        loop {
            match self.next()?.data {
                EventData::DocumentEnd { .. } | EventData::StreamEnd => return self.unknown_alias.take().map_or(Ok(()), Err),
                _ => {}
            }
        }
    }

    fn node(&mut self, event: Event) -> Result<Node, Rejection> {
        let line = usize::try_from(event.start_mark.line).unwrap_or(0) + 1;
        let (start, mut end) = (self.offset(event.start_mark), self.offset(event.end_mark));
        if let EventData::Scalar { value, style, tag, .. } = event.data {
            let text = tag.as_deref().is_some_and(|tag| matches!(tag, "!" | "tag:yaml.org,2002:str"));
            let null = style == ScalarStyle::Plain && !text && matches!(value.as_str(), "" | "~" | "null" | "Null" | "NULL");
            let own = if self.ends_in_block(style, end) { value.trim_end_matches('\n') } else { &value };
            return Ok(Node { text: if null { String::new() } else { own.to_owned() }, range: start..end, line });
        }
        if let Some(last) = self.skip(&event)? {
            end = self.offset(last);
        }
        Ok(Node { text: self.text[start..end].to_owned(), range: start..end, line })
    }

    /// Whether the text ends inside of a block, whose last line end is then not its own.
    fn ends_in_block(&self, style: ScalarStyle, end: usize) -> bool {
        matches!(style, ScalarStyle::Literal | ScalarStyle::Folded)
            && end == self.text.len()
            && !self.text.ends_with(['\n', '\r'])
    }

    /// What Ruby shows of a list.
    fn inspect(&mut self, first: Event) -> Result<String, Rejection> {
        let (mut inspection, mut event) = (Inspection::default(), first);
        loop {
            if let Some(shown) = inspection.next(&event.data) {
                return Ok(shown);
            }
            event = self.next()?;
        }
    }

    /// Passes over a sequence, a mapping or an alias, and gives the end of its last part.
    fn skip(&mut self, event: &Event) -> Result<Option<Mark>, Rejection> {
        let mut depth = usize::from(opens(event));
        let mut last = None;
        while depth > 0 {
            let event = self.next()?;
            match event.data {
                EventData::SequenceEnd | EventData::MappingEnd => depth -= 1,
                _ => depth += usize::from(opens(&event)),
            }
            last = Some(event.end_mark);
        }
        Ok(last)
    }

    fn next(&mut self) -> Result<Event, Rejection> {
        let event = self.parser.parse().map_err(|error| self.refused(&error))?;
        match &event.data {
            EventData::Alias { anchor } if !self.anchors.contains(anchor) => {
                let range = self.offset(event.start_mark)..self.offset(event.end_mark);
                let rejection = Rejection { says: format!("Unknown alias: {anchor}"), range };
                self.unknown_alias.get_or_insert(rejection);
            }
            EventData::Scalar { anchor: Some(anchor), .. }
            | EventData::SequenceStart { anchor: Some(anchor), .. }
            | EventData::MappingStart { anchor: Some(anchor), .. } => self.anchors.push(anchor.clone()),
            _ => {}
        }
        Ok(event)
    }

    fn refused(&self, error: &Error) -> Rejection {
        let mark = error.context_mark().or(error.problem_mark()).unwrap_or_default();
        let words: Vec<&str> = [Some(error.problem()), error.context()].into_iter().flatten().collect();
        let at = self.offset(error.problem_mark().unwrap_or_default());
        Rejection { says: format!("(Procfile): {} at {mark}", words.join(" ")), range: at..at }
    }

    fn no_keys(&self, shown: &str) -> Rejection {
        let end = self.text.trim_end().len();
        Rejection { says: format!("undefined method `keys' for {shown} (NoMethodError)"), range: 0..end }
    }

    /// The parser's index counts bytes behind the byte order mark.
    fn offset(&self, mark: Mark) -> usize {
        let start = if self.text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
        let index = usize::try_from(mark.index).unwrap_or(usize::MAX);
        start.saturating_add(index).min(self.text.len())
    }
}

fn opens(event: &Event) -> bool {
    matches!(event.data, EventData::SequenceStart { .. } | EventData::MappingStart { .. })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<(String, String)>, String> {
        let processes = parse(text).map_err(|rejection| rejection.says)?;
        Ok(processes.into_iter().map(|process| (process.name, process.command)).collect())
    }

    fn web(text: &str) -> Option<String> {
        let mut processes = read(text).ok()?;
        processes.retain(|(name, _)| name == "web");
        processes.pop().map(|(_, command)| command)
    }

    fn fails(says: &str) -> Result<Vec<(String, String)>, String> {
        Err(says.into())
    }

    /// Each outcome was printed by Ruby 3.1 with libyaml 0.2.5.
    #[test]
    fn ruby_reads_these() {
        assert_eq!(web("web: cmd\n"), Some("cmd".into()));
        assert_eq!(web("web : cmd"), Some("cmd".into()));
        assert_eq!(web("  web: cmd"), Some("cmd".into()));
        assert_eq!(web("web:\tcmd"), Some("cmd".into()));
        assert_eq!(web("web: cmd\r\n"), Some("cmd".into()));
        assert_eq!(web("\u{feff}web: cmd\n"), Some("cmd".into()));
        assert_eq!(web("web: a\nweb: b\n"), Some("b".into()));
        assert_eq!(web("# c\nweb: a\n"), Some("a".into()));
        assert_eq!(web("web: a # x\n"), Some("a".into()));
        assert_eq!(web("web: {a}"), Some("{a}".into()));
        assert_eq!(web("web: &a b"), Some("b".into()));
        assert_eq!(web("web: \"a b\""), Some("a b".into()));
        assert_eq!(web("web:"), Some(String::new()));
        assert_eq!(web("web: a \\\n  b\n"), Some("a \\ b".into()));
        assert_eq!(web("web: a\n---\nweb: b"), Some("a".into()));
        assert_eq!(web("  web: a\nworker: b"), Some("a".into()));
        assert_eq!(web("web: gunicorn --bind :$PORT x"), Some("gunicorn --bind :$PORT x".into()));
    }

    #[test]
    fn the_port_does_not_panic_where_ruby_goes_on() {
        let both =
            |text: &str| parse(text).map(|found| found.into_iter().map(|process| (process.name, process.command)).collect());
        let one = |command: &str| Ok(vec![("web".to_owned(), command.to_owned())]);
        assert_eq!(both("web: |\n  gunicorn app:app"), one("gunicorn app:app"));
        assert_eq!(both("web: >\n  a\n  b"), one("a b"));
        assert_eq!(both("web: |\n  a\n"), one("a\n"));
        assert_eq!(both("web: [!x, b]"), one("[!x, b]"));
        assert_eq!(both("web: echo hi !x, [y]"), one("echo hi !x, [y]"));
        assert_eq!(both("{web: !x, y: b}"), Ok(vec![("web".to_owned(), String::new()), ("y".to_owned(), "b".to_owned())]));
        assert!(parse("[!,").is_err() && parse("web: \"foo\\").is_err());
    }

    #[test]
    fn ruby_refuses_these() {
        assert_eq!(read("web:cmd\n"), fails("undefined method `keys' for \"web:cmd\":String (NoMethodError)"));
        assert_eq!(read(""), fails("undefined method `keys' for nil:NilClass (NoMethodError)"));
        assert_eq!(read("~"), fails("undefined method `keys' for nil:NilClass (NoMethodError)"));
        assert_eq!(read("8000"), fails("undefined method `keys' for 8000:Integer (NoMethodError)"));
        assert_eq!(
            read("\"a\\\"\\u0001#{x} #x\u{a0}\""),
            fails("undefined method `keys' for \"a\\\"\\u0001\\#{x} #x\u{a0}\":String (NoMethodError)")
        );
        assert_eq!(
            read("- web: a b\n- [1, {c: , d: e}]\n"),
            fails("undefined method `keys' for [{\"web\"=>\"a b\"}, [1, {\"c\"=>nil, \"d\"=>\"e\"}]]:Array (NoMethodError)")
        );
        assert_eq!(
            read("web: a\nfoo bar\n"),
            fails("(Procfile): could not find expected ':' while scanning a simple key at line 2 column 1")
        );
        assert_eq!(read("web: a: b"), fails("(Procfile): mapping values are not allowed in this context at line 1 column 7"));
        assert_eq!(read("web: *a"), fails("Unknown alias: a"));
        assert_eq!(
            read("web: @a"),
            fails("(Procfile): found character that cannot start any token while scanning for the next token at line 1 column 6")
        );
        assert_eq!(
            read("web: \"a\" b"),
            fails("(Procfile): did not find expected key while parsing a block mapping at line 1 column 1")
        );
        assert_eq!(read("web: a\u{1a}"), fails("(Procfile): control characters are not allowed at line 1 column 1"));
        assert_eq!(
            read("web: a\n\tb"),
            fails("(Procfile): found a tab character that violates indentation while scanning a plain scalar at line 1 column 6")
        );
    }

    #[test]
    fn ranges_point_at_the_commands() {
        let text = "\u{feff}# 中\r\nweb: gunicorn app:app\nworker: [a, b]\n";
        let ranges: Vec<&str> = parse(text).expect("a mapping").into_iter().map(|process| &text[process.range]).collect();
        assert_eq!(ranges, ["gunicorn app:app", "[a, b]"]);
    }
}
