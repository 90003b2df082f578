//! What is required, over `requirements.txt` and all that it includes.

use std::collections::BTreeSet;

use crate::analysis::knowledge::pip::Origin;
use crate::platform;
use crate::project::Project;
use crate::project::path::{folder, join, resolved};
use crate::syntax::requirements::{Include, Line, LineKind, Named, RequirementsFile};
use crate::text::{Text, lfs};

use super::installed::{brings_django, is_installed};

/// The file that pip is given.
pub const ROOT_FILE: &str = "requirements.txt";

/// Linux opens no file by a path of so many bytes; pip makes them longer with each `../` on the way.
const LONGEST_PATH: usize = 4096;

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
            follow(project, root, &mut requirements);
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
        self.installed().any(brings_django)
    }
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

    /// The number of a line, from 1.
    #[must_use]
    pub(super) fn number(&self, project: &Project, line: &Line) -> usize {
        project.text(&self.path).map_or(0, |text| text.position(line.range.start).line)
    }

    /// The requirement on a line, as pip prints where it stands.
    #[must_use]
    pub fn origin<'t>(&'t self, project: &Project, line: &'t Line) -> Origin<'t> {
        let requirement = line.requirement.as_ref().map_or("", |target| target.text.as_str());
        Origin { requirement, file: &self.printed, line: self.number(project, line) }
    }

    /// The path of an included file as pip puts it together.
    #[must_use]
    pub fn printed_include(&self, include: &Include) -> String {
        if include.path.starts_with('/') { include.path.clone() } else { join(folder(&self.printed), &include.path) }
    }
}

/// The path that `-r` or `-c` in a file means; none if it leaves the project.
#[must_use]
pub fn included_path(from: &str, path: &str) -> Option<String> {
    resolved(folder(from), path)
}

/// Whether a file is there, or was left out of what we were given.
#[must_use]
pub fn may_be_there(project: &Project, path: &str) -> bool {
    let is_skipped = |skipped: &str| skipped == path || (skipped.ends_with('/') && path.starts_with(skipped));
    project.has(path) || project.skipped().iter().any(|skipped| is_skipped(&skipped.path))
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

/// Follows a file and all that it includes, each before what stands below its line.
fn follow(project: &Project, root: Followed, all: &mut Requirements) {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![root];
    while let Some(followed) = waiting.pop() {
        if !seen.insert((followed.path.clone(), followed.constraint)) {
            continue;
        }
        let Some(text) = readable_text(project, &followed.path) else {
            all.incomplete = true;
            if project.bytes_of(&followed.path).is_some() {
                all.undecodable.push(followed.path);
            }
            continue;
        };
        all.incomplete |= lfs::is_pointer(text.as_str());
        let followed = Followed { file: RequirementsFile::parse(text.as_str()), ..followed };
        let hidden = |kind: &LineKind| matches!(kind, LineKind::Editable(_) | LineKind::Direct(_) | LineKind::Variable);
        all.incomplete |= followed.file.lines.iter().any(|line| hidden(&line.kind));
        let included: Vec<Option<Followed>> = followed.includes().map(|include| included(project, &followed, include)).collect();
        all.incomplete |= included.iter().any(Option::is_none);
        all.files.push(followed);
        waiting.extend(included.into_iter().flatten().rev());
    }
}

/// The file that a line includes, if the project has it. What a constraints file includes with `-r` is installed.
fn included(project: &Project, from: &Followed, include: &Include) -> Option<Followed> {
    let path = included_path(&from.path, &include.path).filter(|path| project.has(path))?;
    let printed = Some(from.printed_include(include)).filter(|printed| printed.len() < LONGEST_PATH)?;
    Some(Followed::unread(path, printed, include.constraint))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brings(text: &str) -> bool {
        let mut project = Project::new();
        project.insert(ROOT_FILE, crate::project::Content::from(text.as_bytes().to_vec()));
        Requirements::of(&project).bring_django()
    }

    #[test]
    fn whether_django_comes_along_depends_on_the_version() {
        assert!(brings("Django==1.11") && brings("djangorestframework") && brings("djangorestframework==3.11.0"));
        assert!(!brings("Django==1.11 ; sys_platform == 'win32'") && brings("Django==1.11 ; sys_platform != 'win32'"));
        assert!(!brings("djangorestframework==3.9.4") && !brings("Flask==2.0.3") && !brings("# Django"));
    }
}
