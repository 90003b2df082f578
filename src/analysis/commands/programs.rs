//! Which package a program belongs to. Dependencies were read from the metadata in the index.

use std::str::FromStr;

use pep440_rs::{Version, VersionSpecifiers};

use crate::analysis::Facts;
use crate::analysis::packages::{Installed, Knowledge, Presence};
use crate::analysis::requirements::ROOT_FILE;
use crate::syntax::requirements::{LineKind, Named};

use super::start_command::{How, Invocation};

/// A program that a package installs.
#[derive(Debug)]
pub struct Program {
    /// The command.
    command: &'static str,
    /// The module behind `python -m`, if that works too.
    module: Option<&'static str>,
    /// The packages that have it, the usual one first, by normalised name.
    packages: &'static [&'static str],
}

const fn program(name: &'static str) -> Program {
    Program { command: name, module: Some(name), packages: &[] }
}

const fn of(command: &'static str, module: Option<&'static str>, packages: &'static [&'static str]) -> Program {
    Program { command, module, packages }
}

/// Web servers, runners of tasks, and what is put in front of them. Without packages, the package is named as the command.
const PROGRAMS: &[Program] = &[
    program("gunicorn"),
    program("uvicorn"),
    program("hypercorn"),
    program("daphne"),
    program("celery"),
    program("flask"),
    program("streamlit"),
    program("honcho"),
    program("granian"),
    program("sanic"),
    program("bokeh"),
    program("panel"),
    program("litestar"),
    program("chainlit"),
    program("datasette"),
    program("marimo"),
    program("quart"),
    program("shiny"),
    program("voila"),
    of("supervisord", None, &["supervisor"]),
    of("waitress-serve", Some("waitress"), &["waitress"]),
    of("uwsgi", None, &["uwsgi", "pyuwsgi"]),
    of("fastapi", Some("fastapi"), &["fastapi-cli"]),
    of("pserve", None, &["pyramid"]),
    of("twistd", Some("twisted"), &["twisted"]),
    of("rq", None, &["rq", "django-rq", "flask-rq2", "rq-dashboard", "rq-scheduler"]),
    of("dramatiq", Some("dramatiq"), &["dramatiq"]),
    of("django-admin", Some("django"), &["django"]),
    of("alembic", Some("alembic"), &["alembic", "flask-migrate"]),
    of("ddtrace-run", None, &["ddtrace"]),
    of("newrelic-admin", None, &["newrelic"]),
    of("opentelemetry-instrument", None, &["opentelemetry-instrumentation", "opentelemetry-distro"]),
];

/// A package that installs others with itself.
struct Brings {
    package: &'static str,
    /// Only with one of these extras; empty means always.
    extras: &'static [&'static str],
    /// Only before this version; one that is not pinned may be any.
    before: Option<&'static str>,
    /// Only in the releases of this series, which have to be pinned.
    only: Option<&'static str>,
    brought: &'static [&'static str],
}

const fn brings(package: &'static str, brought: &'static [&'static str]) -> Brings {
    Brings { package, extras: &[], before: None, only: None, brought }
}

const fn with(package: &'static str, extras: &'static [&'static str], brought: &'static [&'static str]) -> Brings {
    Brings { package, extras, before: None, only: None, brought }
}

const BRINGS: &[Brings] = &[
    brings("apache-airflow", &["gunicorn", "flask", "uvicorn"]),
    brings("apache-superset", &["gunicorn", "flask", "celery"]),
    brings("bentoml", &["uvicorn"]),
    brings("celery-redbeat", &["celery"]),
    brings("chainlit", &["uvicorn"]),
    brings("chromadb", &["uvicorn"]),
    Brings { package: "channels", extras: &[], before: Some("4"), only: None, brought: &["daphne", "twisted"] },
    with("channels", &["daphne"], &["daphne", "twisted"]),
    with("connexion", &["flask", "uvicorn"], &["flask", "uvicorn"]),
    Brings { package: "connexion", extras: &[], before: Some("3"), only: None, brought: &["flask"] },
    brings("daphne", &["twisted"]),
    brings("dash", &["flask"]),
    brings("datasette", &["uvicorn"]),
    brings("django-celery-beat", &["celery", "django"]),
    brings("django-celery-results", &["celery", "django"]),
    with("fastapi", &["all", "standard", "standard-no-fastapi-cloud-cli"], &["uvicorn", "fastapi-cli"]),
    Brings { package: "fastapi", extras: &[], before: None, only: Some("==0.111.*"), brought: &["uvicorn", "fastapi-cli"] },
    brings("fastapi-cli", &["uvicorn"]),
    brings("flower", &["celery"]),
    brings("functions-framework", &["gunicorn", "flask"]),
    brings("gradio", &["uvicorn"]),
    with("litestar", &["cli", "full", "standard"], &["uvicorn"]),
    brings("locust", &["flask"]),
    brings("marimo", &["uvicorn"]),
    brings("mcp", &["uvicorn"]),
    brings("mlflow", &["gunicorn", "flask", "alembic", "uvicorn"]),
    with("moto", &["server", "all"], &["flask"]),
    brings("nicegui", &["uvicorn"]),
    brings("panel", &["bokeh"]),
    brings("prefect", &["uvicorn"]),
    brings("python-fasthtml", &["uvicorn"]),
    brings("quart", &["hypercorn", "flask"]),
    brings("shiny", &["uvicorn"]),
    brings("solara", &["uvicorn"]),
    brings("uvicorn-worker", &["gunicorn", "uvicorn"]),
];

/// Packages whose names begin like this install the package that the beginning names.
const FAMILIES: &[&str] = &["django-", "flask-", "streamlit-"];

/// Widely used packages that install none of the programs with themselves, in no version; one a line.
const BRINGS_NOTHING: &str = include_str!("brings_nothing.txt");

impl Program {
    /// The program that an invocation starts, if it is one of these.
    #[must_use]
    pub fn of(invocation: &Invocation<'_>) -> Option<&'static Self> {
        let name = invocation.program.text.as_str();
        PROGRAMS.iter().find(|program| match invocation.how {
            How::Module => program.module == Some(name),
            How::Name | How::Exec | How::Starter | How::Managed => program.command == name,
        })
    }

    /// The program of a package, by its normalised name.
    #[must_use]
    pub fn named(package: &str) -> Option<&'static Self> {
        PROGRAMS.iter().find(|program| program.package() == package)
    }

    /// Whether something installs it, or a line that pip cannot read was meant to; another rule speaks of that line.
    #[must_use]
    pub fn may_be_installed(&self, facts: &Facts<'_>, installed: &Installed) -> bool {
        let presence: Vec<Presence<'_>> = self.packages().map(|package| facts.presence(package)).collect();
        if installed.knowledge == Knowledge::InPart || presence.iter().any(|presence| matches!(presence, Presence::Is(_))) {
            return true;
        }
        if presence.iter().all(|presence| *presence == Presence::Absent) {
            return false;
        }
        let mut unreadable = facts
            .requirements
            .files
            .iter()
            .filter(|_| installed.file == ROOT_FILE)
            .flat_map(|file| &file.file.lines)
            .filter(|line| matches!(line.kind, LineKind::Unreadable(_)));
        installed.named.iter().any(|named| self.comes_with(named))
            || unreadable.any(|line| line.text.to_ascii_lowercase().contains(self.package()))
    }

    /// The package to install.
    #[must_use]
    pub fn package(&self) -> &'static str {
        self.packages.first().copied().unwrap_or(self.command)
    }

    /// The packages that have it, the usual one first.
    pub fn packages(&self) -> impl Iterator<Item = &'static str> {
        let named_alike = self.packages.is_empty().then_some(self.command);
        named_alike.into_iter().chain(self.packages.iter().copied())
    }

    /// Whether a package has it.
    fn is_of(&self, package: &str) -> bool {
        if self.packages.is_empty() { package == self.command } else { self.packages.contains(&package) }
    }

    /// Whether a listed requirement installs it.
    #[must_use]
    pub fn comes_with(&self, named: &Named) -> bool {
        let name = named.normalized.as_str();
        let family = FAMILIES.iter().any(|start| name.starts_with(start) && self.is_of(start.trim_end_matches('-')));
        let bringing = BRINGS.iter().filter(|brings| brings.package == name && brings.applies(named));
        let brought = bringing.flat_map(|brings| brings.brought);
        self.is_of(name) || family || brought.into_iter().any(|package| self.is_of(package))
    }
}

impl Brings {
    /// Whether a requirement of this package is one that brings the others.
    fn applies(&self, named: &Named) -> bool {
        let version = |text: &str| Version::from_str(text.trim()).ok();
        let pinned = named.specifiers.strip_prefix("==").and_then(version);
        let is_old = match (&pinned, self.before.and_then(version)) {
            (Some(pinned), Some(before)) => *pinned < before,
            _ => true,
        };
        let is_of_series = self
            .only
            .and_then(|only| VersionSpecifiers::from_str(only).ok())
            .is_none_or(|only| pinned.as_ref().is_some_and(|pinned| only.contains(pinned)));
        let has_extra = self.extras.is_empty() || named.extras.iter().any(|extra| self.extras.contains(&extra.as_str()));
        is_old && is_of_series && has_extra
    }
}

/// Whether it is known that a requirement installs none of the programs with itself.
#[must_use]
pub fn brings_nothing(named: &Named) -> bool {
    BRINGS_NOTHING.lines().any(|name| name == named.normalized) && named.extras.is_empty()
}

/// Whether a package of this normalised name stands in these tables, so that its modules are known.
#[must_use]
pub fn is_known_program(normalized: &str) -> bool {
    let has_program = |program: &Program| program.package() == normalized || program.packages.contains(&normalized);
    PROGRAMS.iter().any(has_program) || BRINGS.iter().any(|brings| brings.package == normalized)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::requirements::{LineKind, RequirementsFile};

    fn installs(requirement: &str, command: &str) -> bool {
        let line = RequirementsFile::parse(requirement).lines.remove(0);
        let LineKind::Named(named) = line.kind else { panic!("{requirement} is a requirement by name") };
        PROGRAMS.iter().any(|program| program.command == command && program.comes_with(&named))
    }

    #[test]
    fn programs_come_with_their_packages_and_with_what_needs_them() {
        let installed = [
            ("gunicorn==20.1.0", "gunicorn"),
            ("uvicorn[standard]", "uvicorn"),
            ("fastapi[standard]", "uvicorn"),
            ("fastapi[standard]", "fastapi"),
            ("Flask-SQLAlchemy", "flask"),
            ("waitress", "waitress-serve"),
            ("pyuwsgi", "uwsgi"),
            ("channels==3.0.5", "daphne"),
            ("channels", "daphne"),
            ("channels[daphne]==4.0", "daphne"),
            ("fastapi==0.111.0", "uvicorn"),
            ("supervisor", "supervisord"),
        ];
        for (requirement, command) in installed {
            assert!(installs(requirement, command), "{requirement}: {command}");
        }
        let others = [
            ("fastapi", "uvicorn"),
            ("fastapi==0.110.0", "uvicorn"),
            ("flask", "gunicorn"),
            ("channels==4.0.0", "daphne"),
            ("flask-sqlalchemy", "celery"),
        ];
        for (requirement, command) in others {
            assert!(!installs(requirement, command), "{requirement}: {command}");
        }
    }
}
