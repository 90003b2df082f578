//! Imports, of the project's own modules and of others.

use std::ops::Range;

use crate::syntax::python_module::{Expression, ExpressionKind, Handler, ImportedName};

use super::evaluator::Evaluator;
use super::frame::{Frame, Raised};
use super::missing::MissingImport;
use super::modules::{self, MissingModule, Target};
use super::paths;
use super::scope::Binding;
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
        match modules::find(self.project(), &self.folders, module) {
            Target::Elsewhere => {
                self.doubts += usize::from(!STANDARD.contains(&top));
                let named = if alias.is_some() { module } else { top };
                frame.scope.bind(bound, Binding::of(Value::Named(named.to_owned())));
                Ok(())
            }
            Target::Missing(module) => Err(missing(frame, module, range)),
            Target::Folder(_) => {
                frame.scope.forget(bound);
                Ok(())
            }
            Target::File(file) => {
                frame.scope.forget(bound);
                self.module(&file).map(drop)
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
        match self.target(frame, module, level) {
            Target::Elsewhere if is_star => {
                self.doubts += 1;
                frame.scope.open();
                Ok(())
            }
            Target::Elsewhere => {
                self.doubts += usize::from(!STANDARD.contains(&module.split('.').next().unwrap_or_default()));
                for name in names {
                    let value = Value::Named(format!("{module}.{}", name.name));
                    frame.scope.bind(name.alias.as_ref().unwrap_or(&name.name), Binding::of(value));
                }
                Ok(())
            }
            Target::Missing(module) => Err(missing(frame, module, range)),
            Target::Folder(_) => {
                self.doubts += 1;
                for name in names {
                    frame.scope.forget(name.alias.as_ref().unwrap_or(&name.name));
                }
                Ok(())
            }
            Target::File(file) => {
                let scope = self.module(&file)?;
                if is_star && scope.get("__all__").is_some() {
                    frame.scope.open();
                } else if is_star {
                    frame.scope.take_all(&scope);
                } else {
                    for name in names {
                        let binding = scope.get(&name.name).cloned().unwrap_or_else(|| {
                            self.doubts += 1;
                            Binding::of(Value::Unknown)
                        });
                        frame.scope.bind(name.alias.as_ref().unwrap_or(&name.name), binding);
                    }
                }
                Ok(())
            }
        }
    }

    fn target(&self, frame: &Frame, module: &str, level: u32) -> Target {
        if level == 0 {
            return modules::find(self.project(), &self.folders, module);
        }
        let folder = (0..level).fold(frame.file.clone(), |path, _| paths::parent(&path));
        modules::below(self.project(), &folder, &self.dotted(&folder), module)
    }

    /// The name of a folder's package.
    fn dotted(&self, folder: &str) -> String {
        let inside = self.folders.iter().filter_map(|start| match start.as_str() {
            "" => Some(folder),
            start => folder.strip_prefix(start)?.strip_prefix('/'),
        });
        inside.min_by_key(|path| path.len()).unwrap_or(folder).replace('/', ".")
    }
}

fn missing(frame: &Frame, module: MissingModule, range: &Range<usize>) -> Raised {
    Raised::Import(MissingImport { module, file: frame.file.clone(), range: range.clone() })
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
