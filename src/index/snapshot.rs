//! What the program brings along of the index: the releases of packages that many projects require.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::str::FromStr;

use pep440_rs::Version;

use super::answers::{Index, Known};
use super::file::{File, Kind, Tags};
use super::leftover;
use super::metadata::Metadata;
use super::project::Project;

static TABLE: &str = include_str!("data/snapshot.txt");
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

/// The index as it was on one day, without metadata, and with one wheel in the place of all that differ only in the Python.
#[derive(Debug)]
pub struct Snapshot {
    rows: BTreeMap<&'static str, Row>,
}

/// A row of the table, read when it is asked for.
#[derive(Debug)]
struct Row {
    text: &'static str,
    project: OnceCell<Project>,
}

impl Snapshot {
    /// The snapshot that the program brings along.
    #[must_use]
    pub fn new() -> Self {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "));
        Self { rows: rows.map(|(name, text)| (name, Row { text, project: OnceCell::new() })).collect() }
    }

    /// The day on which the index was asked, such as `2026-11-29`.
    #[must_use]
    pub fn date() -> &'static str {
        TABLE.trim_start_matches(['#', ' ']).split(',').next().unwrap_or_default()
    }
}

impl Default for Snapshot {
    fn default() -> Self {
        Self::new()
    }
}

impl Index for Snapshot {
    /// A project that is not in the table may be there all the same.
    fn project(&self, name: &str) -> Known<&Project> {
        match self.rows.get(name) {
            Some(row) => Known::Is(row.project.get_or_init(|| project(name, row.text))),
            None if leftover::is_absent(name) => Known::Absent,
            None => Known::Unknowable,
        }
    }

    fn metadata(&self, _: &str, _: &File) -> Known<&Metadata> {
        Known::Unknowable
    }

    fn is_current(&self, _: &str) -> bool {
        false
    }
}

/// What releases have in common; what a group of the row does not say is as in the group before.
#[derive(Debug, Default)]
struct Common<'a> {
    requires_python: Option<&'a str>,
    files: Vec<&'a str>,
}

fn project(name: &str, row: &str) -> Project {
    let words: Vec<&str> = row.split(' ').collect();
    let mut common = Common::default();
    let mut releases = BTreeMap::new();
    for group in words.chunk_by(|word, next| is_releases(word) || !is_releases(next)) {
        let (spans, said) = group.split_at(group.partition_point(|word| is_releases(word)));
        common.take(said);
        let mut prefix = "";
        for span in spans {
            let (versions, is_yanked);
            (versions, is_yanked, prefix) = versions_of(span, prefix);
            releases.extend(versions.map(|version| {
                let files = common.files_of(name, &version, is_yanked);
                (version, files.into())
            }));
        }
    }
    Project { releases }
}

fn is_releases(word: &str) -> bool {
    word.starts_with(|first: char| first == '.' || first.is_ascii_digit())
}

fn is_python(word: &str) -> bool {
    word.starts_with(['*', '<', '>', '=', '!', '~'])
}

/// The versions of a word such as `1.2.0-3`, whether they are yanked, and what stands before the last number of each. A word
/// such as `.5` has that from the word before.
fn versions_of<'a>(word: &'a str, prefix: &'a str) -> (impl Iterator<Item = Version>, bool, &'a str) {
    let span = word.trim_end_matches('!');
    let (first, last) = span.split_once('-').unwrap_or((span, ""));
    let written = first.trim_end_matches(|last: char| last.is_ascii_digit());
    let first = &first[written.len()..];
    let prefix = if written == "." { prefix } else { written };
    let number = |text: &str| text.parse::<u64>().ok();
    let numbers = number(first).into_iter().flat_map(move |first| first..=number(last).unwrap_or(first));
    (numbers.filter_map(move |number| Version::from_str(&format!("{prefix}{number}")).ok()), span != word, prefix)
}

impl<'a> Common<'a> {
    fn take(&mut self, said: &[&'a str]) {
        let (pythons, files): (Vec<&str>, Vec<&str>) = said.iter().partition(|word| is_python(word));
        if let Some(python) = pythons.first() {
            self.requires_python = Some(*python).filter(|python| *python != "*");
        }
        if !files.is_empty() {
            self.files = files;
        }
    }

    fn files_of(&self, name: &str, version: &Version, is_yanked: bool) -> Vec<File> {
        let kinds = self.files.iter().flat_map(|word| kinds(word));
        let file = |kind| File {
            name: file_name(name, version, &kind),
            url: String::new(),
            kind,
            version: version.clone(),
            size: None,
            requires_python: self.requires_python.map(str::to_owned),
            yanked: is_yanked.then(String::new),
            has_metadata: false,
        };
        kinds.map(file).collect()
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
fn kinds(word: &str) -> Vec<Kind> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::files::Files;

    /// The releases of a row, each with its files, with `!` if it is yanked, and with its `Requires-Python`.
    fn read(row: &str) -> Vec<String> {
        let project = project("a-b", row);
        let shown = |(version, files): (&Version, &Files)| {
            let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
            let file = files.first();
            let yanked = if file.is_some_and(|file| file.yanked.is_some()) { "!" } else { "" };
            let python = file.and_then(|file| file.requires_python.as_deref()).unwrap_or("*");
            format!("{version}{yanked} {python} {}", names.join(" "))
        };
        project.releases.iter().map(shown).collect()
    }

    #[test]
    fn what_is_not_said_is_as_before() {
        assert_eq!(
            read("1.0rc1 1.0 1.1.0-1! .3 src 2.0 >=3.6 any3 3.0 *"),
            [
                "1.0rc1 * a-b-1.0rc1.tar.gz",
                "1.0 * a-b-1.0.tar.gz",
                "1.1.0! * a-b-1.1.0.tar.gz",
                "1.1.1! * a-b-1.1.1.tar.gz",
                "1.1.3 * a-b-1.1.3.tar.gz",
                "2.0 >=3.6 a_b-2.0-py3-none-any.whl",
                "3.0 * a_b-3.0-py3-none-any.whl",
            ]
        );
    }

    #[test]
    fn wheels_say_for_what_they_are() {
        let files = |coverage: &str| read(&format!("1.0 {coverage}"))[0].replace("a_b-1.0-", "").replace(".whl", "");
        assert_eq!(files("none"), "1.0 * ");
        assert_eq!(files("any"), "1.0 * py2.py3-none-any");
        assert_eq!(files("cp27,cp36-38@1"), "1.0 * cp27.cp36.cp37.cp38-cp27m.cp27mu.cp36m.cp37m.cp38-manylinux1_x86_64");
        assert_eq!(
            files("cp310@2014 abi3-36,py3@28 py36@any"),
            "1.0 * cp310-cp310-manylinux2014_x86_64 cp36-abi3-manylinux_2_28_x86_64 py3-none-manylinux_2_28_x86_64 py36-none-any"
        );
    }

    #[test]
    fn every_row_and_word_is_read() {
        let snapshot = Snapshot::new();
        assert!(snapshot.rows.len() > 300 && TABLE.is_ascii(), "{}", snapshot.rows.len());
        for (name, row) in &snapshot.rows {
            let Known::Is(project) = snapshot.project(name) else { panic!("{name} is not known") };
            assert!(!project.releases.is_empty(), "{name} has no release");
            for word in row.text.split(' ').filter(|word| !is_releases(word) && *word != "none") {
                assert!(is_python(word) || !kinds(word).is_empty(), "{name}: {word}");
            }
        }
    }

    #[test]
    fn known_releases_have_the_wheels_that_they_had() {
        let snapshot = Snapshot::new();
        let names = |name: &str, version: &str| -> Vec<String> {
            let Known::Is(project) = snapshot.project(name) else { panic!("{name} is not known") };
            project.releases[&Version::from_str(version).unwrap()].iter().map(|file| file.name.clone()).collect()
        };
        assert_eq!(
            names("numpy", "1.19.5"),
            ["numpy-1.19.5.tar.gz", "numpy-1.19.5-cp36.cp37.cp38.cp39-cp36m.cp37m.cp38.cp39-manylinux1_x86_64.whl"]
        );
        assert_eq!(names("psycopg2", "2.8.6"), ["psycopg2-2.8.6.tar.gz"]);
        assert_eq!(snapshot.project("a-name-that-nobody-has"), Known::Unknowable);
        assert!(Snapshot::date() >= "2026-11-29" && Snapshot::date().len() == 10, "{}", Snapshot::date());
    }
}
