//! The name under which the packages of a build lie in the cache.

use std::path::Path;

use crate::executor::key::Key;
use crate::executor::options::Layout;
use crate::executor::python::Interpreter;
use crate::executor::variables::Caller;
use crate::plan::{Plan, Run};

/// A name for packages: the same for the same interpreter, commands, requirement texts and settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PackageKey(String);

/// All that decides about the packages.
pub(super) struct Deciding<'a> {
    pub(super) plan: &'a Plan,
    pub(super) app: &'a Path,
    pub(super) interpreter: &'a Interpreter,
    pub(super) layout: Layout,
    pub(super) caller: &'a Caller,
}

impl Deciding<'_> {
    /// The name; none where the requirements name more than the package index holds, which may change without a word.
    pub(super) fn key(&self) -> Option<PackageKey> {
        let Self { plan, app, interpreter, layout, caller } = self;
        let runs: Vec<&Run> = plan.steps.iter().filter(|step| step.id.installs()).filter_map(|step| step.work.run()).collect();
        let mut key = Key::of("packages");
        for path in runs.last()?.reads.as_ref()? {
            key.add("file", path);
            key.add("content", std::fs::read(app.join(path)).ok()?);
        }
        key.add_interpreter(interpreter);
        key.add_layout(*layout);
        key.add_variables("settings", caller.installer_settings());
        for run in runs {
            key.add_run(run);
        }
        Some(PackageKey(key.finish()))
    }
}

impl AsRef<str> for PackageKey {
    fn as_ref(&self) -> &str {
        &self.0
    }
}
