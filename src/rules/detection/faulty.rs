//! What the rules about recognition share: which of them speaks of a fault, and what the platform prints.

use crate::analysis::Facts;
use crate::analysis::recognition::{RecognitionFault, other_language};
use crate::rules::{Finding, Message, Rule};

/// The code of the rule that speaks of a fault.
fn speaker(fault: &RecognitionFault<'_>) -> &'static str {
    match fault {
        RecognitionFault::MissingLock(_) => "PSH111",
        RecognitionFault::SeveralManagers(_) => "PSH108",
        RecognitionFault::Misspelled(_) => "PSH102",
        RecognitionFault::InSubfolder { .. } => "PSH103",
        RecognitionFault::UnsupportedManager(_) => "PSH109",
        RecognitionFault::NoMarker(_) => "PSH101",
    }
}

/// What a rule has to say of the recognition.
pub(super) fn recognition_faults<'f>(facts: &Facts<'f>, rule: &Rule) -> impl Iterator<Item = RecognitionFault<'f>> {
    let all = RecognitionFault::all(facts.project, facts.platform, &facts.detection).into_iter();
    all.filter(|fault| speaker(fault) == rule.code)
}

/// Adds what the platform prints to a project that it does not take for Python; nothing where it takes it for another
/// language, or where its Python build is never tried.
pub(super) fn with_words<M: Message>(facts: &Facts<'_>, finding: Finding<M>) -> Finding<M> {
    let refused = &facts.platform.detection.refused_markers.value;
    let is_tried = refused.is_empty() || refused.iter().any(|name| facts.project.has(name));
    let special = facts.platform.says.get("PSH101:unrecognised").filter(|_| facts.detection.builder.is_none());
    match special.or_else(|| facts.platform.says.get("PSH101")) {
        Some(says) if is_tried && other_language(facts.project).is_none() => finding.says(says.value.as_str()),
        _ => finding.says_nothing(),
    }
}
