//! The buttons of a problem's fix, on its card and beside its place in the text.

use serde::Serialize;

use crate::diagnostic::Safety;
use crate::language::Language;
use crate::report::Report;
use crate::web::ids::Id;
use crate::web::words;

/// A button that applies fixes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Button {
    /// The name by which tests find it.
    #[serde(skip)]
    pub(crate) id: Id,
    /// What stands on it.
    pub(crate) label: String,
    /// Whether it is the one to press.
    #[serde(rename = "isPrimary")]
    pub(crate) is_primary: bool,
    /// The problems that it mends.
    pub(crate) problems: Vec<usize>,
}

/// The buttons for one problem; none where its fix is to be done by hand.
pub(crate) fn buttons(report: &Report, index: usize, language: Language) -> Vec<Button> {
    let alike = alike(report, index);
    let Some((code, safety)) = key(report, index) else { return vec![] };
    let is_safe = safety == Safety::Safe;
    let words = if is_safe { words::APPLY } else { words::APPLY_UNSAFE };
    let label = words.get(language).to_owned();
    let one = Button { id: Id::Apply, label, is_primary: is_safe, problems: vec![index] };
    let all = (alike.len() > 1).then(|| {
        let label = words::fix_all_of(code, alike.len(), language);
        Button { id: Id::ApplyAllOf, label, is_primary: false, problems: alike }
    });
    [one].into_iter().chain(all).collect()
}

/// The problems with the same code whose fixes promise the same.
fn alike(report: &Report, index: usize) -> Vec<usize> {
    (0..report.diagnostics.len())
        .filter(|&other| key(report, other).is_some() && key(report, other) == key(report, index))
        .collect()
}

fn key(report: &Report, index: usize) -> Option<(&'static str, Safety)> {
    let problem = report.diagnostics.get(index)?;
    Some((problem.code, problem.fix.as_ref()?.safety)).filter(|(_, safety)| *safety != Safety::Display)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::model::workspace::tests::workspace;

    #[test]
    fn fixes_alike_are_offered_together() {
        let workspace = workspace(&[("Procfile", "web:python app.py\nworker:python app.py\n"), ("app.py", "")]);
        let report = workspace.report("rainbond").expect("a report");
        let found = report.diagnostics.iter().position(|problem| problem.code == "PSH203").expect("a missing space");
        let labels = |language| buttons(&report, found, language).into_iter().map(|button| button.label).collect::<Vec<_>>();
        assert_eq!(labels(Language::En), ["Apply", "Apply all 2 of PSH203"]);
        assert_eq!(labels(Language::Zh), ["应用", "应用全部 2 处 PSH203"]);
    }
}
