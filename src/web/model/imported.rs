//! What `www/import-hosts.js` fetches of a project, held to what the program reads.

use regex::Regex;

use crate::analysis::procfile::processes::PROCFILE;
use crate::platform::{self, Platform};
use crate::project::selection;

use super::file_list::{READ_AT_ROOT, READ_BY_NAME};

const SOURCE: &str = include_str!("../../../www/import-hosts.js");

/// A pattern of the script, which both languages read the same way.
fn pattern(name: &str) -> Regex {
    let start = format!("const {name} = /");
    let (_, rest) = SOURCE.split_once(&start).expect("the pattern");
    let (pattern, _) = rest.split_once("/;\n").expect("its end");
    Regex::new(pattern).expect("a pattern")
}

/// The files by whose names or texts a platform decides.
fn read_by(platform: &Platform) -> impl Iterator<Item = &str> {
    let install = &platform.install;
    let hooks = [&install.pre_compile_hook, &install.post_compile_hook];
    let hooks = hooks.into_iter().flatten().map(|hook| hook.value.as_str());
    let managers = install.managers.value.iter().map(|manager| manager.file.as_str());
    let sources = platform.python.sources.value.iter().filter_map(|reader| reader.from.file());
    let markers = platform.detection.markers.value.iter().map(String::as_str).filter(|marker| !marker.ends_with('/'));
    hooks.chain(managers).chain(sources).chain(markers)
}

#[test]
fn every_file_that_a_platform_reads_is_fetched() {
    let read = pattern("READ");
    let named = READ_AT_ROOT.iter().chain(READ_BY_NAME).copied().chain([PROCFILE]);
    for file in platform::all().iter().copied().flat_map(read_by).chain(named) {
        assert!(read.is_match(file), "{file}");
    }
    for file in ["logo.png", "README.md", "static/a.js", "package-lock.json"] {
        assert!(!read.is_match(file), "{file}");
    }
}

#[test]
fn the_same_is_left_out_as_of_a_dropped_folder() {
    let left_out = pattern("LEFT_OUT");
    let folders = [".git", ".hg", ".svn", "node_modules", "__pycache__", "__MACOSX", "src", "a.git"];
    let files =
        [".DS_Store", "Thumbs.db", "desktop.ini", "._app.py", ".git", ".gitignore", "node_modules", "__init__.py", "x._y"];
    let paths = folders.iter().flat_map(|folder| [format!("{folder}/x"), format!("a/{folder}/b/x")]);
    for path in paths.chain(files.iter().flat_map(|file| [(*file).to_owned(), format!("a/{file}")])) {
        assert_eq!(left_out.is_match(&path), selection::left_out(&path).is_some(), "{path}");
    }
}
