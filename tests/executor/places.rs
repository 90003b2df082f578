//! Where builds write, and where they never do: the project, and files that no build has made.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::machine;
use crate::workplace::{Built, Workplace, listing};

/// Nothing is written, and one sentence on standard error says why.
fn is_refused(work: &Workplace, input: &str, options: &[&str], says: &str) {
    let before = listing(work.root());
    let built = Built::of(work.command_for(input, options).output().expect("the program runs"));
    assert_eq!((built.status.code(), built.stdout.as_str()), (Some(2), ""), "{options:?}");
    assert!(built.stderr.contains(says) && built.stderr.lines().count() == 1, "{options:?}: {}", built.stderr);
    assert_eq!(listing(work.root()), before, "{options:?}");
}

#[test]
fn nothing_is_written_into_the_project() {
    let Some(python) = machine::newest("nothing_is_written_into_the_project") else { return };
    let work = Workplace::new(&python);
    fs::create_dir(work.path("project/empty")).expect("a folder");
    symlink("project", work.path("link")).expect("a link");
    symlink("project/app.py", work.path("app.tgz")).expect("a link");
    let full = work.path("project/out").to_string_lossy().into_owned();
    let places = [
        ["--slug", "project/app.py"],
        ["--slug", "project/new.tgz"],
        ["--slug", "link/new.tgz"],
        ["--slug", "app.tgz"],
        ["--slug", "home/../project/new/app.tgz"],
        ["--slug", "not-there/../link/app.tgz"],
        ["--output", "project"],
        ["--output", "project/"],
        ["--output", "project/empty"],
        ["--output", "link/out"],
        ["--output", "./project/sub/../out"],
        ["--output", &full],
        ["--cache", "project/cache"],
        ["--cache", "link"],
    ];
    for place in &places {
        is_refused(&work, "project", place, "it is the project or lies in it, and a build never writes there");
        let forced = [&place[..], &["--force"]].concat();
        is_refused(&work, "project", &forced, "it is the project or lies in it, and a build never writes there");
    }
    is_refused(&work, "link", &["--slug", "project/app.py"], "it is the project or lies in it");
    is_refused(&work, "project", &["--output", "."], "the project lies in this folder, which a build clears");
}

/// The output of a build can be cleared, but not while it is what is built.
#[test]
fn an_output_is_not_cleared_with_the_project_in_it() {
    let Some(python) = machine::newest("an_output_is_not_cleared_with_the_project_in_it") else { return };
    let work = Workplace::new(&python);
    work.build(&[]).well();
    is_refused(&work, "output/app", &[], "the project lies in this folder, which a build clears");
}

#[test]
fn an_archive_is_not_replaced_by_its_own_slug() {
    let Some(python) = machine::newest("an_archive_is_not_replaced_by_its_own_slug") else { return };
    let work = Workplace::new(&python);
    work.build(&["--slug", "app.tgz"]).well();
    let built = fs::read(work.path("app.tgz")).expect("a slug");
    for options in [["--slug", "app.tgz", "--output", "other"], ["--slug", "./home/../app.tgz", "--force", "--no-cache"]] {
        is_refused(&work, "app.tgz", &options, "it is the project or lies in it");
    }
    assert_eq!(fs::read(work.path("app.tgz")).expect("a slug"), built);
}

#[test]
fn a_slug_replaces_only_an_earlier_one_unless_it_is_forced() {
    let Some(python) = machine::newest("a_slug_replaces_only_an_earlier_one_unless_it_is_forced") else { return };
    let work = Workplace::new(&python);
    fs::write(work.path("letter"), "Dear reader").expect("a file");
    let foreign = crate::packages::tar_gz(&[("letter".to_owned(), b"Dear reader".to_vec(), 0o644)]);
    fs::write(work.path("letters.tgz"), foreign).expect("a file");
    fs::write(work.path("empty"), "").expect("a file");
    symlink("nowhere", work.path("loose")).expect("a link");
    for name in ["letter", "letters.tgz", "empty"] {
        is_refused(&work, "project", &["--slug", name], "this file is there, and no earlier build packed it");
    }
    for name in ["home", "loose", "/dev/null"] {
        is_refused(&work, "project", &["--slug", name, "--force"], "something that is not a file has this name");
    }
    work.build(&["--slug", "letter", "--force"]).well();
    let is_slug = |name: &str| fs::read(work.path(name)).is_ok_and(|bytes| bytes.starts_with(b"\x1f\x8b"));
    assert!(is_slug("letter"));
    symlink("letter", work.path("newest")).expect("a link");
    for name in ["letter", "newest", "new/slug.tgz", "new/slug.tgz"] {
        work.build(&["--slug", name]).well();
        assert!(is_slug(name), "{name}");
    }
    assert_eq!(fs::read_link(work.path("newest")).expect("a link"), Path::new("letter"));
}

#[test]
fn a_folder_that_no_build_made_is_left_alone() {
    let Some(python) = machine::newest("a_folder_that_no_build_made_is_left_alone") else { return };
    let work = Workplace::new(&python);
    fs::create_dir_all(work.path("home/mine")).expect("a folder");
    fs::write(work.path("home/mine/letter"), "").expect("a file");
    is_refused(&work, "project", &["--output", "home/mine"], "the folder is not empty");
}
