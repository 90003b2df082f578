//! What fixes come to, file by file.

use std::collections::BTreeMap;

#[cfg(any(feature = "cli", feature = "js", feature = "lsp", test))]
use crate::diagnostic::Fix;
use crate::order;
use crate::project::Project;

/// One file that is not the same afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change<'a> {
    Create { path: &'a str, new: &'a [u8] },
    Modify { path: &'a str, old: &'a [u8], new: &'a [u8] },
    Rename { from: &'a str, to: &'a str, old: &'a [u8], new: &'a [u8] },
    Delete { path: &'a str, old: &'a [u8] },
}

/// The names that files had at first, by the names that they have now, where these differ.
#[derive(Debug, Default)]
pub(crate) struct Moves(BTreeMap<String, String>);

impl Moves {
    /// Follows the files through the fixes of one pass.
    #[cfg(any(feature = "cli", feature = "js", feature = "lsp", test))]
    pub(crate) fn follow<'a>(&mut self, fixes: impl Iterator<Item = &'a Fix> + Clone) {
        for file in fixes.clone().flat_map(|fix| &fix.deletes) {
            self.0.remove(file);
        }
        // Two platforms may want the same.
        let renames = order::set(fixes.flat_map(|fix| &fix.renames).map(|rename| (rename.from.as_str(), rename.to.as_str())));
        let origins: Vec<_> =
            renames.into_iter().map(|(from, to)| (to, self.0.remove(from).unwrap_or(from.to_owned()))).collect();
        self.0.extend(origins.into_iter().map(|(to, origin)| (to.to_owned(), origin)));
    }

    /// The changes between two states of a project, sorted by path. Files whose content is not known have none.
    pub(crate) fn changes<'a>(&'a self, before: &'a Project, after: &'a Project) -> Vec<Change<'a>> {
        let is_move = |(to, from): &(&String, &String)| before.has(from) && !before.has(to) && after.has(to) && !after.has(from);
        let moved = order::map(self.0.iter().filter(is_move).map(|(to, from)| (to.as_str(), from.as_str())));
        let paths = order::set(before.files().chain(after.files()).map(|(path, _)| path));
        let gone = order::set(moved.values().copied());
        let staying = paths.into_iter().filter(|path| !gone.contains(path));
        staying.filter_map(|path| change(path, moved.get(path).copied(), before, after)).collect()
    }
}

fn change<'a>(path: &'a str, from: Option<&'a str>, before: &'a Project, after: &'a Project) -> Option<Change<'a>> {
    match (before.bytes_of(from.unwrap_or(path)), after.bytes_of(path)) {
        (Some(old), Some(new)) => match from {
            Some(from) => Some(Change::Rename { from, to: path, old, new }),
            None => (old != new).then_some(Change::Modify { path, old, new }),
        },
        (Some(old), None) => Some(Change::Delete { path, old }),
        (None, Some(new)) => Some(Change::Create { path, new }),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Rename, Safety};
    use crate::project::Content;

    fn project(files: &[(&str, &str)]) -> Project {
        let mut project = Project::new();
        for (path, text) in files {
            project.insert(*path, Content::from(text.as_bytes().to_vec()));
        }
        project
    }

    fn fix(renames: &[(&str, &str)], deletes: &[&str]) -> Fix {
        let rename = |(from, to): &(&str, &str)| Rename { from: (*from).to_owned(), to: (*to).to_owned() };
        Fix {
            title: String::new(),
            safety: Safety::Safe,
            edits: vec![],
            renames: renames.iter().map(rename).collect(),
            creates: vec![],
            deletes: deletes.iter().map(|file| (*file).to_owned()).collect(),
        }
    }

    #[test]
    fn renames_are_followed_over_several_passes() {
        let mut moves = Moves::default();
        let first = fix(&[("Procfile.txt", "procfile")], &[]);
        moves.follow([&first, &first].into_iter());
        moves.follow([&fix(&[("procfile", "Procfile")], &[])].into_iter());
        let (before, after) = (project(&[("Procfile.txt", "a"), ("x", "")]), project(&[("Procfile", "b"), ("x", "")]));
        let expected = Change::Rename { from: "Procfile.txt", to: "Procfile", old: b"a", new: b"b" };
        assert_eq!(moves.changes(&before, &after), [expected]);
    }

    #[test]
    fn a_file_put_in_the_place_of_another_is_a_change_of_that_one() {
        let mut moves = Moves::default();
        moves.follow([&fix(&[("b", "a")], &["a"])].into_iter());
        let (before, after) = (project(&[("a", "1"), ("b", "2")]), project(&[("a", "2")]));
        let expected = [Change::Modify { path: "a", old: b"1", new: b"2" }, Change::Delete { path: "b", old: b"2" }];
        assert_eq!(moves.changes(&before, &after), expected);
    }
}
