//! Where a path leads.

use std::path::{Component, Path, PathBuf};

/// Where a path leads, without links, whether something is there or not.
pub(super) fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = path.ancestors().find_map(|part| Some((part.canonicalize().ok()?, path.strip_prefix(part).ok()?)));
    let Some((mut place, rest)) = there else { return path };
    let goes_up = rest.components().any(|part| part == Component::ParentDir);
    for part in rest.components() {
        if part == Component::ParentDir {
            place.pop();
        } else {
            place.push(part);
        }
    }
    // What stands behind a folder that is yet to be made may lead through links again.
    if goes_up { resolved(&place) } else { place }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_path_leads_to_one_place_however_it_is_written() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let root = folder.path().canonicalize().expect("its path");
        fs::create_dir_all(root.join("project/sub")).expect("a folder");
        for (path, place) in [
            ("project", "project"),
            ("project/new/file", "project/new/file"),
            ("project/./sub/../new", "project/new"),
            ("new/../project/file", "project/file"),
            ("new/more/../../project", "project"),
        ] {
            assert_eq!(resolved(&root.join(path)), root.join(place), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_even_behind_folders_that_are_not_there() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let root = folder.path().canonicalize().expect("its path");
        fs::create_dir(root.join("project")).expect("a folder");
        std::os::unix::fs::symlink("project", root.join("link")).expect("a link");
        for path in ["link/file", "new/../link/file"] {
            assert_eq!(resolved(&root.join(path)), root.join("project/file"), "{path}");
        }
    }
}
