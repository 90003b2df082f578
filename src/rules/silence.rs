//! Comments that ask for silence: `# pushready: ignore PSH203` about one line, `# pushready: ignore-file PSH203` about all.
//!
//! A comment behind something covers its own line; one that stands alone covers the next line that is no comment.

use super::selection::fits_names;
use crate::diagnostic::Diagnostic;
use crate::project::Project;

/// What a comment begins with that is meant for this program.
const MARK: &str = "pushready:";

/// Whether a comment in the file of a diagnostic asks for silence about it.
pub(super) fn covers(project: &Project, diagnostic: &Diagnostic) -> bool {
    let Some(text) = diagnostic.file.as_deref().and_then(|file| project.text(file)) else { return false };
    if !text.as_str().contains(MARK) {
        return false;
    }
    let line = diagnostic.span.map(|span| span.start.line);
    wishes(text.as_str()).any(|wish| wish.line.is_none_or(|covered| Some(covered) == line) && wish.names(diagnostic))
}

/// A wish for silence.
struct Wish<'t> {
    /// The line, from 1; none means the whole file.
    line: Option<usize>,
    /// The rules, divided by commas or blanks; empty means all.
    rules: &'t str,
}

impl Wish<'_> {
    fn names(&self, diagnostic: &Diagnostic) -> bool {
        let mut entries = self.rules.split([',', ' ', '\t']).filter(|entry| !entry.is_empty()).peekable();
        entries.peek().is_none() || entries.any(|entry| fits_names(diagnostic.code, diagnostic.name, entry))
    }
}

fn wishes(text: &str) -> impl Iterator<Item = Wish<'_>> {
    let lines: Vec<&str> = text.lines().collect();
    let wish = move |index: usize| {
        let (before, comment) = lines[index].split_once('#')?;
        let comment = comment.trim_start_matches('#').trim().strip_prefix(MARK)?.trim_start();
        let (scope, rules) = comment.split_once([' ', '\t']).unwrap_or((comment, ""));
        let next = || (index + 1..lines.len()).find(|&next| !is_blank_or_comment(lines[next]));
        match (scope, before.trim().is_empty()) {
            ("ignore-file", _) => Some(Wish { line: None, rules }),
            ("ignore", true) => Some(Wish { line: Some(next()? + 1), rules }),
            ("ignore", false) => Some(Wish { line: Some(index + 1), rules }),
            _ => None,
        }
    };
    (0..text.lines().count()).filter_map(wish)
}

fn is_blank_or_comment(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered(text: &str) -> Vec<(Option<usize>, &str)> {
        wishes(text).map(|wish| (wish.line, wish.rules)).collect()
    }

    #[test]
    fn a_comment_covers_its_line_the_next_one_or_the_file() {
        assert_eq!(covered("a # pushready: ignore PSH203"), [(Some(1), "PSH203")]);
        assert_eq!(covered("# pushready: ignore PSH203, PSH204\n\n# why\nweb:x"), [(Some(4), "PSH203, PSH204")]);
        assert_eq!(covered("## pushready: ignore-file\nx"), [(None, "")]);
        assert_eq!(covered("# pushready: ignore PSH203"), [], "there is no next line");
        assert_eq!(covered("# pushready is nice\n# pushready: ignored"), []);
    }
}
