//! A download that is not the file which the index announces.
//!
//! pip tells of it in the words that it has for wrong hashes in the requirements; only the sums tell the two apart.

use super::class::FailureClass::Network;
use super::pattern::{Hit, Strength};
use crate::text::pattern::pattern;

pattern!(
    static ANNOUNCED = r" from https?://(?:[^/@ ]+@)?([^/ ]+)/[^ ]*#(?:sha256|sha384|sha512|sha1|md5)=([0-9a-f]+)"
);
pattern!(static EXPECTED = r"^ +Expected [a-z0-9]+ ([0-9a-f]+)$");

/// What the index said of the last file.
#[derive(Debug, Default)]
pub(super) struct Announced {
    host: String,
    sum: String,
}

impl Announced {
    /// Reads one line; a hit when the sum that was expected is the one that the index itself gives.
    pub(super) fn line(&mut self, line: &str) -> Option<Hit> {
        if let Some(found) = ANNOUNCED.captures(line) {
            *self = Self { host: found[1].to_owned(), sum: found[2].to_owned() };
        }
        let expected = EXPECTED.captures(line)?;
        let is_damaged = expected[1] == self.sum;
        is_damaged.then(|| Hit { class: Network, strength: Strength::Cause, subject: Some(self.host.clone()), more: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_sum_of_the_index_is_the_fault_of_the_way() {
        let mut announced = Announced::default();
        assert!(
            announced.line("    six==1.16.0 from https://files.example/six.whl#sha256=8abb (from -r a.txt (line 1)):").is_none()
        );
        assert!(announced.line("        Expected sha256 0000").is_none());
        let hit = announced.line("        Expected sha256 8abb").expect("a damaged download");
        assert_eq!(hit.subject.as_deref(), Some("files.example"));
    }
}
