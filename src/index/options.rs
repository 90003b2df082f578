//! What requirements files and settings tell pip about the files that it may take.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use super::target::Formats;
use crate::syntax::requirements::normalize_name;

/// What requirements files and settings tell pip about the files that it may take.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Options {
    /// Pre-releases are as good as others (`--pre`).
    pub pre: bool,
    /// An older wheel is better than a newer source (`--prefer-binary`).
    pub prefer_binary: bool,
    without_wheels: Names,
    without_sources: Names,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Names {
    all: bool,
    names: BTreeSet<String>,
}

impl Options {
    /// Reads the value of `--no-binary`: `:all:`, `:none:` or names.
    pub fn no_binary(&mut self, value: &str) {
        add(value, &mut self.without_wheels, &mut self.without_sources);
    }

    /// Reads the value of `--only-binary`: `:all:`, `:none:` or names.
    pub fn only_binary(&mut self, value: &str) {
        add(value, &mut self.without_sources, &mut self.without_wheels);
    }

    /// Which files of a project may be taken. What is said of a name goes before what is said of all.
    #[must_use]
    pub fn formats(&self, name: &str) -> Formats {
        let (no_wheels, no_sources) = (self.without_wheels.names.contains(name), self.without_sources.names.contains(name));
        if no_wheels || no_sources {
            return Formats { wheels: !no_wheels, sources: !no_sources };
        }
        Formats { wheels: !self.without_wheels.all, sources: !self.without_sources.all }
    }
}

/// The later option takes away what an earlier one of the other kind said.
fn add(value: &str, to: &mut Names, from: &mut Names) {
    for name in value.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        match name {
            ":all:" => {
                *to = Names { all: true, names: BTreeSet::new() };
                *from = Names::default();
            }
            ":none:" => *to = Names::default(),
            name => {
                let name = normalize_name(name);
                from.names.remove(&name);
                to.names.insert(name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_before_all_and_later_before_earlier() {
        let mut options = Options::default();
        assert_eq!(options.formats("a"), Formats::ALL);
        options.only_binary(":all:");
        options.no_binary("A_b, c");
        assert_eq!(options.formats("x"), Formats { wheels: true, sources: false });
        assert_eq!(options.formats("a-b"), Formats { wheels: false, sources: true });
        options.only_binary("c");
        assert_eq!(options.formats("c"), Formats { wheels: true, sources: false });
        options.no_binary(":all:");
        assert_eq!(options.formats("x"), Formats { wheels: false, sources: true });
        options.no_binary(":none:");
        assert_eq!(options.formats("x"), Formats::ALL);
    }
}
