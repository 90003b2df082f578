//! What later builds can use again: packages, interpreters that were brought, and the installers' own caches.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::key::Key;
use super::process::Interrupt;
use super::tree::{self, Copying};

/// Packages that no build has used for this long go.
const KEPT: Duration = Duration::from_hours(30 * 24);
/// When a set of packages was used last: the time of this file.
const USED: &str = "used";
/// The packages themselves.
const CONTENT: &str = "content";
/// The state in which they were stored. Outputs share their files, and a script may have changed one in place.
const STATE: &str = "state";

/// A folder for builds to share. Sets of packages appear in it whole, by a renaming; none is ever changed, so that
/// builds need no lock.
#[derive(Debug, Clone)]
pub(super) struct Cache {
    root: PathBuf,
    interrupt: Interrupt,
}

impl Cache {
    /// The cache in a folder, by its full path: programs that are told of it run elsewhere.
    pub(super) fn new(root: &Path, interrupt: &Interrupt) -> Self {
        Self { root: std::path::absolute(root).unwrap_or_else(|_| root.to_owned()), interrupt: interrupt.clone() }
    }

    /// The folder of it all.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The folder for one kind of thing.
    pub(super) fn folder(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Whether there are packages of this key, as they were stored.
    pub(super) fn has(&self, key: &str) -> bool {
        let entry = self.entry(key);
        let is_now = |state: &String| tree::state(&entry.join(CONTENT)).is_ok_and(|now| now == *state);
        fs::read_to_string(entry.join(STATE)).ok().as_ref().is_some_and(is_now)
    }

    /// Copies the packages of this key to a folder that is not there yet.
    pub(super) fn restore(&self, key: &str, folder: &Path) -> io::Result<()> {
        // Without a note of the use, the packages go a little earlier.
        let _ = fs::write(self.entry(key).join(USED), "");
        self.copy_tree(&self.entry(key).join(CONTENT), folder)
    }

    /// Keeps a copy of the packages in a folder.
    pub(super) fn store(&self, key: &str, folder: &Path) -> io::Result<()> {
        if self.has(key) {
            return Ok(());
        }
        let packages = self.folder("packages");
        let draft = packages.join(format!(".{key}-{}", std::process::id()));
        // One of an earlier process of this number.
        let _ = fs::remove_dir_all(&draft);
        let copied = self.copy(folder, &draft);
        if copied.is_ok() && !self.has(key) {
            // Neither is there a changed one, nor was another build faster, as a rule.
            let _ = fs::remove_dir_all(self.entry(key));
            let _ = fs::rename(&draft, self.entry(key));
        }
        // What has no name now gets none.
        let _ = fs::remove_dir_all(&draft);
        self.forget_unused();
        copied
    }

    fn copy_tree(&self, from: &Path, to: &Path) -> io::Result<()> {
        tree::copy(from, to, Copying::Shared, &|_| self.interrupt.check().map(|()| true))
    }

    fn copy(&self, folder: &Path, draft: &Path) -> io::Result<()> {
        let content = draft.join(CONTENT);
        self.copy_tree(folder, &content)?;
        fs::write(draft.join(STATE), tree::state(&content)?)?;
        fs::write(draft.join(USED), "")
    }

    fn entry(&self, key: &str) -> PathBuf {
        self.folder("packages").join(key)
    }

    /// Takes away what was not used for long, and drafts of builds that were killed.
    #[expect(clippy::disallowed_methods, reason = "the age of what is cached is counted in days")]
    fn forget_unused(&self) {
        let now = SystemTime::now();
        let is_old = |path: &Path| {
            let used = fs::metadata(path.join(USED)).or_else(|_| fs::metadata(path)).and_then(|metadata| metadata.modified());
            used.is_ok_and(|used| now.duration_since(used).is_ok_and(|age| age > KEPT))
        };
        for entry in fs::read_dir(self.folder("packages")).into_iter().flatten().flatten() {
            if is_own(&entry.file_name().to_string_lossy()) && is_old(&entry.path()) {
                // The next build tries again.
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}

/// Whether something in the folder of packages is from here: a set of them, or the draft of one. The folder of a cache that the
/// user names may hold what is the user's.
fn is_own(name: &str) -> bool {
    let draft = name.strip_prefix('.').and_then(|draft| draft.split_once('-')).map(|(key, _)| key);
    Key::is_name(draft.unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sets_of_packages_and_their_drafts_are_forgotten() {
        let name = Key::of("test").finish();
        assert!(is_own(&name) && is_own(&format!(".{name}-123")));
        for other in ["mine", "", ".git", ".a-b", &name[1..], &format!("{name}.tgz"), &name.to_uppercase()] {
            assert!(!is_own(other), "{other}");
        }
    }
}
