//! What a project may wish.

use std::collections::BTreeSet;

use crate::order;
use crate::platform::{self, Listing};
use crate::rules::{PerFileIgnore, Selection};
use crate::{DEFAULT_PLATFORM, Request};

/// How a project wants to be checked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Configuration {
    /// The platforms that it is meant for; none means no wish.
    pub platforms: Vec<&'static Listing>,
    /// The folder that is built, from the top of the project; empty where it is the top, and none means no wish.
    pub root: Option<String>,
    /// The only rules to look at; none means all.
    pub select: Vec<String>,
    /// Rules not to look at.
    pub ignore: Vec<String>,
    /// Rules not to look at in some files.
    pub per_file_ignore: Vec<PerFileIgnore>,
    /// Variables that are set on the platform to a value that is nobody's business.
    pub env: BTreeSet<String>,
    /// Which package index is asked; none means no wish.
    pub index: Option<IndexWish>,
}

/// Which package index a project wants to be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexWish {
    /// None at all.
    Nobody,
    /// The one that the platform would ask.
    Usual,
    /// The one at an address.
    At(String),
}

impl Configuration {
    /// What this one says, completed by what it extends: choices replace, exceptions add up.
    pub(super) fn over(self, base: Self) -> Self {
        Self {
            platforms: if self.platforms.is_empty() { base.platforms } else { self.platforms },
            root: self.root.or(base.root),
            select: if self.select.is_empty() { base.select } else { self.select },
            ignore: [base.ignore, self.ignore].concat(),
            per_file_ignore: [base.per_file_ignore, self.per_file_ignore].concat(),
            env: order::set(base.env.into_iter().chain(self.env)),
            index: self.index.or(base.index),
        }
    }
}

impl Request {
    /// Completes a request by what the project says: its platforms if the request names none, its choice of rules if the
    /// request makes none, and its exceptions in any case.
    #[must_use]
    pub fn configured(mut self, configuration: &Configuration) -> Self {
        if self.platforms.is_empty() {
            self.platforms.extend(configuration.platforms.iter().filter_map(|listing| platform::find(listing.id)));
        }
        if self.platforms.is_empty() {
            self.platforms.extend(platform::find(DEFAULT_PLATFORM));
        }
        if self.settings.root.is_none() {
            self.settings.root.clone_from(&configuration.root);
        }
        self.settings.root.take_if(|root| root.is_empty());
        self.settings.expected.extend(configuration.env.iter().cloned());
        let exceptions = Selection::of_known(&configuration.select, &configuration.ignore, &configuration.per_file_ignore);
        self.selection = self.selection.completed_by(exceptions);
        self
    }
}
