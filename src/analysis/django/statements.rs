//! Statements, one after the other.

use crate::syntax::python_module::{Expression, ExpressionKind, Handler, Operator, Statement, StatementKind};

use super::evaluator::Evaluator;
use super::events::What;
use super::frame::{Frame, Mode, Raised};
use super::imports::catches_import;
use super::scope::{Binding, Origin};
use super::value::Value;

impl Evaluator<'_> {
    pub(super) fn statements(&mut self, frame: &mut Frame, body: &[Statement]) -> Result<(), Raised> {
        for statement in body {
            let done = self.deeper(|this| this.statement(frame, statement)).unwrap_or(Err(Raised::Other));
            if let Err(raised) = done {
                self.go_on(frame, raised)?;
            }
        }
        Ok(())
    }

    /// What is missing may be set on the platform, so the rest is read as if it were there.
    fn go_on(&mut self, frame: &mut Frame, raised: Raised) -> Result<(), Raised> {
        match (self.mode, raised) {
            (_, Raised::Other) => Err(Raised::Other),
            (Mode::Sure, Raised::Variable(variable)) => {
                self.missing_variables.push(variable);
                Ok(())
            }
            (_, Raised::Variable(_)) => {
                self.doubts += 1;
                Ok(())
            }
            (Mode::Guarded, import) => Err(import),
            (mode, Raised::Import(import)) => {
                if mode == Mode::Sure {
                    self.missing_imports.extend(import);
                }
                frame.scope.open();
                Ok(())
            }
        }
    }

    fn statement(&mut self, frame: &mut Frame, statement: &Statement) -> Result<(), Raised> {
        match &statement.kind {
            StatementKind::Import { module, alias } => self.import(frame, module, alias.as_deref(), &statement.range),
            StatementKind::ImportFrom { module, level, names } => {
                self.import_from(frame, (module, *level), names, &statement.range)
            }
            StatementKind::Assign { targets, value } => {
                let result = self.value(frame, value);
                let known = result.as_ref().map_or(Value::Unknown, Clone::clone);
                let origin = Origin {
                    file: frame.file.clone(),
                    statement: statement.range.clone(),
                    value: value.range.clone(),
                    is_whole: true,
                };
                for target in targets {
                    self.bind(frame, target, &known, Some(&origin));
                }
                result.map(drop)
            }
            StatementKind::Augment { target, operator, value } => {
                let result = self.value(frame, value);
                let more = result.as_ref().map_or(Value::Unknown, Clone::clone);
                self.augment(frame, target, *operator, more);
                result.map(drop)
            }
            StatementKind::Delete { targets } => {
                for target in targets {
                    match &target.kind {
                        ExpressionKind::Name(name) => frame.scope.unbind(name),
                        _ => self.bind(frame, target, &Value::Unknown, None),
                    }
                }
                Ok(())
            }
            StatementKind::Function { name, .. } => {
                frame.scope.forget(name);
                Ok(())
            }
            StatementKind::Class { name, bases, body, .. } => self.class(frame, name, bases, body),
            StatementKind::If { test, body, otherwise } => match self.value(frame, test)?.truth() {
                Some(true) => self.statements(frame, body),
                Some(false) => self.statements(frame, otherwise),
                None => self.either(frame, body, otherwise),
            },
            StatementKind::Try { body, handlers, otherwise, finally } => {
                self.attempt(frame, body, handlers, otherwise)?;
                self.statements(frame, finally)
            }
            StatementKind::Block { head, body } => {
                self.either(frame, body, &[])?;
                for part in head {
                    self.bind(frame, part, &Value::Unknown, None);
                }
                Ok(())
            }
            StatementKind::Raise { .. } => Err(Raised::Other),
            StatementKind::Expression(value) => self.value(frame, value).map(drop),
            StatementKind::Annotate { .. } | StatementKind::Return { .. } | StatementKind::Other => Ok(()),
        }
    }

    /// The body of a class is run as it comes, and its names stay inside.
    fn class(&mut self, frame: &mut Frame, name: &str, bases: &[Expression], body: &[Statement]) -> Result<(), Raised> {
        for base in bases {
            if let Value::Named(class) = self.value(frame, base)? {
                self.record(What::Class(class), &base.range);
            }
        }
        let outside = frame.scope.clone();
        let end = self.statements(frame, body);
        let is_open = frame.scope.names().is_none();
        frame.scope = outside;
        if is_open {
            frame.scope.open();
        }
        frame.scope.forget(name);
        end
    }

    /// What holds after one of two branches; a branch that ends the program is not taken.
    fn either(&mut self, frame: &mut Frame, body: &[Statement], otherwise: &[Statement]) -> Result<(), Raised> {
        let before = frame.scope.clone();
        let first = self.perhaps(frame, body);
        let first_scope = std::mem::replace(&mut frame.scope, before);
        match (first, self.perhaps(frame, otherwise)) {
            (Ok(()), Ok(())) => {
                frame.scope = std::mem::take(&mut frame.scope).either(first_scope);
                Ok(())
            }
            (Ok(()), Err(_)) => {
                frame.scope = first_scope;
                Ok(())
            }
            (Err(_), other) => other,
        }
    }

    fn perhaps(&mut self, frame: &mut Frame, body: &[Statement]) -> Result<(), Raised> {
        self.in_mode(Mode::Maybe, |this| this.statements(frame, body))
    }

    fn in_mode<T>(&mut self, mode: Mode, work: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.mode, mode);
        let done = work(self);
        self.mode = outer;
        done
    }

    fn attempt(
        &mut self,
        frame: &mut Frame,
        body: &[Statement],
        handlers: &[Handler],
        otherwise: &[Statement],
    ) -> Result<(), Raised> {
        let (before, doubts) = (frame.scope.clone(), self.doubts);
        let inner = if self.mode == Mode::Maybe { Mode::Maybe } else { Mode::Guarded };
        match self.in_mode(if handlers.is_empty() { self.mode } else { inner }, |this| this.statements(frame, body)) {
            Ok(()) if self.doubts == doubts || handlers.is_empty() => self.statements(frame, otherwise),
            Err(Raised::Import(import)) => match handlers.iter().find(|handler| catches_import(handler)) {
                Some(handler) => self.statements(frame, &handler.body),
                None => Err(Raised::Import(import)),
            },
            done => {
                let mut reached = done.and_then(|()| self.perhaps(frame, otherwise)).map(|()| frame.scope.clone()).ok();
                let start = frame.scope.clone().either(before);
                for handler in handlers {
                    frame.scope = start.clone();
                    if self.perhaps(frame, &handler.body).is_ok() {
                        let handled = std::mem::take(&mut frame.scope);
                        reached = Some(match reached {
                            Some(other) => other.either(handled),
                            None => handled,
                        });
                    }
                }
                frame.scope = reached.ok_or(Raised::Other)?;
                Ok(())
            }
        }
    }

    fn bind(&mut self, frame: &mut Frame, target: &Expression, value: &Value, origin: Option<&Origin>) {
        match &target.kind {
            ExpressionKind::Name(name) => {
                frame.scope.bind(name, Binding { value: value.clone(), origin: origin.cloned() });
            }
            ExpressionKind::Tuple(targets) | ExpressionKind::List(targets) => {
                let items = value.items().filter(|items| items.len() == targets.len());
                for (place, target) in targets.iter().enumerate() {
                    let item = items.and_then(|items| items.get(place)).unwrap_or(&Value::Unknown);
                    self.bind(frame, target, item, None);
                }
            }
            ExpressionKind::Starred(inner) => self.bind(frame, inner, &Value::Unknown, None),
            ExpressionKind::Subscript(base, key) => self.bind_item(frame, base, key, value),
            ExpressionKind::Attribute(base, _) => lose(frame, base),
            _ => {}
        }
    }

    fn bind_item(&mut self, frame: &mut Frame, base: &Expression, key: &Expression, value: &Value) {
        match self.value(frame, base) {
            Ok(Value::Named(name)) if name == "os.environ" => match (self.value(frame, key), value) {
                (Ok(Value::Text(key)), Value::Text(value)) => {
                    self.environment.set(&key, value.clone());
                    self.record(What::Set(key), &base.range);
                }
                _ => self.environment.open(),
            },
            Ok(Value::Named(name)) if name == "locals()" => frame.scope.open(),
            _ => lose(frame, base),
        }
    }

    fn augment(&mut self, frame: &mut Frame, target: &Expression, operator: Operator, more: Value) {
        let ExpressionKind::Name(name) = &target.kind else {
            self.bind(frame, target, &Value::Unknown, None);
            return;
        };
        let old = frame.scope.get(name).cloned().unwrap_or_else(|| Binding::of(Value::Unknown));
        let value = match (operator, old.value, more) {
            (Operator::Add, list @ Value::List(_), Value::Tuple(items)) => list.extended(items),
            (Operator::Add, old, more) => old.plus(more),
            _ => Value::Unknown,
        };
        frame.scope.bind(name, Binding { value, origin: partly(old.origin) });
    }
}

fn partly(origin: Option<Origin>) -> Option<Origin> {
    origin.map(|origin| Origin { is_whole: false, ..origin })
}

/// Something inside the value of a name was changed.
pub(super) fn lose(frame: &mut Frame, base: &Expression) {
    match &base.kind {
        ExpressionKind::Name(name)
            if !matches!(frame.scope.get(name), Some(Binding { value: Value::Named(_) | Value::Made(_), .. })) =>
        {
            frame.scope.forget(name);
        }
        ExpressionKind::Subscript(inner, _) | ExpressionKind::Attribute(inner, _) => lose(frame, inner),
        _ => {}
    }
}

/// `name.append(…)` and the like.
pub(super) fn change_list(frame: &mut Frame, name: &str, method: &str, arguments: &[Value]) {
    let Some(old) = frame.scope.get(name).cloned() else { return };
    let value = match (old.value, method, arguments) {
        (list @ Value::List(_), "append", [item]) => list.extended(vec![item.clone()]),
        (list @ Value::List(_), "extend", [more]) if more.items().is_some() => {
            list.extended(more.items().unwrap_or_default().to_vec())
        }
        (Value::List(mut items), "insert", [Value::Integer(place), item]) => {
            let place = usize::try_from(*place).unwrap_or(0).min(items.len());
            items.insert(place, item.clone());
            Value::List(items)
        }
        _ => Value::Unknown,
    };
    frame.scope.bind(name, Binding { value, origin: partly(old.origin) });
}
