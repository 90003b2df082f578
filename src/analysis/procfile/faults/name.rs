//! Names that the parser refuses or mends, and `Web` for `web`.

use crate::analysis::procfile::document::Document;
use crate::analysis::procfile::effect::{Effect, Refusal};
use crate::analysis::procfile::process::WEB;
use crate::platform::Dialect;

use super::entry::ReadEntry;

/// What is wrong with the name of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameFault {
    /// How it is wrong.
    pub kind: NameFaultKind,
    /// The name that was most likely meant.
    pub instead: Option<String>,
}

/// How a name is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameFaultKind {
    /// It is empty or has other characters than the parser's pattern for names.
    Characters(Effect),
    /// The parser takes this name in its place, and says so.
    Corrected(String),
    /// It differs from `web` by case, nothing else is named so, and this is started instead.
    Case(StartedInstead),
}

/// What a platform starts of a Procfile without `web`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartedInstead {
    /// Nothing.
    Nothing,
    /// This process, because it is the only one.
    Sole,
    /// Another process, which takes the place of `web`.
    Other,
    /// Each process, though none gets requests.
    Each,
    /// Nothing, because it refuses the text.
    Refused(Refusal),
}

/// What is wrong with the name of an entry, if that is what is wrong.
pub(super) fn fault(read: &ReadEntry<'_, '_>) -> Option<NameFault> {
    let kind = kind(read)?;
    let instead = match &kind {
        NameFaultKind::Corrected(name) => Some(name.clone()),
        NameFaultKind::Characters(_) | NameFaultKind::Case(_) => instead(read.document, read.entry.name),
    };
    Some(NameFault { kind, instead })
}

fn kind(read: &ReadEntry<'_, '_>) -> Option<NameFaultKind> {
    let ReadEntry { document, item, entry, effect } = read;
    if entry.colon != ":" || entry.name.starts_with('{') {
        return None;
    }
    if let Some(name) = document.corrected(entry.name) {
        return (name != entry.name).then_some(NameFaultKind::Corrected(name));
    }
    if is_name(entry.name) && !document.mends_names() && !(refuses_hyphens(document) && entry.name.contains('-')) {
        return is_case(document, entry.name).then(|| NameFaultKind::Case(started_instead(document, effect)));
    }
    let is_cause = match effect {
        Effect::Kept | Effect::Folded { .. } => false,
        Effect::Rejected(Refusal::Prefixed) => entry.name.is_empty(),
        Effect::Misread { .. } => document.is_renamed(item, effect),
        // Where all is refused, the name is the cause if another name would do.
        Effect::Rejected(_) => document.accepts(&format!("{WEB}: {}", entry.command)),
        Effect::Dropped => !document.is_yaml(),
    };
    is_cause.then(|| NameFaultKind::Characters(effect.clone()))
}

fn is_case(document: &Document<'_>, name: &str) -> bool {
    name.eq_ignore_ascii_case(WEB) && name != WEB && !document.entries().any(|(_, other)| other.name == WEB)
}

fn started_instead(document: &Document<'_>, effect: &Effect) -> StartedInstead {
    let procfile = &document.platform.procfile;
    let has_stand_in = procfile.stand_in.is_some();
    let is_sole = (procfile.starts_sole_process() || has_stand_in) && document.processes().len() == 1;
    match effect {
        Effect::Rejected(refusal) => StartedInstead::Refused(*refusal),
        _ if is_sole => StartedInstead::Sole,
        _ if has_stand_in => StartedInstead::Other,
        _ if procfile.only_web.value => StartedInstead::Nothing,
        _ => StartedInstead::Each,
    }
}

/// Whether a hyphen is no part of a name.
fn refuses_hyphens(document: &Document<'_>) -> bool {
    document.dialect() == Dialect::GoogleCloud
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(is_name_byte)
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// The name that was most likely meant, if no other entry has it.
fn instead(document: &Document<'_>, name: &str) -> Option<String> {
    let name = if name.eq_ignore_ascii_case(WEB) { WEB.to_owned() } else { in_the_pattern(name) };
    let name = if refuses_hyphens(document) { name.replace('-', "_") } else { name };
    let is_free = !document.entries().any(|(_, entry)| entry.name == name);
    (is_free && is_name(&name)).then_some(name)
}

/// Quotes and marks around it go, what separates its parts becomes a hyphen.
fn in_the_pattern(name: &str) -> String {
    let core = name.trim_matches(|char: char| !u8::try_from(char).is_ok_and(is_name_byte));
    core.chars().map(|char| if matches!(char, '.' | '/' | '+' | '@') { '-' } else { char }).collect()
}
