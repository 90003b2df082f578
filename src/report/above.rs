//! A report as it is read from a folder above the one that was judged.

use super::{Output, Report};
use crate::diagnostic::{Diagnostic, Fix};
use crate::project::path::join;
use crate::text::shell;

impl Output {
    /// The same, with the paths of files counted from a folder above; `folder` is the way down from there.
    #[must_use]
    pub fn from_above(self, folder: &str) -> Self {
        Self { reports: self.reports.into_iter().map(|report| report.from_above(folder)).collect(), ..self }
    }
}

impl Report {
    /// The report on the folder of a project that its platform is set to build, as read from the top of the project.
    #[must_use]
    pub fn of_root(mut self, root: &str) -> Self {
        for unchecked in &mut self.not_checked {
            unchecked.command = format!("{} --root {}", unchecked.command, shell::quoted(root));
        }
        self.from_above(root)
    }

    /// As [`Output::from_above`]. Sentences stay as they are, and so do the facts: they name files as the platform does.
    #[must_use]
    pub fn from_above(mut self, folder: &str) -> Self {
        self.root = Some(join(folder, self.root.as_deref().unwrap_or_default()));
        self.diagnostics.iter_mut().for_each(|diagnostic| lift(diagnostic, folder));
        self
    }
}

fn lift(diagnostic: &mut Diagnostic, folder: &str) {
    let related = diagnostic.related.iter_mut().map(|related| &mut related.file);
    let fixed = diagnostic.fix.iter_mut().flat_map(paths);
    for path in diagnostic.file.iter_mut().chain(related).chain(fixed) {
        *path = join(folder, path);
    }
}

fn paths(fix: &mut Fix) -> impl Iterator<Item = &mut String> {
    let renames = fix.renames.iter_mut().flat_map(|rename| [&mut rename.from, &mut rename.to]);
    let edits = fix.edits.iter_mut().map(|edit| &mut edit.file);
    let creates = fix.creates.iter_mut().map(|create| &mut create.file);
    edits.chain(renames).chain(creates).chain(&mut fix.deletes)
}
