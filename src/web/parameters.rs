//! The parameters of the page's address, behind its `?`.

/// A parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parameter {
    /// The language of this visit; `www/import.js` reads it too.
    Language,
}

impl Parameter {
    fn name(self) -> &'static str {
        match self {
            Self::Language => "lang",
        }
    }

    /// What a query says of it, where it says anything.
    pub(crate) fn of(self, query: &str) -> Option<&str> {
        let value = pairs(query).find_map(|pair| self.value_in(pair))?;
        (!value.is_empty()).then_some(value)
    }

    /// The query with another value, where it says anything of the parameter.
    pub(crate) fn changed(self, query: &str, value: &str) -> Option<String> {
        self.of(query)?;
        let changed = |pair: &str| self.value_in(pair).map_or_else(|| pair.to_owned(), |_| format!("{}={value}", self.name()));
        Some(format!("?{}", pairs(query).map(changed).collect::<Vec<_>>().join("&")))
    }

    fn value_in(self, pair: &str) -> Option<&str> {
        pair.strip_prefix(self.name())?.strip_prefix('=')
    }
}

fn pairs(query: &str) -> impl Iterator<Item = &str> {
    query.trim_start_matches('?').split('&')
}

#[cfg(test)]
mod tests {
    use super::Parameter::Language;

    #[test]
    fn a_parameter_is_found_among_others() {
        assert_eq!(Language.of("?lang=zh"), Some("zh"));
        assert_eq!(Language.of("?from=list&lang=en&x"), Some("en"));
        for query in ["", "?", "?lang", "?lang=", "?language=zh", "?x=lang=zh"] {
            assert_eq!(Language.of(query), None, "{query}");
        }
    }

    #[test]
    fn it_is_changed_only_where_it_stands() {
        assert_eq!(Language.changed("?lang=zh", "en").as_deref(), Some("?lang=en"));
        assert_eq!(Language.changed("?from=list&lang=zh&x", "en").as_deref(), Some("?from=list&lang=en&x"));
        assert_eq!(Language.changed("?from=list", "en"), None);
        assert_eq!(Language.changed("", "en"), None);
    }
}
