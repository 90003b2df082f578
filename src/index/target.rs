//! For whom pip chooses.

mod environment;
mod tags;

pub use environment::marker_value;

use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::str::FromStr;

use super::file::{File, Kind};
use super::specifiers::Specifiers;
use crate::platform::{Series, Version};
use crate::syntax::requirements::marker_is_true;

/// The first pip that looks at `Requires-Python` (9.0).
const READS_REQUIRES_PYTHON: Series = Series { major: 9, minor: 0 };
/// The first pip that passes over `Requires-Python` with `>=3.6.*` and the like, where others read it as `>=3.6`.
const NEW_GRAMMAR: Series = Series { major: 24, minor: 1 };

/// What pip chooses for: `CPython` on Linux on x86-64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The Python.
    pub python: Version,
    /// The pip, by its first two numbers.
    pub pip: Series,
    /// The C library of the image that runs it, by its first two numbers, such as 2.35.
    pub glibc: Series,
}

/// Which kinds of files may be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formats {
    /// Wheels.
    pub wheels: bool,
    /// Source archives.
    pub sources: bool,
}

impl Formats {
    /// Both.
    pub const ALL: Self = Self { wheels: true, sources: true };
}

impl Target {
    /// Whether this pip takes a file for this Python, by its tags and its `Requires-Python`.
    #[must_use]
    pub fn takes(&self, file: &File) -> bool {
        self.rank(file).is_some() && file.requires_python.as_deref().is_none_or(|requires| self.admits(requires))
    }

    /// Whether this Python is one that a `Requires-Python` names. What cannot be read binds nobody.
    #[must_use]
    pub fn admits(&self, requires_python: &str) -> bool {
        if self.pip < READS_REQUIRES_PYTHON {
            return true;
        }
        let is_readable = |part: &str| pep440_rs::VersionSpecifier::from_str(part.trim()).is_ok();
        let parts = || requires_python.split(',').filter(|part| !part.trim().is_empty());
        if self.pip >= NEW_GRAMMAR && !parts().all(is_readable) {
            return true;
        }
        let Version { series, patch } = self.python;
        Specifiers::parse(requires_python).admit(&pep440_rs::Version::new([series.major, series.minor, patch].map(u64::from)))
    }

    /// The file of a release that this pip takes; none if it takes none.
    #[must_use]
    pub fn choose<'a>(&self, files: &'a [File]) -> Option<&'a File> {
        self.choose_among(files, Formats::ALL)
    }

    /// The file of a release that this pip takes, of the kinds that are allowed: one that was not yanked before one that
    /// was, a wheel before the source, and of wheels the one that is closest to this Python and image.
    #[must_use]
    pub fn choose_among<'a>(&self, files: &'a [File], formats: Formats) -> Option<&'a File> {
        let may = |file: &&File| if file.is_wheel() { formats.wheels } else { formats.sources };
        let fit = files.iter().filter(may).filter(|file| self.takes(file));
        fit.max_by_key(|file| (file.yanked.is_none(), Reverse(self.rank(file)), file.build()))
    }

    /// Whether a marker is true here, for an extra that is asked for; none if that cannot be known.
    #[must_use]
    pub fn marker_is_true(&self, marker: &str, extra: &str) -> Option<bool> {
        marker_is_true(marker, |name| match name {
            "extra" => Some(extra.to_owned()),
            _ => marker_value(name, Some(self.python)),
        })
    }

    /// The place of a file in the order in which this pip prefers files, lower ones first; none if it takes it never.
    fn rank(&self, file: &File) -> Option<tags::Rank> {
        match &file.kind {
            Kind::Wheel(tags) => {
                let machine = tags::Machine { python: self.python.series, pip: self.pip, glibc: self.glibc };
                tags::rank(tags, &machine)
            }
            Kind::Source => Some(tags::LAST),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(python: &str, pip: &str, glibc: &str) -> Target {
        Target { python: python.parse().unwrap(), pip: pip.parse().unwrap(), glibc: glibc.parse().unwrap() }
    }

    fn wheel(tags: &str) -> File {
        File::named(&format!("x-1.0-{tags}.whl"), "x").unwrap()
    }

    /// In the order in which those pips print them, one of each kind.
    #[test]
    fn tags_are_preferred_as_pip_lists_them() {
        let lists: &[(Target, &[&str])] = &[
            (
                target("3.6.6", "9.0", "2.35"),
                &[
                    "cp36-cp36m-manylinux1_x86_64",
                    "cp36-cp36m-linux_x86_64",
                    "cp36-abi3-manylinux1_x86_64",
                    "cp36-none-linux_x86_64",
                    "cp35-abi3-manylinux1_x86_64",
                    "cp32-abi3-linux_x86_64",
                    "py3-none-manylinux1_x86_64",
                    "cp36-none-any",
                    "cp3-none-any",
                    "py36-none-any",
                    "py3-none-any",
                    "py35-none-any",
                    "py30-none-any",
                ],
            ),
            (
                target("3.8.18", "20.2", "2.36"),
                &[
                    "cp38-cp38-manylinux2014_x86_64",
                    "cp38-cp38-manylinux2010_x86_64",
                    "cp38-cp38-manylinux1_x86_64",
                    "cp38-cp38-linux_x86_64",
                    "cp38-abi3-manylinux2014_x86_64",
                    "cp38-none-manylinux2014_x86_64",
                    "cp37-abi3-manylinux1_x86_64",
                    "py38-none-manylinux1_x86_64",
                    "py3-none-manylinux1_x86_64",
                    "py37-none-linux_x86_64",
                    "cp38-none-any",
                    "py38-none-any",
                    "py3-none-any",
                    "py37-none-any",
                ],
            ),
            (
                target("3.12.1", "26.0", "2.36"),
                &[
                    "cp312-cp312-manylinux_2_36_x86_64",
                    "cp312-cp312-manylinux_2_17_x86_64",
                    "cp312-cp312-manylinux2014_x86_64",
                    "cp312-cp312-manylinux_2_16_x86_64",
                    "cp312-cp312-manylinux2010_x86_64",
                    "cp312-cp312-manylinux1_x86_64",
                    "cp312-cp312-linux_x86_64",
                    "cp312-abi3-linux_x86_64",
                    "cp312-none-linux_x86_64",
                    "cp311-abi3-manylinux_2_28_x86_64",
                    "cp36-abi3-manylinux2014_x86_64",
                    "py312-none-manylinux2014_x86_64",
                    "py3-none-manylinux2014_x86_64",
                    "py311-none-manylinux2014_x86_64",
                    "cp312-none-any",
                    "py312-none-any",
                    "py3-none-any",
                    "py311-none-any",
                    "py30-none-any",
                ],
            ),
        ];
        for (target, list) in lists {
            let ranks: Vec<_> = list.iter().map(|tags| target.rank(&wheel(tags))).collect();
            assert!(ranks.iter().all(Option::is_some) && ranks.is_sorted() && ranks.len() > 1, "{target:?} {ranks:?}");
        }
    }

    #[test]
    fn others_are_not_taken() {
        let cases = [
            (target("3.12.1", "24.0", "2.36"), "cp311-cp311-manylinux2014_x86_64"),
            (target("3.12.1", "24.0", "2.36"), "cp312-cp312-manylinux_2_37_x86_64"),
            (target("3.12.1", "24.0", "2.36"), "cp312-cp312-musllinux_1_1_x86_64"),
            (target("3.12.1", "24.0", "2.36"), "cp312-cp312-manylinux2014_aarch64"),
            (target("3.12.1", "24.0", "2.36"), "cp312-cp312-macosx_11_0_x86_64"),
            (target("3.12.1", "24.0", "2.36"), "cp312-cp312t-manylinux2014_x86_64"),
            (target("3.12.1", "24.0", "2.36"), "cp313-abi3-manylinux2014_x86_64"),
            (target("3.12.1", "24.0", "2.36"), "cp3-none-any"),
            (target("3.12.1", "24.0", "2.36"), "py313-none-any"),
            (target("3.12.1", "24.0", "2.36"), "py2-none-any"),
            (target("3.12.1", "24.0", "2.36"), "pp39-pypy39_pp73-manylinux2014_x86_64"),
            (target("3.6.6", "9.0", "2.35"), "cp36-cp36m-manylinux2010_x86_64"),
            (target("3.6.6", "19.2", "2.35"), "cp36-cp36m-manylinux2014_x86_64"),
            (target("3.6.6", "20.2", "2.35"), "cp36-cp36m-manylinux_2_17_x86_64"),
            (target("3.6.6", "20.2", "2.12"), "cp36-cp36m-manylinux2014_x86_64"),
            (target("3.6.6", "18.1", "2.35"), "py36-none-manylinux1_x86_64"),
            (target("3.6.6", "18.1", "2.35"), "cp36-cp36mu-manylinux1_x86_64"),
            (target("2.7.18", "18.1", "2.35"), "cp27-cp27m-manylinux1_x86_64"),
        ];
        for (target, tags) in cases {
            assert!(!target.takes(&wheel(tags)), "{target:?} {tags}");
        }
        assert!(target("2.7.18", "18.1", "2.35").takes(&wheel("cp27-cp27mu-manylinux1_x86_64")));
        assert!(target("3.7.1", "18.1", "2.35").takes(&wheel("cp37-cp37m-manylinux1_x86_64")));
    }

    #[test]
    fn one_file_of_a_release_is_taken() {
        let files: Vec<File> = [
            "x-1.0.tar.gz",
            "x-1.0-py3-none-any.whl",
            "x-1.0-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
            "x-1.0-1-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        ]
        .map(|name| File::named(name, "x").unwrap())
        .into();
        let new = target("3.12.1", "26.0", "2.36");
        let name = |target: Target, formats| target.choose_among(&files, formats).map(|file| file.name.as_str());
        assert_eq!(name(new, Formats::ALL), Some("x-1.0-1-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"));
        assert_eq!(name(target("3.11.1", "26.0", "2.36"), Formats::ALL), Some("x-1.0-py3-none-any.whl"));
        assert_eq!(name(new, Formats { wheels: false, sources: true }), Some("x-1.0.tar.gz"));
        assert_eq!(name(target("2.7.18", "9.0", "2.36"), Formats { wheels: true, sources: false }), None);
    }

    #[test]
    fn requires_python_binds_pips_that_read_it() {
        let python = |python, pip| target(python, pip, "2.35");
        assert!(python("3.6.6", "9.0").admits(">=3.6, !=3.7.*"));
        assert!(!python("3.6.6", "9.0").admits(">=3.6.7"));
        assert!(python("3.6.6", "8.1").admits(">=3.8"));
        assert!(!python("3.5.1", "24.0").admits(">=3.6.*"));
        assert!(python("3.5.1", "24.1").admits(">=3.6.*"));
        assert!(python("3.5.1", "24.1").admits(""));
        assert!(python("3.5.1", "9.0").admits(">=x"));
    }
}
