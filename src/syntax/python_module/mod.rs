//! Python files, reduced to what a platform's fate depends on: names, imports, values, calls, and how they nest.
//!
//! The reduced tree is plain data. The parser behind it is heavy, so it is behind the feature `parser`: native programs and
//! the JavaScript package have it, and the page loads it as a module of its own and hands over the trees that it makes.

#[cfg(feature = "parser")]
mod named_characters;
#[cfg(feature = "parser")]
mod needs;
#[cfg(feature = "parser")]
mod nesting;
#[cfg(feature = "parser")]
mod parse;
mod piece;
#[cfg(feature = "web")]
mod transfer;
mod walk;

#[cfg(feature = "parser")]
pub use parse::parse;
pub use piece::{Need, Piece};

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A Python file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PythonModule {
    /// Its statements, in order. Statements behind an error of syntax are there as far as the parser got hold of them.
    pub body: Vec<Statement>,
    /// The pieces of syntax that not every Python reads, each in its first place, in the order of the places.
    pub needs: Vec<Need>,
    /// The first error of syntax for the newest Python; a file for Python 2 has one, too.
    pub error: Option<SyntaxError>,
}

/// An error of syntax.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyntaxError {
    /// Where.
    pub range: Range<usize>,
    /// What the parser says.
    pub message: String,
}

/// A statement and its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Its place in the text of the file, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: StatementKind,
}

/// What a statement is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum StatementKind {
    /// `import a.b as c`; one for each name of the statement.
    Import {
        /// The module, with its dots.
        module: String,
        /// The name behind `as`.
        alias: Option<String>,
    },
    /// `from a.b import c as d`.
    ImportFrom {
        /// The module without the dots in front; empty for `from . import x`.
        module: String,
        /// How many dots stand in front.
        level: u32,
        /// The names; a single `*` for a star-import.
        names: Vec<ImportedName>,
    },
    /// `a = b = value`, `a: T = value`.
    Assign {
        /// The targets: names, attributes, subscripts, tuples.
        targets: Vec<Expression>,
        /// The value.
        value: Expression,
    },
    /// `a += value`.
    Augment {
        /// The target.
        target: Expression,
        /// The operator.
        operator: Operator,
        /// The value.
        value: Expression,
    },
    /// `a: T` without a value, which binds nothing.
    Annotate {
        /// The target.
        target: Expression,
    },
    /// `del a`.
    Delete {
        /// The targets.
        targets: Vec<Expression>,
    },
    /// `def f(…): …`.
    Function {
        /// Its name.
        name: String,
        /// Its decorators, without the `@`.
        decorators: Vec<Expression>,
        /// How many arguments it must be given.
        required: usize,
        /// The annotations and default values of its parameters, if it has decorators, which may look at them.
        signature: Vec<Expression>,
        /// Whether it is an `async def`.
        is_async: bool,
        /// Its statements.
        body: Vec<Statement>,
    },
    /// `class C(…): …`.
    Class {
        /// Its name.
        name: String,
        /// Its bases.
        bases: Vec<Expression>,
        /// The annotations of its own names, if it has bases, which may look at them.
        fields: Vec<Expression>,
        /// Its statements.
        body: Vec<Statement>,
    },
    /// `if test: … elif … else: …`; an `elif` is an `if` in `otherwise`.
    If {
        /// The condition.
        test: Expression,
        /// What is done if it holds.
        body: Vec<Statement>,
        /// What is done otherwise.
        otherwise: Vec<Statement>,
    },
    /// `try: …`.
    Try {
        /// What is tried.
        body: Vec<Statement>,
        /// What is done about errors.
        handlers: Vec<Handler>,
        /// `else:`.
        otherwise: Vec<Statement>,
        /// `finally:`.
        finally: Vec<Statement>,
    },
    /// `for`, `while`, `with` and `match`: statements that may be done, once or often.
    Block {
        /// The expressions in its head, and the names that it binds.
        head: Vec<Expression>,
        /// The statements inside.
        body: Vec<Statement>,
    },
    /// `return value`.
    Return {
        /// The value.
        value: Option<Expression>,
    },
    /// `raise value`.
    Raise {
        /// The value.
        value: Option<Expression>,
    },
    /// An expression alone, mostly a call.
    Expression(Expression),
    /// `pass`, `global` and the like.
    Other,
}

/// A name that an import brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedName {
    /// Its name in the other module.
    pub name: String,
    /// The name behind `as`.
    pub alias: Option<String>,
}

impl ImportedName {
    /// The name that it gets.
    #[must_use]
    pub fn bound(&self) -> &str {
        self.alias.as_ref().unwrap_or(&self.name)
    }
}

/// `except types: …`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handler {
    /// The types; none catches everything.
    pub types: Option<Expression>,
    /// What is done.
    pub body: Vec<Statement>,
}

/// An expression and its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expression {
    /// Its place in the text of the file, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: ExpressionKind,
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExpressionKind {
    /// `None`.
    None,
    /// `True`, `False`.
    Bool(bool),
    /// An integer; those over 64 bits are [`ExpressionKind::Other`].
    Integer(i64),
    /// A string, with pieces beside each other put together.
    String(String),
    /// An f-string: its pieces, where literal ones are strings.
    FormatString(Vec<Expression>),
    /// `[…]`.
    List(Vec<Expression>),
    /// `(…)`.
    Tuple(Vec<Expression>),
    /// `{key: value}`; a key of none is `**value`.
    Dict(Vec<(Option<Expression>, Expression)>),
    /// `*value`.
    Starred(Box<Expression>),
    /// A name.
    Name(String),
    /// `value.name`.
    Attribute(Box<Expression>, String),
    /// `value[index]`.
    Subscript(Box<Expression>, Box<Expression>),
    /// `function(…)`.
    Call(Box<Call>),
    /// `left operator right`.
    Binary(Box<Expression>, Operator, Box<Expression>),
    /// `not value`.
    Not(Box<Expression>),
    /// `a and b`, `a or b`.
    Logical(Logical, Vec<Expression>),
    /// `left < right`; one comparison only, a chain is [`ExpressionKind::Other`].
    Compare(Box<Expression>, Comparison, Box<Expression>),
    /// `then if test else otherwise`.
    Conditional {
        /// The condition.
        test: Box<Expression>,
        /// The value if it holds.
        then: Box<Expression>,
        /// The value otherwise.
        otherwise: Box<Expression>,
    },
    /// Anything else, with the expressions in it.
    Other(Vec<Expression>),
}

/// A call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// What is called.
    pub function: Expression,
    /// The arguments by place.
    pub arguments: Vec<Expression>,
    /// The arguments by name; a name of none is `**value`.
    pub keywords: Vec<(Option<String>, Expression)>,
}

/// An operator between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operator {
    /// `+`.
    Add,
    /// `/`.
    Divide,
    /// `%`.
    Modulo,
    /// Any other.
    Other,
}

/// `and`, `or`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Logical {
    /// `and`.
    And,
    /// `or`.
    Or,
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// `==`.
    Equal,
    /// `!=`.
    NotEqual,
    /// `<`.
    Less,
    /// `<=`.
    LessOrEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterOrEqual,
    /// `in`.
    In,
    /// `not in`.
    NotIn,
    /// `is`.
    Is,
    /// `is not`.
    IsNot,
}

impl Expression {
    /// The dotted name that the expression is: `os.environ.get` for an attribute of an attribute of a name.
    #[must_use]
    pub fn dotted(&self) -> Option<String> {
        let (mut value, mut names) = (self, vec![]);
        while let ExpressionKind::Attribute(inner, name) = &value.kind {
            names.push(name.as_str());
            value = inner;
        }
        let ExpressionKind::Name(name) = &value.kind else { return None };
        names.push(name);
        names.reverse();
        Some(names.join("."))
    }

    /// The name that a dotted one begins with.
    #[must_use]
    pub fn root(&self) -> Option<&str> {
        match &self.kind {
            ExpressionKind::Name(name) => Some(name),
            ExpressionKind::Attribute(value, _) => value.root(),
            _ => None,
        }
    }

    /// Whether it is this dotted name.
    #[must_use]
    pub fn is_dotted(&self, dotted: &str) -> bool {
        match &self.kind {
            ExpressionKind::Name(name) => name == dotted,
            ExpressionKind::Attribute(value, name) => {
                dotted.rsplit_once('.').is_some_and(|(before, last)| last == name && value.is_dotted(before))
            }
            _ => false,
        }
    }

    /// The text of a string.
    #[must_use]
    pub fn string(&self) -> Option<&str> {
        match &self.kind {
            ExpressionKind::String(text) => Some(text),
            _ => None,
        }
    }

    /// The call that it is.
    #[must_use]
    pub fn call(&self) -> Option<&Call> {
        match &self.kind {
            ExpressionKind::Call(call) => Some(call),
            _ => None,
        }
    }
}

impl Call {
    /// The value of an argument given by name.
    #[must_use]
    pub fn keyword(&self, name: &str) -> Option<&Expression> {
        self.keywords.iter().find(|(keyword, _)| keyword.as_deref() == Some(name)).map(|(_, value)| value)
    }
}
