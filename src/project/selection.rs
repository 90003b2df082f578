//! What is taken of a project. Folders, archives and dropped files all pass through here, so that the same tree gives
//! the same [`Project`](super::Project) whichever way it came.

use super::{SkipReason, Skipped, limits, path};
use crate::text::{Encoding, decode};

/// The file that makes its folder a virtual environment.
pub const ENVIRONMENT_MARK: &str = "pyvenv.cfg";

/// Endings of files that hold no text, so that they need not be opened to know it.
const BINARY_ENDINGS: &[&str] = &[
    "7z", "a", "aac", "avi", "avif", "bin", "bmp", "br", "bz2", "class", "db", "deb", "der", "dll", "dmg", "doc", "docx",
    "dylib", "eot", "exe", "flac", "gif", "gz", "h5", "heic", "icns", "ico", "iso", "jar", "jks", "jpeg", "jpg", "lz4", "m4a",
    "m4v", "mkv", "mo", "mov", "mp3", "mp4", "npy", "npz", "o", "odt", "ogg", "onnx", "otf", "p12", "parquet", "pdf", "pfx",
    "pickle", "pkl", "png", "ppt", "pptx", "psd", "pt", "pth", "pyc", "pyd", "pyo", "rar", "rpm", "so", "sqlite", "sqlite3",
    "swf", "tar", "tgz", "tif", "tiff", "ttf", "war", "wasm", "wav", "webm", "webp", "whl", "woff", "woff2", "xls", "xlsx", "xz",
    "zip", "zst",
];

/// Endings of files that are text whatever is in them, so that they need not be opened to know it.
const TEXT_ENDINGS: &[&str] = &[
    "cfg", "css", "csv", "htm", "html", "ini", "js", "json", "jsx", "kml", "less", "map", "md", "po", "pot", "py", "py-tpl",
    "pyi", "rst", "sass", "scss", "sh", "sql", "svg", "toml", "ts", "tsx", "txt", "vue", "xml", "yaml", "yml",
];

/// What becomes of a file, as far as its path and its size tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// It is not listed; what is noted instead is the folder that holds it, or the file itself.
    LeftOut(Skipped),
    /// It is listed without its content.
    NameOnly(SkipReason),
    /// Its content is looked at.
    Read,
}

/// Judges a file by its path and its size.
#[must_use]
pub fn judge(path: &str, size: u64) -> Judgement {
    if let Some(skipped) = left_out(path) {
        Judgement::LeftOut(skipped)
    } else if has_binary_ending(path) {
        Judgement::NameOnly(SkipReason::Binary)
    } else if size > limits::MAX_FILE {
        Judgement::NameOnly(SkipReason::TooLarge)
    } else {
        Judgement::Read
    }
}

/// The topmost part of a path that is left out by its name; a path that ends in `/` is a folder's.
#[must_use]
pub fn left_out(path: &str) -> Option<Skipped> {
    let mut end = 0;
    for part in path.split('/') {
        end += part.len();
        let is_folder = end < path.len();
        if let Some(reason) = reason_by_name(part, is_folder) {
            end += usize::from(is_folder);
            return Some(Skipped { path: path[..end].to_owned(), reason });
        }
        end += 1;
    }
    None
}

fn reason_by_name(name: &str, is_folder: bool) -> Option<SkipReason> {
    match name {
        // A file in worktrees and submodules, a folder elsewhere.
        ".git" | ".hg" | ".svn" => Some(SkipReason::VersionControl),
        "node_modules" if is_folder => Some(SkipReason::NodeModules),
        "__pycache__" if is_folder => Some(SkipReason::BytecodeCache),
        "__MACOSX" if is_folder => Some(SkipReason::SystemFile),
        ".DS_Store" | "Thumbs.db" | "desktop.ini" if !is_folder => Some(SkipReason::SystemFile),
        // What macOS puts beside each file in a tar.
        _ if !is_folder && name.starts_with("._") => Some(SkipReason::SystemFile),
        _ => None,
    }
}

fn has_binary_ending(path: &str) -> bool {
    ending(path::base(path)).is_some_and(|ending| BINARY_ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
}

/// Whether a file is text by its name.
#[must_use]
pub fn is_text_by_ending(path: &str) -> bool {
    ending(path::base(path)).is_some_and(|ending| TEXT_ENDINGS.contains(&ending))
}

/// The ending without its dot; `.env` has none.
fn ending(name: &str) -> Option<&str> {
    name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, ending)| ending)
}

/// Whether bytes are no text: NUL bytes, and not those of UTF-16.
#[must_use]
pub fn looks_binary(bytes: &[u8]) -> bool {
    bytes.contains(&0) && !matches!(decode(bytes).0, Encoding::Utf16Le { .. } | Encoding::Utf16Be { .. })
}

/// Whether platforms read a file of this name, so that even NUL bytes in it have to be seen.
#[must_use]
pub fn is_read_by_platforms(path: &str) -> bool {
    let name = path::base(path).to_ascii_lowercase();
    let is_text = ending(&name) == Some("txt");
    matches!(name.as_str(), "procfile" | "runtime.txt" | ".python-version") || (is_text && name.starts_with("requirements"))
}

/// Whether this is a file at the root that may be a misnamed [`is_read_by_platforms`]: `Procfile.txt`, `Profile`.
#[must_use]
pub fn is_plain_root_file(path: &str) -> bool {
    !path.contains('/') && ending(path).is_none_or(|ending| ending.eq_ignore_ascii_case("txt"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_left_out_at_their_topmost_name() {
        let cases = [
            ("a/.git/hooks/x", "a/.git/", SkipReason::VersionControl),
            ("sub/.git", "sub/.git", SkipReason::VersionControl),
            ("node_modules/a/node_modules/b.js", "node_modules/", SkipReason::NodeModules),
            ("a/__pycache__/", "a/__pycache__/", SkipReason::BytecodeCache),
            ("__MACOSX/._Procfile", "__MACOSX/", SkipReason::SystemFile),
            ("a/.DS_Store", "a/.DS_Store", SkipReason::SystemFile),
            ("a/._app.py", "a/._app.py", SkipReason::SystemFile),
        ];
        for (path, top, reason) in cases {
            assert_eq!(left_out(path), Some(Skipped { path: top.to_owned(), reason }), "{path}");
        }
    }

    #[test]
    fn names_that_only_look_alike_are_taken() {
        for path in ["a.git/x", ".gitignore", "node_modules", ".heroku/python/bin/pip", "__init__.py", ".env", "x/.DS_Store/y"] {
            assert_eq!(left_out(path), None, "{path}");
        }
    }

    #[test]
    fn endings_and_sizes_tell_without_reading() {
        assert_eq!(judge("a/Logo.PNG", 1), Judgement::NameOnly(SkipReason::Binary));
        assert_eq!(judge("big.mp4", u64::MAX), Judgement::NameOnly(SkipReason::Binary));
        assert_eq!(judge("app.py", limits::MAX_FILE + 1), Judgement::NameOnly(SkipReason::TooLarge));
        assert_eq!(judge("app.py", limits::MAX_FILE), Judgement::Read);
        assert_eq!(judge(".zip", 1), Judgement::Read);
    }

    #[test]
    fn nul_bytes_are_binary_unless_they_are_utf16() {
        let utf16: Vec<u8> = "web: x\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(looks_binary(b"\x7fELF\0\0"));
        assert!(!looks_binary(&utf16));
        assert!(!looks_binary(b"caf\xe9"));
    }

    #[test]
    fn files_that_platforms_read_are_known_by_name() {
        for path in ["Procfile", "procfile", "a/requirements-dev.TXT", "RUNTIME.txt", ".python-version"] {
            assert!(is_read_by_platforms(path), "{path}");
        }
        assert!(!is_read_by_platforms("requirements.in"));
        assert!(is_plain_root_file("Profile") && is_plain_root_file("Procfile.txt") && is_plain_root_file(".env"));
        assert!(!is_plain_root_file("a/Profile") && !is_plain_root_file("x.py"));
    }
}
