//! Uses of packages without the package that they need beside them, or that their release refuses.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::analysis::Facts;
use crate::analysis::knowledge::companions::{Companion, Way, companions, modules};
use crate::analysis::requirements::release::installed_release;
use crate::order;
use crate::syntax::python_module::{Call, Expression, ExpressionKind, Logical, Statement, StatementKind};

use super::evaluated::{Occurrence, Role, each_occurrence};
use super::module_imports::unguarded;
use super::modules::is_own;
use super::names::{Bound, Names};
use super::reached_modules::{Reached, Start};
use super::removed_uses::path;
use super::uninstalled_imports::is_all_seen;

/// The name by which Flask's extension is told the address of the database.
const FLASK_SETTING: &str = "SQLALCHEMY_DATABASE_URI";
/// How many names are followed from one to the next.
const STEPS: u8 = 4;

/// A use that does not work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoneUse {
    /// The module of the project that has it.
    pub file: String,
    /// What starts that module, or what imports it.
    pub start: Start,
    /// Where it stands.
    pub range: Range<usize>,
    /// What is used, by its module and itself with dots between them.
    pub path: String,
    /// What it needs.
    pub companion: Companion,
    /// The text that decides; empty where none does.
    pub text: String,
    /// The variable whose value decides, where it is not in the code.
    pub variable: Option<String>,
    /// Whether it surely comes up when the module is imported.
    pub is_sure: bool,
}

/// A text in the code; empty where it does not matter.
#[derive(Default)]
struct Text {
    start: String,
    variable: Option<String>,
}

/// The uses in what surely runs, each of a kind once; empty where it cannot be seen what gets installed.
#[must_use]
pub fn lone_uses(facts: &Facts<'_>) -> Vec<LoneUse> {
    facts.once(0, || find_lone_uses(facts)).to_vec()
}

fn find_lone_uses(facts: &Facts<'_>) -> Vec<LoneUse> {
    if !is_all_seen(facts) {
        return vec![];
    }
    let known = modules();
    let top = |module: &str| known.contains(first_part(module));
    let is_asked = |statement: &Statement| match &statement.kind {
        StatementKind::Import { module, .. } | StatementKind::ImportFrom { module, level: 0, .. } => top(module),
        _ => false,
    };
    let may_set = |reached: &Reached| facts.project.text(&reached.path).is_some_and(|text| text.as_str().contains(FLASK_SETTING));
    let is_worth_it = |reached: &&Reached| reached.module.body.iter().any(is_asked) || may_set(reached);
    let reached = facts.reached_modules().iter().filter(|reached| reached.module.error.is_none()).filter(is_worth_it);
    let mut uses: Vec<LoneUse> = reached.flat_map(|reached| Uses::of(facts, reached, &known).found).collect();
    let mut told = BTreeSet::new();
    order::sort_by_key(&mut uses, |found| !found.is_sure);
    uses.retain(|found| told.insert((found.companion.package, found.companion.needed.clone())));
    uses
}

/// Collects the uses in a module.
struct Uses<'f, 'a> {
    facts: &'f Facts<'a>,
    reached: &'f Reached,
    names: Names<'f>,
    /// The first parts of the names of which something is known.
    known: &'f BTreeSet<&'static str>,
    found: Vec<LoneUse>,
}

impl<'f, 'a> Uses<'f, 'a> {
    fn of(facts: &'f Facts<'a>, reached: &'f Reached, known: &'f BTreeSet<&'static str>) -> Self {
        let mut uses = Self { facts, reached, names: Names::of(&reached.module), known, found: vec![] };
        for import in unguarded(&reached.module).into_iter().filter(|import| import.level == 0) {
            let named = import.names.iter().map(|name| format!("{}.{}", import.module, name.name));
            for path in named.chain([import.module.to_owned()]) {
                uses.add(&path, &import.range, true, |_, way| (way == Way::Import).then(Text::default));
            }
        }
        if uses.names.is_dynamic {
            return uses;
        }
        each_occurrence(&reached.module.body, &mut |occurrence| uses.look_at(&occurrence));
        uses.settings(&reached.module.body);
        uses
    }

    fn look_at(&mut self, occurrence: &Occurrence<'f>) {
        let (range, is_sure) = (&occurrence.expression.range, occurrence.is_sure);
        match (&occurrence.expression.kind, occurrence.role) {
            (ExpressionKind::Call(call), Role::Statement) => {
                let Some(path) = path(&self.names, &call.function) else { return };
                self.add(&path, range, is_sure, |uses, way| uses.is_called(call, way));
            }
            (ExpressionKind::Name(_) | ExpressionKind::Attribute(..), role @ (Role::Signature | Role::Fields)) => {
                let Some(path) = path(&self.names, occurrence.expression) else { return };
                let wanted = if role == Role::Signature { Way::Signature } else { Way::Fields };
                self.add(&path, range, is_sure, |_, way| (way == wanted).then(Text::default));
            }
            _ => {}
        }
    }

    /// The address of the database that is assigned for Flask's extension, wherever in the module.
    fn settings(&mut self, body: &'f [Statement]) {
        for statement in body {
            if let StatementKind::Assign { targets, value } = &statement.kind {
                let is_it = |target: &Expression| match &target.kind {
                    ExpressionKind::Name(name) => name == FLASK_SETTING,
                    ExpressionKind::Subscript(_, index) => index.string() == Some(FLASK_SETTING),
                    _ => false,
                };
                if targets.iter().any(is_it) {
                    self.add(FLASK_SETTING, &value.range, false, |uses, way| match way {
                        Way::Argument(_, start) => uses.begins(value, start),
                        _ => None,
                    });
                }
            }
            statement.blocks().into_iter().for_each(|inner| self.settings(inner));
        }
    }

    /// Adds what a use of this name lacks, where the way fits.
    fn add(&mut self, path: &str, range: &Range<usize>, is_sure: bool, fits: impl Fn(&Self, Way) -> Option<Text>) {
        if !self.known.contains(first_part(path)) {
            return;
        }
        for companion in companions(path) {
            let Some(Text { start: text, variable }) = fits(self, companion.way) else { continue };
            if self.is_lacking(&companion) && !is_own(self.facts.project, path) {
                let is_sure = is_sure && companion.stops_at_once;
                let Reached { path: file, start, .. } = self.reached;
                let (file, start, range, path) = (file.clone(), *start, range.clone(), path.to_owned());
                self.found.push(LoneUse { file, start, range, path, companion, text, variable, is_sure });
            }
        }
    }

    fn is_lacking(&self, companion: &Companion) -> bool {
        let release = installed_release(self.facts, companion.package).map(|release| release.version);
        companion.is_needed_by(release.as_ref())
            && self.facts.may_install(&[companion.package])
            && (companion.needed.is_empty() || !self.facts.may_install_beside(&companion.needed, companion.package))
    }

    fn is_called(&self, call: &Call, way: Way) -> Option<Text> {
        match way {
            Way::Call => Some(Text::default()),
            Way::Argument(names, start) => {
                let argument = names.split('/').find_map(|name| match name.parse::<usize>() {
                    Ok(number) => call.arguments.get(number),
                    Err(_) => call.keyword(name),
                });
                self.begins(argument?, start)
            }
            _ => None,
        }
    }

    /// A value that is a text that begins like this.
    fn begins(&self, value: &Expression, start: &str) -> Option<Text> {
        self.text(value, STEPS).filter(|text| text.start.starts_with(start))
    }

    /// What a value begins with: of a list it is the first one.
    fn text(&self, value: &Expression, steps: u8) -> Option<Text> {
        let steps = steps.checked_sub(1)?;
        match &value.kind {
            ExpressionKind::String(start) => Some(Text { start: start.clone(), variable: None }),
            ExpressionKind::FormatString(parts)
            | ExpressionKind::List(parts)
            | ExpressionKind::Tuple(parts)
            | ExpressionKind::Logical(Logical::Or, parts) => self.text(parts.first()?, steps),
            ExpressionKind::Binary(left, ..) => self.text(left, steps),
            ExpressionKind::Name(name) => match self.names.get(name)[..] {
                [Bound::Value(value)] => self.text(value, steps),
                _ => None,
            },
            ExpressionKind::Subscript(owner, index) => {
                let is_environment = path(&self.names, owner).as_deref() == Some("os.environ");
                index.string().filter(|_| is_environment).and_then(|name| self.variable(name))
            }
            ExpressionKind::Call(call) if is_replacing(call) => self.replaced(call, steps),
            ExpressionKind::Call(call) => {
                let function = path(&self.names, &call.function)?;
                let reads = ["os.environ.get", "os.getenv", "decouple.config"].contains(&function.as_str());
                call.arguments.first()?.string().filter(|_| reads).and_then(|name| self.variable(name))
            }
            _ => None,
        }
    }

    /// `text.replace("old", "new")`.
    fn replaced(&self, call: &Call, steps: u8) -> Option<Text> {
        let (ExpressionKind::Attribute(owner, _), [old, new, ..]) = (&call.function.kind, call.arguments.as_slice()) else {
            return None;
        };
        let text = self.text(owner, steps)?;
        Some(Text { start: text.start.replacen(old.string()?, new.string()?, 1), ..text })
    }

    /// What a variable holds, as it is set or as the platform sets it by itself.
    fn variable(&self, name: &str) -> Option<Text> {
        let set = self.facts.settings.env.get(name).map(String::as_str);
        let by_platform = || self.facts.platform.runtime.addons_set.as_ref()?.value.get(name).map(String::as_str);
        let start = set.or_else(by_platform)?.to_owned();
        Some(Text { start, variable: Some(name.to_owned()) })
    }
}

fn first_part(path: &str) -> &str {
    path.split('.').next().unwrap_or_default()
}

fn is_replacing(call: &Call) -> bool {
    matches!(&call.function.kind, ExpressionKind::Attribute(_, name) if name == "replace")
}
