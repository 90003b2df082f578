//! Ways through the reduced tree.

use super::{Expression, ExpressionKind, Handler, PythonModule, Statement, StatementKind};

impl PythonModule {
    /// Every expression of the file, outer ones before those inside them.
    #[must_use]
    pub fn expressions(&self) -> Vec<&Expression> {
        let mut found = vec![];
        for statement in &self.body {
            statement.collect_expressions(&mut found);
        }
        found
    }
}

impl Statement {
    /// The blocks of statements directly inside it.
    #[must_use]
    pub fn blocks(&self) -> Vec<&[Statement]> {
        match &self.kind {
            StatementKind::Function { body, .. } | StatementKind::Class { body, .. } | StatementKind::Block { body, .. } => {
                vec![body]
            }
            StatementKind::If { body, otherwise, .. } => vec![body, otherwise],
            StatementKind::Try { body, handlers, otherwise, finally } => {
                let handlers = handlers.iter().map(|handler: &Handler| handler.body.as_slice());
                [body.as_slice()].into_iter().chain(handlers).chain([otherwise.as_slice(), finally.as_slice()]).collect()
            }
            _ => vec![],
        }
    }

    /// The expressions directly in it, without those of the statements inside it.
    #[must_use]
    pub fn own_expressions(&self) -> Vec<&Expression> {
        match &self.kind {
            StatementKind::Assign { targets, value } => targets.iter().chain([value]).collect(),
            StatementKind::Augment { target, value, .. } => vec![target, value],
            StatementKind::Annotate { target } => vec![target],
            StatementKind::Delete { targets } => targets.iter().collect(),
            StatementKind::Function { decorators, .. } => decorators.iter().collect(),
            StatementKind::Class { bases, .. } => bases.iter().collect(),
            StatementKind::If { test, .. } => vec![test],
            StatementKind::Try { handlers, .. } => handlers.iter().filter_map(|handler| handler.types.as_ref()).collect(),
            StatementKind::Block { head, .. } => head.iter().collect(),
            StatementKind::Return { value } | StatementKind::Raise { value } => value.iter().collect(),
            StatementKind::Expression(value) => vec![value],
            StatementKind::Import { .. } | StatementKind::ImportFrom { .. } | StatementKind::Other => vec![],
        }
    }

    fn collect_expressions<'t>(&'t self, found: &mut Vec<&'t Expression>) {
        for expression in self.own_expressions() {
            expression.collect(found);
        }
        for statement in self.blocks().into_iter().flatten() {
            statement.collect_expressions(found);
        }
    }
}

impl Expression {
    /// Itself and every expression inside it, outer ones first.
    #[must_use]
    pub fn all(&self) -> Vec<&Expression> {
        let mut found = vec![];
        self.collect(&mut found);
        found
    }

    /// The expressions directly inside it, one after the other.
    pub fn each_child<'t>(&'t self, look: &mut dyn FnMut(&'t Self)) {
        match &self.kind {
            ExpressionKind::FormatString(items)
            | ExpressionKind::List(items)
            | ExpressionKind::Tuple(items)
            | ExpressionKind::Logical(_, items)
            | ExpressionKind::Other(items) => items.iter().for_each(look),
            ExpressionKind::Dict(items) => items.iter().flat_map(|(key, value)| key.iter().chain([value])).for_each(look),
            ExpressionKind::Starred(value) | ExpressionKind::Attribute(value, _) | ExpressionKind::Not(value) => look(value),
            ExpressionKind::Subscript(left, right)
            | ExpressionKind::Binary(left, _, right)
            | ExpressionKind::Compare(left, _, right) => {
                look(left);
                look(right);
            }
            ExpressionKind::Call(call) => {
                look(&call.function);
                call.arguments.iter().for_each(&mut *look);
                call.keywords.iter().for_each(|(_, value)| look(value));
            }
            ExpressionKind::Conditional { test, then, otherwise } => {
                look(test);
                look(then);
                look(otherwise);
            }
            ExpressionKind::None
            | ExpressionKind::Bool(_)
            | ExpressionKind::Integer(_)
            | ExpressionKind::String(_)
            | ExpressionKind::Name(_) => {}
        }
    }

    fn collect<'t>(&'t self, found: &mut Vec<&'t Expression>) {
        found.push(self);
        self.each_child(&mut |child| child.collect(found));
    }
}
