//! What holds for every index: the set that is chosen fits, none is missed, and no answer depends on how it was asked for.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "what cannot be read has to fail the test")]

#[path = "properties/mod.rs"]
mod properties;

use std::collections::BTreeSet;

use pep440_rs::Version;
use properties::parsers::pages;
use properties::resolver::{
    NAMES, Release, Small, answers_in_turn_come_to_the_same, outcome, versions, wanted, what_is_chosen_fits,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use pushready::index::file::File;
use pushready::index::metadata::Metadata;
use pushready::index::resolve::Outcome;
use pushready::index::specifiers::Specifiers;

fn requirement() -> impl Strategy<Value = String> {
    let bound = prop_oneof![
        Just(String::new()),
        (select(vec![">=", "<", "==", "!=", "<=", ">"]), 1..5_u64).prop_map(|(operator, version)| format!("{operator}{version}")),
    ];
    (select(NAMES.to_vec()), bound).prop_map(|(name, bound)| format!("{name}{bound}"))
}

fn releases() -> impl Strategy<Value = Vec<Release>> {
    vec((select(NAMES.to_vec()), 1..5_u64, vec(requirement(), 0..3)), 1..18).prop_map(|mut releases| {
        let mut seen = BTreeSet::new();
        releases.retain(|(name, version, _)| seen.insert((*name, *version)));
        releases
    })
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_chosen_fits_and_nothing_that_fits_is_missed(releases in releases(), requirements in vec(requirement(), 1..4)) {
        what_is_chosen_fits(&releases, &requirements);
    }

    #[test]
    fn the_order_of_the_file_does_not_decide_whether_there_is_a_set(
        releases in releases(),
        requirements in vec(requirement(), 1..4).prop_shuffle(),
    ) {
        let index = Small::of(&releases);
        let sorted = { let mut sorted = requirements.clone(); sorted.sort(); sorted };
        for pip in ["20.3", "26.0"] {
            let [one, other] = [&requirements, &sorted].map(|requirements| outcome(&index, pip, requirements));
            prop_assert_eq!(matches!(one, Outcome::Set(_)), matches!(other, Outcome::Set(_)));
            // Only later ones look at it when they choose.
            if let ("20.3", Outcome::Set(one), Outcome::Set(other)) = (pip, &one, &other) {
                prop_assert_eq!(versions(one), versions(other));
            }
        }
    }

    #[test]
    fn a_release_for_another_python_changes_nothing(
        releases in releases(),
        requirements in vec(requirement(), 1..4),
        name in select(NAMES.to_vec()),
    ) {
        let index = Small::of(&releases);
        let mut more = index.clone();
        more.add(name, 9, &["a==1".to_owned()], Some(">=3.12"));
        for pip in ["9.0", "20.3", "26.0"] {
            let [before, after] = [&index, &more].map(|index| outcome(index, pip, &requirements));
            match (before, after) {
                (Outcome::Set(before), Outcome::Set(after)) => prop_assert_eq!(before, after),
                (before, after) => prop_assert!(matches!((before, after), (Outcome::Stops(_), Outcome::Stops(_)))),
            }
        }
    }

    #[test]
    fn answers_one_after_the_other_come_to_the_same(releases in releases(), requirements in vec(requirement(), 1..4)) {
        answers_in_turn_come_to_the_same(&releases, &requirements);
    }
}

/// Pieces of which pages, metadata and lists of requirements are made; random characters alone would hardly ever mean something.
const PIECES: &[&str] = &[
    "\n",
    "\r\n",
    " ",
    ";",
    ": ",
    "=",
    "==",
    ">=",
    "<",
    ">",
    "/",
    "'",
    "\"",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    ",",
    "@",
    "#",
    "%",
    "&",
    "&amp;",
    "<a href=",
    "<a href='",
    "</a>",
    "<base href='",
    "<!--",
    "-->",
    " data-yanked",
    " data-requires-python='&gt;=3.8'",
    "https://h/",
    "../",
    "a-1.0.tar.gz",
    "a-1.0-py3-none-any.whl",
    "a-2.0rc1-cp312-cp312-manylinux2014_x86_64.whl",
    "a-",
    ".zip",
    "1.0",
    "1!2.0.post1+x",
    "é",
    "{\"files\": [",
    "{\"filename\": \"",
    "\", \"url\": \"",
    "\"yanked\": ",
    "\"size\": ",
    "\"requires-python\": ",
    "null",
    "true",
    "]}",
    "{}",
    "Metadata-Version: 2.1\n",
    "Name: a\n",
    "Requires-Dist: ",
    "Requires-Python: ",
    "Provides-Extra: ",
    "extra == 'x'",
    "python_version < '3'",
    " and ",
    "[x]\n",
    "[:python_version < '3']\n",
    "[x:os_name == 'nt']\n",
    "b\n",
    "c>=1,<2\n",
    "d @ https://h/d.zip\n",
    "\0",
    "\u{feff}",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![9 => select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_page_is_read_or_refused_and_kept_as_it_was_read(text in text()) {
        pages(&text);
    }

    #[test]
    fn metadata_are_read_whatever_they_are(text in text()) {
        for metadata in [Metadata::parse(&text), Metadata::parse_requires(&text)] {
            let mut index = Small::default();
            index.add("a", 1, &[], None);
            index.metadata.insert("a-1-py3-none-any.whl".to_owned(), metadata);
            for pip in ["9.0", "20.3", "26.0"] {
                outcome(&index, pip, &["a[x]".to_owned()]);
            }
        }
    }

    #[test]
    fn a_release_that_nobody_may_use_changes_nothing(
        releases in releases(),
        requirements in vec(requirement(), 1..4),
        name in select(NAMES.to_vec()),
        file in select(vec!["9-cp27-cp27m-win32.whl", "9-py3-none-macosx_11_0_arm64.whl", "9-cp314-cp314-manylinux2014_x86_64.whl"]),
    ) {
        let index = Small::of(&releases);
        let mut more = index.clone();
        let file = File::named(&format!("{name}-{file}"), name).expect("the name of a wheel");
        more.projects.entry(name.to_owned()).or_default().releases.entry(file.version.clone()).or_default().push(file);
        for pip in ["9.0", "20.3", "26.0"] {
            let [before, after] = [&index, &more].map(|index| outcome(index, pip, &requirements));
            match (before, after) {
                (Outcome::Set(before), Outcome::Set(after)) => prop_assert_eq!(before, after),
                (before, after) => prop_assert!(matches!((before, after), (Outcome::Stops(_), Outcome::Stops(_)))),
            }
        }
    }

    #[test]
    fn before_20_3_the_first_requirement_of_a_package_decides(releases in releases(), requirements in vec(requirement(), 1..4)) {
        let index = Small::of(&releases);
        if let Outcome::Set(set) = outcome(&index, "9.0", &requirements) {
            let chosen = versions(&set);
            for requirement in &requirements {
                let named = wanted(requirement).named;
                let admits = |version: &Version| Specifiers::parse(&named.specifiers).admit(version);
                let newest = index.projects[&named.normalized].releases.keys().rev().find(|version| admits(version));
                prop_assert_eq!(chosen.get(&named.normalized), newest);
            }
        }
    }
}
