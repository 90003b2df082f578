//! The commands and their options.
#![expect(clippy::disallowed_methods, reason = "the language of the messages comes from the environment")]

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

#[cfg(feature = "serve")]
use super::serve::arguments::Serve;
use crate::fetch;
use crate::language::Language;

/// Its names in capitals are no code to a reader of the help, as backticks would have it.
const LANGUAGE_HELP: &str = "Language of the messages [default: from LC_ALL, LC_MESSAGES or LANG]";

/// Says what a platform will do with a Python web project, and where it breaks, before the push
#[derive(Debug, Parser)]
#[command(name = "pushready", version, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    #[arg(long, help_heading = "Output", global = true, value_name = "en|zh", value_parser = language, help = LANGUAGE_HELP)]
    pub(super) lang: Option<Language>,
    /// When to use colours
    #[arg(long, help_heading = "Output", global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
    /// Print long text at once, also on a terminal
    #[arg(long, help_heading = "Output", global = true)]
    pub(super) no_pager: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Judge a project
    Check(Check),
    /// Apply fixes to a project
    Fix(Fix),
    /// Print the build plan
    Plan(Plan),
    /// Run the plan for real
    #[cfg(feature = "executor")]
    Build(Box<Build>),
    /// Open a project on the page, served on this machine
    #[cfg(feature = "serve")]
    Serve(Serve),
    /// Print the page of a rule
    Explain(Explain),
    /// List every rule
    Rules(Rules),
    /// List every platform, or all facts about one
    Platforms(Platforms),
    /// Write the files that a project lacks
    Init(Init),
    /// Serve an editor: diagnostics while typing, fixes, and the pages of the rules
    #[cfg(feature = "lsp")]
    Lsp(Lsp),
    /// Print what a shell needs to complete commands and options
    Completions(Completions),
    /// Print or write pages for man
    Man(Man),
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) target: Target<AnyPlatforms>,
    /// Further projects
    #[arg(value_name = "PATH")]
    pub(super) more: Vec<PathBuf>,
    /// Judge every project that lies in these folders
    #[arg(long)]
    pub(super) recursive: bool,
    /// Check again at every change
    #[arg(long)]
    pub(super) watch: bool,
    #[command(flatten)]
    pub(super) choice: Choice,
    /// Form of the report
    #[arg(long, help_heading = "Output", value_name = "FORMAT", default_value = "text")]
    pub(super) format: ReportFormat,
    #[command(flatten)]
    pub(super) asking: Asking,
}

#[derive(Debug, Args)]
pub(super) struct Fix {
    #[command(flatten)]
    pub(super) target: Target<AnyPlatforms>,
    #[command(flatten)]
    pub(super) choice: Choice,
    /// Also apply fixes that are probably what was meant
    #[arg(long = "unsafe")]
    pub(super) unsafe_too: bool,
    /// Print a patch for `git apply` and write nothing
    #[arg(long)]
    pub(super) diff: bool,
    #[command(flatten)]
    pub(super) asking: Asking,
}

#[derive(Debug, Args)]
pub(super) struct Plan {
    #[command(flatten)]
    pub(super) target: Target<AnyPlatforms>,
    /// Form of the plan
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: PlanFormat,
    #[command(flatten)]
    pub(super) asking: Asking,
}

#[cfg(feature = "executor")]
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) target: Target<OnePlatform>,
    /// Folder for the result: a new or empty one, or that of an earlier build [default: one in the cache]
    #[arg(long, help_heading = "Result", value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Archive for the packed result: a new file, or the slug of an earlier build
    #[arg(long, help_heading = "Result", value_name = "FILE.tgz")]
    pub(super) slug: Option<PathBuf>,
    /// Folder for what later builds can use again [default: pushready in the user's cache folder]
    #[arg(long, help_heading = "Result", value_name = "DIR")]
    pub(super) cache: Option<PathBuf>,
    /// Start from nothing and leave nothing for later builds
    #[arg(long, help_heading = "Result", conflicts_with = "cache")]
    pub(super) no_cache: bool,
    /// Interpreter to build with
    #[arg(long, help_heading = "Python and packages", value_name = "PATH")]
    pub(super) python: Option<PathBuf>,
    /// Folder of an interpreter, or one with a folder for each; repeatable
    #[arg(long, help_heading = "Python and packages", value_name = "DIR")]
    pub(super) python_dir: Vec<PathBuf>,
    /// Address below which python-X.Y.Z.tar.gz lies [default: the variable `PUSHREADY_RUNTIME_URL`]
    #[arg(long, help_heading = "Python and packages", value_name = "BASE")]
    pub(super) runtime_url: Option<String>,
    /// Take another patch of the same series if the exact one is not there
    #[arg(long, help_heading = "Python and packages")]
    pub(super) nearest_patch: bool,
    /// Where Python and the packages go
    #[arg(long, help_heading = "Python and packages", value_name = "LAYOUT", default_value = "environment")]
    pub(super) layout: BuildLayout,
    /// What installs a requirements.txt
    #[arg(long, help_heading = "Python and packages", value_name = "TOOL", default_value = "pip")]
    pub(super) installer: BuildInstaller,
    /// How long one step may take
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    pub(super) timeout: Option<u64>,
    /// Then start the web process as the platform does, and ask it for its first page
    #[arg(long, help_heading = "Start")]
    pub(super) start: bool,
    /// How long the web process may take until it listens
    #[arg(long, help_heading = "Start", value_name = "SECONDS", default_value = "60", requires = "start", value_parser = clap::value_parser!(u64).range(1..))]
    pub(super) start_timeout: u64,
    /// Host that the first request is for [default: one of the project's own]
    #[arg(long, help_heading = "Start", value_name = "HOST", requires = "start")]
    pub(super) start_host: Option<String>,
    /// Form of the log
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) log_format: ListFormat,
    /// Insist on the sandbox in which programs run where bubblewrap works: they write to the output and the cache, and see no
    /// home folder
    #[arg(long)]
    pub(super) sandbox: bool,
    /// Run programs with all rights of the caller, and with the network in every step
    #[arg(long, conflicts_with = "sandbox")]
    pub(super) no_sandbox: bool,
    /// Leave what a failed build has made
    #[arg(long, help_heading = "Result")]
    pub(super) keep_failed: bool,
    /// Build although the check is certain that it fails, and let the slug replace any file
    #[arg(long)]
    pub(super) force: bool,
}

#[cfg(feature = "executor")]
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum BuildLayout {
    /// A virtual environment beside the application
    Environment,
    /// A whole Python in .heroku/python of the application, as slugs have it
    Heroku,
}

#[cfg(feature = "executor")]
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum BuildInstaller {
    /// The platform's own
    Pip,
    /// Faster, with its own rules
    Uv,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// Code or name of the rule, such as PSH203
    #[arg(value_name = "CODE|NAME")]
    pub(super) rule: String,
}

#[derive(Debug, Args)]
pub(super) struct Rules {
    /// Form of the list
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: ListFormat,
}

#[derive(Debug, Args)]
pub(super) struct Platforms {
    /// The platform whose facts are wanted
    pub(super) id: Option<String>,
    /// Form of the list
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: ListFormat,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    pub(super) shell: Shell,
}

#[derive(Debug, Args)]
pub(super) struct Man {
    /// Folder for the pages, one a command; without it, the page of the program is printed
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Init {
    /// Folder of the project
    #[arg(default_value = ".", value_name = "FOLDER")]
    pub(super) path: PathBuf,
    /// Platform to write them for; repeatable [default: of the configuration, else it is asked]
    #[arg(long, value_name = "ID")]
    pub(super) platform: Vec<String>,
    /// Write without asking
    #[arg(long, conflicts_with = "diff")]
    pub(super) yes: bool,
    /// Print a patch for `git apply` and write nothing
    #[arg(long)]
    pub(super) diff: bool,
}

#[cfg(feature = "lsp")]
#[derive(Debug, Args)]
pub(super) struct Lsp {
    /// Speak over standard input and output, as it does in any case; some editors add it
    #[arg(long, hide = true)]
    stdio: bool,
}

/// The project, and where it will run.
#[derive(Debug, Args)]
pub(super) struct Target<P: Args> {
    /// Folder, .zip, .tar.gz, .tgz, .tar, project bundle (.json), or - for a tar stream on standard input
    #[arg(default_value = ".")]
    pub(super) path: PathBuf,
    #[command(flatten)]
    pub(super) platforms: P,
    /// Variable that is set on the platform; repeatable
    #[arg(long, help_heading = "Platform", value_name = "KEY=VALUE", value_parser = variable)]
    pub(super) env: Vec<(String, String)>,
    /// File of variables that are set on the platform, KEY=VALUE a line
    #[arg(long, help_heading = "Platform", value_name = "FILE")]
    pub(super) env_file: Option<PathBuf>,
    /// Procfile that is set on the platform and overrides the file
    #[arg(long, help_heading = "Platform", value_name = "TEXT")]
    pub(super) procfile: Option<String>,
    /// Configuration [default: pushready.toml of the project, else [tool.pushready] of its pyproject.toml]
    #[arg(long, help_heading = "Rules", value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Folder of the project that the platform is set to build [default: the top of the project]
    #[arg(long, help_heading = "Platform", value_name = "FOLDER")]
    pub(super) root: Option<String>,
}

/// The platforms that are looked at.
#[derive(Debug, Args)]
pub(super) struct AnyPlatforms {
    /// Platform to look at; repeatable [default: rainbond]
    #[arg(long, help_heading = "Platform", value_name = "ID", conflicts_with = "all_platforms")]
    pub(super) platform: Vec<String>,
    /// Description of a platform of your own, in TOML; it may extend one that is known; repeatable
    #[arg(long, help_heading = "Platform", value_name = "FILE", conflicts_with = "all_platforms")]
    pub(super) platform_file: Vec<PathBuf>,
    /// Look at every platform
    #[arg(long, help_heading = "Platform")]
    pub(super) all_platforms: bool,
}

/// The platform that is built for.
#[cfg(feature = "executor")]
#[derive(Debug, Args)]
pub(super) struct OnePlatform {
    /// Platform to build for [default: rainbond]
    #[arg(long, help_heading = "Platform", value_name = "ID", conflicts_with = "platform_file")]
    pub(super) platform: Option<String>,
    /// Description of a platform of your own, in TOML; it may extend one that is known
    #[arg(long, help_heading = "Platform", value_name = "FILE")]
    pub(super) platform_file: Option<PathBuf>,
}

/// Which rules count, and how much.
#[derive(Debug, Args)]
pub(super) struct Choice {
    /// Only these rules: codes, names, or beginnings such as PSH2; comma-separated
    #[arg(long, help_heading = "Rules", value_name = "CODES", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Not these rules
    #[arg(long, help_heading = "Rules", value_name = "CODES", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Severity from which the exit status is 1
    #[arg(long, help_heading = "Rules", value_name = "SEVERITY", default_value = "error")]
    pub(super) fail_on: FailOn,
}

/// Whether a package index is asked, and which.
#[derive(Debug, Args)]
pub(super) struct Asking {
    /// Ask the package index which releases pip will find there [default: as the variable `PUSHREADY_INDEX` or the
    /// configuration says]
    #[arg(long, help_heading = "Package index")]
    pub(super) index: bool,
    /// Address of the index to ask [default: of the one that the platform would ask]
    #[arg(long, help_heading = "Package index", value_name = "URL", value_parser = index_url)]
    pub(super) index_url: Option<String>,
    /// Send nothing, and take what earlier checks were answered
    #[arg(long, help_heading = "Package index")]
    pub(super) offline: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ReportFormat {
    /// For people
    Text,
    /// One line a diagnostic
    Concise,
    /// For comments on a change
    Markdown,
    /// Annotations of GitHub Actions
    Github,
    /// Code quality report of GitLab
    Gitlab,
    /// For code hosts and editors
    Sarif,
    /// For CI systems, as test results
    Junit,
    /// For programs
    Json,
    /// For programs, a line a project
    Jsonl,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ListFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum PlanFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// The packages alone, as pins for pip; with an index
    Requirements,
    /// An image of the application
    Dockerfile,
    /// The build as a workflow
    GithubActions,
    /// Many builds on a cluster with Kubernetes
    KubernetesJob,
    /// Many builds on a cluster with Tekton
    Tekton,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum FailOn {
    /// Errors only
    Error,
    /// Errors and warnings
    Warning,
    /// Nothing
    Never,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless the variable `NO_COLOR` is set
    Auto,
    /// Even into files
    Always,
    /// Not at all
    Never,
}

impl Arguments {
    /// The language that is asked for, or the environment's.
    pub(super) fn language(&self) -> Language {
        self.lang.unwrap_or_else(language_of_environment)
    }
}

fn language_of_environment() -> Language {
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    let mut set = variables.filter(|value| !value.is_empty());
    set.next().and_then(|locale| Language::from_tag(&locale)).unwrap_or_default()
}

/// The language where the arguments are not understood, as far as they say which.
pub(super) fn language_before_parsing() -> Language {
    let arguments: Vec<String> = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let joined = arguments.iter().filter_map(|argument| argument.strip_prefix("--lang="));
    let apart = arguments.windows(2).filter(|pair| pair[0] == "--lang").map(|pair| pair[1].as_str());
    joined.chain(apart).find_map(Language::from_tag).unwrap_or_else(language_of_environment)
}

/// The address of the page, where the environment names one.
pub(super) fn site() -> Option<String> {
    std::env::var("PUSHREADY_SITE").ok().filter(|address| address.starts_with("http"))
}

/// Whether the environment wants a package index to be asked, and which.
pub(super) fn index() -> Option<String> {
    std::env::var("PUSHREADY_INDEX").ok().filter(|wish| !wish.is_empty())
}

/// The address of archives of Python, where the environment names one.
#[cfg(feature = "executor")]
pub(super) fn runtime_url() -> Option<String> {
    std::env::var("PUSHREADY_RUNTIME_URL").ok().filter(|address| !address.is_empty())
}

fn language(text: &str) -> Result<Language, &'static str> {
    Language::from_tag(text).ok_or("the languages are en and zh")
}

fn variable(text: &str) -> Result<(String, String), &'static str> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() && !name.contains(char::is_whitespace) => Ok((name.to_owned(), value.to_owned())),
        _ => Err("write KEY=VALUE"),
    }
}

fn index_url(text: &str) -> Result<String, &'static str> {
    if fetch::is_address(text) { Ok(text.to_owned()) } else { Err("write the address of an index, such as https://HOST/simple") }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_consistent() {
        Arguments::command().debug_assert();
    }
}
