//! A requirement, read for one pip.

use std::rc::Rc;

use super::outcome::Link;
use super::preference::Bounds;
use crate::index::specifiers::Specifiers;
use crate::platform::Series;
use crate::syntax::requirements::{Named, normalize_name};

/// A requirement, read for one pip.
#[derive(Debug, Clone)]
pub(super) struct Requirement<'a> {
    pub(super) named: &'a Named,
    pub(super) name: Rc<str>,
    pub(super) specifiers: Specifiers,
    /// The normalised names of the extras.
    pub(super) extras: Vec<String>,
    /// Whether pre-releases are asked for.
    pub(super) names_pre_release: bool,
}

impl<'a> Requirement<'a> {
    pub(super) fn read(named: &'a Named, pip: Series) -> Self {
        let specifiers = Specifiers::parse(&named.specifiers);
        Self {
            named,
            name: named.normalized.as_str().into(),
            names_pre_release: specifiers.name_pre_release(pip),
            extras: named.extras.iter().map(|extra| normalize_name(extra)).collect(),
            specifiers,
        }
    }

    pub(super) fn link(&self, by: Option<(String, pep440_rs::Version)>) -> Link {
        Link { by, requirement: self.named.to_string() }
    }

    /// How narrow it is, as pip weighs it.
    pub(super) fn bounds(&self) -> Bounds {
        Bounds {
            is_pinned: self.specifiers.pin(),
            has_upper: self.specifiers.have_upper_bound(),
            is_bounded: !self.specifiers.is_empty(),
        }
    }
}
