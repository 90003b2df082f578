//! Which wheels a pip takes, and which it prefers.

use crate::index::file::Tags;
use crate::platform::Series;

/// Who takes wheels: a Python, a pip and a C library, by their first two numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Machine {
    pub(super) python: Series,
    pub(super) pip: Series,
    pub(super) glibc: Series,
}

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
pub(super) fn rank(tags: &Tags, target: &Machine) -> Option<Rank> {
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
fn platform_rank(platform: &str, target: &Machine) -> Option<u32> {
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
fn tag(python: &str, abi: &str, is_any: bool, target: &Machine) -> Option<(u8, u32)> {
    let own = target.python;
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

/// The ABI of `CPython` on Linux: until 3.7 its name tells how Python was built.
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

/// `cp312` is `CPython` 3.12, `py3` any Python 3.
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
