//! A project in an address: what a link holds, and what may be wrong with one.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::bundle::Bundle;
use crate::language::Language;

/// The mark of this form; a later one has a higher number, so that an older page can say so.
const MARK: &str = "p1=";
/// The longest address that is made: longer ones are cut by programs that pass them on.
pub const MOST_CHARACTERS: usize = 30_000;

/// What a link holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// The project's name.
    pub name: String,
    /// The project, its settings and its platform.
    pub bundle: Bundle,
    /// The language.
    pub language: Option<Language>,
    /// The file that is open.
    pub open: Option<String>,
}

/// Why a link cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkProblem {
    /// It was cut or changed on its way.
    Damaged,
    /// It was made by a later version.
    Newer,
}

impl Shared {
    /// The text that is compressed into the address.
    #[must_use]
    pub fn to_json(&self) -> String {
        let bundle = self.bundle.to_value();
        let language = self.language.map(Language::tag);
        json!({ "name": self.name, "language": language, "open": self.open, "bundle": bundle }).to_string()
    }

    /// Reads what was in an address.
    ///
    /// # Errors
    /// When it is none; fields that are not known are passed over.
    pub fn parse(json: &str) -> Result<Self, LinkProblem> {
        let value: Value = serde_json::from_str(json).map_err(|_| LinkProblem::Damaged)?;
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        Ok(Self {
            name: text("name").unwrap_or_default(),
            bundle: Bundle::parse(&value["bundle"].to_string()).map_err(|_| LinkProblem::Damaged)?,
            language: text("language").and_then(|tag| Language::from_tag(&tag)),
            open: text("open"),
        })
    }
}

/// What stands behind the `#`, from compressed bytes.
#[must_use]
pub fn fragment(compressed: &[u8]) -> String {
    format!("{MARK}{}", URL_SAFE_NO_PAD.encode(compressed))
}

/// The compressed bytes of what stands behind the `#`; none if that is no link at all. What is longer than any link was
/// not made here, and might swell to more than a browser holds.
#[must_use]
pub fn compressed(fragment: &str) -> Option<Result<Vec<u8>, LinkProblem>> {
    if let Some(text) = fragment.strip_prefix(MARK) {
        if fragment.len() > MOST_CHARACTERS {
            return Some(Err(LinkProblem::Damaged));
        }
        return Some(URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).map_err(|_| LinkProblem::Damaged));
    }
    let version = fragment.strip_prefix('p')?.split_once('=')?.0;
    version.parse::<u32>().ok().map(|_| Err(LinkProblem::Newer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_link_is_told_from_a_damaged_and_a_later_one() {
        assert_eq!(compressed("rules/PSH203"), None);
        assert_eq!(compressed("main"), None);
        assert_eq!(compressed("p1=%%"), Some(Err(LinkProblem::Damaged)));
        assert_eq!(compressed("p2=abc"), Some(Err(LinkProblem::Newer)));
        assert_eq!(compressed(&format!("p1={}", "A".repeat(MOST_CHARACTERS))), Some(Err(LinkProblem::Damaged)));
        assert_eq!(Shared::parse("{}"), Err(LinkProblem::Damaged));
        assert_eq!(Shared::parse("["), Err(LinkProblem::Damaged));
    }
}
