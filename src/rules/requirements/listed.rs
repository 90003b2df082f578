//! The requirements by name that the platform's pip installs.

use std::str::FromStr;

use pep440_rs::{Version, VersionSpecifiers};

use crate::analysis::Facts;
use crate::analysis::requirements::{Followed, is_installed};
use crate::diagnostic::FixBuilder;
use crate::rules::{Finding, Message, Place};
use crate::syntax::requirements::{Line, LineKind, Named};

use super::{is_editable, lines, number, pip, pip_words};

/// A requirement by name and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Listed<'f> {
    pub(super) file: &'f Followed,
    pub(super) line: &'f Line,
    pub(super) named: &'f Named,
    /// Whether it is known that its marker is true.
    pub(super) is_certain: bool,
}

/// The requirements by name that pip reads and that, as far as their markers say, it installs.
pub(super) fn listed<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = Listed<'f>> {
    let (pip, python) = (pip(facts), facts.python.resolved);
    lines(facts).filter(|(file, _)| !file.constraint).filter_map(move |(file, line)| {
        let LineKind::Named(named) = &line.kind else { return None };
        let installed = is_installed(named, python);
        let is_read = named.pips.contain((pip.major, pip.minor)) && installed != Some(false);
        is_read.then_some(Listed { file, line, named, is_certain: installed == Some(true) })
    })
}

impl<'f> Listed<'f> {
    pub(super) fn place(&self) -> Place {
        Place::range(&self.file.path, self.line.content.clone())
    }

    /// The requirement without options and marker, as written.
    pub(super) fn text(&self) -> &'f str {
        self.line.requirement.as_ref().map_or(self.named.name.as_str(), |target| target.text.as_str())
    }

    /// The requirement as pip prints it: without blanks, its versions sorted.
    pub(super) fn printed(&self) -> String {
        let Named { name, extras, .. } = self.named;
        let mut versions = self.versions();
        versions.sort_unstable();
        let extras = if extras.is_empty() { String::new() } else { format!("[{}]", extras.join(",")) };
        format!("{name}{extras}{}", versions.join(","))
    }

    /// The version specifiers, one by one, without blanks.
    pub(super) fn versions(&self) -> Vec<String> {
        let specifiers = self.named.specifiers.split(',').filter(|specifier| !specifier.trim().is_empty());
        specifiers.map(|specifier| specifier.split_whitespace().collect()).collect()
    }

    /// The version specifiers as PEP 440 reads them; none if it does not.
    pub(super) fn specifiers(&self) -> Option<VersionSpecifiers> {
        VersionSpecifiers::from_str(&self.named.specifiers).ok()
    }

    /// The only version that is allowed.
    pub(super) fn pin(&self) -> Option<Version> {
        let version = self.named.specifiers.strip_prefix("==")?.trim_start_matches('=').trim();
        Version::from_str(version).ok()
    }

    pub(super) fn number(&self, facts: &Facts<'_>) -> usize {
        number(facts, self.file, self.line).unwrap_or_default()
    }

    /// A finding at this line that depends on what the line depends on.
    pub(super) fn finding<M: Message>(&self, message: M) -> Finding<M> {
        let finding = Finding::new(self.place(), message);
        if self.is_certain { finding } else { finding.likely() }
    }

    /// What pip prints when no index has such a package, or such a version of it.
    pub(super) fn says_no_distribution(&self, facts: &Facts<'_>) -> String {
        pip_words::no_distribution(pip(facts), &self.printed(), &self.file.printed, self.number(facts))
    }

    /// Another requirement in its place; its options and its marker stay.
    pub(super) fn replaced(&self, facts: &Facts<'_>, fix: FixBuilder, text: &str) -> Option<FixBuilder> {
        let target = self.line.requirement.as_ref().filter(|_| is_editable(facts, &self.file.path))?;
        Some(fix.edit(&self.file.path, target.range.clone(), text))
    }

    /// The line gone.
    pub(super) fn deleted(&self, facts: &Facts<'_>, fix: FixBuilder) -> Option<FixBuilder> {
        is_editable(facts, &self.file.path).then(|| super::delete(fix, facts, self.file, self.line))
    }
}
