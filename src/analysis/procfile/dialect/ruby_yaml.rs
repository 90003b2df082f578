//! Ruby's `YAML.load_file(…).keys`: the Procfile has to be a YAML mapping.
//!
//! Source: goodrain/builder `builder/build.sh` and goodrain/runner `init`. Ruby parses with libyaml, and so do we, by
//! its port to Rust, so that the same files are refused with the same words. Only the first document counts.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::ops::Range;

use libyaml_safer::{Encoding, Error, Event, EventData, Mark, Parser, ScalarStyle};

use super::libyaml::{BOM, offset, without_panics};
use super::ruby_inspect::{self, Value};
use super::ruby_scalar::Scalar;
use crate::analysis::procfile::process::{Gathered, Process, Rejection};

/// The tag of texts.
const TEXT_TAG: &str = "tag:yaml.org,2002:str";
/// The key that takes in the entries of another mapping.
const MERGE: &str = "<<";
/// How deep mappings are taken into one another.
const MERGES: usize = 8;

/// The processes of a mapping, or the words in which Ruby refuses the file.
pub(super) fn parse(text: &str) -> Result<Vec<Process>, Rejection> {
    let ended = without_panics(text);
    let mut input = ended.strip_prefix(BOM).unwrap_or(&ended).as_bytes();
    let mut parser = Parser::new();
    parser.set_encoding(Encoding::Utf8);
    parser.set_input_string(&mut input);
    Reader { text, parser, nodes: Nodes::default(), anchors: BTreeMap::new(), fault: None }.document()
}

struct Reader<'t, R> {
    text: &'t str,
    parser: Parser<R>,
    nodes: Nodes,
    anchors: BTreeMap<String, usize>,
    /// Ruby makes its values after the parser has seen the whole document.
    fault: Option<Rejection>,
}

/// All that the document holds, and where it stands.
#[derive(Default)]
struct Nodes {
    values: Vec<Value>,
    places: Vec<Place>,
}

/// Where a node stands.
struct Place {
    range: Range<usize>,
    line: usize,
    /// Whether, as a key, it takes in the entries of another mapping.
    is_merge: bool,
}

/// A list or a mapping that has not ended.
struct Open {
    node: usize,
    /// The key, where its value comes next.
    key: Option<usize>,
}

impl<R: BufRead> Reader<'_, R> {
    fn document(mut self) -> Result<Vec<Process>, Rejection> {
        let mut open: Vec<Open> = vec![];
        let mut root = None;
        loop {
            let event = self.next()?;
            let range = self.offset(event.start_mark)..self.offset(event.end_mark);
            let line = usize::try_from(event.start_mark.line).unwrap_or(0) + 1;
            let (node, opens) = match event.data {
                EventData::StreamStart { .. } | EventData::DocumentStart { .. } => continue,
                EventData::StreamEnd | EventData::DocumentEnd { .. } => break,
                EventData::SequenceEnd | EventData::MappingEnd => {
                    if let Some(Open { node, .. }) = open.pop() {
                        self.nodes.places[node].range.end = range.end;
                    }
                    continue;
                }
                EventData::Scalar { anchor, tag, value, style, quoted_implicit, .. } => {
                    let is_merge = value == MERGE && tag.as_deref() != Some(TEXT_TAG);
                    let scalar = self.scalar(value, tag.as_deref(), style, quoted_implicit, &range);
                    let node = self.nodes.add(Value::Scalar(scalar), Place { range, line, is_merge });
                    (self.named(anchor, node), false)
                }
                EventData::SequenceStart { anchor, .. } => {
                    let node = self.nodes.add(Value::List(vec![]), Place { range, line, is_merge: false });
                    (self.named(anchor, node), true)
                }
                EventData::MappingStart { anchor, .. } => {
                    let node = self.nodes.add(Value::Map(vec![]), Place { range, line, is_merge: false });
                    (self.named(anchor, node), true)
                }
                EventData::Alias { anchor } => (self.alias(&anchor, Place { range, line, is_merge: false }), false),
            };
            match open.last_mut() {
                None => root = Some(node),
                Some(above) => self.nodes.put(above, node),
            }
            if opens {
                open.push(Open { node, key: None });
            }
        }
        match (self.fault.take(), root) {
            (Some(fault), _) => Err(fault),
            // Of a file without a document, Ruby says false.
            (None, None) => Err(self.no_keys("false:FalseClass")),
            (None, Some(root)) => self.processes(root),
        }
    }

    fn processes(&self, root: usize) -> Result<Vec<Process>, Rejection> {
        let Nodes { values, places } = &self.nodes;
        let Some(pairs) = self.nodes.pairs(root, MERGES) else {
            return Err(self.no_keys(&format!("{}:{}", ruby_inspect::inspect(values, root), ruby_inspect::class(&values[root]))));
        };
        let mut processes = Gathered::default();
        for (key, value) in pairs {
            // The runner asks for a name that is a text; a symbol is the name of another process.
            let name = match ruby_inspect::resolved(values, key).1 {
                Value::Scalar(Scalar::Text(name)) => name.clone(),
                Value::Scalar(symbol @ Scalar::Symbol(_)) => symbol.inspect(),
                _ => continue,
            };
            let command = ruby_inspect::printed(values, value);
            let process = Process { name, command, line: places[key].line, range: places[value].range.clone() };
            processes.put(process);
        }
        Ok(processes.finish())
    }

    /// What Ruby makes of a scalar.
    fn scalar(&mut self, value: String, tag: Option<&str>, style: ScalarStyle, is_text: bool, range: &Range<usize>) -> Scalar {
        let own = if self.ends_in_block(style, range.end) { value.trim_end_matches('\n').to_owned() } else { value };
        let found = match tag {
            _ if is_text => Ok(Scalar::Text(own)),
            Some("!str" | "!ruby/string" | TEXT_TAG) => Ok(Scalar::Text(own)),
            Some("!ruby/sym" | "!ruby/symbol") => Ok(Scalar::Symbol(own)),
            Some("!binary" | "tag:yaml.org,2002:binary") => Ok(Scalar::Text(unpacked(&own))),
            Some("!float" | "tag:yaml.org,2002:float") => Scalar::of(&own).and_then(Scalar::into_float),
            _ => Scalar::of(&own),
        };
        found.unwrap_or_else(|says| {
            self.fault.get_or_insert(Rejection { says, range: range.clone() });
            Scalar::Nil
        })
    }

    fn named(&mut self, anchor: Option<String>, node: usize) -> usize {
        if let Some(anchor) = anchor {
            self.anchors.insert(anchor, node);
        }
        node
    }

    /// The same value once more, in another place.
    fn alias(&mut self, anchor: &str, place: Place) -> usize {
        let value = self.anchors.get(anchor).map(|&node| Value::Alias(node));
        if value.is_none() {
            self.fault.get_or_insert(Rejection { says: format!("Unknown alias: {anchor}"), range: place.range.clone() });
        }
        self.nodes.add(value.unwrap_or(Value::Scalar(Scalar::Nil)), place)
    }

    /// Whether the text ends inside of a block, whose last line end is then not its own.
    fn ends_in_block(&self, style: ScalarStyle, end: usize) -> bool {
        matches!(style, ScalarStyle::Literal | ScalarStyle::Folded)
            && end == self.text.len()
            && !self.text.ends_with(['\n', '\r'])
    }

    fn next(&mut self) -> Result<Event, Rejection> {
        self.parser.parse().map_err(|error| self.refused(&error))
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

    fn offset(&self, mark: Mark) -> usize {
        offset(self.text, mark)
    }
}

impl Nodes {
    fn add(&mut self, value: Value, place: Place) -> usize {
        self.values.push(value);
        self.places.push(place);
        self.values.len() - 1
    }

    /// Puts a node into the list or mapping that is open.
    fn put(&mut self, open: &mut Open, node: usize) {
        match (&mut self.values[open.node], open.key.take()) {
            (Value::Map(pairs), Some(key)) => pairs.push((key, node)),
            (Value::Map(_), None) => open.key = Some(node),
            (Value::List(parts), _) => parts.push(node),
            (Value::Scalar(_) | Value::Alias(_), _) => {}
        }
    }

    /// The entries of a mapping, with those of the mappings that it takes in; none of anything else.
    fn pairs(&self, place: usize, depth: usize) -> Option<Vec<(usize, usize)>> {
        let (_, Value::Map(own)) = ruby_inspect::resolved(&self.values, place) else { return None };
        let depth = depth.checked_sub(1)?;
        let mut pairs = vec![];
        for &(key, value) in own {
            match self.taken_in(value, depth).filter(|_| self.places[key].is_merge) {
                Some(taken_in) => pairs.extend(taken_in),
                None => pairs.push((key, value)),
            }
        }
        Some(pairs)
    }

    /// The entries of a mapping, or of those in a list, of which the first is the strongest.
    fn taken_in(&self, value: usize, depth: usize) -> Option<Vec<(usize, usize)>> {
        match &self.values[value] {
            Value::List(parts) => {
                let maps: Option<Vec<_>> = parts.iter().rev().map(|part| self.pairs(*part, depth)).collect();
                maps.map(|maps| maps.concat())
            }
            _ => self.pairs(value, depth),
        }
    }
}

/// What Base64 stands for, whatever else stands between its letters.
fn unpacked(text: &str) -> String {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut held) = (vec![], 0_u32, 0);
    for place in text.chars().take_while(|char| *char != '=').filter_map(|char| LETTERS.find(char)) {
        bits = (bits << 6 | u32::try_from(place).unwrap_or(0)) & 0xfff;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held).to_le_bytes()[0]);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
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
        assert_eq!(web("web: {a}"), Some("{\"a\"=>nil}".into()));
        assert_eq!(web("web: [a, [b], ~]"), Some("a\nb\n".into()));
        assert_eq!(web("web: yes"), Some("true".into()));
        assert_eq!(web("web: \"yes\""), Some("yes".into()));
        assert_eq!(web("web: ! 017"), Some("15".into()));
        assert_eq!(web("web: !!int \"017\""), Some("15".into()));
        assert_eq!(web("web: !!float 1"), Some("1.0".into()));
        assert_eq!(web("web: !!binary aGVs\n bG8="), Some("hello".into()));
        assert_eq!(web("x: &w a b\nweb: *w"), Some("a b".into()));
        assert_eq!(web("x: &w {web: a}\n<<: *w"), Some("a".into()));
        assert_eq!(web("web: a\n<<: {web: b}"), Some("b".into()));
        assert_eq!(web("<<: [{web: a}, {web: b}]"), Some("a".into()));
        assert_eq!(read("yes: a\n:web: b\n<<: c\n1: d"), Ok(vec![(":web".into(), "b".into()), ("<<".into(), "c".into())]));
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
        assert_eq!(both("web: [!x, b]"), one("\nb"));
        assert_eq!(both("web: echo hi !x, [y]"), one("echo hi !x, [y]"));
        assert_eq!(both("{web: !x, y: b}"), Ok(vec![("web".to_owned(), String::new()), ("y".to_owned(), "b".to_owned())]));
        assert!(parse("[!,").is_err() && parse("web: \"foo\\").is_err());
    }

    #[test]
    fn ruby_refuses_these() {
        assert_eq!(read("web:cmd\n"), fails("undefined method `keys' for \"web:cmd\":String (NoMethodError)"));
        assert_eq!(read(""), fails("undefined method `keys' for false:FalseClass (NoMethodError)"));
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
        assert_eq!(read("web: +.inf"), fails("invalid value for Float(): \"+.inf\""));
        assert_eq!(read("web: !!float x"), fails("invalid value for Float(): \"x\""));
        assert_eq!(read("&a [*a, {b: *a}]"), fails("undefined method `keys' for [[...], {\"b\"=>[...]}]:Array (NoMethodError)"));
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
