//! The same project as a folder, a zip and a tar, and archives that nobody should trust.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests write the folders that they read")]

#[path = "support/skipped.rs"]
mod skipped;

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use pushready::project::archive::{ArchiveError, read_archive};
use pushready::project::bundle::Bundle;
use pushready::project::directory::read_directory;
use pushready::project::folder::FolderError;
use pushready::project::{Content, Project, SkipReason, limits};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

enum Node {
    File(Vec<u8>),
    Link(&'static str),
}

fn file(content: impl AsRef<[u8]>) -> Node {
    Node::File(content.as_ref().to_vec())
}

/// One of everything that the policy tells apart.
fn tree() -> Vec<(&'static str, Node)> {
    let utf16: Vec<u8> = "django\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        (".DS_Store", file("x")),
        (".git/HEAD", file("ref: refs/heads/main")),
        ("Procfile", file("web: gunicorn app:app\r\n\0")),
        ("Procfile\r", file("a name that ends in a carriage return")),
        ("a/big.csv", file(vec![b'1'; 1_500_000])),
        ("a/data", file(b"\x7fELF\0\0")),
        ("a/latin.py", file(b"# caf\xe9\n")),
        ("a/logo.png", file(b"\x89PNG")),
        ("a/node_modules/x/index.js", file("x")),
        ("app.py", file("")),
        ("app/__pycache__/x.pyc", file("x")),
        ("dead", Node::Link("nothing")),
        ("env/bin/python", Node::Link("/usr/bin/python3")),
        ("env/lib/__pycache__/site.pyc", file("x")),
        ("env/lib/site.py", file("x")),
        ("env/pyvenv.cfg", file("home = /usr/bin\n")),
        ("folder-link", Node::Link("中文")),
        ("link.py", Node::Link("中文/é.py")),
        ("outside", Node::Link("../../etc/passwd")),
        ("requirements.txt", file(utf16)),
        ("中文/up", Node::Link("../Procfile")),
        ("中文/é.py", file("print()\n")),
    ]
}

fn as_folder(root: &Path) -> Project {
    for (path, node) in tree() {
        let place = root.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        match node {
            Node::File(content) => fs::write(place, content).unwrap(),
            Node::Link(target) => symlink(target, place).unwrap(),
        }
    }
    read_directory(root).unwrap()
}

fn zip_of(nodes: Vec<(&str, Node)>, top: &str) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, node) in nodes {
        let path = format!("{top}{path}");
        match node {
            Node::File(content) => {
                archive.start_file(path, SimpleFileOptions::default()).unwrap();
                archive.write_all(&content).unwrap();
            }
            Node::Link(target) => archive.add_symlink(path, target, SimpleFileOptions::default()).unwrap(),
        }
    }
    archive.finish().unwrap().into_inner()
}

fn tar_of(nodes: Vec<(&str, Node)>, top: &str) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (path, node) in nodes {
        let mut header = tar::Header::new_gnu();
        // Set by hand, since the library refuses to write what should be refused here.
        let name = format!("{top}{path}");
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        let content = match node {
            Node::File(content) => content,
            Node::Link(target) => {
                header.set_entry_type(tar::EntryType::Symlink);
                header.set_link_name(target).unwrap();
                vec![]
            }
        };
        header.set_size(content.len() as u64);
        header.set_cksum();
        archive.append(&header, content.as_slice()).unwrap();
    }
    archive.into_inner().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn notes(project: &Project) -> Vec<(&str, SkipReason)> {
    project.skipped().iter().map(|note| (note.path.as_str(), note.reason)).collect()
}

/// All that a check sees of the files of a project.
fn seen(project: &Project) -> Vec<(&str, u64, Option<&[u8]>)> {
    project.files().map(|(path, content)| (path, content.size(), content.bytes())).collect()
}

#[test]
fn a_tree_is_the_same_project_whichever_way_it_comes() {
    let folder = tempfile::tempdir().unwrap();
    let project = as_folder(folder.path());
    let tar = tar_of(tree(), "");
    for (kind, bytes) in [("zip", zip_of(tree(), "")), ("tar.gz", gzip(&tar)), ("tar", tar)] {
        let archive = read_archive(&bytes, "named wrongly.txt").unwrap();
        assert_eq!((seen(&archive), notes(&archive)), (seen(&project), notes(&project)), "{kind}");
    }
}

#[test]
fn each_part_of_the_tree_is_taken_as_the_policy_says() {
    let folder = tempfile::tempdir().unwrap();
    let project = as_folder(folder.path());
    let unknown: Vec<(&str, u64)> = project
        .files()
        .filter(|(path, _)| project.bytes_of(path).is_none())
        .map(|(path, content)| (path, content.size()))
        .collect();
    assert_eq!(unknown, [("a/big.csv", 1_500_000), ("a/data", 6), ("a/logo.png", 4), ("env/pyvenv.cfg", 16)]);
    let links = ["link.py", "folder-link/é.py", "中文/up", "folder-link/up"];
    assert!(links.iter().all(|path| project.bytes_of(path).is_some()), "{:?}", project.files().collect::<Vec<_>>());
    let expected = [
        (".DS_Store", SkipReason::SystemFile),
        (".git/", SkipReason::VersionControl),
        ("a/big.csv", SkipReason::TooLarge),
        ("a/data", SkipReason::Binary),
        ("a/logo.png", SkipReason::Binary),
        ("a/node_modules/", SkipReason::NodeModules),
        ("app/__pycache__/", SkipReason::BytecodeCache),
        ("dead", SkipReason::LinkOutside),
        ("env/", SkipReason::VirtualEnvironment),
        ("outside", SkipReason::LinkOutside),
    ];
    assert_eq!(notes(&project), expected);
}

#[test]
fn a_top_folder_is_taken_as_the_root() {
    let folder = tempfile::tempdir().unwrap();
    let mut project = as_folder(folder.path());
    project.skip("my-app-main/", SkipReason::SingleTopFolder);
    let tar = tar_of(tree(), "my-app-main/");
    for bytes in [zip_of(tree(), "my-app-main/"), gzip(&tar), tar] {
        let archive = read_archive(&bytes, "").unwrap();
        assert_eq!((seen(&archive), notes(&archive)), (seen(&project), notes(&project)));
    }
}

#[test]
fn paths_out_of_the_archive_are_noted_and_not_taken() {
    let nodes = || vec![("../slip", file("x")), ("/etc/passwd", file("x")), ("a/../../slip", file("x")), ("ok", file("x"))];
    for bytes in [zip_of(nodes(), ""), tar_of(nodes(), "")] {
        let project = read_archive(&bytes, "").unwrap();
        assert_eq!(project.files().map(|(path, _)| path).collect::<Vec<_>>(), ["ok"]);
        let expected = [
            ("../slip", SkipReason::ParentPath),
            ("/etc/passwd", SkipReason::AbsolutePath),
            ("a/../../slip", SkipReason::ParentPath),
        ];
        assert_eq!(notes(&project), expected);
    }
}

#[test]
fn backslashes_of_windows_archivers_separate() {
    let project = read_archive(&zip_of(vec![(r"app\Procfile", file("web: x")), (r"app\a\b.py", file(""))], ""), "").unwrap();
    assert_eq!(project.files().map(|(path, _)| path).collect::<Vec<_>>(), ["Procfile", "a/b.py"]);
}

#[test]
fn a_name_that_stands_twice_is_taken_once() {
    let mut zip = zip_of(vec![("x1", file("first")), ("x2", file("second"))], "");
    replace(&mut zip, b"x2", b"x1");
    let tar = tar_of(vec![("x1", file("first")), ("./x1", file("second"))], "");
    for bytes in [zip, tar] {
        let project = read_archive(&bytes, "").unwrap();
        assert_eq!(project.bytes_of("x1"), Some(b"second".as_slice()));
        assert_eq!(notes(&project), [("x1", SkipReason::DuplicateName)]);
    }
}

fn replace(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    for start in 0..=bytes.len() - from.len() {
        if bytes[start..].starts_with(from) {
            bytes[start..start + to.len()].copy_from_slice(to);
        }
    }
}

#[test]
fn bombs_are_refused() {
    let zeros = || vec![("app.py", file("")), ("zeros", file(vec![0; 20 << 20]))];
    let many: Vec<String> = (0..20).map(|number| format!("zeros-{number}")).collect();
    let many = many.iter().map(|name| (name.as_str(), file(vec![0; 1 << 20]))).collect();
    for (bytes, entry) in [(zip_of(zeros(), ""), "zeros"), (gzip(&tar_of(zeros(), "")), "zeros"), (zip_of(many, ""), "zeros-16")]
    {
        let error = read_archive(&bytes, "").unwrap_err();
        assert!(matches!(&error, ArchiveError::Bomb { path, ratio } if path == entry && *ratio > limits::MAX_RATIO), "{error}");
    }
}

#[test]
fn damaged_archives_are_called_so() {
    let zip = zip_of(vec![("Procfile", file("web: gunicorn app:app --workers 3 --workers 3"))], "");
    let tar = gzip(&tar_of(vec![("Procfile", file("web: x"))], ""));
    let mut wrong_byte = zip.clone();
    wrong_byte[45] ^= 0x55;
    let mut wrong_size = zip.clone();
    let row = zip.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    wrong_size[row + 24] += 1;
    for (what, bytes) in [("cut", &zip[..zip.len() - 30]), ("gz", &tar[..40]), ("byte", &wrong_byte), ("size", &wrong_size)] {
        let error = read_archive(bytes, "").unwrap_err();
        assert!(matches!(error, ArchiveError::Damaged { .. }), "{what}: {error}");
    }
}

#[test]
fn a_password_and_another_kind_of_archive_are_named() {
    let mut zip = zip_of(vec![("Procfile", file("web: x"))], "");
    let row = zip.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    zip[6] |= 1;
    zip[row + 8] |= 1;
    let cases = [
        (zip, "`Procfile` is encrypted; pack the project without a password"),
        (
            gzip(b"web: x"),
            "this is a single file packed by gzip; pack the project's folder with `tar -czf project.tar.gz FOLDER`",
        ),
        (b"7z\xbc\xaf\x27\x1c\0\x04".to_vec(), "7z archives are not read; pack the project as .zip or .tar.gz"),
    ];
    for (bytes, expected) in cases {
        assert_eq!(read_archive(&bytes, "project.zip").unwrap_err().to_string(), expected);
    }
}

#[test]
fn a_huge_file_in_a_folder_is_known_by_its_size() {
    let folder = tempfile::tempdir().unwrap();
    File::create(folder.path().join("dump.sql")).unwrap().set_len(2 << 30).unwrap();
    let project = read_directory(folder.path()).unwrap();
    assert_eq!(project.content("dump.sql"), Some(&Content::Unknown { size: Some(2 << 30) }));
    assert_eq!(notes(&project), [("dump.sql", SkipReason::TooLarge)]);
}

#[test]
fn names_that_are_not_text_and_things_that_are_no_files_are_noted() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(OsStr::from_bytes(b"caf\xe9")), "x").unwrap();
    fs::create_dir(folder.path().join(OsStr::from_bytes(b"d\xe9"))).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket")).unwrap();
    let project = read_directory(folder.path()).unwrap();
    assert!(project.is_empty());
    let expected = [
        ("caf\u{fffd}", SkipReason::UnreadableName),
        ("d\u{fffd}/", SkipReason::UnreadableName),
        ("socket", SkipReason::NotAFile),
    ];
    assert_eq!(notes(&project), expected);
}

#[test]
fn what_may_not_be_read_is_noted() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("closed")).unwrap();
    fs::write(folder.path().join("secret.py"), "x = 1").unwrap();
    for name in ["closed", "secret.py"] {
        fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(0o000)).unwrap();
    }
    if File::open(folder.path().join("secret.py")).is_ok() {
        skipped::note("what_may_not_be_read_is_noted", "root may read everything");
        return;
    }
    let project = read_directory(folder.path()).unwrap();
    assert_eq!(notes(&project), [("closed/", SkipReason::Unreadable), ("secret.py", SkipReason::Unreadable)]);
    assert_eq!(project.content("secret.py"), Some(&Content::Unknown { size: Some(5) }));
}

#[test]
fn a_folder_that_is_none_is_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    assert!(matches!(read_directory(&folder.path().join("gone")), Err(FolderError::NotFound)));
    assert!(matches!(read_directory(&folder.path().join("file")), Err(FolderError::NotAFolder)));
}

#[test]
fn a_project_survives_a_bundle_but_for_what_was_left_out() {
    let project = read_archive(&zip_of(tree(), ""), "").unwrap();
    let bundle = Bundle { project: project.clone(), ..Bundle::default() };
    let read = Bundle::parse(&bundle.to_json()).unwrap();
    for (path, content) in project.files() {
        let expected = if let Content::Bytes(_) = content { content } else { &Content::Unknown { size: None } };
        assert_eq!(read.project.content(path), Some(expected), "{path}");
    }
    assert_eq!(read.project.len(), project.len());
}

#[test]
fn a_flipped_bit_is_never_taken_for_the_project() {
    let packed =
        gzip(&tar_of(vec![("Procfile", file("web: gunicorn app:app\n")), ("requirements.txt", file("flask==3.0.0\n"))], ""));
    let project = read_archive(&packed, "").unwrap();
    for at in 0..packed.len() {
        for bit in 0..8 {
            let mut flipped = packed.clone();
            flipped[at] ^= 1 << bit;
            if let Ok(taken) = read_archive(&flipped, "") {
                assert_eq!((seen(&taken), notes(&taken)), (seen(&project), notes(&project)), "byte {at}, bit {bit}");
            }
        }
    }
}

#[test]
fn what_follows_the_end_of_an_archive_is_no_damage() {
    let tar = tar_of(vec![("Procfile", file("web: x"))], "");
    let (one, other) = tar.split_at(700);
    let in_members = [gzip(one), gzip(other)].concat();
    for bytes in [[gzip(&tar), vec![0; 512]].concat(), in_members, [tar.clone(), vec![0; 10 << 10]].concat()] {
        let project = read_archive(&bytes, "").unwrap();
        assert_eq!(project.bytes_of("Procfile"), Some(b"web: x".as_slice()));
    }
}

#[test]
fn a_bomb_behind_the_end_of_an_archive_is_refused() {
    let tar = tar_of(vec![("Procfile", file("web: x"))], "");
    let bomb = gzip(&[tar, vec![0; 64 << 20]].concat());
    assert!(matches!(read_archive(&bomb, ""), Err(ArchiveError::Bomb { .. })));
}

#[test]
fn nobody_waits_for_a_pipe_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    fs::create_dir(folder.path().join("env")).unwrap();
    fs::write(folder.path().join("env/pyvenv.cfg"), "").unwrap();
    for name in [".git/index", "Procfile"] {
        let made = std::process::Command::new("mkfifo").arg(folder.path().join(name)).status().unwrap();
        assert!(made.success());
    }
    let project = read_directory(folder.path()).unwrap();
    assert_eq!(
        notes(&project),
        [(".git/", SkipReason::VersionControl), ("Procfile", SkipReason::NotAFile), ("env/", SkipReason::VirtualEnvironment)]
    );
}

#[test]
fn links_that_lead_round_in_circles_or_to_devices_are_noted() {
    let folder = tempfile::tempdir().unwrap();
    for (link, target) in [("a", "b"), ("b", "a"), ("self", "."), ("up", ".."), ("root", "/"), ("zero", "/dev/zero")] {
        symlink(target, folder.path().join(link)).unwrap();
    }
    let project = read_directory(folder.path()).unwrap();
    assert!(project.is_empty());
    assert_eq!(project.skipped().len(), 6);
}
