//! What becomes of the items of a Procfile.

use std::ops::Range;

use super::dialect;
use super::document::Document;
use super::effect::{Effect, Refusal};
use super::items::{Item, ItemKind};
use super::process::{Process, Rejection};

impl Document<'_> {
    /// What the parser makes of an item. Where the whole text is refused, the item is judged alone.
    #[must_use]
    pub fn effect(&self, item: &Item<'_>) -> Effect {
        self.effect_of(self.reach(item), self.written(item).as_ref())
    }

    /// What the parser makes of some lines, of which this name and command are meant.
    pub(super) fn effect_of(&self, reach: Range<usize>, written: Option<&(String, String)>) -> Effect {
        if self.reading.rejection().is_none() {
            return match self.reading.begins_in(&reach) {
                Some(process) => Effect::of(process, written),
                None => self.elsewhere(&reach, written),
            };
        }
        match self.alone(&reach) {
            Ok(processes) => processes.first().map_or(Effect::Dropped, |process| Effect::of(process, written)),
            Err(_) => Effect::Rejected(self.refusal(&reach)),
        }
    }

    /// The process that the parser makes of an item.
    #[must_use]
    pub fn process(&self, item: &Item<'_>) -> Option<Process> {
        let reach = self.reach(item);
        match self.reading.rejection() {
            None => self.reading.begins_in(&reach).cloned(),
            Some(_) => self.alone(&reach).ok()?.into_iter().next(),
        }
    }

    /// The name and the command that are meant, as far as the item says so.
    pub(super) fn written(&self, item: &Item<'_>) -> Option<(String, String)> {
        let entry = item.entry()?;
        let quotes: &[char] = if self.is_yaml() { &['"', '\''] } else { &[] };
        let name = self.corrected(entry.name).unwrap_or_else(|| entry.name.trim_matches(quotes).to_owned());
        Some((name, self.pieces(item, entry.command).join(" ")))
    }

    /// Whether the parser reads an item as a process of another name than the one that is written.
    pub(super) fn is_renamed(&self, item: &Item<'_>, effect: &Effect) -> bool {
        let Effect::Misread { name, .. } = effect else { return false };
        self.written(item).is_none_or(|(written, _)| written != *name)
    }

    /// What the parser makes of some lines without the others.
    fn alone(&self, reach: &Range<usize>) -> Result<Vec<Process>, Rejection> {
        let text = &self.text[reach.clone()];
        match reach.start {
            // What the platform does to the start of a text depends on what follows.
            0 if reach.end < self.text.len() => dialect::read(&self.platform.procfile, &format!("{text}\n")),
            0 => dialect::read(&self.platform.procfile, text),
            _ => dialect::parse(self.dialect(), text),
        }
    }

    /// Why the parser refuses some lines.
    pub(super) fn refusal(&self, reach: &Range<usize>) -> Refusal {
        match reach.start {
            0 if self.is_prefixed => Refusal::Prefixed,
            _ if self.crashes => Refusal::Crash,
            _ => Refusal::of(&self.platform.procfile),
        }
    }

    /// How far the parser looks for the end of an item.
    fn reach(&self, item: &Item<'_>) -> Range<usize> {
        match item.kind {
            ItemKind::Entry(_) | ItemKind::Words(_) | ItemKind::Terminal(_) if !self.is_yaml() => item.line.clone(),
            _ => item.range(),
        }
    }

    /// No process begins in the item: a later one of the same name has taken its place, or it is lost.
    fn elsewhere(&self, reach: &Range<usize>, written: Option<&(String, String)>) -> Effect {
        if let Some(Process { name, command, .. }) = self.reading.covering(reach.start).cloned() {
            return Effect::Folded { name, command };
        }
        let alone = self.alone(reach).unwrap_or_default();
        match alone.first().filter(|process| self.reading.place(&process.name).is_some()) {
            Some(process) => Effect::of(process, written),
            None => Effect::Dropped,
        }
    }
}
