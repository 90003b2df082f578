//! The options of the programs, as `scripts/data/options.py` got them from the programs themselves.

use std::str::FromStr;
use std::sync::LazyLock;

use pep440_rs::Version;

macro_rules! tables {
    ($($tool:literal)*) => {
        /// The table of a program, read when it is first asked for.
        fn table(tool: &str) -> Option<&'static Table> {
            match tool {
                $($tool => {
                    static TABLE: LazyLock<Table> =
                        LazyLock::new(|| Table::read($tool, include_str!(concat!("../../knowledge/data/options/", $tool, ".txt"))));
                    Some(&TABLE)
                })*
                _ => None,
            }
        }

        #[cfg(test)]
        pub(super) const TOOLS: &[&str] = &[$($tool),*];
    };
}

tables! {
    "bokeh"
    "celery"
    "chainlit"
    "daphne"
    "datasette"
    "django"
    "fastapi"
    "flask"
    "granian"
    "gunicorn"
    "http.server"
    "hypercorn"
    "marimo"
    "panel"
    "quart"
    "sanic"
    "shiny"
    "streamlit"
    "uvicorn"
    "uwsgi"
    "voila"
    "waitress-serve"
}

/// A program.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) tool: &'static str,
    pub(super) grammar: Grammar,
    /// From old to new.
    pub(super) releases: Vec<&'static str>,
    pub(super) scopes: Vec<Scope>,
}

/// A command of a program; the one without a name is the program itself.
#[derive(Debug)]
pub(super) struct Scope {
    pub(super) command: &'static str,
    pub(super) options: Vec<Spec>,
}

/// An option.
#[derive(Debug)]
pub(super) struct Spec {
    /// The long names first.
    pub(super) names: Vec<&'static str>,
    pub(super) takes: Takes,
    /// The releases that have it.
    pub(super) releases: Releases,
}

/// Releases of a table, each a bit by its place.
pub(super) type Releases = u32;

/// What stands behind an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// Nothing.
    Flag,
    /// A value.
    Value,
    /// A value or nothing.
    Optional,
    /// Any number of values.
    Many,
}

/// Whose rules the program goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grammar {
    /// Python's `argparse`.
    Argparse,
    /// Python's `getopt`, with long options alone.
    Getopt,
    /// C's `getopt_long`.
    GetoptLong,
    /// The package `click`.
    Click,
    /// The package `traitlets`, which takes what it does not know in silence.
    Traitlets,
}

impl Table {
    /// The table of a program.
    pub(super) fn find(tool: &str) -> Option<&'static Self> {
        table(tool)
    }

    /// The options of a command.
    pub(super) fn scope(&self, command: &str) -> Option<&Scope> {
        self.scopes.iter().find(|scope| scope.command == command)
    }

    /// Whether what stands behind the program is the name of a command.
    pub(super) fn has_commands(&self) -> bool {
        self.scopes.iter().any(|scope| !scope.command.is_empty())
    }

    fn read(tool: &'static str, text: &'static str) -> Self {
        let mut table = Self { tool, grammar: Grammar::Argparse, releases: vec![], scopes: vec![] };
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
            match first {
                "grammar" => table.grammar = Grammar::read(rest),
                "releases" => table.releases = rest.split(' ').collect(),
                "command" => table.scopes.push(Scope { command: rest, options: vec![] }),
                _ => table.add(line),
            }
        }
        table
    }

    fn add(&mut self, line: &'static str) {
        let (option, only) = line.split_once(" only ").unwrap_or((line, ""));
        let mut names: Vec<&str> = option.split(' ').collect();
        let takes = Takes::read(names.pop().unwrap_or_default());
        let releases = if only.is_empty() { self.all() } else { self.bits(|release| only.split(' ').any(|one| one == release)) };
        if let Some(scope) = self.scopes.last_mut() {
            scope.options.push(Spec { names, takes, releases });
        }
    }

    /// All releases.
    pub(super) fn all(&self) -> Releases {
        self.bits(|_| true)
    }

    /// The releases that may stand for one that gets installed: itself, or its neighbours in the table. None if it is
    /// older or newer than all of the table, so that nothing is known of it.
    pub(super) fn around(&self, installed: &Version) -> Option<Releases> {
        let releases: Vec<Version> = self.releases.iter().filter_map(|release| Version::from_str(release).ok()).collect();
        let below = releases.iter().rposition(|release| release <= installed)?;
        let above = releases.iter().position(|release| release >= installed)?;
        Some(1 << below | 1 << above)
    }

    fn bits(&self, wanted: impl Fn(&str) -> bool) -> Releases {
        self.releases.iter().enumerate().filter(|(_, release)| wanted(release)).fold(0, |bits, (at, _)| bits | 1 << at)
    }

    /// The names of releases.
    pub(super) fn names(&self, releases: Releases) -> Vec<&'static str> {
        let named = self.releases.iter().enumerate().filter(|(at, _)| releases & (1 << at) != 0);
        named.map(|(_, release)| *release).collect()
    }
}

impl Grammar {
    fn read(text: &str) -> Self {
        match text {
            "click" => Self::Click,
            "traitlets" => Self::Traitlets,
            "getopt" => Self::Getopt,
            "getopt-long" => Self::GetoptLong,
            _ => Self::Argparse,
        }
    }
}

impl Takes {
    fn read(text: &str) -> Self {
        match text {
            "flag" => Self::Flag,
            "optional" => Self::Optional,
            "many" => Self::Many,
            _ => Self::Value,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_whole() {
        for tool in TOOLS {
            let table = Table::find(tool).map(|table| (table.releases.len(), table.scopes.len()));
            assert!(table.is_some_and(|(releases, scopes)| releases > 0 && scopes > 0), "{tool}");
            let specs = Table::find(tool).into_iter().flat_map(|table| &table.scopes).flat_map(|scope| &scope.options);
            for spec in specs {
                assert!(spec.names.iter().all(|name| name.starts_with('-')), "{tool}: {spec:?}");
                assert!(spec.releases != 0 && !spec.names.is_empty(), "{tool}: {spec:?}");
            }
        }
    }

    #[test]
    fn a_release_between_two_of_the_table_may_be_like_both() {
        let around = |release: &str| {
            let table = Table::find("gunicorn")?;
            table.around(&Version::from_str(release).ok()?).map(|releases| table.names(releases))
        };
        assert_eq!(around("20.1.0"), Some(vec!["20.1.0"]));
        assert_eq!(around("20.0.4"), Some(vec!["19.9.0", "20.1.0"]));
        assert_eq!(around("18.0"), None);
        assert_eq!(around("99"), None);
    }
}
