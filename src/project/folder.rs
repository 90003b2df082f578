//! Reading a folder, wherever it lies: what is listed, what is opened, and what is left out.

use std::io;

use super::selection::ENVIRONMENT_MARK;
use super::{Later, Project, ProjectBuilder, RootPolicy, SkipReason, limits};
use crate::language::{Language, error_in_english, say};

/// So many folders are listed before what is in them is looked at.
const AT_ONCE: usize = 256;

/// Where a folder lies. Paths start at its root, which is the empty one.
pub trait Disk {
    /// What lies in a folder.
    ///
    /// # Errors
    /// When it cannot be read.
    fn list(&self, folder: &str) -> io::Result<Vec<Entry>>;

    /// What lies in several folders, in their order.
    fn list_all(&self, folders: &[String]) -> Vec<io::Result<Vec<Entry>>> {
        folders.iter().map(|folder| self.list(folder)).collect()
    }

    /// The content of a file; none if it cannot be read.
    fn read(&self, path: &str) -> Option<Vec<u8>>;
}

/// One thing in a folder.
#[derive(Debug)]
pub struct Entry {
    /// Its name; where that is no text, as near as text comes to it.
    pub name: String,
    /// What it is.
    pub kind: Kind,
}

/// What lies under a name.
#[derive(Debug)]
pub enum Kind {
    /// A file.
    File {
        /// Its size in bytes, where it is known.
        size: Option<u64>,
        /// Its permissions as the bits of Unix; 0 where they are not known.
        mode: u32,
        /// Its content.
        content: Later,
    },
    /// A folder.
    Folder,
    /// A symbolic link.
    Link {
        /// Where it leads, as it is written; none if that is no text.
        target: Option<String>,
    },
    /// A device, a socket or another thing that is no file.
    Other,
    /// It cannot be told what it is.
    Unreadable,
    /// Its name is no text.
    Unnamed {
        /// Whether it is a folder.
        is_folder: bool,
    },
}

/// Why a folder was not read. The sentences leave out its path; whoever shows them puts it in front.
#[derive(Debug)]
pub enum FolderError {
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

error_in_english!(FolderError);

impl FolderError {
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

impl From<io::Error> for FolderError {
    fn from(source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::NotADirectory => Self::NotAFolder,
            _ => Self::Unreadable { source },
        }
    }
}

/// Reads a folder, without following links and without opening what is left out.
///
/// # Errors
/// When the folder itself cannot be read or holds too many files; what cannot be read below it is noted as skipped.
pub fn read_folder(disk: &dyn Disk) -> Result<Project, FolderError> {
    let mut walk = Walk { builder: ProjectBuilder::new(RootPolicy::AsGiven), folders: vec![], files: 0 };
    walk.add_all("", disk.list("")?);
    while !walk.folders.is_empty() {
        let folders = walk.folders.split_off(walk.folders.len().saturating_sub(AT_ONCE));
        for (folder, entries) in folders.iter().zip(disk.list_all(&folders)) {
            match entries {
                Ok(entries) => walk.add_all(folder, entries),
                Err(_) => walk.builder.skip(&format!("{folder}/"), SkipReason::Unreadable),
            }
            check_count(walk.files)?;
        }
    }
    let mut project = walk.builder.finish();
    check_count(project.len())?;
    let environments = project.skipped().iter().filter(|skipped| skipped.reason == SkipReason::VirtualEnvironment);
    let environments: Vec<String> = environments.map(|skipped| skipped.path.clone()).collect();
    if !environments.is_empty() {
        let index = disk.read(".git/index").unwrap_or_default();
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

fn check_count(files: usize) -> Result<(), FolderError> {
    if files > limits::MAX_FILES {
        return Err(FolderError::TooManyFiles { limit: limits::MAX_FILES });
    }
    Ok(())
}

struct Walk {
    builder: ProjectBuilder,
    /// Those still to be read, root-relative.
    folders: Vec<String>,
    files: usize,
}

impl Walk {
    fn add_all(&mut self, folder: &str, mut entries: Vec<Entry>) {
        let is_mark = |entry: &Entry| entry.name == ENVIRONMENT_MARK && matches!(entry.kind, Kind::File { .. });
        if !folder.is_empty() && entries.iter().any(is_mark) {
            // The rest of an environment is never looked at.
            entries.retain(is_mark);
        }
        for entry in entries {
            self.add(joined(folder, &entry.name), entry.kind);
        }
    }

    fn add(&mut self, path: String, kind: Kind) {
        match kind {
            Kind::File { size, mode, content } => self.add_file(&path, size, mode, content),
            Kind::Folder => {
                if self.builder.add_folder(&path) {
                    self.folders.push(path);
                }
            }
            Kind::Link { target: Some(target) } => self.builder.add_link(path, &target),
            Kind::Link { target: None } => self.builder.skip(&path, SkipReason::LinkOutside),
            Kind::Other => self.builder.skip(&path, SkipReason::NotAFile),
            Kind::Unreadable => self.builder.skip(&path, SkipReason::Unreadable),
            Kind::Unnamed { is_folder } => {
                let slash = if is_folder { "/" } else { "" };
                self.builder.skip(&format!("{path}{slash}"), SkipReason::UnreadableName);
            }
        }
    }

    fn add_file(&mut self, path: &str, size: Option<u64>, mode: u32, content: Later) {
        self.files += 1;
        if self.builder.add_file_later(path.to_owned(), content).is_err() {
            self.builder.add_name(path.to_owned(), size, SkipReason::Unreadable);
        }
        self.builder.set_mode(path, mode);
    }
}

fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
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
