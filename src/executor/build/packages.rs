//! The name under which the packages of a build lie in the cache.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::executor::options::Layout;
use crate::executor::python::Interpreter;
use crate::executor::variables::Caller;
use crate::plan::{Plan, Work};

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
        let mut sum = Sha256::new();
        let runs = self.plan.steps.iter().filter_map(|step| match &step.work {
            Work::Run(run) if crate::plan::StepId::installs(step.id) => Some(run),
            _ => None,
        });
        let runs: Vec<_> = runs.collect();
        for path in runs.last()?.reads.as_ref()? {
            let bytes = std::fs::read(self.app.join(path)).ok()?;
            sum.update(path);
            sum.update((bytes.len() as u64).to_le_bytes());
            sum.update(bytes);
        }
        let settings: Vec<_> = self.caller.installer_settings().collect();
        let Self { interpreter, layout, .. } = self;
        sum.update(format!("{interpreter:?} {layout:?} {settings:?} {runs:?}"));
        Some(PackageKey(format!("{:x}", sum.finalize())))
    }
}

impl AsRef<str> for PackageKey {
    fn as_ref(&self) -> &str {
        &self.0
    }
}
