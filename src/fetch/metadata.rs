//! The metadata of a file: beside it, else out of it, of which as little as possible is fetched.

use std::io::Read;

use zip::result::ZipError;

use super::address::Address;
use super::asker::Asker;
use super::client::{Client, Get, Reply};
use super::ranges::{Ranges, trouble_of};
use super::source::source;
use super::trouble::Trouble;
use crate::index::inside::{Packing, holds_for_wheels, is_metadata};
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
    let is_wheel = Packing::of(file) == Some(Packing::Wheel);
    let text = bytes.as_deref().map(String::from_utf8_lossy);
    let metadata = match text {
        Some(text) if is_wheel || holds_for_wheels(&text) => Some(Metadata::parse(&text)),
        _ if is_wheel => None,
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

/// Beside the file (PEP 658); none if the index has promised too much.
fn beside(client: &Client, address: &Address) -> Result<Option<Vec<u8>>, Trouble> {
    let get = Get { address: &address.of_metadata(), accept: "*/*", known: None, range: None, limit: client.limits().metadata };
    client.ask(&get, |reply| match reply.status() {
        200 => reply.read().map(|text| is_metadata(&text).then_some(text)),
        404 | 410 => Ok(None),
        status => Err(Trouble::Status(status)),
    })
}

fn inside(client: &Client, file: &str, address: &Address) -> Result<Option<Vec<u8>>, Trouble> {
    match Packing::of(file) {
        Some(packing @ (Packing::Wheel | Packing::Zip)) => zipped(client, address, packing),
        Some(packing @ Packing::Tar) => tarred(client, address, packing),
        None => Ok(None),
    }
}

fn zipped(client: &Client, address: &Address, packing: Packing) -> Result<Option<Vec<u8>>, Trouble> {
    let Some(ranges) = Ranges::open(client, address)? else { return Ok(None) };
    match packing.in_zip(ranges, client.limits().metadata) {
        Ok(content) => Ok(content),
        Err(ZipError::Io(error)) => trouble_of(&error).map_or(Ok(None), |trouble| match trouble {
            Trouble::TooLarge(_) => Ok(None),
            trouble => Err(trouble),
        }),
        Err(_) => Ok(None),
    }
}

/// A compressed archive is read from its beginning, up to where its metadata are.
fn tarred(client: &Client, address: &Address, packing: Packing) -> Result<Option<Vec<u8>>, Trouble> {
    let limits = client.limits();
    let range = format!("bytes=0-{}", limits.file - 1);
    let get = Get { address, accept: "*/*", known: None, range: Some(range), limit: limits.file };
    client.ask(&get, |reply: Reply| match reply.status() {
        200 | 206 => {
            let mut bounded = reply.reader()?.take(limits.file);
            let found = packing.in_tar(&mut bounded, limits.metadata);
            let is_at_end = bounded.limit() == 0;
            found.or(if is_at_end { Ok(None) } else { Err(Trouble::BrokenOff) })
        }
        status => Err(Trouble::Status(status)),
    })
}
