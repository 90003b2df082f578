//! Archives of all kinds: they are read or refused within the limits, and come back from where they are packed.

use std::io::Cursor;

use pushready::index::inside::{Packing, is_metadata};
use pushready::index::source::extract::Extract;
use pushready::language::Language;
use pushready::project::archive::{read_archive, read_whole_archive};
use pushready::project::{Project, limits};

/// The most that is read of one file of an archive.
const MOST_BYTES: u64 = 1 << 20;

pub(crate) fn hold(bytes: &[u8]) {
    let read = read_archive(bytes, "project.zip");
    match &read {
        Ok(project) => is_within_limits(project, bytes.len() as u64),
        Err(error) => {
            for language in [Language::En, Language::Zh] {
                let text = error.text(language);
                assert!(!text.is_empty() && !text.ends_with('.'), "{text:?}");
            }
        }
    }
    match (read_whole_archive(bytes, "project.zip"), &read) {
        (Ok(whole), Ok(project)) => {
            let [whole, project] =
                [&whole, project].map(|project| project.files().map(|(path, _)| path.to_owned()).collect::<Vec<_>>());
            assert_eq!(whole, project, "a build has other files than a check");
        }
        // What only a build unpacks may be damaged.
        (whole, read) => assert!(whole.is_err() || read.is_ok(), "a check refuses what a build takes"),
    }
    for name in ["a-1.tar.gz", "a-1.zip"] {
        drop(Extract::read(name, bytes));
    }
    for (name, is_zip) in [("a-1-py3-none-any.whl", true), ("a-1.tar.gz", false)] {
        let Some(inside) = Packing::of(name) else { continue };
        let found = if is_zip {
            inside.in_zip(Cursor::new(bytes), MOST_BYTES).ok().flatten()
        } else {
            inside.in_tar(bytes, MOST_BYTES).ok().flatten()
        };
        if let Some(found) = found {
            assert!(found.len() as u64 <= MOST_BYTES);
            let _ = is_metadata(&found);
        }
    }
}

fn is_within_limits(project: &Project, packed: u64) {
    assert!(project.len() <= limits::MAX_FILES);
    let mut sum = 0;
    for (path, content) in project.files() {
        assert!(pushready::project::normalize(path).as_deref() == Ok(path), "{path:?} is no path of a project");
        let bytes = content.bytes().map_or(0, <[u8]>::len) as u64;
        assert!(bytes <= limits::MAX_FILE, "{path}: {bytes} bytes are looked at");
        sum += bytes;
    }
    let most = limits::RATIO_FREE.max(packed.saturating_mul(limits::MAX_RATIO)) + limits::MAX_LINKED;
    assert!(sum <= most, "{sum} bytes come out of {packed}");
}
