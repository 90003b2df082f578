//! Files that indexes offer.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A page as JSON, with these files: name, address, and whether metadata lie beside it.
pub(crate) fn page(files: &[(&str, &str, bool)]) -> String {
    let file = |(name, url, has_metadata): &(&str, &str, bool)| serde_json::json!({"filename": name, "url": url, "hashes": {}, "core-metadata": has_metadata, "yanked": false});
    serde_json::json!({"files": files.iter().map(file).collect::<Vec<_>>()}).to_string()
}

/// Metadata that require something.
pub(crate) fn metadata(version: &str, requires: &[&str]) -> String {
    let head = format!("Metadata-Version: {version}\nVersion: 1\n");
    requires.iter().fold(head, |text, name| text + "Requires-Dist: " + name + "\n")
}

/// A zip of these files.
pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    for (name, content) in files {
        let method = if content.len() > 10_000 { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).expect("an entry");
        zip.write_all(content).expect("its content");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A tar.gz of these files.
pub(crate) fn tar_gz(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(vec![]);
    for (name, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, *content).expect("an entry");
    }
    gz(&tar.into_inner().expect("an archive"))
}

pub(crate) fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut gz = GzEncoder::new(vec![], Compression::fast());
    gz.write_all(bytes).expect("bytes");
    gz.finish().expect("bytes")
}

/// Bytes that do not get smaller.
pub(crate) fn noise(length: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..length).map(|_| next()).collect()
}
