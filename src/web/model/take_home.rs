//! What the user takes home.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::diagnostic::changes::Moves;
use crate::diagnostic::patch;
use crate::project::Project;

/// These files of a project as a zip; files that are not there are left out.
///
/// # Errors
/// When the zip cannot be written.
pub(crate) fn zipped(project: &Project, paths: &[String]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for path in paths {
        let Some(bytes) = project.bytes_of(path) else { continue };
        zip.start_file(path.as_str(), SimpleFileOptions::default())?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// What was changed, as a patch that `git apply` takes.
pub(crate) fn patched(before: &Project, after: &Project) -> Vec<u8> {
    patch::patch(&Moves::default().changes(before, after))
}

/// The last part of a path, under which a file is saved.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::RootPolicy;
    use crate::project::archive::read_archive;

    #[test]
    fn a_zip_holds_the_bytes_as_they_are() {
        let files = [("Procfile", &b"web: x\r\n"[..]), ("a/b.txt", b"\xef\xbb\xbfb"), ("c", b"")];
        let project =
            Project::from_files(files.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())), RootPolicy::AsGiven);
        let zip = zipped(&project, &["Procfile".to_owned(), "a/b.txt".to_owned(), "gone".to_owned()]).unwrap();
        let again = read_archive(&zip, "x.zip").unwrap();
        assert_eq!(again.files().map(|(path, _)| path).collect::<Vec<_>>(), ["Procfile", "a/b.txt"]);
        assert_eq!(again.bytes_of("a/b.txt"), project.bytes_of("a/b.txt"));
    }
}
