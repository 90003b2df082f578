//! JSON for programs.

use serde::Serialize;

/// A value as a document, with a final line end.
pub(super) fn document(value: &impl Serialize) -> Vec<u8> {
    #[expect(clippy::expect_used, reason = "these types hold text keys and nothing that JSON lacks")]
    let mut json = serde_json::to_vec_pretty(value).expect("this is JSON");
    json.push(b'\n');
    json
}

/// A value on one line.
pub(super) fn line(value: &impl Serialize) -> Vec<u8> {
    #[expect(clippy::expect_used, reason = "these types hold text keys and nothing that JSON lacks")]
    let mut json = serde_json::to_vec(value).expect("this is JSON");
    json.push(b'\n');
    json
}
