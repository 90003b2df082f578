//! What a module works out when it is imported, and what it may work out later.

use crate::syntax::python_module::{Expression, ExpressionKind, Statement, StatementKind};

use super::names::is_main;

/// An expression of a module.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occurrence<'m> {
    /// The expression.
    pub(super) expression: &'m Expression,
    /// What it stands in.
    pub(super) role: Role,
    /// Whether it is surely worked out whenever the module is imported.
    pub(super) is_sure: bool,
}

/// What an expression stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A statement.
    Statement,
    /// The parameters of a function that has decorators.
    Signature,
    /// The annotations of a class that has bases.
    Fields,
}

/// The expressions of a module, outer ones first, without those that a `try` guards, and without what runs only where the
/// module is the program.
#[must_use]
pub(super) fn occurrences(body: &[Statement]) -> Vec<Occurrence<'_>> {
    let mut found = vec![];
    block(body, true, &mut found);
    found
}

fn block<'m>(body: &'m [Statement], is_sure: bool, found: &mut Vec<Occurrence<'m>>) {
    for statement in body {
        let mut each = |parts: &[&'m Expression], role| {
            for part in parts {
                collect(part, role, is_sure, found);
            }
        };
        match &statement.kind {
            StatementKind::Try { handlers, .. } if !handlers.is_empty() => continue,
            StatementKind::If { test, .. } if is_main(test) => continue,
            StatementKind::Assign { value, .. } => each(&[value], Role::Statement),
            StatementKind::Delete { .. } => {}
            _ => each(&statement.own_expressions(), Role::Statement),
        }
        match &statement.kind {
            StatementKind::Function { signature, .. } => each(&signature.iter().collect::<Vec<_>>(), Role::Signature),
            StatementKind::Class { fields, .. } => each(&fields.iter().collect::<Vec<_>>(), Role::Fields),
            StatementKind::Raise { .. } => return,
            _ => {}
        }
        let runs_at_once = matches!(statement.kind, StatementKind::Class { .. } | StatementKind::Try { .. });
        statement.blocks().into_iter().for_each(|inner| block(inner, is_sure && runs_at_once, found));
    }
}

fn collect<'m>(expression: &'m Expression, role: Role, is_sure: bool, found: &mut Vec<Occurrence<'m>>) {
    found.push(Occurrence { expression, role, is_sure });
    let surely = match &expression.kind {
        // A lambda, or a comprehension over nothing, asks for none of what is in it.
        ExpressionKind::Other(_) => 0,
        ExpressionKind::Logical(..) | ExpressionKind::Conditional { .. } => 1,
        _ => usize::MAX,
    };
    for (number, child) in expression.children().into_iter().enumerate() {
        collect(child, role, is_sure && number < surely, found);
    }
}
