//! From options to the core's request.

use std::collections::BTreeMap;

use super::arguments::{Choice, FailOn, Target};
use super::failure::Failure;
use super::input::{Input, read_text, shown};
use super::nearest::nearest;
use crate::Request;
use crate::analysis::Settings;
use crate::diagnostic::Severity;
use crate::language::Language;
use crate::platform::{self, Platform};
use crate::report::Output;
use crate::rules::registry::RULES;
use crate::rules::{Selection, UnknownRule};
use crate::syntax::env_file::EnvFile;

/// The platform when none is named.
const DEFAULT_PLATFORM: &str = "rainbond";

impl Target {
    /// Reads the project and puts the request together. What the command line says goes before what a bundle says.
    pub(super) fn read(&self, selection: Selection, language: Language) -> Result<(Input, Request), Failure> {
        // Wrong options are told before a large project is read.
        let named = self.named_platforms()?;
        let env_file = self.env_file()?;
        let mut input = Input::read(&self.path)?;
        let platforms = match (named.is_empty(), &input.bundle.platform) {
            (false, _) => named,
            (true, Some(id)) => vec![find(id)?],
            (true, None) => vec![find(DEFAULT_PLATFORM)?],
        };
        let mut env = std::mem::take(&mut input.bundle.env);
        env.extend(env_file);
        env.extend(self.env.iter().cloned());
        let settings = Settings { env, procfile: self.procfile.clone().or(input.bundle.procfile.take()) };
        Ok((input, Request { platforms, settings, selection, language }))
    }

    fn named_platforms(&self) -> Result<Vec<&'static Platform>, Failure> {
        if self.all_platforms {
            return Ok(platform::all().iter().collect());
        }
        let mut platforms: Vec<&Platform> = vec![];
        for id in &self.platform {
            let platform = find(id)?;
            if !platforms.iter().any(|known| known.id == platform.id) {
                platforms.push(platform);
            }
        }
        Ok(platforms)
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
    /// Whether a report has something of this severity.
    pub(super) fn is_reached(self, output: &Output) -> bool {
        let least = match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Never => return false,
        };
        output.reports.iter().any(|report| report.diagnostics.iter().any(|diagnostic| diagnostic.severity >= least))
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
