//! How much is taken of what the user gave us. Folders, archives and the page share these figures.

/// The largest text file whose content is taken, in bytes.
pub const MAX_FILE: u64 = 1024 * 1024;
/// The largest archive or bundle that is read at all, in bytes.
pub const MAX_ARCHIVE: u64 = 256 * 1024 * 1024;
/// The most files of a project.
pub const MAX_FILES: usize = 100_000;
/// The most entries of an archive, those of left-out folders included; they cost names, not contents.
pub const MAX_ENTRIES: usize = 500_000;
/// The most bytes that are unpacked of an archive.
pub const MAX_UNPACKED: u64 = 1024 * 1024 * 1024;
/// The most bytes that one byte of an archive may unpack to; deflate itself ends near 1,030.
pub const MAX_RATIO: u64 = 200;
/// What may be unpacked before the ratio counts, in bytes: a small file of one repeated line is no attack.
pub const RATIO_FREE: u64 = 16 * 1024 * 1024;
/// The most bytes that links may repeat; without it, small archives could name one large file many times.
pub const MAX_LINKED: u64 = 64 * 1024 * 1024;
