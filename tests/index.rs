//! What holds for every index: the set that is chosen fits, none is missed, and no answer depends on how it was asked for.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "what cannot be read has to fail the test")]

use std::collections::{BTreeMap, BTreeSet};

use pep440_rs::Version;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use pushready::index::answers::{Index, Known, Question};
use pushready::index::file::File;
use pushready::index::metadata::Metadata;
use pushready::index::options::Options;
use pushready::index::page::WRITTEN;
use pushready::index::project::Project;
use pushready::index::resolve::{Foresight, Outcome, Request, Selection, Wanted, resolve};
use pushready::index::specifiers::Specifiers;
use pushready::index::target::Target;
use pushready::syntax::requirements::{LineKind, RequirementsFile};

const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];

/// An index of a few packages; nothing is known of what has not been asked for.
#[derive(Debug, Clone, Default)]
struct Small {
    projects: BTreeMap<String, Project>,
    metadata: BTreeMap<String, Metadata>,
    /// What has been asked for; none if all is known.
    asked: Option<BTreeSet<Question>>,
}

impl Small {
    fn of(releases: &[Release]) -> Self {
        let mut index = Self::default();
        for (name, version, requires) in releases {
            index.add(name, *version, requires, None);
        }
        index
    }

    fn add(&mut self, name: &str, version: u64, requires: &[String], requires_python: Option<&str>) {
        let file_name = format!("{name}-{version}-py3-none-any.whl");
        let lines: String = requires.iter().flat_map(|requirement| ["Requires-Dist: ", requirement, "\n"]).collect();
        let file = File::named(&file_name, name).expect("the name of a wheel");
        let file = File { requires_python: requires_python.map(str::to_owned), ..file };
        self.projects.entry(name.to_owned()).or_default().releases.insert(file.version.clone(), vec![file].into());
        self.metadata.insert(file_name, Metadata::parse(&lines));
    }

    fn knows(&self, is_it: impl Fn(&Question) -> bool) -> bool {
        self.asked.as_ref().is_none_or(|asked| asked.iter().any(is_it))
    }
}

impl Index for Small {
    fn project(&self, name: &str) -> Known<&Project> {
        if !self.knows(|question| *question == Question::Project(name.to_owned())) {
            return Known::Unasked;
        }
        self.projects.get(name).map_or(Known::Absent, Known::Is)
    }

    fn metadata(&self, _: &str, file: &File) -> Known<&Metadata> {
        if !self.knows(|question| matches!(question, Question::Metadata { file: name, .. } if *name == file.name)) {
            return Known::Unasked;
        }
        self.metadata.get(&file.name).map_or(Known::Unknowable, Known::Is)
    }
}

/// A package, its release, and what that requires.
type Release = (&'static str, u64, Vec<String>);

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

fn outcome(index: &Small, pip: &str, requirements: &[String]) -> Outcome {
    let wanted: Vec<Wanted> = requirements.iter().map(|requirement| wanted(requirement)).collect();
    resolve(&Request { wanted: &wanted, target: target(pip), options: &Options::default(), present: &BTreeMap::new() }, index)
}

fn target(pip: &str) -> Target {
    Target {
        python: "3.11.4".parse().expect("a version"),
        pip: pip.parse().expect("a series"),
        glibc: "2.35".parse().expect("a series"),
    }
}

fn wanted(requirement: &str) -> Wanted {
    match RequirementsFile::parse(requirement).lines.remove(0).kind {
        LineKind::Named(named) => Wanted { named, is_constraint: false },
        other => panic!("{requirement} is {other:?}"),
    }
}

/// Whether everything that is required, by the project and by each other, is there in a release that fits.
fn fits(index: &Small, requirements: &[String], set: &BTreeMap<String, Version>) -> bool {
    let keeps = |requirement: &pushready::syntax::requirements::Named| {
        set.get(&requirement.normalized).is_some_and(|version| Specifiers::parse(&requirement.specifiers).admit(version))
    };
    let of = |(name, version): (&String, &Version)| &index.metadata[&format!("{name}-{version}-py3-none-any.whl")];
    requirements.iter().all(|requirement| keeps(&wanted(requirement).named))
        && set.iter().flat_map(|chosen| &of(chosen).requires).all(keeps)
}

/// Whether there is any set that fits, by trying all.
fn can_fit(index: &Small, requirements: &[String]) -> bool {
    let mut sets = vec![BTreeMap::new()];
    for (name, project) in &index.projects {
        let with = |set: &BTreeMap<String, Version>| {
            let one = |version: &Version| set.clone().into_iter().chain([(name.clone(), version.clone())]).collect();
            std::iter::once(set.clone()).chain(project.releases.keys().map(one)).collect::<Vec<BTreeMap<_, _>>>()
        };
        sets = sets.iter().flat_map(with).collect();
    }
    sets.iter().any(|set| fits(index, requirements, set))
}

fn versions(selection: &Selection) -> BTreeMap<String, Version> {
    selection.chosen.iter().map(|chosen| (chosen.name.clone(), chosen.version.clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_chosen_fits_and_nothing_that_fits_is_missed(releases in releases(), requirements in vec(requirement(), 1..4)) {
        let index = Small::of(&releases);
        for pip in ["20.3", "24.0", "26.0"] {
            match outcome(&index, pip, &requirements) {
                Outcome::Set(selection) => {
                    prop_assert!(fits(&index, &requirements, &versions(&selection)), "{selection:?}");
                    prop_assert!(selection.unmet.is_empty() && selection.unknown.is_empty(), "{selection:?}");
                    for chosen in &selection.chosen {
                        prop_assert!(!(chosen.wanted.is_empty() && chosen.required_by.is_empty()), "{chosen:?}");
                    }
                }
                Outcome::Stops(stop) => prop_assert!(!can_fit(&index, &requirements), "{stop:?}"),
                other => prop_assert!(false, "{other:?}"),
            }
        }
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
        let index = Small::of(&releases);
        for pip in ["9.0", "20.3", "26.0"] {
            let mut asked = Small { asked: Some(BTreeSet::new()), ..index.clone() };
            let last = loop {
                match outcome(&asked, pip, &requirements) {
                    Outcome::Lacks(questions) => {
                        let known = asked.asked.get_or_insert_default();
                        for question in questions {
                            prop_assert!(known.insert(question), "a question is asked twice");
                        }
                    }
                    last => break last,
                }
            };
            match (last, outcome(&index, pip, &requirements)) {
                (Outcome::Set(last), Outcome::Set(all)) => prop_assert_eq!(last, all),
                (last, all) => prop_assert!(matches!((last, all), (Outcome::Stops(_), Outcome::Stops(_)))),
            }
        }
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
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_page_is_read_or_refused_and_kept_as_it_was_read(text in text()) {
        for kind in ["text/html", "application/vnd.pypi.simple.v1+json", WRITTEN] {
            let Ok(project) = Project::read("a", kind, "https://index.example/simple/a/", text.as_bytes()) else { continue };
            if kind != WRITTEN {
                let kept = Project::read("a", WRITTEN, "", &project.write());
                prop_assert_eq!(kept.as_ref(), Ok(&project));
                prop_assert_eq!(kept.map(Project::narrowed), Ok(project.narrowed()));
            }
        }
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
    fn what_is_foreseen_is_asked_once_and_changes_nothing(releases in releases(), requirements in vec(requirement(), 1..4)) {
        let index = Small::of(&releases);
        let wanted: Vec<Wanted> = requirements.iter().map(|requirement| wanted(requirement)).collect();
        for pip in ["9.0", "20.3", "26.0"] {
            let (options, present) = (Options::default(), BTreeMap::new());
            let mut foresight = Foresight::new(Request { wanted: &wanted, target: target(pip), options: &options, present: &present });
            let mut asked = Small { asked: Some(BTreeSet::new()), ..index.clone() };
            let mut waiting = foresight.begin(&asked);
            let last = loop {
                while let Some(question) = waiting.pop() {
                    asked.asked.get_or_insert_default().insert(question.clone());
                    waiting.extend(foresight.follow(&question, &asked));
                }
                match outcome(&asked, pip, &requirements) {
                    Outcome::Lacks(questions) => waiting = questions,
                    last => break last,
                }
            };
            match (last, outcome(&index, pip, &requirements)) {
                (Outcome::Set(last), Outcome::Set(all)) => prop_assert_eq!(last, all),
                (last, all) => prop_assert!(matches!((last, all), (Outcome::Stops(_), Outcome::Stops(_)))),
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
