//! Asks package indexes what the core wants to know: the only place that sends a request for a check.
//!
//! ```text
//! questions ─► places · metadata ─► cache ─► client ─► index
//!                    │               (only where the cache does not know it, or not any more)
//! answers  ◄─────────┘
//! ```
//!
//! What is sent is the name of a package, in the address of its page, and the address of a file that the page names. Whatever
//! goes wrong on the way is a [`Trouble`]; what it is about stays unknown, and the check goes on.
#![expect(clippy::disallowed_methods, reason = "this is an edge: it reads and writes the cache, waits, and looks at the clock")]

mod address;
mod asker;
mod cache;
mod client;
mod fetcher;
mod limits;
mod metadata;
mod names;
mod place;
mod queue;
mod ranges;
mod source;
mod trouble;

pub use address::{host, is_address};
pub use cache::user_cache;
pub use fetcher::{Fetcher, Options, Progress};
pub use limits::Limits;
pub use trouble::{Trouble, Troubled};
