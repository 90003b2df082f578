//! Which lines of two texts differ.

use std::ops::Range;

use similar::DiffOp;
use similar::algorithms::{Capture, Compact, Replace, myers};

/// Where more lines than this lie between the first that differs and the last, they are one change: the search for the fewest
/// lines takes the square of them.
const MOST_LINES: usize = 2_000;

/// What was done to the old lines to come to the new ones. Lines are bytes here for everybody: what compares them is compiled for
/// each type anew, some 10 kB of the page each time.
pub(crate) fn operations(old: &[&[u8]], new: &[&[u8]]) -> Vec<DiffOp> {
    let head = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(old, new)| old == new).count();
    let (old_range, new_range) = (head..old.len() - tail, head..new.len() - tail);
    if old_range.len().max(new_range.len()) > MOST_LINES {
        return whole(head, old_range, new_range, tail);
    }
    let mut found = Compact::new(Replace::new(Capture::new()), old, new);
    match myers::diff_deadline_raw(&mut found, old, 0..old.len(), new, 0..new.len(), None) {
        Ok(()) => found.into_inner().into_inner().into_ops(),
        Err(never) => match never {},
    }
}

/// All lines but equal heads and tails as one change.
fn whole(head: usize, old: Range<usize>, new: Range<usize>, tail: usize) -> Vec<DiffOp> {
    let equal = |old_index, new_index, len| DiffOp::Equal { old_index, new_index, len };
    let change = DiffOp::Replace { old_index: old.start, old_len: old.len(), new_index: new.start, new_len: new.len() };
    let all = [equal(0, 0, head), change, equal(old.end, new.end, tail)];
    all.into_iter().filter(|operation| !operation.old_range().is_empty() || !operation.new_range().is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use similar::DiffTag;

    use super::*;

    fn lines(text: &str) -> Vec<&[u8]> {
        <[u8]>::split_inclusive(text.as_bytes(), |byte| *byte == b'\n').collect()
    }

    /// The changed ranges of lines, as `old -> new`.
    fn changes(old: &str, new: &str) -> Vec<String> {
        let operations = operations(&lines(old), &lines(new)).into_iter().filter(|operation| operation.tag() != DiffTag::Equal);
        operations.map(|operation| format!("{:?} -> {:?}", operation.old_range(), operation.new_range())).collect()
    }

    #[test]
    fn two_changes_near_each_other_are_two() {
        assert_eq!(changes("a\nb\nc\nd\ne\n", "A\nb\nc\nd\nE\n"), ["0..1 -> 0..1", "4..5 -> 4..5"]);
    }

    #[test]
    fn of_many_lines_all_between_the_first_and_the_last_are_one_change() {
        let many = "same\n".repeat(MOST_LINES);
        let (old, new) = (format!("head\na\n{many}b\ntail\n"), format!("head\nA\n{many}B\ntail\n"));
        assert_eq!(changes(&old, &new), ["1..2003 -> 1..2003"]);
        assert_eq!(operations(&lines(&old), &lines(&new)).len(), 3);
        let gone = "x\n".repeat(MOST_LINES + 1);
        assert_eq!(changes(&gone, ""), ["0..2001 -> 0..0"]);
        assert_eq!(changes("", &gone), ["0..0 -> 0..2001"]);
    }
}
