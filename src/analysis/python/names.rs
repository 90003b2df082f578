//! The names that a Python module has when it was imported, and what they are bound to.

use std::collections::BTreeMap;

use crate::syntax::python_module::{
    Comparison, Expression, ExpressionKind, ImportedName, PythonModule, Statement, StatementKind,
};

/// Calls behind which a module may have any name.
const BINDING_CALLS: [&str; 6] = ["exec", "globals", "locals", "vars", "setattr", "execfile"];

/// What a name is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound<'m> {
    /// A value.
    Value(&'m Expression),
    /// A function: its statement.
    Function(&'m Statement),
    /// A class: its bases.
    Class(&'m [Expression]),
    /// A module, by its dotted name.
    Module(&'m str),
    /// A name of another module.
    From {
        /// The module without the dots in front.
        module: &'m str,
        /// How many dots stand in front.
        level: u32,
        /// The name there.
        name: &'m str,
    },
    /// Something else: an item of a tuple, a target of `for` or `with`.
    Other,
}

/// A star-import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Star<'m> {
    /// The module without the dots in front.
    pub module: &'m str,
    /// How many dots stand in front.
    pub level: u32,
}

/// The names of a module.
#[derive(Debug, Default)]
pub struct Names<'m> {
    /// Each name with its bindings in their order, and whether each is made in any case.
    bound: Vec<(&'m str, Vec<(Bound<'m>, bool)>)>,
    /// The place of each name among them.
    places: BTreeMap<String, usize>,
    /// The star-imports.
    pub stars: Vec<Star<'m>>,
    /// Whether names may come and go in ways that cannot be followed.
    pub is_dynamic: bool,
    /// Whether what stands below `if __name__ == "__main__"` is done.
    is_program: bool,
}

impl<'m> Names<'m> {
    /// Reads a module.
    #[must_use]
    pub fn of(module: &'m PythonModule) -> Self {
        let mut names = Self { is_dynamic: module.error.is_some(), ..Self::default() };
        names.block(&module.body, true);
        names
    }

    /// Reads a module that is run as the program itself.
    #[must_use]
    pub fn of_program(module: &'m PythonModule) -> Self {
        let mut names = Self { is_dynamic: module.error.is_some(), is_program: true, ..Self::default() };
        names.block(&module.body, true);
        names
    }

    /// The names that a function binds.
    #[must_use]
    pub fn of_function(body: &'m [Statement]) -> Self {
        let mut names = Self::default();
        names.block(body, true);
        names
    }

    /// What a name may be bound to in the end; empty if nothing binds it.
    #[must_use]
    pub fn get(&self, name: &str) -> Vec<Bound<'m>> {
        let bound = self.places.get(name).map_or(&[][..], |place| &self.bound[*place].1);
        let last = bound.iter().rposition(|(_, is_certain)| *is_certain).unwrap_or(0);
        bound[last..].iter().map(|(bound, _)| *bound).collect()
    }

    /// Every name that is bound, in the order in which they come up.
    #[must_use]
    pub fn all(&self) -> Vec<&'m str> {
        self.bound.iter().map(|(name, _)| *name).collect()
    }

    fn block(&mut self, body: &'m [Statement], is_certain: bool) {
        for statement in body {
            self.statement(statement, is_certain);
        }
    }

    fn statement(&mut self, statement: &'m Statement, is_certain: bool) {
        self.look_for_tricks(statement);
        match &statement.kind {
            StatementKind::Import { module, alias } => self.import(module, alias.as_deref(), is_certain),
            StatementKind::ImportFrom { module, level, names } => self.import_from(module, *level, names, is_certain),
            StatementKind::Assign { targets, value } => {
                for target in targets {
                    self.target(target, Bound::Value(value), is_certain);
                }
            }
            StatementKind::Function { name, body, .. } => {
                self.is_dynamic |= name == "__getattr__" || binds_globals(body);
                self.bind(name, Bound::Function(statement), is_certain);
            }
            StatementKind::Class { name, bases, .. } => self.bind(name, Bound::Class(bases), is_certain),
            StatementKind::If { test, body, otherwise } if is_main(test) => {
                self.block(if self.is_program { body } else { otherwise }, is_certain);
            }
            StatementKind::If { body, otherwise, .. } => {
                self.block(body, false);
                self.block(otherwise, false);
            }
            StatementKind::Try { body, handlers, otherwise, finally } => {
                self.block(body, false);
                for handler in handlers {
                    self.block(&handler.body, false);
                }
                self.block(otherwise, false);
                self.block(finally, is_certain);
            }
            StatementKind::Block { head, body } => {
                for target in head {
                    self.target(target, Bound::Other, false);
                }
                self.block(body, false);
            }
            _ => {}
        }
    }

    /// `exec`, `globals()`, `del`, `:=` and the like.
    fn look_for_tricks(&mut self, statement: &Statement) {
        let trick = |expression: &Expression| match &expression.kind {
            ExpressionKind::Call(call) => BINDING_CALLS.iter().any(|name| call.function.is_dotted(name)),
            ExpressionKind::Attribute(..) => expression.is_dotted("sys.modules"),
            ExpressionKind::Other(parts) => is_walrus(parts),
            _ => false,
        };
        let is_deleted = matches!(statement.kind, StatementKind::Delete { .. });
        self.is_dynamic |= is_deleted || statement.own_expressions().into_iter().flat_map(Expression::all).any(trick);
    }

    fn import(&mut self, module: &'m str, alias: Option<&'m str>, is_certain: bool) {
        let top = module.split('.').next().unwrap_or(module);
        let (name, module) = alias.map_or((top, top), |alias| (alias, module));
        self.bind(name, Bound::Module(module), is_certain);
    }

    fn import_from(&mut self, module: &'m str, level: u32, names: &'m [ImportedName], is_certain: bool) {
        for imported in names {
            if imported.name == "*" {
                self.stars.push(Star { module, level });
                continue;
            }
            let name = imported.alias.as_deref().unwrap_or(&imported.name);
            self.bind(name, Bound::From { module, level, name: &imported.name }, is_certain);
        }
    }

    fn target(&mut self, target: &'m Expression, bound: Bound<'m>, is_certain: bool) {
        match &target.kind {
            ExpressionKind::Name(name) => self.bind(name, bound, is_certain),
            ExpressionKind::Tuple(items) | ExpressionKind::List(items) => {
                for item in items {
                    self.target(item, Bound::Other, is_certain);
                }
            }
            ExpressionKind::Starred(item) => self.target(item, Bound::Other, is_certain),
            _ => {}
        }
    }

    fn bind(&mut self, name: &'m str, bound: Bound<'m>, is_certain: bool) {
        match self.places.get(name) {
            Some(place) => self.bound[*place].1.push((bound, is_certain)),
            None => {
                self.places.insert(name.to_owned(), self.bound.len());
                self.bound.push((name, vec![(bound, is_certain)]));
            }
        }
    }
}

/// `__name__ == "__main__"`: what stands below is not done when the module is imported.
#[must_use]
pub fn is_main(test: &Expression) -> bool {
    let ExpressionKind::Compare(left, Comparison::Equal, right) = &test.kind else { return false };
    let sides = |name: &Expression, text: &Expression| name.is_dotted("__name__") && text.string() == Some("__main__");
    sides(left, right) || sides(right, left)
}

/// `name := value`, of which the tree gives the value first.
fn is_walrus(parts: &[Expression]) -> bool {
    let [value, name] = parts else { return false };
    matches!(name.kind, ExpressionKind::Name(_)) && name.range.start < value.range.start
}

/// Whether a function may bind names of its module: `global` is no statement of its own here.
fn binds_globals(body: &[Statement]) -> bool {
    let is_other = |statement: &Statement| matches!(statement.kind, StatementKind::Other);
    let binds = |statement: &Statement| !matches!(statement.kind, StatementKind::Other | StatementKind::Expression(_));
    body.iter().any(is_other) && body.iter().any(binds) || body.iter().flat_map(Statement::blocks).any(binds_globals)
}

#[cfg(all(test, feature = "python"))]
mod tests {
    use super::*;
    use crate::syntax::python_module::parse;

    #[test]
    fn names_come_from_everything_that_binds() {
        let text = "import a.b, c as d\nfrom e import f, g as h\ni = j = 1\nk, (l, *m) = x\nn: int = 1\no: int\ndef p(): q = 1\nclass R: s = 1\nif t:\n    u = 1\nelse:\n    v = 1\ntry:\n    w = 1\nexcept E:\n    x = 1\nwith open(f) as y:\n    z = 1\nmatch t:\n    case [aa, *bb]:\n        cc = 1\nif __name__ == '__main__':\n    main = 1\na.attribute = 1\n";
        let module = parse(text);
        let names = Names::of(&module);
        let expected =
            ["a", "d", "f", "h", "i", "j", "k", "l", "m", "n", "p", "R", "u", "v", "w", "x", "y", "z", "aa", "bb", "cc"];
        let all = names.all();
        assert!(expected.iter().all(|name| all.contains(name)), "{all:?}");
        for name in ["o", "q", "s", "main", "attribute", "b", "c", "g"] {
            assert!(names.get(name).is_empty(), "{name}");
        }
        assert!(!names.is_dynamic);
    }

    #[test]
    fn a_later_binding_counts_and_one_that_may_not_be_made_adds_to_it() {
        let module = parse("app = a\napp = b\nif c:\n    app = d\n");
        let names = Names::of(&module);
        let values: Vec<Option<String>> =
            names.get("app").iter().map(|bound| if let Bound::Value(value) = bound { value.dotted() } else { None }).collect();
        assert_eq!(values, [Some("b".to_owned()), Some("d".to_owned())]);
    }

    #[test]
    fn modules_that_cannot_be_followed_are_dynamic() {
        for text in [
            "exec(x)",
            "globals()['app'] = 1",
            "def __getattr__(name): ...",
            "def f():\n    global app\n    app = 1",
            "del app",
            "if (app := f()): pass",
            "import sys\nsys.modules[__name__] = 1",
            "print 'a'",
        ] {
            assert!(Names::of(&parse(text)).is_dynamic, "{text}");
        }
        assert!(!Names::of(&parse("def f():\n    pass\nclass C: pass\nx = a if b else c\nprint(x)")).is_dynamic);
    }
}
