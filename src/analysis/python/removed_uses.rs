//! What the project's own code asks of its packages and what their installed releases no longer have.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::analysis::Facts;
use crate::analysis::knowledge::removed_names::{Removed, knows, removed};
use crate::analysis::requirements::release::{InstalledRelease, installed_release};
use crate::syntax::python_module::{Expression, ExpressionKind, ImportedName, PythonModule, Statement, StatementKind};

use super::evaluated::{Occurrence, Role, each_occurrence};
use super::module_imports::{ModuleImport, unguarded};
use super::modules::is_own;
use super::names::{Bound, Names};
use super::reached_modules::Reached;

/// A statement that asks a package for what its installed release no longer has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedUse<'f> {
    /// The module of the project that asks.
    pub reached: &'f Reached,
    /// What of it asks.
    pub how: How<'f>,
    /// What is missing, in the order in which it is asked for; never empty.
    pub removed: Vec<Removed>,
    /// The module that an import does not find any more, where it is the module that is gone.
    pub missing_module: Option<Removed>,
    /// The release of the package.
    pub release: InstalledRelease,
}

/// How something is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How<'f> {
    /// By an import.
    Import(ModuleImport<'f>),
    /// As an attribute of a module, or of what one of its classes has made: where that stands.
    Attribute(Range<usize>),
}

impl RemovedUse<'_> {
    /// Where it is asked for.
    #[must_use]
    pub fn range(&self) -> &Range<usize> {
        match &self.how {
            How::Import(import) => &import.range,
            How::Attribute(range) => range,
        }
    }
}

/// The releases of packages that were asked for.
type Releases = BTreeMap<&'static str, Option<InstalledRelease>>;

/// What surely runs and asks for something that is gone, in about the order in which it does.
#[must_use]
pub fn removed_uses<'f>(facts: &'f Facts<'_>) -> Vec<RemovedUse<'f>> {
    let series = facts.python.resolved.map(|python| python.series);
    let is_unread = |reached: &Reached| series.is_some_and(|series| reached.module.is_unparsed_by(series));
    let is_parsed = |reached: &&Reached| reached.module.error.is_none() && !is_unread(reached);
    let mut asked = Asked { facts, releases: Releases::new(), known: BTreeMap::new() };
    let mut uses = vec![];
    for reached in facts.reached_modules().iter().filter(is_parsed) {
        uses.extend(unguarded(&reached.module).into_iter().filter_map(|import| asked.by_import(reached, import)));
        uses.extend(asked.by_attributes(reached));
    }
    if !uses.is_empty() {
        let patched = patched(facts);
        uses.retain(|found| found.removed.iter().all(|removed| !patched.contains(last_word(removed))));
    }
    uses
}

/// Looks up what is asked for.
struct Asked<'f, 'a> {
    facts: &'f Facts<'a>,
    releases: Releases,
    /// The packages that were asked for, and whether anything is known of them.
    known: BTreeMap<String, bool>,
}

impl<'f> Asked<'f, '_> {
    fn by_import(&mut self, reached: &'f Reached, import: ModuleImport<'f>) -> Option<RemovedUse<'f>> {
        if import.level > 0 {
            return None;
        }
        let mut gone: Vec<Removed> = import.names.iter().filter_map(|name| self.name(import.module, &name.name)).collect();
        let missing_module = self.module_or_one_around(import.module);
        if gone.is_empty() {
            gone.extend(missing_module);
        }
        self.found(reached, How::Import(import), gone, missing_module)
    }

    fn by_attributes(&mut self, reached: &'f Reached) -> Vec<RemovedUse<'f>> {
        let attributes = evaluated(&reached.module);
        if attributes.is_empty() {
            return vec![];
        }
        let names = Names::of(&reached.module);
        if names.is_dynamic {
            return vec![];
        }
        let found = attributes.into_iter().filter_map(|attribute| {
            let gone = self.attribute(&names, attribute)?;
            self.found(reached, How::Attribute(attribute.range.clone()), vec![gone], None)
        });
        let mut told = BTreeSet::new();
        found.filter(|found| told.insert((found.removed[0].module, found.removed[0].name))).collect()
    }

    fn found(
        &mut self,
        reached: &'f Reached,
        how: How<'f>,
        removed: Vec<Removed>,
        missing_module: Option<Removed>,
    ) -> Option<RemovedUse<'f>> {
        let release = self.release(removed.first()?.package)?;
        Some(RemovedUse { reached, how, removed, missing_module, release })
    }

    /// What is gone of `module.name`, where the name may be a module, too.
    fn name(&mut self, module: &str, name: &str) -> Option<Removed> {
        self.gone(module, Some(name)).or_else(|| self.gone(&format!("{module}.{name}"), None))
    }

    fn module_or_one_around(&mut self, module: &str) -> Option<Removed> {
        let ends = module.match_indices('.').map(|(at, _)| at).chain([module.len()]);
        ends.into_iter().find_map(|end| self.gone(&module[..end], None))
    }

    fn attribute(&mut self, names: &Names<'_>, attribute: &Expression) -> Option<Removed> {
        let ExpressionKind::Attribute(owner, name) = &attribute.kind else { return None };
        if let Some(module) = path(names, owner) {
            return self.name(&module, name);
        }
        let ExpressionKind::Name(variable) = &owner.kind else { return None };
        let [Bound::Value(value)] = names.get(variable)[..] else { return None };
        let class = path(names, &value.call()?.function)?;
        let (module, class) = class.rsplit_once('.')?;
        self.gone(module, Some(&format!("{class}().{name}")))
    }

    fn gone(&mut self, module: &str, name: Option<&str>) -> Option<Removed> {
        if !self.is_known(module) {
            return None;
        }
        removed(module, name).find(|removed| {
            let is_gone = self.release(removed.package).is_some_and(|release| removed.is_gone_in(&release.version));
            is_gone && !is_own(self.facts.project, module)
        })
    }

    /// Most of what a large project asks for belongs to few packages of which nothing is known.
    fn is_known(&mut self, module: &str) -> bool {
        let package = module.split('.').next().unwrap_or_default();
        match self.known.get(package) {
            Some(is_known) => *is_known,
            None => *self.known.entry(package.to_owned()).or_insert(knows(package)),
        }
    }

    fn release(&mut self, package: &'static str) -> Option<InstalledRelease> {
        self.releases.entry(package).or_insert_with(|| installed_release(self.facts, package)).clone()
    }
}

/// The module, or the name of a module, that an expression surely is, with dots between them.
pub(super) fn path(names: &Names<'_>, expression: &Expression) -> Option<String> {
    let root = expression.root()?;
    let start = match names.get(root)[..] {
        [Bound::Module(module)] => module.to_owned(),
        [Bound::From { module, level: 0, name }] => format!("{module}.{name}"),
        _ => return None,
    };
    Some(format!("{start}{}", &expression.dotted()?[root.len()..]))
}

/// The attributes that are asked for whenever the module is imported, outer ones first.
fn evaluated(module: &PythonModule) -> Vec<&Expression> {
    let is_asked = |found: &Occurrence<'_>| {
        found.is_sure && found.role == Role::Statement && matches!(found.expression.kind, ExpressionKind::Attribute(..))
    };
    let mut attributes = vec![];
    each_occurrence(&module.body, &mut |found| {
        if is_asked(&found) {
            attributes.push(found.expression);
        }
    });
    attributes
}

/// The names that the project gives to modules of others, in whatever module: what they are given is there.
fn patched(facts: &Facts<'_>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for reached in facts.reached_modules() {
        reached.module.body.iter().for_each(|statement| patches(statement, &mut names));
        names.extend(strings_behind_tricks(&reached.module));
    }
    names
}

fn patches(statement: &Statement, names: &mut BTreeSet<String>) {
    if let StatementKind::Assign { targets, .. } = &statement.kind {
        names.extend(targets.iter().flat_map(Expression::all).filter_map(|target| match &target.kind {
            ExpressionKind::Attribute(_, name) => Some(name.clone()),
            _ => None,
        }));
    }
    statement.blocks().into_iter().flatten().for_each(|inner| patches(inner, names));
}

/// `setattr(module, "name", value)` and `sys.modules["package.name"] = value`.
fn strings_behind_tricks(module: &PythonModule) -> Vec<String> {
    let named = module.expressions().into_iter().filter_map(|expression| match &expression.kind {
        ExpressionKind::Call(call) if call.function.dotted().as_deref() == Some("setattr") => call.arguments.get(1)?.string(),
        ExpressionKind::Subscript(value, index) if value.dotted().as_deref() == Some("sys.modules") => {
            index.string().and_then(|name| name.rsplit('.').next())
        }
        _ => None,
    });
    named.map(str::to_owned).collect()
}

/// The last word of what is removed, which whoever puts it back has to name.
fn last_word(removed: &Removed) -> &'static str {
    removed.name.unwrap_or(removed.module).rsplit('.').next().unwrap_or_default()
}

/// The name that an import of something removed gives it in the module.
#[must_use]
pub fn imported_name<'m>(import: &ModuleImport<'m>, removed: &Removed) -> Option<&'m ImportedName> {
    let last = last_word(removed);
    import.names.iter().find(|name| name.name == last)
}
