//! What a machine lacks is said by name at the end of `make test`.

use std::fs;
use std::io;
use std::path::Path;

/// Notes that a test was left out, and why.
pub(crate) fn note(test: &str, reason: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/skipped");
    let written: io::Result<()> =
        fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join(test), format!("skipped: {test} ({reason})\n")));
    assert!(written.is_ok(), "the note that {test} is skipped: {written:?}");
}
