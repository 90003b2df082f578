//! The metadata inside a file of a release: where they lie, and whether they count.

use std::io::{self, Read, Seek};

use flate2::read::GzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

/// How the files of a release are packed, as far as it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// A wheel, which is a zip.
    Wheel,
    /// A zip of a source.
    Zip,
    /// A compressed tar of a source.
    Tar,
}

impl Packing {
    /// How a file of this name is packed.
    #[must_use]
    pub fn of(file: &str) -> Option<Self> {
        let mut endings = file.rsplit('.');
        match (endings.next(), endings.next()) {
            (Some("whl"), _) => Some(Self::Wheel),
            (Some("zip"), _) => Some(Self::Zip),
            (Some("gz"), Some("tar")) | (Some("tgz"), _) => Some(Self::Tar),
            _ => None,
        }
    }

    fn is_metadata(self, path: &str) -> bool {
        match self {
            Self::Wheel => is_in_top_folder(path, ".dist-info", "METADATA"),
            Self::Zip | Self::Tar => is_in_top_folder(path, "", "PKG-INFO"),
        }
    }

    /// The metadata in a zip, of which only the end and they themselves are read; of them no more than `limit` bytes. None if it
    /// has none.
    ///
    /// # Errors
    /// The archive is damaged, or cannot be read.
    pub fn in_zip(self, archive: impl Read + Seek, limit: u64) -> Result<Option<Vec<u8>>, ZipError> {
        let mut archive = ZipArchive::new(archive)?;
        let Some(name) = archive.file_names().find(|name| self.is_metadata(name)).map(str::to_owned) else { return Ok(None) };
        let mut content = vec![];
        archive.by_name(&name)?.take(limit).read_to_end(&mut content)?;
        Ok(Some(content))
    }

    /// The metadata in a compressed tar, which is read from its beginning up to them; of them no more than `limit` bytes. None
    /// if it has none.
    ///
    /// # Errors
    /// The archive is damaged, or ends before them.
    pub fn in_tar(self, packed: impl Read, limit: u64) -> io::Result<Option<Vec<u8>>> {
        let mut archive = tar::Archive::new(GzDecoder::new(packed));
        for entry in archive.entries()? {
            let entry = entry?;
            if self.is_metadata(&String::from_utf8_lossy(&entry.path_bytes())) {
                let mut content = vec![];
                entry.take(limit).read_to_end(&mut content)?;
                return Ok(Some(content));
            }
        }
        Ok(None)
    }
}

/// Whether a name in an archive is that of a file in a folder at its top.
fn is_in_top_folder(name: &str, folder_ends: &str, file: &str) -> bool {
    name.split_once('/').is_some_and(|(folder, below)| below == file && folder.ends_with(folder_ends))
}

/// Whether it is what it should be, and not the front page of somebody.
#[must_use]
pub fn is_metadata(text: &[u8]) -> bool {
    text.starts_with(b"Metadata-Version:")
}

/// Whether the metadata of a source archive say what those of a wheel that is built from it will say: of others, whoever builds
/// it finds out what it requires.
#[must_use]
pub fn holds_for_wheels(text: &str) -> bool {
    let fields = || {
        let head = text.lines().take_while(|line| !line.is_empty());
        head.filter_map(|line| line.split_once(':')).map(|(name, value)| (name.to_ascii_lowercase(), value.trim()))
    };
    let version = fields().find(|(name, _)| name == "metadata-version").and_then(|(_, value)| {
        let (major, minor) = value.split_once('.')?;
        Some((major.parse::<u32>().ok()?, minor.parse::<u32>().ok()?))
    });
    let is_dynamic = fields().any(|(name, value)| name == "dynamic" && value.eq_ignore_ascii_case("requires-dist"));
    version.is_some_and(|version| version >= (2, 2)) && !is_dynamic
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_of_a_source_hold_where_they_promise_it() {
        assert!(holds_for_wheels("Metadata-Version: 2.2\nName: a\n\nDynamic: Requires-Dist\n"));
        assert!(holds_for_wheels("Metadata-Version: 2.10\nDynamic: Classifier\n"));
        for other in ["", "Metadata-Version: 2.1\n", "Metadata-Version: 2.4\nDynamic: requires-dist\n", "Metadata-Version: new\n"]
        {
            assert!(!holds_for_wheels(other), "{other}");
        }
    }
}
