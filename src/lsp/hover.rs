//! What an editor shows when the pointer rests on a problem: what it is about, and the page of its rule.

use gen_lsp_types::{Hover, MarkupContent, MarkupKind, Position};

use super::checked::{Checked, Problem, severity_word};
use super::snapshot::Snapshot;
use crate::diagnostic::{Diagnostic, Fix, Safety};
use crate::language::{Language, say};
use crate::rules::registry::RULES;

/// What is said at a position; none if nothing is.
pub(super) fn at(address: &str, position: Position, checked: &Checked, snapshot: &Snapshot) -> Option<Hover> {
    let is_here = |problem: &&Problem| {
        let range = problem.shown.range;
        problem.address == address && range.start <= position && position <= range.end
    };
    let here: Vec<&Problem> = checked.problems.iter().filter(is_here).collect();
    let found: Vec<&Diagnostic> = here.iter().filter_map(|problem| problem.found.as_ref()).collect();
    let texts = found.iter().map(|found| problem(found, snapshot.language));
    let pages = RULES.iter().filter(|rule| found.iter().any(|found| found.code == rule.code));
    let pages = pages.map(|rule| rule.page.get(snapshot.language).trim_end().to_owned());
    let value = texts.chain(pages).collect::<Vec<_>>().join("\n\n---\n\n");
    let kind = if snapshot.client.shows_markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    let range = here.iter().map(|problem| problem.shown.range).max_by_key(|range| range.start)?;
    (!value.is_empty()).then(|| Hover { contents: MarkupContent { kind, value }.into(), range: Some(range) })
}

fn problem(found: &Diagnostic, language: Language) -> String {
    let Diagnostic { code, message, detail, .. } = found;
    let head = format!("**{} {code}**: {message}", severity_word(found.severity, language));
    let says = found.platform_says.as_ref().map(|says| {
        let heading = language.pick("The platform prints:", "平台输出：");
        format!("{heading}\n```text\n{}\n```", says.trim_end())
    });
    let fix = found.fix.as_ref().map(|Fix { title, safety, .. }| match safety {
        Safety::Safe => say!(language, "Fix: {title}.", "修复：{title}。"),
        Safety::Unsafe => say!(language, "Fix, to be looked at: {title}.", "修复（需要核对）：{title}。"),
        Safety::Display => say!(language, "Fix, by hand: {title}.", "修复（手动）：{title}。"),
    });
    [Some(head), Some(detail.clone()), says, fix].into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}
