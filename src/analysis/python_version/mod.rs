//! Which Python is asked for, and which one is installed.

mod advice;
mod constraint;
mod encoded;
mod grammar;
mod meant;
mod misnamed;
mod offer;
mod outcome;
mod request;
pub mod requires_python;
mod verdict;
mod writing;

pub use advice::{Obstacle, instead_of, suited};
pub use encoded::{EncodedContent, EncodedFile};
pub use grammar::{parse, spell, takes_ranges, takes_series};
pub use meant::{Meant, Number, meant};
pub use misnamed::MisnamedFile;
pub use offer::{
    advised, best_place, is_available, is_listed, is_refused, latest, listed_series, living_series, nearest_to, newest, reader,
    stands_for,
};
pub use outcome::VersionOutcome;
pub use request::{asked_value, asking_variable, file_by_hand, name_asked_for, spelled, target};
pub use verdict::{VersionVerdict, verdicts};
pub use writing::{WritingFault, allows_comments, wants_prefix, writing_fault};

use std::borrow::Cow;
use std::ops::Range;

use serde::Serialize;

use crate::platform::{ManagedFile, Platform, Request, Version, VersionGrammar, VersionReader, VersionSource, releases};
use crate::project::Project;
use crate::syntax::pipfile_lock;

use super::detection::Detection;
use super::package_manager::PackageManager;
use super::settings::Settings;

/// How a request for a version ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
    /// A file asks, and the platform reads none.
    Unread,
}

/// Why the build stops whatever the version is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// This file must not be there.
    RefusedFile(&'static ManagedFile),
    /// This file is missing.
    NeededFile(&'static ManagedFile),
    /// A file of this name was meant for a version file.
    RefusedName(String),
}

/// Which Python is asked for, and which one is installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PythonVersion {
    /// What is asked for, as the platform reads it; none if that is invalid or nothing.
    pub requested: Option<Request>,
    /// Where it is asked for; none means the default.
    pub source: Option<VersionSource>,
    /// The variable that asks, where it is one.
    pub variable: Option<&'static str>,
    /// What is asked for, as written, blanks around it left out; none if nothing is, or the file's content is unknown.
    pub written: Option<String>,
    /// Where that stands in the text of the file.
    pub range: Range<usize>,
    /// What would be installed; none if the build stops or the file's content is unknown.
    pub resolved: Option<Version>,
    /// How it ends.
    pub status: Status,
    /// Why the build stops whatever is asked for.
    pub stop: Option<Stop>,
}

/// What the choice of a version is made from.
struct Chooser<'a> {
    project: &'a Project,
    platform: &'static Platform,
    settings: &'a Settings,
    manager: Option<&'a PackageManager>,
}

/// What a whole file asks for by this grammar.
#[must_use]
pub fn read(grammar: VersionGrammar, text: &str) -> Option<Request> {
    grammar::read(grammar, text).request
}

impl PythonVersion {
    /// Follows the platform's sources, strongest first.
    #[must_use]
    pub fn of(project: &Project, platform: &'static Platform, settings: &Settings, manager: Option<&PackageManager>) -> Self {
        let chooser = Chooser { project, platform, settings, manager };
        let mut sources = platform.python.sources.value.iter();
        chooser
            .refused_file()
            .or_else(|| sources.find_map(|reader| chooser.read(*reader)))
            .or_else(|| chooser.needed_file())
            .unwrap_or_else(|| chooser.default())
    }

    /// When the support of the installed series ends, or of the asked one if none is installed.
    #[must_use]
    pub fn end_of_life(&self) -> Option<&'static str> {
        let series = self.resolved.map(|version| version.series).or_else(|| self.requested.map(Request::series));
        series.and_then(releases::end_of_life)
    }

    /// Whether nothing is asked for and the platform's default depends on the server or on an earlier build.
    #[must_use]
    pub fn may_differ(&self, platform: &Platform) -> bool {
        self.status == Status::Default && platform.python.default.caveat.is_some()
    }

    fn empty(source: Option<VersionSource>, status: Status) -> Self {
        Self { requested: None, source, variable: None, written: None, range: 0..0, resolved: None, status, stop: None }
    }
}

impl Chooser<'_> {
    fn refused_file(&self) -> Option<PythonVersion> {
        let files = &self.platform.python.refused_files.value;
        let file = files.iter().find(|file| self.concerns(file) && self.is_there(&file.file))?;
        let source = VersionSource::OF_OWN_FILE.into_iter().find(|source| source.file() == Some(&file.file));
        // A platform that reads the file all the same stops at what is wrong in it.
        let reader = source.and_then(|source| reader(self.platform, source));
        if let Some(read) = reader.and_then(|reader| self.read(reader)).filter(|read| read.status == Status::Invalid) {
            return Some(read);
        }
        Some(PythonVersion { stop: Some(Stop::RefusedFile(file)), ..PythonVersion::empty(source, Status::Invalid) })
    }

    /// Whether a file is there, or on a platform that asks for no more than its name, a folder.
    fn is_there(&self, file: &str) -> bool {
        let stops_at_folders = self.platform.python.stops_at_folders.as_ref().is_some_and(|fact| fact.value);
        self.project.has(file) || (stops_at_folders && self.project.has_folder(file))
    }

    fn needed_file(&self) -> Option<PythonVersion> {
        let files = &self.platform.python.needed_files.value;
        let file = files.iter().find(|file| self.concerns(file) && !self.project.has(&file.file))?;
        Some(PythonVersion { stop: Some(Stop::NeededFile(file)), ..PythonVersion::empty(None, Status::Default) })
    }

    /// Whether a file matters with the package manager of this project.
    fn concerns(&self, file: &ManagedFile) -> bool {
        let manager = self.manager.map(|manager| manager.name);
        file.manager.as_deref().is_none_or(|name| manager == Some(name))
    }

    fn refused_name(&self) -> Option<PythonVersion> {
        let names = &self.platform.python.refused_names.value;
        let name = names.iter().find(|name| self.project.has(name))?;
        let empty = PythonVersion::empty(Some(VersionSource::PythonVersionFile), Status::Invalid);
        Some(PythonVersion { stop: Some(Stop::RefusedName(name.clone())), ..empty })
    }

    fn default(&self) -> PythonVersion {
        let python = &self.platform.python;
        let reads_files = python.sources.value.iter().any(|reader| reader.from.file().is_some());
        let asks = VersionSource::OF_OWN_FILE.into_iter().filter_map(VersionSource::file).any(|file| self.project.has(file));
        let status = if asks && !reads_files { Status::Unread } else { Status::Default };
        PythonVersion { resolved: Some(python.default.value), ..PythonVersion::empty(None, status) }
    }

    fn read(&self, reader: VersionReader) -> Option<PythonVersion> {
        match reader.from {
            VersionSource::RuntimeTxt => self.read_file(reader),
            VersionSource::PythonVersionFile => self.refused_name().or_else(|| self.read_file(reader)),
            VersionSource::PipfileLock => self.read_pipfile_lock(reader),
            VersionSource::Environment => self.read_variable(reader),
        }
    }

    fn read_variable(&self, reader: VersionReader) -> Option<PythonVersion> {
        let yields_to = self.platform.python.variables_yield_to.iter().flat_map(|fact| &fact.value);
        if yields_to.into_iter().any(|file| self.project.has(file)) {
            return None;
        }
        let set = |name: &str| self.settings.env.get(name).filter(|value| !value.trim().is_empty());
        let (name, value) = self.platform.python.variables.value.iter().find_map(|name| Some((name.as_str(), set(name)?)))?;
        let reading = grammar::read(reader.grammar, value);
        let request = self.request(reader, &reading, value).filter(|_| reading.is_exact);
        Some(PythonVersion { variable: Some(name), ..self.judged(reader, value.clone(), 0..0, request) })
    }

    fn read_file(&self, reader: VersionReader) -> Option<PythonVersion> {
        let python = &self.platform.python;
        let file = reader.from.file()?;
        if !self.project.has(file) {
            return self.is_there(file).then(|| self.judged(reader, String::new(), 0..0, None));
        }
        let other = python.grammar_beside_others.as_ref().filter(|_| reader.from == VersionSource::RuntimeTxt);
        let other = other.filter(|_| !Detection::of(self.project, self.platform).also.is_empty());
        let reader = other.map_or(reader, |fact| VersionReader { grammar: fact.value, ..reader });
        let (Some(text), Some(raw)) = (self.project.text(file), self.project.lossy_text(file)) else {
            return Some(PythonVersion::empty(Some(reader.from), Status::Ok));
        };
        // The platform reads bytes: those that are no text spoil only what they are in.
        let is_read = matches!(raw, Cow::Borrowed(_)) || !grammar::needs_utf8(reader.grammar);
        let request = self.request(reader, &grammar::read(reader.grammar, &raw), &raw).filter(|_| is_read);
        let reading = grammar::read(reader.grammar, text.as_str());
        let written = text.as_str()[reading.range.clone()].to_owned();
        let judged = self.judged(reader, written, reading.range, request);
        let replacement = self.platform.python.replacement.as_ref().map(|fact| fact.value);
        Some(match (reader.grammar, judged.status) {
            (VersionGrammar::ExactName, Status::Ok) if reading.is_exact => judged,
            (VersionGrammar::ExactName, Status::Ok) => {
                PythonVersion { status: Status::Unavailable, resolved: replacement, ..judged }
            }
            (VersionGrammar::ExactName, _) | (VersionGrammar::Lenient, Status::Unavailable | Status::Invalid) => {
                PythonVersion { resolved: replacement, ..judged }
            }
            _ => judged,
        })
    }

    /// What a text asks for; a range for the newest version in it.
    fn request(&self, reader: VersionReader, reading: &grammar::Reading, text: &str) -> Option<Request> {
        reading.request.or_else(|| constraint::newest(self.platform, reader.grammar, &text[reading.range.clone()]))
    }

    /// The lock counts only where Pipenv installs, unless a range may be asked for.
    fn read_pipfile_lock(&self, reader: VersionReader) -> Option<PythonVersion> {
        let file = reader.from.file().filter(|file| self.project.has(file))?;
        let takes_ranges = takes_ranges(reader.grammar);
        self.manager.filter(|manager| manager.name == "pipenv" || takes_ranges)?;
        let (Some(text), Some(bytes)) = (self.project.text(file), self.project.bytes_of(file)) else {
            return Some(PythonVersion::empty(Some(reader.from), Status::Ok));
        };
        let passes_over = reader.grammar == VersionGrammar::KnownSeries;
        let Some(required) = pipfile_lock::python_requirement(bytes) else {
            return Some(self.judged(reader, String::new(), 0..0, None));
        };
        let (key, value) = match (required.python_full_version, required.python_version) {
            (Some(full), _) if !takes_ranges => ("python_full_version", full),
            (_, Some(series)) => ("python_version", series),
            (_, None) => return None,
        };
        let range = pipfile_lock::value_range(text.as_str(), key);
        let mut request = parse(reader.grammar, &value);
        if passes_over && key == "python_full_version" {
            request = request.filter(|request| matches!(request, Request::Version(_)));
        } else if passes_over {
            // A series that the platform does not know is passed over in silence, and so is anything else.
            request = request.filter(|request| latest(self.platform, request.series()).is_some());
            request.filter(|request| matches!(request, Request::Series(_)))?;
        }
        Some(self.judged(reader, value, range, request))
    }

    fn judged(&self, reader: VersionReader, written: String, range: Range<usize>, requested: Option<Request>) -> PythonVersion {
        let status = requested.map_or(Status::Invalid, |request| judge(self.platform, request));
        let resolved = requested.filter(|_| status == Status::Ok).and_then(|request| stands_for(self.platform, request));
        PythonVersion { requested, written: Some(written), range, resolved, ..PythonVersion::empty(Some(reader.from), status) }
    }
}

fn judge(platform: &Platform, request: Request) -> Status {
    if is_refused(platform, request.series()) {
        Status::EndOfLife
    } else if stands_for(platform, request).is_some_and(|version| is_available(platform, version)) {
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
            project.insert(*path, Content::from(text.as_bytes().to_vec()));
        }
        let platform = platform::find("digitalocean").expect("a platform");
        let manager = PackageManager::of(&project, platform);
        PythonVersion::of(&project, platform, &Settings::default(), manager.as_ref())
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
