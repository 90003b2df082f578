//! The JSON Schema of the report, which comes from its types.
//!
//! `PUSHREADY_ACCEPT=1 cargo test --lib schema` writes it anew.
#![expect(clippy::disallowed_methods, reason = "the test reads and writes the document")]

use std::fs;

use schemars::generate::SchemaSettings;
use serde_json::json;

use super::{Output, SCHEMA};

#[test]
fn the_schema_is_that_of_the_types() {
    let mut schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Output>();
    schema.insert("title".to_owned(), json!("What `pushready check --format json` prints"));
    let path = format!("{}/docs/schema/report-{SCHEMA}.json", env!("CARGO_MANIFEST_DIR"));
    let now = format!("{:#}\n", schema.to_value());
    if std::env::var_os("PUSHREADY_ACCEPT").is_some() {
        fs::write(&path, &now).expect("the schema can be written");
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), now, "{path}");
}
