//! Whether pip installs a requirement, and what comes with it.

use std::str::FromStr;

use pep440_rs::Version;

use crate::index::target::marker_value;
use crate::platform;
use crate::syntax::requirements::{Named, marker_is_true};

/// Packages that install Django with themselves, by normalised name, with the first version whose metadata in the index
/// says so; the versions before it say nothing of Django.
const BRINGS_DJANGO: &[(&str, &str)] = &[
    ("channels", "1.1.8"),
    ("dj-database-url", "1.0.0"),
    ("django-allauth", "0"),
    ("django-celery-beat", "1.5.0"),
    ("django-cms", "3.5.0"),
    ("django-cors-headers", "2.5.3"),
    ("django-crispy-forms", "2.0"),
    ("django-debug-toolbar", "1.11"),
    ("django-extensions", "3.1.3"),
    ("django-filter", "2.0.0"),
    ("django-heroku", "0.3.0"),
    ("django-import-export", "2.0"),
    ("django-ninja", "0"),
    ("django-oscar", "1.6"),
    ("django-redis", "4.10.0"),
    ("django-rest-framework", "0"),
    ("django-storages", "1.7"),
    ("django-taggit", "1.0.0"),
    ("djangorestframework", "3.11.0"),
    ("djangorestframework-simplejwt", "4.3.0"),
    ("drf-yasg", "1.17.0"),
    ("graphene-django", "2.0.0"),
    ("mezzanine", "4.3.1"),
    ("wagtail", "2.0"),
];

/// Whether a requirement is installed on a server with this Python, by its marker; none if that cannot be seen.
#[must_use]
pub fn is_installed(named: &Named, python: Option<platform::Version>) -> Option<bool> {
    named.marker.as_deref().map_or(Some(true), |marker| marker_holds(marker, python))
}

/// Whether a marker is true on a server with this Python; none if that cannot be seen.
#[must_use]
pub fn marker_holds(marker: &str, python: Option<platform::Version>) -> Option<bool> {
    marker_is_true(marker, |name| marker_value(name, python))
}

/// Whether a requirement is Django or installs it. Without a pin the newest version comes, which brings Django.
pub(super) fn brings_django(named: &Named) -> bool {
    if named.normalized == "django" {
        return true;
    }
    let Some((_, since)) = BRINGS_DJANGO.iter().find(|(name, _)| *name == named.normalized) else { return false };
    let version = |text: &str| Version::from_str(text.trim()).ok();
    let pinned = named.specifiers.strip_prefix("==").and_then(version);
    pinned.is_none_or(|pinned| version(since).is_some_and(|since| pinned >= since))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::requirements::{LineKind, RequirementsFile};

    #[test]
    fn markers_decide_what_is_installed() {
        let installed = |text: &str, python: &str| {
            let LineKind::Named(named) = RequirementsFile::parse(text).lines.remove(0).kind else { panic!("a requirement") };
            is_installed(&named, python.parse().ok())
        };
        assert_eq!(installed("a", "3.6.6"), Some(true));
        assert_eq!(installed("a ; sys_platform == 'win32'", ""), Some(false));
        assert_eq!(installed("a ; python_version < '3'", "3.6.6"), Some(false));
        assert_eq!(installed("a ; python_version < '3'", ""), None);
        assert_eq!(installed("a ; sys_platform == 'linux'", "2.7.17"), Some(false));
    }
}
