//! A Cloud Native Buildpack: detect is the check of a platform's profile, and build carries out its plan.
//!
//! One program is both, told apart by the name that it is called by. `libcnb` speaks the buildpack API.

mod app;
mod launch;
mod layers;
mod trouble;

use libcnb::build::{BuildContext, BuildResult, BuildResultBuilder};
use libcnb::data::build_plan::BuildPlanBuilder;
use libcnb::detect::{DetectContext, DetectResult, DetectResultBuilder};
use libcnb::generic::{GenericMetadata, GenericPlatform};
use libcnb::{Buildpack, Error, Platform as _};

use super::arguments::Color;
use super::build::{log::Log, summary};
use super::context::Context;
use super::failure::Failure;
use super::stream::{self, Streams};
use crate::executor::{
    self, Build, BuildReport, Caller, Installer, Interrupt, Layout, NoSandbox, Options, PythonOptions, Source, Start,
};
use crate::language::{Language, say};
use crate::report::render::text::{Look, problems};
use app::App;
use layers::Layers;
use trouble::Trouble;

/// What the buildpack gives and needs itself.
const PROVIDED: &str = "python";

/// Runs the phase that the program is called by.
pub fn main() {
    libcnb::libcnb_runtime(&Pushready);
}

struct Pushready;

impl Buildpack for Pushready {
    type Platform = GenericPlatform;
    type Metadata = GenericMetadata;
    type Error = Trouble;

    fn detect(&self, context: DetectContext<Self>) -> libcnb::Result<DetectResult, Trouble> {
        let app = App::read(&context.app_dir, context.platform.env()).map_err(Trouble::from)?;
        if app.is_built_as_python() {
            let plan = BuildPlanBuilder::new().provides(PROVIDED).requires(PROVIDED).build();
            return DetectResultBuilder::pass().build_plan(plan).build();
        }
        stream::say(&Failure::NotPython { platform: &app.platform.name }.text(Language::En));
        DetectResultBuilder::fail().build()
    }

    fn build(&self, context: BuildContext<Self>) -> libcnb::Result<BuildResult, Trouble> {
        let app = App::read(&context.app_dir, context.platform.env()).map_err(Trouble::from)?;
        let layers = Layers::make(&context)?;
        let built = carry_out(&app, &layers)?;
        if !built.is_well() {
            return Err(Trouble::Told.into());
        }
        layers.settle(&app)?;
        BuildResultBuilder::new().launch(launch::launch(&app)).build()
    }

    fn on_error(&self, error: Error<Trouble>) {
        let language = Language::En;
        match error {
            Error::BuildpackError(Trouble::Told) => {}
            Error::BuildpackError(Trouble::Failure(failure)) => {
                stream::say(&say!(language, "error: {}", "错误：{}", failure.text(language)));
            }
            other => stream::say(&say!(language, "error: {other}", "错误：{other}")),
        }
    }
}

/// Tells what the check says, and builds. The image may have another patch of the Python than the platform.
fn carry_out(app: &App, layers: &Layers<Pushready>) -> Result<BuildReport, Trouble> {
    let context = Context {
        streams: Streams::new(Color::Auto, false),
        language: Language::En,
        #[cfg(feature = "lsp")]
        asked_language: None,
    };
    let look = Look { language: context.language, color: context.streams.color(), site: None };
    let build = Build {
        source: Source::Folder(app.folder.clone()),
        report: app.report(),
        start: Start::default(),
        starting: None,
        options: Options {
            output: layers.output(),
            slug: None,
            cache: Some(layers.cache.clone()),
            python: PythonOptions {
                runtime_url: app.setting("PUSHREADY_RUNTIME_URL").map(str::to_owned),
                nearest_patch: true,
                ..PythonOptions::default()
            },
            layout: Layout::Heroku,
            installer: Installer::Pip,
            timeout: None,
            sandbox: Err(NoSandbox::Unwanted),
            keep_failed: false,
            force: false,
            language: context.language,
        },
        caller: Caller::of_process(),
        interrupt: Interrupt::on_signals().map_err(Failure::Signals)?,
    };
    let mut log = Log::new(&build.report.plan, &context);
    let outcome = executor::build(&build, &mut |event| log.tell(event)).map_err(Failure::from)?;
    if outcome.is_well() {
        context.streams.text(&problems(&app.report().diagnostics, &app.project, &look))?;
    } else {
        context.streams.text(&summary::text(&outcome, &build, &app.project, &look))?;
    }
    Ok(outcome)
}
