//! Walking through dropped folders.

use js_sys::{Array, Function, Promise};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry, FileSystemFileEntry};

use crate::project::{ProjectBuilder, SkipReason, limits};
use crate::web::model::trouble::Trouble;
use crate::web::state::State;

use super::files::{self, Named};

/// What was dropped.
pub(super) enum Dropped {
    /// No file at all.
    Nothing,
    /// Files only.
    Loose(Vec<File>),
    /// Folders, perhaps with files beside them.
    Folders(Vec<FileSystemEntry>),
}

/// How many files are asked for at a time: no more than a browser answers for within a frame.
const AT_A_TIME: usize = 16;

/// What was dropped, as long as the browser still knows.
pub(super) fn taken(transfer: &DataTransfer) -> Dropped {
    let items = transfer.items();
    let entries = (0..items.length()).filter_map(|index| items.get(index)?.webkit_get_as_entry().ok()?);
    let entries: Vec<FileSystemEntry> = entries.collect();
    if entries.iter().any(FileSystemEntry::is_directory) {
        return Dropped::Folders(entries);
    }
    let files = transfer.files().map(|list| files::listed(&list)).unwrap_or_default();
    if files.is_empty() { Dropped::Nothing } else { Dropped::Loose(files) }
}

/// Every file below these folders that is not left out by the name of its folder.
pub(super) async fn walk(roots: Vec<FileSystemEntry>, builder: &mut ProjectBuilder, state: State) -> Result<Vec<Named>, Trouble> {
    let mut found: Vec<(String, FileSystemFileEntry)> = vec![];
    let mut rest = roots;
    while let Some(entry) = rest.pop() {
        let Some(path) = builder.accept(entry.full_path().trim_start_matches('/')) else { continue };
        // Browsers call these classes by other names, so that only the flag tells.
        if !entry.is_directory() {
            builder.expect(&path);
            found.push((path, entry.unchecked_into()));
        } else if builder.add_folder(&path) {
            rest.extend(children(&entry.unchecked_into()).await);
        }
        if found.len() > limits::MAX_FILES {
            return Err(Trouble::TooManyFiles);
        }
        state.reading.set(Some(found.len()));
    }
    Ok(files_of(found, builder).await)
}

async fn children(folder: &FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = folder.create_reader();
    let mut children = vec![];
    // A reader gives at most a hundred at a time, and none when it is done.
    loop {
        let more = next(&reader).await;
        if more.is_empty() {
            return children;
        }
        children.extend(more);
    }
}

async fn next(reader: &FileSystemDirectoryReader) -> Vec<FileSystemEntry> {
    let promise = Promise::new(&mut |done, failed| {
        let _ = reader.read_entries_with_callback_and_callback(&done, &failed);
    });
    let entries = JsFuture::from(promise).await.map(|entries| Array::from(&entries)).unwrap_or_default();
    entries.iter().map(JsCast::unchecked_into).collect()
}

async fn files_of(entries: Vec<(String, FileSystemFileEntry)>, builder: &mut ProjectBuilder) -> Vec<Named> {
    let mut files = vec![];
    for batch in entries.chunks(AT_A_TIME) {
        let promises: Array = batch.iter().map(|(_, entry)| file(entry)).collect();
        let Ok(results) = JsFuture::from(Promise::all(&promises)).await else { continue };
        for ((path, _), file) in batch.iter().zip(Array::from(&results).iter()) {
            match file.dyn_into::<File>() {
                Ok(file) => files.push((path.clone(), file)),
                Err(_) => builder.add_name(path.clone(), None, SkipReason::Unreadable),
            }
        }
    }
    files
}

/// The file of an entry, or null where it cannot be had.
fn file(entry: &FileSystemFileEntry) -> Promise {
    Promise::new(&mut |done, _| {
        let give_up: Function = done.bind1(&JsValue::UNDEFINED, &JsValue::NULL).unchecked_into();
        entry.file_with_callback_and_callback(&done, &give_up);
    })
}
