//! What came of applying fixes.

use crate::diagnostic::{Offer, Refused, Safety, Settled};
use crate::language::{Language, say};
use crate::text::visible;

/// What was applied, a line each, and how many files are not the same any more.
#[must_use]
pub fn summary(settled: &Settled, files: usize, language: Language) -> String {
    let applied: Vec<String> = settled.applied().map(|offer| format!("{}\n", line(offer))).collect();
    let last = match applied.len() {
        0 => say!(language, "Nothing to fix.\n", "没有可以修复的内容。\n"),
        count => say!(language, "Fixes: {count}; files changed: {files}.\n", "已应用 {count} 个修复，更改了 {files} 个文件。\n"),
    };
    applied.concat() + &last
}

/// What was not applied and why, a line each, when fixes were asked for that promise at least as much as `least`.
pub fn remarks(settled: &Settled, least: Safety, language: Language) -> impl Iterator<Item = String> {
    let refused = settled.refused.iter().map(move |(offer, reason)| refusal(offer, reason, language));
    refused.chain(rest(settled, least, language))
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
fn rest(settled: &Settled, least: Safety, language: Language) -> impl Iterator<Item = String> {
    let count = |safety| settled.diagnostics().filter(|found| found.fix.as_ref().is_some_and(|fix| fix.safety == safety)).count();
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
