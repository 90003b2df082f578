//! What the program is built from: each dependency is explained, and every package has a licence and a source that are allowed.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "the tests read the repository and ask cargo")]

#[path = "support/skipped.rs"]
mod skipped;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use toml::Table;

/// How the text of the MIT licence begins behind its heading.
const MIT: &str = "Permission is hereby granted, free of charge, to any";

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("a text")
}

/// The names in every table of dependencies of a manifest, those of single systems included.
fn dependencies(manifest: &Table) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (key, value) in manifest {
        let Some(table) = value.as_table() else { continue };
        match key.as_str() {
            "dependencies" | "dev-dependencies" | "build-dependencies" => names.extend(table.keys().cloned()),
            "target" => names.extend(table.values().filter_map(toml::Value::as_table).flat_map(dependencies)),
            _ => {}
        }
    }
    names
}

#[test]
fn every_dependency_is_explained_once() {
    let page = read("docs/dependencies.md");
    let rows: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let explained: BTreeSet<String> = rows.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(explained.len(), rows.len(), "a crate has two rows: {rows:?}");
    let manifest: Table = read("Cargo.toml").parse().expect("TOML");
    assert_eq!(dependencies(&manifest), explained);
}

/// Whether an expression of SPDX is met by what is allowed. Some packages still write `/` for `OR`.
fn is_met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let expression = expression.replace(['(', ')'], "").replace('/', " OR ");
    // In every expression that occurs, what is in parentheses is one side of an AND.
    let is_any = |part: &str| part.split(" OR ").any(|licence| allowed.contains(licence.trim()));
    expression.split(" AND ").all(is_any)
}

#[test]
fn expressions_are_read_as_spdx_has_them() {
    let allowed = BTreeSet::from(["MIT", "Unicode-3.0"].map(str::to_owned));
    for met in ["MIT", "MIT OR GPL-3.0", "GPL-3.0/MIT", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
        assert!(is_met(met, &allowed), "{met}");
    }
    for unmet in ["GPL-3.0", "MIT AND GPL-3.0", "MITX", "", "(MIT OR Apache-2.0) AND ISC"] {
        assert!(!is_met(unmet, &allowed), "{unmet}");
    }
}

#[test]
fn every_package_has_a_licence_and_a_source_that_are_allowed() {
    const NAME: &str = "every_package_has_a_licence_and_a_source_that_are_allowed";
    let rules: Table = read("deny.toml").parse().expect("TOML");
    let allowed = rules["licenses"]["allow"].as_array().expect("a list");
    let allowed: BTreeSet<String> = allowed.iter().map(|licence| licence.as_str().expect("a text").to_owned()).collect();
    let asked = Command::new(env!("CARGO"))
        .args(["metadata", "--quiet", "--locked", "--all-features", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    if !asked.status.success() {
        return skipped::note(NAME, "cargo cannot read the manifests of all packages here");
    }
    let all: Value = serde_json::from_slice(&asked.stdout).expect("JSON");
    let packages = all["packages"].as_array().expect("a list");
    assert!(packages.len() > 300, "cargo names {} packages", packages.len());
    let mut faults = vec![];
    let mut used = BTreeSet::new();
    let mut sources = BTreeSet::new();
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        let licence = package["license"].as_str().map_or_else(|| licence_of_file(package), str::to_owned);
        if !is_met(&licence, &allowed) {
            faults.push(format!("{name}: {licence}"));
        }
        used.extend(allowed.iter().filter(|allowed| licence.contains(allowed.as_str())).cloned());
        sources.extend(package["source"].as_str().map(str::to_owned));
    }
    assert!(faults.is_empty(), "licences that deny.toml does not allow: {faults:#?}");
    assert_eq!(used, allowed, "deny.toml allows what no package has");
    assert!(sources.len() == 1 && sources.iter().all(|source| source.starts_with("registry+")), "{sources:?}");
}

/// Some packages only bring the text.
fn licence_of_file(package: &Value) -> String {
    let (Some(manifest), Some(file)) = (package["manifest_path"].as_str(), package["license_file"].as_str()) else {
        return "no licence".to_owned();
    };
    let text = fs::read_to_string(Path::new(manifest).with_file_name(file)).unwrap_or_default();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.contains(MIT) { "MIT".to_owned() } else { format!("the text of {file}") }
}
