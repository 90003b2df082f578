//! The metadata of a file: beside it, else out of it, of which as little as possible is fetched.

use std::io::{self, Read};

use flate2::read::GzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use super::address::Address;
use super::asker::Asker;
use super::client::{Client, Get, Reply};
use super::ranges::{Ranges, trouble_of};
use super::source::source;
use super::trouble::Trouble;
use crate::index::metadata::Metadata;
use crate::index::source::requires;
use crate::syntax::requirements::normalize_name;

/// The metadata of a file of a project, by its normalised name; none if nobody but who builds it knows them.
pub(super) fn metadata(
    asker: &Asker,
    project: &str,
    file: &str,
    address: &Address,
    is_beside: bool,
) -> Result<Option<Metadata>, Trouble> {
    let bytes = asker.once(address, "metadata", |client| {
        let beside = if is_beside { beside(client, address)? } else { None };
        let found = beside.map_or_else(|| inside(client, file, address), |beside| Ok(Some(beside)))?;
        Ok(found.map(without_text))
    })?;
    let text = bytes.as_deref().map(String::from_utf8_lossy);
    let metadata = match text {
        Some(text) if is_wheel(file) || holds_for_wheels(&text) => Some(Metadata::parse(&text)),
        _ if is_wheel(file) => None,
        _ => source(asker, file, address)?.and_then(|extract| requires::metadata(&extract)),
    };
    let is_another = |name: &String| normalize_name(name) != project;
    match metadata {
        Some(metadata) if metadata.name.as_ref().is_some_and(is_another) => Err(Trouble::OfAnother),
        metadata => Ok(metadata),
    }
}

/// The headers alone: the text below them, which is most of it, says nothing of what is required.
fn without_text(mut metadata: Vec<u8>) -> Vec<u8> {
    let ends = |window: &[u8]| window.starts_with(b"\n\n") || window.starts_with(b"\n\r\n");
    if let Some(end) = metadata.windows(3).position(ends) {
        metadata.truncate(end + 1);
    }
    metadata
}

fn is_wheel(file: &str) -> bool {
    file.rsplit('.').next() == Some("whl")
}

/// Beside the file (PEP 658); none if the index has promised too much.
fn beside(client: &Client, address: &Address) -> Result<Option<Vec<u8>>, Trouble> {
    let get = Get { address: &address.of_metadata(), accept: "*/*", known: None, range: None, limit: client.limits().metadata };
    client.ask(&get, |reply| match reply.status() {
        200 => reply.read().map(|text| is_metadata(&text).then_some(text)),
        404 | 410 => Ok(None),
        status => Err(Trouble::Status(status)),
    })
}

/// Whether it is what it should be, and not the front page of somebody.
fn is_metadata(text: &[u8]) -> bool {
    text.starts_with(b"Metadata-Version:")
}

fn inside(client: &Client, file: &str, address: &Address) -> Result<Option<Vec<u8>>, Trouble> {
    let mut endings = file.rsplit('.');
    match (endings.next(), endings.next()) {
        (Some("whl"), _) => zipped(client, address, |name| is_in_top_folder(name, ".dist-info", "METADATA")),
        (Some("zip"), _) => zipped(client, address, |name| is_in_top_folder(name, "", "PKG-INFO")),
        (Some("gz"), Some("tar")) | (Some("tgz"), _) => tarred(client, address),
        _ => Ok(None),
    }
}

/// Whether a name in an archive is that of a file in a folder at its top.
fn is_in_top_folder(name: &str, folder_ends: &str, file: &str) -> bool {
    name.split_once('/').is_some_and(|(folder, below)| below == file && folder.ends_with(folder_ends))
}

fn zipped(client: &Client, address: &Address, is_wanted: impl Fn(&str) -> bool) -> Result<Option<Vec<u8>>, Trouble> {
    let limit = client.limits().metadata;
    let read = |ranges| -> Result<Option<Vec<u8>>, ZipError> {
        let mut archive = ZipArchive::new(ranges)?;
        let Some(name) = archive.file_names().find(|name| is_wanted(name)).map(str::to_owned) else { return Ok(None) };
        let mut content = vec![];
        archive.by_name(&name)?.take(limit).read_to_end(&mut content)?;
        Ok(Some(content))
    };
    let Some(ranges) = Ranges::open(client, address)? else { return Ok(None) };
    match read(ranges) {
        Ok(content) => Ok(content),
        Err(ZipError::Io(error)) => trouble_of(&error).map_or(Ok(None), |trouble| match trouble {
            Trouble::TooLarge(_) => Ok(None),
            trouble => Err(trouble),
        }),
        Err(_) => Ok(None),
    }
}

/// A compressed archive is read from its beginning, up to where its metadata are.
fn tarred(client: &Client, address: &Address) -> Result<Option<Vec<u8>>, Trouble> {
    let limits = client.limits();
    let range = format!("bytes=0-{}", limits.file - 1);
    let get = Get { address, accept: "*/*", known: None, range: Some(range), limit: limits.file };
    client.ask(&get, |reply: Reply| match reply.status() {
        200 | 206 => {
            let mut bounded = reply.reader()?.take(limits.file);
            let found = package_info(&mut bounded, limits.metadata);
            let is_at_end = bounded.limit() == 0;
            found.or(if is_at_end { Ok(None) } else { Err(Trouble::BrokenOff) })
        }
        status => Err(Trouble::Status(status)),
    })
}

fn package_info(packed: impl Read, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut archive = tar::Archive::new(GzDecoder::new(packed));
    for entry in archive.entries()? {
        let entry = entry?;
        if is_in_top_folder(&String::from_utf8_lossy(&entry.path_bytes()), "", "PKG-INFO") {
            let mut content = vec![];
            entry.take(limit).read_to_end(&mut content)?;
            return Ok(Some(content));
        }
    }
    Ok(None)
}

/// Whether the metadata of a source archive say what those of a wheel that is built from it will say: of others, whoever builds
/// it finds out what it requires.
fn holds_for_wheels(text: &str) -> bool {
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
