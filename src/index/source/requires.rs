//! What a source requires, as far as its archive alone can tell.

use super::extract::{Extract, PKG_INFO, PYPROJECT, SETUP, SETUP_CONFIGURATION};
use crate::index::metadata::Metadata;

/// What a `setup.py` asks about the machine on which it runs, and how lists grow under a condition. One that uses none of them
/// hands over the same requirements everywhere, and so those that its archive was packed with.
const ASKS_THE_MACHINE: &[&str] = &[
    "version_info",
    "hexversion",
    "python_version",
    "sys.version",
    "sys.platform",
    "platform.",
    "import platform",
    "os.name",
    "environ",
    "getenv",
    "ImportError",
    "ModuleNotFoundError",
    "find_spec",
    "importlib",
    "PY2",
    "PY3",
    "subprocess",
    "use_2to3",
];
/// What builds by `pyproject.toml` alone, and writes into its archives what its wheels will require.
const FIXED_BACKENDS: &[&str] = &["poetry.core.masonry.api", "poetry.masonry.api", "flit_core.buildapi", "flit.buildapi"];

/// What a source requires; none if only the one who builds it finds out.
#[must_use]
pub fn metadata(extract: &Extract) -> Option<Metadata> {
    let text = |name: &str| extract.texts.get(name).map_or("", String::as_str);
    let pyproject = text(PYPROJECT);
    if FIXED_BACKENDS.iter().any(|backend| pyproject.contains(backend)) {
        return extract.texts.get(PKG_INFO).map(|text| Metadata::parse(text));
    }
    let setup = extract.texts.get(SETUP)?;
    if pyproject.contains("build-backend") && !pyproject.contains("setuptools.build_meta") {
        return None;
    }
    let names_some = [setup, text(SETUP_CONFIGURATION), pyproject];
    let names_some = names_some.iter().any(|text| text.contains("_requires") || text.contains("dependencies"));
    let packed = extract.requires.as_deref();
    if !names_some && packed.is_none_or(|packed| packed.trim().is_empty()) {
        return Some(Metadata::default());
    }
    if ASKS_THE_MACHINE.iter().any(|question| setup.contains(question)) {
        return None;
    }
    // Whoever packs with distutils leaves nothing behind of what is required.
    packed.map(Metadata::parse_requires)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn required(texts: &[(&str, &str)], requires: Option<&str>) -> Option<String> {
        let texts = texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let metadata = metadata(&Extract { names: vec![], texts, requires: requires.map(str::to_owned) })?;
        Some(metadata.requires.iter().map(|named| named.name.as_str()).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_plain_setup_requires_what_it_was_packed_with() {
        let setup = "setup(name='x', install_requires=['six'])";
        assert_eq!(required(&[("setup.py", setup)], Some("six\n\n[test]\npytest\n")).as_deref(), Some("six pytest"));
        assert_eq!(required(&[("setup.py", "setup(name='x')")], Some("")).as_deref(), Some(""));
        assert_eq!(required(&[("setup.py", "sys.version_info\nsetup(name='x')")], Some("")).as_deref(), Some(""));
        assert_eq!(required(&[("setup.py", "from distutils.core import setup\nsetup(name='x')")], None).as_deref(), Some(""));
    }

    #[test]
    fn others_are_known_to_whoever_builds_them() {
        for setup in [
            "if sys.version_info < (3, 4):\n    requires.append('enum34')",
            "try:\n    import json\nexcept ImportError:\n    requires += ['simplejson']",
            "if os.environ.get('X'): pass",
            "setup(use_2to3=True)",
        ] {
            assert_eq!(required(&[("setup.py", setup)], Some("six")), None, "{setup}");
        }
        assert_eq!(required(&[("setup.py", "setup(install_requires=['six'])")], None), None);
        assert_eq!(required(&[("setup.py", "setup()"), ("setup.cfg", "[options]\ninstall_requires = six")], None), None);
        assert_eq!(required(&[("pyproject.toml", "build-backend = 'mesonpy'"), ("setup.py", "")], Some("six")), None);
        assert_eq!(required(&[("pyproject.toml", "build-backend = 'mesonpy'")], Some("six")), None);
        assert_eq!(required(&[], Some("six")), None);
    }

    #[test]
    fn what_builds_without_code_writes_the_truth_into_its_archives() {
        let pyproject = ("pyproject.toml", "[build-system]\nbuild-backend = \"poetry.core.masonry.api\"\n");
        let info = ("PKG-INFO", "Metadata-Version: 2.1\nName: x\nRequires-Dist: six (>=1)\n");
        assert_eq!(required(&[pyproject, info, ("setup.py", "import sys.version_info")], None).as_deref(), Some("six"));
        assert_eq!(required(&[pyproject], None), None);
    }
}
