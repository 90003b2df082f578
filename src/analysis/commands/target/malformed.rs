//! A target that is not `module:object`.

use std::ops::Range;

use crate::analysis::Facts;
use crate::analysis::commands::folders::folder_from;
use crate::analysis::commands::launch::{Launch, Tool};
use crate::analysis::commands::pinned::has_old_gunicorn;
use crate::analysis::commands::started::modules;
use crate::analysis::python::apps::Has;
use crate::analysis::python::modules::Located;
use crate::syntax::python_name::is_identifier;

use super::suggestion::{fitting_object, suggestion};

/// What is wrong with the writing of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MalformedKind {
    /// A path of a file in place of a module.
    Path,
    /// A blank at the colon.
    Blank,
    /// The name of a file in place of an object.
    FileAsObject,
    /// Nothing behind the colon, or no colon where there has to be one.
    NoObject,
    /// Nothing before the colon.
    NoModule,
    /// Module and object have changed places.
    Swapped,
    /// A name inside another one, which gunicorn takes no more.
    Dotted,
}

/// A target that the program does not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MalformedTarget {
    /// What is wrong.
    pub kind: MalformedKind,
    /// As it is written.
    pub written: String,
    /// Where it stands in the command.
    pub range: Range<usize>,
    /// As it was probably meant.
    pub meant: Option<String>,
    /// Whether the object that is meant is known to be there.
    pub works: bool,
}

/// What is wrong with the target of a server.
pub(super) fn malformed(facts: &Facts<'_>, launch: &Launch) -> Option<MalformedTarget> {
    if !launch.is_server() || launch.tool == Tool::Hypercorn {
        return None;
    }
    let fault = blank(launch).or_else(|| in_one_word(facts, launch))?;
    Some(MalformedTarget { works: works(facts, launch, fault.meant.as_deref()), ..fault })
}

/// `app: app` and `app :app`, which the shell makes two words of.
fn blank(launch: &Launch) -> Option<MalformedTarget> {
    let (text, next) = (launch.text(), launch.rest.first()?);
    let is_name = |name: &str| name.split('(').next().is_some_and(is_identifier);
    let module = text.strip_suffix(':').filter(|_| is_name(&next.text)).map(|module| (module, next.text.as_str()));
    let (module, object) = module.or_else(|| Some((text, next.text.strip_prefix(':').filter(|name| is_name(name))?)))?;
    let is_dotted = module.split('.').all(is_identifier);
    is_dotted.then(|| MalformedTarget {
        kind: MalformedKind::Blank,
        written: format!("{text} {}", next.text),
        range: launch.word.range.start..next.range.end,
        meant: Some(format!("{module}:{object}")),
        works: false,
    })
}

fn in_one_word(facts: &Facts<'_>, launch: &Launch) -> Option<MalformedTarget> {
    let name = launch.object_name();
    let (kind, meant) = match name.object {
        _ if name.module.contains(['\\', ' ', '(']) => return None,
        _ if name.module.contains('/') || name.module.strip_suffix(".py").is_some() => (MalformedKind::Path, path(facts, launch)),
        Some(_) if name.module.is_empty() => (MalformedKind::NoModule, None),
        Some("") => (MalformedKind::NoObject, with_object(facts, launch, name.module)),
        Some(object) if object.strip_suffix(".py").is_some() => {
            let stem = object.trim_end_matches(".py");
            (MalformedKind::FileAsObject, is_identifier(stem).then(|| format!("{}:{stem}", name.module)))
        }
        Some(object) if launch.tool == Tool::Gunicorn && is_dotted(object) && has_new_gunicorn(facts) => {
            (MalformedKind::Dotted, with_own_name(facts, launch, name.module, object))
        }
        Some(object) if is_swapped(facts, launch, name.module, object) => {
            (MalformedKind::Swapped, Some(format!("{object}:{}", name.module)))
        }
        None if launch.tool == Tool::Uvicorn || launch.tool == Tool::Daphne => {
            (MalformedKind::NoObject, with_object(facts, launch, name.module))
        }
        _ => return None,
    };
    Some(MalformedTarget { kind, written: launch.text().to_owned(), range: launch.whole(), meant, works: false })
}

/// The module that a path means, with the object that is written or that the file has.
fn path(facts: &Facts<'_>, launch: &Launch) -> Option<String> {
    let name = launch.object_name();
    let stem = name.module.trim_end_matches(".py");
    let here = launch.folder.as_deref()?;
    let candidates = launch.path.folders().iter().map(String::as_str).chain([here]);
    let found = candidates
        .filter_map(|folder| folder_from(folder, stem))
        .map(|path| format!("{path}.py"))
        .find(|file| facts.project.has(file));
    if let Some(file) = found {
        return suggestion(facts, launch, &file, name.object).map(|found| found.text);
    }
    let module = stem.trim_start_matches("./").replace('/', ".");
    let object = name.object.map_or(String::new(), |object| format!(":{object}"));
    module.split('.').all(is_identifier).then(|| format!("{module}{object}"))
}

fn with_object(facts: &Facts<'_>, launch: &Launch, module: &str) -> Option<String> {
    let Located::File(file) = modules(facts, launch).locate(module) else { return None };
    fitting_object(facts, launch, &file).map(|object| format!("{module}:{object}"))
}

/// `board.server`, or a call of such a name.
fn is_dotted(object: &str) -> bool {
    let called = object.split('(').next().unwrap_or(object);
    called.contains('.') && called.split('.').all(is_identifier)
}

/// Whether no requirement keeps gunicorn before 20, which took such names.
fn has_new_gunicorn(facts: &Facts<'_>) -> bool {
    let mut bounded = facts.requirements.named().filter(|(_, named)| named.normalized == "gunicorn");
    !has_old_gunicorn(facts) && !bounded.any(|(_, named)| named.specifiers.contains('<'))
}

/// The target with the last name alone, if the module has it.
fn with_own_name(facts: &Facts<'_>, launch: &Launch, module: &str, object: &str) -> Option<String> {
    let last = object.rsplit('.').next().filter(|last| is_identifier(last))?;
    let Located::File(file) = modules(facts, launch).locate(module) else { return None };
    (modules(facts, launch).has(&file, last) == Has::Yes).then(|| format!("{module}:{last}"))
}

/// Only what stands behind the colon is a module of the project, and it has an object of the name before the colon.
fn is_swapped(facts: &Facts<'_>, launch: &Launch, module: &str, object: &str) -> bool {
    let modules = modules(facts, launch);
    let is_missing = matches!(modules.locate(module), Located::Missing(missing) if missing.inside.is_none());
    match modules.locate(object) {
        Located::File(file) => is_missing && is_identifier(module) && modules.has(&file, module) == Has::Yes,
        _ => false,
    }
}

/// Whether the object that is meant is known to be there.
fn works(facts: &Facts<'_>, launch: &Launch, meant: Option<&str>) -> bool {
    let Some(meant) = meant else { return false };
    let (module, object) = meant.split_once(':').unwrap_or((meant, launch.tool.default_object().unwrap_or_default()));
    let name = object.split('(').next().unwrap_or_default();
    let Located::File(file) = modules(facts, launch).locate(module) else { return false };
    modules(facts, launch).has(&file, name) == Has::Yes
}
