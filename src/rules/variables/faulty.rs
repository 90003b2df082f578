//! Which rule speaks of what is wrong with a variable.

use crate::analysis::Facts;
use crate::analysis::variables::{FaultyVariable, VariableFault};
use crate::rules::Rule;

/// The code of the rule that speaks of a fault.
fn speaker(fault: &VariableFault<'_>) -> &'static str {
    match fault {
        VariableFault::Refused => "PSH704",
        VariableFault::OffForNo(..) => "PSH702",
        VariableFault::IndexUrl(_) => "PSH703",
        VariableFault::Misnamed(_) | VariableFault::Unknown => "PSH701",
    }
}

/// The variables of which a rule speaks, with what is wrong with each.
pub(super) fn faulty_variables<'f>(facts: &'f Facts<'_>, rule: &Rule) -> impl Iterator<Item = (&'f str, VariableFault<'f>)> {
    let all = FaultyVariable::all(facts.platform, facts.settings, &facts.static_files).into_iter();
    all.filter(|faulty| speaker(&faulty.fault) == rule.code).map(|faulty| (faulty.name, faulty.fault))
}
