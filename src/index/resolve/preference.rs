//! In which order pip decides about packages. The order shows in the result only where not all newest releases fit together.

use std::cmp::Reverse;
use std::rc::Rc;

use crate::platform::Series;

/// The first pip that goes by how far a package is from the project, then by the order of the file.
const BY_DEPTH: Series = Series { major: 21, minor: 2 };
/// The first pip that goes by upper bounds in place of that distance.
const BY_UPPER_BOUND: Series = Series { major: 25, minor: 1 };

/// How narrow the requirements of a package are.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Bounds {
    pub(super) is_pinned: bool,
    pub(super) has_upper: bool,
    pub(super) is_bounded: bool,
}

/// What is known of a package when it is to be decided.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub(super) bounds: Bounds,
    /// How many requirements lead to it from the project, at least.
    pub(super) depth: u32,
    /// The number of the project's first requirement of it.
    pub(super) order: Option<usize>,
}

impl Seen {
    pub(super) fn add(&mut self, other: Self) {
        self.bounds.is_pinned |= other.bounds.is_pinned;
        self.bounds.has_upper |= other.bounds.has_upper;
        self.bounds.is_bounded |= other.bounds.is_bounded;
        self.depth = self.depth.min(other.depth);
        self.order = self.order.or(other.order);
    }

    /// The higher, the earlier.
    pub(super) fn preference(&self, name: &Rc<str>, pip: Series) -> Preference {
        let Bounds { is_pinned, has_upper, is_bounded } = self.bounds;
        let order = Reverse(self.order.unwrap_or(usize::MAX));
        if pip < BY_DEPTH {
            let is_direct = Reverse(usize::from(self.order.is_none()));
            Preference {
                is_pinned,
                nearness: (is_bounded, Reverse(0)),
                order: is_direct,
                is_bounded,
                name: Reverse(name.clone()),
            }
        } else {
            let nearness = if pip < BY_UPPER_BOUND { (false, Reverse(self.depth)) } else { (has_upper, Reverse(0)) };
            Preference { is_pinned, nearness, order, is_bounded, name: Reverse(name.clone()) }
        }
    }
}

/// Compared field by field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Preference {
    is_pinned: bool,
    nearness: (bool, Reverse<u32>),
    order: Reverse<usize>,
    is_bounded: bool,
    name: Reverse<Rc<str>>,
}
