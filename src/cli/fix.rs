//! `pushready fix`.
#![expect(clippy::disallowed_methods, reason = "links cannot be seen in the project itself")]

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use super::arguments::Fix as Arguments;
use super::context::Context;
use super::failure::Failure;
use super::input::shown;
use super::{index, stream};
use crate::diagnostic::changes::Moves;
use crate::diagnostic::{Diagnostic, Offer, Refused, Safety, Settled, patch, settle};
use crate::language::{Language, say};
use crate::text::visible;
use crate::writer;

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<ExitCode, Failure> {
    let selection = arguments.choice.selection()?;
    let (input, request) = arguments.target.read(selection, context.language)?;
    let (project, folder, language) = (&input.bundle.project, input.folder.as_deref(), context.language);
    if folder.is_none() && !arguments.diff {
        return Err(Failure::NotAFolder { path: shown(&arguments.target.path) });
    }
    let least = if arguments.unsafe_too { Safety::Unsafe } else { Safety::Safe };
    let mut index = index::open(&arguments.asking, &input.configuration, language)?;
    let settled = settle(
        project,
        least,
        |path| folder.is_some_and(|folder| is_linked(folder, path)),
        |project| index::check(project, &request, &mut index).reports.into_iter().flat_map(|report| report.diagnostics).collect(),
    );
    index::close(index, language);
    let mut moves = Moves::default();
    settled.rounds.iter().for_each(|round| moves.follow(round.iter().map(|offer| &offer.fix)));
    let changes = moves.changes(project, &settled.project);
    match folder {
        Some(folder) if !arguments.diff => {
            writer::write(folder, &changes)?;
            context.streams.text(&summary(&settled, changes.len(), language))?;
        }
        _ => stream::data(&patch::patch(&changes))?,
    }
    let refused = settled.refused.iter().map(|(offer, reason)| refusal(offer, reason, language));
    for line in refused.chain(rest(&settled.left, least, language)) {
        stream::say(&line);
    }
    Ok(ExitCode::from(u8::from(arguments.choice.fail_on.is_reached(&settled.left))))
}

fn is_linked(folder: &Path, path: &str) -> bool {
    let inside = Path::new(path).ancestors().filter(|part| !part.as_os_str().is_empty());
    inside.map(|part| folder.join(part)).any(|part| fs::symlink_metadata(part).is_ok_and(|metadata| metadata.is_symlink()))
}

fn summary(settled: &Settled, files: usize, language: Language) -> String {
    let applied: Vec<String> = settled.applied().map(|offer| format!("{}\n", line(offer))).collect();
    let last = match applied.len() {
        0 => say!(language, "Nothing to fix.\n", "没有可以修复的内容。\n"),
        count => say!(language, "Fixes: {count}; files changed: {files}.\n", "已应用 {count} 个修复，更改了 {files} 个文件。\n"),
    };
    applied.concat() + &last
}

fn line(offer: &Offer) -> String {
    let files = offer.fix.touched().into_iter().collect::<Vec<_>>().join(", ");
    visible(&format!("{files}: {} {}", offer.code, offer.fix.title)).into_owned()
}

fn refusal(offer: &Offer, reason: &Refused, language: Language) -> String {
    let (line, reason) = (line(offer), reason.text(language));
    let reason = visible(&reason);
    say!(language, "not fixed: {line}: {reason}", "未修复：{line}：{reason}")
}

/// The fixes that were not asked for.
fn rest(left: &[Diagnostic], least: Safety, language: Language) -> impl Iterator<Item = String> {
    let count = |safety| left.iter().filter(|found| found.fix.as_ref().is_some_and(|fix| fix.safety == safety)).count();
    let (more, by_hand) = (count(Safety::Unsafe), count(Safety::Display));
    let more = (more > 0 && least == Safety::Safe)
        .then(|| say!(language, "fixes that `--unsafe` would also apply: {more}", "`--unsafe` 还会应用的修复：{more} 个"));
    let by_hand = (by_hand > 0).then(|| {
        say!(
            language,
            "fixes to be made by hand, see `pushready check`: {by_hand}",
            "需要手动完成的修复，见 `pushready check`：{by_hand} 个"
        )
    });
    more.into_iter().chain(by_hand)
}
