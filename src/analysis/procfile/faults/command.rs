//! An entry without a command.

use crate::analysis::procfile::effect::Effect;

use super::entry::ReadEntry;

/// What becomes of an entry of which nothing would be run; kept, it is a process that ends at once. In YAML, the command
/// may stand in the next line.
pub(super) fn empty(read: &ReadEntry<'_, '_>) -> Option<Effect> {
    let ReadEntry { document, item, entry, effect } = read;
    let is_alone = item.more.is_empty() || !document.is_yaml();
    // YAML may refuse the line for another reason than that nothing stands in it.
    let is_other = document.is_yaml() && !document.crashes && effect.is_rejected();
    let process = document.process(item);
    let is_nothing = match &process {
        Some(process) => process.command.trim().is_empty(),
        None => entry.command.is_empty() && is_alone && !is_other,
    };
    let is_entry = entry.colon == ":" && !entry.name.is_empty();
    (is_entry && is_nothing).then(|| match effect {
        _ if process.is_some() => Effect::Kept,
        Effect::Rejected(refusal) => Effect::Rejected(*refusal),
        _ => Effect::Dropped,
    })
}
