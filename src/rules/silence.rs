//! Comments that ask for silence: `# pushready: ignore PSH203` about one line, `# pushready: ignore-file PSH203` about all.
//!
//! A comment behind something covers its own line; one that stands alone covers the next line that is no comment.

use std::collections::BTreeMap;

use super::selection::fits_names;
use crate::diagnostic::Diagnostic;
use crate::order;
use crate::project::Project;

/// What a comment begins with that is meant for this program.
const MARK: &str = "pushready:";

/// What comments ask for, each file read once.
#[derive(Default)]
pub(super) struct Silence {
    wishes: Vec<Wishes>,
    by_file: BTreeMap<String, usize>,
}

/// The rules that one file does not want to hear of, divided by commas or blanks, each with the line from 1, sorted; those of
/// line 0 hold in the whole file. Empty means all rules.
#[derive(Default)]
struct Wishes(Vec<(usize, String)>);

/// What stands in the place of a line where the whole file is meant.
const WHOLE_FILE: usize = 0;

impl Silence {
    /// What is asked for in the files of some diagnostics.
    pub(super) fn asked_for(project: &Project, diagnostics: &[Diagnostic]) -> Self {
        let mut asked = Self::default();
        for file in diagnostics.iter().filter_map(|diagnostic| diagnostic.file.as_deref()) {
            if !asked.by_file.contains_key(file) {
                asked.by_file.insert(file.to_owned(), asked.wishes.len());
                asked.wishes.push(project.text(file).map_or_else(Wishes::default, |text| Wishes::of(text.as_str())));
            }
        }
        asked
    }

    /// Whether a comment in the file of a diagnostic asks for silence about it.
    pub(super) fn covers(&self, diagnostic: &Diagnostic) -> bool {
        let wishes = diagnostic.file.as_deref().and_then(|file| self.wishes.get(*self.by_file.get(file)?));
        let lines = [Some(WHOLE_FILE), diagnostic.span.map(|span| span.start.line)];
        wishes.is_some_and(|wishes| lines.into_iter().flatten().any(|line| wishes.cover(line, diagnostic)))
    }
}

impl Wishes {
    fn of(text: &str) -> Self {
        let mut wishes = Self::default();
        if !text.contains(MARK) {
            return wishes;
        }
        // What stands alone waits for the line that it covers.
        let mut waiting = vec![];
        for (line, number) in text.lines().zip(1..) {
            if !is_blank_or_comment(line) {
                waiting.drain(..).for_each(|rules| wishes.add(number, rules));
            }
            match wish(line) {
                Some(("ignore-file", _, rules)) => wishes.add(WHOLE_FILE, rules),
                Some(("ignore", true, rules)) => waiting.push(rules),
                Some(("ignore", false, rules)) => wishes.add(number, rules),
                _ => {}
            }
        }
        order::sort_by_key(&mut wishes.0, |(line, _)| *line);
        wishes
    }

    fn add(&mut self, line: usize, rules: &str) {
        self.0.push((line, rules.to_owned()));
    }

    fn cover(&self, line: usize, diagnostic: &Diagnostic) -> bool {
        let first = self.0.partition_point(|(wished, _)| *wished < line);
        let mut wished = self.0[first..].iter().take_while(|(wished, _)| *wished == line);
        wished.any(|(_, rules)| names(rules, diagnostic))
    }
}

/// The word behind the mark, whether the comment stands alone, and the rules.
fn wish(line: &str) -> Option<(&str, bool, &str)> {
    let (before, comment) = line.split_once('#')?;
    let comment = comment.trim_start_matches('#').trim().strip_prefix(MARK)?.trim_start();
    let (scope, rules) = comment.split_once([' ', '\t']).unwrap_or((comment, ""));
    Some((scope, before.trim().is_empty(), rules))
}

fn names(rules: &str, diagnostic: &Diagnostic) -> bool {
    let mut entries = rules.split([',', ' ', '\t']).filter(|entry| !entry.is_empty()).peekable();
    entries.peek().is_none() || entries.any(|entry| fits_names(diagnostic.code, diagnostic.name, entry))
}

fn is_blank_or_comment(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered(text: &str) -> Vec<(usize, String)> {
        Wishes::of(text).0
    }

    #[test]
    fn a_comment_covers_its_line_the_next_one_or_the_file() {
        let one = |line, rules: &str| vec![(line, rules.to_owned())];
        assert_eq!(covered("a # pushready: ignore PSH203"), one(1, "PSH203"));
        assert_eq!(covered("# pushready: ignore PSH203, PSH204\n\n# why\nweb:x"), one(4, "PSH203, PSH204"));
        assert_eq!(covered("## pushready: ignore-file\nx"), one(WHOLE_FILE, ""));
        assert_eq!(covered("# pushready: ignore PSH203"), [], "there is no next line");
        assert_eq!(covered("# pushready is nice\n# pushready: ignored"), []);
        assert_eq!(
            covered("# pushready: ignore PSH203\n# pushready: ignore PSH204\nx"),
            [one(3, "PSH203"), one(3, "PSH204")].concat()
        );
    }
}
