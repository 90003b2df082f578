//! What is required, over `requirements.txt` and all that it includes.

use std::collections::BTreeSet;
use std::str::FromStr;

use pep440_rs::Version;

use crate::platform;
use crate::project::Project;
use crate::syntax::requirements::{Include, LineKind, Named, RequirementsFile, marker_is_true};
use crate::text::{Text, lfs};

/// The file that pip is given.
pub const ROOT_FILE: &str = "requirements.txt";

/// Packages that install Django with themselves, by normalised name, with the first version whose metadata in the index
/// says so; the versions before it say nothing of Django.
const BRINGS_DJANGO: &[(&str, &str)] = &[
    ("channels", "1.1.8"),
    ("dj-database-url", "1.0.0"),
    ("django-allauth", "0"),
    ("django-celery-beat", "1.5.0"),
    ("django-cms", "3.5.0"),
    ("django-cors-headers", "2.5.3"),
    ("django-crispy-forms", "2.0"),
    ("django-debug-toolbar", "1.11"),
    ("django-extensions", "3.1.3"),
    ("django-filter", "2.0.0"),
    ("django-heroku", "0.3.0"),
    ("django-import-export", "2.0"),
    ("django-ninja", "0"),
    ("django-oscar", "1.6"),
    ("django-redis", "4.10.0"),
    ("django-rest-framework", "0"),
    ("django-storages", "1.7"),
    ("django-taggit", "1.0.0"),
    ("djangorestframework", "3.11.0"),
    ("djangorestframework-simplejwt", "4.3.0"),
    ("drf-yasg", "1.17.0"),
    ("graphene-django", "2.0.0"),
    ("mezzanine", "4.3.1"),
    ("wagtail", "2.0"),
];

/// What is required, over all files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Requirements {
    /// The files that were followed, `requirements.txt` first, each once as requirements and once as
    /// constraints.
    pub files: Vec<Followed>,
    /// The files that are there and included, but in an encoding that pip cannot read.
    pub undecodable: Vec<String>,
    /// Whether something may be installed that cannot be seen: an included file of unknown content, an editable
    /// project, an address, a variable.
    pub incomplete: bool,
    /// The Python that they are installed for, if it is known; markers ask for it.
    pub python: Option<platform::Version>,
}

/// A requirements file of the project that pip reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// Its path.
    pub path: String,
    /// Its path as pip puts it together and prints it, such as `requirements/../base.txt`.
    pub printed: String,
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
            let root = Followed::unread(ROOT_FILE.to_owned(), ROOT_FILE.to_owned(), false);
            follow(project, root, &mut BTreeSet::new(), &mut requirements);
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

    /// What of them gets installed, as far as their markers say.
    fn installed(&self) -> impl Iterator<Item = &Named> {
        self.named().map(|(_, named)| named).filter(|named| is_installed(named, self.python) != Some(false))
    }

    /// Whether a package of this normalised name is listed, and no marker keeps it away.
    #[must_use]
    pub fn lists(&self, normalized: &str) -> bool {
        self.installed().any(|named| named.normalized == normalized)
    }

    /// Whether Django gets installed, as far as the listed names say.
    #[must_use]
    pub fn bring_django(&self) -> bool {
        self.installed().any(|named| named.normalized == "django" || brings_django(named))
    }
}

/// Without a pin the newest version comes, which brings Django.
fn brings_django(named: &Named) -> bool {
    let Some((_, since)) = BRINGS_DJANGO.iter().find(|(name, _)| *name == named.normalized) else { return false };
    let version = |text: &str| Version::from_str(text.trim()).ok();
    let pinned = named.specifiers.strip_prefix("==").and_then(version);
    pinned.is_none_or(|pinned| version(since).is_some_and(|since| pinned >= since))
}

impl Followed {
    fn unread(path: String, printed: String, constraint: bool) -> Self {
        Self { path, printed, constraint, file: RequirementsFile { lines: vec![] } }
    }

    /// The `-r` and `-c` lines.
    pub fn includes(&self) -> impl Iterator<Item = &Include> {
        self.file.lines.iter().filter_map(|line| match &line.kind {
            LineKind::Include(include) => Some(include),
            _ => None,
        })
    }

    /// The path of an included file as pip puts it together.
    #[must_use]
    pub fn printed_include(&self, include: &Include) -> String {
        match self.printed.rsplit_once('/') {
            Some((folder, _)) if !include.path.starts_with('/') => format!("{folder}/{}", include.path),
            _ => include.path.clone(),
        }
    }
}

/// Whether a requirement is installed on a server with this Python, by its marker; none if that cannot be seen.
#[must_use]
pub fn is_installed(named: &Named, python: Option<platform::Version>) -> Option<bool> {
    named.marker.as_deref().map_or(Some(true), |marker| marker_is_true(marker, |name| marker_value(name, python)))
}

/// What a variable of markers holds on Linux in Python's usual implementation; none if only the server knows.
fn marker_value(name: &str, python: Option<platform::Version>) -> Option<String> {
    let is_second = python.is_some_and(|python| python.series.major == 2);
    let value = match name {
        "python_version" => return python.map(|python| python.series.to_string()),
        "python_full_version" => return python.map(|python| python.to_string()),
        "os_name" | "os.name" => "posix",
        "sys_platform" | "sys.platform" if is_second => "linux2",
        "sys_platform" | "sys.platform" => "linux",
        "platform_system" => "Linux",
        "platform_machine" | "platform.machine" => "x86_64",
        "platform_python_implementation" | "platform.python_implementation" | "python_implementation" => "CPython",
        "implementation_name" if !is_second => "cpython",
        "extra" => "",
        _ => return None,
    };
    Some(value.to_owned())
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

fn follow(project: &Project, followed: Followed, seen: &mut BTreeSet<(String, bool)>, all: &mut Requirements) {
    if !seen.insert((followed.path.clone(), followed.constraint)) {
        return;
    }
    let Some(text) = readable_text(project, &followed.path) else {
        all.incomplete = true;
        if project.bytes_of(&followed.path).is_some() {
            all.undecodable.push(followed.path);
        }
        return;
    };
    all.incomplete |= lfs::is_pointer(text.as_str());
    let followed = Followed { file: RequirementsFile::parse(text.as_str()), ..followed };
    let hidden = |kind: &LineKind| matches!(kind, LineKind::Editable(_) | LineKind::Direct(_) | LineKind::Variable);
    all.incomplete |= followed.file.lines.iter().any(|line| hidden(&line.kind));
    let included: Vec<Option<Followed>> = followed.includes().map(|include| included(project, &followed, include)).collect();
    all.files.push(followed);
    for file in included {
        match file {
            Some(file) => follow(project, file, seen, all),
            None => all.incomplete = true,
        }
    }
}

/// The file that a line includes, if the project has it. What a constraints file includes with `-r` is installed.
fn included(project: &Project, from: &Followed, include: &Include) -> Option<Followed> {
    let path = included_path(&from.path, &include.path).filter(|path| project.has(path))?;
    Some(Followed::unread(path, from.printed_include(include), include.constraint))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brings(text: &str) -> bool {
        let mut project = Project::new();
        project.insert(ROOT_FILE, crate::project::Content::Bytes(text.as_bytes().to_vec()));
        Requirements::of(&project).bring_django()
    }

    #[test]
    fn whether_django_comes_along_depends_on_the_version() {
        assert!(brings("Django==1.11") && brings("djangorestframework") && brings("djangorestframework==3.11.0"));
        assert!(!brings("Django==1.11 ; sys_platform == 'win32'") && brings("Django==1.11 ; sys_platform != 'win32'"));
        assert!(!brings("djangorestframework==3.9.4") && !brings("Flask==2.0.3") && !brings("# Django"));
    }

    #[test]
    fn markers_decide_what_is_installed() {
        let installed = |text: &str, python: &str| {
            let LineKind::Named(named) = RequirementsFile::parse(text).lines.remove(0).kind else { panic!("a requirement") };
            is_installed(&named, python.parse().ok())
        };
        assert_eq!(installed("a", "3.6.6"), Some(true));
        assert_eq!(installed("a ; sys_platform == 'win32'", ""), Some(false));
        assert_eq!(installed("a ; python_version < '3'", "3.6.6"), Some(false));
        assert_eq!(installed("a ; python_version < '3'", ""), None);
        assert_eq!(installed("a ; sys_platform == 'linux'", "2.7.17"), Some(false));
    }

    #[test]
    fn includes_are_relative_to_their_file() {
        assert_eq!(included_path("requirements.txt", "requirements/prod.txt").as_deref(), Some("requirements/prod.txt"));
        assert_eq!(included_path("requirements/prod.txt", "base.txt").as_deref(), Some("requirements/base.txt"));
        assert_eq!(included_path("requirements/prod.txt", "../base.txt").as_deref(), Some("base.txt"));
        assert_eq!(included_path("requirements.txt", "../base.txt"), None);
        assert_eq!(included_path("requirements.txt", "/etc/x.txt"), None);
    }
}
