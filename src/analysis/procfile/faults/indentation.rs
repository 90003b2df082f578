//! Blanks before names, where they matter.

use std::ops::Range;

use crate::analysis::procfile::document::Document;
use crate::analysis::procfile::effect::Effect;
use crate::analysis::procfile::items::Item;
use crate::platform::Dialect;
use crate::syntax::procfile::EntryText;

use super::entry::ReadEntry;

/// Entries whose indentation is why the text is not read as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indentation<'d> {
    /// The name of the first.
    pub name: &'d str,
    /// The first, with the lines that go on with it.
    pub range: Range<usize>,
    /// The blanks before each; there is at least one.
    pub blanks: Vec<Range<usize>>,
    /// Whether a tab is among those before the first.
    pub has_tab: bool,
    /// The entries that are lost; none if the platform refuses the text.
    pub lost: Vec<&'d str>,
    /// What comes of it.
    pub effect: Effect,
}

/// Whether the indentation, where it is at fault, explains what becomes of an entry. Outside YAML nothing is refused for it.
pub(super) fn explains(read: &ReadEntry<'_, '_>) -> bool {
    let is_refused = read.effect.is_rejected() && !read.document.is_yaml();
    read.effect == Effect::Dropped || (!read.entry.tokens.indent.is_empty() && !is_refused)
}

/// The indentation that is at fault; where YAML reads the entries, unless all are indented alike by spaces.
pub(super) fn fault<'d>(document: &Document<'d>) -> Option<Indentation<'d>> {
    let entries: Vec<_> = document.entries().collect();
    let at_fault = at_fault(document, &entries);
    let (item, entry) = at_fault.first()?;
    Some(Indentation {
        name: entry.name,
        range: item.range(),
        blanks: at_fault.iter().map(|(_, entry)| entry.tokens.indent.clone()).collect(),
        has_tab: indent(document, entry).contains('\t'),
        lost: lost(document, &entries),
        effect: effect(document),
    })
}

type Entries<'c, 'd> = [(&'c Item<'d>, &'c EntryText<'d>)];

fn at_fault<'c, 'd>(document: &Document<'d>, entries: &Entries<'c, 'd>) -> Vec<(&'c Item<'d>, &'c EntryText<'d>)> {
    // What the platform puts before the text stands at the start of its line.
    let first = entries.first().map_or("", |(_, entry)| if document.is_prefixed { "" } else { indent(document, entry) });
    let alike = !first.contains('\t') && entries.iter().all(|(_, entry)| indent(document, entry) == first);
    let is_fault = |item: &Item<'_>| match document.dialect() {
        Dialect::RubyYaml | Dialect::GoYaml | Dialect::SerdeYaml => !alike,
        Dialect::HerokuClassic | Dialect::Dokku => false,
        Dialect::HerokuCnb => document.effect(item) == Effect::Kept,
        Dialect::Paketo | Dialect::GoogleCloud => document.effect(item) == Effect::Dropped,
    };
    entries.iter().copied().filter(|(item, entry)| !entry.tokens.indent.is_empty() && is_fault(item)).collect()
}

/// What the indentation leads to.
fn effect(document: &Document<'_>) -> Effect {
    match (document.reading.rejection(), document.dialect()) {
        (Some(_), dialect) if dialect.is_yaml() => Effect::Rejected(document.refusal(&(0..0))),
        (_, Dialect::HerokuClassic | Dialect::HerokuCnb | Dialect::Dokku) => Effect::Kept,
        (_, Dialect::RubyYaml | Dialect::GoYaml | Dialect::SerdeYaml | Dialect::Paketo | Dialect::GoogleCloud) => Effect::Dropped,
    }
}

/// The entries that the parser does not get to.
fn lost<'d>(document: &Document<'d>, entries: &Entries<'_, 'd>) -> Vec<&'d str> {
    let is_lost = |item: &Item<'_>| document.reading.rejection().is_none() && document.effect(item) == Effect::Dropped;
    entries.iter().filter(|(item, _)| is_lost(item)).map(|(_, entry)| entry.name).collect()
}

fn indent<'d>(document: &Document<'d>, entry: &EntryText<'_>) -> &'d str {
    &document.text[entry.tokens.indent.clone()]
}
