//! What was asked before: one file an answer, written whole by a renaming, in a folder that may be taken away at any time.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The folder for caches of this user; none if the user has no home.
#[must_use]
pub fn user_cache() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|places| etcetera::BaseStrategy::cache_dir(&places).join("pushready"))
}

/// How long an answer may be given again without asking whether it still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Fresh {
    /// For so many seconds.
    For(u64),
    /// For ever: what it is about never changes.
    Always,
}

/// An answer as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) head: Head,
    pub(super) content: Vec<u8>,
}

/// What is known of an answer beside its content: the first line of its file, as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// Whether the answer is that there is nothing.
    pub(super) is_absent: bool,
    /// Where it came from in the end.
    pub(super) address: String,
    /// What it says it is.
    pub(super) kind: String,
    /// Its state, by which the index knows whether it still holds.
    pub(super) state: Option<String>,
    pub(super) fresh: Fresh,
}

/// The first line of a file.
#[derive(Serialize, Deserialize)]
struct Kept {
    #[serde(flatten)]
    head: Head,
    /// Seconds since 1970.
    time: u64,
    /// The sum of all that is kept, so that half a file and a changed one are known as such.
    sum: String,
}

/// The folder of answers; where there is none, nothing is kept.
pub(super) struct Cache {
    folder: Option<PathBuf>,
}

impl Cache {
    pub(super) fn new(folder: Option<PathBuf>) -> Self {
        Self { folder }
    }

    /// The answer that is kept for an address as somebody sees it, and whether it need not be asked for again. One that cannot
    /// be read is none.
    pub(super) fn get(&self, address: &str, authorization: Option<&str>) -> Option<(Entry, bool)> {
        let bytes = fs::read(self.path(address, authorization)?).ok()?;
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let Kept { head, time, sum } = serde_json::from_slice(&bytes[..end]).ok()?;
        let content = &bytes[end + 1..];
        if sum != sum_of(&head, time, content).ok()? {
            return None;
        }
        let age = now().checked_sub(time);
        let is_fresh = match head.fresh {
            Fresh::For(seconds) => age.is_some_and(|age| age < seconds),
            Fresh::Always => true,
        };
        Some((Entry { head, content: content.to_vec() }, is_fresh))
    }

    /// Keeps an answer, with the time of now. That it cannot be kept costs the next check a question, and nothing else.
    pub(super) fn put(&self, address: &str, authorization: Option<&str>, entry: &Entry) {
        if let Some(path) = self.path(address, authorization) {
            let _ = write(&path, entry);
        }
    }

    fn path(&self, address: &str, authorization: Option<&str>) -> Option<PathBuf> {
        let name = Sha256::digest(format!("{address}\n{}", authorization.unwrap_or_default()));
        Some(self.folder.as_ref()?.join(format!("{name:x}")))
    }
}

fn write(path: &Path, Entry { head, content }: &Entry) -> io::Result<()> {
    let time = now();
    let kept = Kept { head: head.clone(), time, sum: sum_of(head, time, content)? };
    let mut bytes = serde_json::to_vec(&kept)?;
    bytes.push(b'\n');
    bytes.extend_from_slice(content);
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    let draft = path.with_extension(std::process::id().to_string());
    fs::write(&draft, bytes)?;
    fs::rename(&draft, path).inspect_err(|_| drop(fs::remove_file(&draft)))
}

fn sum_of(head: &Head, time: u64, content: &[u8]) -> io::Result<String> {
    let mut sum = Sha256::new_with_prefix(serde_json::to_vec(head)?);
    sum.update(time.to_le_bytes());
    sum.update(content);
    Ok(format!("{:x}", sum.finalize()))
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_of_which_one_bit_has_changed_is_none() {
        const ADDRESS: &str = "https://index.example/simple/flask/";
        let place = tempfile::TempDir::new().expect("a folder");
        let cache = Cache::new(Some(place.path().to_owned()));
        let head = Head {
            is_absent: false,
            address: ADDRESS.to_owned(),
            kind: "text/html".to_owned(),
            state: Some("\"1\"".to_owned()),
            fresh: Fresh::For(600),
        };
        let entry = Entry { head, content: b"<a href=\"flask-3.0.0.tar.gz\">".to_vec() };
        cache.put(ADDRESS, None, &entry);
        assert_eq!(cache.get(ADDRESS, None).map(|(kept, _)| kept), Some(entry));
        let file = cache.path(ADDRESS, None).expect("a path");
        let whole = fs::read(&file).expect("a file");
        for (at, bit) in (0..whole.len()).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
            let mut changed = whole.clone();
            changed[at] ^= 1 << bit;
            fs::write(&file, changed).expect("a file");
            assert_eq!(cache.get(ADDRESS, None), None, "bit {bit} of byte {at}");
        }
        fs::write(&file, &whole[..whole.len() - 1]).expect("a file");
        assert_eq!(cache.get(ADDRESS, None), None, "half a file");
    }
}
