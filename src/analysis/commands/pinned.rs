//! The releases that get installed, as far as the requirements pin them, and how commands are read by them.

use std::str::FromStr;

use pep440_rs::Version;

use crate::analysis::Facts;
use crate::analysis::package_manager::PackageManager;
use crate::platform::Series;

use super::command_line::CommandLine;
use super::start_command::Invocation;

/// What an invocation starts, read as the release does that the requirements pin.
#[must_use]
pub fn line<'c>(facts: &Facts<'_>, invocation: &Invocation<'c>) -> Option<CommandLine<'c>> {
    let tool = CommandLine::tool(invocation)?;
    CommandLine::of(invocation, release(facts, tool).as_ref())
}

/// The release of a program that the requirements pin in one way.
#[must_use]
pub fn release(facts: &Facts<'_>, tool: &str) -> Option<Version> {
    let package = match tool {
        "fastapi" => "fastapi-cli",
        "waitress-serve" => "waitress",
        _ => tool,
    };
    let reads = facts.package_manager.as_ref().is_some_and(PackageManager::reads_requirements);
    let mut named = facts.requirements.named().filter(|(_, named)| reads && named.normalized == package);
    let (_, only) = named.next().filter(|_| named.next().is_none())?;
    Version::from_str(only.specifiers.strip_prefix("==")?.trim()).ok()
}

/// Whether gunicorn is pinned to a release before 20, which reads the object in another way.
#[must_use]
pub fn has_old_gunicorn(facts: &Facts<'_>) -> bool {
    is_pinned_to(facts, "gunicorn", &["==1", "==0"])
}

/// Whether Flask is pinned to a release before 2, which has other words.
#[must_use]
pub fn has_old_flask(facts: &Facts<'_>) -> bool {
    is_pinned_to(facts, "flask", &["==1.", "==0."])
}

fn is_pinned_to(facts: &Facts<'_>, package: &str, starts: &[&str]) -> bool {
    let mut pins = facts.requirements.named().filter(|(_, named)| named.normalized == package);
    pins.any(|(_, named)| starts.iter().any(|start| named.specifiers.starts_with(start)))
}

/// Whether the words of Python 3.6 and later are those of the Python that gets installed.
#[must_use]
pub fn speaks_like_python_3(facts: &Facts<'_>) -> bool {
    facts.python.resolved.is_none_or(|version| version.series >= Series { major: 3, minor: 6 })
}
