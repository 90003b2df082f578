//! What a machine lacks is said by name at the end of `make test`.

use std::fs;
use std::path::Path;

/// Notes that a test was left out, and why.
pub fn note(test: &str, reason: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/skipped");
    fs::create_dir_all(&folder).expect("a folder for notes");
    fs::write(folder.join(test), format!("skipped: {test} ({reason})\n")).expect("a note");
}
