//! The parsers of Procfiles: text to processes, one function a dialect.

mod dokku;
mod go_yaml;
mod google_cloud;
mod heroku_classic;
mod heroku_cnb;
mod libyaml;
mod note;
mod paketo;
mod ruby_inspect;
mod ruby_scalar;
mod ruby_yaml;
mod serde_yaml;
mod text_mapping;
mod web_first;

pub use note::{Note, NoteKind};

use crate::platform::{self, Dialect, Snapshot};

use crate::analysis::procfile::process::{Process, Rejection};
use crate::text::Encoding;

/// Reads a whole Procfile as a platform does, with what becomes of the text before its parser gets it.
///
/// # Errors
///
/// When the platform stops at the text, and with it the build.
pub fn read(procfile: &platform::Procfile, text: &str) -> Result<Vec<Process>, Rejection> {
    let dialect = procfile.dialect.value;
    let reading = match procfile.snapshot.as_ref().map(|snapshot| snapshot.value) {
        Some(Snapshot::WebFirst) => web_first::read(text, |repaired| parse(dialect, repaired)),
        // Line ends at the end are cut off before the copy gets its own.
        Some(Snapshot::Verbatim) => parse(dialect, text.trim_end_matches(['\r', '\n'])),
        None => parse(dialect, text),
    };
    reading.map_err(|rejection| match &procfile.says {
        Some(says) => Rejection { says: says.value.clone(), ..rejection },
        None => rejection,
    })
}

/// Whether a dialect's parser takes a file of this encoding for the text that was meant: Go's knows UTF-16 by its mark.
#[must_use]
pub fn takes(dialect: Dialect, encoding: Encoding) -> bool {
    encoding.is_utf8() || dialect == Dialect::GoYaml && encoding.is_marked_utf16()
}

/// Reads a text as this dialect does.
///
/// # Errors
///
/// When the dialect's parser stops, and with it the build.
pub fn parse(dialect: Dialect, text: &str) -> Result<Vec<Process>, Rejection> {
    if dialect.is_yaml() && libyaml::is_too_deep(text) {
        return Err(Rejection { says: String::new(), range: 0..text.len() });
    }
    match dialect {
        Dialect::RubyYaml => ruby_yaml::parse(text),
        Dialect::HerokuClassic => Ok(heroku_classic::parse(text)),
        Dialect::HerokuCnb => heroku_cnb::parse(text).map(|(processes, _)| processes),
        Dialect::Paketo => Ok(paketo::parse(text)),
        Dialect::GoYaml => go_yaml::parse(text),
        Dialect::SerdeYaml => serde_yaml::parse(text),
        Dialect::GoogleCloud => google_cloud::parse(text).map(|(processes, _)| processes),
        Dialect::Dokku => dokku::parse(text),
    }
}

/// What this dialect's parser says of a text that it takes; most say nothing.
#[must_use]
pub fn notes(dialect: Dialect, text: &str) -> Vec<Note> {
    match dialect {
        Dialect::HerokuCnb => heroku_cnb::parse(text).map(|(_, notes)| notes).unwrap_or_default(),
        Dialect::GoogleCloud => google_cloud::parse(text).map(|(_, notes)| notes).unwrap_or_default(),
        Dialect::RubyYaml | Dialect::GoYaml | Dialect::SerdeYaml | Dialect::HerokuClassic | Dialect::Paketo | Dialect::Dokku => {
            vec![]
        }
    }
}

/// Whether this dialect's parser stops because a name stands twice; the others take one of the entries.
#[must_use]
pub fn is_of_duplicates(dialect: Dialect, rejection: &Rejection) -> bool {
    dialect == Dialect::Dokku && dokku::is_of_duplicates(rejection)
}

/// Whether a platform puts `web: ` before this text, because it begins with something else.
#[must_use]
pub fn is_prefixed(procfile: &platform::Procfile, text: &str) -> bool {
    is_web_first(procfile) && web_first::is_prefixed(text)
}

/// Whether a platform stops at this text without a word of its parser.
#[must_use]
pub fn crashes(procfile: &platform::Procfile, text: &str) -> bool {
    is_web_first(procfile) && web_first::crashes(text)
}

/// Whether a platform puts `web: ` before every text that does not begin with it.
#[must_use]
pub fn is_web_first(procfile: &platform::Procfile) -> bool {
    procfile.snapshot.as_ref().is_some_and(|snapshot| snapshot.value == Snapshot::WebFirst)
}
