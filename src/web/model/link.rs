//! A project in an address: what a link holds, and what may be wrong with one.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::secrets;
use crate::language::Language;
use crate::project::bundle::Bundle;
use crate::project::{Content, Project};
use crate::text::secrets::MASK;

/// The mark of this form; a later one has a higher number, so that an older page can say so.
const MARK: &str = "p1=";
/// The longest address that is made: longer ones are cut by programs that pass them on.
pub(crate) const MOST_CHARACTERS: usize = 30_000;
/// The most names of files without their content.
const MOST_NAMES: usize = 300;

/// What a link holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shared {
    /// The project's name.
    pub(crate) name: String,
    /// The project, its settings and its platform.
    pub(crate) bundle: Bundle,
    /// The language.
    pub(crate) language: Option<Language>,
    /// The file that is open.
    pub(crate) open: Option<String>,
}

/// Why a link cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkProblem {
    /// It was cut or changed on its way.
    Damaged,
    /// It was made by a later version.
    Newer,
}

/// A secret in a project, by its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The file and the line, or the variable.
    pub(crate) at: String,
    /// What it is called.
    pub(crate) name: Option<String>,
}

impl Shared {
    /// The secrets that would leave with it.
    pub(crate) fn secrets(&self) -> Vec<Place> {
        let mut all = vec![];
        for (path, content) in self.bundle.project.files() {
            let text = content.bytes().and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
            let found = secrets::found(path, text).into_iter();
            all.extend(found.map(|secret| Place { at: format!("{path}:{}", secret.line), name: secret.name }));
        }
        let is_secret = |(name, value): &(&String, &String)| secrets::is_secret_variable(name, value);
        let variables = self.bundle.env.iter().filter(is_secret);
        all.extend(variables.map(|(name, _)| Place { at: name.clone(), name: None }));
        all
    }

    /// The same with every secret masked.
    pub(crate) fn masked(mut self) -> Self {
        let mut project = Project::new();
        for (path, content) in self.bundle.project.files() {
            let text = content.bytes().and_then(|bytes| std::str::from_utf8(bytes).ok());
            let content = text.map_or_else(|| content.clone(), |text| Content::from(secrets::masked(path, text).into_bytes()));
            project.insert(path, content);
        }
        self.bundle.project = project;
        for (name, value) in &mut self.bundle.env {
            if secrets::is_secret_variable(name, value) {
                MASK.clone_into(value);
            }
        }
        self.bundle.procfile = self.bundle.procfile.map(|text| secrets::masked("", &text));
        self
    }

    /// The text that is compressed into the address.
    pub(crate) fn to_json(&self) -> String {
        let bundle = self.bundle.to_value();
        let language = self.language.map(Language::tag);
        json!({ "name": self.name, "language": language, "open": self.open, "bundle": bundle }).to_string()
    }

    /// Reads what was in an address.
    ///
    /// # Errors
    /// When it is none; fields that are not known are passed over.
    pub(crate) fn parse(json: &str) -> Result<Self, LinkProblem> {
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

/// The files of a project that a link holds: those that count in full, the others by their names.
pub(crate) fn reduced(project: &Project, counts: &BTreeSet<String>) -> Project {
    let mut reduced = Project::new();
    let (whole, names): (Vec<_>, Vec<_>) = project.files().partition(|(path, _)| counts.contains(*path));
    for (path, content) in whole {
        reduced.insert(path, content.clone());
    }
    for (path, _) in names.into_iter().take(MOST_NAMES) {
        reduced.insert(path, Content::Unknown { size: None });
    }
    reduced
}

/// What stands behind the `#`, from compressed bytes.
pub(crate) fn fragment(compressed: &[u8]) -> String {
    format!("{MARK}{}", URL_SAFE_NO_PAD.encode(compressed))
}

/// The compressed bytes of what stands behind the `#`; none if that is no link at all. What is longer than any link was
/// not made here, and might swell to more than a browser holds.
pub(crate) fn compressed(fragment: &str) -> Option<Result<Vec<u8>, LinkProblem>> {
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
    use crate::language::Language::Zh;
    use crate::project::RootPolicy;

    fn shared(files: &[(&str, &[u8])]) -> Shared {
        let files = files.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec()));
        let bundle = Bundle {
            project: Project::from_files(files, RootPolicy::AsGiven),
            env: [("SECRET_KEY".to_owned(), "x".to_owned()), ("DEBUG".to_owned(), "1".to_owned())].into(),
            procfile: Some("web: x\r\n".to_owned()),
            platform: Some("kato".to_owned()),
        };
        Shared { name: "shop \u{1f40d}".to_owned(), bundle, language: Some(Zh), open: Some("Procfile".to_owned()) }
    }

    #[test]
    fn everything_comes_back_byte_for_byte() {
        let given = shared(&[("Procfile", "web: x \u{1f600}\r\n".as_bytes()), ("a b/é.txt", b"\xff\xfew\0"), ("empty", b"")]);
        assert_eq!(Shared::parse(&given.to_json()), Ok(given));
        let bytes: Vec<u8> = (0..=255).collect();
        assert_eq!(compressed(&fragment(&bytes)), Some(Ok(bytes)));
    }

    #[test]
    fn secrets_are_listed_and_masked() {
        let given = shared(&[("app.py", b"\nSECRET_KEY = 'abc'\n"), ("requirements.txt", b"-i https://me:pw@host/simple\n")]);
        let at: Vec<String> = given.secrets().into_iter().map(|place| place.at).collect();
        assert_eq!(at, ["app.py:2", "requirements.txt:1", "SECRET_KEY"]);
        let masked = given.masked();
        assert!(!masked.to_json().contains("abc") && !masked.to_json().contains("pw"));
        assert_eq!(masked.bundle.env["DEBUG"], "1");
        assert_eq!(masked.bundle.env["SECRET_KEY"], MASK);
    }

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

    #[test]
    fn what_does_not_count_is_named_only() {
        let given = shared(&[("Procfile", b"web: x\n"), ("data.py", b"x")]);
        let reduced = reduced(&given.bundle.project, &BTreeSet::from(["Procfile".to_owned()]));
        assert_eq!(reduced.content("data.py"), Some(&Content::Unknown { size: None }));
        assert_eq!(reduced.bytes_of("Procfile"), Some(&b"web: x\n"[..]));
    }
}
