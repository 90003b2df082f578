//! What is wrong with a Procfile. It is decided here once which fault explains what becomes of a line; each rule then speaks of
//! one kind of fault.

mod colon;
mod command;
mod continuation;
mod entry;
mod indentation;
mod name;
mod programs;
mod split_word;
mod text;
mod unparsable;
mod yaml;

pub use colon::MissingColon;
pub use continuation::ContinuedCommand;
pub use indentation::Indentation;
pub use name::{NameFault, NameFaultKind, StartedInstead};
pub use text::{NotAMapping, TextFault};
pub use unparsable::{UnparsableCause, UnparsableLines};
pub use yaml::{YamlCause, YamlChange};

use crate::analysis::settings::Settings;
use crate::platform::{Platform, StyleRule};
use crate::project::Project;
use crate::syntax::procfile::EntryText;

use super::document::{Document, documents};
use super::effect::{Effect, Refusal};
use super::items::{Item, ItemKind};
use super::process::WEB;
use super::processes::Source;

use entry::ReadEntry;

/// What is wrong with an item, in the order in which it is looked for. An item can have several of the faults that are known
/// well; what is known less well is said only of an item that has none of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemFault<'d> {
    /// It is a comment in the syntax of another language.
    ForeignComment(Effect),
    /// It is a command for a terminal.
    Terminal(Effect),
    /// The colon is missing behind its name.
    MissingColon(MissingColon<'d>),
    /// The blank is missing behind its colon.
    MissingSpace(Effect),
    /// Its colon is a full-width one.
    FullWidthColon(Effect),
    /// A blank stands before its colon; the parser may take that, and only the documentation mind.
    BlankBeforeColon(Effect),
    /// It has no command.
    EmptyCommand(Effect),
    /// Its name is not read as it is written.
    Name(NameFault),
    /// It begins the text, where the platform wants `web:`.
    WebNotFirst,
    /// A backslash joins no lines.
    Continuation(ContinuedCommand),
    /// YAML refuses or changes its command.
    ChangedByYaml(YamlChange),
    /// It is no entry to the parser, for another reason.
    Unparsable(UnparsableLines<'d>),
    /// More than a space stands behind its colon, and the documentation minds.
    BlanksBehindColon,
}

/// A Procfile with all that is wrong with it.
#[derive(Debug, Clone)]
pub struct JudgedProcfile<'d> {
    /// The Procfile.
    pub document: Document<'d>,
    /// What is wrong with it as a whole.
    pub faults: Vec<TextFault<'d>>,
    /// What is wrong with each of its items.
    items: Vec<Vec<ItemFault<'d>>>,
}

impl<'d> JudgedProcfile<'d> {
    /// The project's Procfile, and the one that is set on the platform, by which of them counts.
    #[must_use]
    pub fn all(project: &'d Project, platform: &'static Platform, settings: &'d Settings, in_force: Source) -> Vec<Self> {
        documents(project, platform, settings, in_force).into_iter().map(Self::of).collect()
    }

    fn of(document: Document<'d>) -> Self {
        let indentation = indentation::fault(&document);
        let is_indented = indentation.is_some();
        let items: Vec<_> = document.items.iter().map(|item| of_item(&document, item, is_indented)).collect();
        let is_refused = |fault: &ItemFault<'_>| matches!(fault, ItemFault::ChangedByYaml(change) if change.effect.is_rejected());
        let refused = text::refused(&document, is_indented, items.iter().flatten().any(is_refused));
        let faults = [text::empty(&document), indentation.map(TextFault::Indentation), refused];
        Self { faults: faults.into_iter().flatten().collect(), items, document }
    }

    /// What is wrong with its items.
    pub fn item_faults(&self) -> impl Iterator<Item = (&Item<'d>, &ItemFault<'d>)> {
        let items = self.document.items.iter().zip(&self.items);
        items.flat_map(|(item, faults)| faults.iter().map(move |fault| (item, fault)))
    }

    /// What is picked of its items, put together where it follows each other and is like the first.
    pub fn runs<'s, T>(
        &'s self,
        pick: impl Fn(&'s Item<'d>, &'s ItemFault<'d>) -> Option<T>,
        is_like: impl Fn(&T, &T) -> bool,
    ) -> Vec<Vec<T>> {
        let mut runs: Vec<Vec<T>> = vec![];
        let mut is_next = false;
        for (item, faults) in self.document.items.iter().zip(&self.items) {
            let picked = faults.iter().find_map(|fault| pick(item, fault));
            let was_next = std::mem::replace(&mut is_next, picked.is_some());
            let Some(picked) = picked else { continue };
            let above = runs.last_mut().filter(|run| was_next && run.first().is_some_and(|first| is_like(first, &picked)));
            match above {
                Some(run) => run.push(picked),
                None => runs.push(vec![picked]),
            }
        }
        runs
    }
}

fn of_item<'d>(document: &Document<'d>, item: &Item<'d>, is_indented: bool) -> Vec<ItemFault<'d>> {
    match &item.kind {
        ItemKind::ForeignComment => vec![ItemFault::ForeignComment(document.effect(item))],
        ItemKind::Terminal(_) => vec![ItemFault::Terminal(of_terminal(document, item))],
        ItemKind::Words(words) => match colon::missing(document, item, words) {
            Some(missing) => vec![ItemFault::MissingColon(missing)],
            // A list is a fault of the whole text.
            None if document.is_yaml() && unparsable::is_list_item(words) => vec![],
            None => vec![ItemFault::Unparsable(unparsable::words(document, item, words))],
        },
        ItemKind::Entry(entry) => of_entry(document, item, entry, is_indented),
    }
}

/// What becomes of a command for a terminal; a process that a later entry takes the name of is lost.
fn of_terminal(document: &Document<'_>, item: &Item<'_>) -> Effect {
    let is_started = || document.processes().iter().any(|web| web.name == WEB && item.line.contains(&web.range.start));
    match document.effect(item) {
        effect if effect.is_misread_as(WEB) && !is_started() => Effect::Dropped,
        effect => effect,
    }
}

fn of_entry<'d>(document: &Document<'d>, item: &Item<'d>, entry: &EntryText<'d>, is_indented: bool) -> Vec<ItemFault<'d>> {
    let read = ReadEntry { document, item, entry, effect: document.effect(item) };
    let continued = continuation::fault(&read);
    let rest = unparsable::rest(&read, continued.is_some());
    let known = [
        colon::missing_space(&read).map(ItemFault::MissingSpace),
        colon::full_width(&read).map(ItemFault::FullWidthColon),
        colon::blank_before(&read).map(ItemFault::BlankBeforeColon),
        command::empty(&read).map(ItemFault::EmptyCommand),
        name::fault(&read).map(ItemFault::Name),
        is_before_web(&read).then_some(ItemFault::WebNotFirst),
        continued.map(ItemFault::Continuation),
        rest.map(ItemFault::Unparsable),
    ];
    let mut faults: Vec<_> = known.into_iter().flatten().collect();
    if faults.is_empty() && !(is_indented && indentation::explains(&read)) {
        let changed = yaml::fault(&read).map(ItemFault::ChangedByYaml);
        faults.extend(changed.or_else(|| unparsable::entry(&read).map(ItemFault::Unparsable)));
    }
    if document.has_style(StyleRule::OneSpaceAfterColon) {
        let is_before = colon::has_blank_before(&read) && colon::blank_before(&read).is_none();
        faults.extend(is_before.then_some(ItemFault::BlankBeforeColon(Effect::Kept)));
        faults.extend(colon::has_blanks_behind(&read).then_some(ItemFault::BlanksBehindColon));
    }
    // There are as many of these lists as entries, and room for more in each would be most of the memory of a check.
    faults.shrink_to_fit();
    faults
}

/// An entry of another name at the very start of a text, which is no YAML once `web: ` stands before it.
fn is_before_web(read: &ReadEntry<'_, '_>) -> bool {
    let entry = read.entry;
    let is_first = read.item.line.start == 0 && entry.tokens.indent.is_empty();
    let is_entry = entry.colon == ":" && !entry.name.eq_ignore_ascii_case(WEB) && !entry.name.is_empty();
    is_first && is_entry && read.effect == Effect::Rejected(Refusal::Prefixed)
}
