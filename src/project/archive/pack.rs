//! Writing a zip.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

use crate::project::Project;

/// The files of a project whose contents are known, as a zip.
///
/// # Errors
/// When the zip cannot be written.
pub fn pack(project: &Project) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in project.files() {
        let Some(bytes) = content.bytes() else { continue };
        zip.start_file(path, SimpleFileOptions::default())?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::archive::read_archive;
    use crate::project::{Content, RootPolicy};

    #[test]
    fn a_zip_holds_the_bytes_as_they_are() {
        let files = [("Procfile", &b"web: x\r\n"[..]), ("a/b.txt", b"\xef\xbb\xbfb")];
        let given = files.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec()));
        let mut project = Project::from_files(given, RootPolicy::AsGiven);
        project.insert("unknown", Content::Unknown { size: Some(9) });
        let again = read_archive(&pack(&project).unwrap(), "x.zip").unwrap();
        assert_eq!(again.files().map(|(path, _)| path).collect::<Vec<_>>(), ["Procfile", "a/b.txt"]);
        assert_eq!(again.bytes_of("a/b.txt"), project.bytes_of("a/b.txt"));
    }
}
