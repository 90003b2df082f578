//! What is required, over `requirements.txt` and all that it includes.

use std::collections::BTreeSet;

use crate::project::Project;
use crate::syntax::requirements::{Include, LineKind, Named, RequirementsFile};
use crate::text::Text;

/// The file that pip is given.
pub const ROOT_FILE: &str = "requirements.txt";

/// Packages that install Django with themselves, by normalised name.
const BRINGS_DJANGO: &[&str] = &[
    "channels",
    "django-allauth",
    "django-cms",
    "django-cors-headers",
    "django-crispy-forms",
    "django-debug-toolbar",
    "django-extensions",
    "django-filter",
    "django-ninja",
    "django-oscar",
    "django-rest-framework",
    "django-storages",
    "djangorestframework",
    "djangorestframework-simplejwt",
    "graphene-django",
    "mezzanine",
    "wagtail",
];

/// What is required, over all files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Requirements {
    /// The files that were followed, `requirements.txt` first, each once.
    pub files: Vec<Followed>,
    /// Whether something may be installed that cannot be seen: an included file of unknown content, an editable
    /// project, an address, a variable.
    pub incomplete: bool,
}

/// A requirements file of the project that pip reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// Its path.
    pub path: String,
    /// Whether it is included as constraints, which install nothing.
    pub constraint: bool,
    /// Its lines.
    pub file: RequirementsFile,
}

impl Requirements {
    /// Follows `requirements.txt` of a project.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let mut requirements = Self::default();
        if project.has(ROOT_FILE) {
            follow(project, ROOT_FILE, false, &mut BTreeSet::new(), &mut requirements);
        }
        requirements
    }

    /// All requirements by name that are installed, with the path of their file.
    pub fn named(&self) -> impl Iterator<Item = (&str, &Named)> {
        self.files.iter().filter(|followed| !followed.constraint).flat_map(|followed| {
            followed.file.lines.iter().filter_map(|line| match &line.kind {
                LineKind::Named(named) => Some((followed.path.as_str(), named)),
                _ => None,
            })
        })
    }

    /// Whether a package of this normalised name is listed.
    #[must_use]
    pub fn lists(&self, normalized: &str) -> bool {
        self.named().any(|(_, named)| named.normalized == normalized)
    }

    /// Whether Django gets installed, as far as the listed names say.
    #[must_use]
    pub fn bring_django(&self) -> bool {
        self.named().any(|(_, named)| named.normalized == "django" || BRINGS_DJANGO.contains(&named.normalized.as_str()))
    }
}

/// The path that `-r` or `-c` in a file means; none if it leaves the project.
#[must_use]
pub fn included_path(from: &str, path: &str) -> Option<String> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    if path.starts_with('/') {
        return None;
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A requirements file as pip decodes it: by its byte order mark, else as UTF-8; none if the content is unknown or no
/// text.
#[must_use]
pub fn readable_text<'a>(project: &'a Project, path: &str) -> Option<Text<'a>> {
    use crate::text::Encoding::{Undecodable, Utf8, Utf8Bom, Utf16Be, Utf16Le};
    let text = project.text(path)?;
    match text.encoding {
        Utf8 | Utf8Bom | Utf16Le { bom: true } | Utf16Be { bom: true } => Some(text),
        Utf16Le { bom: false } | Utf16Be { bom: false } | Undecodable { .. } => None,
    }
}

fn follow(project: &Project, path: &str, constraint: bool, seen: &mut BTreeSet<String>, all: &mut Requirements) {
    if !seen.insert(path.to_owned()) {
        return;
    }
    let Some(text) = readable_text(project, path) else {
        all.incomplete = true;
        return;
    };
    let file = RequirementsFile::parse(text.as_str());
    let includes: Vec<Include> = file.lines.iter().filter_map(|line| as_include(&line.kind)).cloned().collect();
    all.incomplete |=
        file.lines.iter().any(|line| matches!(line.kind, LineKind::Editable(_) | LineKind::Direct(_) | LineKind::Variable));
    all.files.push(Followed { path: path.to_owned(), constraint, file });
    for include in includes {
        match included_path(path, &include.path) {
            Some(target) if project.has(&target) => follow(project, &target, constraint || include.constraint, seen, all),
            _ => all.incomplete = true,
        }
    }
}

fn as_include(kind: &LineKind) -> Option<&Include> {
    match kind {
        LineKind::Include(include) => Some(include),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn includes_are_relative_to_their_file() {
        assert_eq!(included_path("requirements.txt", "requirements/prod.txt").as_deref(), Some("requirements/prod.txt"));
        assert_eq!(included_path("requirements/prod.txt", "base.txt").as_deref(), Some("requirements/base.txt"));
        assert_eq!(included_path("requirements/prod.txt", "../base.txt").as_deref(), Some("base.txt"));
        assert_eq!(included_path("requirements.txt", "../base.txt"), None);
        assert_eq!(included_path("requirements.txt", "/etc/x.txt"), None);
    }
}
