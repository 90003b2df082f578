//! Reading a folder. This is the only part of `project` that touches a disk; it is not compiled for the page.
#![expect(clippy::disallowed_methods, reason = "reading the user's folder is what this module is for")]

use std::fs::{self, DirEntry, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::selection::ENVIRONMENT_MARK;
use crate::language::{Language, error_in_english, say};

use super::{Later, Project, ProjectBuilder, RootPolicy, SkipReason, limits};

/// Why a folder was not read. The sentences leave out its path; whoever shows them puts it in front.
#[derive(Debug)]
pub enum DirectoryError {
    /// Nothing is there.
    NotFound,
    /// Something else is there.
    NotAFolder,
    /// It holds more files than a project may.
    TooManyFiles {
        /// The limit.
        limit: usize,
    },
    /// It cannot be opened.
    Unreadable {
        /// What the system says.
        source: io::Error,
    },
}

error_in_english!(DirectoryError);

impl DirectoryError {
    /// What is wrong and what to do, in a sentence without its end.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::NotFound => say!(language, "there is no such folder; check the path", "没有这个文件夹，请检查路径"),
            Self::NotAFolder => {
                say!(language, "this is not a folder; give the project's folder", "这不是文件夹，请给出项目的文件夹")
            }
            Self::TooManyFiles { limit } => say!(
                language,
                "the folder holds more than {limit} files; give the project's own folder",
                "文件夹中的文件超过 {limit} 个，请给出项目自己的文件夹"
            ),
            Self::Unreadable { source } => say!(
                language,
                "the folder cannot be read ({source}); check its permissions",
                "无法读取文件夹（{source}），请检查其权限"
            ),
        }
    }
}

/// Reads a folder, without following links and without opening what is left out.
///
/// # Errors
/// When the folder itself cannot be read or holds too many files; what cannot be read below it is noted as skipped.
pub fn read_directory(path: &Path) -> Result<Project, DirectoryError> {
    let root = fs::metadata(path).map_err(from_io)?;
    if !root.is_dir() {
        return Err(DirectoryError::NotAFolder);
    }
    let mut walk = Walk { root: path, builder: ProjectBuilder::new(RootPolicy::AsGiven), folders: vec![], files: 0 };
    walk.read_folder("").map_err(from_io)?;
    while let Some(folder) = walk.folders.pop() {
        if walk.read_folder(&folder).is_err() {
            walk.builder.skip(&format!("{folder}/"), SkipReason::Unreadable);
        }
        check_count(walk.files)?;
    }
    let mut project = walk.builder.finish();
    check_count(project.len())?;
    let environments = project.skipped().iter().filter(|skipped| skipped.reason == SkipReason::VirtualEnvironment);
    let environments: Vec<String> = environments.map(|skipped| skipped.path.clone()).collect();
    if !environments.is_empty() {
        let index = read_file(&path.join(".git/index"), 0).unwrap_or_default();
        for folder in environments.into_iter().filter(|folder| is_in_index(&index, &format!("{folder}{ENVIRONMENT_MARK}"))) {
            project.mark_committed(folder);
        }
    }
    Ok(project)
}

/// Whether the index of a repository has a file: its name stands there behind flags that hold its length, before a NUL. The
/// fourth version of the format shortens names.
fn is_in_index(index: &[u8], path: &str) -> bool {
    let Some(entries) =
        [[0, 0, 0, 2], [0, 0, 0, 3]].iter().find_map(|version| index.strip_prefix(b"DIRC")?.strip_prefix(version))
    else {
        return false;
    };
    let length = u16::try_from(path.len()).unwrap_or(u16::MAX);
    let named = [path.as_bytes(), &[0]].concat();
    entries.windows(named.len() + 2).any(|window| {
        let (flags, name) = window.split_at(2);
        name == named && u16::from_be_bytes([flags[0] & 0x0f, flags[1]]) == length
    })
}

fn from_io(source: io::Error) -> DirectoryError {
    match source.kind() {
        io::ErrorKind::NotFound => DirectoryError::NotFound,
        io::ErrorKind::NotADirectory => DirectoryError::NotAFolder,
        _ => DirectoryError::Unreadable { source },
    }
}

fn check_count(files: usize) -> Result<(), DirectoryError> {
    if files > limits::MAX_FILES {
        return Err(DirectoryError::TooManyFiles { limit: limits::MAX_FILES });
    }
    Ok(())
}

struct Walk<'a> {
    root: &'a Path,
    builder: ProjectBuilder,
    /// Those still to be read, root-relative.
    folders: Vec<String>,
    files: usize,
}

impl Walk<'_> {
    fn read_folder(&mut self, folder: &str) -> io::Result<()> {
        let entries: Vec<DirEntry> = fs::read_dir(self.root.join(folder))?.collect::<io::Result<_>>()?;
        let mark = entries.iter().find(|entry| entry.file_name() == ENVIRONMENT_MARK && is_file(entry));
        if let Some(mark) = mark.filter(|_| !folder.is_empty()) {
            // The rest of an environment is never looked at.
            self.add(folder, mark);
        } else {
            for entry in &entries {
                self.add(folder, entry);
            }
        }
        Ok(())
    }

    fn add(&mut self, folder: &str, entry: &DirEntry) {
        let name = entry.file_name();
        let Some(name) = name.to_str() else {
            let slash = if entry.file_type().is_ok_and(|kind| kind.is_dir()) { "/" } else { "" };
            self.builder.skip(&format!("{}{slash}", joined(folder, &name.to_string_lossy())), SkipReason::UnreadableName);
            return;
        };
        let path = joined(folder, name);
        match entry.file_type() {
            Err(_) => self.builder.skip(&path, SkipReason::Unreadable),
            Ok(kind) if kind.is_symlink() => self.add_link(path, &entry.path()),
            Ok(kind) if kind.is_dir() => {
                if self.builder.add_folder(&path) {
                    self.folders.push(path);
                }
            }
            Ok(kind) if kind.is_file() => self.add_file(&path, entry),
            Ok(_) => self.builder.skip(&path, SkipReason::NotAFile),
        }
    }

    fn add_link(&mut self, path: String, place: &Path) {
        match fs::read_link(place).map(PathBuf::into_os_string).map(std::ffi::OsString::into_string) {
            Ok(Ok(target)) => self.builder.add_link(path, &target),
            _ => self.builder.skip(&path, SkipReason::LinkOutside),
        }
    }

    fn add_file(&mut self, path: &str, entry: &DirEntry) {
        self.files += 1;
        let metadata = entry.metadata().ok();
        let known = metadata.as_ref().map(Metadata::len);
        let place = entry.path();
        let read = move || read_file(&place, known?).ok().filter(|bytes| bytes.len() as u64 <= limits::MAX_FILE);
        if self.builder.add_file_later(path.to_owned(), Later::new(known.unwrap_or(0), read)).is_err() {
            self.builder.add_name(path.to_owned(), known, SkipReason::Unreadable);
        }
        self.builder.set_mode(path, metadata.as_ref().map_or(0, mode));
    }
}

/// The permissions, where the system has those of Unix.
#[cfg(unix)]
fn mode(metadata: &Metadata) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions())
}

#[cfg(not(unix))]
fn mode(_: &Metadata) -> u32 {
    0
}

fn is_file(entry: &DirEntry) -> bool {
    entry.file_type().is_ok_and(|kind| kind.is_file())
}

fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// At most one byte more than is taken, however the file has grown since its size was asked.
fn read_file(path: &Path, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(limits::MAX_FILE)).unwrap_or(0) + 1);
    File::open(path)?.take(limits::MAX_FILE + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_of_a_repository_has_whole_names() {
        let index = [b"DIRC\0\0\0\x02...".as_slice(), &[0, 15], b"venv/pyvenv.cfg\0", &[0, 8], b"a/env/x\0"].concat();
        assert!(is_in_index(&index, "venv/pyvenv.cfg"));
        assert!(!is_in_index(&index, "env/pyvenv.cfg") && !is_in_index(b"", "venv/pyvenv.cfg"));
        assert!(!is_in_index(&[b"DIRC\0\0\0\x04".as_slice(), &index[8..]].concat(), "venv/pyvenv.cfg"));
    }
}
