//! Which modules packages bring, and which packages they need: a table, made by `scripts/data/contents.py`.

use crate::text::table::Table;

static TEXT: &str = include_str!("data/contents.txt");
static TABLE: Table = Table::new(TEXT);

/// The modules that a package brings at the top; none if they are not known, as for parts of a package shared by several, such
/// as `google`.
#[must_use]
pub fn modules(package: &str) -> Option<Vec<&'static str>> {
    Some(part(package, 0)?).filter(|modules| !modules.is_empty())
}

/// The packages that a package always needs, in some release and on some machine; none for a package that is not in the table.
#[must_use]
pub fn needs(package: &str) -> Option<Vec<&'static str>> {
    part(package, 1)
}

/// The packages that it may need besides, with one extra or another.
#[must_use]
pub fn needs_of_extras(package: &str) -> Option<Vec<&'static str>> {
    part(package, 2)
}

/// The packages that bring a module at the top.
#[must_use]
pub fn packages_with(module: &str) -> Vec<&'static str> {
    let rows = TEXT.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'));
    let brings = |contents: &str| words(contents.split('|').next()).any(|word| word == module);
    rows.filter(|(_, contents)| brings(contents)).map(|(package, _)| package).collect()
}

fn part(package: &str, number: usize) -> Option<Vec<&'static str>> {
    Some(words(TABLE.behind(package)?.split('|').nth(number)).collect())
}

fn words(text: Option<&str>) -> impl Iterator<Item = &str> {
    text.unwrap_or_default().split_ascii_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_bring_modules_of_other_names() {
        assert_eq!(modules("opencv-python"), Some(vec!["cv2"]));
        assert_eq!(modules("beautifulsoup4"), Some(vec!["bs4"]));
        assert_eq!(modules("django-heroku"), Some(vec!["django_heroku"]));
        assert_eq!(modules("no-such-package"), None);
        assert!(packages_with("cv2").contains(&"opencv-python-headless"));
        assert_eq!(packages_with("no_such_module"), Vec::<&str>::new());
    }

    #[test]
    fn packages_need_others() {
        assert!(needs("flask").is_some_and(|needs| needs.contains(&"werkzeug") && !needs.contains(&"asgiref")));
        assert!(needs_of_extras("flask").is_some_and(|needs| needs.contains(&"asgiref")));
        assert_eq!(needs("six"), Some(vec![]));
        assert_eq!(needs("no-such-package"), None);
    }

    #[test]
    fn a_shared_folder_is_no_module_of_one_package() {
        assert_eq!(modules("protobuf"), None);
        assert!(needs("protobuf").is_some());
    }
}
