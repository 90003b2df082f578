//! Every case of `tests/cases`, and the examples of every rule's page.
//!
//! `PUSHREADY_ACCEPT=1 cargo test --test cases` writes what is said now into the cases; read the difference before
//! committing it.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "accepting writes the cases, and a broken case has to fail")]

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use pushready::diagnostic::{Certainty, Fix, Safety, Severity, apply};
use pushready::language::Language;
use pushready::project::{Project, RootPolicy};
use pushready::rules::registry::RULES;
use support::{Case, Kind, Options};

fn accepting() -> bool {
    std::env::var_os("PUSHREADY_ACCEPT").is_some()
}

fn accept(case: &Case, file: &str, text: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(&case.name);
    std::fs::write(folder.join(file), text).expect("the case can be written");
}

/// Infos break nothing, so a silent case may have them.
fn is_silent(case: &Case) -> bool {
    case.output(Language::En).reports.iter().all(|report| report.counts.error + report.counts.warning == 0)
}

#[test]
fn what_is_said_is_what_the_cases_expect() {
    let mut wrong = vec![];
    for case in support::all() {
        let (file, text) = match case.kind {
            Kind::Projects => ("report.json", case.output(Language::En).to_json()),
            Kind::Ok | Kind::Err => ("expected.txt", support::describe(&case.project, &case.options)),
        };
        if case.kind == Kind::Ok {
            if !is_silent(&case) {
                wrong.push(format!("=== {} has to be silent:\n{text}", case.name));
            }
        } else if accepting() {
            accept(&case, file, &text);
        } else if case.expected != Some(text.as_str()) {
            wrong.push(format!("=== {}\n--- expected\n{}\n--- said\n{text}", case.name, case.expected.unwrap_or("")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `tests/cases/must_stay_silent.txt`: what was seen in real projects and breaks nothing.
#[test]
fn what_breaks_nothing_is_never_said_to_break() {
    let cases = support::all();
    let mut listed = BTreeSet::new();
    for line in include_str!("cases/must_stay_silent.txt").lines().filter(|line| !line.starts_with('#')) {
        let (item, names) = line.split_once(" | ").expect("an item and its cases");
        for name in names.split(' ') {
            let case = cases.iter().find(|case| case.name.rsplit('/').next() == Some(name));
            let case = case.unwrap_or_else(|| panic!("{item}: no case {name}"));
            let reports = case.output(Language::En).reports;
            let mut said = reports.iter().flat_map(|report| &report.diagnostics);
            let is_wrong = said.any(|said| said.severity == Severity::Error && said.certainty == Certainty::Certain);
            assert!(!is_wrong && (case.kind == Kind::Err || is_silent(case)), "{item}: {name}");
            listed.insert(name);
        }
    }
    let silent = cases.iter().filter_map(|case| case.name.strip_prefix("ok/")).filter(|name| name.starts_with("silent-"));
    assert_eq!(silent.filter(|name| !listed.contains(name)).collect::<Vec<_>>(), Vec::<&str>::new(), "not on the list");
}

#[test]
fn every_rule_has_a_case_that_fires_and_one_that_is_silent() {
    let cases = support::all();
    let named = |kind: Kind, code: &str| cases.iter().any(|case| case.kind == kind && case.name.contains(code));
    for rule in RULES {
        let fires = |case: &&Case| {
            case.output(Language::En).reports.iter().any(|report| report.diagnostics.iter().any(|d| d.code == rule.code))
        };
        assert!(
            cases.iter().filter(|case| case.kind == Kind::Err && case.name.contains(rule.code)).any(|case| fires(&case)),
            "no case err/{}-… makes the rule fire",
            rule.code
        );
        assert!(named(Kind::Ok, rule.code), "no case ok/{}-…", rule.code);
    }
}

#[test]
fn an_applied_fix_removes_its_problem_and_a_second_pass_changes_nothing() {
    for case in support::all() {
        for (index, platform) in case.options.platforms.iter().enumerate() {
            let options = Options { platforms: vec![platform.clone()], ..case.options.clone() };
            for diagnostic in &case.output(Language::En).reports[index].diagnostics {
                let Some(fix) = diagnostic.fix.as_ref().filter(|fix| fix.safety != Safety::Display) else { continue };
                let context = format!("{} {platform} {}", case.name, diagnostic.code);
                let fixed = apply(&case.project, &[fix]);
                assert!(fixed.refused.is_empty(), "{context}: {:?}", fixed.refused);
                assert!(
                    count(&fixed.project, &options, diagnostic.code) < count(&case.project, &options, diagnostic.code),
                    "{context}: still there after its fix"
                );
            }
            let settled = fix_all(&case.project, &options);
            assert!(safe_fixes(&settled, &options).is_empty(), "{} {platform}: safe fixes never end", case.name);
        }
    }
}

fn count(project: &Project, options: &Options, code: &str) -> usize {
    let output = support::check(project, options, Language::En);
    output.reports[0].diagnostics.iter().filter(|diagnostic| diagnostic.code == code).count()
}

fn safe_fixes(project: &Project, options: &Options) -> Vec<Fix> {
    let output = support::check(project, options, Language::En);
    let fixes = output.reports.into_iter().flat_map(|report| report.diagnostics).filter_map(|diagnostic| diagnostic.fix);
    fixes.filter(|fix| fix.safety == Safety::Safe).collect()
}

/// Fixes may uncover others; ten passes are far more than any case needs.
fn fix_all(project: &Project, options: &Options) -> Project {
    let mut project = project.clone();
    for _ in 0..10 {
        let fixes = safe_fixes(&project, options);
        project = apply(&project, &fixes.iter().collect::<Vec<_>>()).project;
    }
    project
}

#[test]
fn every_page_has_its_sections_and_its_examples_are_true() {
    for rule in RULES {
        let sections = [(Language::En, ["## Bad", "## Good"]), (Language::Zh, ["## 错误示例", "## 正确示例"])];
        for (language, [bad, good]) in sections {
            let page = rule.page.get(language);
            let context = |heading: &str| format!("{} {} {heading}", rule.code, language.tag());
            assert!(page.starts_with(&format!("# {} {}\n", rule.code, rule.name)), "{}", context("title"));
            let bad_example = example(page, bad).unwrap_or_else(|| panic!("{}: no example", context(bad)));
            let good_example = example(page, good).unwrap_or_else(|| panic!("{}: no example", context(good)));
            assert!(count(&bad_example.0, &bad_example.1, rule.code) > 0, "{}: does not fire", context(bad));
            assert!(count(&good_example.0, &good_example.1, rule.code) == 0, "{}: fires", context(good));
        }
    }
}

/// A small project that runs; the blocks of an example are laid over it.
const BASE: &[(&str, &str)] = &[
    ("requirements.txt", "Flask==2.0.3\ngunicorn==20.1.0\n"),
    ("runtime.txt", "python-3.6.6\n"),
    ("Procfile", "web: gunicorn app:app\n"),
    ("app.py", "from flask import Flask\n\napp = Flask(__name__)\n"),
];

/// The example under a heading: every fenced block with the name of a file as its language, up to the next heading.
/// Further words: `absent` takes the file away, `utf-16` writes it as Windows PowerShell does, `not-executable` takes the
/// permission to run from it, `platform=ID` chooses the platform; the name `environment` means the variables that are set on the platform.
fn example(page: &str, heading: &str) -> Option<(Project, Options)> {
    let section = page.split_once(&format!("\n{heading}\n"))?.1;
    let section = section.split("\n## ").next()?;
    let mut files: Vec<(String, Vec<u8>)> =
        BASE.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    let mut options =
        Options { platforms: vec!["rainbond".into()], env: [].into(), procfile: None, example: None, not_executable: vec![] };
    let mut blocks = 0;
    for block in section.split("```").skip(1).step_by(2) {
        let (info, text) = block.split_once('\n')?;
        let (path, words) = info.split_once(' ').unwrap_or((info, ""));
        blocks += 1;
        if let Some(id) = words.split(' ').find_map(|word| word.strip_prefix("platform=")) {
            options.platforms = vec![id.to_owned()];
        }
        if path == "environment" {
            options.env.extend(text.lines().filter_map(|line| line.split_once('=')).map(|(k, v)| (k.to_owned(), v.to_owned())));
            continue;
        }
        files.retain(|(known, _)| known != path);
        if words.split(' ').any(|word| word == "not-executable") {
            options.not_executable.push(path.to_owned());
        }
        if !words.split(' ').any(|word| word == "absent") {
            let is_utf16 = words.split(' ').any(|word| word == "utf-16");
            let utf16 = || format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
            files.push((path.to_owned(), if is_utf16 { utf16() } else { text.as_bytes().to_vec() }));
        }
    }
    let mut project = Project::from_files(files, RootPolicy::AsGiven);
    for path in &options.not_executable {
        project.mark_not_executable(path);
    }
    (blocks > 0).then_some((project, options))
}

#[test]
fn names_and_sentences_keep_the_house_style() {
    let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert!(names.len() + 1 >= RULES.len(), "only `wrong-encoding` names two rules");
    for rule in RULES {
        for language in [Language::En, Language::Zh] {
            let summary = rule.summary.get(language);
            assert!(!summary.is_empty() && !summary.ends_with(['.', '。']), "{}: summary `{summary}`", rule.code);
        }
    }
    for case in support::all() {
        for report in case.output(Language::En).reports {
            for diagnostic in report.diagnostics {
                let message = &diagnostic.message;
                let context = format!("{} {}", case.name, diagnostic.code);
                assert!(!message.ends_with('.') && !message.contains('\n') && !message.is_empty(), "{context}: `{message}`");
                for text in [message, &diagnostic.detail] {
                    let lower = text.to_lowercase();
                    let banned = ["simply", "sorry", "please", "oops"].into_iter().find(|word| lower.contains(word));
                    assert!(banned.is_none() && !text.ends_with('!'), "{context}: `{text}`");
                }
            }
        }
    }
}
