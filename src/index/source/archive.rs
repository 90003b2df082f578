//! What the archive of a source says about its build.
//!
//! Only what certainly happens counts: statements of `setup.py` that run whatever the case, and what `pyproject.toml` asks for.

use std::collections::BTreeMap;
use std::str::FromStr;

use pep440_rs::{Version, VersionSpecifiers};

use crate::index::answers::{Index, Known};
use crate::platform::Series;
use crate::syntax::python_module::{Expression, ExpressionKind, Handler, Piece, PythonModule, Statement, StatementKind};
use crate::syntax::requirements::{LineKind, Named, RequirementsFile};
use crate::text::toml;

use super::environment::{Environment, Way};
use super::verdict::{Reason, Verdict};

/// What an archive has at its top.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Archive<'a> {
    /// The names of its files and folders.
    pub names: Vec<&'a str>,
    /// Its Python modules by their names, such as `setup` and `versioneer`.
    pub modules: BTreeMap<&'a str, PythonModule>,
    /// `pyproject.toml`.
    pub pyproject: Option<&'a str>,
}

/// Modules that are installed by packages, not by Python, and that a `setup.py` may import.
const INSTALLED_MODULES: &[&str] = &[
    "Cython",
    "cffi",
    "django",
    "flask",
    "jinja2",
    "numpy",
    "pandas",
    "pybind11",
    "requests",
    "scipy",
    "setuptools_rust",
    "six",
    "skbuild",
    "torch",
    "yaml",
];
/// What brings none of them.
const PLAIN_REQUIREMENTS: &[&str] = &["setuptools", "wheel", "setuptools-scm"];
/// Classes that moved to `collections.abc`.
const ABSTRACT_CLASSES: &[&str] = &[
    "Awaitable",
    "Callable",
    "Container",
    "Coroutine",
    "Generator",
    "Hashable",
    "ItemsView",
    "Iterable",
    "Iterator",
    "KeysView",
    "Mapping",
    "MappingView",
    "MutableMapping",
    "MutableSequence",
    "MutableSet",
    "Sequence",
    "Set",
    "Sized",
    "ValuesView",
];
/// The first setuptools that run on Python 3.12.
const FOR_PYTHON_3_12: [u64; 3] = [66, 1, 0];

/// What follows from an archive: that it cannot be built, or nothing. The index says which setuptools there are.
#[must_use]
pub fn verdict(archive: &Archive<'_>, environment: &Environment, index: &dyn Index) -> Verdict {
    reason(archive, environment, index).map_or(Verdict::Unknown, Verdict::Fails)
}

fn reason(archive: &Archive<'_>, environment: &Environment, index: &dyn Index) -> Option<Reason> {
    let setup = archive.modules.get("setup");
    if environment.needs_setup() && setup.is_none() && !archive.names.contains(&"setup.py") {
        return Some(Reason::NoSetup);
    }
    let system = BuildSystem::of(archive.pyproject);
    let (setuptools, requires) = match environment.way(archive.pyproject.is_some())? {
        Way::Installed(setuptools) => (Some(setuptools.clone()), None),
        Way::Isolated if !system.uses("setuptools") => {
            return system.lacks_rust(environment.python, index).then_some(Reason::Rust);
        }
        Way::Isolated => (system.newest("setuptools", environment.python, index), Some(&system.requires)),
    };
    let is_old = |setuptools: &Version| setuptools.release() < FOR_PYTHON_3_12.as_slice();
    if is_since(environment.python, 12) && setuptools.as_ref().is_some_and(is_old) {
        return Some(Reason::OldSetuptools);
    }
    let build = Build { archive, environment, setuptools, requires };
    build.of_setup(setup?)
}

fn is_since(python: Series, minor: u32) -> bool {
    python >= Series { major: 3, minor }
}

/// The table `build-system` of a `pyproject.toml`.
struct BuildSystem {
    requires: Vec<Named>,
    backend: Option<String>,
}

impl BuildSystem {
    /// Without the table pip takes setuptools.
    fn of(pyproject: Option<&str>) -> Self {
        let root = pyproject.and_then(|text| toml::parse(text).ok());
        let table = root.as_ref().and_then(|root| root.as_table()?.get("build-system")?.as_table());
        let requires = table.and_then(|table| table.get("requires")?.as_array());
        let requires = requires.into_iter().flatten().filter_map(|item| item.as_str()).filter_map(named).collect();
        let backend = table.and_then(|table| table.get("build-backend")?.as_str()).map(str::to_owned);
        Self { requires, backend }
    }

    /// Whether a package builds it. Without any said it is setuptools.
    fn uses(&self, package: &str) -> bool {
        self.backend.as_deref().unwrap_or("setuptools").split([':', '.']).next() == Some(package)
    }

    /// Whether it is built by a maturin that does not fetch a compiler of Rust where there is none.
    fn lacks_rust(&self, python: Series, index: &dyn Index) -> bool {
        let is_old = |maturin: Version| maturin.release().first() == Some(&0);
        self.uses("maturin") && self.newest("maturin", python, index).is_some_and(is_old)
    }

    /// The release of a package that it is built with; none if that is not known.
    fn newest(&self, package: &str, python: Series, index: &dyn Index) -> Option<Version> {
        let Known::Is(project) = index.project(package) else { return None };
        let asked: Vec<&Named> = self.requires.iter().filter(|named| named.normalized == package).collect();
        if asked.iter().any(|named| named.marker.is_some() || named.url.is_some()) {
            return None;
        }
        let bounds: Vec<VersionSpecifiers> =
            asked.iter().map(|named| VersionSpecifiers::from_str(&named.specifiers)).collect::<Result<_, _>>().ok()?;
        let python = Version::new([u64::from(python.major), u64::from(python.minor), 99]);
        let is_for_python = |text: &Option<String>| {
            text.as_ref().is_none_or(|text| VersionSpecifiers::from_str(text).is_ok_and(|bound| bound.contains(&python)))
        };
        let mut newest_first = project.releases.iter().rev().filter(|(version, _)| !version.any_prerelease());
        let fits = newest_first.find(|(version, files)| {
            let is_offered = files.iter().any(|file| file.yanked.is_none() && is_for_python(&file.requires_python));
            is_offered && bounds.iter().all(|bound| bound.contains(version))
        });
        fits.map(|(version, _)| version.clone())
    }
}

fn named(requirement: &str) -> Option<Named> {
    RequirementsFile::parse(requirement).lines.into_iter().find_map(|line| match line.kind {
        LineKind::Named(named) => Some(named),
        _ => None,
    })
}

/// Whether what is done about an error ends in an error.
fn stops(handler: &Handler) -> bool {
    matches!(handler.body.last().map(|last| &last.kind), Some(StatementKind::Raise { .. }))
}

/// A build with setuptools.
struct Build<'a> {
    archive: &'a Archive<'a>,
    environment: &'a Environment,
    setuptools: Option<Version>,
    /// What the environment of the build is asked to hold, where it has one of its own.
    requires: Option<&'a Vec<Named>>,
}

impl Build<'_> {
    fn of_setup(&self, setup: &PythonModule) -> Option<Reason> {
        let is_python_2 = |piece: Piece| matches!(piece, Piece::PrintStatement | Piece::ExecStatement | Piece::Python2);
        if setup.error.is_some() {
            let for_python_2 = setup.needs.iter().any(|need| is_python_2(need.piece));
            return for_python_2.then_some(Reason::Python2);
        }
        let statement = setup.body.iter().find_map(|statement| self.of_statement(statement));
        statement.or_else(|| self.of_versioneer(setup))
    }

    fn of_statement(&self, statement: &Statement) -> Option<Reason> {
        match &statement.kind {
            StatementKind::Import { module, .. } => self.of_import(module, &[]),
            StatementKind::ImportFrom { module, level: 0, names } => {
                let names: Vec<&str> = names.iter().map(|name| name.name.as_str()).collect();
                self.of_import(module, &names)
            }
            StatementKind::Assign { value, .. } | StatementKind::Expression(value) => self.of_expression(value),
            // Some say what to do about it, and stop all the same.
            StatementKind::Try { body, handlers, .. } if handlers.iter().all(stops) => {
                body.iter().find_map(|statement| self.of_statement(statement))
            }
            _ => None,
        }
    }

    fn of_import(&self, module: &str, names: &[&str]) -> Option<Reason> {
        let top = module.split('.').next().unwrap_or_default();
        if self.is_in_archive(top) {
            return None;
        }
        match top {
            "imp" if self.is_python_since(12) => Some(Reason::Imp),
            "collections" if module == top && self.is_python_since(10) => {
                names.iter().any(|name| ABSTRACT_CLASSES.contains(name)).then_some(Reason::Collections)
            }
            "setuptools" if module == top && names.contains(&"Feature") && self.is_setuptools_since(46) => Some(Reason::Feature),
            "setuptools" if module == top && names.contains(&"convert_path") && self.is_setuptools_since(70) => {
                Some(Reason::ConvertPath)
            }
            "pkg_resources" if self.is_setuptools_since(82) => Some(Reason::PkgResources),
            "distutils" if module == "distutils.msvccompiler" && self.is_setuptools_since(74) => Some(Reason::MsvcCompiler),
            "pip" if self.requires.is_some() => Some(Reason::PipInsides),
            "pip" if module.starts_with("pip.req") && !self.environment.needs_setup() => Some(Reason::PipInsides),
            _ if INSTALLED_MODULES.contains(&top) && self.has_nothing_installed() => Some(Reason::Module(top.to_owned())),
            _ => None,
        }
    }

    /// What the calls say that a statement makes whatever the case.
    fn of_expression(&self, expression: &Expression) -> Option<Reason> {
        expression.all().into_iter().filter_map(Expression::call).find_map(|call| {
            let function = call.function.dotted()?;
            let is_old_mode = |mode: &Expression| mode.string().is_some_and(|mode| mode.contains('U'));
            match function.as_str() {
                "setup" | "setuptools.setup" if self.is_setuptools_since(58) => {
                    let converts = call.keyword("use_2to3")?;
                    (converts.kind == ExpressionKind::Bool(true)).then_some(Reason::TwoToThree)
                }
                "open" if self.is_python_since(11) => {
                    call.arguments.get(1).or_else(|| call.keyword("mode")).is_some_and(is_old_mode).then_some(Reason::OldOpen)
                }
                "inspect.getargspec" if self.is_python_since(11) => Some(Reason::Getargspec),
                _ => None,
            }
        })
    }

    /// The versioneer of the archive, which `setup.py` asks for the version.
    fn of_versioneer(&self, setup: &PythonModule) -> Option<Reason> {
        let asks = |expression: &&Expression| expression.dotted().as_deref() == Some("versioneer.get_version");
        let is_gone = |expression: &&Expression| match &expression.kind {
            ExpressionKind::Attribute(_, name) => name == "SafeConfigParser",
            _ => false,
        };
        let versioneer = self.archive.modules.get("versioneer").filter(|_| self.is_python_since(12))?;
        let fails = setup.expressions().iter().any(asks) && versioneer.expressions().iter().any(is_gone);
        fails.then_some(Reason::ConfigParser)
    }

    fn is_in_archive(&self, module: &str) -> bool {
        self.archive.names.iter().any(|name| name.strip_suffix(".py").unwrap_or(name) == module)
    }

    fn is_python_since(&self, minor: u32) -> bool {
        is_since(self.environment.python, minor)
    }

    fn is_setuptools_since(&self, major: u64) -> bool {
        self.setuptools.as_ref().is_some_and(|version| version.release().first() >= Some(&major))
    }

    /// Whether the build sees setuptools, its companions and nothing else.
    fn has_nothing_installed(&self) -> bool {
        self.requires.is_none_or(|requires| requires.iter().all(|named| PLAIN_REQUIREMENTS.contains(&named.normalized.as_str())))
    }
}

#[cfg(test)]
#[cfg(feature = "parser")]
mod tests {
    use super::*;
    use crate::index::snapshot::Snapshot;
    use crate::syntax::python_module::parse;

    /// Three environments: an old pip with its old setuptools, one with setuptools, and one that makes environments.
    fn environment(class: &str, python: &str) -> Environment {
        let (pip, setuptools) = match class {
            "old" => ("9.0", Some("39.0.1")),
            "installed" => ("24.0", Some("69.2.0")),
            _ => ("26.2", None),
        };
        let setuptools = setuptools.map(|text| Version::from_str(text).unwrap());
        Environment { python: python.parse().unwrap(), pip: pip.parse().unwrap(), setuptools }
    }

    fn archive<'a>(modules: &[(&'a str, &str)], pyproject: Option<&'a str>) -> Archive<'a> {
        let modules: BTreeMap<&str, PythonModule> = modules.iter().map(|(name, text)| (*name, parse(text))).collect();
        Archive { names: modules.keys().copied().collect(), modules, pyproject }
    }

    /// Why a `setup.py` fails in an environment.
    fn of_setup(text: &str, class: &str, python: &str) -> Option<Reason> {
        reason(&archive(&[("setup", text)], None), &environment(class, python), &Snapshot::new())
    }

    /// That a `setup.py` fails in the second of two environments, and not in the first.
    #[track_caller]
    fn fails_since(text: &str, expected: &Reason, before: (&str, &str), since: (&str, &str)) {
        assert_eq!(of_setup(text, before.0, before.1), None, "{text}");
        assert_eq!(of_setup(text, since.0, since.1).as_ref(), Some(expected), "{text}");
    }

    #[test]
    fn what_was_taken_away_fails_from_then_on() {
        fails_since("import imp", &Reason::Imp, ("new", "3.11"), ("new", "3.12"));
        fails_since("from collections import Mapping", &Reason::Collections, ("new", "3.9"), ("new", "3.10"));
        fails_since("text = open('x', 'rU').read()", &Reason::OldOpen, ("new", "3.10"), ("new", "3.11"));
        fails_since("a = inspect.getargspec(f)", &Reason::Getargspec, ("new", "3.10"), ("new", "3.11"));
        fails_since("from setuptools import setup, Feature", &Reason::Feature, ("old", "3.6"), ("installed", "3.9"));
        fails_since("setup(name='x', use_2to3=True)", &Reason::TwoToThree, ("old", "3.6"), ("installed", "3.9"));
        fails_since("from setuptools import convert_path", &Reason::ConvertPath, ("installed", "3.9"), ("new", "3.9"));
        fails_since("import pkg_resources", &Reason::PkgResources, ("installed", "3.9"), ("new", "3.9"));
        fails_since("from distutils.msvccompiler import x", &Reason::MsvcCompiler, ("installed", "3.9"), ("new", "3.10"));
    }

    #[test]
    fn what_may_not_run_is_no_reason() {
        let texts = [
            "try:\n    import imp\nexcept ImportError:\n    imp = None",
            "def version():\n    import imp",
            "if sys.version_info < (3,):\n    import imp",
            "from . import imp",
            "from collections import OrderedDict",
            "from collections.abc import Mapping",
            "open('x', 'r')",
            "setup(use_2to3=sys.version_info < (3,))",
            "setup(use_2to3=False)",
            "import os, sys, setuptools, wheel",
            "",
        ];
        for text in texts {
            assert_eq!(of_setup(text, "new", "3.13"), None, "{text}");
        }
    }

    #[test]
    fn a_module_is_missed_where_nothing_brings_it() {
        let missed = Some(Reason::Module("numpy".to_owned()));
        assert_eq!(of_setup("import numpy as np", "installed", "3.11"), missed);
        assert_eq!(of_setup("from numpy import get_include", "new", "3.11"), missed);
        let with = |pyproject| {
            let archive = archive(&[("setup", "import numpy")], Some(pyproject));
            reason(&archive, &environment("new", "3.11"), &Snapshot::new())
        };
        assert_eq!(with("[build-system]\nrequires = ['setuptools', 'wheel']"), missed);
        assert_eq!(with("[build-system]\nrequires = ['setuptools', 'oldest-supported-numpy']"), None);
        let own = Archive { names: vec!["setup.py", "six.py"], ..archive(&[("setup", "import six")], None) };
        assert_eq!(reason(&own, &environment("new", "3.11"), &Snapshot::new()), None);
    }

    #[test]
    fn parts_of_pip_are_there_only_for_old_ones() {
        let text = "from pip.req import parse_requirements";
        assert_eq!(of_setup(text, "old", "3.6"), None);
        assert_eq!(of_setup(text, "installed", "3.9"), Some(Reason::PipInsides));
        assert_eq!(of_setup("from pip._internal.req import x", "installed", "3.9"), None);
        assert_eq!(of_setup("from pip._internal.req import x", "new", "3.9"), Some(Reason::PipInsides));
    }

    #[test]
    fn an_old_setuptools_that_is_asked_for_does_not_run_on_new_pythons() {
        let with = |requires: &str, python| {
            let pyproject = format!("[build-system]\nrequires = [{requires}]");
            let archive = archive(&[("setup", "import setuptools")], Some(&pyproject)).modules;
            let archive = Archive { names: vec![], modules: archive, pyproject: Some(&pyproject) };
            reason(&archive, &environment("new", python), &Snapshot::new())
        };
        assert_eq!(with("'setuptools<49.2.0', 'wheel==0.36.2'", "3.12"), Some(Reason::OldSetuptools));
        assert_eq!(with("'setuptools<49.2.0'", "3.11"), None);
        assert_eq!(with("'setuptools==65.5.1'", "3.13"), Some(Reason::OldSetuptools));
        assert_eq!(with("'setuptools>=40', 'wheel'", "3.13"), None);
        assert_eq!(with("'setuptools<50; python_version < \"3.9\"'", "3.13"), None);
    }

    #[test]
    fn an_old_maturin_brings_no_rust() {
        let with = |bounds: &str| {
            let pyproject = format!("[build-system]\nrequires = ['maturin{bounds}']\nbuild-backend = 'maturin'");
            let archive = Archive { names: vec![], modules: BTreeMap::new(), pyproject: Some(&pyproject) };
            reason(&archive, &environment("installed", "3.11"), &Snapshot::new())
        };
        assert_eq!(with(">=0.11,<0.13"), Some(Reason::Rust));
        assert_eq!(with(">=1,<2"), None);
        assert_eq!(with(""), None);
    }

    #[test]
    fn a_setup_for_python_2_is_one() {
        assert_eq!(of_setup("print 'hello'\n", "new", "3.11"), Some(Reason::Python2));
        assert_eq!(of_setup("print('hello'\n", "new", "3.11"), None);
    }

    #[test]
    fn a_versioneer_counts_where_it_is_asked() {
        let versioneer = "def get_config(root):\n    parser = configparser.SafeConfigParser()\n";
        let with = |setup, python| {
            let archive = archive(&[("setup", setup), ("versioneer", versioneer)], None);
            reason(&archive, &environment("new", python), &Snapshot::new())
        };
        let asks = "import versioneer\nsetup(version=versioneer.get_version())";
        assert_eq!(with(asks, "3.12"), Some(Reason::ConfigParser));
        assert_eq!(with(asks, "3.11"), None);
        assert_eq!(with("setup(version='1')", "3.12"), None);
    }

    #[test]
    fn an_old_pip_needs_a_setup() {
        let of = |names: Vec<&'static str>, class| {
            let archive = Archive { names, modules: BTreeMap::new(), pyproject: None };
            reason(&archive, &environment(class, "3.6"), &Snapshot::new())
        };
        assert_eq!(of(vec!["pyproject.toml"], "old"), Some(Reason::NoSetup));
        assert_eq!(of(vec!["setup.py"], "old"), None);
        assert_eq!(of(vec!["pyproject.toml"], "new"), None);
    }

    #[test]
    fn nothing_is_said_where_the_way_is_not_known() {
        let unknown = Environment { setuptools: None, ..environment("old", "3.6") };
        assert_eq!(reason(&archive(&[("setup", "import numpy")], None), &unknown, &Snapshot::new()), None);
        let other = archive(&[("setup", "import imp")], Some("[build-system]\nbuild-backend = 'flit_core.buildapi'"));
        assert_eq!(reason(&other, &environment("new", "3.13"), &Snapshot::new()), None);
    }
}
