//! Copies whole folders.

use std::fs;
use std::io;
use std::path::Path;

use super::source::make_link;

/// Copies a folder with everything in it that `wants` takes, links as links. Where the file system can, the copies share
/// their bytes until one of them is changed.
pub(super) fn copy(from: &Path, to: &Path, wants: &dyn Fn(&Path) -> bool) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if !wants(&source) {
            continue;
        }
        let kind = entry.file_type()?;
        if kind.is_dir() {
            copy(&source, &target, wants)?;
        } else if kind.is_symlink() {
            make_link(&fs::read_link(&source)?, &target)?;
        } else {
            fs::copy(&source, &target)?;
        }
    }
    Ok(())
}
