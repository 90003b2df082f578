//! Which modules and names the standard library has, by series of Python.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::platform::Series;

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("data/standard_library.txt")));

/// The series that have something, as spans with both ends included; an open end is none.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Spans(Vec<(Option<Series>, Option<Series>)>);

/// Something of the standard library that a series lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// It comes with this series.
    ComesWith(Series),
    /// This series is the last that has it.
    GoneAfter(Series),
}

#[derive(Debug, Default)]
struct Table {
    /// The spans of each, as written.
    modules: HashMap<&'static str, &'static str>,
    /// By module, then by name, only the names that not every series of the module has.
    names: HashMap<&'static str, HashMap<&'static str, &'static str>>,
}

/// Whether any series has a module of this name; submodules count only if some series lacks them.
#[must_use]
pub fn is_module(name: &str) -> bool {
    TABLE.modules.contains_key(name)
}

/// Why a series lacks a module; none if it has it, or if there is no such module.
#[must_use]
pub fn lack_of_module(name: &str, series: Series) -> Option<Lack> {
    Spans::parse(TABLE.modules.get(name)?).lack(series)
}

/// Why a series lacks a name of a module; none if it has it, or if nothing is known of it.
#[must_use]
pub fn lack_of_name(module: &str, name: &str, series: Series) -> Option<Lack> {
    Spans::parse(TABLE.names.get(module)?.get(name)?).lack(series)
}

impl Spans {
    fn parse(text: &str) -> Self {
        let ends = text.split(',').filter_map(|span| span.split_once('-'));
        Self(ends.map(|(first, last)| (first.parse().ok(), last.parse().ok())).collect())
    }

    fn lack(&self, series: Series) -> Option<Lack> {
        let has = |(first, last): &(Option<Series>, Option<Series>)| {
            first.is_none_or(|first| first <= series) && last.is_none_or(|last| series <= last)
        };
        if self.0.iter().any(has) {
            return None;
        }
        let next = self.0.iter().filter_map(|(first, _)| *first).find(|first| *first > series);
        let last = || self.0.iter().filter_map(|(_, last)| *last).rfind(|last| *last < series);
        next.map(Lack::ComesWith).or_else(|| last().map(Lack::GoneAfter))
    }
}

impl Table {
    fn parse(text: &'static str) -> Self {
        let mut table = Self::default();
        let mut module = None;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_suffix(':') {
                module = Some(name);
            } else if let Some((spans, names)) = line.split_once(' ') {
                let found = names.split(' ').map(|name| (name, spans));
                match module {
                    Some(module) => table.names.entry(module).or_default().extend(found),
                    None => table.modules.extend(found),
                }
            }
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(text: &str) -> Series {
        text.parse().expect("a series")
    }

    fn lack(module: &str, at: &str) -> Option<Lack> {
        lack_of_module(module, series(at))
    }

    #[test]
    fn modules_come_and_go() {
        assert_eq!(lack("dataclasses", "3.6"), Some(Lack::ComesWith(series("3.7"))));
        assert_eq!(lack("dataclasses", "3.7"), None);
        assert_eq!(lack("zoneinfo", "3.8"), Some(Lack::ComesWith(series("3.9"))));
        assert_eq!(lack("importlib.metadata", "3.7"), Some(Lack::ComesWith(series("3.8"))));
        assert_eq!(lack("distutils", "3.12"), Some(Lack::GoneAfter(series("3.11"))));
        assert_eq!(lack("urllib2", "3.6"), Some(Lack::GoneAfter(series("2.7"))));
        assert_eq!(lack("urllib.parse", "2.7"), Some(Lack::ComesWith(series("3.0"))));
        assert_eq!(lack("secrets", "3.5"), Some(Lack::ComesWith(series("3.6"))));
        for name in ["os", "asyncio", "winreg", "flask", "os.path"] {
            assert_eq!(lack(name, "3.6"), None, "{name}");
        }
        assert!(is_module("json") && is_module("tomllib") && !is_module("flask"));
    }

    #[test]
    fn names_come_and_go_even_twice() {
        let lack = |module: &str, name: &str, at: &str| lack_of_name(module, name, series(at));
        assert_eq!(lack("typing", "Literal", "3.6"), Some(Lack::ComesWith(series("3.8"))));
        assert_eq!(lack("collections", "Mapping", "3.10"), Some(Lack::GoneAfter(series("3.9"))));
        assert_eq!(lack("types", "NoneType", "3.9"), Some(Lack::ComesWith(series("3.10"))));
        for (module, name, at) in [
            ("types", "NoneType", "2.7"),
            ("types", "NoneType", "3.10"),
            ("typing", "ContextManager", "3.13"),
            ("typing", "List", "3.6"),
            ("urllib", "parse", "3.13"),
        ] {
            assert_eq!(lack(module, name, at), None, "{module}.{name} {at}");
        }
    }
}
