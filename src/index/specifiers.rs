//! Which releases a requirement admits, as pip reads its specifiers.

use std::str::FromStr;

use pep440_rs::{Operator, Version, VersionSpecifier};

use crate::platform::Series;

/// The first pip that lets `>` and `<` with a pre-release ask for pre-releases; before it only the other operators do.
const PRE_RELEASES_BY_EXCLUSIVE_BOUNDS: Series = Series { major: 25, minor: 0 };

/// The specifiers of a requirement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Specifiers {
    terms: Vec<Term>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Term {
    /// By PEP 440.
    Specifier(VersionSpecifier),
    /// The text behind `===`, in lower case.
    Text(String),
    /// `==` with what is no version: no release is that.
    Never,
}

impl Specifiers {
    /// Reads a list, such as `>=2,<3`. What only old pips read (`>=1.0.*`, `==1.0-final`) means what they take it for; an
    /// unreadable bound that is no `==` does not bind.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        Self { terms: parts.filter_map(term).collect() }
    }

    /// Whether a release is admitted. Nothing is said here of pre-releases, which pip may pass over all the same.
    #[must_use]
    pub fn admit(&self, version: &Version) -> bool {
        self.terms.iter().all(|term| match term {
            Term::Specifier(specifier) => admits(specifier, version),
            Term::Text(text) => *text == version.to_string(),
            Term::Never => false,
        })
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether they name one release: only then does pip take a yanked one.
    #[must_use]
    pub fn pin(&self) -> bool {
        self.terms.iter().any(|term| match term {
            Term::Specifier(specifier) => *specifier.operator() == Operator::Equal,
            Term::Text(_) => true,
            Term::Never => false,
        })
    }

    /// Whether they bound the releases from above.
    #[must_use]
    pub fn have_upper_bound(&self) -> bool {
        use Operator::{EqualStar, LessThan, LessThanEqual, TildeEqual};
        let is_upper = |operator: &Operator| matches!(operator, LessThan | LessThanEqual | TildeEqual | EqualStar);
        self.terms.iter().any(|term| matches!(term, Term::Specifier(specifier) if is_upper(specifier.operator())))
    }

    /// Both lists as one.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.terms.extend_from_slice(&other.terms);
        self
    }

    /// Whether they name a pre-release, so that this pip takes others too.
    #[must_use]
    pub fn name_pre_release(&self, pip: Series) -> bool {
        self.terms.iter().any(|term| match term {
            Term::Specifier(specifier) => {
                let counts = match specifier.operator() {
                    Operator::NotEqual | Operator::NotEqualStar => false,
                    Operator::GreaterThan | Operator::LessThan => pip >= PRE_RELEASES_BY_EXCLUSIVE_BOUNDS,
                    _ => true,
                };
                counts && specifier.version().any_prerelease()
            }
            Term::Text(text) => Version::from_str(text).is_ok_and(|version| version.any_prerelease()),
            Term::Never => false,
        })
    }
}

fn term(text: &str) -> Option<Term> {
    if let Some(exact) = text.strip_prefix("===") {
        let exact = exact.trim().to_ascii_lowercase();
        return Some(Term::Text(Version::from_str(&exact).map_or(exact, |version| version.to_string())));
    }
    if let Ok(specifier) = VersionSpecifier::from_str(text) {
        return Some(Term::Specifier(specifier));
    }
    let old = text.trim_end_matches(']').trim_end_matches(".*").trim_end_matches("-final");
    let without_local = old.split_once('+').map_or(old, |(public, _)| public);
    match VersionSpecifier::from_str(without_local) {
        Ok(specifier) => Some(Term::Specifier(specifier)),
        Err(_) => text.starts_with("==").then_some(Term::Never),
    }
}

/// As Python's `packaging` compares, which the crate does not in every corner: there `==1.2.*` admits 1, and `<2rc2` does
/// not admit 2rc1.
fn admits(specifier: &VersionSpecifier, version: &Version) -> bool {
    let bound = specifier.version();
    // Without a local part nothing has to be taken away, for which the crate makes a new release.
    let public = || if version.is_local() { version.clone().without_local() } else { version.clone() };
    let starts_with = |release: &[u64]| {
        let padded = version.release().iter().copied().chain(std::iter::repeat(0));
        version.epoch() == bound.epoch() && release.iter().copied().eq(padded.take(release.len()))
    };
    match specifier.operator() {
        Operator::Equal | Operator::ExactEqual if bound.is_local() => version == bound,
        Operator::Equal | Operator::ExactEqual => public() == *bound,
        Operator::NotEqual if bound.is_local() => version != bound,
        Operator::NotEqual => public() != *bound,
        Operator::EqualStar => starts_with(bound.release()),
        Operator::NotEqualStar => !starts_with(bound.release()),
        Operator::TildeEqual => public() >= *bound && starts_with(&bound.release()[..bound.release().len() - 1]),
        Operator::LessThanEqual => public() <= *bound,
        Operator::GreaterThanEqual => public() >= *bound,
        Operator::LessThan => {
            let is_before_its_own = version.any_prerelease() && !bound.any_prerelease() && is_same_release(version, bound);
            version < bound && !is_before_its_own
        }
        Operator::GreaterThan => {
            let is_after_its_own = version.is_post() && !bound.is_post() || version.is_local();
            version > bound && !(is_after_its_own && is_same_release(version, bound))
        }
    }
}

/// Whether two differ in nothing but what stands behind the numbers.
fn is_same_release(left: &Version, right: &Version) -> bool {
    left.epoch() == right.epoch() && left.only_release() == right.only_release()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIP_9: Series = Series { major: 9, minor: 0 };
    const PIP_26: Series = Series { major: 26, minor: 0 };

    fn admits(specifiers: &str, version: &str) -> bool {
        Specifiers::parse(specifiers).admit(&version.parse().unwrap())
    }

    /// As the `packaging` inside pip 20.2, 24.0 and 26.0 does.
    #[test]
    fn releases_are_compared_as_packaging_does() {
        let cases = [
            ("==1.0", "1.0+local", true),
            ("==1.0", "1", true),
            ("==1.0+cpu", "1.0", false),
            ("==1.0+cpu", "1.0+cpu", true),
            ("!=1.0", "1.0+local", false),
            ("==1.2.*", "1", false),
            ("==1.0.*", "1", true),
            ("==1.2.*", "1.2rc1", true),
            ("!=1.2.*", "1", true),
            ("~=1.4", "1.9", true),
            ("~=1.4", "2.0", false),
            ("~=1.4.2", "1.5", false),
            ("~=1.4.2", "1", false),
            ("<2.0", "2.0rc1", false),
            ("<2.0", "2.0.dev1", false),
            ("<2.0rc2", "2.0rc1", true),
            ("<2.0", "1.9.dev1", true),
            (">1.0", "1.0.post1", false),
            (">1.0", "1.0+local", false),
            (">1.0.post1", "1.0.post2", true),
            (">1.0", "1.0.1", true),
            ("<=1.0", "1.0+local", true),
            ("===1.0", "1.0", true),
            ("===1.0", "1.0.0", false),
            ("==2013b", "2013b0", true),
            (">=2,<3", "2.5", true),
            (">=2,<3", "3", false),
            ("", "0", true),
        ];
        for (specifiers, version, expected) in cases {
            assert_eq!(admits(specifiers, version), expected, "{specifiers} {version}");
        }
    }

    #[test]
    fn what_only_old_pips_read() {
        assert!(!admits(">=1.0+cpu", "0.1"));
        assert!(admits(">=1.0.*", "1.0"));
        assert!(!admits(">=1.0.*", "0.9"));
        assert!(admits("==1.0-final", "1.0"));
        assert!(!admits("==latest", "1.0"));
        assert!(admits(">=latest", "1.0"));
        assert!(!admits(">=2.0]", "1.0"));
    }

    #[test]
    fn pre_releases_are_named_by_some_operators() {
        let named = |text, pip| Specifiers::parse(text).name_pre_release(pip);
        assert!(named(">=1.0rc1", PIP_9));
        assert!(named("==1.0.dev1", PIP_9));
        assert!(named("===1.0a1", PIP_9));
        assert!(!named("!=1.0rc1", PIP_26));
        assert!(!named("<1.0rc1", PIP_9) && !named(">1.0rc1", PIP_9));
        assert!(named("<1.0rc1", PIP_26));
        assert!(!named(">=1.0", PIP_26));
    }

    #[test]
    fn one_release_is_pinned() {
        let pin = |text| Specifiers::parse(text).pin();
        assert!(pin("==1.0") && pin("===1.0") && pin(">=1,==1.0"));
        assert!(!pin("==1.*") && !pin(">=1.0") && !pin(""));
    }
}
