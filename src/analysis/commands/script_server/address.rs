//! What the code of a script gives as a host or a port.

use crate::analysis::python::names::{Bound, Names};
use crate::syntax::python_module::{Expression, ExpressionKind};

/// How many names are followed, one after another.
const DEPTH: u32 = 6;
/// Calls that leave a number or a text what it is.
const CONVERSIONS: &[&str] = &["int", "str"];
/// Calls that read a variable, and what stands for one that is not set behind its name.
const READERS: &[&str] = &["os.environ.get", "os.getenv", "environ.get", "getenv"];
/// The mappings of variables.
const MAPPINGS: &[&str] = &["os.environ", "environ"];

/// A host or a port, as far as the code says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Given {
    /// This text or number.
    Fixed(String),
    /// What a variable holds, and what comes where it is not set.
    Variable(String, Otherwise),
    /// Something that cannot be told.
    Unknown,
}

/// What comes where a variable is not set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Otherwise {
    /// This text or number.
    Text(String),
    /// Nothing.
    Nothing,
    /// The script stops.
    Stops,
}

/// The names that count at one place.
#[derive(Clone, Copy)]
pub(super) struct Scope<'n, 'm> {
    pub(super) names: &'n Names<'m>,
    pub(super) local: Option<&'n Names<'m>>,
}

impl<'m> Scope<'_, 'm> {
    /// The only thing that a name is bound to.
    pub(super) fn bound(&self, name: &str) -> Option<Bound<'m>> {
        let inside = self.local.map_or(vec![], |local| local.get(name));
        let found = if inside.is_empty() { self.names.get(name) } else { inside };
        if let [one] = found[..] { Some(one) } else { None }
    }

    /// What an expression gives.
    pub(super) fn given(&self, expression: &Expression) -> Given {
        self.followed(expression, DEPTH)
    }

    fn followed(&self, expression: &Expression, depth: u32) -> Given {
        let Some(depth) = depth.checked_sub(1) else { return Given::Unknown };
        match &expression.kind {
            ExpressionKind::Integer(number) => Given::Fixed(number.to_string()),
            ExpressionKind::String(text) => Given::Fixed(text.clone()),
            ExpressionKind::Name(name) => match self.bound(name) {
                Some(Bound::Value(value)) => self.followed(value, depth),
                _ => Given::Unknown,
            },
            ExpressionKind::Call(call) => {
                let function = call.function.dotted().unwrap_or_default();
                match call.arguments.as_slice() {
                    [value] if CONVERSIONS.contains(&function.as_str()) => self.followed(value, depth),
                    [name] if READERS.contains(&function.as_str()) => variable(name, Otherwise::Nothing),
                    [name, default] if READERS.contains(&function.as_str()) => match self.followed(default, depth) {
                        Given::Fixed(default) => variable(name, Otherwise::Text(default)),
                        Given::Variable(..) | Given::Unknown => Given::Unknown,
                    },
                    _ => Given::Unknown,
                }
            }
            ExpressionKind::Subscript(mapping, name)
                if mapping.dotted().is_some_and(|name| MAPPINGS.contains(&name.as_str())) =>
            {
                variable(name, Otherwise::Stops)
            }
            _ => Given::Unknown,
        }
    }
}

fn variable(name: &Expression, otherwise: Otherwise) -> Given {
    name.string().map_or(Given::Unknown, |name| Given::Variable(name.to_owned(), otherwise))
}
