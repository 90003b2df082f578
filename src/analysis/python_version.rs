//! Which Python is asked for, and which one is installed.

use std::ops::Range;

use serde::Serialize;

use crate::platform::{Platform, Series, Version, VersionGrammar, VersionSource, releases};
use crate::project::Project;
use crate::syntax::{pipfile_lock, runtime_txt::RuntimeTxt};

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
    /// What is asked for, as written, blanks around it left out.
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
        sources.find_map(|source| read(project, platform, *source)).unwrap_or_else(|| Self {
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
}

/// Whether the platform has this version, in its list or beside it.
#[must_use]
pub fn is_available(platform: &Platform, version: Version) -> bool {
    let python = &platform.python;
    python.available.value.iter().any(|range| range.contains(version))
        || python.unlisted.value.contains(&version)
        || python.default.value == version
}

/// The newest version of a series that the platform has.
#[must_use]
pub fn newest(platform: &Platform, series: Series) -> Option<Version> {
    let python = &platform.python;
    let listed = python.available.value.iter().map(|range| range.last);
    let all = listed.chain(python.unlisted.value.iter().copied()).chain([python.default.value]);
    all.filter(|version| version.series == series).max()
}

/// The version that a text asks for by this grammar, blanks around it left out.
#[must_use]
pub fn parse(grammar: VersionGrammar, text: &str) -> Option<Version> {
    match grammar {
        VersionGrammar::FullName => text.strip_prefix("python-")?.parse().ok(),
    }
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
    let source = Some(VersionSource::RuntimeTxt);
    let Some(text) = project.text(VersionSource::RuntimeTxt.file()) else {
        return PythonVersion { requested: None, source, written: None, range: 0..0, resolved: None, status: Status::Ok };
    };
    let range = RuntimeTxt::parse(text.as_str()).extent().unwrap_or(0..0);
    let written = text.as_str()[range.clone()].to_owned();
    let requested = if text.encoding.is_utf8() { parse(platform.python.grammar.value, &written) } else { None };
    let status = requested.map_or(Status::Invalid, |version| judge(platform, version));
    let resolved = requested.filter(|_| status == Status::Ok);
    PythonVersion { requested, source, written: Some(written), range, resolved, status }
}

/// Pipenv's lock counts only beside a Pipfile. A series that the platform does not know is passed over in silence.
fn read_pipfile_lock(project: &Project, platform: &Platform) -> Option<PythonVersion> {
    let text = project.has("Pipfile").then(|| project.text(VersionSource::PipfileLock.file()))??;
    let required = pipfile_lock::python_requirement(text.as_str())?;
    let full = required.python_full_version.as_deref().and_then(|text| text.parse().ok());
    let (version, written) = match full {
        Some(version) => (version, required.python_full_version),
        None => (latest_of(platform, required.python_version.as_deref()?.parse().ok()?)?, required.python_version),
    };
    let status = judge(platform, version);
    Some(PythonVersion {
        requested: Some(version),
        source: Some(VersionSource::PipfileLock),
        written,
        range: 0..0,
        resolved: (status == Status::Ok).then_some(version),
        status,
    })
}

fn latest_of(platform: &Platform, series: Series) -> Option<Version> {
    let older = || (series < platform.python.default.value.series).then(|| releases::last_patch(series)).flatten();
    newest(platform, series).or_else(|| older().map(|patch| Version { series, patch }))
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
