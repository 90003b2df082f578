//! The names of a module, with what they are bound to.

use std::collections::BTreeMap;
use std::ops::Range;

use super::value::Value;

/// Where a name gets its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub file: String,
    /// The whole statement.
    pub statement: Range<usize>,
    /// The value in it.
    pub value: Range<usize>,
    /// Whether this value is all there is, and nothing was added to it afterwards.
    pub is_whole: bool,
}

/// What a name is bound to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The value.
    pub value: Value,
    /// Where it comes from; none if it has no one place.
    pub origin: Option<Origin>,
}

impl Binding {
    /// A value without a place.
    pub(super) fn of(value: Value) -> Self {
        Self { value, origin: None }
    }
}

/// The names of a module.
///
/// What is done to them in a branch can be taken back, and costs no more than what the branch does: a module may have as many
/// branches as lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    names: BTreeMap<String, Binding>,
    /// Whether there may be names that are not seen.
    is_open: bool,
    /// Of each branch that is being read, the outer ones first, what was before.
    before: Vec<Changes>,
    /// Settings that have been bound since nothing was known of any; perhaps several times, and perhaps not any more.
    known: Vec<String>,
}

/// What becomes of names: those with nothing are not bound.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Changes {
    names: BTreeMap<String, Option<Binding>>,
    /// Whether there may be names that are not seen.
    pub(super) is_open: bool,
}

/// What is known of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found<'s> {
    /// It is bound to this.
    Bound(&'s Binding),
    /// It is not bound.
    Unset,
    /// Perhaps it is bound.
    Unknown,
}

impl Scope {
    /// Looks a name up.
    #[must_use]
    pub fn find(&self, name: &str) -> Found<'_> {
        match self.names.get(name) {
            Some(Binding { value: Value::Unknown | Value::Made(_), .. }) => Found::Unknown,
            Some(binding) => Found::Bound(binding),
            None if self.is_open => Found::Unknown,
            None => Found::Unset,
        }
    }

    /// The binding of a name, if it has one.
    pub(super) fn get(&self, name: &str) -> Option<&Binding> {
        self.names.get(name)
    }

    /// Whether there may be names that are not seen.
    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }

    pub(super) fn bind(&mut self, name: &str, binding: Binding) {
        self.set(name, Some(binding));
    }

    pub(super) fn forget(&mut self, name: &str) {
        self.bind(name, Binding::of(Value::Unknown));
    }

    pub(super) fn unbind(&mut self, name: &str) {
        self.set(name, None);
    }

    /// Takes a binding out, for another one to take its place.
    pub(super) fn take(&mut self, name: &str) -> Option<Binding> {
        let is_kept = self.before.last().is_some_and(|before| !before.names.contains_key(name));
        if is_kept { self.names.get(name).cloned() } else { self.names.remove(name) }
    }

    fn set(&mut self, name: &str, binding: Option<Binding>) {
        let old = self.replace(name, binding);
        if let Some(before) = self.before.last_mut().filter(|before| !before.names.contains_key(name)) {
            before.names.insert(name.to_owned(), old);
        }
    }

    fn replace(&mut self, name: &str, binding: Option<Binding>) -> Option<Binding> {
        let is_setting = || !name.bytes().any(|byte| byte.is_ascii_lowercase());
        if binding.as_ref().is_some_and(|binding| *binding != Binding::of(Value::Unknown)) && is_setting() {
            self.known.push(name.to_owned());
        }
        match binding {
            Some(binding) => self.names.insert(name.to_owned(), binding),
            None => self.names.remove(name),
        }
    }

    /// Something may have bound any setting to anything.
    pub(super) fn open(&mut self) {
        self.is_open = true;
        for name in std::mem::take(&mut self.known) {
            if self.names.contains_key(&name) {
                self.forget(&name);
            }
        }
    }

    /// How many names there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// `from other import *`.
    pub(super) fn take_all(&mut self, other: &Self) {
        if other.is_open {
            self.open();
        }
        let public = other.names.iter().filter(|(name, _)| !name.starts_with('_'));
        public.for_each(|(name, binding)| self.bind(name, binding.clone()));
    }

    /// Begins a branch.
    pub(super) fn begin(&mut self) {
        self.before.push(Changes { is_open: self.is_open, ..Changes::default() });
    }

    /// Ends the branch, which was surely taken.
    pub(super) fn keep(&mut self) {
        let Some(inner) = self.before.pop() else { return };
        if let Some(outer) = self.before.last_mut() {
            for (name, old) in inner.names {
                outer.names.entry(name).or_insert(old);
            }
        }
    }

    /// Ends the branch and goes back to what was before; what the branch came to.
    pub(super) fn take_back(&mut self) -> Changes {
        let Some(before) = self.before.pop() else { return Changes::default() };
        let is_open = std::mem::replace(&mut self.is_open, before.is_open);
        let names = before.names.into_iter().map(|(name, old)| {
            let new = self.replace(&name, old);
            (name, new)
        });
        Changes { names: names.collect(), is_open }
    }

    /// Makes what a branch came to, once it is known that it was taken.
    pub(super) fn make(&mut self, changes: Changes) {
        self.is_open = changes.is_open;
        for (name, binding) in changes.names {
            self.set(&name, binding);
        }
    }
}

impl Changes {
    /// Those of a branch that does nothing.
    pub(super) fn none(scope: &Scope) -> Self {
        Self { is_open: scope.is_open, ..Self::default() }
    }

    /// What holds whichever of two branches was taken.
    pub(super) fn either(mut self, mut other: Self, scope: &Scope) -> Self {
        for name in other.names.keys().filter(|name| !self.names.contains_key(*name)).cloned().collect::<Vec<_>>() {
            let before = scope.get(&name).cloned();
            self.names.insert(name, before);
        }
        for (name, binding) in &mut self.names {
            let theirs = other.names.remove(name).unwrap_or_else(|| scope.get(name).cloned());
            let is_same = match (&*binding, &theirs) {
                (Some(one), Some(other)) => one.value == other.value,
                (one, other) => one.is_none() && other.is_none(),
            };
            if !is_same {
                *binding = Some(Binding::of(Value::Unknown));
            }
        }
        self.is_open |= other.is_open;
        self
    }
}
