//! Which Python is asked for, and which one is installed.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use crate::platform::{Platform, Series, Version, VersionGrammar, VersionSource, releases};
use crate::project::Project;
use crate::syntax::pipfile_lock;

/// How a request for a version ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It is installed.
    Ok,
    /// Nothing is asked for; the default is installed.
    Default,
    /// Well formed, but not on the platform's list.
    Unavailable,
    /// Refused, because Python no longer supports the series.
    EndOfLife,
    /// Not in the platform's grammar.
    Invalid,
}

/// Which Python is asked for, and which one is installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PythonVersion {
    /// The version as the platform reads it, without `python-`; none if it is invalid or nothing is asked for.
    pub requested: Option<Version>,
    /// The file that asks; none means the default.
    pub source: Option<VersionSource>,
    /// What is asked for, as written, blanks around it left out; none if nothing is, or the file's content is unknown.
    pub written: Option<String>,
    /// Where that stands in the text of the file.
    pub range: Range<usize>,
    /// What would be installed; none if the build stops or the file's content is unknown.
    pub resolved: Option<Version>,
    /// How it ends.
    pub status: Status,
}

impl PythonVersion {
    /// Follows the platform's sources, strongest first.
    #[must_use]
    pub fn of(project: &Project, platform: &Platform) -> Self {
        let mut sources = platform.python.sources.value.iter();
        sources.find_map(|source| read(project, platform, *source)).unwrap_or(Self {
            requested: None,
            source: None,
            written: None,
            range: 0..0,
            resolved: Some(platform.python.default.value),
            status: Status::Default,
        })
    }

    /// When the support of the installed series ends, or of the asked one if none is installed.
    #[must_use]
    pub fn end_of_life(&self) -> Option<&'static str> {
        self.resolved.or(self.requested).and_then(|version| releases::end_of_life(version.series))
    }

    /// Whether nothing is asked for and the platform's default depends on the server or on an earlier build.
    #[must_use]
    pub fn may_differ(&self, platform: &Platform) -> bool {
        self.status == Status::Default && platform.python.default.caveat.is_some()
    }

    fn unknown(source: VersionSource) -> Self {
        Self { requested: None, source: Some(source), written: None, range: 0..0, resolved: None, status: Status::Ok }
    }

    fn judged(platform: &Platform, source: VersionSource, written: Written, requested: Option<Version>) -> Self {
        let status = requested.map_or(Status::Invalid, |version| judge(platform, version));
        let resolved = requested.filter(|_| status == Status::Ok);
        Self { requested, source: Some(source), written: Some(written.text), range: written.range, resolved, status }
    }
}

/// A piece of a file's text.
struct Written {
    text: String,
    range: Range<usize>,
}

impl Written {
    fn at(text: &str, range: Range<usize>) -> Self {
        Self { text: text[range.clone()].to_owned(), range }
    }
}

/// Whether the platform has this version, in its list or beside it.
#[must_use]
pub fn is_available(platform: &Platform, version: Version) -> bool {
    is_listed(platform, version) || platform.python.unlisted.value.contains(&version)
}

/// Whether the platform says that it has this version.
#[must_use]
pub fn is_listed(platform: &Platform, version: Version) -> bool {
    let python = &platform.python;
    python.available.value.iter().any(|range| range.contains(version)) || python.default.value == version
}

/// The newest version of a series that the platform says it has.
#[must_use]
pub fn newest(platform: &Platform, series: Series) -> Option<Version> {
    listed_ends(platform).filter(|version| version.series == series).max()
}

/// The version that the platform says it has in the same series and nearest to this one, the newer one of two.
#[must_use]
pub fn nearest(platform: &Platform, wanted: Version) -> Option<Version> {
    let ends = listed_ends(platform).filter(|version| version.series == wanted.series);
    ends.min_by_key(|version| (version.patch.abs_diff(wanted.patch), std::cmp::Reverse(version.patch)))
}

/// The newest version that the platform advises, its default where it advises none.
#[must_use]
pub fn advised(platform: &Platform) -> Version {
    platform.python.recommended.value.iter().copied().max().unwrap_or(platform.python.default.value)
}

/// Every series that the platform says it has, lowest first.
#[must_use]
pub fn listed_series(platform: &Platform) -> BTreeSet<Series> {
    listed_ends(platform).map(|version| version.series).collect()
}

/// The version that a text asks for by this grammar, blanks around it left out.
#[must_use]
pub fn parse(grammar: VersionGrammar, text: &str) -> Option<Version> {
    match grammar {
        VersionGrammar::FullName => text.strip_prefix("python-")?.parse().ok(),
    }
}

/// How a version is written by this grammar.
#[must_use]
pub fn spell(grammar: VersionGrammar, version: Version) -> String {
    match grammar {
        VersionGrammar::FullName => format!("python-{version}"),
    }
}

/// The first and the last version of each range, and the default.
fn listed_ends(platform: &Platform) -> impl Iterator<Item = Version> {
    let ends = platform.python.available.value.iter().flat_map(|range| [range.first, range.last]);
    ends.chain([platform.python.default.value])
}

fn read(project: &Project, platform: &Platform, source: VersionSource) -> Option<PythonVersion> {
    if !project.has(source.file()) {
        return None;
    }
    match source {
        VersionSource::RuntimeTxt => Some(read_runtime_txt(project, platform)),
        VersionSource::PipfileLock => read_pipfile_lock(project, platform),
    }
}

fn read_runtime_txt(project: &Project, platform: &Platform) -> PythonVersion {
    let source = VersionSource::RuntimeTxt;
    let Some(text) = project.text(source.file()) else { return PythonVersion::unknown(source) };
    let written = Written::at(text.as_str(), trimmed(text.as_str()));
    let requested = if text.encoding.is_utf8() { parse(platform.python.grammar.value, &written.text) } else { None };
    PythonVersion::judged(platform, source, written, requested)
}

/// The range of a text without blanks and line ends around it; empty at its start if there is nothing else.
fn trimmed(text: &str) -> Range<usize> {
    let blank = |char: char| char.is_ascii_whitespace() || char == '\x0b';
    let start = text.len() - text.trim_start_matches(blank).len();
    let end = text.trim_end_matches(blank).len();
    if end <= start { 0..0 } else { start..end }
}

/// Pipenv's lock counts only beside a Pipfile. A series that the platform does not know is passed over in silence.
fn read_pipfile_lock(project: &Project, platform: &Platform) -> Option<PythonVersion> {
    let source = VersionSource::PipfileLock;
    if !project.has("Pipfile") {
        return None;
    }
    let Some(text) = project.text(source.file()) else { return Some(PythonVersion::unknown(source)) };
    let required = pipfile_lock::python_requirement(text.as_str())?;
    if let Some(full) = required.python_full_version {
        let range = pipfile_lock::value_range(text.as_str(), "python_full_version");
        let requested = full.parse().ok();
        return Some(PythonVersion::judged(platform, source, Written { text: full, range }, requested));
    }
    let series = required.python_version?;
    let range = pipfile_lock::value_range(text.as_str(), "python_version");
    let version = lock_version(platform, series.parse().ok()?)?;
    Some(PythonVersion::judged(platform, source, Written { text: series, range }, Some(version)))
}

/// The version that stands for a series of `Pipfile.lock`.
#[must_use]
pub fn lock_version(platform: &Platform, series: Series) -> Option<Version> {
    platform.python.lock_series.value.iter().copied().find(|version| version.series == series)
}

fn judge(platform: &Platform, version: Version) -> Status {
    if platform.python.refused.value.contains(&version.series) {
        Status::EndOfLife
    } else if is_available(platform, version) {
        Status::Ok
    } else {
        Status::Unavailable
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform;
    use crate::project::Content;

    fn digitalocean(files: &[(&str, &str)]) -> PythonVersion {
        let mut project = Project::new();
        for (path, text) in files {
            project.insert(*path, Content::Bytes(text.as_bytes().to_vec()));
        }
        PythonVersion::of(&project, platform::find("digitalocean").expect("a platform"))
    }

    fn lock(requires: &str) -> PythonVersion {
        digitalocean(&[("Pipfile", ""), ("Pipfile.lock", &format!(r#"{{"_meta": {{"requires": {{{requires}}}}}}}"#))])
    }

    #[test]
    fn all_white_space_around_goes_and_none_inside() {
        let read = |text: &str| digitalocean(&[("runtime.txt", text)]).status;
        assert_eq!(read(" \r\n\tpython-3.12.4\r\n\n"), Status::Ok);
        for text in ["", "\n", "python- 3.12.4", "python-3.12.4\npython-3.12.4", "Python-3.12.4", "python-3.12", "3.12.4"] {
            assert_eq!(read(text), Status::Invalid, "{text:?}");
        }
    }

    #[test]
    fn a_lock_names_a_version_or_a_series() {
        let resolved = |requires: &str| lock(requires).resolved.map(|version| version.to_string());
        assert_eq!(resolved(r#""python_full_version": "3.11.2", "python_version": "3.9""#).as_deref(), Some("3.11.2"));
        assert_eq!(resolved(r#""python_version": "3.11""#).as_deref(), Some("3.11.9"));
        assert_eq!(lock(r#""python_version": "3.8""#).status, Status::Unavailable);
        assert_eq!(lock(r#""python_version": "3.7""#).status, Status::EndOfLife);
    }

    #[test]
    fn what_a_lock_says_wrongly_stops_the_build_or_is_passed_over() {
        assert_eq!(lock(r#""python_full_version": "3.11""#).status, Status::Invalid);
        assert_eq!(lock(r#""python_version": "3.13""#).status, Status::Default);
        assert_eq!(lock(r#""python_version": "3.5""#).status, Status::Default);
        assert_eq!(lock("").status, Status::Default);
    }

    #[test]
    fn a_lock_without_its_pipfile_does_not_count() {
        let text = r#"{"_meta": {"requires": {"python_version": "3.11"}}}"#;
        assert_eq!(digitalocean(&[("requirements.txt", ""), ("Pipfile.lock", text)]).status, Status::Default);
    }
}
