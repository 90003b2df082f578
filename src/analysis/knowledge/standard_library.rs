//! Which modules and names the standard library has, by series of Python.

use super::late;
use crate::platform::Series;
use crate::text::table::Table;

/// The rows of a module: the series that have it, where the table judges the module itself; and the series that have
/// names of it, for those that not every series of the module has.
#[cfg(any(feature = "python", test))]
static TABLE: Table = Table::new(late::TEXTS[late::STANDARD_LIBRARY]);
#[cfg(not(any(feature = "python", test)))]
static TABLE: Table = Table::late(|| late::text(late::STANDARD_LIBRARY));

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

/// Whether any series has a module of this name; submodules count only if some series lacks them.
#[must_use]
pub fn is_module(name: &str) -> bool {
    spans_of_module(name).is_some()
}

/// Why a series lacks a module; none if it has it, or if there is no such module.
#[must_use]
pub fn lack_of_module(name: &str, series: Series) -> Option<Lack> {
    Spans::parse(spans_of_module(name)?).lack(series)
}

/// Why a series lacks a name of a module; none if it has it, or if nothing is known of it.
#[must_use]
pub fn lack_of_name(module: &str, name: &str, series: Series) -> Option<Lack> {
    let row = TABLE.rows(module).find(|row| row.iter().skip(2).any(|known| *known == name))?;
    Spans::parse(row.get(1)?).lack(series)
}

fn spans_of_module(name: &str) -> Option<&'static str> {
    TABLE.rows(name).find_map(|row| if let [_, spans] = row[..] { Some(spans) } else { None })
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
