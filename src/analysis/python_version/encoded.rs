//! Version files whose encoding hides what they say.

use crate::analysis::Facts;
use crate::project::Content;
use crate::syntax::requirements::{LineKind, RequirementsFile};
use crate::text::{Encoding, Text};

use super::meant::meant;
use super::outcome::VersionOutcome;

/// A version file in an encoding that the platform does not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodedFile {
    /// The encoding.
    pub encoding: Encoding,
    /// What it says to people.
    pub content: EncodedContent,
}

/// What such a file says to people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EncodedContent {
    /// It is no text.
    Undecodable,
    /// It lists requirements, the first of which is this.
    Requirements(String),
    /// There is no version in it.
    NoVersion,
    /// There is a version in it, and this comes of it in UTF-8.
    Version(VersionOutcome),
}

impl EncodedFile {
    pub(super) fn of(facts: &Facts<'_>, file: &str, text: &Text<'_>) -> Self {
        Self { encoding: text.encoding, content: EncodedContent::of(facts, file, text) }
    }
}

impl EncodedContent {
    fn of(facts: &Facts<'_>, file: &str, text: &Text<'_>) -> Self {
        if matches!(text.encoding, Encoding::Undecodable { .. }) {
            return Self::Undecodable;
        }
        let plain = text.as_str().trim_start_matches('\u{feff}');
        if let Some(first) = requirement(plain) {
            return Self::Requirements(first);
        }
        if meant(plain).is_none() {
            return Self::NoVersion;
        }
        let mut changed = facts.project.clone();
        changed.insert(file, Content::from(plain.as_bytes().to_vec()));
        Self::Version(VersionOutcome::of(facts, &changed))
    }
}

/// The first requirement of a list of pins, as `pip freeze` prints it.
fn requirement(text: &str) -> Option<String> {
    let lines = RequirementsFile::parse(text).lines;
    let mut pins = lines.iter().filter(|line| match &line.kind {
        LineKind::Named(named) => named.specifiers.starts_with("==") && named.normalized != "python",
        _ => false,
    });
    pins.next().map(|line| line.text.trim().to_owned())
}
