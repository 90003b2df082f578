//! The profile of a platform: the shape of `profiles/<id>.toml`.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A value together with where it is known from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact<T> {
    /// The value.
    pub value: T,
    /// A key of [`Platform::sources`].
    pub source: String,
    /// What contradicts it, and why this value was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What a user has to know of it; diagnostics say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caveat: Option<Sentence>,
}

/// One sentence in every language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentence {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

/// All that is known of one platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Platform {
    /// The name in options and reports.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// What it is, in one sentence.
    pub summary: Sentence,
    /// Where facts are known from: a key, and a title that lets the reader find it.
    pub sources: BTreeMap<String, String>,
    /// How it recognises a project.
    pub detection: Detection,
    /// How it chooses a Python.
    pub python: Python,
    /// How it reads the Procfile.
    pub procfile: Procfile,
    /// How it installs dependencies.
    pub install: Install,
    /// What it does with Django's static files.
    pub static_files: StaticFiles,
    /// What it gives the running application and asks of it.
    pub runtime: Runtime,
    /// How the names of all variables that its build looks at begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variable_prefix: Option<Fact<String>>,
    /// The variables that can be set on it and change the build.
    pub variables: Vec<Variable>,
    /// Variables of other platforms that do nothing here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mistaken_variables: Vec<MistakenVariable>,
    /// Rules whose level differs here from the usual, by code.
    pub rules: BTreeMap<String, Fact<Level>>,
    /// What it prints, to the letter, by the code of the rule; `{name}` stands for a value of the diagnostic.
    pub says: BTreeMap<String, Fact<String>>,
}

/// How a platform recognises a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Detection {
    /// Files at the root of which one makes it a Python project.
    pub markers: Fact<Vec<String>>,
    /// Files at the root that start the Python build as well; without a marker it then stops.
    pub refused_markers: Fact<Vec<String>>,
    /// What a Dockerfile at the root does.
    pub dockerfile: Fact<DockerfilePolicy>,
    /// Languages that are tried before Python.
    pub before_python: Fact<Vec<OtherLanguage>>,
}

/// What a Dockerfile at the root does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DockerfilePolicy {
    /// It is built instead of the Python project.
    Wins,
    /// Nothing.
    Ignored,
    /// No document says what.
    NotStated,
}

/// Another language that a platform may see in the same files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OtherLanguage {
    /// Its name.
    pub name: String,
    /// Files at the root that make it so; a leading `*` stands for any start.
    pub markers: Vec<String>,
}

/// How a platform chooses a Python.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Python {
    /// Where it looks for a version, strongest first.
    pub sources: Fact<Vec<VersionSource>>,
    /// What `runtime.txt` has to look like.
    pub grammar: Fact<VersionGrammar>,
    /// The versions that it says it has.
    pub available: Fact<Vec<VersionRange>>,
    /// Versions that it has though its list does not name them.
    pub unlisted: Fact<Vec<Version>>,
    /// Versions that it advises.
    pub recommended: Fact<Vec<Version>>,
    /// The version when none is asked for.
    pub default: Fact<Version>,
    /// Whether an app that asks for no version keeps the one of its last build.
    pub keeps_last: Fact<bool>,
    /// The version that stands for each series which `Pipfile.lock` may ask for; it passes over any other series.
    pub lock_series: Fact<Vec<Version>>,
    /// Series that it refuses because Python no longer supports them.
    pub refused: Fact<Vec<Series>>,
}

/// A place where a Python version may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VersionSource {
    /// `runtime.txt`.
    RuntimeTxt,
    /// `python_full_version`, then `python_version`, of `Pipfile.lock`.
    PipfileLock,
}

impl VersionSource {
    /// The file at the root of the project.
    #[must_use]
    pub fn file(self) -> &'static str {
        match self {
            Self::RuntimeTxt => "runtime.txt",
            Self::PipfileLock => "Pipfile.lock",
        }
    }
}

/// What `runtime.txt` has to look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VersionGrammar {
    /// `python-X.Y.Z` and nothing else but blanks and line ends around it.
    FullName,
}

/// How a platform reads the Procfile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Procfile {
    /// The parser.
    pub dialect: Fact<Dialect>,
    /// Rules of style that its documentation sets.
    pub style: Fact<Vec<StyleRule>>,
    /// Variables that hold a Procfile which replaces the file, strongest first.
    pub override_variables: Fact<Vec<String>>,
    /// What is set on the platform in place of the Procfile.
    pub override_form: Fact<OverrideForm>,
    /// What happens without a Procfile.
    pub missing: Fact<MissingProcfile>,
    /// The Procfile that its documentation prints as the default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documented_default: Option<Fact<String>>,
    /// Whether it starts only the process named `web`.
    pub only_web: Fact<bool>,
}

/// A parser of Procfiles; the analysis has one function for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dialect {
    /// `YAML.load_file` of Ruby: the file has to be a mapping.
    RubyYaml,
    /// One regular expression a line, whatever does not match is dropped.
    HerokuClassic,
}

/// A rule of style for Procfiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StyleRule {
    /// Exactly one space between `web:` and the command.
    OneSpaceAfterColon,
    /// No special characters at the end of the file.
    NoSpecialCharactersAtEnd,
}

/// What is set on a platform in place of the Procfile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OverrideForm {
    /// The text of a Procfile.
    Procfile,
    /// The start command alone.
    RunCommand,
}

/// What happens without a Procfile; the analysis has one function for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MissingProcfile {
    /// The pre-compile step of Rainbond's slug builder writes one for Django and Flask.
    SlugBuilderGenerator,
    /// Nothing is started.
    Nothing,
}

/// How a platform installs dependencies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Install {
    /// The package managers, strongest first.
    pub managers: Fact<Vec<Manager>>,
    /// The first two numbers of its version of pip.
    pub pip: Fact<Series>,
    /// Installs the package manager itself; empty if no document says how.
    pub prepare: Fact<Vec<String>>,
    /// A script of the project that runs before everything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pre_compile_hook: Option<Fact<String>>,
    /// A script of the project that runs after collectstatic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post_compile_hook: Option<Fact<String>>,
    /// The variable that names the package index.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<Fact<Index>>,
}

/// A package manager, chosen by a file at the root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Manager {
    /// Its name.
    pub name: String,
    /// The file that chooses it.
    pub file: String,
    /// The command; an argument `{index}` stands for the package index and goes with the option before it when there is none.
    pub command: Vec<String>,
}

/// The variable that names the package index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Index {
    /// The variable.
    pub variable: String,
    /// The index when it is not set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
}

/// What a platform does with Django's static files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StaticFiles {
    /// How many folders deep `manage.py` is looked for; 1 is the root.
    pub manage_py_depth: Fact<usize>,
    /// The commands in their order; `{manage.py}` stands for its path.
    pub commands: Fact<Vec<StaticCommand>>,
    /// How to switch it off by a variable.
    pub switch: Fact<Switch>,
    /// A file that switches it off by being there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disabling_file: Option<Fact<String>>,
    /// What happens when the app `django.contrib.staticfiles`, which brings the command, is not installed; none stands for a
    /// build that fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without_app: Option<Fact<WithoutStaticfiles>>,
}

/// What a build does when Django has no collectstatic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WithoutStaticfiles {
    /// It runs it all the same, and fails.
    Fails,
    /// It asks first, and goes on without it.
    Skips,
}

/// One run of collectstatic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StaticCommand {
    /// Whether it only tries.
    pub dry_run: bool,
    /// The command.
    pub command: Vec<String>,
}

/// A variable that switches something off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Switch {
    /// The names that work, the documented one first.
    pub variables: Vec<String>,
    /// The value that the documentation gives.
    pub documented_value: String,
    /// Which values really do it.
    pub values: SwitchValues,
}

/// Which values of a switch work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SwitchValues {
    /// Any text at all, even `0`.
    AnyNonEmpty,
    /// Any text but `0`.
    AnyButZero,
}

impl SwitchValues {
    /// Whether this value works.
    #[must_use]
    pub fn accept(self, value: &str) -> bool {
        match self {
            Self::AnyNonEmpty => !value.is_empty(),
            Self::AnyButZero => !value.is_empty() && value != "0",
        }
    }
}

/// What a platform gives the running application and asks of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Runtime {
    /// The variable that holds the port to listen on.
    pub port_variable: Fact<String>,
    /// The folder that gunicorn's workers need for their temporary files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worker_tmp_dir: Option<Fact<String>>,
    /// Whether a deployment without a start command is refused.
    pub run_command_required: Fact<bool>,
}

/// A variable that can be set on the platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// What kind of value it takes.
    pub kind: VariableKind,
    /// A key of [`Platform::sources`].
    pub source: String,
}

/// A variable of another platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MistakenVariable {
    /// Its name, which does nothing here.
    pub name: String,
    /// The name that works here.
    pub instead: String,
    /// A key of [`Platform::sources`].
    pub source: String,
}

/// What kind of value a variable takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VariableKind {
    /// On or off.
    Switch,
    /// The address of a package index.
    IndexUrl,
    /// Anything.
    Text,
}

/// How much a rule matters on a platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// As an error.
    Error,
    /// As a warning.
    Warning,
    /// As an info.
    Info,
    /// Not at all.
    Off,
}

/// A full version of Python.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Version {
    /// The series.
    pub series: Series,
    /// The third number.
    pub patch: u32,
}

/// The first two numbers of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Series {
    /// The first number.
    pub major: u32,
    /// The second number.
    pub minor: u32,
}

/// All versions of one series between two patches, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct VersionRange {
    /// The lowest.
    pub first: Version,
    /// The highest.
    pub last: Version,
}

impl VersionRange {
    /// Whether a version is one of them.
    #[must_use]
    pub fn contains(&self, version: Version) -> bool {
        self.first <= version && version <= self.last
    }
}

impl FromStr for Series {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not X.Y");
        let (major, minor) = text.split_once('.').ok_or_else(wrong)?;
        Ok(Self { major: number(major).ok_or_else(wrong)?, minor: number(minor).ok_or_else(wrong)? })
    }
}

impl FromStr for Version {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not X.Y.Z");
        let (series, patch) = text.rsplit_once('.').ok_or_else(wrong)?;
        Ok(Self { series: series.parse().map_err(|_| wrong())?, patch: number(patch).ok_or_else(wrong)? })
    }
}

impl FromStr for VersionRange {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (first, last) = text.split_once(" - ").unwrap_or((text, text));
        let range = Self { first: first.parse()?, last: last.parse()? };
        if range.first.series == range.last.series && range.first <= range.last {
            Ok(range)
        } else {
            Err(format!("`{text}` does not go upwards within one series"))
        }
    }
}

/// A number without sign or leading zeros, as in a version.
fn number(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    if plain { text.parse().ok() } else { None }
}

impl fmt::Display for Series {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.major, self.minor)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.series, self.patch)
    }
}

impl fmt::Display for VersionRange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(formatter, "{}", self.first)
        } else {
            write!(formatter, "{} - {}", self.first, self.last)
        }
    }
}

/// Lets a type of this module stand in a profile as the text that it is parsed from.
macro_rules! stands_as_text {
    ($($kind:ty),*) => {$(
        impl TryFrom<String> for $kind {
            type Error = String;

            fn try_from(text: String) -> Result<Self, String> {
                text.parse()
            }
        }

        impl From<$kind> for String {
            fn from(value: $kind) -> Self {
                value.to_string()
            }
        }
    )*};
}

stands_as_text!(Series, Version, VersionRange);
