//! Heroku's own fixtures: what its two buildpacks make of a project is what is predicted.
//!
//! `tests/heroku/classic.json` follows `spec/fixtures` of heroku/heroku-buildpack-python v351, and `tests/heroku/cnb.json`
//! `tests/fixtures` of heroku/buildpacks-python 6.5.6, as far as their outcome can be told from files. The fixtures have
//! no Procfile; one that starts something is put beside each.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "what is not there has to fail the test")]

mod support;

use std::collections::BTreeMap;

use pushready::diagnostic::Severity;
use pushready::language::Language;
use pushready::project::bundle::Bundle;
use pushready::report::Report;
use serde::Deserialize;
use serde_json::{Value, json};
use support::Options;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixture {
    #[serde(rename = "fixture")]
    name: String,
    files: BTreeMap<String, Value>,
    #[serde(default)]
    env: BTreeMap<String, String>,
    verdict: String,
    /// Every rule that speaks of more than style, each once.
    codes: Vec<String>,
    /// The title that the platform prints, without what comes below it.
    says: Option<String>,
    /// How the request for a version ends, and what is installed.
    #[serde(default)]
    python: Option<(String, Option<String>)>,
}

impl Fixture {
    fn report(&self, platform: &str) -> Report {
        let mut files = json!({"Procfile": "web: true\n"});
        for (path, content) in &self.files {
            files[path] = content.clone();
        }
        let bundle = Bundle::parse(&json!({"schema": 1, "files": files}).to_string()).expect("a bundle");
        let options = Options {
            platforms: vec![platform.to_owned()],
            env: self.env.clone(),
            procfile: None,
            example: None,
            not_executable: vec![],
            index: None,
        };
        support::check(&bundle.project, &options, Language::En).reports.remove(0)
    }

    fn compare(&self, platform: &str) -> Vec<String> {
        let report = self.report(platform);
        let counts = |severity, code: &str| severity != Severity::Info || self.codes.iter().any(|expected| expected == code);
        let mut codes: Vec<&str> =
            report.diagnostics.iter().filter(|said| counts(said.severity, said.code)).map(|said| said.code).collect();
        codes.sort_unstable();
        codes.dedup();
        let mut says: Vec<&str> = report.diagnostics.iter().filter_map(|said| said.platform_says.as_deref()).collect();
        says.retain(|_| self.says.is_some() || !self.codes.iter().any(|code| code.starts_with("PSH5")));
        let verdict = serde_json::to_value(report.verdict).expect("a word");
        let status = serde_json::to_value(report.python.status).expect("a word");
        let python = (status.as_str().unwrap_or_default().to_owned(), report.python.resolved);
        let is_python = self.python.as_ref().is_none_or(|expected| *expected == python);
        let is_right = verdict == self.verdict.as_str() && codes == self.codes && says == self.says.as_slice() && is_python;
        let said = format!("{platform} {}: {verdict} {codes:?} {says:?} {python:?}", self.name);
        if is_right { vec![] } else { vec![said] }
    }
}

fn compare(platform: &str, fixtures: &str) {
    let fixtures: Vec<Fixture> = serde_json::from_str(fixtures).expect("fixtures");
    let wrong: Vec<String> = fixtures.iter().flat_map(|fixture| fixture.compare(platform)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_classic_buildpack_does_what_is_predicted() {
    compare("heroku", include_str!("heroku/classic.json"));
}

#[test]
fn the_cloud_native_buildpack_does_what_is_predicted() {
    compare("heroku-cnb", include_str!("heroku/cnb.json"));
}
