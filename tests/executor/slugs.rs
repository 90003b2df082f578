//! Packed results, and projects that come packed.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use serde_json::{Map, Value, json};

use crate::machine;
use crate::page::served;
use crate::skipped;
use crate::workplace::{Built, Workplace, paths};

/// What the runner of a slug does in its folder.
const RUNNER: &str = "HOME=\"$PWD\" PORT=0 bash -c 'for script in .profile.d/*; do . \"$script\"; done; exec gunicorn app:app'";

fn unpack(slug: &Path, folder: &Path) {
    tar::Archive::new(GzDecoder::new(File::open(slug).expect("a slug"))).unpack(folder).expect("it can be unpacked");
}

#[test]
fn a_slug_holds_its_python_and_starts_elsewhere() {
    const NAME: &str = "a_slug_holds_its_python_and_starts_elsewhere";
    let Some(python) = machine::newest(NAME) else { return };
    if python.path.starts_with("/usr") {
        return skipped::note(NAME, "no CPython 3 in a folder of its own");
    }
    let work = Workplace::new(&python);
    work.write(".slugignore", "*.psd\n/docs\n# a remark\n");
    for file in ["logo.psd", "art/logo.psd", "docs/index.md", "art/docs/kept.md"] {
        work.write(file, "");
    }
    let built = work.build(&["--layout", "heroku", "--slug", "slugs/app.tgz"]).well();
    let bytes = fs::metadata(work.path("slugs/app.tgz")).expect("a slug").len();
    assert_eq!(built.report()["slug"], json!({ "path": "slugs/app.tgz", "bytes": bytes }));
    assert!(served(built.start(), work.root(), "/").ends_with("It works"), "{}", built.start());

    unpack(&work.path("slugs/app.tgz"), &work.path("unpacked"));
    fs::rename(work.path("unpacked"), work.path("elsewhere")).expect("a renaming");
    fs::remove_dir_all(work.path("output")).expect("nothing of it is needed");
    let has = |file: &str| work.path("elsewhere").join(file).exists();
    assert!(has("art/docs/kept.md") && has(".heroku/python/bin/python") && has(".profile.d/python.sh"));
    assert!(!has("logo.psd") && !has("art/logo.psd"));
    assert!(served(RUNNER, &work.path("elsewhere"), "/").ends_with("It works"));
    assert_eq!(left_out_by_tar(&work), left_out_here(&work));
}

/// What is in the project and not in the slug that `tar -X` makes of it.
fn left_out_by_tar(work: &Workplace) -> Vec<String> {
    let mut command = Command::new("tar");
    command.args(["-czf", "../by-tar.tgz", "-X", ".slugignore", "."]).current_dir(work.path("project"));
    assert!(command.status().expect("tar runs").success());
    unpack(&work.path("by-tar.tgz"), &work.path("by-tar"));
    absent(work, "by-tar")
}

fn left_out_here(work: &Workplace) -> Vec<String> {
    absent(work, "elsewhere")
}

fn absent(work: &Workplace, other: &str) -> Vec<String> {
    let project = work.path("project");
    let names = paths(&project).into_iter().map(|path| path.strip_prefix(&project).map(Path::to_owned).expect("inside"));
    let mut absent: Vec<String> =
        names.filter(|name| !work.path(other).join(name).exists()).map(|name| name.display().to_string()).collect();
    absent.sort();
    absent
}

#[test]
fn archives_and_bundles_are_built_like_folders() {
    let Some(python) = machine::newest("archives_and_bundles_are_built_like_folders") else { return };
    let work = Workplace::new(&python);
    work.write_hook("date > built.txt");
    let picture = b"\x89PNG\0\xff".repeat(300_000);
    fs::write(work.path("project/logo.png"), &picture).expect("a file");
    fs::write(work.path("project/data.bin"), b"\0\x01").expect("a file");
    let files = files_of(&work);
    fs::write(work.path("app.zip"), zip(&files)).expect("a file");
    let tarred: Vec<_> = files.iter().map(|(path, bytes)| (path.clone(), bytes.clone(), 0o644)).collect();
    fs::write(work.path("app.tar.gz"), crate::packages::tar_gz(&tarred)).expect("a file");
    fs::write(work.path("app.json"), bundle(&files).to_string()).expect("a file");
    for (input, output) in [("project", "a"), ("app.zip", "b"), ("app.tar.gz", "c"), ("app.json", "d")] {
        let mut command = work.command_for(input, &["--output", output]);
        let built = Built::of(command.output().expect("the program runs")).well();
        assert!(work.path(output).join("app/built.txt").exists(), "{input}: scripts can be run");
        assert_eq!(fs::read(work.path(output).join("app/logo.png")).expect("a file"), picture, "{input}");
        assert_eq!(fs::read(work.path(output).join("app/data.bin")).expect("a file"), b"\0\x01", "{input}");
        assert!(served(built.start(), work.root(), "/").ends_with("It works"), "{input}");
    }
}

#[test]
fn contents_that_nobody_gave_are_missed() {
    let Some(python) = machine::newest("contents_that_nobody_gave_are_missed") else { return };
    let work = Workplace::new(&python);
    let mut files = bundle(&files_of(&work));
    files["files"]["logo.png"] = Value::Null;
    fs::write(work.path("app.json"), files.to_string()).expect("a file");
    let built = Built::of(work.command_for("app.json", &[]).output().expect("the program runs"));
    assert_eq!((built.status.code(), built.stdout.as_str()), (Some(2), ""));
    assert!(built.stderr.contains("`logo.png` for one; build from the project's folder"), "{}", built.stderr);
}

fn files_of(work: &Workplace) -> Vec<(String, Vec<u8>)> {
    let project = work.path("project");
    let files = paths(&project).into_iter().filter(|path| path.is_file());
    let name = |path: &Path| path.strip_prefix(&project).expect("inside").display().to_string();
    files.map(|path| (name(&path), fs::read(&path).expect("a file"))).collect()
}

fn zip(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
    for (path, bytes) in files {
        archive.start_file(path, zip::write::SimpleFileOptions::default()).expect("an entry");
        archive.write_all(bytes).expect("its content");
    }
    archive.finish().expect("an archive").into_inner()
}

fn bundle(files: &[(String, Vec<u8>)]) -> Value {
    let content = |bytes: &[u8]| json!({ "base64": STANDARD.encode(bytes) });
    let files: Map<String, Value> = files.iter().map(|(path, bytes)| (path.clone(), content(bytes))).collect();
    json!({ "schema": 1, "files": files })
}
