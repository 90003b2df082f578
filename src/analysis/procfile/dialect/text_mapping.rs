//! A YAML document as a library reads it that is asked for a mapping from texts to texts.

use std::collections::BTreeMap;
use std::ops::Range;

use libyaml_safer::{Encoding, Error, Event, EventData, Mark, Parser, ScalarStyle};

use super::libyaml::{BOM, offset, without_panics};
use crate::analysis::procfile::process::{Gathered, Process};

/// The first document of a text, as far as it could be read.
pub(super) struct Document {
    /// What it holds; none if it is empty.
    pub(super) root: Option<Node>,
    /// Why the rest could not be read.
    pub(super) trouble: Option<Trouble>,
    /// Whether something follows it.
    pub(super) goes_on: bool,
}

/// Why a document could not be read to its end.
pub(super) enum Trouble {
    /// It is no YAML.
    Syntax(Error),
    /// Nothing has this name.
    UnknownAnchor(String, Mark),
}

/// A value and where it stands.
#[derive(Clone)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) start: Mark,
    pub(super) range: Range<usize>,
}

/// What a value is.
#[derive(Clone)]
pub(super) enum Kind {
    /// A scalar.
    Text {
        /// What it says.
        value: String,
        /// Whether nothing marks it as a text.
        is_plain: bool,
    },
    /// A sequence.
    List,
    /// A mapping; deeper down its entries do not matter.
    Mapping(Vec<(Node, Node)>),
}

impl Node {
    /// The line, counted from 1.
    pub(super) fn line(&self) -> usize {
        usize::try_from(self.start.line).unwrap_or(0) + 1
    }

    /// The text, if it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text { value, .. } => Some(value),
            Kind::List | Kind::Mapping(_) => None,
        }
    }

    /// Whether it stands for nothing.
    pub(super) fn is_null(&self) -> bool {
        let is_null = |value: &str| matches!(value, "" | "~" | "null" | "Null" | "NULL");
        matches!(&self.kind, Kind::Text { value, is_plain: true } if is_null(value))
    }

    fn open(kind: Kind, start: Mark, range: Range<usize>) -> Self {
        Self { kind, start, range }
    }
}

/// Reads the first document.
pub(super) fn read(text: &str) -> Document {
    let ended = without_panics(text);
    let mut input = ended.strip_prefix(BOM).unwrap_or(&ended).as_bytes();
    let mut parser = Parser::new();
    parser.set_encoding(Encoding::Utf8);
    parser.set_input_string(&mut input);
    let mut reader = Reader { text, root: None, key: None, depth: 0, anchors: BTreeMap::new() };
    let trouble = loop {
        match parser.parse() {
            Err(error) => break Some(Trouble::Syntax(error)),
            Ok(Event { data: EventData::DocumentEnd { .. } | EventData::StreamEnd, .. }) => break None,
            Ok(event) => {
                if let Err(trouble) = reader.take(event) {
                    break Some(trouble);
                }
            }
        }
    };
    let goes_on =
        trouble.is_none() && reader.root.is_some() && !matches!(parser.parse(), Ok(Event { data: EventData::StreamEnd, .. }));
    Document { root: reader.root, trouble, goes_on }
}

struct Reader<'t> {
    text: &'t str,
    root: Option<Node>,
    /// The key whose value comes next.
    key: Option<Node>,
    /// How many lists and mappings have not ended.
    depth: usize,
    anchors: BTreeMap<String, Node>,
}

impl Reader<'_> {
    fn take(&mut self, event: Event) -> Result<(), Trouble> {
        let start = event.start_mark;
        let range = offset(self.text, start)..offset(self.text, event.end_mark);
        let (node, anchor, opens) = match event.data {
            EventData::Scalar { anchor, value, plain_implicit, style, .. } => {
                let value = if self.ends_in_block(style, range.end) { value.trim_end_matches('\n').to_owned() } else { value };
                let is_plain = plain_implicit && style == ScalarStyle::Plain;
                (Node::open(Kind::Text { value, is_plain }, start, range), anchor, false)
            }
            EventData::SequenceStart { anchor, .. } => (Node::open(Kind::List, start, range), anchor, true),
            EventData::MappingStart { anchor, .. } => (Node::open(Kind::Mapping(vec![]), start, range), anchor, true),
            EventData::Alias { anchor } => {
                let known = self.anchors.get(&anchor).cloned();
                let known = known.ok_or(Trouble::UnknownAnchor(anchor, start))?;
                (Node { kind: known.kind, start, range }, None, false)
            }
            EventData::SequenceEnd | EventData::MappingEnd => {
                self.depth -= 1;
                return Ok(());
            }
            _ => return Ok(()),
        };
        if let Some(anchor) = anchor {
            self.anchors.insert(anchor, node.clone());
        }
        match (self.depth, &mut self.root) {
            (0, root) => *root = Some(node),
            (1, Some(Node { kind: Kind::Mapping(pairs), .. })) => match self.key.take() {
                Some(key) => pairs.push((key, node)),
                None => self.key = Some(node),
            },
            _ => {}
        }
        self.depth += usize::from(opens);
        Ok(())
    }

    /// Whether the text ends inside of a block, whose last line end is then not its own.
    fn ends_in_block(&self, style: ScalarStyle, end: usize) -> bool {
        matches!(style, ScalarStyle::Literal | ScalarStyle::Folded)
            && end == self.text.len()
            && !self.text.ends_with(['\n', '\r'])
    }
}

/// The processes of the entries whose key and value are texts, of which `command` makes what is run.
pub(super) fn processes(pairs: &[(Node, Node)], command: impl Fn(&Node) -> String) -> Vec<Process> {
    let mut processes = Gathered::default();
    for (key, value) in pairs {
        if let Some(name) = key.text() {
            let (name, range) = (name.to_owned(), value.range.clone());
            processes.put(Process { name, command: command(value), line: key.line(), range });
        }
    }
    processes.finish()
}

/// Where the reader stops at a mistake of syntax.
pub(super) fn stop(text: &str, trouble: &Trouble) -> Range<usize> {
    let mark = match trouble {
        Trouble::Syntax(error) => error.problem_mark().unwrap_or_default(),
        Trouble::UnknownAnchor(_, mark) => *mark,
    };
    let at = offset(text, mark);
    at..at
}
