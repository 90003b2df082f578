//! The code quality report of GitLab, which it shows in a merge request and beside the lines of a change.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::json;

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::{Output, document};

/// The place of what belongs to no file: the format knows none without a path.
const PROJECT: &str = ".";

/// The report on one check, as text.
#[must_use]
pub fn render(output: &Output) -> String {
    document(&Entries::of(std::slice::from_ref(output)))
}

/// What is found in any number of projects, one entry a diagnostic. Where several platforms are reported on, the platform's name
/// begins the description.
#[derive(Debug, Serialize)]
pub struct Entries<'o>(Vec<Entry<'o>>);

/// An entry, whose words are put together when it is written: all of them are longer than the reports.
#[derive(Debug)]
struct Entry<'o> {
    diagnostic: &'o Diagnostic,
    path: &'o str,
    platform: Option<&'static str>,
    fingerprint: u128,
}

impl<'o> Entries<'o> {
    /// The entries of the reports on some projects.
    #[must_use]
    pub fn of(outputs: &'o [Output]) -> Self {
        let mut seen: BTreeMap<u128, usize> = BTreeMap::new();
        let mut entries = vec![];
        for output in outputs {
            for report in &output.reports {
                let platform = (output.reports.len() > 1).then_some(report.platform.name);
                let top = report.root.as_deref().unwrap_or(PROJECT);
                for diagnostic in &report.diagnostics {
                    let path = diagnostic.file.as_deref().unwrap_or(top);
                    let subject = format!("{}\n{}\n{path}\n{}", report.platform.id, diagnostic.code, diagnostic.message);
                    let again = seen.entry(hash(&subject)).or_default();
                    let fingerprint = hash(&format!("{subject}\n{again}"));
                    *again += 1;
                    entries.push(Entry { diagnostic, path, platform, fingerprint });
                }
            }
        }
        Self(entries)
    }
}

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Diagnostic { code, name, message, detail, .. } = self.diagnostic;
        let platform = self.platform.map(|name| format!("{name}: ")).unwrap_or_default();
        let line = self.diagnostic.span.map_or(1, |span| span.start.line);
        let entry = json!({
            "description": format!("{platform}{code} {message}"),
            "check_name": format!("{code} {name}"),
            "content": { "body": detail },
            "fingerprint": format!("{:032x}", self.fingerprint),
            "severity": severity(self.diagnostic.severity),
            "location": { "path": self.path, "lines": { "begin": line } },
        });
        entry.serialize(serializer)
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "major",
        Severity::Info => "info",
    }
}

/// What tells one problem from all others, and stays the same while its line moves: FNV-1a of 128 bits.
fn hash(text: &str) -> u128 {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    text.bytes().fold(OFFSET, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_one_of_its_authors() {
        assert_eq!(hash(""), 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d);
        assert_eq!(hash("a"), 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
        assert_eq!(hash("foobar"), 0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18);
    }
}
