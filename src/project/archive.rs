//! Reading a zip or a tar archive from memory, without trusting a word of it.

mod budget;
mod error;
mod members;
#[cfg(any(feature = "web", feature = "serve"))]
mod pack;
mod table;
mod tarball;
mod zipped;

pub use error::ArchiveError;
#[cfg(any(feature = "web", feature = "serve"))]
pub use pack::pack;

use super::{Project, ProjectBuilder, RootPolicy, limits};
use members::Members;

/// Archives that people do send, told apart to say what they are.
const OTHER_FORMATS: &[(&[u8], &str)] = &[
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\xfd7zXZ\0", "xz"),
    (b"BZh", "bzip2"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
];

/// Endings that promise an archive.
const ENDINGS: &[&str] = &["zip", "tar", "tgz", "gz"];

/// Reads an archive. Its kind is told by its bytes; `name` only serves to say what is wrong with something else.
///
/// A single folder at the top is taken as the root, since archivers put one around a project.
///
/// # Errors
/// When the bytes are no archive, or one that is damaged, encrypted or beyond the [`limits`].
pub fn read_archive(bytes: &[u8], name: &str) -> Result<Project, ArchiveError> {
    read(bytes, name, ProjectBuilder::new(RootPolicy::SingleTopFolder))
}

/// [`read_archive`], with the contents as well that only a build needs.
///
/// # Errors
/// Those of [`read_archive`].
pub fn read_whole_archive(bytes: &[u8], name: &str) -> Result<Project, ArchiveError> {
    read(bytes, name, ProjectBuilder::new(RootPolicy::SingleTopFolder).keeping_unread())
}

fn read(bytes: &[u8], name: &str, mut builder: ProjectBuilder) -> Result<Project, ArchiveError> {
    if bytes.len() as u64 > limits::MAX_ARCHIVE {
        return Err(ArchiveError::Oversized { limit: limits::MAX_ARCHIVE });
    }
    match bytes {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [b'P', b'K', 7, 8, ..] => zipped::read(bytes, &mut builder)?,
        [0x1f, 0x8b, ..] => tarball::read_gzip(Members::new(bytes), bytes.len() as u64, &mut builder)?,
        _ if tarball::is_tar(bytes) => tarball::read(bytes, bytes.len() as u64, &mut builder)?,
        _ => return Err(not_an_archive(bytes, name)),
    }
    let project = builder.finish();
    if project.len() > limits::MAX_FILES {
        return Err(ArchiveError::TooManyFiles { limit: limits::MAX_FILES });
    }
    Ok(project)
}

fn not_an_archive(bytes: &[u8], name: &str) -> ArchiveError {
    if let Some((_, format)) = OTHER_FORMATS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return ArchiveError::OtherFormat { format };
    }
    match name.rsplit_once('.') {
        Some((_, ending)) if ENDINGS.contains(&ending.to_ascii_lowercase().as_str()) => {
            ArchiveError::WrongEnding { ending: format!(".{ending}") }
        }
        _ => ArchiveError::NotAnArchive,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_archive_is_told_by_bytes_then_by_name() {
        let cases: [(&[u8], &str, &str); 6] = [
            (b"", "x", "this is neither a zip nor a tar archive; give a folder, a .zip, a .tar.gz or a .tar"),
            (b"web: x", "Procfile", "this is neither a zip nor a tar archive; give a folder, a .zip, a .tar.gz or a .tar"),
            (b"<html>", "a.ZIP", "the name ends in .ZIP, but the content is no archive; download or pack it again"),
            (b"Rar!\x1a\x07\x01\0", "a.zip", "RAR archives are not read; pack the project as .zip or .tar.gz"),
            (
                b"PK\x03\x04",
                "a.zip",
                "the archive is damaged: it ends too early or has lost its table of contents; \
                download or pack it again",
            ),
            (b"\x1f\x8b\x08", "a.tgz", "the archive is damaged: it ends too early; download or pack it again"),
        ];
        for (bytes, name, expected) in cases {
            assert_eq!(read_archive(bytes, name).unwrap_err().to_string(), expected, "{name}");
        }
    }
}
