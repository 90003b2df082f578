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
    /// How long the content is, so that half a file is known as such.
    length: usize,
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
        let Kept { head, time, length } = serde_json::from_slice(&bytes[..end]).ok()?;
        let content = &bytes[end + 1..];
        let age = now().checked_sub(time);
        let is_fresh = match head.fresh {
            Fresh::For(seconds) => age.is_some_and(|age| age < seconds),
            Fresh::Always => true,
        };
        (content.len() == length).then(|| (Entry { head, content: content.to_vec() }, is_fresh))
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
    let kept = Kept { head: head.clone(), time: now(), length: content.len() };
    let mut bytes = serde_json::to_vec(&kept)?;
    bytes.push(b'\n');
    bytes.extend_from_slice(content);
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    let draft = path.with_extension(std::process::id().to_string());
    fs::write(&draft, bytes)?;
    fs::rename(&draft, path).inspect_err(|_| drop(fs::remove_file(&draft)))
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs()
}
