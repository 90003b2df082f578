//! Asks the cache, and the index where the cache does not know it or not any more.

use ureq::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG};

use super::address::Address;
use super::cache::{Cache, Entry, Fresh, Head};
use super::client::{Client, Get, Reply};
use super::trouble::Trouble;

/// For how many seconds an answer counts as fresh at most, and where the index does not say.
const FRESH: u64 = 600;
/// The seconds of a day.
const DAY: u64 = 24 * 60 * 60;

/// Asks the cache, then the index.
pub(super) struct Asker {
    pub(super) client: Client,
    pub(super) cache: Cache,
    /// Whether the cache alone is asked, however old its answers are.
    pub(super) is_offline: bool,
}

impl Asker {
    /// What `read` makes of what lies at an address now; none if nothing does. Only what can be read is kept, and in the form
    /// that `keep` gives it.
    pub(super) fn page<T>(
        &self,
        address: &Address,
        accept: &'static str,
        read: impl Fn(&Entry) -> Result<T, Trouble>,
        keep: impl Fn(&T, Entry) -> Entry,
    ) -> Result<Option<T>, Trouble> {
        let read = |entry: &Entry| if entry.head.is_absent { Ok(None) } else { read(entry).map(Some) };
        let authorization = self.client.authorization(&address.origin());
        let kept = self.cache.get(address.as_str(), authorization.as_deref());
        let kept = kept.and_then(|(entry, is_fresh)| Some((read(&entry).ok()?, entry, is_fresh)));
        let kept = match kept {
            Some((page, _, is_fresh)) if is_fresh || self.is_offline => return Ok(page),
            None if self.is_offline => return Err(Trouble::Offline),
            stale => stale.map(|(_, entry, _)| entry),
        };
        let known = kept.as_ref().and_then(|entry| entry.head.state.as_deref());
        let get = Get { address, accept, known, range: None, limit: self.client.limits().page };
        let entry = self.client.ask(&get, |reply| entry(reply, kept.as_ref()))?;
        let page = read(&entry)?;
        let entry = if let Some(page) = &page { keep(page, entry) } else { entry };
        self.cache.put(address.as_str(), authorization.as_deref(), &entry);
        Ok(page)
    }

    /// What `ask` finds in a file, which never changes; none if it finds nothing. It is kept under `key`, what is found for ever.
    pub(super) fn once(
        &self,
        address: &Address,
        key: &str,
        ask: impl FnOnce(&Client) -> Result<Option<Vec<u8>>, Trouble>,
    ) -> Result<Option<Vec<u8>>, Trouble> {
        let authorization = self.client.authorization(&address.origin());
        let key = format!("{}#{key}", address.as_str());
        let entry = match self.cache.get(&key, authorization.as_deref()) {
            Some((entry, is_fresh)) if is_fresh || self.is_offline => entry,
            None if self.is_offline => return Err(Trouble::Offline),
            _ => {
                let found = ask(&self.client)?;
                let head = Head {
                    is_absent: found.is_none(),
                    address: address.as_str().to_owned(),
                    kind: String::new(),
                    state: None,
                    // A host may learn to give parts of its files.
                    fresh: if found.is_some() { Fresh::Always } else { Fresh::For(DAY) },
                };
                let entry = Entry { head, content: found.unwrap_or_default() };
                self.cache.put(&key, authorization.as_deref(), &entry);
                entry
            }
        };
        Ok((!entry.head.is_absent).then_some(entry.content))
    }
}

/// What is kept of an answer, where `kept` is the earlier one that was asked about.
fn entry(reply: Reply, kept: Option<&Entry>) -> Result<Entry, Trouble> {
    let header = |name| reply.header(name).map(str::to_owned);
    let (state, kind) = (header(&ETAG), header(&CONTENT_TYPE).unwrap_or_default());
    let fresh = Fresh::For(freshness(reply.header(&CACHE_CONTROL)));
    let address = reply.address.as_str().to_owned();
    match (reply.status(), kept) {
        (304, Some(kept)) => Ok(Entry { head: Head { fresh, ..kept.head.clone() }, content: kept.content.clone() }),
        (404 | 410, _) => Ok(Entry { head: Head { is_absent: true, address, kind, state: None, fresh }, content: vec![] }),
        (200, _) => Ok(Entry { head: Head { is_absent: false, address, kind, state, fresh }, content: reply.read()? }),
        (status, _) => Err(Trouble::Status(status)),
    }
}

/// For how many seconds an answer is fresh, by its `Cache-Control`.
fn freshness(control: Option<&str>) -> u64 {
    let control = control.unwrap_or_default().to_ascii_lowercase();
    let mut fresh = FRESH;
    for word in control.split(',').map(str::trim) {
        match word.split_once('=') {
            Some(("max-age", seconds)) => {
                fresh = seconds.trim_matches('"').parse().map_or(fresh, |seconds: u64| seconds.min(fresh));
            }
            None if matches!(word, "no-store" | "no-cache") => fresh = 0,
            _ => {}
        }
    }
    fresh
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_may_want_to_be_asked_sooner() {
        for (control, expected) in [
            (None, 600),
            (Some("public"), 600),
            (Some("max-age=600, public"), 600),
            (Some("public, max-age=60"), 60),
            (Some("Max-Age=0, must-revalidate"), 0),
            (Some("max-age=31536000"), 600),
            (Some("max-age=soon"), 600),
            (Some("no-cache"), 0),
            (Some("no-store, max-age=600"), 0),
        ] {
            assert_eq!(freshness(control), expected, "{control:?}");
        }
    }
}
