//! What the program brings along of the index: the releases of packages that many projects require.

pub(super) mod release;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;

use pep440_rs::Version;

use super::answers::{Index, Known};
use super::file::File;
use super::files::{Files, Unread};
use super::leftover;
use super::metadata::Metadata;
use super::project::Project;
use release::{Common, Release};

static TABLE: &str = include_str!("data/snapshot.txt");
/// As many as there are in ASCII, of which names are made.
const LETTERS: usize = 128;

/// The index as it was on one day, without metadata, and with one wheel in the place of all that differ only in the Python.
#[derive(Debug)]
pub struct Snapshot {
    /// The rows by the first letter of their names, found when one of them is asked for.
    rows: [OnceCell<BTreeMap<&'static str, Row>>; LETTERS],
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
        Self { rows: [const { OnceCell::new() }; LETTERS] }
    }

    fn row(&self, name: &str) -> Option<&Row> {
        let first = *name.as_bytes().first()?;
        let row = |(name, text)| (name, Row { text, project: OnceCell::new() });
        self.rows.get(usize::from(first))?.get_or_init(|| rows(first).map(row).collect()).get(name)
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
        match self.row(name) {
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

/// The rows of the names that begin with a letter, which lie together: names and what is said of them.
fn rows(first: u8) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = TABLE.get(start_of(first)..).unwrap_or_default().lines();
    lines.take_while(move |line| line.as_bytes().first() == Some(&first)).filter_map(|line| line.split_once(": "))
}

/// Where the first row begins that comes not before a letter.
fn start_of(first: u8) -> usize {
    let bytes = TABLE.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let start = bytes[..middle].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        if bytes[start] < first {
            low = bytes[middle..].iter().position(|byte| *byte == b'\n').map_or(high, |end| middle + end + 1);
        } else {
            high = start;
        }
    }
    low
}

fn project(name: &str, row: &'static str) -> Project {
    let name: Arc<str> = name.into();
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
                let release = Release::new(name.clone(), version.clone(), common.clone(), is_yanked);
                (version, Files::unread(Unread::Release(release)))
            }));
        }
    }
    Project { releases }
}

fn is_releases(word: &str) -> bool {
    word.starts_with(|first: char| first == '.' || first.is_ascii_digit())
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

#[cfg(test)]
mod tests {
    use super::release::{is_python, kinds};
    use super::*;

    /// The releases of a row, each with its files, with `!` if it is yanked, and with its `Requires-Python`.
    fn read(row: &'static str) -> Vec<String> {
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
        let files = |row| read(row)[0].replace("a_b-1.0-", "").replace(".whl", "");
        assert_eq!(files("1.0 none"), "1.0 * ");
        assert_eq!(files("1.0 any"), "1.0 * py2.py3-none-any");
        assert_eq!(files("1.0 cp27,cp36-38@1"), "1.0 * cp27.cp36.cp37.cp38-cp27m.cp27mu.cp36m.cp37m.cp38-manylinux1_x86_64");
        assert_eq!(
            files("1.0 cp310@2014 abi3-36,py3@28 py36@any"),
            "1.0 * cp310-cp310-manylinux2014_x86_64 cp36-abi3-manylinux_2_28_x86_64 py3-none-manylinux_2_28_x86_64 py36-none-any"
        );
    }

    #[test]
    fn every_row_and_word_is_read() {
        let snapshot = Snapshot::new();
        let all: Vec<(&str, &str)> =
            TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": ")).collect();
        assert!(all.len() > 300 && TABLE.is_ascii(), "{}", all.len());
        for (name, row) in all {
            let Known::Is(project) = snapshot.project(name) else { panic!("{name} is not known") };
            assert!(!project.releases.is_empty(), "{name} has no release");
            for word in row.split(' ').filter(|word| !is_releases(word) && *word != "none") {
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
