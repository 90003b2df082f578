//! The files of a release, read when somebody asks for them.

use std::ops::Deref;
use std::sync::OnceLock;

use super::file::File;
use super::page::line::Line;
use super::snapshot::release::Release;

/// The files of a release. Of a page that was kept, and of the snapshot, they are read when somebody asks for them: a project may
/// have thousands of releases, of which hardly more than the newest counts.
#[derive(Debug, Clone, Default)]
pub struct Files {
    read: OnceLock<Vec<File>>,
    unread: Option<Unread>,
}

/// What is still to be read.
#[derive(Debug, Clone)]
pub(super) enum Unread {
    /// A line of a page.
    Line(Line),
    /// What the snapshot says of a release.
    Release(Release),
}

impl Unread {
    fn read(&self) -> Vec<File> {
        match self {
            Self::Line(line) => line.read(),
            Self::Release(release) => release.files(),
        }
    }
}

impl Files {
    /// Those that are not read yet.
    pub(super) fn unread(unread: Unread) -> Self {
        Self { read: OnceLock::new(), unread: Some(unread) }
    }

    /// Adds one.
    pub fn push(&mut self, file: File) {
        self.change(|files| files.push(file));
    }

    /// Changes the list of them, for which all are read.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Vec<File>)) {
        let Self { read, unread } = std::mem::take(self);
        let mut files = read.into_inner().or_else(|| Some(unread?.read())).unwrap_or_default();
        change(&mut files);
        *self = files.into();
    }
}

impl Deref for Files {
    type Target = [File];

    fn deref(&self) -> &[File] {
        self.read.get_or_init(|| self.unread.as_ref().map(Unread::read).unwrap_or_default())
    }
}

impl From<Vec<File>> for Files {
    fn from(files: Vec<File>) -> Self {
        Self { read: files.into(), unread: None }
    }
}

impl<'a> IntoIterator for &'a Files {
    type Item = &'a File;
    type IntoIter = std::slice::Iter<'a, File>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl PartialEq for Files {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Files {}
