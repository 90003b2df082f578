//! The project's own Procfile, entry by entry. Rules look at it even where the platform's Procfile replaces it: what is
//! wrong in it comes back when that is taken away.

use crate::platform::Platform;
use crate::project::Project;
use crate::syntax::procfile::{EntryText, Line, LineKind, Procfile};

use super::terminal;

pub use super::file_text::text;

/// Its entries with their lines, but not those that are commands for a terminal.
#[must_use]
pub fn entries<'p>(project: &'p Project, platform: &Platform) -> Vec<(Line, EntryText<'p>)> {
    let Some(text) = text(project, platform) else { return vec![] };
    let entry = |line: Line| match &line.kind {
        LineKind::Entry(tokens) if terminal::command(&text[line.text.clone()]).is_none() => {
            Some((line.clone(), tokens.text(text)))
        }
        _ => None,
    };
    Procfile::parse(text).lines.into_iter().filter_map(entry).collect()
}
