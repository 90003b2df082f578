//! Lists, maps and sets in order. What the standard library sorts with is compiled for each type anew, some 3 kB of the page each
//! time, and collecting into a map or set sorts as well; here, one sort serves all types.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Sorts by a key; what is equal stays as it lies.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |one, other| key(one).cmp(&key(other)));
}

/// Sorts by a comparison; what is equal stays as it lies.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let swaps = swaps(items.len(), &|one, other| compare(&items[one], &items[other]));
    for (here, there) in swaps.into_iter().enumerate() {
        items.swap(here, there);
    }
}

/// The pairs as a map; of those with the same key, the last counts.
pub fn map<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(pairs);
    map
}

/// The items as a set.
pub fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

/// For each place in turn, the place to swap it with, so that all lie in order in the end.
fn swaps(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|&one, &other| compare(one, other));
    let mut lying: Vec<usize> = (0..len).collect();
    let mut place = lying.clone();
    let swap = |(here, wanted): (usize, usize)| {
        let there = place[wanted];
        lying.swap(here, there);
        place[lying[there]] = there;
        there
    };
    order.into_iter().enumerate().map(swap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_orders_of_five_are_sorted_and_what_is_equal_stays_as_it_lies() {
        for number in 0..5_usize.pow(5) {
            let mut items: Vec<(usize, usize)> =
                (0..5).map(|place| (number / 5_usize.pow(place) % 5 / 2, place as usize)).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            sort_by_key(&mut items, |(key, _)| *key);
            assert_eq!(items, expected);
        }
    }

    #[test]
    fn of_the_same_key_the_last_counts() {
        assert_eq!(map([("a", 1), ("b", 2), ("a", 3)]), BTreeMap::from([("a", 3), ("b", 2)]));
        assert_eq!(set(["b", "a", "b"]), BTreeSet::from(["a", "b"]));
    }
}
