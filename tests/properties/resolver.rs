//! The resolver on small indexes: it ends, what it chooses fits, and none is missed, as trying all of them shows.

use std::collections::{BTreeMap, BTreeSet};

use pep440_rs::Version;
use pushready::index::answers::{Index, Known, Question};
use pushready::index::file::File;
use pushready::index::metadata::Metadata;
use pushready::index::options::Options;
use pushready::index::project::Project;
use pushready::index::resolve::{Foresight, Outcome, Request, Selection, Wanted, resolve};
use pushready::index::specifiers::Specifiers;
use pushready::index::target::Target;
use pushready::syntax::requirements::{LineKind, Named, RequirementsFile};

pub(crate) const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];

/// An index of a few packages; nothing is known of what has not been asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Small {
    pub(crate) projects: BTreeMap<String, Project>,
    pub(crate) metadata: BTreeMap<String, Metadata>,
    /// What has been asked for; none if all is known.
    pub(crate) asked: Option<BTreeSet<Question>>,
}

impl Small {
    pub(crate) fn of(releases: &[Release]) -> Self {
        let mut index = Self::default();
        for (name, version, requires) in releases {
            index.add(name, *version, requires, None);
        }
        index
    }

    pub(crate) fn add(&mut self, name: &str, version: u64, requires: &[String], requires_python: Option<&str>) {
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
pub(crate) type Release = (&'static str, u64, Vec<String>);

pub(crate) fn outcome(index: &Small, pip: &str, requirements: &[String]) -> Outcome {
    let wanted: Vec<Wanted> = requirements.iter().map(|requirement| wanted(requirement)).collect();
    resolve(&Request { wanted: &wanted, target: target(pip), options: &Options::default(), present: &BTreeMap::new() }, index)
}

pub(crate) fn target(pip: &str) -> Target {
    Target {
        python: "3.11.4".parse().expect("a version"),
        pip: pip.parse().expect("a series"),
        glibc: "2.35".parse().expect("a series"),
    }
}

pub(crate) fn wanted(requirement: &str) -> Wanted {
    match RequirementsFile::parse(requirement).lines.remove(0).kind {
        LineKind::Named(named) => Wanted { named, is_constraint: false },
        other => panic!("{requirement} is {other:?}"),
    }
}

/// Whether everything that is required, by the project and by each other, is there in a release that fits.
pub(crate) fn fits(index: &Small, requirements: &[String], set: &BTreeMap<String, Version>) -> bool {
    let keeps = |requirement: &Named| {
        set.get(&requirement.normalized).is_some_and(|version| Specifiers::parse(&requirement.specifiers).admit(version))
    };
    let of = |(name, version): (&String, &Version)| &index.metadata[&format!("{name}-{version}-py3-none-any.whl")];
    requirements.iter().all(|requirement| keeps(&wanted(requirement).named))
        && set.iter().flat_map(|chosen| &of(chosen).requires).all(keeps)
}

/// Whether there is any set that fits, by trying all.
pub(crate) fn can_fit(index: &Small, requirements: &[String]) -> bool {
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

pub(crate) fn versions(selection: &Selection) -> BTreeMap<String, Version> {
    selection.chosen.iter().map(|chosen| (chosen.name.clone(), chosen.version.clone())).collect()
}

/// An index and what is wanted of it, from any bytes: two for each requirement, one for each release and the number of its own.
pub(crate) fn hold(bytes: &[u8]) {
    const OPERATORS: [&str; 6] = [">=", "<", "==", "!=", "<=", ">"];
    const MOST_RELEASES: usize = 17;
    let name = |byte: u8| NAMES[usize::from(byte) % NAMES.len()];
    let version = |byte: u8| u64::from(byte) / 16 % 4 + 1;
    let mut bytes = bytes.iter().copied();
    let mut requirement = || {
        let (first, second) = (bytes.next()?, bytes.next()?);
        let bound = OPERATORS.get(usize::from(second % 16)).map(|operator| format!("{operator}{}", version(second)));
        Some((first, format!("{}{}", name(first), bound.unwrap_or_default())))
    };
    // The first byte of a requirement has room for whether another one follows.
    let mut list = |most: usize| {
        let mut all = vec![];
        while let Some((first, one)) = requirement().filter(|_| all.len() < most) {
            all.push(one);
            if first < 128 {
                break;
            }
        }
        all
    };
    let requirements = list(3);
    let mut releases: Vec<Release> = vec![];
    while releases.len() < MOST_RELEASES {
        // A requirement in the place of the release itself, of which only the name and the number count.
        let Some(head) = list(1).pop() else { break };
        let of = NAMES.into_iter().find(|name| head.starts_with(name)).unwrap_or(NAMES[0]);
        let number = u64::from(head.bytes().next_back().unwrap_or_default() % 4) + 1;
        let requires = list(2);
        if !releases.iter().any(|(known, version, _)| (*known, *version) == (of, number)) {
            releases.push((of, number, requires));
        }
    }
    if !requirements.is_empty() {
        what_is_chosen_fits(&releases, &requirements);
        answers_in_turn_come_to_the_same(&releases, &requirements);
    }
}

/// Pips with a resolver choose a set that fits, and stop only where there is none.
pub(crate) fn what_is_chosen_fits(releases: &[Release], requirements: &[String]) {
    let index = Small::of(releases);
    for pip in ["20.3", "24.0", "26.0"] {
        match outcome(&index, pip, requirements) {
            Outcome::Set(selection) => {
                assert!(fits(&index, requirements, &versions(&selection)), "{selection:?}");
                assert!(selection.unmet.is_empty() && selection.unknown.is_empty(), "{selection:?}");
                for chosen in &selection.chosen {
                    assert!(!(chosen.wanted.is_empty() && chosen.required_by.is_empty()), "{chosen:?}");
                }
            }
            Outcome::Stops(stop) => assert!(!can_fit(&index, requirements), "{stop:?}"),
            other => panic!("{other:?}"),
        }
    }
}

/// Whoever is asked question after question, with foresight or without, comes to what is chosen where all is known.
pub(crate) fn answers_in_turn_come_to_the_same(releases: &[Release], requirements: &[String]) {
    let index = Small::of(releases);
    for pip in ["9.0", "20.3", "26.0"] {
        let all = outcome(&index, pip, requirements);
        for last in [asked_in_turn(&index, pip, requirements), foreseen(&index, pip, requirements)] {
            match (last, &all) {
                (Outcome::Set(last), Outcome::Set(all)) => assert_eq!(&last, all),
                (last, all) => assert!(matches!((&last, all), (Outcome::Stops(_), Outcome::Stops(_))), "{last:?} {all:?}"),
            }
        }
    }
}

fn asked_in_turn(index: &Small, pip: &str, requirements: &[String]) -> Outcome {
    let mut asked = Small { asked: Some(BTreeSet::new()), ..index.clone() };
    loop {
        let Outcome::Lacks(questions) = outcome(&asked, pip, requirements) else { break outcome(&asked, pip, requirements) };
        let known = asked.asked.get_or_insert_default();
        for question in questions {
            assert!(known.insert(question), "a question is asked twice");
        }
    }
}

fn foreseen(index: &Small, pip: &str, requirements: &[String]) -> Outcome {
    let wanted: Vec<Wanted> = requirements.iter().map(|requirement| wanted(requirement)).collect();
    let (options, present) = (Options::default(), BTreeMap::new());
    let mut foresight = Foresight::new(Request { wanted: &wanted, target: target(pip), options: &options, present: &present });
    let mut asked = Small { asked: Some(BTreeSet::new()), ..index.clone() };
    let mut waiting = foresight.begin(&asked);
    loop {
        while let Some(question) = waiting.pop() {
            asked.asked.get_or_insert_default().insert(question.clone());
            waiting.extend(foresight.follow(&question, &asked));
        }
        match outcome(&asked, pip, requirements) {
            Outcome::Lacks(questions) => waiting = questions,
            last => break last,
        }
    }
}
