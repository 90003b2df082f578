//! `pushready platforms`.

use std::process::ExitCode;

use serde::Serialize;

use super::arguments::{ListFormat, Platforms};
use super::context::Context;
use super::failure::Failure;
use super::json;
use super::request::find;
use crate::language::Language;
use crate::platform::custom::to_json;
use crate::platform::{self, Platform};
use crate::report::render::text::lists;

/// A platform as the list shows it.
#[derive(Serialize)]
struct PlatformEntry<'a> {
    id: &'a str,
    name: &'a str,
    summary: &'a str,
}

pub(super) fn run(arguments: &Platforms, context: &mut Context) -> Result<ExitCode, Failure> {
    let entries = || platform::all().iter().map(|platform| entry(platform, context.language));
    match (&arguments.id, arguments.format) {
        (None, ListFormat::Text) => context.streams.text(&lists::platforms(context.language))?,
        (None, ListFormat::Json) => json::document(&entries().collect::<Vec<_>>())?,
        (Some(id), ListFormat::Text) => {
            context.streams.paged(&lists::platform(find(id)?, context.language, context.streams.color()))?;
        }
        (Some(id), ListFormat::Json) => json::document(&to_json(find(id)?))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn entry(platform: &Platform, language: Language) -> PlatformEntry<'_> {
    PlatformEntry { id: &platform.id, name: &platform.name, summary: language.pick(&platform.summary.en, &platform.summary.zh) }
}
