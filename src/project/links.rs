//! Links become what they lead to, as long as that is part of the project.
//!
//! Only the gathered tree is looked at, never a disk, so that a folder and an archive of it give the same.

use super::tree::{Entry, Links, Tree, keys_below};
use super::{SkipReason, limits};

/// How many links may follow one another, as on Linux.
const MAX_HOPS: usize = 40;

/// Replaces every link by copies of what it leads to, and notes those that lead nowhere.
pub(super) fn resolve(tree: &mut Tree) {
    let links = std::mem::take(&mut tree.links);
    let mut copies = Copies { made: vec![], bytes_left: limits::MAX_LINKED };
    for link in links.keys() {
        let files = follow(link, &links).map(|target| sources(tree, &links, link, &target)).unwrap_or_default();
        if files.is_empty() {
            tree.note(link, SkipReason::LinkOutside);
        } else {
            tree.resolved.insert(link.clone());
        }
        for (path, source) in files {
            copies.make(tree, path, &source);
        }
        if copies.made.len() > limits::MAX_FILES {
            break;
        }
    }
    for (path, entry) in copies.made {
        tree.files.entry(path).or_insert(entry);
    }
}

/// The path without any link in it; none if it leads out or round in circles.
fn follow(path: &str, links: &Links) -> Option<String> {
    let mut path = path.to_owned();
    for _ in 0..MAX_HOPS {
        let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
        let Some((end, target)) = ends.into_iter().find_map(|end| Some((end, links.get(&path[..end])?))) else {
            return Some(path);
        };
        let rest = path[end..].trim_start_matches('/');
        path = match (target.as_ref()?.as_str(), rest) {
            ("", rest) => rest.to_owned(),
            (target, "") => target.to_owned(),
            (target, rest) => format!("{target}/{rest}"),
        };
    }
    None
}

/// Which files a link brings: their new paths, and the files they are copies of.
fn sources(tree: &Tree, links: &Links, link: &str, target: &str) -> Vec<(String, String)> {
    if tree.files.contains_key(target) {
        return vec![(link.to_owned(), target.to_owned())];
    }
    let prefix = format!("{target}/");
    if target.is_empty() || link.starts_with(&prefix) {
        return vec![];
    }
    let renamed = |path: &str| format!("{link}/{}", &path[prefix.len()..]);
    let files = keys_below(&tree.files, &prefix).into_iter().map(|path| (renamed(&path), path));
    // Links to files inside a linked folder work there too; a folder behind two links is not walked again.
    let inner = keys_below(links, &prefix).into_iter().filter_map(|path| Some((renamed(&path), follow(&path, links)?)));
    files.chain(inner.filter(|(_, source)| tree.files.contains_key(source))).collect()
}

struct Copies {
    made: Vec<(String, Entry)>,
    bytes_left: u64,
}

impl Copies {
    /// One file more than the limit is enough to be over it.
    fn make(&mut self, tree: &Tree, path: String, source: &str) {
        if self.made.len() > limits::MAX_FILES {
            return;
        }
        let Some(entry) = tree.files.get(source) else { return };
        let copy = match self.bytes_left.checked_sub(entry.held()) {
            Some(left) => {
                self.bytes_left = left;
                entry.clone()
            }
            None => Entry::named(Some(entry.size()), Some(SkipReason::TooLarge)),
        };
        self.made.push((path, copy));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Project, ProjectBuilder, RootPolicy, Skipped};
    use super::*;

    fn project(files: &[&str], links: &[(&str, &str)], root: RootPolicy) -> Project {
        let mut builder = ProjectBuilder::new(root);
        for path in files {
            builder.add_file((*path).to_owned(), path.len() as u64, || Ok(path.as_bytes().to_vec())).unwrap();
        }
        for (path, target) in links {
            builder.add_link((*path).to_owned(), target);
        }
        builder.finish()
    }

    fn contents(project: &Project) -> Vec<(&str, &str)> {
        project.files().map(|(path, _)| (path, std::str::from_utf8(project.bytes_of(path).unwrap()).unwrap())).collect()
    }

    fn outside(project: &Project) -> Vec<&str> {
        let is_link = |note: &&Skipped| note.reason == SkipReason::LinkOutside;
        project.skipped().iter().filter(is_link).map(|note| note.path.as_str()).collect()
    }

    #[test]
    fn links_inside_become_their_target() {
        let links = [("Procfile", "deploy/Procfile"), ("a/up", "../deploy/Procfile"), ("again", "Procfile")];
        let taken = project(&["deploy/Procfile"], &links, RootPolicy::AsGiven);
        let paths: Vec<&str> = contents(&taken).into_iter().map(|(path, _)| path).collect();
        assert_eq!(paths, ["Procfile", "a/up", "again", "deploy/Procfile"]);
        assert!(contents(&taken).iter().all(|(_, text)| *text == "deploy/Procfile"));
        assert!(taken.is_linked("a/up") && !taken.is_below_link("a/up") && !taken.is_linked("deploy/Procfile"));
    }

    #[test]
    fn a_link_to_a_folder_brings_its_files_and_their_links() {
        let taken = project(&["v1/a", "v1/b/c"], &[("current", "v1"), ("v1/d", "b/c")], RootPolicy::AsGiven);
        let expected = [
            ("current/a", "v1/a"),
            ("current/b/c", "v1/b/c"),
            ("current/d", "v1/b/c"),
            ("v1/a", "v1/a"),
            ("v1/b/c", "v1/b/c"),
            ("v1/d", "v1/b/c"),
        ];
        assert_eq!(contents(&taken), expected);
        assert!(taken.is_below_link("current/b/c") && !taken.is_below_link("v1/b/c") && taken.is_linked("v1/d"));
    }

    #[test]
    fn links_out_to_nothing_and_in_circles_are_noted() {
        let links =
            [("abs", "/etc/passwd"), ("out", "../x"), ("gone", "nothing"), ("a", "b"), ("b", "a"), ("d/self", "."), ("r", ".")];
        let taken = project(&["d/file"], &links, RootPolicy::AsGiven);
        assert_eq!(outside(&taken), ["a", "abs", "b", "d/self", "gone", "out", "r"]);
        assert_eq!(contents(&taken), [("d/file", "d/file")]);
    }

    #[test]
    fn a_file_below_a_link_does_not_follow_it() {
        let taken = project(&["link/file", "real/file"], &[("link", "real")], RootPolicy::AsGiven);
        assert_eq!(contents(&taken), [("link/file", "link/file"), ("real/file", "real/file")]);
    }

    #[test]
    fn links_are_seen_from_the_root_that_a_top_folder_becomes() {
        let taken = project(&["top/a/file"], &[("top/up", "../top/a/file"), ("top/l", "a")], RootPolicy::SingleTopFolder);
        assert_eq!(contents(&taken), [("a/file", "top/a/file"), ("l/file", "top/a/file"), ("up", "top/a/file")]);
    }

    #[test]
    fn a_linked_environment_is_left_out_too() {
        let taken = project(&["env/pyvenv.cfg", "env/bin/x", "a"], &[("other", "env")], RootPolicy::AsGiven);
        let paths: Vec<&str> = taken.files().map(|(path, _)| path).collect();
        assert_eq!(paths, ["a", "env/pyvenv.cfg", "other/pyvenv.cfg"]);
    }
}
