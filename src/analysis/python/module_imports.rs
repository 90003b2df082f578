//! The imports that a module carries out whenever it is imported, and that end it if they fail.

use std::ops::Range;

use crate::syntax::python_module::{ImportedName, PythonModule, Statement, StatementKind};

/// An import at the top level of a module that nothing guards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleImport<'m> {
    /// The module as written, without dots in front; empty for `from . import x`.
    pub module: &'m str,
    /// How many dots stand in front.
    pub level: u32,
    /// The names behind `from … import`; none for `import …`.
    pub names: &'m [ImportedName],
    /// Where the statement stands.
    pub range: Range<usize>,
}

/// The imports of a module that are surely carried out: not in a function, behind a condition, or in a `try` that may
/// catch what goes wrong.
#[must_use]
pub fn unguarded(module: &PythonModule) -> Vec<ModuleImport<'_>> {
    let mut found = vec![];
    collect(&module.body, &mut found);
    found
}

fn collect<'m>(body: &'m [Statement], found: &mut Vec<ModuleImport<'m>>) {
    for statement in body {
        let range = statement.range.clone();
        match &statement.kind {
            StatementKind::Import { module, .. } => found.push(ModuleImport { module, level: 0, names: &[], range }),
            StatementKind::ImportFrom { module, level, names } => {
                found.push(ModuleImport { module, level: *level, names, range });
            }
            StatementKind::Class { body, .. } => collect(body, found),
            StatementKind::Try { body, handlers, .. } if handlers.is_empty() => collect(body, found),
            _ => {}
        }
    }
}
