//! What is wrong with a text as a whole.

use std::ops::Range;

use crate::analysis::procfile::document::Document;
use crate::analysis::procfile::effect::Refusal;
use crate::analysis::procfile::items::Item;
use crate::platform::Dialect;

use super::indentation::Indentation;
use super::unparsable::{self, UnparsableLines, is_list_item};

/// What is wrong with a text as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextFault<'d> {
    /// It has no entry; why it is refused, where it is.
    Empty(Option<Refusal>),
    /// Its entries are not indented as the parser wants it.
    Indentation(Indentation<'d>),
    /// The platform reads YAML, and this is no mapping, though no line of it looks wrong.
    NotAMapping(NotAMapping),
    /// A strict grammar refuses it, though no line of it looks wrong.
    Unparsable(UnparsableLines<'d>),
}

/// Why a text is no mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAMapping {
    /// Its entries are the items of a list.
    List {
        /// The first line.
        first: Range<usize>,
        /// What makes each of them an item.
        marks: Vec<Range<usize>>,
    },
    /// These lines of blanks have a tab.
    Tab(Vec<Range<usize>>),
    /// Something else; the parser stops here.
    Unknown(Range<usize>),
}

/// What is wrong with a text without an entry.
pub(super) fn empty<'d>(document: &Document<'d>) -> Option<TextFault<'d>> {
    let refusal = document.reading.rejection().map(|_| document.refusal(&(0..0)));
    (document.is_empty() || is_empty_mapping(document)).then_some(TextFault::Empty(refusal))
}

/// Whether YAML reads braces with nothing between them.
fn is_empty_mapping(document: &Document<'_>) -> bool {
    let is_empty = document.items.is_empty() && document.special.is_empty() && !document.has_conflict;
    is_empty && document.is_yaml() && document.reading.rejection().is_none() && document.processes().is_empty()
}

/// Why a text is refused, unless something in it that is spoken of already is the reason.
pub(super) fn refused<'d>(document: &Document<'d>, is_indented: bool, is_changed: bool) -> Option<TextFault<'d>> {
    let stop = &document.reading.rejection()?.range;
    let is_explained = || is_indented || has_reason(document);
    match document.dialect() {
        Dialect::RubyYaml | Dialect::GoYaml | Dialect::SerdeYaml if is_changed => None,
        Dialect::RubyYaml | Dialect::GoYaml | Dialect::SerdeYaml => {
            let reason = list(document).or_else(|| (!is_explained()).then(|| tabs(document, stop)))?;
            Some(TextFault::NotAMapping(reason))
        }
        // Names that stand twice have a rule of their own.
        Dialect::Dokku if document.repeats_a_name() => None,
        // It mends the indentation, so that something else is the reason.
        Dialect::HerokuCnb | Dialect::Dokku => {
            (!has_reason(document)).then(|| TextFault::Unparsable(unparsable::unexplained(document, stop)))
        }
        // Without an entry it is refused, and each of its lines is spoken of.
        Dialect::HerokuClassic | Dialect::Paketo | Dialect::GoogleCloud => None,
    }
}

/// Whether the reason why a text is refused can be seen in it.
fn has_reason(document: &Document<'_>) -> bool {
    let is_below_refused = |item: &Item<'_>| {
        let below = item.more.first().filter(|_| !document.is_yaml());
        below.is_some_and(|line| document.effect_of(line.clone(), None).is_rejected())
    };
    let is_refused = |item: &Item<'_>| document.effect(item).is_rejected() || is_below_refused(item);
    document.has_conflict
        || document.is_empty()
        || document.special.iter().any(|special| special.effect.is_rejected())
        || document.items.iter().any(is_refused)
}

fn list(document: &Document<'_>) -> Option<NotAMapping> {
    let listed: Vec<_> = document.words().filter(|(_, words)| is_list_item(words)).collect();
    let (first, _) = listed.first()?;
    let marks = listed.iter().map(|(_, words)| words.tokens.first.start..words.tokens.rest.start).collect();
    Some(NotAMapping::List { first: first.line.clone(), marks })
}

fn tabs(document: &Document<'_>, stop: &Range<usize>) -> NotAMapping {
    let tabs = document.blanks_with_tabs();
    if tabs.is_empty() { NotAMapping::Unknown(stop.clone()) } else { NotAMapping::Tab(tabs) }
}
