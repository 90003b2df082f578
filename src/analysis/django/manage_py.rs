//! The settings module that `manage.py` names.

use std::ops::Range;

use crate::syntax::python_module::{Call, Expression, ExpressionKind, PythonModule, Statement, StatementKind};

/// The variable that names the settings module.
pub(super) const VARIABLE: &str = "DJANGO_SETTINGS_MODULE";

/// Where `manage.py` names a settings module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// The module.
    pub(super) module: String,
    /// The string that names it.
    pub(super) range: Range<usize>,
    /// Whether a variable of the platform goes before it.
    pub(super) is_default: bool,
}

/// The only module that it names, whatever the circumstances; none if there are several, or it is put together.
pub(super) fn named(manage_py: &PythonModule) -> Option<Named> {
    let mut found = vec![];
    collect(&manage_py.body, false, &mut found);
    match found.as_slice() {
        [Some(named)] => Some(named.clone()),
        _ => None,
    }
}

/// Whether it changes where modules are found.
pub(super) fn moves_modules(manage_py: &PythonModule) -> bool {
    manage_py.expressions().iter().any(|part| part.dotted().is_some_and(|name| name == "sys.path"))
}

/// Whether it leaves variables and settings alone before Django starts.
pub(super) fn is_plain(manage_py: &PythonModule) -> bool {
    let hidden = ["configurations", "dotenv", "environ", "decouple", "dynaconf"];
    let imports = |statement: &Statement| match &statement.kind {
        StatementKind::Import { module, .. } | StatementKind::ImportFrom { module, .. } => {
            hidden.contains(&module.split('.').next().unwrap_or_default())
        }
        _ => false,
    };
    !any(&manage_py.body, &imports)
}

fn any(body: &[Statement], test: &impl Fn(&Statement) -> bool) -> bool {
    body.iter().any(|statement| test(statement) || statement.blocks().into_iter().any(|block| any(block, test)))
}

/// Every place that sets the variable; none for one that is not sure to be run or to be a plain string.
fn collect(body: &[Statement], is_conditional: bool, found: &mut Vec<Option<Named>>) {
    for statement in body {
        let value = match &statement.kind {
            StatementKind::Expression(value) => value.call().and_then(default).map(|value| (value, true)),
            StatementKind::Assign { targets, value } if targets.iter().any(is_variable) => Some((value, false)),
            _ => None,
        };
        found.extend(value.map(|(value, is_default)| module(value, is_default).filter(|_| !is_conditional)));
        let conditional = is_conditional || is_condition(statement);
        for block in statement.blocks() {
            collect(block, conditional, found);
        }
    }
}

fn is_condition(statement: &Statement) -> bool {
    match &statement.kind {
        StatementKind::If { test, .. } => !is_main(test),
        StatementKind::Function { .. } | StatementKind::Try { .. } => false,
        _ => true,
    }
}

fn is_main(test: &Expression) -> bool {
    matches!(&test.kind, ExpressionKind::Compare(left, _, right)
        if left.dotted().as_deref() == Some("__name__") && right.string() == Some("__main__"))
}

/// What `os.environ.setdefault` sets the variable to.
fn default(call: &Call) -> Option<&Expression> {
    let is_default = call.function.dotted()?.ends_with("environ.setdefault");
    match call.arguments.as_slice() {
        [variable, value] if is_default && variable.string() == Some(VARIABLE) => Some(value),
        _ => None,
    }
}

fn is_variable(target: &Expression) -> bool {
    matches!(&target.kind, ExpressionKind::Subscript(base, key)
        if base.dotted().is_some_and(|name| name.ends_with("environ")) && key.string() == Some(VARIABLE))
}

fn module(value: &Expression, is_default: bool) -> Option<Named> {
    Some(Named { module: value.string()?.to_owned(), range: value.range.clone(), is_default })
}
