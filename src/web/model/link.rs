//! What of a project goes into an address, and the secrets that would leave with it.

use std::collections::BTreeSet;

use super::secrets;
pub(crate) use crate::project::link::{LinkProblem, MOST_CHARACTERS, Shared, compressed, fragment};
use crate::project::{Content, Project};
use crate::text::secrets::MASK;

/// The most names of files without their content.
const MOST_NAMES: usize = 300;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language::Zh;
    use crate::project::RootPolicy;
    use crate::project::bundle::Bundle;

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
    fn what_does_not_count_is_named_only() {
        let given = shared(&[("Procfile", b"web: x\n"), ("data.py", b"x")]);
        let reduced = reduced(&given.bundle.project, &BTreeSet::from(["Procfile".to_owned()]));
        assert_eq!(reduced.content("data.py"), Some(&Content::Unknown { size: None }));
        assert_eq!(reduced.bytes_of("Procfile"), Some(&b"web: x\n"[..]));
    }
}
