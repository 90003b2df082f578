//! What pip is asked to find for a project, and how much of that can be told beforehand.

use std::collections::BTreeMap;
use std::ops::Range;
use std::str::FromStr;

use pep440_rs::Version;

use crate::analysis::requirements::listed::PipReads;
use crate::analysis::requirements::{Followed, Requirements, is_installed};
use crate::index::address::{Addresses, DEFAULT};
use crate::index::options::Options;
use crate::index::predict::{Request, Scope};
use crate::index::resolve::Wanted;
use crate::index::target::Target;
use crate::order;
use crate::platform::{self, Platform, Series};
use crate::syntax::requirements::{Line, LineKind, Named, RequirementsFile};

use super::lock::{Locked, LockedPackage, PIPFILE_LOCK};
use super::mirror::{is_mirror, is_same};

/// Settings of pip's, without their `PIP_`, by which it chooses otherwise, and whose values are not followed.
const CHOOSING: &[&str] = &["PRE", "NO_BINARY", "ONLY_BINARY", "PREFER_BINARY", "CONSTRAINT"];

/// The pip that builds as Poetry and uv do, and takes what they take.
const NEWEST: Series = Series { major: 26, minor: 2 };

/// What pip is asked to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What an index is asked.
    pub request: Request,
    /// Where each requirement stands, by its number.
    pub spots: Vec<Spot>,
    /// Whether each requirement is known: there are no paths, repositories, variables, unreadable lines or uncertain markers.
    pub is_whole: bool,
}

/// Where a requirement stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// The file and the line, by their numbers in what pip reads.
    Line(usize, usize),
    /// Its place in the lock file.
    Locked(Range<usize>),
}

impl Asked {
    /// What the platform's pip is asked; none where it is given no file, installs for a Python that is not known, or is set
    /// to choose in another way.
    #[must_use]
    pub fn of(reads: &PipReads<'_>, requirements: &Requirements, scope: Scope) -> Option<Self> {
        if reads.files.is_empty() || is_set_to_choose(reads) {
            return None;
        }
        let (addresses, options) = told(reads);
        let (mut wanted, mut spots, mut is_whole) = (vec![], vec![], !requirements.incomplete);
        for (file, followed) in reads.files.iter().enumerate() {
            for (line, read) in followed.file.lines.iter().enumerate() {
                match requirement(reads, followed, read) {
                    Requirement::Known(found) => {
                        wanted.push(found);
                        spots.push(Spot::Line(file, line));
                    }
                    Requirement::Nothing => {}
                    Requirement::Unknown => is_whole = false,
                }
            }
        }
        let request = Request { wanted, options, ..request(reads, reads.pip().0, addresses, scope)? };
        Some(Self { request, spots, is_whole })
    }

    /// What is asked for a lock file: whether who installs it finds each release; none where that cannot be known.
    #[must_use]
    pub fn of_lock(reads: &PipReads<'_>, file: &str, locked: &Locked) -> Option<Self> {
        // Pipenv hands the packages to a pip; the others have installers of their own, which build as the newest pip does.
        let hands_to_pip = file == PIPFILE_LOCK;
        if hands_to_pip && is_set_to_choose(reads) {
            return None;
        }
        let pip = if hands_to_pip { reads.pip().0 } else { NEWEST };
        let index = locked.index.as_deref().unwrap_or(DEFAULT);
        let found = locked.packages.values().filter(|package| package.is_of_index);
        let found = found.filter_map(|package| Some((pin(package)?, package)));
        let (mut wanted, mut spots, mut files) = (vec![], vec![], BTreeMap::new());
        for (named, package) in found {
            files.extend((!package.files.is_empty()).then(|| (named.normalized.clone(), package.files.clone())));
            wanted.push(Wanted { named, is_constraint: false });
            spots.push(Spot::Locked(package.range.clone()));
        }
        let is_whole = wanted.len() == locked.packages.len() && !locked.is_uncertain;
        let scope = Scope::Locked { files, looks_at_python: hands_to_pip };
        let mut request = Request { wanted, ..request(reads, pip, Addresses::of_variables(index, |_| None), scope)? };
        if !hands_to_pip {
            request.present.clear();
        }
        Some(Self { request, spots, is_whole })
    }
}

/// Whether pip is set to choose in another way.
fn is_set_to_choose(reads: &PipReads<'_>) -> bool {
    CHOOSING.iter().any(|name| variable(reads, &format!("PIP_{name}")).is_some())
}

/// A request without requirements.
fn request(reads: &PipReads<'_>, pip: Series, addresses: Addresses, scope: Scope) -> Option<Request> {
    let platform = reads.platform;
    let target = Target { python: reads.python?, pip, glibc: platform.install.glibc.value };
    let brought = platform.install.brings.iter().flat_map(|fact| &fact.value);
    let brought = brought.filter(|package| package.comes_with(Some(target.python.series)));
    let present = brought.filter_map(|package| Some((package.name.clone(), Version::from_str(&package.version).ok()?)));
    Some(Request {
        wanted: vec![],
        target,
        options: Options::default(),
        present: order::map(present),
        pythons: pythons(platform),
        is_usual: is_usual(platform, &addresses),
        addresses,
        scope,
    })
}

/// Whether an index has what PyPI has: it is that, or what some platform asks in its place.
fn is_usual(platform: &Platform, addresses: &Addresses) -> bool {
    let own = platform.install.index.as_ref().and_then(|index| index.value.default.as_deref());
    match (addresses.indexes.as_slice(), addresses.links.as_slice()) {
        ([index], []) => is_mirror(index) || own.is_some_and(|own| is_same(own, index)),
        _ => false,
    }
}

/// The very release that a lock file has of a package.
fn pin(package: &LockedPackage) -> Option<Named> {
    let line = format!("{}=={}", package.name, package.version.as_ref()?);
    match RequirementsFile::parse(&line).lines.into_iter().next()?.kind {
        LineKind::Named(named) => Some(named),
        _ => None,
    }
}

/// The newest patch of each series that the platform offers, the newest series first.
fn pythons(platform: &Platform) -> Vec<platform::Version> {
    let python = &platform.python;
    let ranges = python.available.value.iter().map(|range| range.last);
    let all = python.latest.value.iter().copied().chain(ranges);
    let newest = order::map(all.map(|version| (version.series, version)));
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
