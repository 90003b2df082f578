//! What is kept of the archive of a source: the names at its top, and the texts that its build begins with.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

use flate2::read::GzDecoder;
use serde::{Deserialize, Serialize};
use zip::ZipArchive;

/// The file in which a source says how it is built.
pub(super) const PYPROJECT: &str = "pyproject.toml";
/// The program that builds it.
pub(super) const SETUP: &str = "setup.py";
/// What that may read.
pub(super) const SETUP_CONFIGURATION: &str = "setup.cfg";
/// Its metadata.
pub(super) const PKG_INFO: &str = "PKG-INFO";
/// How many bytes of a text are read, and how many files are looked at.
const TEXT: u64 = 512 * 1024;
const FILES: usize = 20_000;
/// How many texts are kept.
const TEXTS: usize = 200;

/// What is kept of the archive of a source.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Extract {
    /// The names at its top.
    pub names: Vec<String>,
    /// Its Python files there, `pyproject.toml`, `setup.cfg` and `PKG-INFO`, by name.
    pub texts: BTreeMap<String, String>,
    /// `requires.txt` of its `.egg-info`, empty where that has none; none without such a folder.
    pub requires: Option<String>,
}

impl Extract {
    /// Reads an archive of this name; none if it is of another kind than `.tar.gz` and `.zip`.
    ///
    /// # Errors
    /// The archive is damaged, or cannot be read to its end.
    pub fn read(name: &str, archive: impl Read) -> io::Result<Option<Self>> {
        let mut endings = name.rsplit('.');
        match (endings.next(), endings.next()) {
            (Some("gz"), Some("tar")) | (Some("tgz"), _) => Self::of_tar(archive).map(Some),
            (Some("zip"), _) => Self::of_zip(archive).map(Some),
            _ => Ok(None),
        }
    }

    fn of_tar(archive: impl Read) -> io::Result<Self> {
        let mut extract = Self::default();
        for entry in tar::Archive::new(GzDecoder::new(archive)).entries()?.take(FILES) {
            let entry = entry?;
            let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            extract.take(&path, entry)?;
        }
        Ok(extract)
    }

    fn of_zip(mut archive: impl Read) -> io::Result<Self> {
        let mut bytes = vec![];
        archive.read_to_end(&mut bytes)?;
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        let mut extract = Self::default();
        for number in 0..archive.len().min(FILES) {
            let file = archive.by_index(number)?;
            let path = file.name().to_owned();
            extract.take(&path, file)?;
        }
        Ok(extract)
    }

    /// Takes note of a file in the one folder that every such archive has.
    fn take(&mut self, path: &str, content: impl Read) -> io::Result<()> {
        let below = path.trim_start_matches("./").split_once('/').map_or("", |(_, below)| below);
        let (name, is_at_top) = below.split_once('/').map_or((below, true), |(folder, _)| (folder, false));
        if name.is_empty() {
            return Ok(());
        }
        if !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_owned());
        }
        let is_kept = [PYPROJECT, SETUP_CONFIGURATION, PKG_INFO].contains(&name) || name.strip_suffix(".py").is_some();
        let in_package = below.strip_prefix("src/").unwrap_or(below).split_once(".egg-info/");
        match in_package.filter(|(package, _)| !package.contains('/')) {
            Some((_, "requires.txt")) => self.requires = Some(text(content)?),
            Some((_, "PKG-INFO")) => drop(self.requires.get_or_insert_default()),
            _ if is_at_top && is_kept && self.texts.len() < TEXTS => drop(self.texts.insert(name.to_owned(), text(content)?)),
            _ => {}
        }
        Ok(())
    }
}

fn text(content: impl Read) -> io::Result<String> {
    let mut text = vec![];
    content.take(TEXT).read_to_end(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_at_the_top_are_kept() {
        let mut tar = tar::Builder::new(flate2::write::GzEncoder::new(vec![], flate2::Compression::fast()));
        for (path, text) in [
            ("a-1.0/setup.py", "import numpy\n"),
            ("a-1.0/a/__init__.py", ""),
            ("a-1.0/README", "x"),
            ("a-1.0/pyproject.toml", ""),
            ("a-1.0/a.egg-info/PKG-INFO", "x"),
            ("a-1.0/a.egg-info/requires.txt", "six\n"),
            ("a-1.0/a/b.egg-info/requires.txt", "other\n"),
        ] {
            let mut header = tar::Header::new_gnu();
            header.set_size(text.len() as u64);
            header.set_mode(0o644);
            header.set_cksum();
            tar.append_data(&mut header, path, text.as_bytes()).expect("written");
        }
        let packed = tar.into_inner().and_then(flate2::write::GzEncoder::finish).expect("packed");
        let extract = Extract::read("a-1.0.tar.gz", &*packed).expect("read").expect("an archive");
        assert_eq!(extract.names, ["setup.py", "a", "README", "pyproject.toml", "a.egg-info"]);
        assert_eq!(extract.requires.as_deref(), Some("six\n"));
        assert_eq!(extract.texts.keys().collect::<Vec<_>>(), ["pyproject.toml", "setup.py"]);
        assert_eq!(Extract::read("a-1.0.rpm", &*packed).expect("read"), None);
        assert!(Extract::read("a-1.0.tar.gz", &packed[..20]).is_err() && Extract::read("a-1.0.zip", &*packed).is_err());
    }
}
