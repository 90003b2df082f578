//! Zip archives.

use std::io::{self, Cursor, Read};

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::budget::{Budget, check_ratio};
use super::{ArchiveError, table};
use crate::project::{ProjectBuilder, SkipReason};

/// The longest target of a link, as on Linux.
const MAX_TARGET: u64 = 4096;

/// What the zip library says of the files of archives from Windows, which have no permissions.
const MADE_UP_MODES: [u32; 2] = [0o100_664, 0o100_444];

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// What the table of contents says of a file or a link.
struct Item {
    index: usize,
    path: String,
    size: u64,
    packed: u64,
    method: CompressionMethod,
    is_encrypted: bool,
    mode: u32,
}

/// Reads a zip archive.
pub(super) fn read(bytes: &[u8], builder: &mut ProjectBuilder) -> Result<(), ArchiveError> {
    table::check_length(bytes)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| explain(error, ""))?;
    for name in table::repeated_names(bytes, archive.central_directory_start()) {
        if let Some(path) = builder.accept(&name) {
            builder.skip(&path, SkipReason::DuplicateName);
        }
    }
    let mut budget = Budget::new(bytes.len() as u64);
    let (files, links) = items(&mut archive, builder, &mut budget)?;
    for item in &files {
        builder.expect(&item.path);
    }
    for item in &files {
        add_file(&mut archive, item, builder, &mut budget)?;
    }
    for item in links {
        add_link(&mut archive, item, builder, &mut budget)?;
    }
    Ok(())
}

/// The files and the links of an archive; folders and the rest go to the builder at once.
fn items(
    archive: &mut Archive<'_>,
    builder: &mut ProjectBuilder,
    budget: &mut Budget,
) -> Result<(Vec<Item>, Vec<Item>), ArchiveError> {
    let (mut files, mut links) = (vec![], vec![]);
    for index in 0..archive.len() {
        budget.entry()?;
        let entry = archive.by_index_raw(index).map_err(|error| explain(error, ""))?;
        let Some(name) = readable_name(entry.name_raw(), entry.name()) else {
            builder.skip(entry.name(), SkipReason::UnreadableName);
            continue;
        };
        let Some(path) = builder.accept(name) else { continue };
        let item = Item {
            index,
            path,
            size: entry.size(),
            packed: entry.compressed_size(),
            method: entry.compression(),
            is_encrypted: entry.encrypted(),
            mode: entry.unix_mode().unwrap_or(0),
        };
        match item.mode & 0o170_000 {
            _ if entry.is_dir() => drop(builder.add_folder(&item.path)),
            0o040_000 => drop(builder.add_folder(&item.path)),
            0o120_000 => links.push(item),
            0 | 0o100_000 => files.push(item),
            _ => builder.skip(&item.path, SkipReason::NotAFile),
        }
    }
    Ok((files, links))
}

/// Many archivers write UTF-8 without saying so; only what is not UTF-8 is read in the old code page, as `decoded` is.
fn readable_name<'a>(raw: &'a [u8], decoded: &'a str) -> Option<&'a str> {
    let name = std::str::from_utf8(raw).ok().or_else(|| Some(decoded).filter(|name| !name.contains(char::REPLACEMENT_CHARACTER)));
    name.filter(|name| !name.contains('\0'))
}

fn add_file(
    archive: &mut Archive<'_>,
    item: &Item,
    builder: &mut ProjectBuilder,
    budget: &mut Budget,
) -> Result<(), ArchiveError> {
    let limit = builder.limit();
    if item.size > limit && !builder.is_left_out(&item.path) {
        // It is not unpacked, but its size is shown: it has to be possible.
        check_ratio(item.packed, item.size, &item.path)?;
    }
    let read = || unpack(archive, item, limit, budget).map_err(io::Error::other);
    builder.add_file(item.path.clone(), item.size, read).map_err(ArchiveError::from_read)?;
    if !MADE_UP_MODES.contains(&item.mode) {
        builder.set_mode(&item.path, item.mode);
    }
    Ok(())
}

fn add_link(
    archive: &mut Archive<'_>,
    item: Item,
    builder: &mut ProjectBuilder,
    budget: &mut Budget,
) -> Result<(), ArchiveError> {
    if builder.is_left_out(&item.path) {
        // Only noted: the folder that a link stands for, or the one around it.
        builder.add_link(item.path, "");
        return Ok(());
    }
    if item.size > MAX_TARGET {
        builder.skip(&item.path, SkipReason::LinkOutside);
        return Ok(());
    }
    match String::from_utf8(unpack(archive, &item, MAX_TARGET, budget)?) {
        Ok(target) => builder.add_link(item.path, &target),
        Err(_) => builder.skip(&item.path, SkipReason::LinkOutside),
    }
    Ok(())
}

/// The content of an entry, which must be as long as the table says.
fn unpack(archive: &mut Archive<'_>, item: &Item, limit: u64, budget: &mut Budget) -> Result<Vec<u8>, ArchiveError> {
    if item.is_encrypted {
        return Err(ArchiveError::Encrypted { path: item.path.clone() });
    }
    if !matches!(item.method, CompressionMethod::Stored | CompressionMethod::Deflated) {
        return Err(ArchiveError::Unsupported { path: item.path.clone(), method: item.method.to_string() });
    }
    let entry = archive.by_index(item.index).map_err(|error| explain(error, &item.path))?;
    let mut bytes = Vec::new();
    let read = entry.take(limit + 1).read_to_end(&mut bytes);
    budget.unpacked(bytes.len() as u64, &item.path)?;
    read.map_err(|error| ArchiveError::damaged(format!("`{}` cannot be unpacked ({error})", item.path)))?;
    if bytes.len() as u64 == item.size {
        Ok(bytes)
    } else {
        Err(ArchiveError::damaged(format!("`{}` is not as long as the table of contents says", item.path)))
    }
}

fn explain(error: ZipError, path: &str) -> ArchiveError {
    match error {
        ZipError::Io(error) => ArchiveError::from_read(error),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ArchiveError::Encrypted { path: path.to_owned() },
        ZipError::InvalidArchive(_) if path.is_empty() => {
            ArchiveError::damaged("it ends too early or has lost its table of contents")
        }
        error => ArchiveError::damaged(error.to_string()),
    }
}
