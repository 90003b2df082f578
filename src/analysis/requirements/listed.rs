//! What the platform's pip reads, line by line.

use std::str::FromStr;

use pep440_rs::{Version, VersionSpecifiers};

use crate::analysis::Settings;
use crate::analysis::knowledge::pip::{Origin, Pip};
use crate::order;
use crate::platform::{self, Platform};
use crate::project::Project;
use crate::syntax::requirements::{Line, LineKind, Named};

use super::files::Followed;
use super::installed::is_installed;

/// What the platform's pip is given to read.
#[derive(Debug, Clone, Copy)]
pub struct PipReads<'f> {
    /// The files of the project.
    pub project: &'f Project,
    /// The platform.
    pub platform: &'static Platform,
    /// What is set on it.
    pub settings: &'f Settings,
    /// The Python that it installs for, if it is known.
    pub python: Option<platform::Version>,
    /// The requirements files; none where something else installs.
    pub files: &'f [Followed],
}

/// A requirement by name and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'f> {
    /// The file.
    pub file: &'f Followed,
    /// The line in it.
    pub line: &'f Line,
    /// What is required there.
    pub named: &'f Named,
    /// Whether it is known that its marker is true.
    pub is_certain: bool,
}

impl<'f> PipReads<'f> {
    /// The platform's pip.
    #[must_use]
    pub fn pip(&self) -> Pip {
        Pip(self.platform.install.pip.value)
    }

    /// All lines, with their file.
    pub fn lines(&self) -> impl Iterator<Item = (&'f Followed, &'f Line)> + use<'f> {
        self.files.iter().flat_map(|file| file.file.lines.iter().map(move |line| (file, line)))
    }

    /// The requirements by name that, as far as their markers say, get installed.
    pub fn listed(&self) -> impl Iterator<Item = Listed<'f>> + use<'f> {
        let (pip, python) = (self.pip(), self.python);
        self.lines()
            .filter_map(move |(file, line)| Listed::of(file, line, python))
            .filter(move |listed| pip.is_of(listed.named.pips))
    }
}

impl<'f> Listed<'f> {
    /// The requirement on a line; none if it has no name, or nothing is installed of it.
    #[must_use]
    pub fn of(file: &'f Followed, line: &'f Line, python: Option<platform::Version>) -> Option<Self> {
        let LineKind::Named(named) = &line.kind else { return None };
        let installed = is_installed(named, python);
        let is_any = !file.constraint && installed != Some(false);
        is_any.then_some(Self { file, line, named, is_certain: installed == Some(true) })
    }

    /// The requirement without options and marker, as written.
    #[must_use]
    pub fn text(&self) -> &'f str {
        self.line.requirement.as_ref().map_or(self.named.name.as_str(), |target| target.text.as_str())
    }

    /// The requirement as pip prints it: without blanks, its versions sorted.
    #[must_use]
    pub fn printed(&self) -> String {
        let Named { name, extras, .. } = self.named;
        let extras = if extras.is_empty() { String::new() } else { format!("[{}]", extras.join(",")) };
        format!("{name}{extras}{}", self.versions().join(","))
    }

    /// The version specifiers, one by one, without blanks, sorted.
    #[must_use]
    pub fn versions(&self) -> Vec<String> {
        let specifiers = self.named.specifiers.split(',').filter(|specifier| !specifier.trim().is_empty());
        let mut versions: Vec<String> = specifiers.map(|specifier| specifier.split_whitespace().collect()).collect();
        order::sort_by(&mut versions, Ord::cmp);
        versions
    }

    /// The version specifiers as PEP 440 reads them; none if it does not.
    #[must_use]
    pub fn specifiers(&self) -> Option<VersionSpecifiers> {
        VersionSpecifiers::from_str(&self.named.specifiers).ok()
    }

    /// The only version that is allowed.
    #[must_use]
    pub fn pin(&self) -> Option<Version> {
        self.named.pin()
    }

    /// Whether pip takes the newest release: nothing keeps it away.
    #[must_use]
    pub fn takes_newest(&self) -> bool {
        self.named.specifiers.split(',').all(|clause| clause.trim().is_empty() || clause.trim().starts_with('>'))
    }

    /// Where it stands, as pip prints it with a requirement.
    #[must_use]
    pub fn origin<'t>(&'t self, project: &Project, requirement: &'t str) -> Origin<'t> {
        Origin { requirement, file: &self.file.printed, line: self.file.number(project, self.line) }
    }
}
