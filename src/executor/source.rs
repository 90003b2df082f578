//! The project on its way into the output.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::process::Interrupt;
use crate::analysis::ignored::{self, Ignored, PatternReader};
use crate::project::selection::{self, ENVIRONMENT_MARK};
use crate::project::{Content, Project};

/// The file that says what stays out of the result.
pub(super) const SLUG_IGNORE: &str = ".slugignore";

/// Where the project is.
#[derive(Debug, Clone)]
pub enum Source<'a> {
    /// In a folder, which is only read.
    Folder(PathBuf),
    /// In memory; files whose content nobody has given are left out.
    Memory {
        /// The files.
        project: &'a Project,
        /// The archive or bundle that they come from, unless it came without a name.
        from: Option<PathBuf>,
    },
}

impl Source<'_> {
    /// The folder or file of the project.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::Folder(folder) => Some(folder),
            Self::Memory { from, .. } => from.as_deref(),
        }
    }
}

/// What is copied, in the order of the paths.
pub(super) struct Listing<'a> {
    items: Vec<(String, Item<'a>)>,
}

enum Item<'a> {
    File(PathBuf),
    /// A link and where it leads.
    Link(PathBuf),
    Bytes {
        bytes: &'a [u8],
        may_run: bool,
    },
}

impl<'a> Listing<'a> {
    /// Lists a project without what no platform gets: version control, virtual environments, caches.
    pub(super) fn of(source: &'a Source<'a>) -> io::Result<Self> {
        let mut listing = Self { items: vec![] };
        match source {
            Source::Folder(root) => listing.walk(root, "")?,
            Source::Memory { project, .. } => project.files().for_each(|(path, content)| listing.add(project, path, content)),
        }
        listing.items.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(listing)
    }

    /// Leaves out what patterns name.
    pub(super) fn without(mut self, patterns: &str) -> Self {
        self.items.retain(|(path, _)| !matches!(ignored::file(PatternReader::Git, patterns, path), Ignored::By(_)));
        self
    }

    /// The text of a file, if it is there.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        let (_, item) = self.items.iter().find(|(known, _)| known == path)?;
        match item {
            Item::File(file) => fs::read_to_string(file).ok(),
            Item::Bytes { bytes, .. } => String::from_utf8(bytes.to_vec()).ok(),
            Item::Link(_) => None,
        }
    }

    fn add(&mut self, project: &Project, path: &str, content: &'a Content) {
        if let Some(bytes) = content.stored() {
            // Archives and bundles may not tell; what a platform runs it makes executable by itself.
            let may_run = !project.is_not_executable(path) && bytes.starts_with(b"#!");
            self.items.push((path.to_owned(), Item::Bytes { bytes, may_run }));
        }
    }

    fn walk(&mut self, root: &Path, folder: &str) -> io::Result<()> {
        let place = root.join(folder);
        if !folder.is_empty() && place.join(ENVIRONMENT_MARK).is_file() {
            return Ok(());
        }
        for entry in fs::read_dir(&place)? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            let kind = entry.file_type()?;
            let full = entry.path();
            if kind.is_dir() {
                if selection::left_out(&format!("{path}/")).is_none() {
                    self.walk(root, &path)?;
                }
            } else if selection::left_out(&path).is_none() {
                if kind.is_symlink() {
                    self.add_link(root, path, &full);
                } else if kind.is_file() {
                    self.items.push((path, Item::File(full)));
                }
            }
        }
        Ok(())
    }

    /// Links that stay inside the project are kept as they are; others lead nowhere on a platform.
    fn add_link(&mut self, root: &Path, path: String, full: &Path) {
        let Ok(target) = fs::read_link(full) else { return };
        let stays = || Some(full.canonicalize().ok()?.starts_with(root.canonicalize().ok()?));
        if target.is_relative() && stays() == Some(true) {
            self.items.push((path, Item::Link(target)));
        }
    }

    /// Adds all that decides about the result to a sum.
    pub(super) fn digest(&self, sum: &mut Sha256, interrupt: &Interrupt) -> io::Result<()> {
        for (path, item) in &self.items {
            interrupt.check()?;
            sum.update(path.as_bytes());
            sum.update([0]);
            match item {
                Item::File(file) => {
                    sum.update([b'f', u8::from(may_run(file)?)]);
                    sum.update(fs::metadata(file)?.len().to_le_bytes());
                    io::copy(&mut File::open(file)?, sum)?;
                }
                Item::Link(target) => {
                    sum.update(b"l");
                    sum.update(target.as_os_str().as_encoded_bytes());
                    sum.update([0]);
                }
                Item::Bytes { bytes, may_run } => {
                    sum.update([b'f', u8::from(*may_run)]);
                    sum.update((bytes.len() as u64).to_le_bytes());
                    sum.update(bytes);
                }
            }
        }
        Ok(())
    }

    /// Writes everything below a folder.
    pub(super) fn write(&self, folder: &Path, interrupt: &Interrupt) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        for (path, item) in &self.items {
            interrupt.check()?;
            let target = folder.join(path);
            if let Some(parent) = target.parent() {
                fs::create_dir_all(parent)?;
            }
            match item {
                Item::File(file) => {
                    fs::copy(file, &target)?;
                    make_writable(&target)?;
                }
                Item::Link(link) => make_link(link, &target)?,
                Item::Bytes { bytes, may_run } => {
                    fs::write(&target, bytes)?;
                    if *may_run {
                        make_executable(&target)?;
                    }
                }
            }
        }
        Ok(())
    }
}

#[cfg(unix)]
fn may_run(file: &Path) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::metadata(file)?.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
fn may_run(_: &Path) -> io::Result<bool> {
    Ok(false)
}

/// The build may change what it was given.
#[cfg(unix)]
fn make_writable(file: &Path) -> io::Result<()> {
    add_mode(file, 0o600)
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
fn make_writable(_: &Path) -> io::Result<()> {
    Ok(())
}

/// As the platforms do with the scripts that they run.
#[cfg(unix)]
pub(super) fn make_executable(file: &Path) -> io::Result<()> {
    add_mode(file, 0o755)
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
pub(super) fn make_executable(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn add_mode(file: &Path, bits: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut permissions = fs::metadata(file)?.permissions();
    let mode = permissions.mode();
    if mode & bits != bits {
        permissions.set_mode(mode | bits);
        fs::set_permissions(file, permissions)?;
    }
    Ok(())
}

#[cfg(unix)]
pub(super) fn make_link(target: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

#[cfg(windows)]
pub(super) fn make_link(target: &Path, link: &Path) -> io::Result<()> {
    std::os::windows::fs::symlink_file(target, link)
}
