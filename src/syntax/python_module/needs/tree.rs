//! What the tree of a file shows that Ruff's parser does not say.

use ruff_python_ast as ast;
use ruff_python_ast::token::TokenKind;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Comprehension, Expr, ExprContext, InterpolatedStringElement, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::super::piece::Piece;
use super::calls;
use super::found::Found;
use super::source::Source;

pub(super) fn find(source: &Source<'_>, suite: &[Stmt], found: &mut Found) {
    let mut tree = Tree { source, found, scopes: vec![], is_in_finally: false, format_depth: None };
    tree.visit_body(suite);
}

/// What code stands directly in; the module if in none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    AsyncFunction,
    Function {
        yields: bool,
        returned: Option<TextRange>,
    },
    /// A lambda or a class.
    Other,
    Comprehension,
}

struct Tree<'t, 's> {
    source: &'t Source<'s>,
    found: &'t mut Found,
    scopes: Vec<Scope>,
    is_in_finally: bool,
    /// How many formats of an f-string this stands in; none outside f-strings.
    format_depth: Option<usize>,
}

impl<'a> Visitor<'a> for Tree<'_, '_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(function) => self.function(function),
            Stmt::ClassDef(class) => self.class(class),
            Stmt::Try(try_) => self.try_(try_),
            Stmt::For(ast::StmtFor { body, .. }) | Stmt::While(ast::StmtWhile { body, .. }) => self.looped(statement, body),
            other => {
                self.simple(other);
                visitor::walk_stmt(self, other);
            }
        }
    }

    fn visit_decorator(&mut self, decorator: &'a ast::Decorator) {
        if decorator.expression.start() > decorator.start() + TextSize::of('@') {
            let between = TextRange::new(decorator.start(), decorator.expression.start());
            if let Some(opened) = self.source.tokens_in(between).iter().find(|token| token.kind() == TokenKind::Lpar) {
                self.found.add(Piece::Decorator, opened.range());
            }
        }
        self.visit_expr(&decorator.expression);
    }

    fn visit_expr(&mut self, value: &'a Expr) {
        self.look_at(value);
        match value {
            Expr::Subscript(subscript) => {
                self.visit_expr(&subscript.value);
                self.index(&subscript.slice);
            }
            Expr::Lambda(lambda) => self.lambda(lambda),
            Expr::ListComp(all) => self.comprehension(value, &all.generators, &[&all.elt]),
            Expr::SetComp(all) => self.comprehension(value, &all.generators, &[&all.elt]),
            Expr::Generator(all) => self.comprehension(value, &all.generators, &[&all.elt]),
            Expr::DictComp(all) => {
                let parts: Vec<&Expr> = all.key.as_deref().into_iter().chain([&*all.value]).collect();
                self.comprehension(value, &all.generators, &parts);
            }
            Expr::FString(_) => {
                let outer = self.format_depth.replace(0);
                visitor::walk_expr(self, value);
                self.format_depth = outer;
            }
            other => visitor::walk_expr(self, other),
        }
    }

    fn visit_interpolated_string_element(&mut self, element: &'a InterpolatedStringElement) {
        let InterpolatedStringElement::Interpolation(element) = element else { return };
        if element.debug_text.is_some() && self.format_depth.is_some() {
            self.found.add(Piece::FStringDebug, element.range);
        }
        if self.format_depth.is_some_and(|depth| depth >= 2) {
            self.found.add(Piece::FStringNesting, element.range);
        }
        self.visit_expr(&element.expression);
        self.format_depth = self.format_depth.map(|depth| depth + 1);
        for inner in element.format_spec.iter().flat_map(|spec| &spec.elements) {
            self.visit_interpolated_string_element(inner);
        }
        self.format_depth = self.format_depth.map(|depth| depth - 1);
    }
}

impl Tree<'_, '_> {
    fn simple(&mut self, statement: &Stmt) {
        match statement {
            Stmt::AnnAssign(assign) => {
                self.found.add(Piece::VariableAnnotation, assign.annotation.range());
                if let Some(Expr::Tuple(tuple)) = assign.value.as_deref().filter(|value| is_bare_tuple(value)) {
                    self.found.add(Piece::AnnotatedTuple, tuple.range);
                }
            }
            Stmt::AugAssign(assign) => {
                if let Expr::Tuple(tuple) = &*assign.value
                    && is_bare_tuple(&assign.value)
                    && let Some(starred) = tuple.elts.iter().find(|element| matches!(element, Expr::Starred(_)))
                {
                    self.found.add(Piece::UnpackingInAugmented, starred.range());
                }
                if assign.op == ast::Operator::MatMult {
                    self.found.add(Piece::MatrixMultiplication, self.source.token(TokenKind::AtEqual, assign.range));
                }
            }
            Stmt::With(with) => self.with(with),
            Stmt::Match(match_) => {
                self.found.add(Piece::Match, self.source.token(TokenKind::Match, match_.range));
            }
            Stmt::Nonlocal(nonlocal) => self.found.add(Piece::Nonlocal, nonlocal.range),
            Stmt::Raise(ast::StmtRaise { exc: Some(raised), cause: Some(cause), .. }) => {
                let between = TextRange::new(raised.end(), cause.start());
                self.found.add(Piece::RaiseFrom, self.source.token(TokenKind::From, between));
            }
            Stmt::Return(ast::StmtReturn { value: Some(_), range, .. }) => {
                if let Some(Scope::Function { returned, .. }) = self.scopes.last_mut() {
                    returned.get_or_insert(*range);
                }
            }
            Stmt::Continue(statement) if self.is_in_finally => self.found.add(Piece::ContinueInFinally, statement.range),
            Stmt::ImportFrom(import) if import.module.as_deref() == Some("__future__") => self.future(import),
            _ => {}
        }
    }

    /// Without an `as` inside them, the parentheses are those of a tuple or of nothing.
    fn with(&mut self, with: &ast::StmtWith) {
        if with.items.iter().all(|item| item.optional_vars.is_none()) {
            return;
        }
        let head = TextRange::new(with.start(), with.body.first().map_or(with.end(), Ranged::start));
        let mut tokens = self.source.tokens_in(head).iter().filter(|token| {
            !matches!(token.kind(), TokenKind::Async | TokenKind::With | TokenKind::Comment | TokenKind::NonLogicalNewline)
        });
        let mut depth = 0;
        let mut opened = None;
        for token in tokens.by_ref() {
            match token.kind() {
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth += 1,
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth -= 1,
                _ => {}
            }
            opened = opened.or(Some(token)).filter(|token| token.kind() == TokenKind::Lpar);
            if depth == 0 {
                break;
            }
        }
        let is_all = tokens.next().is_some_and(|token| token.kind() == TokenKind::Colon);
        if let Some(opened) = opened.filter(|_| is_all) {
            self.found.add(Piece::ParenthesizedWith, opened.range());
        }
    }

    fn future(&mut self, import: &ast::StmtImportFrom) {
        for alias in &import.names {
            match alias.name.as_str() {
                "annotations" => self.found.add(Piece::FutureAnnotations, alias.range),
                "generator_stop" => self.found.add(Piece::GeneratorStop, alias.range),
                _ => {}
            }
        }
    }

    fn look_at(&mut self, value: &Expr) {
        match value {
            Expr::EllipsisLiteral(literal) => self.found.add(Piece::Ellipsis, literal.range),
            Expr::Starred(starred) if starred.ctx == ExprContext::Store => self.found.add(Piece::StarTarget, starred.range),
            Expr::List(ast::ExprList { elts, ctx: ExprContext::Load, .. })
            | Expr::Tuple(ast::ExprTuple { elts, ctx: ExprContext::Load, .. })
            | Expr::Set(ast::ExprSet { elts, .. }) => {
                if let Some(starred) = elts.iter().find(|element| matches!(element, Expr::Starred(_))) {
                    self.found.add(Piece::Unpacking, starred.range());
                }
            }
            Expr::Dict(dict) => {
                if let Some(item) = dict.items.iter().find(|item| item.key.is_none()) {
                    self.found.add(Piece::Unpacking, item.value.range());
                }
            }
            Expr::Call(call) => calls::arguments(self.source, &call.arguments, self.found),
            Expr::BinOp(binary) if binary.op == ast::Operator::MatMult => {
                let between = TextRange::new(binary.left.end(), binary.right.start());
                self.found.add(Piece::MatrixMultiplication, self.source.token(TokenKind::At, between));
            }
            Expr::Await(awaited) if self.format_depth.is_some() => self.found.add(Piece::AwaitInFString, awaited.range),
            Expr::YieldFrom(yields) => {
                self.found.add(Piece::YieldFrom, yields.range);
                self.yields(yields.range);
            }
            Expr::Yield(yields) => self.yields(yields.range),
            _ => {}
        }
    }

    fn yields(&mut self, range: TextRange) {
        match self.scopes.last_mut() {
            Some(Scope::Function { yields, .. }) => *yields = true,
            Some(Scope::AsyncFunction) => self.found.add(Piece::AsyncGenerator, range),
            _ => {}
        }
    }

    /// `...` was always allowed directly in an index.
    fn index(&mut self, slice: &Expr) {
        match slice {
            Expr::EllipsisLiteral(_) => {}
            Expr::Tuple(tuple) if !tuple.parenthesized => {
                for element in tuple.elts.iter().filter(|element| !element.is_ellipsis_literal_expr()) {
                    self.visit_expr(element);
                }
            }
            other => self.visit_expr(other),
        }
    }

    fn function(&mut self, function: &ast::StmtFunctionDef) {
        for decorator in &function.decorator_list {
            self.visit_decorator(decorator);
        }
        calls::parameters(self.source, &function.parameters, function.parameters.end(), self.found);
        self.visit_parameters(&function.parameters);
        if let Some(returned) = &function.returns {
            self.found.add(Piece::Annotation, returned.range());
            self.visit_expr(returned);
        }
        let scope = if function.is_async {
            let head = function.decorator_list.last().map_or(function.start(), Ranged::end);
            let head = TextRange::new(head, function.name.start());
            self.found.add(Piece::AsyncDef, self.source.token(TokenKind::Async, head));
            Scope::AsyncFunction
        } else {
            Scope::Function { yields: false, returned: None }
        };
        if let Some(Scope::Function { yields: true, returned: Some(range) }) =
            self.inside(scope, |tree| tree.visit_body(&function.body))
        {
            self.found.add(Piece::GeneratorReturn, range);
        }
    }

    fn class(&mut self, class: &ast::StmtClassDef) {
        for decorator in &class.decorator_list {
            self.visit_decorator(decorator);
        }
        if let Some(arguments) = &class.arguments {
            let starred = arguments.args.iter().find(|argument| matches!(argument, Expr::Starred(_))).map(Ranged::range);
            if let Some(range) =
                arguments.keywords.first().map(Ranged::range).into_iter().chain(starred).min_by_key(Ranged::start)
            {
                self.found.add(Piece::ClassKeywords, range);
            }
            calls::arguments(self.source, arguments, self.found);
            self.visit_arguments(arguments);
        }
        self.inside(Scope::Other, |tree| tree.visit_body(&class.body));
    }

    fn lambda(&mut self, lambda: &ast::ExprLambda) {
        if let Some(parameters) = &lambda.parameters {
            calls::parameters(self.source, parameters, lambda.body.start(), self.found);
            self.visit_parameters(parameters);
        }
        self.inside(Scope::Other, |tree| tree.visit_expr(&lambda.body));
    }

    /// Walks through what is in a scope, and gives back what became of it.
    fn inside(&mut self, scope: Scope, walk: impl FnOnce(&mut Self)) -> Option<Scope> {
        let outer = std::mem::replace(&mut self.is_in_finally, false);
        self.scopes.push(scope);
        walk(self);
        self.is_in_finally = outer;
        self.scopes.pop()
    }

    fn try_(&mut self, try_: &ast::StmtTry) {
        self.visit_body(&try_.body);
        for handler in &try_.handlers {
            self.handler(handler, try_.is_star);
            self.visit_except_handler(handler);
        }
        self.visit_body(&try_.orelse);
        let outer = std::mem::replace(&mut self.is_in_finally, true);
        self.visit_body(&try_.finalbody);
        self.is_in_finally = outer;
    }

    /// `except A, b:` is Python 2's way to bind an exception as well.
    fn handler(&mut self, handler: &ast::ExceptHandler, is_star: bool) {
        let ast::ExceptHandler::ExceptHandler(handler) = handler;
        let Some(Expr::Tuple(types)) = handler.type_.as_deref().filter(|types| is_bare_tuple(types)) else { return };
        let is_pair = matches!(types.elts.as_slice(), [_, Expr::Name(_) | Expr::Attribute(_) | Expr::Subscript(_)]);
        self.found.add(if is_pair && !is_star { Piece::ExceptPair } else { Piece::ExceptTypes }, types.range);
    }

    /// A `continue` in a loop belongs to that loop.
    fn looped(&mut self, statement: &Stmt, body: &[Stmt]) {
        let outer = std::mem::replace(&mut self.is_in_finally, false);
        self.visit_body(body);
        self.is_in_finally = outer;
        match statement {
            Stmt::For(for_) => {
                self.visit_expr(&for_.target);
                self.visit_expr(&for_.iter);
                self.visit_body(&for_.orelse);
            }
            Stmt::While(while_) => {
                self.visit_expr(&while_.test);
                self.visit_body(&while_.orelse);
            }
            _ => {}
        }
    }

    /// What is gone through first is evaluated outside.
    fn comprehension(&mut self, whole: &Expr, generators: &[Comprehension], parts: &[&Expr]) {
        let Some((first, rest)) = generators.split_first() else { return };
        self.visit_expr(&first.iter);
        let inner = || {
            let conditions = generators.iter().flat_map(|generator| &generator.ifs);
            parts.iter().copied().chain(conditions).chain(rest.iter().map(|generator| &generator.iter))
        };
        if generators.iter().any(|generator| generator.is_async) || inner().any(awaits) {
            self.asynchronous(whole);
        }
        self.inside(Scope::Comprehension, |tree| {
            for part in inner().chain(generators.iter().map(|generator| &generator.target)) {
                tree.visit_expr(part);
            }
        });
    }

    fn asynchronous(&mut self, whole: &Expr) {
        let scope = self.scopes.last();
        self.found.add(Piece::AsyncComprehension, whole.range());
        if whole.is_generator_expr() && scope != Some(&Scope::AsyncFunction) {
            self.found.add(Piece::AsyncGeneratorExpression, whole.range());
        } else if scope == Some(&Scope::Comprehension) {
            self.found.add(Piece::NestedAsyncComprehension, whole.range());
        }
    }
}

fn is_bare_tuple(value: &Expr) -> bool {
    matches!(value, Expr::Tuple(tuple) if !tuple.parenthesized)
}

/// Whether there is an `await` in an expression itself, and not in a function or comprehension inside it.
fn awaits(value: &Expr) -> bool {
    struct Awaits(bool);

    impl<'a> Visitor<'a> for Awaits {
        fn visit_expr(&mut self, value: &'a Expr) {
            match value {
                Expr::Await(_) => self.0 = true,
                Expr::Lambda(_) | Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {}
                other => visitor::walk_expr(self, other),
            }
        }
    }

    let mut found = Awaits(false);
    found.visit_expr(value);
    found.0
}
