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
    &["language"],
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
    &["executor", "fetch"],
    &["cli", "js", "web"],
];

/// What is known to be otherwise and waits to be put right: the lines that [`faults`] gives.
const KNOWN: &[&str] = &[
    "circle: cli/build.rs",
    "circle: cli/build/log.rs",
    "circle: cli/check.rs",
    "circle: cli/explain.rs",
    "circle: cli/fix.rs",
    "circle: cli/mod.rs",
    "circle: cli/plan.rs",
    "circle: cli/platforms.rs",
    "circle: cli/rules.rs",
    "circle: executor/environment.rs",
    "circle: executor/environment/heroku.rs",
    "circle: executor/environment/virtual_environment.rs",
    "circle: executor/failure/class.rs",
    "circle: executor/failure/mod.rs",
    "circle: executor/failure/row.rs",
    "circle: executor/failure/rows/installing.rs",
    "circle: executor/failure/rows/machine.rs",
    "circle: executor/failure/rows/scripts.rs",
    "circle: executor/failure/rows/static_files.rs",
    "circle: executor/pack.rs",
    "circle: executor/places.rs",
    "circle: executor/python/mod.rs",
    "circle: executor/python/providers.rs",
    "circle: executor/python/providers/archive.rs",
    "circle: plan/mod.rs",
    "circle: plan/title.rs",
    "circle: report/render/text.rs",
    "circle: report/render/text/comparison.rs",
    "circle: report/render/text/facts.rs",
    "circle: report/render/text/problem.rs",
    "circle: web/components/file_groups.rs",
    "circle: web/components/file_list.rs",
    "circle: web/intake/entries.rs",
    "circle: web/intake/files.rs",
    "circle: web/intake/mod.rs",
    "circle: web/state.rs",
    "circle: web/state/exchange.rs",
    "circle: web/state/memory.rs",
    "circle: web/state/parsing.rs",
    "circle: web/state/settings.rs",
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
    let (faults, known) = (faults(), KNOWN.iter().map(|&line| line.to_owned()).collect());
    let new = faults.difference(&known).map(|line| format!("new: {line}"));
    let mended = known.difference(&faults).map(|line| format!("no longer so, and to be taken out of the list: {line}"));
    let changes: Vec<String> = new.chain(mended).collect();
    assert!(changes.is_empty(), "{}", changes.join("\n"));
}
