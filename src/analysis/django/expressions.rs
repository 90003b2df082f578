//! The values of expressions.

use std::ops::Range;

use crate::syntax::python_module::{Comparison, Expression, ExpressionKind, Logical, Operator};

use super::environment::Reading;
use super::evaluator::Evaluator;
use super::frame::{Frame, Mode, Raised, missing};
use super::missing::VariableReader;
use super::paths;
use super::value::Value;

/// Functions of Python itself that are followed.
const BUILTINS: &[&str] =
    &["str", "int", "float", "bool", "len", "list", "tuple", "set", "sorted", "locals", "globals", "vars", "exec", "setattr"];

/// More than settings copy; a file of a megabyte could ask for gigabytes.
const MOST_COPIED: usize = 500_000;

impl Evaluator<'_> {
    pub(super) fn value(&mut self, frame: &mut Frame, expression: &Expression) -> Result<Value, Raised> {
        self.deeper(|this| this.value_of(frame, expression)).unwrap_or(Ok(Value::Unknown))
    }

    pub(super) fn unknown(&mut self) -> Value {
        self.doubts += 1;
        Value::Unknown
    }

    pub(super) fn values(&mut self, frame: &mut Frame, all: &[Expression]) -> Result<Vec<Value>, Raised> {
        all.iter().map(|one| self.value(frame, one)).collect()
    }

    fn value_of(&mut self, frame: &mut Frame, expression: &Expression) -> Result<Value, Raised> {
        Ok(match &expression.kind {
            ExpressionKind::None => Value::None,
            ExpressionKind::Bool(value) => Value::Bool(*value),
            ExpressionKind::Integer(value) => Value::Integer(*value),
            ExpressionKind::String(text) => Value::Text(text.clone()),
            ExpressionKind::FormatString(pieces) => {
                let values = self.values(frame, pieces)?;
                let texts: Option<Vec<String>> = values.iter().map(Value::shown).collect();
                texts.map_or(Value::Unknown, |texts| Value::Text(texts.concat()))
            }
            ExpressionKind::List(items) => self.sequence(frame, items)?.map_or(Value::Unknown, Value::List),
            ExpressionKind::Tuple(items) => self.sequence(frame, items)?.map_or(Value::Unknown, Value::Tuple),
            ExpressionKind::Dict(items) => self.dictionary(frame, items)?,
            ExpressionKind::Starred(_) | ExpressionKind::Other(_) => self.unknown(),
            ExpressionKind::Name(name) => self.name(frame, name),
            ExpressionKind::Attribute(base, attribute) => {
                let base = self.value(frame, base)?;
                if let Some(variable) = base.lacking() {
                    return Err(missing(frame, variable, VariableReader::attribute(attribute), &expression.range));
                }
                self.attribute(&base, attribute)
            }
            ExpressionKind::Subscript(base, key) => self.subscript(frame, base, key, &expression.range)?,
            ExpressionKind::Call(call) => self.call(frame, call, &expression.range)?,
            ExpressionKind::Binary(left, operator, right) => {
                let (left, right) = (self.value(frame, left)?, self.value(frame, right)?);
                match operator {
                    Operator::Add => left.plus(right),
                    Operator::Divide => left.divided(&right),
                    Operator::Modulo => left.percent(&right),
                    Operator::Other => Value::Unknown,
                }
            }
            ExpressionKind::Not(value) => self.value(frame, value)?.truth().map_or(Value::Unknown, |truth| Value::Bool(!truth)),
            ExpressionKind::Logical(logical, values) => self.logical(frame, *logical, values)?,
            ExpressionKind::Compare(left, comparison, right) => {
                let (left, right) = (self.value(frame, left)?, self.value(frame, right)?);
                self.compare(&left, *comparison, &right).map_or(Value::Unknown, Value::Bool)
            }
            ExpressionKind::Conditional { test, then, otherwise } => match self.value(frame, test)?.truth() {
                Some(true) => self.value(frame, then)?,
                Some(false) => self.value(frame, otherwise)?,
                None => {
                    let (then, otherwise) = (self.quietly(frame, then), self.quietly(frame, otherwise));
                    if then == otherwise { then } else { Value::Unknown }
                }
            },
        })
    }

    /// The value of what is perhaps not run at all.
    fn quietly(&mut self, frame: &mut Frame, expression: &Expression) -> Value {
        let outer = std::mem::replace(&mut self.mode, Mode::Maybe);
        let value = self.value(frame, expression).unwrap_or(Value::Unknown);
        self.mode = outer;
        value
    }

    /// The items of a list; none if how many there are is not known.
    fn sequence(&mut self, frame: &mut Frame, items: &[Expression]) -> Result<Option<Vec<Value>>, Raised> {
        let mut values = Some(vec![]);
        for item in items {
            let more = if let ExpressionKind::Starred(inner) = &item.kind {
                self.value(frame, inner)?.items().map(<[Value]>::to_vec)
            } else {
                Some(vec![self.value(frame, item)?])
            };
            values = values.zip(more).map(|(mut values, more)| {
                values.extend(more);
                values
            });
        }
        Ok(values)
    }

    fn dictionary(&mut self, frame: &mut Frame, items: &[(Option<Expression>, Expression)]) -> Result<Value, Raised> {
        let mut known = Some(vec![]);
        for (key, value) in items {
            let key = key.as_ref().map(|key| self.value(frame, key)).transpose()?;
            let value = self.value(frame, value)?;
            known = known.zip(key).map(|(mut known, key)| {
                known.push((key, value));
                known
            });
        }
        Ok(known.map_or(Value::Unknown, Value::Dict))
    }

    fn name(&mut self, frame: &Frame, name: &str) -> Value {
        match frame.scope.get(name) {
            Some(binding) => self.copy(&binding.value),
            None if name == "__file__" => Value::Text(paths::join(paths::ROOT, &frame.file)),
            None if BUILTINS.contains(&name) => Value::Named(name.to_owned()),
            None => self.unknown(),
        }
    }

    /// The same value once more, unless the values of the project would grow without end.
    fn copy(&mut self, value: &Value) -> Value {
        if self.may_copy(value.size()) { value.clone() } else { self.unknown() }
    }

    /// Whether so much may be copied on top of all that was.
    pub(super) fn may_copy(&mut self, size: usize) -> bool {
        self.copied += size;
        self.copied <= MOST_COPIED
    }

    fn attribute(&mut self, base: &Value, attribute: &str) -> Value {
        match (base, attribute) {
            (Value::Path(path), "parent") => Value::Path(paths::parent(path)),
            (Value::Named(module), "sep") if module == "os" || module == "os.path" => Value::Text("/".to_owned()),
            (Value::Named(name), _) => Value::Named(format!("{name}.{attribute}")),
            _ => self.unknown(),
        }
    }

    fn subscript(
        &mut self,
        frame: &mut Frame,
        base: &Expression,
        key: &Expression,
        range: &Range<usize>,
    ) -> Result<Value, Raised> {
        if let ExpressionKind::Attribute(path, attribute) = &base.kind
            && attribute == "parents"
        {
            let (path, key) = (self.value(frame, path)?, self.value(frame, key)?);
            return Ok(match (path, key) {
                (Value::Path(path), Value::Integer(levels @ 0..=30)) => {
                    Value::Path((0..=levels).fold(path, |path, _| paths::parent(&path)))
                }
                _ => self.unknown(),
            });
        }
        let (base, key) = (self.value(frame, base)?, self.value(frame, key)?);
        if let Some(variable) = base.lacking() {
            return Err(missing(frame, variable, VariableReader::subscript(), range));
        }
        Ok(match (base, key) {
            (Value::Named(name), Value::Text(variable)) if name == "os.environ" => match self.environment.read(&variable) {
                Reading::Given(value) => Value::Text(value),
                Reading::Unknown => self.unknown(),
                Reading::Absent => return Err(missing(frame, &variable, VariableReader::Environ, range)),
            },
            (Value::List(items) | Value::Tuple(items), Value::Integer(place)) => {
                usize::try_from(place).ok().and_then(|place| items.get(place).cloned()).unwrap_or(Value::Unknown)
            }
            (Value::Dict(items), key) if key.is_known() => {
                items.into_iter().rev().find(|(known, _)| *known == key).map_or(Value::Unknown, |(_, value)| value)
            }
            _ => self.unknown(),
        })
    }

    fn logical(&mut self, frame: &mut Frame, logical: Logical, values: &[Expression]) -> Result<Value, Raised> {
        let Some((first, rest)) = values.split_first() else { return Ok(Value::Unknown) };
        let mut value = self.value(frame, first)?;
        for next in rest {
            match (value.truth(), logical) {
                (Some(true), Logical::Or) | (Some(false), Logical::And) => return Ok(value),
                (Some(_), _) => value = self.value(frame, next)?,
                (None, _) => {
                    let _ = self.quietly(frame, next);
                    value = Value::Unknown;
                }
            }
        }
        Ok(value)
    }

    fn compare(&self, left: &Value, comparison: Comparison, right: &Value) -> Option<bool> {
        if let (Value::Text(variable), Value::Named(name)) = (left, right)
            && name == "os.environ"
        {
            let is_given = matches!(self.environment.read(variable), Reading::Given(_)).then_some(true)?;
            return Some(is_given == (comparison == Comparison::In));
        }
        if !left.is_known() || !right.is_known() {
            return None;
        }
        match comparison {
            Comparison::Equal | Comparison::Is => Some(left == right),
            Comparison::NotEqual | Comparison::IsNot => Some(left != right),
            Comparison::In => Some(right.items()?.contains(left)),
            Comparison::NotIn => Some(!right.items()?.contains(left)),
            _ => None,
        }
    }
}
