//! What is worked out once although several rules ask for it.

use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What was worked out, by its type and by what it is about.
#[derive(Debug, Clone, Default)]
pub(super) struct Memo(RefCell<BTreeMap<(TypeId, usize), Rc<dyn Any>>>);

impl Memo {
    /// What is known of this type about something with this number, worked out if nobody has asked before.
    pub(super) fn once<T: Any>(&self, about: usize, work: impl FnOnce() -> T) -> Rc<T> {
        let key = (TypeId::of::<T>(), about);
        let known = self.0.borrow().get(&key).cloned();
        if let Some(known) = known.and_then(|known| known.downcast().ok()) {
            return known;
        }
        // Nothing is borrowed meanwhile, since the work may ask for something else.
        let made = Rc::new(work());
        self.0.borrow_mut().insert(key, made.clone());
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_is_worked_out_once() {
        let memo = Memo::default();
        assert_eq!(*memo.once(1, || *memo.once(2, || 7_u8) + 1), 8);
        assert_eq!((*memo.once(1, || 0_u8), *memo.once(2, || 0_u8)), (8, 7));
        assert_eq!(*memo.once(1, || "of another type"), "of another type");
    }
}
