//! Pointers of Git LFS, which stand in a repository for files that are kept elsewhere.

/// How every pointer begins.
const START: &str = "version https://git-lfs.github.com/spec/";

/// Whether a text only says where Git LFS keeps the file.
#[must_use]
pub fn is_pointer(text: &str) -> bool {
    text.starts_with(START)
}
