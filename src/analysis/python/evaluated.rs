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
pub(super) fn each_occurrence<'m>(body: &'m [Statement], look: &mut dyn FnMut(Occurrence<'m>)) {
    block(body, true, look);
}

fn block<'m>(body: &'m [Statement], is_sure: bool, look: &mut dyn FnMut(Occurrence<'m>)) {
    for statement in body {
        match &statement.kind {
            StatementKind::Try { handlers, .. } if !handlers.is_empty() => continue,
            StatementKind::If { test, .. } if is_main(test) => continue,
            StatementKind::Assign { value, .. } => expression(value, Role::Statement, is_sure, look),
            StatementKind::Delete { .. } => {}
            _ => each(statement.own_expressions(), Role::Statement, is_sure, look),
        }
        match &statement.kind {
            StatementKind::Function { signature, .. } => each(signature, Role::Signature, is_sure, look),
            StatementKind::Class { fields, .. } => each(fields, Role::Fields, is_sure, look),
            StatementKind::Raise { .. } => return,
            _ => {}
        }
        let runs_at_once = matches!(statement.kind, StatementKind::Class { .. } | StatementKind::Try { .. });
        statement.blocks().into_iter().for_each(|inner| block(inner, is_sure && runs_at_once, look));
    }
}

fn each<'m>(parts: impl IntoIterator<Item = &'m Expression>, role: Role, is_sure: bool, look: &mut dyn FnMut(Occurrence<'m>)) {
    parts.into_iter().for_each(|part| expression(part, role, is_sure, look));
}

fn expression<'m>(expression: &'m Expression, role: Role, is_sure: bool, look: &mut dyn FnMut(Occurrence<'m>)) {
    look(Occurrence { expression, role, is_sure });
    let mut surely = match &expression.kind {
        // A lambda, or a comprehension over nothing, asks for none of what is in it.
        ExpressionKind::Other(_) => 0,
        ExpressionKind::Logical(..) | ExpressionKind::Conditional { .. } => 1,
        _ => usize::MAX,
    };
    expression.each_child(&mut |child| {
        self::expression(child, role, is_sure && surely > 0, look);
        surely = surely.saturating_sub(1);
    });
}
