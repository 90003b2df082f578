//! An import of names, some of which come from elsewhere now.

use std::ops::Range;

use crate::syntax::python_module::ImportedName;

/// A name that comes from elsewhere.
#[derive(Debug, Clone)]
pub(in crate::rules) struct Moved<'m> {
    /// As it is imported now.
    pub imported: &'m ImportedName,
    /// Its new module and its name there, with dots between them; a module alone has none.
    pub path: String,
}

/// The imports that bring names from their new places, under the names that the code uses.
pub(in crate::rules) fn new_imports(moved: &[Moved<'_>]) -> Vec<String> {
    let mut modules: Vec<(&str, Vec<String>)> = vec![];
    for Moved { imported, path } in moved {
        let (module, name) = path.rsplit_once('.').unwrap_or(("", path));
        let used = imported.bound();
        let name = if name == used { name.to_owned() } else { format!("{name} as {used}") };
        match modules.iter_mut().find(|(known, _)| *known == module && !module.is_empty()) {
            Some((_, names)) => names.push(name),
            None => modules.push((module, vec![name])),
        }
    }
    let line = |(module, names): (&str, Vec<String>)| match module {
        "" => format!("import {}", names.join(", ")),
        _ => format!("from {module} import {}", names.join(", ")),
    };
    modules.into_iter().map(line).collect()
}

/// The statement without the names that have moved; empty if none is left, none if it cannot be taken apart.
pub(in crate::rules) fn without(statement: &str, moved: &[Moved<'_>]) -> Option<String> {
    let names = names_of(statement)?;
    let parts = parts(&statement[names.clone()]);
    let is_moved = |part: &str| moved.iter().any(|moved| is_import_of(part, moved.imported));
    let (gone, kept): (Vec<&str>, Vec<&str>) = parts.iter().partition(|part| is_moved(part));
    if gone.len() != moved.len() {
        return None;
    }
    if kept.iter().all(|part| part.trim().is_empty()) {
        return Some(String::new());
    }
    let mut left: Vec<String> = kept.iter().map(|part| (*part).to_owned()).collect();
    // The first name stands where the first one stood.
    if let (Some(first), Some(was)) = (left.first_mut(), parts.first()) {
        let blanks = &was[..was.len() - was.trim_start().len()];
        *first = format!("{blanks}{}", first.trim_start());
    }
    let trailing = &statement[names.start..names.end][statement[names.clone()].trim_end().len()..];
    let left = left.join(",");
    Some(format!("{}{}{trailing}{}", &statement[..names.start], left.trim_end(), &statement[names.end..]))
}

/// Where the names stand: behind `import`, inside parentheses.
fn names_of(statement: &str) -> Option<Range<usize>> {
    let start = statement.find(" import")? + " import".len();
    let behind = &statement[start..];
    let inside = match behind.trim_start().strip_prefix('(') {
        Some(_) => behind.find('(')? + 1..behind.rfind(')')?,
        None => 0..behind.len(),
    };
    Some(start + inside.start..start + inside.end)
}

fn parts(names: &str) -> Vec<&str> {
    names.split(',').collect()
}

fn is_import_of(part: &str, imported: &ImportedName) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    match &imported.alias {
        None => words == [imported.name.as_str()],
        Some(alias) => words == [imported.name.as_str(), "as", alias],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str, alias: Option<&str>) -> ImportedName {
        ImportedName { name: name.to_owned(), alias: alias.map(str::to_owned) }
    }

    #[test]
    fn names_are_brought_from_their_new_places_under_the_names_that_are_used() {
        let (markup, escape, url, json) =
            (name("Markup", None), name("escape", None), name("url", None), name("json", Some("j")));
        let moved = |imported, path: &str| Moved { imported, path: path.to_owned() };
        let all = [
            moved(&markup, "markupsafe.Markup"),
            moved(&escape, "markupsafe.escape"),
            moved(&url, "django.urls.re_path"),
            moved(&json, "json"),
        ];
        let expected = ["from markupsafe import Markup, escape", "from django.urls import re_path as url", "import json as j"];
        assert_eq!(new_imports(&all), expected);
    }

    #[test]
    fn the_other_names_stay_where_they_are() {
        let (b, d) = (name("b", None), name("d", Some("e")));
        let moved = [Moved { imported: &b, path: String::new() }, Moved { imported: &d, path: String::new() }];
        for (statement, left) in [
            ("from a import b, c, d as e", "from a import c"),
            ("from a import c, b, d  as e", "from a import c"),
            ("from a import c, b, d as e, f", "from a import c, f"),
            ("from a import b, d as e", ""),
            ("from a import (b, d as e,)", ""),
            ("from a import (\n    b,\n    c,\n    d as e,\n    f,\n)", "from a import (\n    c,\n    f,\n)"),
            ("from a import (b, c,\n               d as e)", "from a import (c)"),
        ] {
            assert_eq!(without(statement, &moved).as_deref(), Some(left), "{statement}");
        }
        for unclear in ["from a import (  # x\n    b,\n    d as e)", "from a import b, c", "from a import b, \\\n  d as e"] {
            assert_eq!(without(unclear, &moved), None, "{unclear}");
        }
    }
}
