//! The releases that pip left out because they need another Python.

use std::str::FromStr;

use pep440_rs::{Version, VersionSpecifiers};

use crate::text::pattern::pattern;

/// The line of pip that lists them.
pub(super) const NEEDLE: &str = "versions that require a different python version: ";
/// More than any package has.
const MOST: usize = 2_000;

pattern!(static RELEASE = r"([^ ;]+) Requires-Python ([^;]+)");

/// A release and the versions of Python that it is for.
pub(super) struct Ignored {
    version: String,
    python: String,
}

/// The releases of pip's line.
pub(super) fn parse(line: &str) -> Vec<Ignored> {
    let Some((_, list)) = line.split_once(NEEDLE) else { return vec![] };
    RELEASE
        .captures_iter(list)
        .take(MOST)
        .map(|groups| Ignored { version: groups[1].to_owned(), python: groups[2].trim().to_owned() })
        .collect()
}

/// The versions of Python that the first release to fit the requirement is for; none if no left-out release fits it.
pub(super) fn needed_python(ignored: &[Ignored], requirement: &str) -> Option<String> {
    let specifiers = requirement.find(['<', '>', '=', '!', '~']).map_or("", |start| &requirement[start..]);
    let wanted = VersionSpecifiers::from_str(specifiers.split(';').next().unwrap_or_default()).ok()?;
    let fits = |release: &&Ignored| Version::from_str(&release.version).is_ok_and(|version| wanted.contains(&version));
    ignored.iter().find(fits).map(|release| release.python.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "ERROR: Ignored the following versions that require a different python version: \
                        3.0.0 Requires-Python >=3.8; 3.1.0 Requires-Python >=3.9,<4";

    #[test]
    fn only_a_release_that_fits_was_missed() {
        let ignored = parse(LINE);
        assert_eq!(needed_python(&ignored, "Flask==3.1.0").as_deref(), Some(">=3.9,<4"));
        assert_eq!(needed_python(&ignored, "Flask>=2").as_deref(), Some(">=3.8"));
        assert_eq!(needed_python(&ignored, "Flask").as_deref(), Some(">=3.8"));
        assert_eq!(needed_python(&ignored, "Flask==99.0"), None);
        assert_eq!(needed_python(&[], "Flask"), None);
        assert!(parse("Collecting Flask").is_empty());
    }
}
