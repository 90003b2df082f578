//! The one thing that is said of a target.

use crate::analysis::Facts;
use crate::analysis::commands::launch::Launch;
use crate::analysis::commands::start_command::StartCommand;
use crate::analysis::commands::started::launches;

use super::malformed::{MalformedTarget, malformed};
use super::missing_module::{MissingModule, missing_module};
use super::missing_script::{MissingScript, missing_script};
use super::object::{MissingObject, WrongInterface, missing_object, wrong_interface};

/// What is wrong with a target; the first that fits is said, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TargetFault {
    /// It is not written as the program takes it.
    Malformed(MalformedTarget),
    /// Its module is not in the project.
    MissingModule(MissingModule),
    /// The module does not have the object.
    MissingObject(MissingObject),
    /// The program calls the object in a way that it does not understand.
    WrongInterface(WrongInterface),
    /// The script is not in the project.
    MissingScript(MissingScript),
}

/// A program that is pointed at something wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultyTarget<'f> {
    /// The command.
    pub start: &'f StartCommand,
    /// The program.
    pub launch: Launch,
    /// What is wrong.
    pub fault: TargetFault,
}

/// What is wrong with each of the launches.
struct Faults(Vec<Option<TargetFault>>);

/// All that the processes point at something wrong, where the user wrote the command.
#[must_use]
pub fn faulty_targets<'f>(facts: &'f Facts<'_>) -> Vec<FaultyTarget<'f>> {
    let launches = launches(facts);
    let faults = facts.once(0, || Faults(launches.iter().map(|(start, launch)| fault(facts, start, launch)).collect()));
    let found = launches.into_iter().zip(&faults.0);
    found.filter_map(|((start, launch), fault)| Some(FaultyTarget { start, launch, fault: fault.clone()? })).collect()
}

fn fault(facts: &Facts<'_>, start: &StartCommand, launch: &Launch) -> Option<TargetFault> {
    let malformed = malformed(facts, launch).map(TargetFault::Malformed);
    malformed
        .or_else(|| missing_module(facts, launch).map(TargetFault::MissingModule))
        .or_else(|| missing_object(facts, launch).map(TargetFault::MissingObject))
        .or_else(|| wrong_interface(facts, launch).map(TargetFault::WrongInterface))
        .or_else(|| missing_script(facts, start, launch).map(TargetFault::MissingScript))
}
