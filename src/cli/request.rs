//! From options to the core's request.

use std::collections::BTreeMap;
use std::path::Path;

use clap::Args;

#[cfg(feature = "executor")]
use super::arguments::OnePlatform;
use super::arguments::{AnyPlatforms, Choice, FailOn, Target};
use super::failure::Failure;
use super::input::{self, Contents, Input, read_text, shown};
use crate::Request;
use crate::analysis::Settings;
use crate::configuration::Configuration;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::Language;
use crate::platform::{self, Platform, custom};
use crate::rules::registry::RULES;
use crate::rules::{Selection, UnknownRule};
use crate::syntax::env_file::EnvFile;
use crate::text::nearest::nearest;

/// Platforms as a command takes them.
pub(super) trait Named {
    /// Those that the command line names.
    fn named(&self) -> Result<Vec<&'static Platform>, Failure>;
}

impl Named for AnyPlatforms {
    fn named(&self) -> Result<Vec<&'static Platform>, Failure> {
        if self.all_platforms {
            return Ok(platform::all().iter().collect());
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

impl<P: Args + Named> Target<P> {
    /// Reads the project and puts the request together. What the command line says goes before what a bundle says.
    pub(super) fn read(&self, selection: Selection, language: Language) -> Result<(Input, Request), Failure> {
        self.read_with(Contents::Read, selection, language)
    }

    /// [`Self::read`], with the contents that are needed of an archive.
    pub(super) fn read_with(
        &self,
        contents: Contents,
        selection: Selection,
        language: Language,
    ) -> Result<(Input, Request), Failure> {
        // Wrong options are told before a large project is read.
        let named = self.platforms.named()?;
        let env_file = self.env_file()?;
        let mut input = Input::read(&self.path, contents)?;
        input.configuration = self.configuration(&input)?;
        let platforms = match (named.is_empty(), &input.bundle.platform) {
            (true, Some(id)) => vec![find(id)?],
            _ => named,
        };
        let mut env = std::mem::take(&mut input.bundle.env);
        env.extend(env_file);
        env.extend(self.env.iter().cloned());
        let settings = Settings { env, procfile: self.procfile.clone().or(input.bundle.procfile.take()), ..Settings::default() };
        let request = Request { platforms, settings, selection, language }.configured(&input.configuration);
        Ok((input, request))
    }

    /// The file of `--config`, which may extend files anywhere, or the one of the project, which may extend files beside
    /// the folder that it lies in.
    fn configuration(&self, input: &Input) -> Result<Configuration, Failure> {
        let from_disk = |path: &str| input::read_text(Path::new(path)).ok();
        let found = match (&self.config, &input.folder) {
            (Some(path), _) => Configuration::parse(&shown(path), &read_text(path)?, &from_disk),
            (None, Some(folder)) => {
                Configuration::of_folder(&input.bundle.project, &|path| from_disk(&folder.join(path).to_string_lossy()))
            }
            (None, None) => Configuration::of(&input.bundle.project),
        };
        Ok(found?)
    }

    fn env_file(&self) -> Result<BTreeMap<String, String>, Failure> {
        let Some(path) = &self.env_file else { return Ok(BTreeMap::new()) };
        let text = read_text(path)?;
        EnvFile::parse(&text).variables(&text).map_err(|source| Failure::EnvFile { path: shown(path), source })
    }
}

impl Choice {
    /// The rules that are looked at.
    pub(super) fn selection(&self) -> Result<Selection, Failure> {
        Selection::new(self.select.clone(), self.ignore.clone()).map_err(|UnknownRule(given)| unknown_rule(given))
    }
}

impl FailOn {
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
