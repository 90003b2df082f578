//! The profile of a platform: the shape of `profiles/<id>.toml`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fact::{Fact, Sentence};
use super::install::Install;
use super::version_choice::Python;

/// The process whose command runs once before a release is deployed, on platforms that know it.
pub const RELEASE: &str = "release";

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
    /// Among which others users look for it.
    pub family: Family,
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
    #[serde(default)]
    pub variable_prefix: Option<Fact<String>>,
    /// The variables that can be set on it and change the build.
    pub variables: Vec<Variable>,
    /// Variables of other platforms that do nothing here.
    #[serde(default)]
    pub mistaken_variables: Vec<MistakenVariable>,
    /// Variables that stop the build when they are set.
    #[serde(default)]
    pub refused_variables: Option<Fact<Vec<String>>>,
    /// The rules whose problems stop the build, in the order in which it comes to them; it reports only the first.
    #[serde(default)]
    pub checks: Option<Fact<Vec<String>>>,
    /// Rules whose level differs here from the usual, by code.
    pub rules: BTreeMap<String, Fact<Level>>,
    /// What it prints, to the letter, by the code of the rule, or by the code, a colon and what is special about the
    /// case; `{name}` stands for a value of the diagnostic.
    pub says: BTreeMap<String, Fact<String>>,
}

/// Platforms that are like one another: by their origin, where they have it in common, else by what builds on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Rainbond, and what comes of it.
    Rainbond,
    /// Heroku, and those that build with its buildpack.
    Heroku,
    /// Buildpacks of other makers.
    Buildpacks,
    /// Those that have a builder of their own.
    Own,
}

/// How a platform recognises a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Detection {
    /// Files at the root of which one makes it a Python project; with a `/` at the end, folders; behind a `*`, any file with that
    /// ending, and behind `**/*` in any folder.
    pub markers: Fact<Vec<String>>,
    /// Files at the root that start the Python build as well; without a marker it then stops.
    pub refused_markers: Fact<Vec<String>>,
    /// What a Dockerfile at the root does.
    pub dockerfile: Fact<DockerfilePolicy>,
    /// How many folders deep Dockerfiles are looked for; 1 is the root. Where it looks below the root, any ending counts too.
    pub dockerfile_depth: Fact<usize>,
    /// Languages that are tried before Python.
    pub before_python: Fact<Vec<OtherLanguage>>,
    /// How the language is chosen where it builds only the first that it finds.
    #[serde(default)]
    pub language_choice: Option<Fact<LanguageChoice>>,
    /// Languages that it sees as well, behind Python.
    #[serde(default)]
    pub after_python: Option<Fact<Vec<OtherLanguage>>>,
    /// Whether a folder of a marker's name is as good as the file.
    #[serde(default)]
    pub folders_count: Option<Fact<bool>>,
    /// Folders in which no Dockerfile is looked for.
    #[serde(default)]
    pub dockerfile_passes_over: Option<Fact<Vec<String>>>,
    /// Paths that stop the build by being there; with a `/` at the end, as folders as well.
    #[serde(default)]
    pub refused_paths: Option<Fact<Vec<String>>>,
    /// The name of the setting for another folder than the top of the repository, where there is one.
    #[serde(default)]
    pub source_folder: Option<Fact<String>>,
    /// The command that hands over another folder alone, where there is no such setting; `{folder}` stands for it.
    #[serde(default)]
    pub folder_push: Option<Fact<String>>,
}

impl Detection {
    /// Whether the platform has a setting for the folder that is built.
    #[must_use]
    pub fn takes_source_folder(&self) -> bool {
        self.source_folder.is_some()
    }
}

/// What a Dockerfile at the root does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DockerfilePolicy {
    /// It is built instead of the Python project.
    Wins,
    /// The platform reports both and lets the user choose.
    Offered,
    /// Nothing.
    Ignored,
    /// No document says what.
    NotStated,
}

/// How a user chooses the language on a platform that builds only the first one that it finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum LanguageChoice {
    /// By a variable.
    Variable {
        /// Its name.
        name: String,
        /// The value for Python.
        value: String,
        /// A file at the root that names the language as well, whatever it holds.
        #[serde(default)]
        file: Option<String>,
    },
    /// By a file at the root that has more to say.
    File {
        /// Its name.
        name: String,
        /// What has to stand in it for Python.
        write: String,
    },
}

/// Another language that a platform may see in the same files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OtherLanguage {
    /// Its name.
    pub name: String,
    /// Files that make it so; a leading `*` stands for any start.
    pub markers: Vec<String>,
    /// How many folders deep they are looked for; 1 is the root.
    #[serde(default = "root")]
    pub depth: usize,
}

fn root() -> usize {
    1
}

/// How a platform reads the Procfile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Procfile {
    /// The parser.
    pub dialect: Fact<Dialect>,
    /// Whether it leaves the project's file aside, so that only what is set on it says what to start.
    #[serde(default)]
    pub unread: Option<Fact<bool>>,
    /// Rules of style that its documentation sets.
    pub style: Fact<Vec<StyleRule>>,
    /// Variables that hold a Procfile which replaces the file, strongest first.
    pub override_variables: Fact<Vec<String>>,
    /// Variables that hold one where there is neither such a Procfile nor a file.
    #[serde(default)]
    pub fallback_variables: Option<Fact<Vec<String>>>,
    /// Whether the processes of the file stay that such a Procfile does not name.
    #[serde(default)]
    pub keeps_file: Option<Fact<bool>>,
    /// What is set on the platform in place of the Procfile.
    pub override_form: Fact<OverrideForm>,
    /// What it prints of a text that its parser refuses, where that is not what the parser says.
    #[serde(default)]
    pub says: Option<Fact<String>>,
    /// A file in which a start command may stand, so that no Procfile is missed.
    #[serde(default)]
    pub command_file: Option<Fact<CommandFile>>,
    /// Whether it reads the file before it installs anything; otherwise a text that it refuses comes up at the end.
    #[serde(default)]
    pub read_first: Option<Fact<bool>>,
    /// What happens without a Procfile.
    pub missing: Fact<MissingProcfile>,
    /// The Procfile that its documentation prints as the default.
    #[serde(default)]
    pub documented_default: Option<Fact<String>>,
    /// A file from which it builds and starts in another way, without a Procfile, if the app is set so.
    #[serde(default)]
    pub other_way: Option<Fact<String>>,
    /// Whether it starts only the process named `web`.
    pub only_web: Fact<bool>,
    /// Whether a process starts that is the only one, whatever its name is.
    #[serde(default)]
    pub sole_process_starts: Option<Fact<bool>>,
    /// What it starts where no process is named `web`.
    #[serde(default)]
    pub stand_in: Option<Fact<StandIn>>,
    /// Whether the build stops where no process is named `web`.
    #[serde(default)]
    pub needs_web: Option<Fact<bool>>,
    /// Whether it runs the command of the process `release` once, before a release is deployed; without a document that says
    /// so or not, it may.
    #[serde(default)]
    pub runs_release: Option<Fact<bool>>,
    /// What it keeps of the file when it recognises the project, and builds from until it is told to look again.
    #[serde(default)]
    pub snapshot: Option<Fact<Snapshot>>,
}

impl Procfile {
    /// Whether the platform reads the project's file.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.unread.as_ref().is_none_or(|fact| !fact.value)
    }

    /// Whether it runs the command of this process once, before a release is deployed.
    #[must_use]
    pub fn runs_at_release(&self, process: &str) -> bool {
        process == RELEASE && self.runs_release.as_ref().is_some_and(|fact| fact.value)
    }

    /// Whether the file's processes stay beside those of a Procfile that is set on the platform.
    #[must_use]
    pub fn keeps_file(&self) -> bool {
        self.keeps_file.as_ref().is_some_and(|fact| fact.value)
    }

    /// Whether a process starts that is the only one, whatever its name is.
    #[must_use]
    pub fn starts_sole_process(&self) -> bool {
        self.sole_process_starts.as_ref().is_some_and(|fact| fact.value)
    }
}

/// A file of a platform's own in which a start command may stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CommandFile {
    /// The files, at the root.
    pub files: Vec<String>,
    /// The key before the command.
    pub key: String,
}

/// A parser of Procfiles; the analysis has one function for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dialect {
    /// `YAML.load_file` of Ruby: the file has to be a mapping.
    RubyYaml,
    /// One regular expression a line, whatever does not match is dropped.
    HerokuClassic,
    /// A strict grammar for the whole file; it repairs some names with a warning and refuses everything else.
    HerokuCnb,
    /// One regular expression a line, from the start of the line; whatever does not match is dropped.
    Paketo,
    /// Go's `yaml.v2` into a map from texts to texts.
    GoYaml,
    /// Rust's `serde_yaml` into a map from texts to texts.
    SerdeYaml,
    /// One regular expression over the whole text; of a name that stands twice, the first counts.
    GoogleCloud,
    /// A check that refuses the whole file for one line, and a smaller parser where the command is started.
    Dokku,
}

impl Dialect {
    /// Whether it takes the text for YAML.
    #[must_use]
    pub fn is_yaml(self) -> bool {
        match self {
            Self::RubyYaml | Self::GoYaml | Self::SerdeYaml => true,
            Self::HerokuClassic | Self::HerokuCnb | Self::Paketo | Self::GoogleCloud | Self::Dokku => false,
        }
    }
}

/// What a platform keeps of a Procfile when it recognises the project; the analysis has one function for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Snapshot {
    /// The text as it is.
    Verbatim,
    /// The text of Rainbond's slug builder: `web: ` comes before a text that does not begin with `web:`, and a space
    /// behind a `web:` that has none.
    WebFirst,
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
    /// Rainbond's detection for Cloud Native Buildpacks writes one for the frameworks that it knows.
    CnbStartCommand,
    /// Nothing is started.
    Nothing,
    /// Railpack looks for a start command at each build.
    Railpack,
    /// Nixpacks looks for a start command at each build.
    Nixpacks,
    /// Google's buildpacks look for a start command at each build, and stop without one.
    GoogleCloud,
    /// Paketo's buildpacks start the only script of a project of Poetry, else Python without a program.
    Paketo,
}

impl MissingProcfile {
    /// Whether each build looks for a start command, which nobody keeps.
    #[must_use]
    pub fn looks_at_each_build(self) -> bool {
        match self {
            Self::Railpack | Self::Nixpacks | Self::GoogleCloud | Self::Paketo => true,
            Self::Nothing | Self::SlugBuilderGenerator | Self::CnbStartCommand => false,
        }
    }
}

/// What starts of a Procfile without `web`; the analysis has one function for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StandIn {
    /// `worker`, else any with a command; so does a `web` without one.
    WorkerOrAny,
    /// `worker`, else the first by name but `release`.
    WorkerOrFirstName,
}

/// What a platform does with Django's static files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StaticFiles {
    /// How many folders deep `manage.py` is looked for; 1 is the root.
    pub manage_py_depth: Fact<usize>,
    /// The commands in their order; `{manage.py}` stands for its path. None where the platform leaves static files alone.
    pub commands: Fact<Vec<StaticCommand>>,
    /// What happens when Django's app for static files is not installed.
    pub without_app: Fact<WithoutStaticApp>,
    /// Whether the build stops where Django is required and no `manage.py` is found.
    #[serde(default)]
    pub needs_manage_py: Option<Fact<bool>>,
    /// Whether it runs only where the requirements name Django themselves, and not a package that needs it.
    #[serde(default)]
    pub django_by_name: Option<Fact<bool>>,
    /// How to switch it off by a variable.
    #[serde(default)]
    pub switch: Option<Fact<Switch>>,
    /// A file that switches it off by being there.
    #[serde(default)]
    pub disabling_file: Option<Fact<String>>,
}

/// What happens when Django's app for static files is not installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WithoutStaticApp {
    /// The command is run all the same and fails.
    Fails,
    /// The command is left out.
    Skipped,
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
    /// Whether this value works. Buildpacks that look for 0 have the value from Bash, which drops line ends at its end.
    #[must_use]
    pub fn accept(self, value: &str) -> bool {
        match self {
            Self::AnyNonEmpty => !value.is_empty(),
            Self::AnyButZero => !matches!(value.trim_end_matches('\n'), "" | "0"),
        }
    }
}

/// What a platform gives the running application and asks of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Runtime {
    /// The variable that holds the port to listen on.
    pub port_variable: Fact<String>,
    /// The port that this variable always holds, whatever the user has set; none where it follows the setting.
    #[serde(default)]
    pub fixed_port: Option<Fact<u16>>,
    /// Variables that the build sets for the application, with their values where those are always the same.
    #[serde(default)]
    pub sets: Option<Fact<Vec<SetVariable>>>,
    /// How the values begin of variables that it sets for an application with a database of its own.
    #[serde(default)]
    pub addons_set: Option<Fact<BTreeMap<String, String>>>,
    /// What is known not to be in the image that applications run in.
    #[serde(default)]
    pub lacks: Option<Fact<Lacking>>,
    /// The port that the variable holds unless another one is set on the platform; none if that changes at each start.
    #[serde(default)]
    pub usual_port: Option<Fact<u16>>,
    /// Whether it takes down a web process that does not listen at the port that it was given.
    #[serde(default)]
    pub awaits_port: Option<Fact<bool>>,
    /// The folder that gunicorn's workers need for their temporary files.
    #[serde(default)]
    pub worker_tmp_dir: Option<Fact<String>>,
    /// Whether Python searches the root of the project for modules wherever a program is started, because the platform
    /// sets PYTHONPATH so; without a document that says so or not, it may.
    #[serde(default)]
    pub python_path_is_app_folder: Option<Fact<bool>>,
    /// Whether a deployment without a start command is refused.
    pub run_command_required: Fact<bool>,
}

/// What an image does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lacking {
    /// By the names that Ubuntu's packages have.
    pub packages: Vec<String>,
    /// The file of a project that asks the platform for such packages.
    pub asked_in: String,
    /// The buildpack that has to be added for that file; none if it is read anyway.
    #[serde(default)]
    pub read_by: Option<String>,
}

/// A variable that the platform sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SetVariable {
    /// Its name.
    pub name: String,
    /// Its value.
    #[serde(default)]
    pub value: Option<String>,
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
