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

    /// The status, the type, where it came from, and the content; none if there is no such thing.
    pub(super) fn content(self, limit: u64) -> Result<Option<(u16, String, String, Vec<u8>)>, Trouble> {
        match self {
            Self::Answer { status, kind, address, content, .. } => match status {
                404 | 410 => Ok(None),
                200 | 206 => Ok(Some((status, kind, address, content))),
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
