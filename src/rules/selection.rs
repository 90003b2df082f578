//! Which rules are looked at.

use super::{Rule, registry};
use crate::diagnostic::Diagnostic;
use crate::language::{Language, error_in_english, say};
use crate::project::glob::Glob;
use crate::project::path;

/// Which rules are looked at: codes, names, or beginnings of codes such as `PSH2`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    select: Vec<String>,
    ignore: Vec<String>,
    per_file_ignore: Vec<PerFileIgnore>,
    /// The folder that is judged, from where patterns of files count.
    folder: String,
}

/// Rules that are not looked at in some files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PerFileIgnore {
    /// The files: a path from the root, where `*` stands for any part of a name and `**` for any folders.
    pub pattern: String,
    /// The rules.
    pub rules: Vec<String>,
}

/// A code or a name that no rule has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRule(pub String);

error_in_english!(UnknownRule);

impl UnknownRule {
    /// What is wrong and what to do, in a sentence without its end.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        say!(
            language,
            "no rule has the code or name `{}`; `pushready rules` lists them all",
            "没有代码或名称为 `{}` 的规则；`pushready rules` 会列出全部规则",
            self.0
        )
    }
}

impl Selection {
    /// Takes the rules of `select`, or all if it is empty, without those of `ignore`.
    ///
    /// # Errors
    ///
    /// When an entry fits no rule.
    pub fn new(select: Vec<String>, ignore: Vec<String>) -> Result<Self, UnknownRule> {
        match select.iter().chain(&ignore).find(|entry| !Self::is_known(entry)) {
            Some(entry) => Err(UnknownRule(entry.clone())),
            None => Ok(Self { select, ignore, ..Self::default() }),
        }
    }

    /// Whether an entry fits any rule.
    #[must_use]
    pub fn is_known(entry: &str) -> bool {
        registry::RULES.iter().any(|rule| fits(rule, entry))
    }

    /// A selection of entries that are known to fit.
    pub(crate) fn of_known(select: &[String], ignore: &[String], per_file_ignore: &[PerFileIgnore]) -> Self {
        let per_file_ignore = per_file_ignore.to_vec();
        Self { select: select.to_vec(), ignore: ignore.to_vec(), per_file_ignore, ..Self::default() }
    }

    /// The same for a folder of the project, while patterns of files count from its top.
    #[must_use]
    pub fn in_folder(&self, folder: &str) -> Self {
        Self { folder: folder.to_owned(), ..self.clone() }
    }

    /// This selection where it makes a choice, the other one where it makes none, and what both of them leave out.
    #[must_use]
    pub(crate) fn completed_by(self, other: Self) -> Self {
        Self {
            select: if self.select.is_empty() { other.select } else { self.select },
            ignore: [other.ignore, self.ignore].concat(),
            per_file_ignore: [other.per_file_ignore, self.per_file_ignore].concat(),
            folder: self.folder,
        }
    }

    /// Whether a rule is looked at.
    #[must_use]
    pub fn contains(&self, rule: &Rule) -> bool {
        let any = |entries: &[String]| entries.iter().any(|entry| fits(rule, entry));
        (self.select.is_empty() || any(&self.select)) && !any(&self.ignore)
    }

    /// Whether the rule of a diagnostic is not looked at in its file.
    #[must_use]
    pub fn silences(&self, diagnostic: &Diagnostic) -> bool {
        let Some(file) = &diagnostic.file else { return false };
        let file = path::join(&self.folder, file);
        let silenced = |entry: &&PerFileIgnore| Glob::parse(&entry.pattern).is_some_and(|glob| glob.fits(&file));
        let mut rules = self.per_file_ignore.iter().filter(silenced).flat_map(|entry| &entry.rules);
        rules.any(|entry| fits_names(diagnostic.code, diagnostic.name, entry))
    }
}

fn fits(rule: &Rule, entry: &str) -> bool {
    fits_names(rule.code, rule.name, entry)
}

/// Whether an entry is a rule's name, its code, or the beginning of its code.
pub(super) fn fits_names(code: &str, name: &str, entry: &str) -> bool {
    let entry = entry.trim();
    let upper = entry.to_ascii_uppercase();
    entry == name || (upper.starts_with("PSH") && code.starts_with(&upper))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(select: &[&str], ignore: &[&str]) -> Vec<&'static str> {
        let owned = |entries: &[&str]| entries.iter().map(|&entry| entry.to_owned()).collect();
        let selection = Selection::new(owned(select), owned(ignore)).expect("known rules");
        registry::RULES.iter().filter(|rule| selection.contains(rule)).map(|rule| rule.code).collect()
    }

    #[test]
    fn codes_names_and_beginnings_choose() {
        assert_eq!(codes(&["PSH203"], &[]), ["PSH203"]);
        assert_eq!(codes(&["missing-space-after-colon"], &[]), ["PSH203"]);
        assert!(codes(&["psh2"], &["PSH203"]).iter().all(|code| code.starts_with("PSH2") && *code != "PSH203"));
        assert_eq!(codes(&[], &[]).len(), registry::RULES.len());
        assert_eq!(Selection::new(vec!["PSH999".into()], vec![]), Err(UnknownRule("PSH999".into())));
    }
}
