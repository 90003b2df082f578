//! A check of a project on every platform: it ends, says the same twice, and every place that it names is there.

use std::collections::{BTreeMap, BTreeSet};

use pushready::analysis::Settings;
use pushready::diagnostic::{Diagnostic, Fix, apply};
use pushready::language::Language;
use pushready::project::Project;
use pushready::report::{Output, Report, render};
use pushready::rules::Selection;
use pushready::text::{Encoding, Position, Text};
use pushready::{Request, platform};
use serde_json::Value;

use super::bundle;

pub(crate) fn hold(bytes: &[u8]) {
    let (project, settings) = bundle::read(bytes);
    let english = look(&project, &settings, Language::En);
    assert_eq!(english.reports.len(), platform::all().len());
    let json = english.to_json();
    assert_eq!(json, look(&project, &settings, Language::En).to_json(), "the same project is judged in two ways");
    let read: Value = serde_json::from_str(&json).expect("a report is JSON");
    assert_eq!(serde_json::to_string_pretty(&read).expect("a value is JSON") + "\n", json, "the report is read back otherwise");
    let chinese = look(&project, &settings, Language::Zh);
    for (english, chinese) in english.reports.iter().zip(&chinese.reports) {
        let [one, other] = [english, chinese].map(|report| report.diagnostics.iter().map(without_words).collect::<Vec<_>>());
        assert_eq!(one, other, "the language decides what is said on {}", english.platform.id);
    }
    places(&project, &english.reports);
    for report in &english.reports {
        fixes_edit_what_is_there(&project, report);
    }
    renderings(&english, Language::En);
    renderings(&chinese, Language::Zh);
}

/// What is said of a project on every platform.
fn look(project: &Project, settings: &Settings, language: Language) -> Output {
    let platforms = platform::all().to_vec();
    pushready::check(project, &Request { platforms, settings: settings.clone(), selection: Selection::default(), language })
}

/// What of a diagnostic is no sentence.
fn without_words(said: &Diagnostic) -> impl PartialEq + std::fmt::Debug {
    let related: Vec<_> = said.related.iter().map(|related| (related.file.clone(), related.span)).collect();
    let fix = said.fix.clone().map(|fix| Fix { title: String::new(), creates: vec![], ..fix });
    (
        said.code,
        said.severity,
        said.certainty,
        said.stage,
        said.file.clone(),
        said.span,
        related,
        fix.map(|fix| fix.touched().len()),
    )
}

/// Every span lies in its file, at characters of it.
fn places(project: &Project, reports: &[Report]) {
    let files = project.files().filter_map(|(path, content)| Some((path, positions(content.bytes()?))));
    let files: BTreeMap<&str, BTreeSet<Position>> = files.collect();
    for (report, said) in reports.iter().flat_map(|report| report.diagnostics.iter().map(move |said| (report, said))) {
        let own = said.span.map(|span| (said.file.as_deref(), span));
        let related = said.related.iter().filter_map(|related| Some((Some(related.file.as_str()), related.span?)));
        for (file, span) in own.into_iter().chain(related) {
            let is_place = |place| file.and_then(|file| files.get(file)).is_some_and(|places| places.contains(place));
            let is_ordered = span.start.offset <= span.end.offset;
            let context = format!("{} {} {file:?} {span:?}", report.platform.id, said.code);
            assert!(is_ordered && is_place(&span.start) && is_place(&span.end), "{context}");
        }
    }
}

/// The place of each character of a file, and of its end.
fn positions(bytes: &[u8]) -> BTreeSet<Position> {
    let text = Text::new(bytes);
    let is_utf16 = matches!(text.encoding, Encoding::Utf16Le { .. } | Encoding::Utf16Be { .. });
    let mut place = Position { line: 1, column: 1, offset: 0 };
    let mut places = BTreeSet::from([place]);
    for char in text.as_str().chars() {
        place.offset += if is_utf16 { 2 * char.len_utf16() } else { char.len_utf8() };
        place = match char {
            '\n' => Position { line: place.line + 1, column: 1, ..place },
            _ => Position { column: place.column + 1, ..place },
        };
        places.insert(place);
    }
    places
}

fn fixes_edit_what_is_there(project: &Project, report: &Report) {
    let fixes: Vec<&Fix> = report.diagnostics.iter().filter_map(|said| said.fix.as_ref()).collect();
    for edit in fixes.iter().flat_map(|fix| &fix.edits) {
        let length = project.bytes_of(&edit.file).map(<[u8]>::len);
        assert!(edit.start <= edit.end && length.is_some_and(|length| edit.end <= length), "{edit:?}");
    }
    let applied = apply(project, &fixes);
    assert_eq!(applied.applied.len() + applied.refused.len(), fixes.len());
    let places: BTreeSet<usize> =
        applied.applied.into_iter().chain(applied.refused.into_iter().map(|(place, _)| place)).collect();
    assert_eq!(places.len(), fixes.len(), "a fix is both taken and refused");
}

/// Every other form of a report; those that are JSON can be read.
fn renderings(output: &Output, language: Language) {
    for json in [render::sarif::render(output, language), render::gitlab::render(output)] {
        serde_json::from_str::<Value>(&json).expect("JSON");
    }
    for text in [
        render::concise::render(output),
        render::github::render(output),
        render::junit::render(output, language),
        render::markdown::render(output, language),
    ] {
        assert!(text.is_empty() || text.ends_with('\n'), "a text that ends within a line: {text:?}");
    }
}
