//! `pushready build`.

pub(super) mod log;
pub(super) mod summary;

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use super::arguments::{self, Build as Arguments, BuildInstaller, BuildLayout, ListFormat};
use super::context::Context;
use super::failure::Failure;
use super::input::{Contents, Input, shown};
use super::json;
use crate::analysis::Settings;
use crate::executor::{
    self, Build, Caller, Event, Installer, Interrupt, Layout, NoSandbox, Options, PythonOptions, Sandbox, Source, Start, Starting,
};
use crate::fetch;
use crate::language::Language;
use crate::platform::Platform;
use crate::project::Project;
use crate::report::Output;
use crate::rules::Selection;

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<ExitCode, Failure> {
    let wanted = arguments.target.wanted(Selection::default(), context.language)?;
    let (mut input, mut request) = wanted.read(&arguments.target.path, Contents::All)?;
    let &[platform] = request.platforms.as_slice() else { return Err(Failure::SeveralPlatforms) };
    if let Some(root) = request.settings.root.take().filter(|_| platform.detection.takes_source_folder()) {
        input.enter(&root);
    }
    let project = &input.bundle.project;
    let Output { reports, .. } = crate::check(project, &request);
    let Some(report) = reports.first().filter(|report| !report.plan.steps.is_empty()) else {
        return Err(Failure::NotPython { platform: &platform.name });
    };
    let caller = Caller::of_process();
    let build = Build {
        source: source(&input, &arguments.target.path)?,
        report,
        start: Start::of(report, platform),
        starting: arguments.start.then(|| starting(arguments, project, platform, &request.settings)),
        options: options(arguments, sandbox(arguments, &caller)?, input.folder.as_deref(), context.language)?,
        caller,
        interrupt: Interrupt::on_signals().map_err(Failure::Signals)?,
    };
    let finished = match arguments.log_format {
        ListFormat::Json => executor::build(&build, &mut tell_json)?,
        ListFormat::Text => with_text_log(&build, project, context)?,
    };
    Ok(ExitCode::from(u8::from(!finished.is_well())))
}

/// A reader that has gone away does not stop a build.
fn tell_json(event: &Event<'_>) {
    let _ = json::line(event);
}

fn with_text_log(build: &Build<'_>, project: &Project, context: &Context) -> Result<executor::BuildReport, Failure> {
    let mut log = log::Log::new(&build.report.plan, context);
    let finished = executor::build(build, &mut |event| log.tell(event))?;
    let look =
        crate::report::render::text::Look { language: context.language, color: context.streams.color(), site: arguments::site() };
    context.streams.text(&summary::text(&finished, build, project, &look))?;
    Ok(finished)
}

/// Archives and bundles are unpacked from memory, where every content has to be.
fn source<'a>(input: &'a Input, path: &Path) -> Result<Source<'a>, Failure> {
    if let Some(folder) = &input.folder {
        return Ok(Source::Folder(folder.clone()));
    }
    let project = &input.bundle.project;
    let missing: Vec<&str> = project.files().filter(|(_, content)| content.stored().is_none()).map(|(path, _)| path).collect();
    match missing.first() {
        Some(example) => {
            Err(Failure::MissingContents { path: shown(path), count: missing.len(), example: (*example).to_owned() })
        }
        None => Ok(Source::Memory { project, from: (path != Path::new("-")).then(|| path.to_owned()) }),
    }
}

fn starting(arguments: &Arguments, project: &Project, platform: &'static Platform, settings: &Settings) -> Starting {
    let usual = Starting::of(project, platform, settings);
    Starting {
        host: arguments.start_host.clone().unwrap_or(usual.host),
        timeout: Duration::from_secs(arguments.start_timeout),
        ..usual
    }
}

fn sandbox(arguments: &Arguments, caller: &Caller) -> Result<Result<Sandbox, NoSandbox>, Failure> {
    let found = if arguments.no_sandbox { Err(NoSandbox::Unwanted) } else { Sandbox::find(caller) };
    match found {
        Err(why) if arguments.sandbox => Err(Failure::Sandbox(why)),
        found => Ok(found),
    }
}

fn options(
    arguments: &Arguments,
    sandbox: Result<Sandbox, NoSandbox>,
    folder: Option<&Path>,
    language: Language,
) -> Result<Options, Failure> {
    let cache = || arguments.cache.clone().or_else(fetch::user_cache).ok_or(Failure::NoCache);
    let output = match &arguments.output {
        Some(output) => output.clone(),
        None => executor::usual_output(&cache()?, folder.unwrap_or(&arguments.target.path)),
    };
    Ok(Options {
        output,
        slug: arguments.slug.clone(),
        cache: if arguments.no_cache { None } else { Some(cache()?) },
        python: PythonOptions {
            interpreter: arguments.python.clone(),
            folders: arguments.python_dir.clone(),
            runtime_url: arguments.runtime_url.clone().or_else(arguments::runtime_url),
            nearest_patch: arguments.nearest_patch,
        },
        layout: match arguments.layout {
            BuildLayout::Environment => Layout::Environment,
            BuildLayout::Heroku => Layout::Heroku,
        },
        installer: match arguments.installer {
            BuildInstaller::Pip => Installer::Pip,
            BuildInstaller::Uv => Installer::Uv,
        },
        timeout: arguments.timeout.map(Duration::from_secs),
        sandbox,
        keep_failed: arguments.keep_failed,
        force: arguments.force,
        language,
    })
}
