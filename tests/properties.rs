//! What holds for every input is tried with seeds, which are made of the cases, and with mutations of them, the same in every run.
//!
//! `PUSHREADY_MUTATIONS=N` tries more of them. `PUSHREADY_SEEDS=FOLDER` has the seeds written for the fuzzer, which calls the same
//! functions: see `fuzz/` and `scripts/fuzz`.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "the seeds are written into a folder")]

#[path = "properties/mod.rs"]
mod properties;
#[path = "properties/seeds.rs"]
mod seeds;
mod support;

use std::panic::catch_unwind;
use std::path::Path;

use properties::words::{NAMES, PIECES, VARIABLES};
use properties::{archives, bundle, checks, configuration, fixes, links, parsers, resolver};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{RngSeed, TestRunner};
use pushready::analysis::Settings;
use pushready::language::Language;
use pushready::project::{Content, Project};
use pushready::rules::Selection;
use pushready::{Request, check, platform};

/// What a mutation does to an input.
#[derive(Debug, Clone)]
enum Change {
    /// Some bytes go.
    Cut(usize),
    /// A word comes.
    Word(&'static str),
    /// A byte becomes another one.
    Byte(u8),
    /// Some bytes stand twice.
    Twice(usize),
    /// A piece of another seed comes.
    Of(Index, Index, usize),
    /// A file or a setting of another seed comes, in the place of the one that had its name.
    Part(Index, Index),
}

fn change() -> impl Strategy<Value = (Index, Change)> {
    let words: Vec<&str> = [PIECES, NAMES, VARIABLES, HEADS].concat();
    let change = prop_oneof![
        2 => (1..40_usize).prop_map(Change::Cut),
        6 => select(words).prop_map(Change::Word),
        1 => any::<u8>().prop_map(Change::Byte),
        1 => (1..40_usize).prop_map(Change::Twice),
        2 => (any::<Index>(), any::<Index>(), 1..200_usize).prop_map(|(seed, at, length)| Change::Of(seed, at, length)),
        4 => (any::<Index>(), any::<Index>()).prop_map(|(seed, part)| Change::Part(seed, part)),
    ];
    (any::<Index>(), change)
}

/// What begins a part of a bundle.
const HEADS: &[&str] = &[
    "\n=== Procfile\n",
    "\n=== requirements.txt\n",
    "\n==< requirements.txt\n",
    "\n==> Procfile\n",
    "\n==? a.py\n",
    "\n==$ PORT\n",
];

fn changed(seeds: &[Vec<u8>], seed: &[u8], changes: &[(Index, Change)]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for (at, change) in changes {
        let at = at.index(bytes.len() + 1);
        let end = |length: usize| bytes.len().min(at + length);
        match change {
            Change::Cut(length) => drop(bytes.drain(at..end(*length))),
            Change::Word(word) => drop(bytes.splice(at..at, word.bytes())),
            Change::Byte(byte) => drop(bytes.splice(at..end(1), [*byte])),
            Change::Twice(length) => {
                let part = bytes[at..end(*length)].to_vec();
                drop(bytes.splice(at..at, part));
            }
            Change::Of(seed, from, length) => {
                let seed = seed.get(seeds);
                let from = from.index(seed.len() + 1);
                let part = seed[from..seed.len().min(from + length)].to_vec();
                drop(bytes.splice(at..at, part));
            }
            Change::Part(seed, part) => {
                let seed = seed.get(seeds);
                let parts = bundle::places(seed);
                if !parts.is_empty() {
                    bundle::put(&mut bytes, &seed[part.get(&parts).clone()]);
                }
            }
        }
    }
    bytes
}

/// Tries one of so many seeds as it is, and so many mutations, or as many as the environment asks for.
fn try_all(seeds: &[Vec<u8>], mutations: u32, step: usize, hold: fn(&[u8])) {
    assert!(!seeds.is_empty());
    for seed in seeds.iter().step_by(step) {
        let outcome = catch_unwind(|| hold(seed));
        assert!(outcome.is_ok(), "of the seed {:?}", String::from_utf8_lossy(seed));
    }
    let asked = std::env::var("PUSHREADY_MUTATIONS").ok().and_then(|number| number.parse().ok());
    let cases = asked.unwrap_or(mutations);
    let config = ProptestConfig { cases, rng_seed: RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default() };
    let inputs = (any::<Index>(), vec(change(), 0..12)).prop_map(|(seed, changes)| {
        let seed: &Vec<u8> = seed.get(seeds);
        changed(seeds, seed, &changes)
    });
    let tried = TestRunner::new(config).run(&inputs.prop_map(Input), |input| {
        hold(&input.0);
        Ok(())
    });
    if let Err(error) = tried {
        panic!("{error}");
    }
}

/// Bytes that are shown as the text that most of them are.
#[derive(Clone)]
struct Input(Vec<u8>);

impl std::fmt::Debug for Input {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?}", String::from_utf8_lossy(&self.0))
    }
}

#[test]
fn parsers_take_every_text() {
    try_all(&seeds::texts(), 600, 4, parsers::hold);
}

#[test]
fn archives_are_read_or_refused() {
    try_all(&seeds::archives(), 300, 1, archives::hold);
}

#[test]
fn every_project_gets_a_report_on_every_platform() {
    try_all(&seeds::bundles(), 24, 400, checks::hold);
}

#[test]
fn safe_fixes_keep_their_promise() {
    try_all(&seeds::bundles(), 24, 300, fixes::hold);
}

#[test]
fn configurations_are_understood_or_refused() {
    try_all(&seeds::configurations(), 150, 1, configuration::hold);
}

#[test]
fn links_bring_back_what_they_were_made_of() {
    try_all(&seeds::links(), 200, 8, links::hold);
}

#[test]
fn sets_are_found_where_there_are_some() {
    try_all(&seeds::requirements(), 100, 2, resolver::hold);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, rng_seed: RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_output_shows_a_password(pieces in vec(select(PIECES), 0..40), host in "[a-z]{1,8}") {
        let secret = format!("https://someone:xyzzy@{host}/");
        let start = pieces.concat();
        let mut project = Project::new();
        project.insert("Procfile", Content::from(format!("web: {secret}\n").into_bytes()));
        project.insert("requirements.txt", Content::from(format!("{start}\n--index-url {secret}\nx {secret}\n").into_bytes()));
        let platforms = platform::all().to_vec();
        let request = Request { platforms, settings: Settings::default(), selection: Selection::default(), language: Language::En };
        let json = check(&project, &request).to_json();
        prop_assert!(!json.contains("xyzzy"), "{}", json.lines().find(|line| line.contains("xyzzy")).unwrap_or_default());
    }
}

/// The words of the field as libFuzzer reads them.
fn dictionary() -> String {
    let mut text = String::new();
    for word in [PIECES, NAMES, VARIABLES, HEADS].concat() {
        let escaped: Vec<String> = word.bytes().map(|byte| format!("{byte:02x}")).collect();
        text.extend(["\"\\x", &escaped.join("\\x"), "\"\n"]);
    }
    text
}

#[test]
fn seeds_are_written_where_they_are_asked_for() {
    let Some(folder) = std::env::var_os("PUSHREADY_SEEDS") else { return };
    let folder = Path::new(&folder);
    for (target, seeds) in [
        ("parsers", seeds::texts()),
        ("archives", seeds::archives()),
        ("checks", seeds::bundles()),
        ("fixes", seeds::bundles()),
        ("configuration", seeds::configurations()),
        ("links", seeds::links()),
        ("resolver", seeds::requirements()),
    ] {
        let folder = folder.join(target);
        std::fs::create_dir_all(&folder).expect("a folder for seeds");
        for (number, seed) in seeds.into_iter().enumerate() {
            std::fs::write(folder.join(format!("seed-{number}")), seed).expect("a seed");
        }
    }
    std::fs::write(folder.join("words"), dictionary()).expect("the words");
}
