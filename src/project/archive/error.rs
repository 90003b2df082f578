//! What can be wrong with an archive.

use std::io;

const MIB: u64 = 1024 * 1024;

/// Why an archive was not read. The sentences leave out the archive's name; whoever shows them puts it in front.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveError {
    /// One entry, or all of them, unpack to far more than they were packed from.
    #[error(
        "`{path}` unpacks to {ratio} times its packed size, as only archives made to fill memory do; pack the project anew without it"
    )]
    Bomb {
        /// The entry that went over the limit.
        path: String,
        /// How many bytes came out of one.
        ratio: u64,
    },
    /// It cannot be read to its end.
    #[error("the archive is damaged: {reason}; download or pack it again")]
    Damaged {
        /// What is wrong with it.
        reason: String,
    },
    /// An entry needs a password.
    #[error("`{path}` is encrypted; pack the project without a password")]
    Encrypted {
        /// The entry.
        path: String,
    },
    /// It is no archive, and does not pretend to be one.
    #[error("this is neither a zip nor a tar archive; give a folder, a .zip, a .tar.gz or a .tar")]
    NotAnArchive,
    /// It is compressed by gzip, but holds no tar archive.
    #[error("this is a single file packed by gzip; pack the project's folder with `tar -czf project.tar.gz FOLDER`")]
    NotATar,
    /// It is an archive of another kind.
    #[error("{format} archives are not read; pack the project as .zip or .tar.gz")]
    OtherFormat {
        /// Its kind.
        format: &'static str,
    },
    /// The archive itself is too large.
    #[error("the archive is over {} MiB; leave out data and media that the platform does not need", .limit / MIB)]
    Oversized {
        /// The limit, in bytes.
        limit: u64,
    },
    /// All contents together are too large.
    #[error("the archive unpacks to more than {} MiB; leave out data and media that the platform does not need", .limit / MIB)]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// There are too many files.
    #[error("the archive holds more than {limit} files; pack the project's own files only")]
    TooManyFiles {
        /// The limit.
        limit: usize,
    },
    /// An entry is compressed in a way that is not read.
    #[error("`{path}` is compressed with {method}, which is not read; pack the project with the common Deflate method")]
    Unsupported {
        /// The entry.
        path: String,
        /// The compression method.
        method: String,
    },
    /// The name promises an archive, the content is none.
    #[error("the name ends in {ending}, but the content is no archive; download or pack it again")]
    WrongEnding {
        /// The ending, with its dot.
        ending: String,
    },
}

impl ArchiveError {
    pub(super) fn damaged(reason: impl Into<String>) -> Self {
        Self::Damaged { reason: reason.into() }
    }

    /// The error that a reader passed on for us, or else the damage that it met.
    pub(super) fn from_read(error: io::Error) -> Self {
        error.downcast::<Self>().unwrap_or_else(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::damaged("it ends too early"),
            _ => Self::damaged(error.to_string()),
        })
    }
}
