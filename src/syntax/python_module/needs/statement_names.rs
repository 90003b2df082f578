//! `print` and `exec`, which Python 2 takes for the first words of statements wherever they stand.

use std::collections::BTreeSet;

use ruff_python_ast::statement_visitor::{StatementVisitor, walk_stmt};
use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{Arguments, CmpOp, Expr, Operator, Stmt};
use ruff_text_size::{Ranged, TextSize};

use super::super::piece::Piece;
use super::found::Found;
use super::source::Source;

pub(super) fn find(source: &Source<'_>, suite: &[Stmt], found: &mut Found) {
    let mut statements = Statements::default();
    statements.visit_body(suite);
    for token in source.tokens.iter().filter(|token| token.kind() == TokenKind::Name) {
        let piece = match source.slice(token.range()) {
            "print" if !statements.print_is_a_function => Piece::PrintName,
            "exec" => Piece::ExecName,
            _ => continue,
        };
        if !statements.readable.contains(&token.start()) {
            found.add(piece, token.range());
        }
    }
}

/// The places where the word begins a statement that Python 2 reads, too.
#[derive(Default)]
struct Statements {
    readable: BTreeSet<TextSize>,
    print_is_a_function: bool,
}

impl<'a> StatementVisitor<'a> for Statements {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::Expr(statement) => {
                let (name, parents) = leftmost(&statement.value);
                let is_first = name.start() == statement.start();
                if is_first && is_read_by_python_2(name, &parents) {
                    self.readable.insert(name.start());
                }
            }
            Stmt::ImportFrom(import) if import.module.as_deref() == Some("__future__") => {
                self.print_is_a_function |= import.names.iter().any(|alias| alias.name.as_str() == "print_function");
                self.readable.extend(import.names.iter().map(Ranged::start));
            }
            other => walk_stmt(self, other),
        }
    }
}

/// The expression that begins first, and those that it is in, from the innermost to the outermost.
fn leftmost(value: &Expr) -> (&Expr, Vec<&Expr>) {
    let mut parents = vec![];
    let mut value = value;
    loop {
        let first = match value {
            Expr::Tuple(tuple) if !tuple.parenthesized => tuple.elts.first(),
            Expr::BinOp(binary) => Some(&*binary.left),
            Expr::Compare(compare) => Some(&*compare.left),
            Expr::BoolOp(logical) => logical.values.first(),
            Expr::If(conditional) => Some(&*conditional.body),
            Expr::Attribute(attribute) => Some(&*attribute.value),
            Expr::Subscript(subscript) => Some(&*subscript.value),
            Expr::Call(call) => Some(&*call.func),
            _ => None,
        };
        let Some(first) = first else { break };
        parents.insert(0, value);
        value = first;
    }
    (value, parents)
}

fn is_read_by_python_2(name: &Expr, parents: &[&Expr]) -> bool {
    match name {
        Expr::Name(name) if name.id == "print" => match parents.first() {
            None => true,
            Some(Expr::Call(call)) => is_list(&call.arguments),
            Some(Expr::BinOp(binary)) => matches!(binary.op, Operator::Add | Operator::Sub | Operator::RShift),
            Some(Expr::Subscript(subscript)) => !matches!(*subscript.slice, Expr::Slice(_) | Expr::Tuple(_)),
            Some(_) => false,
        },
        Expr::Name(name) if name.id == "exec" => match parents.split_first() {
            Some((Expr::Call(call), outer)) => is_list(&call.arguments) && outer.iter().all(|outer| is_operand(outer)),
            _ => false,
        },
        _ => false,
    }
}

/// Whether arguments are an expression in parentheses as well.
fn is_list(arguments: &Arguments) -> bool {
    arguments.keywords.is_empty() && !arguments.args.iter().any(|argument| matches!(argument, Expr::Starred(_)))
}

/// `exec` takes an expression without comparisons, and then `in`.
fn is_operand(value: &Expr) -> bool {
    match value {
        Expr::Compare(compare) => *compare.ops == [CmpOp::In],
        Expr::BinOp(_) | Expr::Attribute(_) | Expr::Subscript(_) | Expr::Call(_) => true,
        _ => false,
    }
}
