//! Reading the project from wherever it is.
#![expect(clippy::disallowed_methods, reason = "reading what the user names is what this module is for")]

use std::fs::{self, File};
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::stream;
use crate::configuration::Configuration;
use crate::project::archive::{ArchiveError, read_archive, read_whole_archive};
use crate::project::bundle::Bundle;
use crate::project::directory::read_directory;
use crate::project::limits;
use crate::text::visible;

/// What is taken out of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Contents {
    /// What is looked at.
    Read,
    /// Everything, as a build needs it.
    All,
}

/// A project, with what its bundle says is set on the platform.
pub(super) struct Input {
    pub(super) bundle: Bundle,
    /// The folder, if it comes from one.
    pub(super) folder: Option<PathBuf>,
    /// How it wants to be checked, once that is known.
    pub(super) configuration: Configuration,
}

impl Input {
    /// Reads a folder, an archive, a bundle, or standard input for `-`.
    pub(super) fn read(path: &Path, contents: Contents) -> Result<Self, Failure> {
        if path == Path::new("-") {
            return read_stdin(contents);
        }
        let metadata = fs::metadata(path).map_err(|source| unreadable(path, source))?;
        if metadata.is_dir() {
            return read_folder(path);
        }
        if !metadata.is_file() {
            return Err(Failure::NotRegular { path: shown(path) });
        }
        if metadata.len() > limits::MAX_ARCHIVE {
            return Err(Failure::Archive { path: shown(path), source: oversized() });
        }
        let file = File::open(path).map_err(|source| unreadable(path, source))?;
        parse(&read_limited(file, path)?, path, contents)
    }
}

impl Input {
    /// Takes a folder of the project, and no more, for the project.
    #[cfg(feature = "executor")]
    pub(super) fn enter(&mut self, root: &str) {
        self.bundle.project = self.bundle.project.below(root);
        self.folder = self.folder.take().map(|folder| folder.join(root));
    }
}

/// The text of a file that an option names.
pub(super) fn read_text(path: &Path) -> Result<String, Failure> {
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
        return Err(Failure::NotRegular { path: shown(path) });
    }
    fs::read_to_string(path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => Failure::NoSuchFile { path: shown(path) },
        _ => unreadable(path, source),
    })
}

/// A path for messages, on one line.
pub(super) fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy()).replace('\n', stream::LINE_END)
}

fn read_folder(path: &Path) -> Result<Input, Failure> {
    let project = read_directory(path).map_err(|source| Failure::Directory { path: shown(path), source })?;
    Ok(Input {
        bundle: Bundle { project, ..Bundle::default() },
        folder: Some(path.to_owned()),
        configuration: Configuration::default(),
    })
}

fn read_stdin(contents: Contents) -> Result<Input, Failure> {
    let stdin = io::stdin();
    let name = Path::new("standard input");
    let bytes = if stdin.is_terminal() { vec![] } else { read_limited(stdin.lock(), name)? };
    if bytes.is_empty() { Err(Failure::EmptyInput) } else { parse(&bytes, name, contents) }
}

/// One byte more than the limit is enough to know that it is passed.
fn read_limited(reader: impl Read, path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = vec![];
    reader.take(limits::MAX_ARCHIVE + 1).read_to_end(&mut bytes).map_err(|source| unreadable(path, source))?;
    Ok(bytes)
}

fn parse(bytes: &[u8], path: &Path, contents: Contents) -> Result<Input, Failure> {
    let bundle = if is_bundle(bytes, path) { parse_bundle(bytes, path)? } else { parse_archive(bytes, path, contents)? };
    Ok(Input { bundle, folder: None, configuration: Configuration::default() })
}

/// By its name, or as the only one of these formats that begins with a brace.
fn is_bundle(bytes: &[u8], path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) || bytes.trim_ascii_start().starts_with(b"{")
}

fn parse_bundle(bytes: &[u8], path: &Path) -> Result<Bundle, Failure> {
    if bytes.len() as u64 > limits::MAX_ARCHIVE {
        return Err(Failure::Archive { path: shown(path), source: oversized() });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Failure::BundleEncoding { path: shown(path) })?;
    Bundle::parse(text).map_err(|source| Failure::Bundle { path: shown(path), source })
}

fn parse_archive(bytes: &[u8], path: &Path, contents: Contents) -> Result<Bundle, Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let read = if contents == Contents::All { read_whole_archive } else { read_archive };
    let project = read(bytes, &name).map_err(|source| Failure::Archive { path: shown(path), source })?;
    Ok(Bundle { project, ..Bundle::default() })
}

fn oversized() -> ArchiveError {
    ArchiveError::Oversized { limit: limits::MAX_ARCHIVE }
}

/// Why something that the user names cannot be read.
pub(super) fn unreadable(path: &Path, source: io::Error) -> Failure {
    match source.kind() {
        io::ErrorKind::NotFound => Failure::NoSuchPath { path: shown(path) },
        _ => Failure::Unreadable { path: shown(path), source },
    }
}
