//! From options to the core's request.

use std::collections::BTreeMap;
use std::path::Path;

use clap::Args;

#[cfg(feature = "executor")]
use super::arguments::OnePlatform;
use super::arguments::{AnyPlatforms, Choice, FailOn, Target};
use super::failure::Failure;
use super::input::{Contents, Input, read_text, shown};
use super::unfit::Unfit;
use crate::Request;
use crate::analysis::Settings;
use crate::configuration::Configuration;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::Language;
use crate::order;
use crate::platform::{self, Platform, custom};
use crate::project::{Project, path};
use crate::rules::registry::RULES;
use crate::rules::{Selection, UnknownRule};
use crate::syntax::env_file::EnvFile;
use crate::text::nearest::nearest;
use crate::text::visible;

/// Platforms as a command takes them.
pub(super) trait Named {
    /// Those that the command line names.
    fn named(&self) -> Result<Vec<&'static Platform>, Failure>;
}

impl Named for AnyPlatforms {
    fn named(&self) -> Result<Vec<&'static Platform>, Failure> {
        if self.all_platforms {
            return Ok(platform::all().to_vec());
        }
        let own = self.platform_file.iter().map(|path| own_platform(path)).collect::<Result<Vec<_>, _>>()?;
        let known = self.platform.iter().map(|id| find(id)).collect::<Result<Vec<_>, _>>()?;
        let mut platforms: Vec<&Platform> = vec![];
        for platform in known.into_iter().chain(own) {
            if !platforms.iter().any(|known| known.id == platform.id) {
                platforms.push(platform);
            }
        }
        Ok(platforms)
    }
}

#[cfg(feature = "executor")]
impl Named for OnePlatform {
    fn named(&self) -> Result<Vec<&'static Platform>, Failure> {
        let known = self.platform.iter().map(|id| find(id));
        known.chain(self.platform_file.iter().map(|path| own_platform(path))).collect()
    }
}

/// What the command line says of each project that it names.
pub(super) struct Wanted {
    platforms: Vec<&'static Platform>,
    settings: Settings,
    env_file: BTreeMap<String, String>,
    configuration: Option<Configuration>,
    selection: Selection,
    language: Language,
}

impl<P: Args + Named> Target<P> {
    /// Reads the project and puts the request together. What the command line says goes before what a bundle says.
    pub(super) fn read(&self, selection: Selection, language: Language) -> Result<(Input, Request), Failure> {
        self.wanted(selection, language)?.read(&self.path, Contents::Read)
    }

    /// What is said beside the project; wrong options are told before a large project is read.
    pub(super) fn wanted(&self, selection: Selection, language: Language) -> Result<Wanted, Failure> {
        Ok(Wanted {
            platforms: self.platforms.named()?,
            settings: Settings {
                env: order::map(self.env.iter().cloned()),
                procfile: self.procfile.clone(),
                root: self.root.as_deref().map(root).transpose()?,
                ..Settings::default()
            },
            env_file: self.env_file()?,
            configuration: self.config.as_deref().map(configuration).transpose()?,
            selection,
            language,
        })
    }

    fn env_file(&self) -> Result<BTreeMap<String, String>, Failure> {
        let Some(path) = &self.env_file else { return Ok(BTreeMap::new()) };
        let text = read_text(path)?;
        EnvFile::parse(&text).variables(&text).map_err(|source| Failure::EnvFile { path: shown(path), source })
    }
}

impl Wanted {
    /// The language of every sentence.
    pub(super) fn language(&self) -> Language {
        self.language
    }

    /// Reads a project and puts the request together.
    pub(super) fn read(&self, path: &Path, contents: Contents) -> Result<(Input, Request), Failure> {
        let mut input = Input::read(path, contents)?;
        input.configuration = match &self.configuration {
            Some(configuration) => configuration.clone(),
            None => own_configuration(&input)?,
        };
        let platforms = match (self.platforms.is_empty(), &input.bundle.platform) {
            (true, Some(id)) => vec![find(id)?],
            _ => self.platforms.clone(),
        };
        let mut settings = self.settings.clone();
        let mut env = std::mem::take(&mut input.bundle.env);
        env.extend(self.env_file.clone());
        env.append(&mut settings.env);
        settings.env = env;
        settings.procfile = settings.procfile.or(input.bundle.procfile.take());
        let request = Request { platforms, settings, selection: self.selection.clone(), language: self.language };
        let request = request.configured(&input.configuration);
        match &request.settings.root {
            Some(root) if !input.bundle.project.has_folder(root) => Err(no_such_root(root, &input.bundle.project)),
            _ => Ok((input, request)),
        }
    }
}

/// The file of `--config`, which may extend files anywhere.
fn configuration(path: &Path) -> Result<Configuration, Failure> {
    Ok(Configuration::parse(&shown(path), &read_text(path)?, &from_disk)?)
}

/// The one of the project, which may extend files beside the folder that it lies in.
pub(super) fn own_configuration(input: &Input) -> Result<Configuration, Failure> {
    let project = &input.bundle.project;
    Ok(match &input.folder {
        Some(folder) => Configuration::of_folder(project, &|path| from_disk(&folder.join(path).to_string_lossy()))?,
        None => Configuration::of(project)?,
    })
}

fn from_disk(path: &str) -> Option<String> {
    read_text(Path::new(path)).ok()
}

/// The folder of `--root`, from the top of the project; empty where it is that.
fn root(given: &str) -> Result<String, Failure> {
    let given = given.replace(std::path::MAIN_SEPARATOR, "/");
    path::resolved(path::ROOT, &given).ok_or_else(|| Failure::Unfit(Unfit::RootOutside { given: visible(&given).into_owned() }))
}

fn no_such_root(root: &str, project: &Project) -> Failure {
    let nearest = nearest(root, project.folders()).map(|folder| visible(folder).into_owned());
    Unfit::NoSuchRoot { root: visible(root).into_owned(), nearest }.into()
}

impl Choice {
    /// The rules that are looked at.
    pub(super) fn selection(&self) -> Result<Selection, Failure> {
        Selection::new(self.select.clone(), self.ignore.clone()).map_err(|UnknownRule(given)| unknown_rule(given))
    }
}

impl FailOn {
    /// Whether anything at all leads to the exit status 1.
    pub(super) fn is_ever_reached(self) -> bool {
        !matches!(self, Self::Never)
    }

    /// Whether one of these is of this severity.
    pub(super) fn is_reached<'d>(self, diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> bool {
        let least = match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Never => return false,
        };
        diagnostics.into_iter().any(|diagnostic| diagnostic.severity >= least)
    }
}

/// The platform that a file describes; it stays in memory until the program ends.
fn own_platform(path: &Path) -> Result<&'static Platform, Failure> {
    let platform = custom::read(&read_text(path)?).map_err(|source| Failure::PlatformFile { path: shown(path), source })?;
    match platform.rules.keys().find(|code| !RULES.iter().any(|rule| rule.code == *code)) {
        Some(code) => Err(unknown_rule(code.clone())),
        None => Ok(Box::leak(Box::new(platform))),
    }
}

/// The platform of this id, or the one that was probably meant.
pub(super) fn find(id: &str) -> Result<&'static Platform, Failure> {
    platform::find(id).ok_or_else(|| {
        let known = || platform::all().iter().map(|platform| platform.id.as_str());
        Failure::UnknownPlatform {
            id: id.to_owned(),
            nearest: nearest(id, known()).map(str::to_owned),
            known: known().map(str::to_owned).collect(),
        }
    })
}

/// The failure for a rule that does not exist.
pub(super) fn unknown_rule(given: String) -> Failure {
    let names = RULES.iter().flat_map(|rule| [rule.code, rule.name]);
    let nearest = nearest(&given, names).map(str::to_owned);
    Failure::UnknownRule { given, nearest }
}
