//! The project's own Procfile, entry by entry. Rules look at it even where the platform's Procfile replaces it: what is
//! wrong in it comes back when that is taken away.

use crate::project::Project;
use crate::syntax::procfile::{EntryText, Line, LineKind, Procfile};
use crate::text::Text;

use super::process::PROCFILE;
use super::terminal;

/// Its text, if there is one and the platform can read its encoding.
#[must_use]
pub fn text(project: &Project) -> Option<&str> {
    let bytes = project.bytes_of(PROCFILE)?;
    std::str::from_utf8(bytes).ok().filter(|_| Text::new(bytes).encoding.is_utf8())
}

/// Its entries with their lines, but not those that are commands for a terminal.
#[must_use]
pub fn entries(project: &Project) -> Vec<(Line, EntryText<'_>)> {
    let Some(text) = text(project) else { return vec![] };
    let entry = |line: Line| match &line.kind {
        LineKind::Entry(tokens) if terminal::command(&text[line.text.clone()]).is_none() => {
            Some((line.clone(), tokens.text(text)))
        }
        _ => None,
    };
    Procfile::parse(text).lines.into_iter().filter_map(entry).collect()
}
