//! A release of the snapshot: its files, written as words.

use std::sync::Arc;

use pep440_rs::Version;

use crate::index::file::{File, Kind, Tags};

/// The Pythons that have wheels of their own. Up to 3.7 the name of the ABI says more than that of the Python.
const PYTHONS: &[(&str, &[&str])] = &[
    ("cp27", &["cp27m", "cp27mu"]),
    ("cp34", &["cp34m"]),
    ("cp35", &["cp35m"]),
    ("cp36", &["cp36m"]),
    ("cp37", &["cp37m"]),
    ("cp38", &["cp38"]),
    ("cp39", &["cp39"]),
    ("cp310", &["cp310"]),
    ("cp311", &["cp311"]),
    ("cp312", &["cp312"]),
    ("cp313", &["cp313"]),
    ("cp314", &["cp314"]),
    ("cp315", &["cp315"]),
];

/// What releases have in common; what a group of the row does not say is as in the group before.
#[derive(Debug, Clone, Default)]
pub(super) struct Common {
    requires_python: Option<&'static str>,
    files: Arc<[&'static str]>,
}

/// What is known of a release.
#[derive(Debug, Clone)]
pub(in crate::index) struct Release {
    name: Arc<str>,
    version: Version,
    common: Common,
    is_yanked: bool,
}

impl Common {
    /// Takes what a group of the row says.
    pub(super) fn take(&mut self, said: &[&'static str]) {
        let (pythons, files): (Vec<&str>, Vec<&str>) = said.iter().partition(|word| is_python(word));
        if let Some(python) = pythons.first() {
            self.requires_python = Some(*python).filter(|python| *python != "*");
        }
        if !files.is_empty() {
            self.files = files.into();
        }
    }
}

impl Release {
    /// A release of a project.
    pub(super) fn new(name: Arc<str>, version: Version, common: Common, is_yanked: bool) -> Self {
        Self { name, version, common, is_yanked }
    }

    /// Its files.
    pub(in crate::index) fn files(&self) -> Vec<File> {
        let Self { name, version, common: Common { requires_python, files }, is_yanked } = self;
        let file = |kind| File {
            name: file_name(name, version, &kind),
            url: String::new(),
            kind,
            version: version.clone(),
            size: None,
            requires_python: requires_python.map(str::to_owned),
            yanked: is_yanked.then(String::new),
            has_metadata: false,
        };
        files.iter().flat_map(|word| kinds(word)).map(file).collect()
    }
}

fn file_name(name: &str, version: &Version, kind: &Kind) -> String {
    match kind {
        Kind::Source => format!("{name}-{version}.tar.gz"),
        Kind::Wheel(Tags { pythons, abis, platforms }) => {
            let name = name.replace('-', "_");
            format!("{name}-{version}-{}-{}-{}.whl", pythons.join("."), abis.join("."), platforms.join("."))
        }
    }
}

/// The files that a word of the table stands for.
pub(super) fn kinds(word: &str) -> Vec<Kind> {
    let everywhere = |pythons: &[&str]| vec![Kind::Wheel(tags(pythons, &["none"], &["any"]))];
    match word {
        "none" => vec![],
        "src" => vec![Kind::Source],
        "any" => everywhere(&["py2", "py3"]),
        "any2" => everywhere(&["py2"]),
        "any3" => everywhere(&["py3"]),
        compiled => compiled.split_once('@').map_or_else(Vec::new, |(pythons, library)| compiled_kinds(pythons, library)),
    }
}

fn compiled_kinds(pythons: &str, library: &str) -> Vec<Kind> {
    let platform = match library {
        "any" => "any".to_owned(),
        "1" | "2010" | "2014" => format!("manylinux{library}_x86_64"),
        _ => format!("manylinux_2_{library}_x86_64"),
    };
    let wheel = |pythons: &[&str], abis: &[&str]| Kind::Wheel(tags(pythons, abis, &[&platform]));
    let mut kinds = vec![];
    let mut own = vec![];
    for item in pythons.split(',') {
        match item.strip_prefix("abi3-") {
            Some(number) => kinds.push(wheel(&[&format!("cp{number}")], &["abi3"])),
            None if item.starts_with("py") || library == "any" => kinds.push(wheel(&[item], &["none"])),
            None => own.extend(span_of(item)),
        }
    }
    if !own.is_empty() {
        let (pythons, abis): (Vec<&str>, Vec<&[&str]>) = own.into_iter().copied().unzip();
        kinds.push(wheel(&pythons, &abis.concat()));
    }
    kinds
}

/// The Pythons of an item such as `cp36-39`.
fn span_of(item: &str) -> &'static [(&'static str, &'static [&'static str])] {
    let (first, last) = item.split_once('-').map_or((item, item), |(first, last)| (first, last));
    let place =
        |number: &str| PYTHONS.iter().position(|(python, _)| python.trim_start_matches("cp") == number.trim_start_matches("cp"));
    place(first).zip(place(last)).and_then(|(first, last)| PYTHONS.get(first..=last)).unwrap_or_default()
}

fn tags(pythons: &[&str], abis: &[&str], platforms: &[&str]) -> Tags {
    let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    Tags { pythons: owned(pythons), abis: owned(abis), platforms: owned(platforms) }
}

/// Whether a word says which Pythons a release is for.
pub(super) fn is_python(word: &str) -> bool {
    word.starts_with(['*', '<', '>', '=', '!', '~'])
}
