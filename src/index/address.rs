//! Where pip looks for packages.

use serde::{Deserialize, Serialize};

/// The index that pip asks where nobody names another. pip before 10 names an older host, which leads to this one.
pub const DEFAULT: &str = "https://pypi.org/simple";

/// Where pip looks for packages: in all of these at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addresses {
    /// The indexes, each with a page for every project.
    pub indexes: Vec<String>,
    /// Pages and folders with files of any project.
    pub links: Vec<String>,
    is_without_index: bool,
}

impl Addresses {
    /// What pip knows before it reads a file: the values of its variables, and an index where none of them names one.
    #[must_use]
    pub fn of_variables<'a>(default: &str, value: impl Fn(&str) -> Option<&'a str>) -> Self {
        let words = |name| value(name).unwrap_or_default().split_whitespace().map(str::to_owned);
        let index = value("PIP_INDEX_URL").filter(|url| !url.trim().is_empty()).unwrap_or(default).trim();
        let is_without_index = value("PIP_NO_INDEX").is_some_and(|value| is_on(value.trim()));
        let indexes = std::iter::once(index.to_owned()).chain(words("PIP_EXTRA_INDEX_URL"));
        let indexes = if is_without_index { vec![] } else { indexes.collect() };
        Self { indexes, links: words("PIP_FIND_LINKS").collect(), is_without_index }
    }

    /// Reads an option of a requirements file, by its long name; others change nothing. An index takes the place of all that
    /// were named before.
    pub fn read(&mut self, option: &str, value: Option<&str>) {
        match (option, value) {
            ("--no-index", _) => {
                self.is_without_index = true;
                self.indexes.clear();
            }
            ("--index-url", Some(url)) if !self.is_without_index => self.indexes = vec![url.to_owned()],
            ("--extra-index-url", Some(url)) if !self.is_without_index => self.indexes.push(url.to_owned()),
            ("--find-links", Some(place)) => self.links.push(place.to_owned()),
            _ => {}
        }
    }
}

/// The page of a project in an index, by its normalised name.
#[must_use]
pub fn page(index: &str, name: &str) -> String {
    format!("{}/{name}/", index.trim_end_matches('/'))
}

/// Whether pip takes a value for yes.
fn is_on(value: &str) -> bool {
    ["1", "y", "yes", "t", "true", "on"].iter().any(|yes| value.eq_ignore_ascii_case(yes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &'static str)]) -> Addresses {
        Addresses::of_variables(DEFAULT, |name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| *value))
    }

    #[test]
    fn variables_come_first_and_files_after_them() {
        let mut addresses = of(&[("PIP_EXTRA_INDEX_URL", "https://b/simple  https://c/simple"), ("PIP_FIND_LINKS", "wheels")]);
        assert_eq!(addresses.indexes, [DEFAULT, "https://b/simple", "https://c/simple"]);
        addresses.read("--extra-index-url", Some("https://d"));
        assert_eq!(addresses.indexes.len(), 4);
        addresses.read("--index-url", Some("https://e"));
        addresses.read("--extra-index-url", Some("https://f"));
        addresses.read("--find-links", Some("https://g/files.html"));
        addresses.read("--pre", None);
        assert_eq!(addresses.indexes, ["https://e", "https://f"]);
        assert_eq!(addresses.links, ["wheels", "https://g/files.html"]);
    }

    #[test]
    fn without_an_index_none_is_asked() {
        for mut addresses in [of(&[("PIP_NO_INDEX", "true"), ("PIP_INDEX_URL", "https://a")]), {
            let mut addresses = of(&[("PIP_INDEX_URL", " https://a ")]);
            assert_eq!(addresses.indexes, ["https://a"]);
            addresses.read("--no-index", None);
            addresses
        }] {
            addresses.read("--index-url", Some("https://b"));
            assert_eq!(addresses.indexes, Vec::<String>::new());
        }
        assert_eq!(of(&[("PIP_NO_INDEX", "0")]).indexes, [DEFAULT]);
    }

    #[test]
    fn pages_end_in_a_slash() {
        assert_eq!(page("https://a/simple/", "b-c"), "https://a/simple/b-c/");
        assert_eq!(page("https://a/simple", "b-c"), "https://a/simple/b-c/");
    }
}
