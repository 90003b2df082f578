//! Imports, of the project's own modules and of others.

use std::ops::Range;

use crate::analysis::python::modules::{Located, SearchPath};
use crate::analysis::python::names::Names;
use crate::syntax::python_module::{Expression, ExpressionKind, Handler, ImportedName};

use super::evaluator::Evaluator;
use super::events::What;
use super::frame::{Frame, Raised};
use super::missing::MissingImport;
use super::modules::{self, MissingModule, Target};
use super::paths;
use super::scope::{Binding, Scope};
use super::value::Value;

/// Modules that are there whatever is installed.
const STANDARD: &[&str] =
    &["__future__", "ast", "datetime", "json", "logging", "os", "pathlib", "platform", "random", "re", "socket", "string", "sys"];

impl Evaluator<'_> {
    pub(super) fn import(
        &mut self,
        frame: &mut Frame,
        module: &str,
        alias: Option<&str>,
        range: &Range<usize>,
    ) -> Result<(), Raised> {
        let top = module.split('.').next().unwrap_or_default();
        let bound = alias.unwrap_or(top);
        match self.find(module) {
            Target::Elsewhere => {
                self.doubts += usize::from(!STANDARD.contains(&top));
                self.record(What::Elsewhere(module.to_owned()), range);
                let named = if alias.is_some() { module } else { top };
                frame.scope.bind(bound, Binding::of(Value::Named(named.to_owned())));
                Ok(())
            }
            Target::Missing(module) => Err(self.missing(frame, module, range)),
            Target::Folder(_) => {
                frame.scope.forget(bound);
                Ok(())
            }
            Target::File(file) => {
                self.wait(frame, range);
                frame.scope.forget(bound);
                self.load_module(module, &file).map(drop)
            }
        }
    }

    pub(super) fn import_from(
        &mut self,
        frame: &mut Frame,
        (module, level): (&str, u32),
        names: &[ImportedName],
        range: &Range<usize>,
    ) -> Result<(), Raised> {
        let is_star = names.iter().any(|name| name.name == "*");
        let Some((base, folder)) = base(frame, level) else {
            self.record(What::Outside { has_package: !frame.package.is_empty() }, range);
            return Err(Raised::Import(None));
        };
        let target = match &folder {
            Some(folder) => modules::below(self.project(), folder, base, module),
            None => self.find(module),
        };
        let full = if module.is_empty() { base.to_owned() } else { modules::full(base, module) };
        match target {
            Target::Elsewhere if is_star => {
                self.record(What::Elsewhere(full), range);
                self.doubts += 1;
                frame.scope.open();
                Ok(())
            }
            Target::Elsewhere => {
                self.doubts += usize::from(!STANDARD.contains(&module.split('.').next().unwrap_or_default()));
                self.record(What::Elsewhere(full), range);
                for name in names {
                    let value = Value::Named(format!("{module}.{}", name.name));
                    frame.scope.bind(name.alias.as_ref().unwrap_or(&name.name), Binding::of(value));
                }
                Ok(())
            }
            Target::Missing(module) => Err(self.missing(frame, module, range)),
            Target::Folder(inside) => {
                self.doubts += 1;
                self.wait(frame, range);
                for name in names {
                    self.submodule(&full, &inside, &name.name)?;
                    frame.scope.forget(name.alias.as_ref().unwrap_or(&name.name));
                }
                Ok(())
            }
            Target::File(file) => {
                self.wait(frame, range);
                let scope = self.load_module(&full, &file)?;
                if is_star && scope.get("__all__").is_some() {
                    frame.scope.open();
                } else if is_star {
                    frame.scope.take_all(&scope);
                } else {
                    for name in names {
                        let binding = match scope.get(&name.name) {
                            Some(binding) => binding.clone(),
                            None => self.absent_name((&full, &file), &scope, &name.name, range)?,
                        };
                        frame.scope.bind(name.alias.as_ref().unwrap_or(&name.name), binding);
                    }
                }
                Ok(())
            }
        }
    }

    /// What a name of a module is that no statement of it binds: one of its modules, or nobody knows.
    fn absent_name(
        &mut self,
        (module, file): (&str, &str),
        scope: &Scope,
        name: &str,
        range: &Range<usize>,
    ) -> Result<Binding, Raised> {
        self.doubts += 1;
        let folder = file.strip_suffix(modules::INIT).map(|folder| folder.trim_end_matches('/'));
        let half = self.half(module).map(|running| running.names.clone());
        let is_half = half.is_some();
        let names = half.unwrap_or_else(|| scope.names());
        let is_submodule = match folder {
            Some(folder) if names.is_some() => self.submodule(module, folder, name)?,
            _ => false,
        };
        let lacks = names.is_some_and(|names| !names.contains(name)) && !is_submodule && !is_special(name);
        if lacks && self.surely_lacks((module, file), name, is_half) {
            let what = What::NoName { module: module.to_owned(), name: name.to_owned(), file: file.to_owned(), is_half };
            self.record(what, range);
            return Err(Raised::Import(None));
        }
        Ok(Binding::of(Value::Unknown))
    }

    /// Whether a name is not in the module, as it is now, and nothing that cannot be followed may put it there.
    fn surely_lacks(&self, (module, file): (&str, &str), name: &str, is_half: bool) -> bool {
        let Some(parsed) = self.files.module(file) else { return false };
        let names = Names::of(&parsed);
        let mut path = SearchPath::default();
        self.folders.iter().for_each(|folder| path.push(folder));
        let is_module = !matches!(path.locate(self.project(), &modules::full(module, name)), Located::Missing(_));
        !names.is_dynamic && is_half != names.get(name).is_empty() && !is_module
    }

    /// Loads a module of a package, if it has one of this name.
    fn submodule(&mut self, package: &str, folder: &str, name: &str) -> Result<bool, Raised> {
        let full = modules::full(package, name);
        match modules::below(self.project(), folder, package, name) {
            Target::File(file) => self.load_module(&full, &file).map(|_| true),
            Target::Folder(_) => Ok(true),
            Target::Missing(_) | Target::Elsewhere => Ok(false),
        }
    }

    /// A module of the project that is not there.
    fn missing(&mut self, frame: &Frame, module: MissingModule, range: &Range<usize>) -> Raised {
        self.record(What::Missing(module.clone()), range);
        Raised::Import(Some(MissingImport { module, file: frame.file.clone(), range: range.clone() }))
    }
}

/// The package that so many dots mean, and its folder, which no dots have; none if they lead outside.
fn base(frame: &Frame, level: u32) -> Option<(&str, Option<String>)> {
    if level == 0 {
        return Some(("", None));
    }
    let mut package = Some(frame.package.as_str()).filter(|package| !package.is_empty())?;
    for _ in 1..level {
        package = package.rsplit_once('.')?.0;
    }
    Some((package, Some((0..level).fold(frame.file.clone(), |path, _| paths::parent(&path)))))
}

/// The names that every module has.
fn is_special(name: &str) -> bool {
    name.starts_with("__") && name.ends_with("__")
}

/// Whether a handler deals with a module that is not there.
pub(super) fn catches_import(handler: &Handler) -> bool {
    let names = |expression: &Expression| expression.dotted().unwrap_or_default();
    let catching = |name: String| ["ImportError", "ModuleNotFoundError", "Exception", "BaseException"].contains(&name.as_str());
    match &handler.types {
        None => true,
        Some(Expression { kind: ExpressionKind::Tuple(types), .. }) => types.iter().any(|one| catching(names(one))),
        Some(one) => catching(names(one)),
    }
}
