//! Every output in `tests/cases/failures`, and what is made of it.
//!
//! ```text
//! tests/cases/failures/<class>-<situation>/
//!   output.txt     what the step printed in a real run, trimmed, with its paths and hosts replaced
//!   case.toml      step, and how it ended: status, signal, timed_out, interrupted or not_started; or with the step `start`,
//!                  what was met: answered, refused, unanswered, no_listener, wrong_port or loopback
//!   expected.txt   class, subject, codes, evidence, message and advice
//! ```
//! `PUSHREADY_ACCEPT=1 cargo test --test failures` writes what is said now; read the difference before committing it.
#![cfg(all(not(target_arch = "wasm32"), feature = "executor"))]
#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "the cases are files, and a broken case has to fail")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use pushready::executor::Activity;
use pushready::executor::failure::{Ending, Failure, Met, Observer};
use pushready::language::Language;
use pushready::plan::StepId;
use serde::Deserialize;

/// Where the outputs say that the project is.
const FOLDER: &str = "/app";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    step: Activity,
    status: Option<i32>,
    signal: Option<i32>,
    timed_out: Option<u64>,
    not_started: Option<String>,
    #[serde(default)]
    interrupted: bool,
    answered: Option<u16>,
    refused: Option<String>,
    unanswered: Option<u64>,
    no_listener: Option<u64>,
    wrong_port: Option<String>,
    loopback: Option<String>,
}

impl Options {
    fn ending(&self) -> Ending {
        let signalled = self.signal.map(Ending::Signalled);
        let timed_out = self.timed_out.map(|seconds| Ending::TimedOut { seconds });
        let not_started = self.not_started.clone().map(|reason| Ending::NotStarted { reason });
        let interrupted = self.interrupted.then_some(Ending::Interrupted);
        let other = signalled.or(timed_out).or(not_started).or(interrupted);
        self.status.map(Ending::Exited).or(other).expect("how it ended")
    }

    fn met(&self) -> Option<Met> {
        let times = self.unanswered.map(|seconds| Met::Unanswered { seconds });
        let times = times.or(self.no_listener.map(|seconds| Met::NoListener { seconds }));
        let hosts = self.refused.clone().map(Met::Refused).or(self.loopback.clone().map(Met::Loopback));
        self.answered.map(Met::Failed).or(times).or(hosts).or(self.wrong_port.clone().map(Met::WrongPort))
    }
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/failures");
    let entries = std::fs::read_dir(root).expect("the cases");
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.expect("a case").path()).collect();
    folders.sort();
    folders
}

fn failure(folder: &Path) -> Failure {
    let read =
        |file: &str| std::fs::read_to_string(folder.join(file)).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let options: Options = toml::from_str(&read("case.toml")).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut observer = Observer::new(options.step).in_folder(FOLDER);
    for line in read("output.txt").lines() {
        observer.line(line);
    }
    match options.met() {
        Some(met) => observer.conclude_start(&met),
        None => observer.conclude(&options.ending()),
    }
}

/// All that is said, in both languages, in a form to read and compare.
fn describe(failure: &Failure) -> String {
    let mut text = format!("class: {}\n", failure.class.name());
    let mut line = |label: &str, value: &str| writeln!(text, "{label}: {value}").expect("a text takes all");
    line("subject", failure.subject.as_deref().unwrap_or("-"));
    line("more", failure.more.as_deref().unwrap_or("-"));
    line("codes", &failure.codes.join(" "));
    for evidence in &failure.evidence {
        line("evidence", evidence);
    }
    for language in [Language::En, Language::Zh] {
        line("message", &failure.message(language));
        line("advice", &failure.advice(language));
    }
    text.replace(" \n", "\n")
}

#[test]
fn every_output_is_understood() {
    let mut wrong = vec![];
    for folder in folders() {
        let found = failure(&folder);
        let said = describe(&found);
        let case = folder.file_name().and_then(|name| name.to_str()).expect("a name in UTF-8").to_owned();
        let path = folder.join("expected.txt");
        if !case.starts_with(found.class.name()) {
            wrong.push(format!("{case}, by its name of another class:\n{said}"));
        } else if std::env::var_os("PUSHREADY_ACCEPT").is_some() {
            std::fs::write(path, said).expect("the case can be written");
        } else if std::fs::read_to_string(path).unwrap_or_default() != said {
            wrong.push(format!("{case}:\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "not as expected:\n{}", wrong.join("\n"));
}

#[test]
fn every_sentence_is_one_line_and_every_code_is_a_rule() {
    for folder in folders() {
        let found = failure(&folder);
        for code in found.codes {
            assert!(pushready::rules::registry::RULES.iter().any(|rule| rule.code == *code), "no rule {code}");
        }
        for language in [Language::En, Language::Zh] {
            let (message, advice) = (found.message(language), found.advice(language));
            assert!(!message.contains('\n') && !advice.contains('\n'), "{message}\n{advice}");
            let lower = format!("{message} {advice}").to_lowercase();
            let banned = ["simply", "sorry", "please", "oops"].into_iter().find(|word| lower.contains(word));
            assert_eq!(banned, None, "{message}\n{advice}");
        }
    }
}

#[test]
fn credentials_are_never_shown() {
    let mut observer = Observer::new(StepId::InstallDependencies);
    observer.line("Looking in indexes: https://me:secret@index.example/simple");
    observer.line("fatal: unable to access 'https://me:secret@git.example/a.git/': Could not resolve host: git.example");
    let failure = observer.conclude(&Ending::Exited(1));
    let shown = format!("{failure:?} {} {}", failure.message(Language::En), failure.advice(Language::Zh));
    assert!(!shown.contains("secret") && failure.subject.as_deref() == Some("git.example"), "{shown}");
}

#[test]
fn a_connection_that_came_back_explains_nothing() {
    let mut observer = Observer::new(StepId::InstallDependencies);
    observer.line("WARNING: Retrying (Retry(total=4)) after connection broken by 'RemoteDisconnected()': /simple/six/");
    observer.line("  Downloading six-1.16.0-py2.py3-none-any.whl (11 kB)");
    observer.line("ERROR: Could not find a version that satisfies the requirement nope (from versions: none)");
    assert_eq!(observer.conclude(&Ending::Exited(1)).class.name(), "no-matching-release");
}

/// Pieces of real outputs, so that patterns meet more than noise.
fn any_line() -> impl Strategy<Value = String> {
    let pieces = folders().into_iter().flat_map(|folder| {
        let text = std::fs::read_to_string(folder.join("output.txt")).unwrap_or_default();
        text.lines().map(str::to_owned).collect::<Vec<_>>()
    });
    let real = proptest::sample::select(pieces.collect::<Vec<_>>());
    let cut = (real, 0..400_usize, ".{0,20}").prop_map(|(line, length, tail)| {
        let start: String = line.chars().take(length).collect();
        start + &tail
    });
    prop_oneof![cut, ".{0,80}", ".{600,700}"]
}

fn any_ending() -> impl Strategy<Value = Ending> {
    prop_oneof![
        any::<i32>().prop_map(Ending::Exited),
        any::<i32>().prop_map(Ending::Signalled),
        any::<u64>().prop_map(|seconds| Ending::TimedOut { seconds }),
        Just(Ending::Interrupted),
        ".{0,20}".prop_map(|reason| Ending::NotStarted { reason }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, rng_seed: RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_output_is_taken(
        step in proptest::sample::select(StepId::ALL.map(Activity::Step).into_iter().chain([Activity::Start]).collect::<Vec<_>>()),
        lines in proptest::collection::vec(any_line(), 0..60),
        ending in any_ending(),
    ) {
        let mut observer = Observer::new(step);
        for line in &lines {
            observer.line(line);
        }
        let failure = observer.conclude(&ending);
        prop_assert!(failure.evidence.len() <= 3);
        prop_assert!(failure.evidence.iter().all(|line| line.chars().count() <= 500));
        prop_assert!(failure.subject.iter().chain(&failure.more).all(|text| text.len() <= 200));
        for language in [Language::En, Language::Zh] {
            prop_assert!(!failure.message(language).is_empty() && !failure.advice(language).is_empty());
        }
    }
}
