//! Lines of `manage.py collectstatic`, and of the project's code that it imports.

use std::sync::LazyLock;

use super::class::FailureClass::{
    CollectstaticFancyReferences, CollectstaticImproperConfiguration, CollectstaticMissingFile, CollectstaticMissingKey,
    CollectstaticMissingModule, CollectstaticOther, CollectstaticSyntaxError, CollectstaticUnknownCommand,
};
use super::pattern::Strength::{Cause, Closing, Error};
use super::pattern::{PatternRow, Table, compile, row};

/// For the steps that collect static files.
pub(super) static STATIC_FILES: Table = LazyLock::new(|| compile(ROWS));

pub(super) const ROWS: &[PatternRow] = &[
    row(CollectstaticSyntaxError, Cause, "Error: ", r"^(?:SyntaxError|IndentationError|TabError): (?P<more>.+)"),
    // A database driver or a variable, though Django calls both a matter of configuration.
    row(CollectstaticMissingModule, Cause, "Error loading ", r"ImproperlyConfigured: Error loading ([A-Za-z0-9_]+)"),
    row(
        CollectstaticMissingKey,
        Cause,
        "environment variable",
        r"ImproperlyConfigured: Set the ([A-Za-z0-9_]+) environment variable",
    ),
    row(CollectstaticMissingKey, Cause, "Declare it as envvar", r"UndefinedValueError: ([A-Za-z0-9_]+) not found"),
    row(
        CollectstaticImproperConfiguration,
        Error,
        "ImproperlyConfigured: ",
        r"ImproperlyConfigured: (?P<more>(?:[^A-Z]|[A-Z][^A-Z_])*([A-Z]+_[A-Z_]+)[^A-Z_].*|.+)",
    ),
    row(
        CollectstaticImproperConfiguration,
        Error,
        "(staticfiles.E",
        r"\(staticfiles\.E[0-9]+\) (?P<more>The ([A-Z_]+) setting .+)",
    ),
    row(
        CollectstaticFancyReferences,
        Error,
        "The CSS file",
        r"The (?P<more>CSS) file '([^']+)' references a file which could not be found:",
    ),
    row(
        CollectstaticFancyReferences,
        Error,
        "The JS file",
        r"The (?P<more>JS) file '([^']+)' references a file which could not be found:",
    ),
    row(
        CollectstaticFancyReferences,
        Error,
        "could not be found with",
        r"ValueError: The file '([^']+)' could not be found with",
    ),
    row(CollectstaticUnknownCommand, Error, "Unknown command", r"Unknown command: '?([A-Za-z_]+)"),
    row(
        CollectstaticMissingModule,
        Error,
        "No module named",
        r"^(?:ModuleNotFoundError|ImportError): No module named '?([^' ]+)",
    ),
    row(CollectstaticMissingModule, Error, "No module named", r"InvalidStorageError: .*No module named '([^']+)'"),
    row(CollectstaticMissingModule, Error, "cannot import name", r"^ImportError: (?P<more>cannot import name '?([^' ]+)'?.*)"),
    row(CollectstaticMissingModule, Closing, "Couldn't import Django", r"ImportError: Couldn't import (Django)"),
    row(
        CollectstaticMissingFile,
        Error,
        "No such file or directory",
        r"^(?:FileNotFoundError|IOError|OSError): .*No such file or directory: u?'([^']+)'",
    ),
    row(
        CollectstaticMissingFile,
        Error,
        "Error: ",
        r"^(?:OSError|IOError|PermissionError|NotADirectoryError|FileNotFoundError): (?P<more>.+)",
    ),
    row(CollectstaticMissingKey, Error, "KeyError: ", r"^KeyError: u?['\x22]([^'\x22]+)['\x22]"),
    row(CollectstaticOther, Closing, "Error: ", r"^([A-Za-z_.]+Error: .+)"),
    row(CollectstaticOther, Closing, "Error", r"^([A-Za-z_.]+Error)$"),
];
