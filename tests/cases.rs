//! Every case of `tests/cases`, and the examples of every rule's page.
//!
//! `PUSHREADY_ACCEPT=1 cargo test --test cases` writes what is said now into the cases; read the difference before
//! committing it.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "accepting writes the cases, and a broken case has to fail")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use pushready::diagnostic::{Certainty, Diagnostic, Safety, Severity, apply, settle};
use pushready::language::Language;
use pushready::project::Project;
use pushready::rules::Example;
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
        for (report, platform) in case.output(Language::En).reports.into_iter().zip(&case.options.platforms) {
            let options = Options { platforms: vec![platform.clone()], ..case.options.clone() };
            for diagnostic in &report.diagnostics {
                let Some(fix) = diagnostic.fix.as_ref().filter(|fix| fix.safety != Safety::Display) else { continue };
                let context = format!("{} {platform} {}", case.name, diagnostic.code);
                let fixed = apply(&case.project, &[fix]);
                assert!(fixed.refused.is_empty(), "{context}: {:?}", fixed.refused);
                let before = count(&report.diagnostics, diagnostic.code);
                let after = count(&diagnostics(&fixed.project, &options), diagnostic.code);
                assert!(after < before, "{context}: still there after its fix");
            }
            let is_safe = |found: &Diagnostic| found.is_fixable(Safety::Safe);
            let settled = settle(&case.project, is_safe, |_| false, |project| vec![diagnostics(project, &options)]);
            assert!(!settled.diagnostics().any(is_safe), "{} {platform}: safe fixes never end", case.name);
        }
    }
}

/// Fixes after which a project is recognised: what is wrong behind that is met for the first time then.
const UNCOVERING: [&str; 2] = ["PSH101", "PSH102"];

#[test]
fn a_safe_fix_brings_no_error() {
    let mut wrong = vec![];
    for case in support::all() {
        for (report, platform) in case.output(Language::En).reports.into_iter().zip(&case.options.platforms) {
            let options = Options { platforms: vec![platform.clone()], ..case.options.clone() };
            let before = errors(&report.diagnostics);
            let offered = report.diagnostics.iter().filter_map(|said| Some((said.code, said.fix.as_ref()?)));
            let offered = offered.filter(|(code, _)| !UNCOVERING.contains(code));
            for (code, fix) in offered.filter(|(_, fix)| fix.safety == Safety::Safe) {
                let after = diagnostics(&apply(&case.project, &[fix]).project, &options);
                let new: Vec<_> = errors(&after).into_iter().filter(|(code, count)| before.get(code) < Some(count)).collect();
                wrong.extend((!new.is_empty()).then(|| format!("{} {platform} {code} brings {new:?}", case.name)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Rules that propose another release of a package.
const PROPOSING: [&str; 4] = ["PSH512", "PSH525", "PSH526", "PSH530"];

/// Rules about what keeps packages from being installed.
const STOPPING: [&str; 5] = ["PSH512", "PSH524", "PSH525", "PSH526", "PSH527"];

#[test]
fn releases_that_are_proposed_together_can_be_installed() {
    let (mut wrong, mut followed) = (vec![], 0);
    for case in support::all() {
        for (report, platform) in case.output(Language::En).reports.into_iter().zip(&case.options.platforms) {
            let options = Options { platforms: vec![platform.clone()], ..case.options.clone() };
            let proposed = report.diagnostics.iter().filter(|said| PROPOSING.contains(&said.code));
            let proposed = proposed.filter_map(|said| said.fix.as_ref()).filter(|fix| fix.safety != Safety::Display);
            let proposed: Vec<_> = proposed.collect();
            if proposed.is_empty() {
                continue;
            }
            followed += 1;
            let before = errors(&report.diagnostics);
            let after = diagnostics(&apply(&case.project, &proposed).project, &options);
            let is_stop = |code: &str| STOPPING.contains(&code);
            let new = errors(&after).into_iter().filter(|(code, count)| is_stop(code) && before.get(code) < Some(count));
            let new: Vec<_> = new.collect();
            wrong.extend((!new.is_empty()).then(|| format!("{} {platform}: {new:?}", case.name)));
        }
    }
    assert!(wrong.is_empty() && followed > 5, "{followed}: {}", wrong.join("\n"));
}

/// How many errors there are of each code.
fn errors(diagnostics: &[Diagnostic]) -> BTreeMap<&'static str, usize> {
    let errors = diagnostics.iter().filter(|said| said.severity == Severity::Error);
    errors.fold(BTreeMap::new(), |mut counts, said| {
        *counts.entry(said.code).or_default() += 1;
        counts
    })
}

fn count(diagnostics: &[Diagnostic], code: &str) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.code == code).count()
}

/// What is said on the first platform.
fn diagnostics(project: &Project, options: &Options) -> Vec<Diagnostic> {
    support::check(project, options, Language::En).reports.swap_remove(0).diagnostics
}

#[test]
fn every_page_has_its_sections_and_its_examples_are_true() {
    for rule in RULES {
        for language in [Language::En, Language::Zh] {
            let page = rule.page.get(language);
            let context = format!("{} {}", rule.code, language.tag());
            assert!(page.starts_with(&format!("# {} {}\n", rule.code, rule.name)), "{context}: title");
            let read = |example: Example| {
                let bundle = example.of(page, language).unwrap_or_else(|| panic!("{context}: no {example:?} example"));
                let platforms = bundle.platform.into_iter().collect();
                let options =
                    Options { platforms, env: bundle.env, procfile: None, example: None, not_executable: vec![], index: None };
                count(&diagnostics(&bundle.project, &options), rule.code)
            };
            assert!(read(Example::Bad) > 0, "{context}: the bad example is silent");
            assert!(read(Example::Good) == 0, "{context}: the good example is not silent");
        }
    }
}

#[test]
fn names_and_sentences_keep_the_house_style() {
    let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), RULES.len(), "a name is that of one rule");
    for rule in RULES {
        for language in [Language::En, Language::Zh] {
            let summary = (rule.summary)().get(language);
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
