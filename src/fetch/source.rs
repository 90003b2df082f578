//! What stands in the archive of a source about its build: it is read as it comes, and only that is kept.

use std::io::Read;

use super::address::Address;
use super::asker::Asker;
use super::client::{Get, Reply};
use super::trouble::Trouble;
use crate::index::source::extract::Extract;

/// The texts of an archive that its build begins with; none if the archive is too large, or of a kind that is not read.
pub(super) fn source(asker: &Asker, file: &str, address: &Address) -> Result<Option<Extract>, Trouble> {
    let limit = asker.client.limits().source;
    let kept = asker.once(address, "extract", |client| {
        let get = Get { address, accept: "*/*", known: None, range: None, limit };
        let extract = client.ask(&get, |reply: Reply| match reply.status() {
            200 => {
                let mut bounded = reply.reader()?.take(limit);
                let extract = Extract::read(file, &mut bounded);
                let is_at_end = bounded.limit() == 0;
                extract.or(if is_at_end { Ok(None) } else { Err(Trouble::BrokenOff) })
            }
            status => Err(Trouble::Status(status)),
        })?;
        Ok(extract.and_then(|extract| serde_json::to_vec(&extract).ok()))
    })?;
    Ok(kept.and_then(|kept| serde_json::from_slice(&kept).ok()))
}
