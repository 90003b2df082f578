//! A file of a release: a wheel or a source archive, as its name and the index describe it.

use std::str::FromStr;

use pep440_rs::Version;

use crate::syntax::requirements::normalize_name;

/// The endings of source archives, the longer ones first.
const SOURCES: &[&str] =
    &[".tar.gz", ".tar.bz2", ".tar.xz", ".tar.lzma", ".tar.lz", ".zip", ".tgz", ".tbz", ".txz", ".tlz", ".tar"];

/// A file of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Where it is; empty if it is known from the snapshot.
    pub url: String,
    /// What its name says.
    pub kind: Kind,
    /// The release, by its name.
    pub version: Version,
    /// Its size in bytes, where the index says it.
    pub size: Option<u64>,
    /// `Requires-Python` as the index has it.
    pub requires_python: Option<String>,
    /// Why it was yanked, perhaps without a word; none if it was not.
    pub yanked: Option<String>,
    /// Whether its metadata can be had beside it (PEP 658).
    pub has_metadata: bool,
}

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Packages ready to be unpacked.
    Wheel(Tags),
    /// The source, which has to be built.
    Source,
}

/// For what a wheel is: each of its Pythons with each of its ABIs and platforms.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tags {
    /// Such as `cp312` or `py3`.
    pub pythons: Vec<String>,
    /// Such as `cp312`, `abi3` or `none`.
    pub abis: Vec<String>,
    /// Such as `manylinux2014_x86_64` or `any`.
    pub platforms: Vec<String>,
}

impl File {
    /// The file of a project, by its name alone; none for what pip ignores: another project's file, another format (`.egg`,
    /// `.exe`, `.rpm`, `.msi`) and a release whose number is none by PEP 440. Pips before 24.1 sort the last before all
    /// others and so hardly ever take it.
    #[must_use]
    pub fn named(name: &str, project: &str) -> Option<Self> {
        let (kind, version) = wheel(name, project).or_else(|| source(name, project))?;
        Some(Self {
            name: name.to_owned(),
            url: String::new(),
            kind,
            version,
            size: None,
            requires_python: None,
            yanked: None,
            has_metadata: false,
        })
    }

    /// Whether it is a source, or a wheel that some pip on Linux on x86-64 takes.
    #[must_use]
    pub fn may_be_for_linux(&self) -> bool {
        let is_linux = |platform: &str| platform.starts_with("linux_") || platform.starts_with("manylinux");
        let is_for_linux = |platform: &String| platform == "any" || (is_linux(platform) && platform.ends_with("_x86_64"));
        match &self.kind {
            Kind::Wheel(tags) => tags.platforms.iter().any(is_for_linux),
            Kind::Source => true,
        }
    }

    /// Whether it is a wheel.
    #[must_use]
    pub fn is_wheel(&self) -> bool {
        matches!(self.kind, Kind::Wheel(_))
    }

    /// The number of the build in the name of a wheel, with what stands behind it; of two wheels that are alike, pip takes
    /// the one with the higher number.
    #[must_use]
    pub fn build(&self) -> Option<(u64, &str)> {
        let parts: Vec<&str> = self.name.split('-').collect();
        let [_, _, build, _, _, _] = parts[..] else { return None };
        let digits = build.find(|char: char| !char.is_ascii_digit()).unwrap_or(build.len());
        self.is_wheel().then(|| (build[..digits].parse().unwrap_or(u64::MAX), &build[digits..]))
    }
}

/// `name-version(-build)-pythons-abis-platforms.whl`.
fn wheel(name: &str, project: &str) -> Option<(Kind, Version)> {
    let parts: Vec<&str> = name.strip_suffix(".whl")?.split('-').collect();
    let (distribution, version, [pythons, abis, platforms]) = match parts[..] {
        [distribution, version, pythons, abis, platforms] => (distribution, version, [pythons, abis, platforms]),
        [distribution, version, build, pythons, abis, platforms] if build.starts_with(|char: char| char.is_ascii_digit()) => {
            (distribution, version, [pythons, abis, platforms])
        }
        _ => return None,
    };
    let set = |tags: &str| tags.split('.').map(str::to_owned).collect();
    let tags = Tags { pythons: set(pythons), abis: set(abis), platforms: set(platforms) };
    let version = Version::from_str(&version.replace('_', "-")).ok()?;
    (normalize_name(distribution) == project).then_some((Kind::Wheel(tags), version))
}

/// `name-version.tar.gz`, where both may hold dashes: the name ends where it is the project's.
fn source(name: &str, project: &str) -> Option<(Kind, Version)> {
    let ending = SOURCES.iter().find(|ending| name.ends_with(**ending))?;
    let stem = &name[..name.len() - ending.len()];
    // No name that is the project's has many more characters than that; and a dash is wanted behind it.
    let dashes = stem.match_indices('-').take_while(|(at, _)| *at <= 2 * project.len() + 2);
    let (at, _) = dashes.into_iter().find(|(at, _)| normalize_name(&stem[..*at]) == project)?;
    let version = &stem[at + 1..];
    // A source for one Python only, as distutils may name it.
    let version =
        version.rsplit_once("-py").filter(|(_, python)| python.starts_with(['2', '3'])).map_or(version, |(start, _)| start);
    Some((Kind::Source, Version::from_str(version).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, project: &str) -> Option<String> {
        let file = File::named(name, project)?;
        let tags = match &file.kind {
            Kind::Source => "source".to_owned(),
            Kind::Wheel(tags) => [&tags.pythons, &tags.abis, &tags.platforms].map(|tags| tags.join("|")).join(" "),
        };
        Some(format!("{} {tags}", file.version))
    }

    #[test]
    fn names_say_release_and_tags() {
        let cases = [
            (
                "numpy-1.26.0-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
                "numpy",
                "1.26.0 cp312 cp312 manylinux_2_17_x86_64|manylinux2014_x86_64",
            ),
            ("six-1.16.0-py2.py3-none-any.whl", "six", "1.16.0 py2|py3 none any"),
            ("torch-2.3.1+cpu-cp311-cp311-linux_x86_64.whl", "torch", "2.3.1+cpu cp311 cp311 linux_x86_64"),
            ("x-1.0-2local-py3-none-any.whl", "x", "1.0 py3 none any"),
            ("a_b-1.0.tar.gz", "a-b", "1.0 source"),
            ("a-b-1.0.tar.gz", "a-b", "1.0 source"),
            ("zope.interface-5.0.0.zip", "zope-interface", "5.0.0 source"),
            ("PyYAML-6.0.tar.gz", "pyyaml", "6.0 source"),
            ("a-1.0-2.tar.bz2", "a", "1.0.post2 source"),
            ("a-1.0-py2.7.tar.gz", "a", "1.0 source"),
        ];
        for (name, project, expected) in cases {
            assert_eq!(read(name, project).as_deref(), Some(expected), "{name}");
        }
    }

    #[test]
    fn other_files_are_ignored() {
        let others = [
            "a-1.0-py2.7.egg",
            "a-1.0.win32-py2.7.exe",
            "a-1.0-1.noarch.rpm",
            "a-1.0.win32-py2.7.msi",
            "b-1.0.tar.gz",
            "b-1.0-py3-none-any.whl",
            "a-latest.tar.gz",
            "a-1.0.whl",
            "a-1.0-x-py3-none-any.whl",
            "a.tar.gz",
            "a-",
            "",
        ];
        for name in others {
            assert_eq!(read(name, "a"), None, "{name}");
        }
        assert_eq!(read(&format!("{}.zip", "-".repeat(100_000)), "a"), None);
    }

    #[test]
    fn builds_have_numbers() {
        let build = |name| File::named(name, "x").and_then(|file| file.build().map(|(number, rest)| (number, rest.to_owned())));
        assert_eq!(build("x-1.0-2local-py3-none-any.whl"), Some((2, "local".to_owned())));
        assert_eq!(build("x-1.0-py3-none-any.whl"), None);
    }
}
