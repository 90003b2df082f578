//! The code quality report of GitLab, which it shows in a merge request and beside the lines of a change.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::Output;

/// The place of what belongs to no file: the format knows none without a path.
const PROJECT: &str = ".";

/// The reports, one entry a diagnostic. Where several platforms are reported on, the platform's name begins the description.
#[must_use]
pub fn render(output: &Output) -> String {
    let mut entries = Entries::default();
    entries.add(output);
    entries.end()
}

/// The entries of any number of projects, gathered into one report.
#[derive(Debug, Default)]
pub struct Entries {
    seen: BTreeMap<String, usize>,
    entries: Vec<Value>,
}

impl Entries {
    /// Adds those of one project.
    pub fn add(&mut self, output: &Output) {
        for report in &output.reports {
            let platform = if output.reports.len() > 1 { format!("{}: ", report.platform.name) } else { String::new() };
            let top = report.root.as_deref().unwrap_or(PROJECT);
            for diagnostic in &report.diagnostics {
                let path = diagnostic.file.as_deref().unwrap_or(top);
                let subject = format!("{}\n{}\n{path}\n{}", report.platform.id, diagnostic.code, diagnostic.message);
                let again = self.seen.entry(subject.clone()).or_default();
                let fingerprint = fingerprint(&format!("{subject}\n{again}"));
                *again += 1;
                self.entries.push(entry(diagnostic, path, &platform, &fingerprint));
            }
        }
    }

    /// The report.
    #[must_use]
    pub fn end(self) -> String {
        format!("{:#}\n", Value::from(self.entries))
    }
}

fn entry(diagnostic: &Diagnostic, path: &str, platform: &str, fingerprint: &str) -> Value {
    let Diagnostic { code, name, message, detail, .. } = diagnostic;
    json!({
        "description": format!("{platform}{code} {message}"),
        "check_name": format!("{code} {name}"),
        "content": { "body": detail },
        "fingerprint": fingerprint,
        "severity": severity(diagnostic.severity),
        "location": { "path": path, "lines": { "begin": diagnostic.span.map_or(1, |span| span.start.line) } },
    })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "major",
        Severity::Info => "info",
    }
}

/// What tells one problem from all others, and stays the same while its line moves: FNV-1a of 128 bits.
fn fingerprint(text: &str) -> String {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let hash = text.bytes().fold(OFFSET, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    format!("{hash:032x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_one_of_its_authors() {
        assert_eq!(fingerprint(""), "6c62272e07bb014262b821756295c58d");
        assert_eq!(fingerprint("a"), "d228cb696f1a8caf78912b704e4a8964");
        assert_eq!(fingerprint("foobar"), "343e1662793c64bf6f0d3597ba446f18");
    }
}
