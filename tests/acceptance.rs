//! A file that a platform rejects is never without an error. What platforms reject is said here once more, by models that are
//! as small as they can be and share nothing with the program.
#![cfg(not(target_arch = "wasm32"))]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use pushready::analysis::Settings;
use pushready::diagnostic::Severity;
use pushready::language::Language;
use pushready::platform;
use pushready::project::{Content, Project};
use pushready::rules::Selection;
use pushready::{Request, check};

/// Pieces of Procfiles.
const LINES: &[&str] = &[
    "web: gunicorn app:app",
    "web:a",
    "web",
    "worker : x",
    " worker: y",
    "Web_1: z",
    "-a: b",
    "a-: b",
    "{web:a",
    "# note",
    " # note",
    "web:",
    "web: ",
    "foo bar",
    "\u{a0}web: a",
    "\u{feff}web: a",
    "web: a\0",
    "\u{ff1a}",
    ": x",
    "\t",
];
/// What ends a line.
const ENDS: &[&str] = &["\n", "\n", "\r\n", "\r", "\n ", "", "\n\n"];
/// Pieces of version files.
const VERSIONS: &[&str] = &[
    "3.12",
    "3.13.1",
    "python-",
    "3.9",
    "3.012",
    "+",
    " ",
    "\n",
    "\r\n",
    "# note\n",
    "\u{85}",
    "\u{3000}",
    "\u{a0}",
    "\u{feff}",
    "\u{200b}",
    "\0",
    "x",
    "3.12.65536",
    ".",
    "4.0",
    "3.99",
    "2.7.18",
    "3.6.6",
    "python-3.12.4",
    "python-3.9.16",
];

/// Whether pushready says an error of one of these rules about a project with this file.
fn has_error(id: &str, file: &str, text: &str, rules: &str) -> bool {
    let mut project = Project::new();
    for (path, text) in [("requirements.txt", "flask==3.0.3\ngunicorn==22.0.0\n"), ("app.py", "app = 1\n"), (file, text)] {
        project.insert(path, Content::from(text.as_bytes().to_vec()));
    }
    let platforms = platform::find(id).into_iter().collect();
    let request = Request { platforms, settings: Settings::default(), selection: Selection::default(), language: Language::En };
    let output = check(&project, &request);
    let mut found = output.reports.iter().flat_map(|report| &report.diagnostics);
    found.any(|diagnostic| diagnostic.severity == Severity::Error && diagnostic.code.starts_with(rules))
}

/// Heroku's Procfile buildpack: entries, comments and empty lines, each with a line end; blanks may end the text behind an entry
/// only with one.
fn cnb_refuses(text: &str) -> bool {
    let has_lone_return = text.replace("\r\n", "\n").contains('\r');
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    let is_comment = |line: &str| line.trim_start_matches([' ', '\t']).starts_with('#');
    let is_blank = |line: &str| line.trim_matches([' ', '\t']).is_empty();
    let last = lines.last().copied().unwrap_or_default();
    let entries: Vec<&str> = lines.iter().copied().filter(|line| !is_comment(line) && !is_blank(line)).collect();
    let is_entry = |line: &str| {
        let Some((name, command)) = line.split_once(':') else { return false };
        let name = name.trim_start_matches([' ', '\t']);
        let is_inner = |char: char| char.is_ascii_alphanumeric() || char == '-' || char == '_';
        let is_end = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric());
        let is_name = name.chars().all(is_inner) && is_end(name.chars().next()) && is_end(name.chars().next_back());
        is_name && !is_blank(command)
    };
    let ends_in_blanks = !last.is_empty() && is_blank(last);
    !text.is_empty() && (has_lone_return || entries.is_empty() || ends_in_blanks || !entries.iter().all(|line| is_entry(line)))
}

/// The number without leading zeros that a text is.
fn strict(text: &str) -> Option<u32> {
    text.parse().ok().filter(|number: &u32| number.to_string() == text)
}

/// Heroku's `.python-version`: one line that is no comment, with a series from 3.10 to 3.14.
fn heroku_refuses(text: &str) -> bool {
    let is_blank = |char: char| char.is_whitespace() && !['\u{85}', '\u{a0}', '\u{2007}', '\u{202f}'].contains(&char);
    let text = text.replace('\0', "");
    let lines = text.split('\n').map(|line| line.trim_matches(is_blank));
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let [line] = lines.as_slice() else { return true };
    let numbers: Option<Vec<u32>> = line.split('.').map(strict).collect();
    !matches!(numbers.as_deref(), Some([3, 10..=14] | [3, 10..=14, _]))
}

/// The buildpack of DigitalOcean: the whole text, less the blanks around it, is the name of a Python.
fn digitalocean_refuses(text: &str) -> bool {
    let is_blank = |char: char| char.is_whitespace() && !['\u{85}', '\u{a0}', '\u{2007}', '\u{202f}'].contains(&char);
    let text = text.replace('\0', "");
    let numbers = text.trim_matches(is_blank).strip_prefix("python-").map(|numbers| numbers.split('.').map(strict).collect());
    let numbers: Option<Option<Vec<u32>>> = numbers;
    !matches!(numbers.flatten().as_deref(), Some([3, 8..=12, _] | [2, 7, 18]))
}

/// Rainbond with buildpacks compares the first two numbers of a variable, letter by letter, with the series that it allows.
fn rainbond_cnb_refuses(text: &str) -> bool {
    let text = text.trim();
    let numbers = text.strip_prefix("python-").unwrap_or(text);
    let series = numbers.split('.').take(2).collect::<Vec<_>>().join(".");
    !text.is_empty() && !["3.10", "3.11", "3.12", "3.13", "3.14"].contains(&series.as_str())
}

fn has_error_of_variable(value: &str) -> bool {
    let mut project = Project::new();
    project.insert("requirements.txt", Content::from(vec![]));
    let env = [("BUILD_RUNTIMES".to_owned(), value.to_owned())].into_iter().collect();
    let settings = Settings { env, ..Settings::default() };
    let platforms = platform::find("rainbond-cnb").into_iter().collect();
    let output = check(&project, &Request { platforms, settings, selection: Selection::default(), language: Language::En });
    let mut found = output.reports.iter().flat_map(|report| &report.diagnostics);
    found.any(|diagnostic| diagnostic.severity == Severity::Error && diagnostic.code.starts_with("PSH4"))
}

fn procfile() -> impl Strategy<Value = String> {
    vec((select(LINES), select(ENDS)), 0..5).prop_map(|lines| lines.into_iter().flat_map(|(line, end)| [line, end]).collect())
}

fn version() -> impl Strategy<Value = String> {
    vec(select(VERSIONS), 0..4).prop_map(|pieces| pieces.concat())
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 1_000, rng_seed: RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_refused_procfile_is_an_error(text in procfile()) {
        prop_assert!(!cnb_refuses(&text) || has_error("heroku-cnb", "Procfile", &text, "PSH2"), "{text:?}");
    }

    #[test]
    fn a_refused_version_is_an_error(text in version()) {
        prop_assert!(!heroku_refuses(&text) || has_error("heroku", ".python-version", &text, "PSH4"), "heroku {text:?}");
        prop_assert!(!digitalocean_refuses(&text) || has_error("digitalocean", "runtime.txt", &text, "PSH4"), "digitalocean {text:?}");
        prop_assert!(!rainbond_cnb_refuses(&text) || has_error_of_variable(&text), "rainbond-cnb {text:?}");
    }
}
