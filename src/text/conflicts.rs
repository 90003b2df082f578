//! What Git leaves in a file when a merge has to be finished by hand.

use std::ops::Range;

/// The places of a text, from the line `<<<<<<< …` to the line `>>>>>>> …`, that a merge has left with both sides.
#[must_use]
pub fn conflicts(text: &str) -> Vec<Range<usize>> {
    let mut found = vec![];
    let (mut opened, mut divided) = (None, false);
    let mut start = 0;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim_end();
        if line.starts_with("<<<<<<< ") {
            (opened, divided) = (Some(start), false);
        } else if line == "=======" {
            divided = opened.is_some();
        } else if let (true, true, Some(opening)) = (line.starts_with(">>>>>>> "), divided, opened) {
            found.push(opening..start + line.len());
            (opened, divided) = (None, false);
        }
        start += whole.len();
    }
    found
}

/// Whether a place lies in one of the conflicts of a text.
#[must_use]
pub fn cover(conflicts: &[Range<usize>], at: usize) -> bool {
    let next = conflicts.partition_point(|conflict| conflict.end <= at);
    conflicts.get(next).is_some_and(|conflict| conflict.start <= at)
}

/// Whether a line is one of those that part the sides.
#[must_use]
pub fn is_marker(line: &str) -> bool {
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|sign| line.starts_with(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_markers_make_a_conflict_together() {
        let places = |text: &str| conflicts(text).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>();
        let two = [2..4, 6..7];
        assert_eq!((0..9).filter(|at| cover(&two, *at)).collect::<Vec<_>>(), [2, 3, 6]);
        let conflict = "<<<<<<< HEAD\na\n||||||| base\nb\n=======\nc\n>>>>>>> dev";
        assert_eq!(places(&format!("x\n{conflict}\ny\n")), [conflict]);
        assert_eq!(places("<<<<<<< HEAD\r\na\r\n=======\r\nb\r\n>>>>>>> dev\r\n").len(), 1);
        for text in [
            "=======\n",
            "<<<<<<< HEAD\n",
            "<<<<<<<\n=======\n>>>>>>>\n",
            "Title\n=======\n>>>>>>> x\n",
            " <<<<<<< a\n=======\n>>>>>>> b",
        ] {
            assert!(places(text).is_empty(), "{text}");
        }
    }
}
