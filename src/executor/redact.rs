//! Keeps secrets out of everything that is shown.

use std::collections::BTreeMap;

use crate::plan::Plan;
use crate::text::secrets;

/// Values shorter than this are no secrets, and masking each `1` would make a log unreadable.
const SHORTEST: usize = 5;

/// Masks what must not be shown.
#[derive(Debug, Default)]
pub(super) struct Redactor {
    /// Longest first, so that a secret that holds another one goes as a whole.
    values: Vec<String>,
}

impl Redactor {
    /// Knows the variables of a plan's commands, and those of a start. Output comes line by line, so a value of several lines
    /// is several secrets.
    pub(super) fn of(plan: &Plan, of_start: Option<&BTreeMap<String, String>>) -> Self {
        let variables = plan.steps.iter().flat_map(|step| step.work.env()).chain(of_start.into_iter().flatten());
        let hidden = variables.filter(|(name, value)| secrets::mask_variable(name, value) == secrets::MASK);
        let lines = hidden.flat_map(|(_, value)| value.lines()).map(str::trim).filter(|line| line.len() >= SHORTEST);
        let mut values: Vec<String> = lines.map(str::to_owned).collect();
        values.sort_by_key(|value| std::cmp::Reverse(value.len()));
        values.dedup();
        Self { values }
    }

    /// The text as it may be shown.
    pub(super) fn redact(&self, text: &str) -> String {
        let masked = secrets::mask(text);
        self.values.iter().fold(masked, |text, value| text.replace(value, secrets::MASK))
    }
}
