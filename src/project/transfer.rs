//! A project as bytes, between the page and its worker. Both are built from the same source.

use serde::{Deserialize, Serialize};

use super::archive::{pack, read_archive};
use super::{Content, Project, SkipReason, Skipped, limits};
use crate::language::Language;

/// What is known of the files, and what was left out.
#[derive(Serialize, Deserialize)]
struct Transfer {
    /// Path, content and size, each as far as it is known.
    files: Vec<(String, Option<Vec<u8>>, Option<u64>)>,
    skipped: Vec<(String, SkipReason)>,
    not_executable: Vec<String>,
    links: Vec<String>,
    committed: Vec<String>,
}

/// How many bytes of an archive are enough to refuse it.
pub const TOO_MANY_BYTES: u32 = 256 * 1024 * 1024 + 1;
const _: () = assert!(TOO_MANY_BYTES as u64 == limits::MAX_ARCHIVE + 1);

/// What became of an archive: a project, or why there is none, in each language.
pub type Unpacked = Result<Project, [String; 2]>;

/// Reads an archive; empty if the project cannot be written.
#[must_use]
pub fn unpacked(bytes: &[u8], name: &str) -> Vec<u8> {
    let read = read_archive(bytes, name);
    let read =
        read.map(|project| transfer(&project)).map_err(|error| [Language::En, Language::Zh].map(|in_it| error.text(in_it)));
    postcard::to_allocvec(&read).unwrap_or_default()
}

/// A project as [`of_unpacked`] takes it.
#[must_use]
pub fn given(project: &Project) -> Vec<u8> {
    postcard::to_allocvec(&Ok::<_, [String; 2]>(transfer(project))).unwrap_or_default()
}

/// What [`unpacked`] has read; none of other bytes.
#[must_use]
pub fn of_unpacked(bytes: &[u8]) -> Option<Unpacked> {
    let read: Result<Transfer, [String; 2]> = postcard::from_bytes(bytes).ok()?;
    Some(read.map(received))
}

/// The bytes of a project, for [`packed`].
#[must_use]
pub fn to_pack(project: &Project) -> Vec<u8> {
    postcard::to_allocvec(&transfer(project)).unwrap_or_default()
}

/// The zip of a project that came as bytes; empty if there is none in them.
#[must_use]
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let project = postcard::from_bytes(bytes).ok().map(received);
    project.and_then(|project| pack(&project).ok()).unwrap_or_default()
}

fn transfer(project: &Project) -> Transfer {
    let file = |(path, content): (&str, &Content)| {
        let size = if let Content::Unknown { size } = content { *size } else { Some(content.size()) };
        (path.to_owned(), content.bytes().map(<[u8]>::to_vec), size)
    };
    Transfer {
        files: project.files().map(file).collect(),
        skipped: project.skipped().iter().map(|skipped| (skipped.path.clone(), skipped.reason)).collect(),
        not_executable: project.not_executable.iter().cloned().collect(),
        links: project.links.iter().cloned().collect(),
        committed: project.committed.iter().cloned().collect(),
    }
}

fn received(transfer: Transfer) -> Project {
    let mut project = Project::new();
    for (path, bytes, size) in transfer.files {
        project.insert(path, bytes.map_or(Content::Unknown { size }, Content::from));
    }
    project.skipped = transfer.skipped.into_iter().map(|(path, reason)| Skipped { path, reason }).collect();
    project.not_executable.extend(transfer.not_executable);
    project.links.extend(transfer.links);
    project.committed.extend(transfer.committed);
    project
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_comes_back_as_it_was() {
        let mut project = Project::new();
        project.insert("Procfile", Content::from(b"web: x\r\n".to_vec()));
        project.insert("a/b.bin", Content::Unknown { size: Some(9) });
        project.insert("c", Content::Unknown { size: None });
        project.skip("node_modules/", SkipReason::NodeModules);
        project.mark_not_executable("Procfile");
        project.mark_committed("venv/");
        project.links.insert("c".to_owned());
        assert_eq!(received(transfer(&project)), project);
        assert_eq!(of_unpacked(&given(&project)), Some(Ok(project)));
    }

    #[test]
    fn what_is_packed_can_be_unpacked() {
        let mut project = Project::new();
        for (path, bytes) in [("Procfile", &b"web: x\r\n"[..]), ("a/b.txt", b"\xef\xbb\xbfb")] {
            project.insert(path, Content::from(bytes.to_vec()));
        }
        let again = of_unpacked(&unpacked(&packed(&to_pack(&project)), "x.zip")).expect("bytes").expect("a project");
        assert_eq!(again.files().collect::<Vec<_>>(), project.files().collect::<Vec<_>>());
    }

    #[test]
    fn what_is_wrong_with_an_archive_is_said_in_each_language() {
        let [en, zh] = of_unpacked(&unpacked(b"Rar!\x1a\x07\x01\0", "a.zip")).expect("bytes").expect_err("no archive");
        assert_eq!(en, "RAR archives are not read; pack the project as .zip or .tar.gz");
        assert_eq!(zh, "不支持 RAR 格式，请打包为 .zip 或 .tar.gz");
        assert_eq!(of_unpacked(&[255, 255]), None);
        assert_eq!(packed(&[255, 255]), [0; 0]);
    }
}
