//! The language server: what a check says, in an editor, while the files are being written.
//!
//! ```text
//!             transport        session                     worker
//! editor ──► messages ──► what is open, which ──jobs──► reads folders,
//!    ▲                    folders there are             checks, applies fixes
//!    └── diagnostics, actions, pages ◄──────results─────────┘
//! ```
//!
//! A project is a folder of the workspace: its files on the disk, with what is open in the editor laid over them. One check
//! runs at a time, always of the newest state, so that typing waits for nothing and nothing outdated is shown.

mod actions;
mod address;
mod checked;
mod client;
mod document;
mod edits;
mod hover;
mod messages;
mod positions;
mod session;
mod settings;
mod snapshot;
mod transport;
mod worker;

pub use session::{Ending, Options, serve};
pub use transport::Broken;
