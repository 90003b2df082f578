//! Data goes one way, and so do the imports: no layer imports what comes after it, no rule imports a rule, and no files import one
//! another in a circle. A `mod x;` is no import, and what comes through a facade (`pub use`) is imported from the file it leads to.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "the test reads the sources")]

#[path = "imports/graph.rs"]
mod graph;
#[path = "imports/source.rs"]
mod source;

use std::collections::{BTreeMap, BTreeSet};

use graph::Imports;
use source::{Module, ModulePath};

/// The folders and files at the top of `src/`; those of one row lie beside each other, and each imports only from the rows above.
const LAYERS: &[&[&str]] = &[
    &["language", "order", "processors"],
    &["text"],
    &["project"],
    &["platform", "syntax"],
    &["index"],
    &["analysis"],
    &["diagnostic"],
    &["rules"],
    &["plan"],
    &["report"],
    &["lib"],
    &["configuration"],
    &["executor", "fetch", "lsp", "watch", "writer"],
    &["serve"],
    &["cli", "js", "web"],
];

fn layer(file: &str) -> usize {
    let top = file.split(['/', '.']).next().unwrap_or_default();
    LAYERS.iter().position(|row| row.contains(&top)).unwrap_or_else(|| panic!("{file} is in no layer"))
}

fn is_against_the_way(from: &str, to: &str) -> bool {
    let top = |file: &str| file.split(['/', '.']).next().map(str::to_owned);
    top(from) != top(to) && layer(from) <= layer(to)
}

fn arrows(imports: &Imports, is_wrong: impl Fn(&str, &str) -> bool) -> impl Iterator<Item = String> {
    let all = imports.iter().flat_map(|(from, files)| files.iter().map(move |to| (from, to)));
    all.filter(move |(from, to)| is_wrong(from, to)).map(|(from, to)| format!("{from} -> {to}"))
}

/// The files of rules: those whose module has a head.
fn rules(modules: &BTreeMap<ModulePath, Module>) -> BTreeSet<&str> {
    let of_rules =
        |(path, module): &(&ModulePath, &Module)| path.len() > 2 && path[0] == "rules" && module.items.contains("RULE");
    modules.iter().filter(of_rules).map(|(_, module)| module.file.as_str()).collect()
}

/// Everything that is wrong with the imports, a line each, sorted.
fn faults() -> BTreeSet<String> {
    let modules = source::modules();
    let (rules, imports) = (rules(&modules), graph::imports(&modules));
    assert!(rules.len() > 100, "only {} rules are found", rules.len());
    let back = arrows(&imports, is_against_the_way).map(|arrow| format!("back: {arrow}"));
    let between = arrows(&imports, |from, to| rules.contains(from) && rules.contains(to)).map(|arrow| format!("rule: {arrow}"));
    let circles = graph::circles(&imports).into_iter().flatten().map(|file| format!("circle: {file}"));
    back.chain(between).chain(circles).collect()
}

#[test]
fn imports_go_one_way() {
    let faults: Vec<String> = faults().into_iter().collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn facades_are_looked_through_and_circles_are_found() {
    let imports = graph::imports(&source::modules());
    assert!(imports["report/mod.rs"].contains("plan/step_id.rs"));
    let arrow = |(from, to): (&str, &str)| (from.to_owned(), BTreeSet::from([to.to_owned()]));
    let circle = BTreeSet::from(["b.rs", "c.rs"].map(str::to_owned));
    assert_eq!(graph::circles(&[("a.rs", "b.rs"), ("b.rs", "c.rs"), ("c.rs", "b.rs")].map(arrow).into()), [circle]);
}
