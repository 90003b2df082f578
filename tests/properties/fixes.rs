//! What a safe fix promises: its problem goes, no other byte changes, a second pass has nothing to do, and no error comes but one
//! that a platform had not come to: where an error is mended, what stands behind it is met for the first time.

use std::collections::BTreeMap;

use pushready::analysis::Settings;
use pushready::diagnostic::{Diagnostic, Edit, Fix, Safety, Severity, Stage, apply, settle};
use pushready::language::Language;
use pushready::platform::{self, Platform};
use pushready::project::Project;
use pushready::rules::Selection;

use super::bundle;

pub(crate) fn hold(bytes: &[u8]) {
    let (project, settings) = bundle::read(bytes);
    let mut all = vec![];
    for &platform in platform::all() {
        let said = look(&project, &settings, platform);
        let safe = said.iter().filter_map(|said| Some((said, said.fix.as_ref()?)));
        let safe: Vec<_> = safe.filter(|(_, fix)| fix.safety == Safety::Safe).collect();
        for (mended, fix) in &safe {
            keeps_its_promise(&project, &settings, platform, &said, mended, fix);
        }
        if !safe.is_empty() {
            let settled = settle(&project, is_safe, |_| false, |project| vec![look(project, &settings, platform)]);
            let again = settle(&settled.project, is_safe, |_| false, |project| vec![look(project, &settings, platform)]);
            assert!(
                again.rounds.is_empty() && again.project == settled.project,
                "{}: a second pass changes something",
                platform.id
            );
        }
        all.push((platform, said));
    }
    agree(&project, &settings, &all);
}

/// What is mended for all platforms together brings no error to any of them.
fn agree(project: &Project, settings: &Settings, all: &[(&'static Platform, Vec<Diagnostic>)]) {
    let everywhere = |project: &Project| all.iter().map(|(platform, _)| look(project, settings, platform)).collect();
    let settled = settle(project, is_safe, |_| false, everywhere);
    if settled.rounds.is_empty() {
        return;
    }
    for (platform, before) in all {
        let after = look(&settled.project, settings, platform);
        let (known, new) = (errors(before, Stage::Detect), errors(&after, Stage::Detect));
        let is_gone = |said: &&Diagnostic| said.severity == Severity::Error && known.get(said.code) > new.get(said.code);
        let mended = before.iter().filter(is_gone).map(|said| said.stage).min();
        let unseen = mended.map(|stage| errors(&after, stage)).unwrap_or_default();
        let brought = new.iter().filter(|(code, count)| known.get(*code) < Some(count) && !unseen.contains_key(*code));
        let brought: Vec<_> = brought.collect();
        assert!(brought.is_empty(), "{}: all together bring {brought:?}: {:?}", platform.id, settled.rounds);
    }
}

fn is_safe(found: &Diagnostic) -> bool {
    found.is_fixable(Safety::Safe)
}

fn keeps_its_promise(
    project: &Project,
    settings: &Settings,
    platform: &'static Platform,
    said: &[Diagnostic],
    mended: &Diagnostic,
    fix: &Fix,
) {
    let context = format!("{} {} {fix:?}", platform.id, mended.code);
    let applied = apply(project, &[fix]);
    let is_unknown = fix.touched().iter().any(|path| project.has(path) && project.bytes_of(path).is_none());
    assert!(applied.refused.is_empty() || is_unknown, "{context}: {:?}", applied.refused);
    if !applied.refused.is_empty() {
        return;
    }
    other_bytes_stay(project, &applied.project, fix, &context);
    let after = look(&applied.project, settings, platform);
    // Another problem of the kind may be met for the first time, and one that is told alike may come to stand there.
    let is_same = |one: &Diagnostic| {
        one.code == mended.code && one.file == mended.file && one.span == mended.span && one.message == mended.message
    };
    let count = |said: &[Diagnostic]| said.iter().filter(|one| one.code == mended.code).count();
    assert!(!after.iter().any(is_same) || count(&after) < count(said), "{context}: still there after its fix");
    let before = errors(said, Stage::Detect);
    // What was no error has hidden none; what was one has hidden others at its stage and behind it.
    let unseen = match mended.severity {
        Severity::Error => errors(&after, mended.stage),
        Severity::Warning | Severity::Info => BTreeMap::new(),
    };
    let new = errors(&after, Stage::Detect)
        .into_iter()
        .filter(|(code, count)| before.get(code) < Some(count) && !unseen.contains_key(code));
    let new: Vec<_> = new.collect();
    assert!(new.is_empty(), "{context}: brings {new:?}");
}

fn other_bytes_stay(before: &Project, after: &Project, fix: &Fix, context: &str) {
    let touched = fix.touched();
    for (path, content) in before.files().filter(|(path, _)| !touched.contains(path)) {
        assert_eq!(after.content(path), Some(content), "{context}: {path} changed");
    }
    for path in touched {
        let edits: Vec<&Edit> = fix.edits.iter().filter(|edit| edit.file == path).collect();
        let renamed = fix.renames.iter().find(|rename| rename.from == path).map_or(path, |rename| rename.to.as_str());
        let (Some(old), Some(new), false) = (before.bytes_of(path), after.bytes_of(renamed), edits.is_empty()) else { continue };
        let first = edits.iter().map(|edit| edit.start).min().unwrap_or_default();
        let behind = old.len() - edits.iter().map(|edit| edit.end).max().unwrap_or_default();
        assert!(new.starts_with(&old[..first]) && new.ends_with(&old[old.len() - behind..]), "{context}: other bytes of {path}");
    }
}

/// How many errors there are of each code, from a stage on.
fn errors(diagnostics: &[Diagnostic], from: Stage) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for said in diagnostics.iter().filter(|said| said.severity == Severity::Error && said.stage >= from) {
        *counts.entry(said.code).or_default() += 1;
    }
    counts
}

fn look(project: &Project, settings: &Settings, platform: &'static Platform) -> Vec<Diagnostic> {
    let request = pushready::Request {
        platforms: vec![platform],
        settings: settings.clone(),
        selection: Selection::default(),
        language: Language::En,
    };
    pushready::check(project, &request).reports.swap_remove(0).diagnostics
}
