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
                let loaded = self.waiting(frame, range, |this| this.load_module(module, &file));
                frame.scope.forget(bound);
                loaded.map(drop)
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
                    frame.scope.bind(name.bound(), Binding::of(value));
                }
                Ok(())
            }
            Target::Missing(module) => Err(self.missing(frame, module, range)),
            Target::Folder(inside) => {
                self.doubts += 1;
                let mut loaded = 0;
                let done = self.waiting(frame, range, |this| {
                    names.iter().try_for_each(|name| {
                        this.submodule(&full, &inside, &name.name)?;
                        loaded += 1;
                        Ok(())
                    })
                });
                names.iter().take(loaded).for_each(|name| frame.scope.forget(name.bound()));
                done
            }
            Target::File(file) => {
                let mut bindings = vec![];
                let loaded = self.waiting(frame, range, |this| {
                    let scope = this.load_module(&full, &file)?;
                    for name in names.iter().filter(|_| !is_star) {
                        bindings.push(match scope.get(&name.name) {
                            Some(binding) => binding.clone(),
                            None => this.absent_name((&full, &file), &scope, &name.name, range)?,
                        });
                    }
                    Ok(scope)
                });
                names.iter().zip(bindings).for_each(|(name, binding)| frame.scope.bind(name.bound(), binding));
                match loaded? {
                    scope if is_star && scope.get("__all__").is_some() => frame.scope.open(),
                    scope if is_star && self.may_copy(scope.len()) => frame.scope.take_all(&scope),
                    _ if is_star => frame.scope.open(),
                    _ => {}
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
        let half = self.half(module);
        let is_half = half.is_some();
        let names = half.map_or(Some(scope), |half| half.scope.as_ref()).filter(|names| !names.is_open());
        let (is_seen, is_there) = (names.is_some(), names.is_some_and(|names| names.get(name).is_some()));
        let is_submodule = match folder {
            Some(folder) if is_seen => self.submodule(module, folder, name)?,
            _ => false,
        };
        let lacks = is_seen && !is_there && !is_submodule && !is_special(name);
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
