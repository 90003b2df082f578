//! Which lines of a text go and which come.

/// A file of more lines than this, apart from equal heads and tails, is compared as one block.
const MOST_LINES: usize = 2_000;

/// One place where lines go, come, or both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Hunk<'a> {
    /// The lines that go.
    pub(crate) old: Vec<&'a str>,
    /// The lines that come.
    pub(crate) new: Vec<&'a str>,
}

/// The places where two texts differ.
pub(crate) fn hunks<'a>(old: &'a str, new: &'a str) -> Vec<Hunk<'a>> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let head = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    if old.len().max(new.len()) > MOST_LINES {
        return vec![Hunk { old: old.to_vec(), new: new.to_vec() }];
    }
    collect(old, new, &common_lengths(old, new))
}

/// How many lines the rests behind each pair of places have in common, at most.
fn common_lengths(old: &[&str], new: &[&str]) -> Vec<Vec<usize>> {
    let mut lengths = vec![vec![0; new.len() + 1]; old.len() + 1];
    for (i, old_line) in old.iter().enumerate().rev() {
        for (j, new_line) in new.iter().enumerate().rev() {
            lengths[i][j] =
                if old_line == new_line { lengths[i + 1][j + 1] + 1 } else { lengths[i + 1][j].max(lengths[i][j + 1]) };
        }
    }
    lengths
}

fn collect<'a>(old: &[&'a str], new: &[&'a str], lengths: &[Vec<usize>]) -> Vec<Hunk<'a>> {
    let (mut i, mut j) = (0, 0);
    let mut hunks = vec![];
    let mut hunk = Hunk::default();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            hunks.push(std::mem::take(&mut hunk));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && lengths[i + 1][j] >= lengths[i][j + 1]) {
            hunk.old.push(old[i]);
            i += 1;
        } else {
            hunk.new.push(new[j]);
            j += 1;
        }
    }
    hunks.push(hunk);
    hunks.retain(|hunk| *hunk != Hunk::default());
    hunks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(old: &str, new: &str) -> Vec<String> {
        hunks(old, new).iter().map(|hunk| format!("-{} +{}", hunk.old.join("|"), hunk.new.join("|"))).collect()
    }

    #[test]
    fn only_what_differs_is_named() {
        assert_eq!(drawn("a\nb\nc\nd\n", "a\nB\nc\nd\ne\n"), ["-b +B", "- +e"]);
        assert_eq!(drawn("a\nb\n", "b\n"), ["-a +"]);
        assert_eq!(drawn("", "a\n"), ["- +a"]);
        assert_eq!(drawn("a\n", "a\n"), [""; 0]);
        assert_eq!(drawn("x\na\ny\n", "a\nx\n"), ["-x +", "-y +x"]);
    }
}
