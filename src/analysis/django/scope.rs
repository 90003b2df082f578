//! The names of a module, with what they are bound to.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::value::Value;
use crate::order;

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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    names: BTreeMap<String, Binding>,
    /// Whether there may be names that are not seen.
    is_open: bool,
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

    pub(super) fn bind(&mut self, name: &str, binding: Binding) {
        self.names.insert(name.to_owned(), binding);
    }

    /// The names, if there are no others.
    pub(super) fn names(&self) -> Option<BTreeSet<String>> {
        (!self.is_open).then(|| order::set(self.names.keys().cloned()))
    }

    pub(super) fn forget(&mut self, name: &str) {
        self.bind(name, Binding::of(Value::Unknown));
    }

    pub(super) fn unbind(&mut self, name: &str) {
        self.names.remove(name);
    }

    /// Something may have bound any setting to anything.
    pub(super) fn open(&mut self) {
        self.is_open = true;
        for (name, binding) in &mut self.names {
            if !name.bytes().any(|byte| byte.is_ascii_lowercase()) {
                *binding = Binding::of(Value::Unknown);
            }
        }
    }

    /// `from other import *`.
    pub(super) fn take_all(&mut self, other: &Self) {
        if other.is_open {
            self.open();
        }
        let public = other.names.iter().filter(|(name, _)| !name.starts_with('_'));
        self.names.extend(public.map(|(name, binding)| (name.clone(), binding.clone())));
    }

    /// What holds whichever of two ways was taken.
    pub(super) fn either(self, mut other: Self) -> Self {
        let mut names = BTreeMap::new();
        for (name, binding) in self.names {
            let same = other.names.remove(&name).is_some_and(|theirs| theirs.value == binding.value);
            names.insert(name, if same { binding } else { Binding::of(Value::Unknown) });
        }
        names.extend(other.names.into_keys().map(|name| (name, Binding::of(Value::Unknown))));
        Self { names, is_open: self.is_open || other.is_open }
    }
}
