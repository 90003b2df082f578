//! Reading files, many at a time, so that the page stays alive.

use js_sys::{Array, ArrayBuffer, Promise, Reflect, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileList};

use crate::project::{ProjectBuilder, SkipReason};
use crate::web::browser;
use crate::web::state::State;

/// More files than this are opened in steps: what is done with them takes longer than a frame.
pub(super) const MANY: usize = 500;

/// A file with its path in the project to be.
pub(super) type Named = (String, File);

/// How many files are read at a time: no more than a browser answers for within a frame.
const AT_A_TIME: usize = 16;

/// The files of a list.
pub(super) fn listed(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|index| list.get(index)).collect()
}

/// The path of a file in the folder that was picked.
pub(super) fn relative_path(file: &File) -> String {
    let path = Reflect::get(file, &JsValue::from_str("webkitRelativePath")).ok().and_then(|path| path.as_string());
    path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name())
}

/// The size in bytes.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes are whole numbers and none reaches 2^53")]
pub(super) fn size(file: &File) -> u64 {
    file.size() as u64
}

/// A file's bytes; none if the browser cannot read it.
pub(super) async fn bytes(file: &File) -> Option<Vec<u8>> {
    JsFuture::from(file.array_buffer()).await.ok().map(|buffer| Uint8Array::new(&buffer).to_vec())
}

/// Adds files to a project, reading those that are wanted. Gives how many could not be read.
pub(super) async fn add_all(builder: &mut ProjectBuilder, files: Vec<Named>, state: State) -> usize {
    for (path, _) in &files {
        builder.expect(path);
    }
    let mut unreadable = 0;
    let mut done = 0;
    for batch in files.chunks(AT_A_TIME) {
        let wanted: Vec<bool> = batch.iter().map(|(path, file)| builder.wants(path, size(file))).collect();
        let read = batch.iter().zip(&wanted).filter(|(_, wanted)| **wanted).map(|((_, file), _)| file.array_buffer());
        let mut contents = settled(read).await.into_iter();
        for ((path, file), wanted) in batch.iter().zip(wanted) {
            let content = if wanted { contents.next().flatten() } else { None };
            if wanted && content.is_none() {
                unreadable += 1;
                builder.add_name(path.clone(), Some(size(file)), SkipReason::Unreadable);
            } else {
                let bytes = content.map(|buffer| Uint8Array::new(&buffer).to_vec()).unwrap_or_default();
                let added = builder.add_file(path.clone(), size(file), || Ok(bytes));
                debug_assert!(added.is_ok(), "the bytes are in memory");
            }
        }
        done += batch.len();
        state.reading.set(Some(done));
    }
    if files.len() > MANY {
        browser::drawn().await;
    }
    unreadable
}

/// What these promises come to; none for those that fail.
async fn settled(promises: impl Iterator<Item = Promise>) -> Vec<Option<ArrayBuffer>> {
    let all: Array = promises.collect();
    let Ok(results) = JsFuture::from(Promise::all_settled(&all)).await else { return vec![] };
    let value = |result: JsValue| Reflect::get(&result, &JsValue::from_str("value")).ok()?.dyn_into().ok();
    Array::from(&results).iter().map(value).collect()
}
