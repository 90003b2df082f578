//! The files of the project that its processes need to start.

use std::collections::BTreeSet;

use crate::analysis::Facts;
use crate::analysis::python::modules::Located;
use crate::order;

use super::launch::Launch;
use super::server_setting;
use super::started::{launches, modules};

/// The files of the project that the processes are pointed at, or that settings of servers name.
#[must_use]
pub fn loaded_files(facts: &Facts<'_>) -> BTreeSet<String> {
    let loaded = |launch: &Launch| match launch.script() {
        Some(script) => Some(script),
        None => match modules(facts, launch).locate(launch.object_name().module) {
            Located::File(file) => Some(file),
            _ => None,
        },
    };
    let files = launches(facts).into_iter().filter_map(|(_, launch)| loaded(&launch)).chain(server_setting::files(facts));
    order::set(files.filter(|file| facts.project.has(file)))
}
