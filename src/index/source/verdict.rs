//! Whether a source can be built, and why not.

use serde::{Deserialize, Serialize};

/// Whether a source can be built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It was built.
    Builds,
    /// It cannot be built.
    Fails(Reason),
    /// That is not known.
    Unknown,
}

/// Why a source cannot be built. What was taken away is gone from all later releases as well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// Its code is to be turned into Python 3 with `use_2to3`, which setuptools 58 took away.
    TwoToThree,
    /// It imports `setuptools.Feature`, which setuptools 46 took away.
    Feature,
    /// It imports `convert_path` from setuptools, which setuptools 70 took away.
    ConvertPath,
    /// It imports `pkg_resources`, which setuptools 82 took away.
    PkgResources,
    /// It imports `distutils`, or what numpy made of it, which Python 3.12 took away.
    Distutils,
    /// It imports `distutils.msvccompiler`, mostly through numpy, which setuptools 74 took away.
    MsvcCompiler,
    /// It imports `imp`, which Python 3.12 took away.
    Imp,
    /// It uses `SafeConfigParser` or `readfp`, as old versioneers do, which Python 3.12 took away.
    ConfigParser,
    /// It asks for setuptools so old that these use what Python 3.12 took away, such as `pkgutil.ImpImporter`.
    OldSetuptools,
    /// It uses `inspect.getargspec`, which Python 3.11 took away.
    Getargspec,
    /// It imports an abstract class, such as `Mapping`, from `collections`, which Python 3.10 took away.
    Collections,
    /// It opens a file with the mode `U`, which Python 3.11 took away.
    OldOpen,
    /// It imports a part of pip, which has other parts today, or is not there while a source is built.
    PipInsides,
    /// It imports a module that is not there while it is built.
    Module(String),
    /// Its `setup.py` is written for Python 2.
    Python2,
    /// Its `setup.py` stops by itself on this Python.
    RefusesPython,
    /// Its code for Cython is none for the newest Cython.
    Cython,
    /// What it needs for being built cannot be installed.
    Requires,
    /// Its C code uses parts of Python that are gone or changed.
    CApi,
    /// Its C code does not compile.
    Compile,
    /// It is written in Rust and brings no compiler for it.
    Rust,
    /// It does not understand the version numbers of `PostgreSQL` since 10.
    PostgreSql,
    /// It has no `setup.py`, and this pip knows no other way.
    NoSetup,
    /// Its `setup.py` or what stands for it stops with an error.
    Setup,
}

/// Something that a source uses and that was taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gone {
    /// What, such as `distutils`.
    pub what: &'static str,
    /// Which program lacks it.
    pub from: &'static str,
    /// Its first release without it.
    pub since: &'static str,
}

impl Reason {
    /// The reason of its name in the table.
    pub(super) fn named(name: &str, module: Option<&str>) -> Self {
        match name {
            "2to3" => Self::TwoToThree,
            "feature" => Self::Feature,
            "convert-path" => Self::ConvertPath,
            "pkg-resources" => Self::PkgResources,
            "distutils" => Self::Distutils,
            "msvc-compiler" => Self::MsvcCompiler,
            "imp" => Self::Imp,
            "config-parser" => Self::ConfigParser,
            "old-setuptools" => Self::OldSetuptools,
            "getargspec" => Self::Getargspec,
            "collections" => Self::Collections,
            "old-open" => Self::OldOpen,
            "pip-insides" => Self::PipInsides,
            "module" => module.map_or(Self::Setup, |module| Self::Module(module.to_owned())),
            "python-2" => Self::Python2,
            "refuses-python" => Self::RefusesPython,
            "cython" => Self::Cython,
            "requires" => Self::Requires,
            "c-api" => Self::CApi,
            "compile" => Self::Compile,
            "rust" => Self::Rust,
            "postgresql" => Self::PostgreSql,
            _ => Self::Setup,
        }
    }

    /// What it uses that was taken away, where that is the reason.
    #[must_use]
    pub fn gone(&self) -> Option<Gone> {
        let (what, from, since) = match self {
            Self::TwoToThree => ("use_2to3", "setuptools", "58"),
            Self::Feature => ("setuptools.Feature", "setuptools", "46"),
            Self::ConvertPath => ("setuptools.convert_path", "setuptools", "70"),
            Self::PkgResources => ("pkg_resources", "setuptools", "82"),
            Self::Distutils => ("distutils", "Python", "3.12"),
            Self::MsvcCompiler => ("distutils.msvccompiler", "setuptools", "74"),
            Self::Imp => ("imp", "Python", "3.12"),
            Self::ConfigParser => ("configparser.SafeConfigParser", "Python", "3.12"),
            Self::OldSetuptools => ("pkgutil.ImpImporter", "Python", "3.12"),
            Self::Getargspec => ("inspect.getargspec", "Python", "3.11"),
            Self::Collections => ("collections.Mapping", "Python", "3.10"),
            Self::OldOpen => ("open(…, \"U\")", "Python", "3.11"),
            _ => return None,
        };
        Some(Gone { what, from, since })
    }
}
