//! Small indexes, a line a release: `name release (tags, "source", Requires-Python, "yanked") : what it requires | …`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use pep440_rs::Version;

use super::*;
use crate::index::answers::{Known, Question};
use crate::index::file::File;
use crate::index::metadata::Metadata;
use crate::index::options::Options;
use crate::index::project::Project;
use crate::index::target::Target;
use crate::syntax::requirements::{LineKind, RequirementsFile};

#[derive(Default)]
struct Written {
    projects: BTreeMap<String, Project>,
    metadata: BTreeMap<(String, String), Metadata>,
}

impl Written {
    fn read(text: &str) -> Self {
        let mut index = Self::default();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (release, requires) = line.split_once(':').unwrap_or((line, ""));
            let words: Vec<&str> = release.split_whitespace().collect();
            let [name, version, rest @ ..] = &words[..] else { panic!("{line}") };
            let project = index.projects.entry((*name).to_owned()).or_default();
            let tags = rest.iter().find(|word| word.contains("-none-") || word.contains("-cp") || word.contains("-abi3"));
            let file_name = if rest.contains(&"source") {
                format!("{name}-{version}.tar.gz")
            } else {
                format!("{}-{version}-{}.whl", name.replace('-', "_"), tags.unwrap_or(&"py3-none-any"))
            };
            let requires_python = rest.iter().find(|word| word.starts_with(['>', '<', '=']));
            let file = File::named(&file_name, name).unwrap();
            let file = File {
                requires_python: requires_python.map(ToString::to_string),
                yanked: rest.contains(&"yanked").then(String::new),
                ..file
            };
            let mut text = String::from("Name: x\n");
            for requirement in requires.split('|').map(str::trim).filter(|requirement| !requirement.is_empty()) {
                match requirement.strip_prefix('+') {
                    Some(extra) => writeln!(text, "Provides-Extra: {extra}").unwrap(),
                    None if requirement.starts_with("python") => {
                        writeln!(text, "Requires-Python: {}", requirement.trim_start_matches("python")).unwrap();
                    }
                    None => writeln!(text, "Requires-Dist: {requirement}").unwrap(),
                }
            }
            index.metadata.insert(((*name).to_owned(), file_name), Metadata::parse(&text));
            project.releases.entry(file.version.clone()).or_default().push(file);
        }
        index
    }
}

impl Index for Written {
    fn project(&self, name: &str) -> Known<&Project> {
        self.projects.get(name).map_or(Known::Absent, Known::Is)
    }

    fn metadata(&self, project: &str, file: &File) -> Known<&Metadata> {
        self.metadata.get(&(project.to_owned(), file.name.clone())).map_or(Known::Unknowable, Known::Is)
    }
}

/// An index of which only some answers are known yet.
struct Asked<'a> {
    index: &'a Written,
    answered: BTreeSet<Question>,
}

impl Index for Asked<'_> {
    fn project(&self, name: &str) -> Known<&Project> {
        let question = Question::Project(name.to_owned());
        if self.answered.contains(&question) { self.index.project(name) } else { Known::Unasked }
    }

    fn metadata(&self, project: &str, file: &File) -> Known<&Metadata> {
        let is_it = |question: &Question| matches!(question, Question::Metadata { file: name, .. } if *name == file.name);
        if self.answered.iter().any(is_it) { self.index.metadata(project, file) } else { Known::Unasked }
    }
}

/// Requirements, a line each; those behind `-c` are constraints.
fn wanted(text: &str) -> Vec<Wanted> {
    let one = |line: &str| {
        let (is_constraint, line) = line.strip_prefix("-c ").map_or((false, line), |line| (true, line));
        let LineKind::Named(named) = RequirementsFile::parse(line).lines.remove(0).kind else { panic!("{line}") };
        Wanted { named, is_constraint }
    };
    text.split('\n').map(str::trim).filter(|line| !line.is_empty()).map(one).collect()
}

struct Setting<'a> {
    pip: &'a str,
    python: &'a str,
    options: Options,
    present: BTreeMap<String, Version>,
}

impl Default for Setting<'_> {
    fn default() -> Self {
        Self { pip: "24.0", python: "3.11.4", options: Options::default(), present: BTreeMap::new() }
    }
}

impl Setting<'_> {
    fn pip(pip: &str) -> Setting<'_> {
        Setting { pip, ..Setting::default() }
    }

    fn outcome(&self, index: &dyn Index, requirements: &str) -> Outcome {
        let target =
            Target { python: self.python.parse().unwrap(), pip: self.pip.parse().unwrap(), glibc: "2.35".parse().unwrap() };
        let wanted = wanted(requirements);
        resolve(&Request { wanted: &wanted, target, options: &self.options, present: &self.present }, index)
    }

    fn shown(&self, index: &str, requirements: &str) -> String {
        shown(&self.outcome(&Written::read(index), requirements))
    }
}

fn shown(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Lacks(questions) => format!("lacks {questions:?}"),
        Outcome::TooHard => "too hard".to_owned(),
        Outcome::Set(selection) => {
            let chosen = selection.chosen.iter().map(|chosen| format!("{} {}", chosen.name, chosen.version));
            let unknown = selection.unknown.iter().map(|name| format!("{name}?"));
            let unmet = selection.unmet.iter().map(|unmet| format!("but {} has {}", arrow(&unmet.link), unmet.version));
            chosen.chain(unknown).chain(unmet).collect::<Vec<_>>().join(", ")
        }
        Outcome::Stops(Stop::NoProject { name, chain }) => format!("no project {name}: {}", arrows(chain)),
        Outcome::Stops(Stop::NoRelease { name, chain, there }) => {
            let mut text = format!("no release of {name}: {}", arrows(chain));
            let list = |versions: &[Version]| versions.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            for (version, requires) in &there.other_python {
                write!(text, "; {version} for {requires}").unwrap();
            }
            let kinds = [
                ("no file", &there.no_file),
                ("yanked", &there.yanked),
                ("pre", &there.pre_releases),
                ("there", &there.takeable),
            ];
            for (kind, versions) in kinds.iter().filter(|(_, versions)| !versions.is_empty()) {
                write!(text, "; {kind} {}", list(versions)).unwrap();
            }
            text
        }
        Outcome::Stops(Stop::Conflict { name, chains }) => {
            format!("conflict about {name}: {}", chains.iter().map(|chain| arrows(chain)).collect::<Vec<_>>().join(" against "))
        }
    }
}

fn arrow(link: &Link) -> String {
    match &link.by {
        Some((name, version)) => format!("{name} {version} -> {}", link.requirement),
        None => link.requirement.clone(),
    }
}

fn arrows(chain: &[Link]) -> String {
    chain.iter().map(arrow).collect::<Vec<_>>().join(", ")
}

/// What a pip chooses, by its version, the index and the requirements.
fn check(index: &str, cases: &[(&str, &str, &str)]) {
    for (pip, requirements, expected) in cases {
        assert_eq!(Setting::pip(pip).shown(index, requirements), *expected, "pip {pip}: {requirements}");
    }
}

#[test]
fn the_newest_set_in_which_all_fit_or_the_first_requirement() {
    let index = "
        a 1.0 : c>=1
        a 2.0 : c<2
        b 1.0 : c>=1
        b 2.0 : c>=2
        c 1.0
        c 2.0";
    check(
        index,
        &[
            ("24.0", "a\nb", "a 2.0, b 1.0, c 1.0"),
            ("24.0", "b\na", "a 1.0, b 2.0, c 2.0"),
            ("20.3", "b\na", "a 2.0, b 1.0, c 1.0"),
            ("9.0", "a\nb", "a 2.0, b 2.0, c 1.0, but b 2.0 -> c>=2 has 1.0"),
            ("9.0", "b\na", "a 2.0, b 2.0, c 2.0, but a 2.0 -> c<2 has 2.0"),
            ("9.0", "a==1.0\nc==1.0", "a 1.0, c 1.0"),
            ("24.0", "a==2.0\nb==2.0", "conflict about c: a==2.0, a 2.0 -> c<2 against b==2.0, b 2.0 -> c>=2"),
            ("24.0", "c>=2\nc<2", "conflict about c: c>=2 against c<2"),
            ("24.0", "c>=1\nc<2", "c 1.0"),
            ("9.0", "c>=1\nc<2", "conflict about c: c>=1 against c<2"),
            ("9.0", "c>=1\nc>=1", "c 2.0"),
        ],
    );
}

#[test]
fn what_there_is_in_place_of_a_release() {
    let index = "
        a 1.0 <3
        a 1.1 >=3.12
        a 1.2 cp39-cp39-manylinux2014_x86_64
        a 1.3 yanked
        a 1.4rc1
        a 2.0
        b 1.0 : missing>=1
        d 1.0 : a<2";
    check(
        index,
        &[
            ("24.0", "a<2", "no release of a: a<2; 1.1 for >=3.12; 1.0 for <3; no file 1.2; yanked 1.3; pre 1.4rc1; there 2.0"),
            ("9.0", "a<1.3", "no release of a: a<1.3; 1.1 for >=3.12; 1.0 for <3; no file 1.2; there 2.0 1.3"),
            ("24.0", "a==3", "no release of a: a==3; there 2.0"),
            ("24.0", "x", "no project x: x"),
            ("9.0", "x", "no project x: x"),
            ("24.0", "b", "no project missing: b, b 1.0 -> missing>=1"),
            ("9.0", "b", "no project missing: b, b 1.0 -> missing>=1"),
            (
                "24.0",
                "d",
                "no release of a: d, d 1.0 -> a<2; 1.1 for >=3.12; 1.0 for <3; no file 1.2; yanked 1.3; pre 1.4rc1; there 2.0",
            ),
        ],
    );
}

#[test]
fn pre_releases_are_taken_where_they_are_named_or_nothing_else_is_there() {
    let index = "
        a 1.0
        a 2.0rc1
        b 1.0rc1
        b 1.0rc2
        d 1.0 : a>=2.0rc1";
    check(
        index,
        &[
            ("24.0", "a", "a 1.0"),
            ("24.0", "a>=1.0rc1", "a 2.0rc1"),
            ("24.0", "a<3\na>=1.0rc1", "a 2.0rc1"),
            ("24.0", "b", "b 1.0rc2"),
            ("9.0", "b", "b 1.0rc2"),
            ("24.0", "b>=0.1", "no release of b: b>=0.1; pre 1.0rc2 1.0rc1"),
            ("26.0", "b>=0.1", "b 1.0rc2"),
            ("24.0", "a>=1\nd", "a 2.0rc1, d 1.0"),
            ("24.0", "a\n-c a>=2.0rc1", "a 2.0rc1"),
        ],
    );
    let mut pre = Setting::default();
    pre.options.pre = true;
    assert_eq!(pre.shown(index, "a"), "a 2.0rc1");
}

#[test]
fn yanked_releases_are_taken_where_they_are_pinned() {
    let index = "
        a 1.0
        a 2.0 yanked
        b 1.0 : a==2.0";
    check(
        index,
        &[
            ("24.0", "a", "a 1.0"),
            ("24.0", "a==2.0", "a 2.0"),
            ("24.0", "a>=2", "no release of a: a>=2; yanked 2.0; there 1.0"),
            ("21.3", "a>=2", "a 2.0"),
            ("19.2", "a", "a 1.0"),
            ("19.2", "a>=2", "a 2.0"),
            ("18.1", "a", "a 2.0"),
            ("24.0", "a\nb", "a 2.0, b 1.0"),
        ],
    );
}

#[test]
fn extras_and_markers() {
    let index = "
        a 1.0 : +x_y | b; extra == 'x_y' | c; python_version < '3' | d; sys_platform == 'linux'
        a 2.0 : +x_y | b<1; extra == 'x_y' | d
        b 1.0
        c 1.0
        d 1.0
        e 1.0 : +all | +more | e[more]; extra == 'all' | b; extra == 'more'";
    check(
        index,
        &[
            ("24.0", "a", "a 2.0, d 1.0"),
            ("24.0", "a[x-y]", "a 1.0, b 1.0, d 1.0"),
            ("24.0", "a[none]", "a 2.0, d 1.0"),
            ("24.0", "e[all]", "b 1.0, e 1.0"),
            ("24.0", "a==2.0\na[x.y]", "no release of b: a[x.y], a 2.0 -> b<1; there 1.0"),
            ("9.0", "a[x_y]==1.0", "a 1.0, b 1.0, d 1.0"),
        ],
    );
}

#[test]
fn constraints_bound_what_others_require() {
    let index = "
        a 1.0 : b
        a 2.0 : b>=2
        b 1.0
        b 2.0";
    check(
        index,
        &[
            ("24.0", "a\n-c b<2", "a 1.0, b 1.0"),
            ("24.0", "-c b<2", ""),
            ("24.0", "b==2.0\n-c b<2", "conflict about b: b==2.0 against b<2"),
            ("24.0", "a==2.0\n-c b<2", "conflict about b: a==2.0, a 2.0 -> b>=2 against b<2"),
            ("9.0", "-c b==1.0\na", "a 2.0, b 1.0, but a 2.0 -> b>=2 has 1.0"),
            ("9.0", "-c b==1.0\nb==2.0", "b 1.0"),
        ],
    );
}

#[test]
fn what_is_not_known_is_said() {
    let index = "
        a 1.0 : b @ https://example.com/b.zip | c
        c 1.0 source";
    let outcome = Setting::default().outcome(&Written::read(index), "a\nd @ https://example.com/d.zip\nd>=2");
    assert_eq!(shown(&outcome), "a 1.0, c 1.0, b?, d?");
    let mut index = Written::read(index);
    index.metadata.clear();
    let Outcome::Set(selection) = Setting::default().outcome(&index, "a") else { panic!("a set") };
    assert!(selection.chosen[0].is_open);
}

#[test]
fn what_is_present_stays_as_long_as_it_fits() {
    let index = "
        a 1.0 : setuptools>=3
        b 1.0 : setuptools>=60
        setuptools 70.0";
    let setting = |pip| Setting { present: [("setuptools".to_owned(), "39.0.1".parse().unwrap())].into(), ..Setting::pip(pip) };
    for pip in ["9.0", "24.0"] {
        assert_eq!(setting(pip).shown(index, "a"), "a 1.0");
        assert_eq!(setting(pip).shown(index, "b"), "b 1.0, setuptools 70.0");
    }
    let index = Written::read(index);
    let asked = Asked { index: &index, answered: [Question::Project("b".to_owned())].into() };
    let Outcome::Lacks(questions) = setting("24.0").outcome(&asked, "setuptools>=60\nb\nsetuptools") else { panic!("questions") };
    assert!(questions.contains(&Question::Project("setuptools".to_owned())));
    let Outcome::Lacks(questions) = setting("24.0").outcome(&asked, "setuptools\nb") else { panic!("questions") };
    assert!(!questions.contains(&Question::Project("setuptools".to_owned())));
}

#[test]
fn metadata_may_rule_a_release_out() {
    let index = "
        a 1.0
        a 2.0 : python>=3.12
        b 1.0
        b 2.0 : c>=1.0.*
        c 1.0";
    check(
        index,
        &[
            ("24.0", "a", "a 1.0"),
            ("24.0", "a==2.0", "no release of a: a==2.0; 2.0 for >=3.12; there 2.0 1.0"),
            ("9.0", "a", "no release of a: a; 2.0 for >=3.12"),
            ("24.0", "b", "b 2.0, c 1.0"),
            ("24.1", "b", "b 1.0"),
        ],
    );
}

#[test]
fn wheels_and_sources() {
    let index = "
        a 1.0
        a 2.0 source : b
        b 1.0";
    check(index, &[("24.0", "a", "a 2.0, b 1.0")]);
    let with = |set: fn(&mut Options)| {
        let mut setting = Setting::default();
        set(&mut setting.options);
        setting.shown(index, "a")
    };
    assert_eq!(with(|options| options.prefer_binary = true), "a 1.0");
    assert_eq!(with(|options| options.only_binary(":all:")), "a 1.0");
    assert_eq!(with(|options| options.no_binary("a")), "a 2.0, b 1.0");
}

#[test]
fn who_asks_is_known() {
    let index = Written::read("a 1.0 : c\nb 1.0 : c\nc 1.0 : a");
    let Outcome::Set(selection) = Setting::default().outcome(&index, "b\na\nB") else { panic!("a set") };
    let asks: Vec<_> = selection.chosen.iter().map(|chosen| (chosen.wanted.clone(), chosen.required_by.join(" "))).collect();
    assert_eq!(asks, [(vec![1], "c".to_owned()), (vec![0, 2], String::new()), (vec![], "a b".to_owned())]);
}

#[test]
fn questions_come_together_and_end_in_the_same_answer() {
    let index = Written::read(
        "
        a 1.0 : c>=1 | d
        a 2.0 : c<2
        b 2.0 : c>=2
        c 1.0
        c 2.0
        d 1.0 : e
        e 1.0",
    );
    for pip in ["9.0", "20.3", "26.0"] {
        let mut asked = Asked { index: &index, answered: [].into() };
        let mut rounds = vec![];
        let outcome = loop {
            match Setting::pip(pip).outcome(&asked, "a\nb") {
                Outcome::Lacks(questions) => {
                    assert!(questions.iter().all(|question| !asked.answered.contains(question)));
                    rounds.push(questions.len());
                    asked.answered.extend(questions);
                }
                outcome => break outcome,
            }
        };
        assert_eq!(outcome, Setting::pip(pip).outcome(&index, "a\nb"), "{pip}");
        assert_eq!(rounds[..2], [2, 2], "{pip}");
    }
}

#[test]
fn all_that_cannot_be_found_is_told() {
    let index = Written::read("a 1.0\nb 1.0 >=3.12");
    let wanted = wanted("a==2\na\nb\nx");
    let target = Target { python: "3.11.4".parse().unwrap(), pip: "24.0".parse().unwrap(), glibc: "2.35".parse().unwrap() };
    let request = Request { wanted: &wanted, target, options: &Options::default(), present: &BTreeMap::new() };
    let numbers: Vec<usize> = resolve_all(&request, &index).1.into_iter().map(|(number, _)| number).collect();
    assert_eq!(numbers, [0, 2, 3]);
}

#[test]
fn a_search_goes_through_all_that_does_not_fit() {
    let mut index = String::new();
    for version in 0..200 {
        writeln!(index, "a {version} : b=={version}\nb {version} : c>={version}\nc {version}").unwrap();
    }
    assert_eq!(Setting::default().shown(&index, "a\nc<1"), "a 0, b 0, c 0");
}

/// Six want a place of their own among five.
#[test]
fn a_search_has_an_end() {
    let mut index = String::new();
    for (one, place) in ('a'..='f').flat_map(|one| (0..5).map(move |place| (one, place))) {
        let others = ('a'..='f').filter(|other| *other != one).map(|other| format!("{other}!={place}"));
        writeln!(index, "{one} {place} : {}", others.collect::<Vec<_>>().join(" | ")).unwrap();
    }
    let (index, wanted) = (Written::read(&index), wanted("a\nb\nc\nd\ne\nf"));
    let target = Target { python: "3.11.4".parse().unwrap(), pip: "24.0".parse().unwrap(), glibc: "2.35".parse().unwrap() };
    let request = Request { wanted: &wanted, target, options: &Options::default(), present: &BTreeMap::new() };
    let end = |steps| search::search(&Catalogue::new(request, &index), steps);
    assert!(matches!(end(STEPS), Outcome::Stops(Stop::Conflict { chains, .. }) if (2..=4).contains(&chains.len())));
    assert_eq!(end(20), Outcome::TooHard);
}

#[test]
fn older_releases_are_asked_for_ahead() {
    let mut text = "b 0\n".to_owned();
    (0..200).for_each(|version| writeln!(text, "a {version} : b>={version}").unwrap());
    let index = Written::read(&text);
    let mut asked = Asked { index: &index, answered: [].into() };
    let mut rounds = 0;
    let outcome = loop {
        match Setting::default().outcome(&asked, "a") {
            Outcome::Lacks(questions) => asked.answered.extend(questions),
            outcome => break outcome,
        }
        rounds += 1;
    };
    assert_eq!(shown(&outcome), "a 0, b 0");
    assert!(rounds < 20, "{rounds}");
}
