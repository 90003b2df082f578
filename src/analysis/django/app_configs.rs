//! The class that describes an app of the project, and the name that it gives it.

use std::ops::Range;

use crate::analysis::python::names::{Bound, Names};
use crate::analysis::python::python_files::PythonFiles;
use crate::syntax::python_module::{Expression, ExpressionKind, Statement, StatementKind};

use super::modules::Target;

/// The class that describes an app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppConfig {
    /// Its file.
    pub file: String,
    /// The module that is this file.
    pub module: String,
    /// The class.
    pub class: String,
    /// What it calls the app, and where.
    pub name: (String, Range<usize>),
}

/// The class that Django takes for an entry of `INSTALLED_APPS`; none if it takes none, or it cannot be told. Since Django 3.2
/// the only one of the module `apps` is found.
pub(super) fn app_config(
    files: &PythonFiles<'_>,
    find: impl Fn(&str) -> Target,
    entry: &str,
    finds_configs: bool,
) -> Option<AppConfig> {
    let (module, wanted) = match (find(entry), entry.rsplit_once('.')) {
        (Target::File(init), _) => {
            let names_another = files.project().text(&init).is_none_or(|text| text.as_str().contains("default_app_config"));
            (finds_configs && !names_another).then(|| (format!("{entry}.apps"), None))?
        }
        (Target::Folder(_), _) => finds_configs.then(|| (format!("{entry}.apps"), None))?,
        (_, Some((module, class))) => (module.to_owned(), Some(class)),
        (_, None) => return None,
    };
    let Target::File(file) = find(&module) else { return None };
    let parsed = files.module(&file).filter(|parsed| parsed.error.is_none())?;
    let names = Names::of(&parsed);
    let is_base = |base: &Expression| match base.dotted().as_deref() {
        Some("AppConfig") => {
            matches!(names.get("AppConfig")[..], [Bound::From { module: "django.apps" | "django.apps.config", level: 0, .. }])
        }
        Some(dotted) => dotted == "apps.AppConfig" || dotted == "django.apps.AppConfig",
        None => false,
    };
    // A class with another base may be one as well, so that it cannot be told which one is found.
    let classes: Vec<(&str, &[Expression], &[Statement])> = parsed.body.iter().filter_map(class).collect();
    let all_plain = classes.iter().all(|(_, bases, _)| bases.iter().all(&is_base));
    let (class, _, body) = match (wanted, classes.as_slice()) {
        (Some(wanted), all) => {
            *all.iter().find(|(class, bases, _)| *class == wanted && matches!(bases, [base] if is_base(base)))?
        }
        (None, [only]) if all_plain && !only.1.is_empty() && attribute(only.2, "default").is_none() && !names.is_dynamic => *only,
        _ => return None,
    };
    let name = attribute(body, "name")?;
    let name = (name.string()?.to_owned(), name.range.clone());
    Some(AppConfig { file, module, class: class.to_owned(), name })
}

fn class(statement: &Statement) -> Option<(&str, &[Expression], &[Statement])> {
    match &statement.kind {
        StatementKind::Class { name, bases, body, .. } => Some((name, bases, body)),
        _ => None,
    }
}

/// The value that the body of a class gives to an attribute.
fn attribute<'m>(body: &'m [Statement], name: &str) -> Option<&'m Expression> {
    body.iter().rev().find_map(|statement| match &statement.kind {
        StatementKind::Assign { targets, value } => {
            let is_it = |target: &Expression| matches!(&target.kind, ExpressionKind::Name(bound) if bound == name);
            targets.iter().any(is_it).then_some(value)
        }
        _ => None,
    })
}
