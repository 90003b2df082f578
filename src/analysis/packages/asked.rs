//! What pip is asked to find for a project, and how much of that can be told beforehand.

use std::collections::BTreeMap;
use std::str::FromStr;

use pep440_rs::Version;

use crate::analysis::requirements::listed::PipReads;
use crate::analysis::requirements::{Followed, Requirements, is_installed};
use crate::index::address::{Addresses, DEFAULT};
use crate::index::options::Options;
use crate::index::predict::Request;
use crate::index::resolve::Wanted;
use crate::index::target::Target;
use crate::platform::{self, Platform, Series};
use crate::syntax::requirements::{Line, LineKind};

/// Settings of pip's, without their `PIP_`, by which it chooses otherwise, and whose values are not followed.
const CHOOSING: &[&str] = &["PRE", "NO_BINARY", "ONLY_BINARY", "PREFER_BINARY", "CONSTRAINT"];

/// What pip is asked to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What an index is asked.
    pub request: Request,
    /// The file and the line of each requirement, by their numbers in what pip reads.
    pub places: Vec<(usize, usize)>,
    /// Whether each requirement is known: there are no paths, repositories, variables, unreadable lines or uncertain markers.
    pub is_whole: bool,
}

impl Asked {
    /// What the platform's pip is asked; none where it is given no file, installs for a Python that is not known, or is set
    /// to choose in another way.
    #[must_use]
    pub fn of(reads: &PipReads<'_>, requirements: &Requirements) -> Option<Self> {
        let platform = reads.platform;
        if reads.files.is_empty() || CHOOSING.iter().any(|name| variable(reads, &format!("PIP_{name}")).is_some()) {
            return None;
        }
        let usual = Addresses::of_variables(platform_index(reads), |_| None);
        let (addresses, options) = told(reads);
        let target = Target { python: reads.python?, pip: reads.pip().0, glibc: platform.install.glibc.value };
        let (mut wanted, mut places, mut is_whole) = (vec![], vec![], !requirements.incomplete);
        for (file, followed) in reads.files.iter().enumerate() {
            for (line, read) in followed.file.lines.iter().enumerate() {
                match requirement(reads, followed, read) {
                    Requirement::Known(found) => {
                        wanted.push(found);
                        places.push((file, line));
                    }
                    Requirement::Nothing => {}
                    Requirement::Unknown => is_whole = false,
                }
            }
        }
        let brought = platform.install.brings.iter().flat_map(|fact| &fact.value);
        let brought = brought.filter(|package| package.comes_with(Some(target.python.series)));
        let present = brought.filter_map(|package| Some((package.name.clone(), Version::from_str(&package.version).ok()?)));
        let present = present.collect();
        let (pythons, is_usual) = (pythons(platform), addresses == usual);
        Some(Self { request: Request { wanted, target, options, present, pythons, addresses, is_usual }, places, is_whole })
    }
}

/// The newest patch of each series that the platform offers, the newest series first.
fn pythons(platform: &Platform) -> Vec<platform::Version> {
    let python = &platform.python;
    let ranges = python.available.value.iter().map(|range| range.last);
    let all = python.latest.value.iter().copied().chain(ranges);
    let newest: BTreeMap<Series, platform::Version> = all.map(|version| (version.series, version)).collect();
    newest.into_values().rev().filter(|version| !python.refused.value.contains(&version.series)).collect()
}

/// What a line asks for.
enum Requirement {
    Known(Wanted),
    Nothing,
    Unknown,
}

fn requirement(reads: &PipReads<'_>, file: &Followed, line: &Line) -> Requirement {
    match &line.kind {
        LineKind::Blank | LineKind::Options | LineKind::Include(_) => Requirement::Nothing,
        LineKind::Editable(_) | LineKind::Direct(_) | LineKind::Variable | LineKind::Unreadable(_) => Requirement::Unknown,
        LineKind::Named(named) => match is_installed(named, reads.python) {
            Some(false) => Requirement::Nothing,
            Some(true) if named.url.is_none() && reads.pip().is_of(named.pips) => {
                Requirement::Known(Wanted { named: named.clone(), is_constraint: file.constraint })
            }
            _ => Requirement::Unknown,
        },
    }
}

/// Where the variables and the files tell pip to look, and which files they tell it to take.
fn told(reads: &PipReads<'_>) -> (Addresses, Options) {
    let mut addresses = Addresses::of_variables(set_index(reads), |name| variable(reads, name));
    let mut options = Options::default();
    for option in reads.lines().flat_map(|(_, line)| &line.options) {
        let value = option.value.as_deref().unwrap_or_default();
        match option.name {
            "--pre" => options.pre = true,
            "--prefer-binary" => options.prefer_binary = true,
            "--no-binary" => options.no_binary(value),
            "--only-binary" => options.only_binary(value),
            name => addresses.read(name, option.value.as_deref()),
        }
    }
    (addresses, options)
}

/// The index that the platform asks where nobody names another.
fn platform_index<'f>(reads: &PipReads<'f>) -> &'f str {
    let index = reads.platform.install.index.as_ref().and_then(|fact| fact.value.default.as_ref());
    index.map_or(DEFAULT, String::as_str)
}

/// The index that is set on the platform by its own variable, else the platform's.
fn set_index<'f>(reads: &PipReads<'f>) -> &'f str {
    let index = reads.platform.install.index.as_ref().map(|fact| &fact.value.variable);
    let set = index.and_then(|variable| reads.settings.env.get(variable)).filter(|url| !url.is_empty());
    set.map_or_else(|| platform_index(reads), String::as_str)
}

/// The value of one of pip's variables, under its own name or with the prefix of the platform; empty if it is not known.
fn variable<'f>(reads: &PipReads<'f>, name: &str) -> Option<&'f str> {
    let prefix = reads.platform.variable_prefix.as_ref().map_or("", |prefix| prefix.value.as_str());
    let names = [name.to_owned(), format!("{prefix}{name}")];
    let index = reads.platform.install.index.as_ref().map(|fact| fact.value.variable.as_str());
    let mut settings = names.iter().filter(|name| Some(name.as_str()) != index && reads.settings.has(name));
    settings.next().map(|name| reads.settings.env.get(name).map_or("", String::as_str))
}
