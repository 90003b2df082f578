//! What a module imports as it is loaded, and where that is in the project.

use std::ops::Range;

use crate::analysis::python::python_files::PythonFiles;
use crate::analysis::settings::Settings;
use crate::project::Project;
use crate::syntax::python_module::{Comparison, Expression, ExpressionKind, Handler, PythonModule, Statement, StatementKind};

use super::wanted::{Start, Wanted};

/// The variable that names the settings.
const SETTINGS_VARIABLE: &str = "DJANGO_SETTINGS_MODULE";
/// Modules that are there before any file is looked for.
pub const BUILT_IN: &[&str] = &[
    "__future__",
    "abc",
    "array",
    "atexit",
    "builtins",
    "codecs",
    "encodings",
    "errno",
    "gc",
    "io",
    "itertools",
    "marshal",
    "math",
    "os",
    "posix",
    "re",
    "signal",
    "site",
    "stat",
    "sys",
    "time",
    "types",
    "warnings",
    "zlib",
];

/// An import that surely runs.
struct Import<'m> {
    module: &'m str,
    level: u32,
    names: Vec<&'m str>,
    range: &'m Range<usize>,
}

/// The files that a module imports as it is loaded, in order.
pub(super) fn imports(files: &PythonFiles<'_>, given: &Settings, from: &Wanted, module: &PythonModule) -> Vec<Wanted> {
    let mut found = vec![];
    collect(&module.body, from.is_script, &mut found);
    let mut wanted = vec![];
    for import in &found {
        let paths = imported_files(files, from, import);
        wanted.extend(paths.into_iter().map(|path| imported(from, path, import.range, from.by_default_settings)));
    }
    wanted.extend(settings(files, given, from, module));
    wanted.extend(included(files, from, module));
    wanted
}

/// The addresses that a module of addresses surely includes.
fn included(files: &PythonFiles<'_>, from: &Wanted, module: &PythonModule) -> Vec<Wanted> {
    if from.start != Start::Request {
        return vec![];
    }
    let values = module.body.iter().filter_map(|statement| match &statement.kind {
        StatementKind::Assign { value, .. } | StatementKind::Augment { value, .. } => Some(value),
        _ => None,
    });
    let calls = values.flat_map(Expression::all).filter_map(|value| Some((value.call()?, &value.range)));
    let named = calls.filter(|(call, _)| call.function.dotted().as_deref() == Some("include"));
    let paths = named.flat_map(|(call, range)| {
        let module = call.arguments.first().and_then(Expression::string);
        let paths = module.and_then(|module| find_module(files.project(), &from.roots, module)).unwrap_or_default();
        paths.into_iter().map(move |path| imported(from, path, range, from.by_default_settings))
    });
    paths.collect()
}

fn imported(from: &Wanted, path: String, range: &Range<usize>, by_default_settings: bool) -> Wanted {
    let importer = Some((from.path.clone(), range.clone()));
    Wanted { path, start: from.start, importer, by_default_settings, is_script: false, roots: from.roots.clone() }
}

/// Collects imports up to where the module may end early; says whether it goes on behind the statements.
fn collect<'m>(body: &'m [Statement], is_script: bool, found: &mut Vec<Import<'m>>) {
    for statement in body {
        match &statement.kind {
            StatementKind::Import { module, .. } => {
                found.push(Import { module, level: 0, names: vec![], range: &statement.range });
            }
            StatementKind::ImportFrom { module, level, names } => {
                let names = names.iter().map(|name| name.name.as_str()).collect();
                found.push(Import { module, level: *level, names, range: &statement.range });
            }
            StatementKind::Try { body, handlers, .. } if !handlers.iter().any(catches_everything) => {
                collect(&body[..body.len().min(1)], is_script, found);
            }
            StatementKind::If { test, body, .. } if is_script && is_main(test) => collect(body, is_script, found),
            StatementKind::Raise { .. } => return,
            StatementKind::Expression(value) if ends(value) => return,
            _ => {}
        }
    }
}

/// An error of syntax in what is imported passes every handler but these.
fn catches_everything(handler: &Handler) -> bool {
    let Some(types) = &handler.types else { return true };
    let types = match &types.kind {
        ExpressionKind::Tuple(types) => types.iter().collect(),
        _ => vec![types],
    };
    let is_narrow = |name: String| !matches!(name.as_str(), "BaseException" | "Exception" | "SyntaxError" | "StandardError");
    !types.into_iter().all(|one| one.dotted().is_some_and(is_narrow))
}

fn is_main(test: &Expression) -> bool {
    matches!(&test.kind, ExpressionKind::Compare(left, Comparison::Equal, _) if left.dotted().as_deref() == Some("__name__"))
}

fn ends(value: &Expression) -> bool {
    let name = value.call().and_then(|call| call.function.dotted());
    matches!(name.as_deref(), Some("sys.exit" | "exit" | "quit" | "os._exit"))
}

fn imported_files(files: &PythonFiles<'_>, from: &Wanted, import: &Import<'_>) -> Vec<String> {
    let found = match (import.level, from.is_script) {
        (0, _) if BUILT_IN.contains(&import.module.split('.').next().unwrap_or_default()) => None,
        (0, _) => find_module(files.project(), &from.roots, import.module),
        (_, true) => None,
        (level, false) => above(&from.path, level).and_then(|root| find_module(files.project(), &[root], import.module)),
    };
    let Some(mut paths) = found else { return vec![] };
    let package = match paths.last() {
        Some(last) if last.ends_with(INIT) => Some(folder(last).to_owned()),
        Some(_) => None,
        None => package_without_init(files.project(), from, import),
    };
    if let Some(package) = package {
        let init = files.module(&format!("{package}{INIT}"));
        // A package that imports itself is half loaded, so that its names are not bound yet; what they are is not sure.
        let is_free = |name: &&&str| init.as_ref().is_none_or(|init| may_not_bind(init, name));
        for name in import.names.iter().filter(|name| **name != "*").filter(is_free) {
            paths.extend(find_module(files.project(), std::slice::from_ref(&package), name).unwrap_or_default());
        }
    }
    paths
}

const INIT: &str = "__init__.py";

/// The folder of a file, empty or with a slash at its end.
pub(super) fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| &path[..=slash])
}

/// The folder that so many dots mean.
fn above(path: &str, level: u32) -> Option<String> {
    let mut root = folder(path);
    for _ in 1..level {
        root = folder(root.strip_suffix('/')?);
    }
    Some(root.to_owned())
}

/// The files that are loaded for a module, outer packages first; none if it is not in the project.
pub(super) fn find_module(project: &Project, roots: &[String], name: &str) -> Option<Vec<String>> {
    roots.iter().find_map(|root| {
        let mut loaded = vec![];
        let mut place = root.clone();
        let parts: Vec<&str> = name.split('.').filter(|part| !part.is_empty()).collect();
        for (index, part) in parts.iter().enumerate() {
            let (file, init) = (format!("{place}{part}.py"), format!("{place}{part}/{INIT}"));
            let is_last = index + 1 == parts.len();
            if project.has(&init) {
                loaded.push(init);
            } else if project.has(&file) {
                loaded.push(file);
                return is_last.then_some(loaded);
            } else if !project.has_folder(&format!("{place}{part}")) {
                return None;
            }
            place = format!("{place}{part}/");
        }
        Some(loaded)
    })
}

/// The folder behind `from folder import module`, where the folder has no `__init__.py`.
fn package_without_init(project: &Project, from: &Wanted, import: &Import<'_>) -> Option<String> {
    let roots = if import.level == 0 { from.roots.clone() } else { vec![above(&from.path, import.level)?] };
    let inside = import.module.replace('.', "/");
    let places = roots.into_iter().map(|root| if inside.is_empty() { root } else { format!("{root}{inside}/") });
    places.into_iter().find(|place| place.is_empty() || project.has_folder(place.trim_end_matches('/')))
}

/// Whether a package surely has no name of its own like this.
fn may_not_bind(init: &PythonModule, name: &str) -> bool {
    !init.body.iter().any(|statement| binds(statement, name))
}

fn binds(statement: &Statement, name: &str) -> bool {
    let is_name = |bound: &str| bound == name;
    match &statement.kind {
        StatementKind::Import { module, alias } => is_name(alias.as_deref().unwrap_or(module)),
        StatementKind::ImportFrom { names, .. } => {
            names.iter().any(|one| one.name == "*" || is_name(one.alias.as_deref().unwrap_or(&one.name)))
        }
        StatementKind::Assign { targets, .. } => {
            targets.iter().flat_map(Expression::all).any(|target| target.dotted().is_some_and(|bound| is_name(&bound)))
        }
        StatementKind::Function { name: bound, .. } | StatementKind::Class { name: bound, .. } => {
            is_name(bound) || bound == "__getattr__"
        }
        _ => statement.blocks().into_iter().flatten().any(|inner| binds(inner, name)),
    }
}

/// The settings that a file names, unless a variable names others.
fn settings(files: &PythonFiles<'_>, given: &Settings, from: &Wanted, module: &PythonModule) -> Vec<Wanted> {
    // Most files do not even have the word, and the way through all expressions of a large project is long.
    if !files.project().text(&from.path).is_some_and(|text| text.as_str().contains("setdefault")) {
        return vec![];
    }
    let expressions = module.expressions();
    let mut named = expressions.iter().filter_map(|value| {
        let call = value.call().filter(|call| call.function.dotted().as_deref() == Some("os.environ.setdefault"))?;
        match call.arguments.as_slice() {
            [name, settings] if name.string() == Some(SETTINGS_VARIABLE) => Some((settings.string()?, &value.range)),
            _ => None,
        }
    });
    let (Some((default, range)), None) = (named.next(), named.next()) else { return vec![] };
    let set = given.env.get(SETTINGS_VARIABLE);
    let paths = find_module(files.project(), &from.roots, set.map_or(default, String::as_str)).unwrap_or_default();
    paths.into_iter().map(|path| imported(from, path, range, set.is_none())).collect()
}
