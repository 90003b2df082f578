//! Types that a file computes whenever it is loaded, and that an older Python does not compute.

use std::collections::BTreeSet;

use ruff_python_ast as ast;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, ExprContext, Operator, Stmt};

use super::super::piece::Piece;
use super::found::Found;

/// Types of Python itself that take others in square brackets.
const GENERIC: &[&str] = &["dict", "frozenset", "list", "set", "tuple", "type"];
/// Other types of Python itself.
const PLAIN: &[&str] = &["bool", "bytes", "complex", "float", "int", "object", "str"];

pub(super) fn find(suite: &[Stmt], found: &mut Found) {
    let is_future = |import: &ast::StmtImportFrom| {
        import.module.as_deref() == Some("__future__") && import.names.iter().any(|name| name.name.as_str() == "annotations")
    };
    let mut bound = Bound::default();
    bound.visit_body(suite);
    let is_late = suite.iter().any(|statement| matches!(statement, Stmt::ImportFrom(import) if is_future(import)));
    Evaluated { found, bound: &bound.0, is_late }.statements(suite);
}

/// The names that a file binds anywhere.
#[derive(Default)]
struct Bound<'a>(BTreeSet<&'a str>);

impl<'a> Visitor<'a> for Bound<'a> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(function) => drop(self.0.insert(function.name.as_str())),
            Stmt::ClassDef(class) => drop(self.0.insert(class.name.as_str())),
            _ => {}
        }
        visitor::walk_stmt(self, statement);
    }

    fn visit_alias(&mut self, alias: &'a ast::Alias) {
        self.0.insert(alias.asname.as_ref().unwrap_or(&alias.name).as_str());
    }

    fn visit_expr(&mut self, value: &'a Expr) {
        if let Expr::Name(name) = value
            && name.ctx == ExprContext::Store
        {
            self.0.insert(name.id.as_str());
        }
        visitor::walk_expr(self, value);
    }
}

/// Goes through what is surely computed.
struct Evaluated<'e> {
    found: &'e mut Found,
    bound: &'e BTreeSet<&'e str>,
    /// Whether annotations are not computed.
    is_late: bool,
}

impl Evaluated<'_> {
    /// What stands behind conditions, in a `try` or in a function is left out.
    fn statements(&mut self, body: &[Stmt]) {
        for statement in body {
            match statement {
                Stmt::FunctionDef(function) => {
                    let given = function.parameters.iter().filter_map(ast::AnyParameterRef::annotation);
                    for annotation in given.chain(function.returns.as_deref()) {
                        self.annotation(annotation);
                    }
                }
                Stmt::ClassDef(class) => {
                    let bases = class.arguments.as_deref().map_or(&[][..], |arguments| &arguments.args);
                    for base in bases {
                        self.value(base, false);
                    }
                    self.statements(&class.body);
                }
                Stmt::AnnAssign(assign) => {
                    self.annotation(&assign.annotation);
                    if let Some(value) = &assign.value {
                        self.value(value, false);
                    }
                }
                Stmt::Assign(assign) => self.value(&assign.value, false),
                _ => {}
            }
        }
    }

    fn annotation(&mut self, annotation: &Expr) {
        if !self.is_late {
            self.value(annotation, true);
        }
    }

    fn value(&mut self, value: &Expr, is_annotation: bool) {
        match value {
            Expr::Subscript(subscript) => {
                if self.is_builtin(&subscript.value, GENERIC) {
                    self.found.add(Piece::BuiltinGeneric, subscript.range);
                }
                self.value(&subscript.value, is_annotation);
                self.value(&subscript.slice, is_annotation);
            }
            Expr::BinOp(union) if union.op == Operator::BitOr => {
                let mut operands = vec![];
                flatten(value, &mut operands);
                if self.is_union(&operands, is_annotation) {
                    self.found.add(Piece::TypeUnion, union.range);
                }
                for operand in operands {
                    self.value(operand, is_annotation);
                }
            }
            Expr::Tuple(tuple) => tuple.elts.iter().for_each(|element| self.value(element, is_annotation)),
            Expr::List(list) => list.elts.iter().for_each(|element| self.value(element, is_annotation)),
            Expr::Call(call) => {
                self.value(&call.func, false);
                call.arguments.args.iter().for_each(|argument| self.value(argument, false));
                call.arguments.keywords.iter().for_each(|keyword| self.value(&keyword.value, false));
            }
            _ => {}
        }
    }

    /// Whether these are types: one surely is, and in an annotation the others are as well.
    fn is_union(&self, operands: &[&Expr], is_annotation: bool) -> bool {
        let is_type = |operand: &Expr| self.is_builtin(operand, PLAIN) || self.is_builtin(operand, GENERIC);
        let is_known = |operand: &&&Expr| is_type(operand) || operand.is_none_literal_expr();
        let may_be = |operand: &&Expr| matches!(operand, Expr::Name(_) | Expr::Attribute(_) | Expr::Subscript(_));
        let known = operands.iter().filter(is_known).count();
        known == operands.len() || is_annotation && known > 0 && operands.iter().all(|one| is_known(&one) || may_be(one))
    }

    fn is_builtin(&self, value: &Expr, names: &[&str]) -> bool {
        matches!(value, Expr::Name(name) if names.contains(&name.id.as_str()) && !self.bound.contains(name.id.as_str()))
    }
}

/// The operands of `a | b | c`.
fn flatten<'a>(value: &'a Expr, operands: &mut Vec<&'a Expr>) {
    match value {
        Expr::BinOp(union) if union.op == Operator::BitOr => {
            flatten(&union.left, operands);
            flatten(&union.right, operands);
        }
        other => operands.push(other),
    }
}
