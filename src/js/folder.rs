//! A folder that JavaScript reads, when and where a check asks for it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io;

use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::{JsCast, JsValue};

use crate::project::folder::{Disk, Entry, Kind};
use crate::project::{Later, limits, path};

thread_local! {
    /// The folders that are being looked at. A content that is read later may have to change threads, which JavaScript's
    /// values cannot, so that it holds the number of its folder.
    static OPEN: RefCell<BTreeMap<u32, Object>> = const { RefCell::new(BTreeMap::new()) };
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// A folder, as long as it is looked at.
pub(super) struct Folder(u32);

impl Folder {
    pub(super) fn open(object: &Object) -> Self {
        let number = NEXT.get();
        NEXT.set(number.wrapping_add(1));
        OPEN.with_borrow_mut(|open| open.insert(number, object.clone()));
        Self(number)
    }

    /// The text of a file, which may lie beside the folder.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        String::from_utf8(read(self.0, path)?).ok()
    }

    /// Whether a path is a link, or lies behind one; links that lead out are no part of the project.
    pub(super) fn is_linked(&self, path: &str) -> bool {
        let parts = path.match_indices('/').map(|(end, _)| &path[..end]).chain([path]);
        parts.into_iter().any(|part| {
            let is_it = |entry: &Entry| entry.name == path::base(part) && matches!(entry.kind, Kind::Link { .. });
            self.list(path::folder(part)).is_ok_and(|entries| entries.iter().any(is_it))
        })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        OPEN.with_borrow_mut(|open| open.remove(&self.0));
    }
}

impl Disk for Folder {
    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        let listed = call(self.0, "list", folder).map_err(|thrown| io::Error::other(message(&thrown)))?;
        let listed = listed.dyn_into::<Array>().map_err(|_| io::Error::other("`folder.list` must give a list"))?;
        listed.iter().map(|entry| self.entry(folder, &entry)).collect()
    }

    fn read(&self, path: &str) -> Option<Vec<u8>> {
        read(self.0, path)
    }
}

impl Folder {
    fn entry(&self, folder: &str, value: &JsValue) -> io::Result<Entry> {
        let text = |key: &str| get(value, key).as_string();
        let (Some(name), Some(kind)) = (text("name"), text("kind")) else {
            return Err(io::Error::other("each entry of `folder.list` must have a `name` and a `kind`"));
        };
        let kind = match kind.as_str() {
            "file" => self.file(folder, &name, value),
            "folder" => Kind::Folder,
            "link" => Kind::Link { target: text("target") },
            "other" => Kind::Other,
            "unreadable" => Kind::Unreadable,
            "unnamed" => Kind::Unnamed { is_folder: false },
            "unnamed-folder" => Kind::Unnamed { is_folder: true },
            other => return Err(io::Error::other(format!("`{other}` is no `kind` of an entry of `folder.list`"))),
        };
        Ok(Entry { name, kind })
    }

    fn file(&self, folder: &str, name: &str, value: &JsValue) -> Kind {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes and modes are whole numbers")]
        let number = |key: &str| get(value, key).as_f64().map(|number| number as u64);
        let (size, mode) = (number("size"), number("mode").and_then(|mode| u32::try_from(mode).ok()));
        let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let number = self.0;
        let content = move || size.and_then(|_| read(number, &path)).filter(|bytes| bytes.len() as u64 <= limits::MAX_FILE);
        Kind::File { size, mode: mode.unwrap_or(0), content: Later::new(size.unwrap_or(0), content) }
    }
}

fn read(number: u32, path: &str) -> Option<Vec<u8>> {
    Some(call(number, "read", path).ok()?.dyn_into::<Uint8Array>().ok()?.to_vec())
}

fn call(number: u32, method: &str, path: &str) -> Result<JsValue, JsValue> {
    // The folder may itself ask for a check, so that nothing stays borrowed while it answers.
    let folder = OPEN.with_borrow(|open| open.get(&number).cloned()).unwrap_or_default();
    get(&folder, method).dyn_into::<Function>()?.call1(&folder, &JsValue::from_str(path))
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
}

/// What a thrown error says.
fn message(thrown: &JsValue) -> String {
    get(thrown, "message").as_string().unwrap_or_else(|| "it throws".to_owned())
}
