//! Starts the web process of what was built, as the platform does, and asks it for its first page.
//!
//! ```text
//! command ─► process ─► lines ─► observer ┐
//!               │                         ├─► failure
//!               └► listeners ─► request ──┘
//! ```

mod answer;
mod family;
mod listeners;
mod port;
mod setting;
mod visit;

pub(super) use port::choose as choose_port;
pub(super) use setting::WebProcess;
pub(super) use visit::Visit;

use std::collections::BTreeMap;
use std::time::Duration;

/// How the result is started and asked.
#[derive(Debug, Clone)]
pub struct Starting {
    /// The command of the web process, as it is; none where the platform starts no such process.
    pub command: Option<String>,
    /// The variables that are set on the platform, all of which reach the application.
    pub variables: BTreeMap<String, String>,
    /// The variable that holds the port.
    pub port_variable: String,
    /// The port that it holds on the platform, if that is known; it is taken here as well where it is free.
    pub port: Option<u16>,
    /// The host that the request is for.
    pub host: String,
    /// How long the process may take until it listens.
    pub timeout: Duration,
}
