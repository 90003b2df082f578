//! Statements, one after the other.

use crate::syntax::python_module::{Expression, ExpressionKind, Handler, Operator, Statement, StatementKind};

use super::evaluator::Evaluator;
use super::events::What;
use super::frame::{Frame, Mode, Raised};
use super::imports::catches_import;
use super::scope::{Binding, Changes, Origin};
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
        let (end, inside) = branch(frame, |frame| self.statements(frame, body));
        if inside.is_open && !frame.scope.is_open() {
            frame.scope.open();
        }
        frame.scope.forget(name);
        end
    }

    /// What holds after one of two branches; a branch that ends the program is not taken.
    fn either(&mut self, frame: &mut Frame, body: &[Statement], otherwise: &[Statement]) -> Result<(), Raised> {
        let (first, firstly) = branch(frame, |frame| self.perhaps(frame, body));
        let (second, secondly) = branch(frame, |frame| self.perhaps(frame, otherwise));
        let (changes, done) = match (first, second) {
            (Ok(()), Ok(())) => (secondly.either(firstly, &frame.scope), Ok(())),
            (Ok(()), Err(_)) => (firstly, Ok(())),
            (Err(_), second) => (secondly, second),
        };
        frame.scope.make(changes);
        done
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
        let doubts = self.doubts;
        let inner = if self.mode == Mode::Maybe { Mode::Maybe } else { Mode::Guarded };
        let mode = if handlers.is_empty() { self.mode } else { inner };
        frame.scope.begin();
        match self.in_mode(mode, |this| this.statements(frame, body)) {
            Ok(()) if self.doubts == doubts || handlers.is_empty() => {
                frame.scope.keep();
                self.statements(frame, otherwise)
            }
            Err(Raised::Import(import)) => {
                frame.scope.keep();
                match handlers.iter().find(|handler| catches_import(handler)) {
                    Some(handler) => self.statements(frame, &handler.body),
                    None => Err(Raised::Import(import)),
                }
            }
            done => {
                let whole = done.and_then(|()| self.perhaps(frame, otherwise));
                let tried = frame.scope.take_back();
                self.handle(frame, (whole, tried), handlers)
            }
        }
    }

    /// What holds after a `try` that went to its end or did not, in one of its handlers or in none.
    fn handle(
        &mut self,
        frame: &mut Frame,
        (whole, tried): (Result<(), Raised>, Changes),
        handlers: &[Handler],
    ) -> Result<(), Raised> {
        let mut reached = whole.is_ok().then(|| tried.clone());
        let start = tried.either(Changes::none(&frame.scope), &frame.scope);
        for handler in handlers {
            let (done, handled) = branch(frame, |frame| {
                frame.scope.make(start.clone());
                self.perhaps(frame, &handler.body)
            });
            if done.is_ok() {
                reached = Some(match reached {
                    Some(other) => other.either(handled, &frame.scope),
                    None => handled,
                });
            }
        }
        let is_reached = reached.is_some();
        frame.scope.make(reached.unwrap_or(start));
        if is_reached { Ok(()) } else { Err(Raised::Other) }
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
        let old = frame.scope.take(name).unwrap_or_else(|| Binding::of(Value::Unknown));
        let value = match (operator, old.value, more) {
            (Operator::Add, list @ Value::List(_), Value::Tuple(items)) => list.extended(items),
            (Operator::Add, old, more) => old.plus(more),
            _ => Value::Unknown,
        };
        frame.scope.bind(name, Binding { value, origin: partly(old.origin) });
    }
}

/// Reads a branch; afterwards, all is as before.
fn branch<T>(frame: &mut Frame, read: impl FnOnce(&mut Frame) -> T) -> (T, Changes) {
    frame.scope.begin();
    let done = read(frame);
    (done, frame.scope.take_back())
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
    let Some(old) = frame.scope.take(name) else { return };
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
