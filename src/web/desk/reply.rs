//! What has come of a fetch.

use super::place;
use super::trouble::Trouble;

/// What has come of a fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// The host has answered.
    Answer {
        /// The status.
        status: u16,
        /// The type of the content.
        kind: String,
        /// Where it came from in the end.
        address: String,
        /// How long the content is, where only that was asked for.
        length: Option<u64>,
        /// The content.
        content: Vec<u8>,
    },
    /// It has not: in the words of the frame.
    Failure(String),
}

/// What lies at an address.
#[derive(Debug)]
pub(super) struct Content {
    /// Whether it is the part that was asked for, and not all of it.
    pub(super) is_part: bool,
    /// Its type.
    pub(super) kind: String,
    /// Where it came from in the end.
    pub(super) address: String,
    /// It itself.
    pub(super) bytes: Vec<u8>,
}

impl Reply {
    /// How many bytes have come.
    pub(super) fn length_of_content(&self) -> usize {
        match self {
            Self::Answer { content, .. } => content.len(),
            Self::Failure(_) => 0,
        }
    }

    /// The host that has let its answer be read.
    pub(super) fn host(&self) -> Option<String> {
        match self {
            Self::Answer { address, .. } => Some(place::host(address)),
            Self::Failure(_) => None,
        }
    }

    /// The content; none if there is no such thing.
    pub(super) fn content(self, limit: u64) -> Result<Option<Content>, Trouble> {
        match self {
            Self::Answer { status, kind, address, content: bytes, .. } => match status {
                404 | 410 => Ok(None),
                200 | 206 => Ok(Some(Content { is_part: status == 206, kind, address, bytes })),
                401 | 403 => Err(Trouble::Refused(status)),
                429 | 500.. => Err(Trouble::Busy(status)),
                _ => Err(Trouble::Status(status)),
            },
            Self::Failure(name) => Err(match name.as_str() {
                "deaf" => Trouble::Deaf,
                "open" => Trouble::Unencrypted,
                "slow" => Trouble::TooSlow,
                "large" => Trouble::TooLarge(limit),
                "broken" => Trouble::BrokenOff,
                _ => Trouble::Unreachable,
            }),
        }
    }

    /// How long the content is; none if there is no such thing, or the host does not say.
    pub(super) fn length(self) -> Result<Option<u64>, Trouble> {
        let length = if let Self::Answer { length, .. } = &self { *length } else { None };
        Ok(self.content(0)?.and(length))
    }
}
