//! From source text to the reduced tree, by Ruff's parser.

use ruff_python_ast as ast;
use ruff_python_ast::{Expr, Stmt};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::{Ranged, TextRange};

use super::named_characters;
use super::needs::needs;
use super::nesting;
use super::{
    Call, Comparison, Expression, ExpressionKind, Handler, ImportedName, Logical, Operator, PythonModule, Statement,
    StatementKind, SyntaxError,
};

/// Parses a file. What cannot be parsed is left out and noted; no text makes it fail.
#[must_use]
pub fn parse(source: &str) -> PythonModule {
    if nesting::is_too_deep(source) {
        let error = SyntaxError { range: 0..0, message: "nested too deeply to be read".to_owned() };
        return PythonModule { error: Some(error), ..PythonModule::default() };
    }
    // The oldest that the parser knows: it says then what is newer.
    let options = ParseOptions::from(Mode::Module).with_target_version(ast::PythonVersion::PY37);
    let Some(parsed) = parse_unchecked(&named_characters::taken_out(source), options).try_into_module() else {
        return PythonModule::default();
    };
    let error = parsed.errors().first();
    let error = error.map(|error| SyntaxError { range: error.location.into(), message: error.error.to_string() });
    PythonModule { body: statements(parsed.suite()), needs: needs(source, &parsed), error }
}

fn statements(suite: &[Stmt]) -> Vec<Statement> {
    suite.iter().flat_map(statement).collect()
}

/// `import a, b` becomes two statements; every other statement becomes one.
fn statement(statement: &Stmt) -> Vec<Statement> {
    let at = |range: TextRange, kind| Statement { range: range.into(), kind };
    match statement {
        Stmt::Import(import) => import.names.iter().map(|name| at(name.range, imported(name))).collect(),
        other => vec![at(other.range(), kind(other))],
    }
}

fn imported(name: &ast::Alias) -> StatementKind {
    StatementKind::Import { module: name.name.to_string(), alias: name.asname.as_ref().map(ToString::to_string) }
}

fn kind(statement: &Stmt) -> StatementKind {
    match statement {
        Stmt::ImportFrom(import) => import_from(import),
        Stmt::Assign(assign) => StatementKind::Assign { targets: expressions(&assign.targets), value: expression(&assign.value) },
        Stmt::AnnAssign(assign) => match &assign.value {
            Some(value) => StatementKind::Assign { targets: vec![expression(&assign.target)], value: expression(value) },
            None => StatementKind::Annotate { target: expression(&assign.target) },
        },
        Stmt::AugAssign(assign) => StatementKind::Augment {
            target: expression(&assign.target),
            operator: operator(assign.op),
            value: expression(&assign.value),
        },
        Stmt::Delete(delete) => StatementKind::Delete { targets: expressions(&delete.targets) },
        Stmt::FunctionDef(function) => StatementKind::Function {
            name: function.name.to_string(),
            decorators: function.decorator_list.iter().map(|decorator| expression(&decorator.expression)).collect(),
            required: required(&function.parameters),
            signature: if function.decorator_list.is_empty() { vec![] } else { signature(&function.parameters) },
            is_async: function.is_async,
            body: statements(&function.body),
        },
        Stmt::ClassDef(class) => StatementKind::Class {
            name: class.name.to_string(),
            bases: class.arguments.as_deref().map(|arguments| expressions(&arguments.args)).unwrap_or_default(),
            fields: if class.arguments.is_none() { vec![] } else { fields(&class.body) },
            body: statements(&class.body),
        },
        Stmt::If(if_) => StatementKind::If {
            test: expression(&if_.test),
            body: statements(&if_.body),
            otherwise: otherwise(&if_.elif_else_clauses),
        },
        Stmt::Try(try_) => StatementKind::Try {
            body: statements(&try_.body),
            handlers: try_.handlers.iter().map(handler).collect(),
            otherwise: statements(&try_.orelse),
            finally: statements(&try_.finalbody),
        },
        Stmt::For(for_) => block(&[&for_.target, &for_.iter], &[&for_.body, &for_.orelse]),
        Stmt::While(while_) => block(&[&while_.test], &[&while_.body, &while_.orelse]),
        Stmt::With(with) => {
            let parts = with.items.iter().flat_map(|item| [Some(&item.context_expr), item.optional_vars.as_deref()]);
            block(&parts.flatten().collect::<Vec<_>>(), &[&with.body])
        }
        Stmt::Match(match_) => {
            let mut head = vec![expression(&match_.subject)];
            for case in &match_.cases {
                captures(&case.pattern, &mut head);
            }
            StatementKind::Block { head, body: match_.cases.iter().flat_map(|case| statements(&case.body)).collect() }
        }
        Stmt::Return(return_) => StatementKind::Return { value: return_.value.as_deref().map(expression) },
        Stmt::Raise(raise) => StatementKind::Raise { value: raise.exc.as_deref().map(expression) },
        Stmt::Expr(value) => StatementKind::Expression(expression(&value.value)),
        _ => StatementKind::Other,
    }
}

fn import_from(import: &ast::StmtImportFrom) -> StatementKind {
    let name =
        |alias: &ast::Alias| ImportedName { name: alias.name.to_string(), alias: alias.asname.as_ref().map(ToString::to_string) };
    StatementKind::ImportFrom {
        module: import.module.as_ref().map(ToString::to_string).unwrap_or_default(),
        level: import.level,
        names: import.names.iter().map(name).collect(),
    }
}

fn required(parameters: &ast::Parameters) -> usize {
    let all = parameters.posonlyargs.iter().chain(&parameters.args).chain(&parameters.kwonlyargs);
    all.filter(|parameter| parameter.default.is_none()).count()
}

fn signature(parameters: &ast::Parameters) -> Vec<Expression> {
    let all = parameters.posonlyargs.iter().chain(&parameters.args).chain(&parameters.kwonlyargs);
    let parts = all.flat_map(|parameter| [parameter.parameter.annotation.as_deref(), parameter.default.as_deref()]);
    parts.flatten().map(expression).collect()
}

fn fields(body: &[Stmt]) -> Vec<Expression> {
    let annotation = |statement: &Stmt| statement.as_ann_assign_stmt().map(|assign| expression(&assign.annotation));
    body.iter().filter_map(annotation).collect()
}

fn otherwise(clauses: &[ast::ElifElseClause]) -> Vec<Statement> {
    let Some((clause, rest)) = clauses.split_first() else { return vec![] };
    match &clause.test {
        None => statements(&clause.body),
        Some(test) => vec![Statement {
            range: clause.range.into(),
            kind: StatementKind::If { test: expression(test), body: statements(&clause.body), otherwise: otherwise(rest) },
        }],
    }
}

fn handler(handler: &ast::ExceptHandler) -> Handler {
    let ast::ExceptHandler::ExceptHandler(handler) = handler;
    Handler { types: handler.type_.as_deref().map(expression), body: statements(&handler.body) }
}

fn block(head: &[&Expr], bodies: &[&[Stmt]]) -> StatementKind {
    StatementKind::Block {
        head: head.iter().map(|part| expression(part)).collect(),
        body: bodies.iter().flat_map(|body| statements(body)).collect(),
    }
}

/// The names that a pattern binds.
fn captures(pattern: &ast::Pattern, found: &mut Vec<Expression>) {
    let mut bind = |name: &Option<ast::Identifier>| {
        let expression =
            |name: &ast::Identifier| Expression { range: name.range.into(), kind: ExpressionKind::Name(name.id.to_string()) };
        found.extend(name.as_ref().map(expression));
    };
    let inside: Vec<&ast::Pattern> = match pattern {
        ast::Pattern::MatchAs(named) => {
            bind(&named.name);
            named.pattern.as_deref().into_iter().collect()
        }
        ast::Pattern::MatchStar(star) => {
            bind(&star.name);
            vec![]
        }
        ast::Pattern::MatchMapping(mapping) => {
            bind(&mapping.rest);
            mapping.patterns.iter().collect()
        }
        ast::Pattern::MatchSequence(sequence) => sequence.patterns.iter().collect(),
        ast::Pattern::MatchOr(or) => or.patterns.iter().collect(),
        ast::Pattern::MatchClass(class) => {
            let keywords = class.arguments.keywords.iter().map(|keyword| &keyword.pattern);
            class.arguments.patterns.iter().chain(keywords).collect()
        }
        ast::Pattern::MatchValue(_) | ast::Pattern::MatchSingleton(_) => vec![],
    };
    for pattern in inside {
        captures(pattern, found);
    }
}

fn expressions(all: &[Expr]) -> Vec<Expression> {
    all.iter().map(expression).collect()
}

fn boxed(value: &Expr) -> Box<Expression> {
    Box::new(expression(value))
}

fn expression(value: &Expr) -> Expression {
    Expression { range: value.range().into(), kind: expression_kind(value) }
}

fn expression_kind(value: &Expr) -> ExpressionKind {
    match value {
        Expr::NoneLiteral(_) => ExpressionKind::None,
        Expr::BooleanLiteral(literal) => ExpressionKind::Bool(literal.value),
        Expr::NumberLiteral(literal) => match &literal.value {
            ast::Number::Int(integer) => integer.as_i64().map_or(ExpressionKind::Other(vec![]), ExpressionKind::Integer),
            _ => ExpressionKind::Other(vec![]),
        },
        Expr::StringLiteral(literal) => ExpressionKind::String(literal.value.to_str().to_owned()),
        Expr::FString(format) => ExpressionKind::FormatString(format_pieces(format)),
        Expr::List(list) => ExpressionKind::List(expressions(&list.elts)),
        Expr::Tuple(tuple) => ExpressionKind::Tuple(expressions(&tuple.elts)),
        Expr::Dict(dict) => {
            let item = |item: &ast::DictItem| (item.key.as_ref().map(expression), expression(&item.value));
            ExpressionKind::Dict(dict.items.iter().map(item).collect())
        }
        Expr::Starred(starred) => ExpressionKind::Starred(boxed(&starred.value)),
        Expr::Name(name) => ExpressionKind::Name(name.id.to_string()),
        Expr::Attribute(attribute) => ExpressionKind::Attribute(boxed(&attribute.value), attribute.attr.to_string()),
        Expr::Subscript(subscript) => ExpressionKind::Subscript(boxed(&subscript.value), boxed(&subscript.slice)),
        Expr::Call(called) => ExpressionKind::Call(Box::new(call(called))),
        Expr::BinOp(binary) => ExpressionKind::Binary(boxed(&binary.left), operator(binary.op), boxed(&binary.right)),
        Expr::UnaryOp(unary) if unary.op == ast::UnaryOp::Not => ExpressionKind::Not(boxed(&unary.operand)),
        Expr::BoolOp(logical) => ExpressionKind::Logical(logical_operator(logical.op), expressions(&logical.values)),
        Expr::Compare(compare) => match (&*compare.ops, &*compare.comparators) {
            ([operator], [right]) => ExpressionKind::Compare(boxed(&compare.left), comparison(*operator), boxed(right)),
            _ => ExpressionKind::Other(children(value)),
        },
        Expr::If(if_) => {
            ExpressionKind::Conditional { test: boxed(&if_.test), then: boxed(&if_.body), otherwise: boxed(&if_.orelse) }
        }
        other => ExpressionKind::Other(children(other)),
    }
}

fn call(call: &ast::ExprCall) -> Call {
    let keyword = |keyword: &ast::Keyword| (keyword.arg.as_ref().map(ToString::to_string), expression(&keyword.value));
    Call {
        function: expression(&call.func),
        arguments: expressions(&call.arguments.args),
        keywords: call.arguments.keywords.iter().map(keyword).collect(),
    }
}

fn format_pieces(format: &ast::ExprFString) -> Vec<Expression> {
    let literal =
        |range: TextRange, text: &str| Expression { range: range.into(), kind: ExpressionKind::String(text.to_owned()) };
    let mut pieces = vec![];
    for part in &format.value {
        match part {
            ast::FStringPart::Literal(part) => pieces.push(literal(part.range, part.as_str())),
            ast::FStringPart::FString(part) => pieces.extend(part.elements.iter().map(|element| match element {
                ast::InterpolatedStringElement::Literal(element) => literal(element.range, &element.value),
                ast::InterpolatedStringElement::Interpolation(element) => expression(&element.expression),
            })),
        }
    }
    pieces
}

/// The expressions directly inside one that is not looked into any further.
fn children(value: &Expr) -> Vec<Expression> {
    use ruff_python_ast::visitor::{Visitor, walk_expr};

    struct Children(Vec<Expression>);

    impl<'a> Visitor<'a> for Children {
        fn visit_expr(&mut self, child: &'a Expr) {
            self.0.push(expression(child));
        }
    }

    let mut found = Children(vec![]);
    walk_expr(&mut found, value);
    found.0
}

fn operator(operator: ast::Operator) -> Operator {
    match operator {
        ast::Operator::Add => Operator::Add,
        ast::Operator::Div => Operator::Divide,
        ast::Operator::Mod => Operator::Modulo,
        _ => Operator::Other,
    }
}

fn logical_operator(operator: ast::BoolOp) -> Logical {
    match operator {
        ast::BoolOp::And => Logical::And,
        ast::BoolOp::Or => Logical::Or,
    }
}

fn comparison(operator: ast::CmpOp) -> Comparison {
    match operator {
        ast::CmpOp::Eq => Comparison::Equal,
        ast::CmpOp::NotEq => Comparison::NotEqual,
        ast::CmpOp::Lt => Comparison::Less,
        ast::CmpOp::LtE => Comparison::LessOrEqual,
        ast::CmpOp::Gt => Comparison::Greater,
        ast::CmpOp::GtE => Comparison::GreaterOrEqual,
        ast::CmpOp::In => Comparison::In,
        ast::CmpOp::NotIn => Comparison::NotIn,
        ast::CmpOp::Is => Comparison::Is,
        ast::CmpOp::IsNot => Comparison::IsNot,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(source: &str) -> StatementKind {
        let mut body = parse(source).body;
        assert_eq!(body.len(), 1, "{source}");
        body.remove(0).kind
    }

    #[test]
    fn an_import_of_several_modules_becomes_one_statement_each() {
        let modules: Vec<_> = parse("import os, a.b as c\n").body.into_iter().map(|statement| statement.kind).collect();
        let import = |module: &str, alias: Option<&str>| StatementKind::Import {
            module: module.to_owned(),
            alias: alias.map(str::to_owned),
        };
        assert_eq!(modules, [import("os", None), import("a.b", Some("c"))]);
    }

    #[test]
    fn strings_beside_each_other_are_one() {
        let StatementKind::Assign { value, .. } = only("a = 'x' \"y\"") else { panic!("no assignment") };
        assert_eq!((value.string(), value.range.clone()), (Some("xy"), 4..11));
    }

    #[test]
    fn calls_are_found_wherever_they_stand() {
        let source = "async def f(a, b=1, *, c):\n    return [x async for x in os.environ.get(f'{a()}b')]\n";
        let module = parse(source);
        let StatementKind::Function { required, is_async, .. } = &module.body[0].kind else { panic!("no function") };
        assert_eq!((*required, *is_async), (2, true));
        let called: Vec<_> = module.expressions().iter().filter_map(|found| found.call()?.function.dotted()).collect();
        assert_eq!(called, ["os.environ.get", "a"]);
    }

    #[test]
    fn what_decorators_and_bases_may_look_at_is_kept() {
        let source =
            "@a\ndef f(b: C, d=E(), *, g): pass\ndef h(i: J): pass\nclass K(L):\n    m: N = 1\n    o: P\nclass Q:\n    r: S\n";
        let module = parse(source);
        let names = |kept: &[Expression]| kept.iter().map(|one| one.call().map_or(one, |call| &call.function).dotted()).collect();
        let kept = module.body.iter().map(|statement| match &statement.kind {
            StatementKind::Function { signature: kept, .. } | StatementKind::Class { fields: kept, .. } => names(kept),
            _ => vec![],
        });
        let kept: Vec<Vec<Option<String>>> = kept.collect();
        let some = |name: &str| Some(name.to_owned());
        assert_eq!(kept, [vec![some("C"), some("E")], vec![], vec![some("N"), some("P")], vec![]]);
    }

    #[test]
    fn what_is_no_python_is_noted_and_the_rest_is_kept() {
        let module = parse("a = 1\nprint 'x'\nb = 2\n");
        assert!(module.error.is_some());
        assert!(module.body.len() >= 2);
        assert_eq!(parse("").body, []);
    }
}
