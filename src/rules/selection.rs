//! Which rules are looked at.

use super::{Rule, registry};

/// Which rules are looked at: codes, names, or beginnings of codes such as `PSH2`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    select: Vec<String>,
    ignore: Vec<String>,
}

/// A code or a name that no rule has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no rule has the code or name `{0}`; `pushready rules` lists them all")]
pub struct UnknownRule(pub String);

impl Selection {
    /// Takes the rules of `select`, or all if it is empty, without those of `ignore`.
    ///
    /// # Errors
    ///
    /// When an entry fits no rule.
    pub fn new(select: Vec<String>, ignore: Vec<String>) -> Result<Self, UnknownRule> {
        let unknown = select.iter().chain(&ignore).find(|entry| !registry::RULES.iter().any(|rule| fits(rule, entry)));
        match unknown {
            Some(entry) => Err(UnknownRule(entry.clone())),
            None => Ok(Self { select, ignore }),
        }
    }

    /// Whether a rule is looked at.
    #[must_use]
    pub fn contains(&self, rule: &Rule) -> bool {
        let any = |entries: &[String]| entries.iter().any(|entry| fits(rule, entry));
        (self.select.is_empty() || any(&self.select)) && !any(&self.ignore)
    }
}

fn fits(rule: &Rule, entry: &str) -> bool {
    let entry = entry.trim();
    let upper = entry.to_ascii_uppercase();
    entry == rule.name || (upper.starts_with("PSH") && rule.code.starts_with(&upper))
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
