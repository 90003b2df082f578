//! Packs the application as a slug.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use flate2::{Compression, GzBuilder};
use tar::Builder;

use super::process::Interrupt;
use super::resolved::resolved;
use crate::analysis::ignored::{self, Ignored, PatternReader};

/// The comment in the head of each slug, by which a later build knows that it may replace it.
const MARK: &str = "packed by pushready";

/// Whether a file is a slug that a build has packed.
pub(super) fn is_slug(path: &Path) -> bool {
    let comment = |file| GzDecoder::new(file).header().and_then(|head| head.comment().map(<[u8]>::to_vec));
    File::open(path).ok().and_then(comment).is_some_and(|comment| comment == MARK.as_bytes())
}

/// What a slug is made from.
pub(super) struct Slug<'a> {
    /// The application.
    pub(super) app: &'a Path,
    /// The patterns of what stays out, as `tar -X` reads them.
    pub(super) leave_out: Option<String>,
    /// The folder inside the archive that holds the application, with a `/` at the end; empty for its root.
    pub(super) root: &'a str,
    /// The wish to stop.
    pub(super) interrupt: &'a Interrupt,
}

impl Slug<'_> {
    /// Writes the archive; gives its size in bytes. It appears whole, by a renaming; a link to it stays.
    pub(super) fn write(&self, target: &Path) -> io::Result<u64> {
        let target = &resolved(target);
        let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty());
        parent.map_or(Ok(()), fs::create_dir_all)?;
        let draft = target.with_file_name(format!(
            ".{}-{}",
            target.file_name().unwrap_or_default().to_string_lossy(),
            std::process::id()
        ));
        let written = self.write_to(&draft).and_then(|()| fs::rename(&draft, target));
        if written.is_err() {
            // The first error is the one to tell.
            let _ = fs::remove_file(&draft);
        }
        written?;
        Ok(fs::metadata(target)?.len())
    }

    fn write_to(&self, draft: &Path) -> io::Result<()> {
        let packed = GzBuilder::new().comment(MARK).write(File::create(draft)?, Compression::default());
        let mut builder = Builder::new(packed);
        builder.follow_symlinks(false);
        self.add(&mut builder, "")?;
        builder.into_inner()?.finish()?.sync_all()
    }

    fn add(&self, builder: &mut Builder<GzEncoder<File>>, folder: &str) -> io::Result<()> {
        let mut entries = fs::read_dir(self.app.join(folder))?.collect::<io::Result<Vec<_>>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            self.interrupt.check()?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            let is_folder = entry.file_type()?.is_dir();
            if self.leaves_out(&path, is_folder) {
                continue;
            }
            let member = PathBuf::from(format!("./{}{path}", self.root));
            builder.append_path_with_name(entry.path(), member)?;
            if is_folder {
                self.add(builder, &path)?;
            }
        }
        Ok(())
    }

    fn leaves_out(&self, path: &str, is_folder: bool) -> bool {
        let found = |patterns: &String| ignored::at(PatternReader::Tar, patterns, path, is_folder);
        self.leave_out.as_ref().map(found).is_some_and(|found| matches!(found, Ignored::By(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_that_is_interrupted_leaves_nothing_behind() {
        let place = tempfile::TempDir::new().expect("a folder");
        let (app, target) = (place.path().join("app"), place.path().join("out/slug.tgz"));
        fs::create_dir_all(&app).expect("a folder");
        fs::write(app.join("app.py"), "").expect("a file");
        let interrupt = Interrupt::default();
        let slug = Slug { app: &app, leave_out: None, root: "", interrupt: &interrupt };
        assert!(slug.write(&target).is_ok() && is_slug(&target));
        fs::remove_file(&target).expect("the slug");
        interrupt.set();
        assert_eq!(slug.write(&target).map_err(|error| error.kind()), Err(io::ErrorKind::Interrupted));
        assert_eq!(fs::read_dir(place.path().join("out")).expect("a folder").count(), 0);
    }
}
