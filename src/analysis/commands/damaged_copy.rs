//! Options of gunicorn as a damaged documentation page prints them: `-log-file -- --access-logfile --`.

use std::ops::Range;

use crate::text::pattern::pattern;

pattern!(static DAMAGE = "(?:^|[ \t])(--?log-file|--access-logfile|--error-logfile)[ \t]+--(?:[ \t]|$)");

/// An option with its damaged value; `-log-file` has lost a hyphen itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage<'a> {
    /// The whole of it in the command.
    pub range: Range<usize>,
    /// The option as it is written.
    pub option: &'a str,
}

impl Damage<'_> {
    /// What was meant.
    #[must_use]
    pub fn repaired(&self) -> String {
        format!("--{} -", self.option.trim_start_matches('-'))
    }
}

/// All such options of a command.
#[must_use]
pub fn damages(command: &str) -> Vec<Damage<'_>> {
    // Most commands have no such word, and making the pattern takes longer than looking for it.
    if !command.split([' ', '\t']).any(|word| word == "--") {
        return vec![];
    }
    let mut found = vec![];
    let mut from = 0;
    // The blank behind one may be the blank before the next.
    while let Some(captures) = DAMAGE.captures_at(command, from)
        && let (Some(whole), Some(option)) = (captures.get(0), captures.get(1))
    {
        let end = option.start() + command[option.start()..whole.end()].trim_end().len();
        found.push(Damage { range: option.start()..end, option: option.as_str() });
        from = end;
    }
    found
}

/// Whether a command has options of that page.
#[must_use]
pub fn is_damaged(command: &str) -> bool {
    !damages(command).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_options_with_the_value_of_the_damaged_page_are_found() {
        let count = |command: &str| damages(command).len();
        assert_eq!(count("gunicorn app:app -log-file -- --access-logfile -- --error-logfile --"), 3);
        assert_eq!(count("gunicorn app:app --log-file - --access-logfile - --error-logfile -"), 0);
        assert_eq!(count("gunicorn app:app -log-file -"), 0);
        assert_eq!(count("gunicorn --log-file --access-logfile - -- app:app"), 0);
    }
}
