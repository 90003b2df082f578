//! Files and folders by their names. A search through all paths for each of many names would take the product of both.

use std::collections::BTreeMap;

use super::path::base;

/// Paths by the names at their ends, in small letters; those of folders with a final `/`.
pub(super) type ByName = BTreeMap<String, Vec<String>>;

/// The files, given in their order, and the folders that they lie in.
pub(super) fn by_name<'p>(files: impl Iterator<Item = &'p str>) -> ByName {
    let mut all = ByName::new();
    let mut add = |name: &str, path: &str| all.entry(name.to_ascii_lowercase()).or_default().push(path.to_owned());
    let mut before = "";
    for path in files {
        for (end, _) in path.match_indices('/') {
            let folder = &path[..=end];
            // Files of one folder follow each other, so that the one before tells whether it is new.
            if !before.starts_with(folder) {
                add(base(&path[..end]), folder);
            }
        }
        add(base(path), path);
        before = path;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_files_are_found_by_their_names() {
        let all = by_name(["App/a.py", "App/b/a.PY", "a.py", "b", "c/b/b/y", "c/b0"].into_iter());
        let get = |name: &str| all.get(name).map(|paths| paths.join(" "));
        assert_eq!(get("a.py").as_deref(), Some("App/a.py App/b/a.PY a.py"));
        assert_eq!(get("b").as_deref(), Some("App/b/ b c/b/ c/b/b/"));
        assert_eq!((get("app").as_deref(), get("y").as_deref()), (Some("App/"), Some("c/b/b/y")));
        assert_eq!((get(""), get("c/b")), (None, None));
    }
}
