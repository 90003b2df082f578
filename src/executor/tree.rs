//! Copies whole folders.

use std::fs;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::source::make_link;

/// How the files of a copy come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Copying {
    /// Each file is one of its own.
    Apart,
    /// Each file is the same as its original, where the file system can do that; nobody may then change either in place.
    /// Programs are files of their own all the same: they are rewritten when they come to another folder.
    Shared,
}

/// Folders of environments whose files are rewritten.
const PROGRAMS: &[&str] = &["bin", "Scripts"];

/// Copies a folder with everything in it that `wants` takes, links as links. An error of `wants` ends it.
pub(super) fn copy(from: &Path, to: &Path, copying: Copying, wants: &dyn Fn(&Path) -> io::Result<bool>) -> io::Result<()> {
    fs::create_dir_all(to)?;
    let is_programs = to.file_name().is_some_and(|name| PROGRAMS.iter().any(|programs| name == *programs));
    let shares = copying == Copying::Shared && !is_programs;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if !wants(&source)? {
            continue;
        }
        let kind = entry.file_type()?;
        if kind.is_dir() {
            copy(&source, &target, copying, wants)?;
        } else if kind.is_symlink() {
            make_link(&fs::read_link(&source)?, &target)?;
        } else if !shares || fs::hard_link(&source, &target).is_err() {
            fs::copy(&source, &target)?;
        }
    }
    Ok(())
}

/// A text that is another one after every change of a file in a folder, as far as names, sizes and times tell.
pub(super) fn state(folder: &Path) -> io::Result<String> {
    let mut sum = Sha256::new();
    add_state(folder, &mut sum)?;
    Ok(format!("{:x}", sum.finalize()))
}

fn add_state(folder: &Path, sum: &mut Sha256) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let metadata = entry.metadata()?;
        sum.update(entry.file_name().as_encoded_bytes());
        if metadata.is_dir() {
            add_state(&entry.path(), sum)?;
        } else {
            sum.update(format!("/{} {:?}/", metadata.len(), metadata.modified()?));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_files_of_their_own_even_in_a_shared_copy() {
        let place = tempfile::TempDir::new().expect("a folder");
        let (from, to) = (place.path().join("from"), place.path().join("to"));
        for path in ["bin/run", "lib/module.py"] {
            let file = from.join(path);
            fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
            fs::write(file, "1").expect("a file");
        }
        copy(&from, &to, Copying::Shared, &|_| Ok(true)).expect("a copy");
        fs::write(to.join("bin/run"), "2").expect("a file");
        fs::write(to.join("lib/module.py"), "2").expect("a file");
        let read = |path: &str| fs::read_to_string(from.join(path)).expect("a text");
        assert_eq!([read("bin/run"), read("lib/module.py")], ["1", "2"]);
    }

    #[test]
    fn a_copy_ends_where_it_is_told_to() {
        let place = tempfile::TempDir::new().expect("a folder");
        let (from, to) = (place.path().join("from"), place.path().join("to"));
        fs::create_dir_all(&from).expect("a folder");
        fs::write(from.join("module.py"), "").expect("a file");
        let copied = copy(&from, &to, Copying::Apart, &|_| Err(io::ErrorKind::Interrupted.into()));
        assert_eq!(copied.map_err(|error| error.kind()), Err(io::ErrorKind::Interrupted));
        assert!(!to.join("module.py").exists());
    }
}
