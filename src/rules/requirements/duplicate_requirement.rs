//! PSH509: the same package twice.

use crate::rules::prelude::*;
use std::collections::BTreeMap;

use crate::platform::Series;
use crate::text::conflicts::conflicts;

use super::listed::{Listed, listed};
use super::{mended, pip, pip_words};

rule! {
    code: "PSH509",
    name: "duplicate-requirement",
    severity: Error,
    stage: Build,
    fix: Unsafe,
    en: "The same package is required twice",
    zh: "同一个包写了两次",
}

/// The first pip that takes all lines about a package together.
const RESOLVES: Series = Series { major: 20, minor: 3 };

/// What pip makes of the two lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It stops at two different lines about one package.
    Refused,
    /// No version fits both lines.
    Contradicts,
    /// Both say the same.
    Same,
}

struct DuplicateRequirement<'a> {
    first: &'a str,
    second: &'a str,
    name: &'a str,
    pip: Series,
    outcome: Outcome,
    /// Which of the two the fix deletes.
    deleted: Option<&'a str>,
    /// How many further lines only say the same again.
    further: usize,
}

impl Message for DuplicateRequirement<'_> {
    fn message(&self, language: Language) -> String {
        let Self { first, second, name, further, .. } = self;
        match self.outcome {
            Outcome::Same if *further > 0 => say!(
                language,
                "{} lines repeat earlier ones; the first is `{name}`",
                "有 {} 行重复了前面的内容，第一处是 `{name}`",
                further + 1
            ),
            Outcome::Same => say!(language, "`{name}` is required twice in the same way", "`{name}` 以相同的方式写了两次"),
            _ => say!(
                language,
                "`{name}` is required as `{first}` and as `{second}`",
                "`{name}` 同时写成了 `{first}` 和 `{second}`"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let Self { pip, .. } = self;
        match self.outcome {
            Outcome::Refused => say!(
                language,
                "The platform's pip {pip} stops at the second line about a package if its versions are written differently, even where both could be met. Nothing is installed. Keep one of the two lines.",
                "平台使用的 pip {pip} 遇到同一个包的第二行时，只要版本写法不同就会停止，即使两者可以同时满足。不会安装任何包。请只保留其中一行。"
            ),
            Outcome::Contradicts => say!(
                language,
                "pip puts all lines about a package together, and no version fits both: it stops, and nothing is installed. Keep one of the two lines.",
                "pip 会综合同一个包的所有行，而没有任何版本能同时满足两者：pip 会停止，不会安装任何包。请只保留其中一行。"
            ),
            Outcome::Same => say!(
                language,
                "pip takes both lines as one, so nothing breaks. The day one of them is changed and the other is not, the build stops. Delete what repeats.",
                "pip 会把两行当作一行，因此目前不会出错。但如果以后只修改其中一行，构建就会停止。请删除重复的行。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let deleted = self.deleted.unwrap_or_default();
        match language {
            En if self.further > 0 => format!("Delete the {} lines", self.further + 1),
            Zh if self.further > 0 => format!("删除这 {} 行", self.further + 1),
            En => format!("Delete the line `{deleted}`"),
            Zh => format!("删除 `{deleted}` 这一行"),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let mut firsts: BTreeMap<&str, Listed<'_>> = BTreeMap::new();
    let mut same = vec![];
    let in_conflict = files_in_conflict(facts);
    let counts = |listed: &Listed<'_>| listed.named.url.is_none() && !in_conflict.contains(&listed.file.path.as_str());
    for second in listed(facts).filter(counts) {
        let Some(first) = firsts.get(second.named.normalized.as_str()) else {
            firsts.insert(&second.named.normalized, second);
            continue;
        };
        match outcome(pip(facts), first, &second) {
            Some(Outcome::Same) => same.push((*first, second)),
            Some(outcome) => report(facts, findings, first, &second, outcome, &[]),
            None => {}
        }
    }
    // Whole lists are pasted twice: one finding for all that does no harm.
    if let Some(((first, second), further)) = same.split_first() {
        report(facts, findings, first, second, Outcome::Same, further);
    }
}

/// In a merge conflict both sides stand in the file; another rule speaks of that.
fn files_in_conflict<'f>(facts: &'f Facts<'_>) -> Vec<&'f str> {
    let paths = facts.requirements.files.iter().map(|file| file.path.as_str());
    paths.filter(|path| facts.project.text(path).is_some_and(|text| !conflicts(text.as_str()).is_empty())).collect()
}

fn outcome(pip: Series, first: &Listed<'_>, second: &Listed<'_>) -> Option<Outcome> {
    let (mut one, mut other) = (first.versions(), second.versions());
    one.sort_unstable();
    other.sort_unstable();
    let same_extras = first.named.extras == second.named.extras;
    if one == other || first.specifiers().zip(second.specifiers()).is_some_and(|(one, other)| one == other) {
        return (same_extras && first.file.path == second.file.path).then_some(Outcome::Same);
    }
    if pip < RESOLVES {
        return same_extras.then_some(Outcome::Refused);
    }
    (excludes(first, second) || excludes(second, first)).then_some(Outcome::Contradicts)
}

/// Whether the only version that one line allows is none that the other allows.
fn excludes(pinned: &Listed<'_>, other: &Listed<'_>) -> bool {
    pinned.pin().zip(other.specifiers()).is_some_and(|(version, allowed)| !allowed.contains(&version))
}

fn report<'f>(
    facts: &Facts<'_>,
    findings: &mut Findings<'_, '_>,
    first: &Listed<'f>,
    second: &Listed<'f>,
    outcome: Outcome,
    further: &[(Listed<'f>, Listed<'f>)],
) {
    let deleted = weaker(first, second);
    let fix = match outcome {
        Outcome::Same => {
            let mut lines = std::iter::once(second).chain(further.iter().map(|(_, second)| second));
            lines.try_fold(FixBuilder::safe(), |fix, line| line.deleted(facts, fix))
        }
        Outcome::Refused | Outcome::Contradicts => deleted.deleted(facts, FixBuilder::unsafe_()),
    };
    let gone = if outcome == Outcome::Same { second } else { deleted };
    let message = DuplicateRequirement {
        first: first.text(),
        second: second.text(),
        name: &second.named.name,
        pip: pip(facts),
        outcome,
        deleted: Some(gone.text()),
        further: further.len(),
    };
    let related = match findings.language {
        En => "the first of the two lines",
        Zh => "两行中的第一行",
    };
    let mut finding = second.finding(message).related(first.place(), related);
    if outcome == Outcome::Same {
        finding = finding.severity(Severity::Info);
    }
    if !first.is_certain {
        finding = finding.likely();
    }
    if let Some(says) = says(facts, first, second, outcome) {
        finding = finding.says(says);
    }
    findings.add(mended(finding, fix));
}

/// The line to give up: the one without a version, then the one with the lower version, then the first.
fn weaker<'l, 'f>(first: &'l Listed<'f>, second: &'l Listed<'f>) -> &'l Listed<'f> {
    match (first.pin(), second.pin()) {
        (Some(_), None) => second,
        (Some(one), Some(other)) if one > other => second,
        _ => first,
    }
}

fn says(facts: &Facts<'_>, first: &Listed<'_>, second: &Listed<'_>, outcome: Outcome) -> Option<String> {
    let has_marker = first.named.marker.is_some() || second.named.marker.is_some();
    let origin = |listed: &Listed<'_>| (listed.printed(), listed.file.printed.clone(), listed.number(facts));
    match outcome {
        Outcome::Same => None,
        // Which of two files is read first depends on where one includes the other.
        Outcome::Refused if has_marker || first.file.path != second.file.path => None,
        Outcome::Refused => Some(pip_words::double_requirement(pip(facts), &origin(first), &origin(second), &second.named.name)),
        Outcome::Contradicts => Some(pip_words::conflicting(&first.printed(), &second.printed())),
    }
}
