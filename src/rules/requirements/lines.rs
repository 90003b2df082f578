//! What the rules about lines of requirements files share: which of them speaks of a fault, and edits of lines.

use crate::analysis::Facts;
use crate::analysis::requirements::Followed;
use crate::analysis::requirements::fault::RequirementFault;
use crate::analysis::requirements::listed::Listed;
use crate::diagnostic::FixBuilder;
use crate::rules::{Finding, Message, Place, Rule};
use crate::syntax::requirements::Line;

const BOM: char = '\u{feff}';

/// The code of the rule that speaks of a fault.
fn speaker(fault: &RequirementFault) -> &'static str {
    match fault {
        RequirementFault::Secret(_) => "PSH513",
        RequirementFault::Unreadable(_) => "PSH501",
        RequirementFault::LocalPath(_) => "PSH504",
        RequirementFault::Repository(_) => "PSH515",
        RequirementFault::BrokenFreezeLine => "PSH506",
        RequirementFault::StandardLibrary(_) => "PSH508",
        RequirementFault::ImportName(..) => "PSH507",
        RequirementFault::PlatformOnly(..) => "PSH505",
        RequirementFault::RefusedMetadata(_) => "PSH521",
        RequirementFault::SourceOnly(_) => "PSH516",
        RequirementFault::Abandoned { .. } => "PSH517",
        RequirementFault::Unpinned => "PSH510",
    }
}

/// The lines of which a rule speaks, with what is wrong with each.
pub(super) fn faulty_lines<'f>(
    facts: &'f Facts<'_>,
    rule: &Rule,
) -> impl Iterator<Item = (&'f Followed, &'f Line, &'f RequirementFault)> {
    let own = facts.faulty_lines.iter().filter(|faulty| speaker(&faulty.fault) == rule.code);
    own.filter_map(|faulty| {
        let file = facts.requirements.files.get(faulty.file)?;
        Some((file, file.file.lines.get(faulty.line)?, &faulty.fault))
    })
}

/// The requirements by name of which a rule speaks, with what is wrong with each.
pub(super) fn faulty_requirements<'f>(
    facts: &'f Facts<'_>,
    rule: &Rule,
) -> impl Iterator<Item = (Listed<'f>, &'f RequirementFault)> {
    let python = facts.python.resolved;
    faulty_lines(facts, rule).filter_map(move |(file, line, fault)| Some((Listed::of(file, line, python)?, fault)))
}

/// Where a line stands.
pub(super) fn place(file: &Followed, line: &Line) -> Place {
    Place::range(&file.path, line.content.clone())
}

/// A finding at a requirement that depends on what its marker depends on.
pub(super) fn finding<M: Message>(listed: &Listed<'_>, message: M) -> Finding<M> {
    let finding = Finding::new(place(listed.file, listed.line), message);
    if listed.is_certain { finding } else { finding.likely() }
}

/// What pip prints when no index has such a package, or such a version of it.
pub(super) fn says_no_distribution(facts: &Facts<'_>, listed: &Listed<'_>) -> String {
    facts.pip_reads().pip().no_distribution(&listed.origin(facts.project, &listed.printed()))
}

/// Whether edits can be made in a file: they are written as UTF-8.
pub(super) fn is_editable(facts: &Facts<'_>, path: &str) -> bool {
    facts.project.text(path).is_some_and(|text| text.encoding.is_utf8())
}

/// A fix with the deletion of a line and its end, if the file can be edited; a byte order mark before it stays.
pub(super) fn deleted(facts: &Facts<'_>, fix: FixBuilder, file: &Followed, line: &Line) -> Option<FixBuilder> {
    let text = facts.project.text(&file.path).filter(|text| text.encoding.is_utf8())?;
    let mark = if line.range.start == 0 && text.as_str().starts_with(BOM) { BOM.len_utf8() } else { 0 };
    Some(fix.edit(&file.path, line.range.start + mark..line.range.end, ""))
}

/// Another requirement in the place of one; its options and its marker stay.
pub(super) fn replaced(facts: &Facts<'_>, file: &Followed, line: &Line, text: &str) -> Option<FixBuilder> {
    let target = line.requirement.as_ref().filter(|_| is_editable(facts, &file.path))?;
    Some(FixBuilder::unsafe_().edit(&file.path, target.range.clone(), text))
}

/// Another release in the place of the one that is pinned. Hashes belong to one release, and only its author can tell those of
/// another.
pub(super) fn repinned(facts: &Facts<'_>, fix: FixBuilder, listed: &Listed<'_>, release: &str) -> Option<FixBuilder> {
    let can_edit = is_editable(facts, &listed.file.path) && listed.line.options.is_empty();
    can_edit.then(|| fix.edit(&listed.file.path, listed.named.specifiers_range.clone(), format!("=={release}")))
}
