//! Which wheels a pip takes, and which it prefers.

use super::Target;
use crate::index::file::Tags;
use crate::platform::Series;

/// The place of a tag in pip's list: by what it is, then by its Python, then by its platform; lower ones come first.
pub(super) type Rank = (u8, u32, u32);

/// A source archive comes behind every wheel.
pub(super) const LAST: Rank = (u8::MAX, 0, 0);

/// The first pip that takes its tags from Python's `packaging` (20.0). Those before know no `py36-none-PLATFORM`, but
/// `cp3-none-any`.
const NEW_LIST: Series = Series { major: 20, minor: 0 };

/// The names of platforms with the oldest C library that they stand for and the first pip that knows them.
const MANYLINUX: &[(&str, Series, Series)] = &[
    ("manylinux2014_x86_64", Series { major: 2, minor: 17 }, Series { major: 19, minor: 3 }),
    ("manylinux2010_x86_64", Series { major: 2, minor: 12 }, Series { major: 19, minor: 0 }),
    ("manylinux1_x86_64", Series { major: 2, minor: 5 }, Series { major: 8, minor: 1 }),
];

/// The first pip that knows `manylinux_2_N_x86_64`, by the C library.
const PERENNIAL: Series = Series { major: 20, minor: 3 };

/// The place of a wheel in pip's list: that of its best tag; none if no tag is in the list.
pub(super) fn rank(tags: &Tags, target: &Target) -> Option<Rank> {
    let platforms = || tags.platforms.iter().filter_map(|platform| Some((platform.as_str(), platform_rank(platform, target)?)));
    let of = |python: &str, abi: &str| {
        platforms()
            .filter_map(|(platform, place)| {
                tag(python, abi, platform == "any", target).map(|(kind, python)| (kind, python, place))
            })
            .min()
    };
    let pairs = tags.pythons.iter().flat_map(|python| tags.abis.iter().map(move |abi| (python, abi)));
    pairs.filter_map(|(python, abi)| of(python, abi)).min()
}

/// The place of a platform: the newest C library first, names before numbers where they say the same.
fn platform_rank(platform: &str, target: &Target) -> Option<u32> {
    let place = |glibc: Series, is_name: bool| {
        let is_older = glibc.major == target.glibc.major && glibc.minor <= target.glibc.minor;
        is_older.then(|| 2 * (target.glibc.minor - glibc.minor) + u32::from(is_name))
    };
    if let Some((_, glibc, pip)) = MANYLINUX.iter().find(|(name, ..)| *name == platform) {
        return place(*glibc, true).filter(|_| *pip <= target.pip);
    }
    match platform {
        "any" => Some(0),
        "linux_x86_64" => Some(u32::MAX),
        _ => {
            let glibc = platform.strip_prefix("manylinux_")?.strip_suffix("_x86_64")?.replacen('_', ".", 1).parse().ok()?;
            place(glibc, false).filter(|_| PERENNIAL <= target.pip && glibc >= OLDEST)
        }
    }
}

/// The oldest C library that has a number: manylinux1's.
const OLDEST: Series = Series { major: 2, minor: 5 };

/// What a pair of Python and ABI is, and how far from this Python; none if pip does not take it.
fn tag(python: &str, abi: &str, is_any: bool, target: &Target) -> Option<(u8, u32)> {
    let own = target.python.series;
    let is_new = target.pip >= NEW_LIST;
    match (implementation(python)?, abi, is_any) {
        (Of::CPython(series), _, false) if series == own && is_abi(abi, own) => Some((0, 0)),
        (Of::CPython(series), "abi3", false) if series == own && own.major == 3 => Some((1, 0)),
        (Of::CPython(series), "none", false) if series == own => Some((2, 0)),
        (Of::CPython(series), "abi3", false) if is_older(series, own) && series.minor >= 2 => Some((3, own.minor - series.minor)),
        (Of::AnyMajor(major), "none", false) if major == own.major => Some((4, 1)),
        (Of::Any(series), "none", false) if is_new && series == own => Some((4, 0)),
        (Of::Any(series), "none", false) if is_new && is_older(series, own) => Some((4, own.minor - series.minor + 1)),
        (Of::CPython(series), "none", true) if series == own => Some((5, 0)),
        (Of::CPythonMajor(major), "none", true) if !is_new && major == own.major => Some((5, 1)),
        (Of::AnyMajor(major), "none", true) if major == own.major => Some((6, 1)),
        (Of::Any(series), "none", true) if series == own => Some((6, 0)),
        (Of::Any(series), "none", true) if is_older(series, own) => Some((6, own.minor - series.minor + 1)),
        _ => None,
    }
}

/// The ABI of CPython on Linux: until 3.7 its name tells how Python was built.
fn is_abi(abi: &str, own: Series) -> bool {
    let Some(letters) = abi.strip_prefix(&format!("cp{}{}", own.major, own.minor)) else { return false };
    letters
        == match (own.major, own.minor) {
            (2, _) => "mu",
            (3, 0..=7) => "m",
            _ => "",
        }
}

fn is_older(series: Series, own: Series) -> bool {
    series.major == own.major && series.minor < own.minor
}

/// For which Python something is.
enum Of {
    CPython(Series),
    CPythonMajor(u32),
    Any(Series),
    AnyMajor(u32),
}

/// `cp312` is CPython 3.12, `py3` any Python 3.
fn implementation(text: &str) -> Option<Of> {
    let (name, digits) = text.split_at_checked(2)?;
    let (major, minor) = digits.split_at_checked(1)?;
    let major: u32 = major.parse().ok()?;
    let series = || Some(Series { major, minor: minor.parse().ok()? });
    match (name, minor.is_empty()) {
        ("cp", true) => Some(Of::CPythonMajor(major)),
        ("cp", false) => series().map(Of::CPython),
        ("py", true) => Some(Of::AnyMajor(major)),
        ("py", false) => series().map(Of::Any),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::index::file::File;
    use crate::index::target::{Formats, Target};

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
