//! Starts the web process of what was built, as the platform does, and asks it for its first page.
//!
//! ```text
//! command ─► process ─► lines ─► observer ┐
//!               │                         ├─► failure
//!               └► listeners ─► request ──┘
//! ```

mod answer;
mod listeners;
mod port;
mod setting;
mod visit;

pub(super) use port::choose as choose_port;
pub(super) use setting::WebProcess;
pub(super) use visit::Visit;

use std::collections::BTreeMap;
use std::time::Duration;

use crate::analysis::django::own_host;
use crate::analysis::packages::predictions::Predictions;
use crate::analysis::python::python_files::PythonFiles;
use crate::analysis::{Facts, Settings};
use crate::index::snapshot::Snapshot;
use crate::order;
use crate::platform::Platform;
use crate::project::Project;

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

/// How long a web process may take until it listens, in seconds, where nobody says.
const USUAL_TIMEOUT: u64 = 60;

impl Starting {
    /// How a project is started on a platform, with the command as it is, without the masks of a report.
    #[must_use]
    pub fn of(project: &Project, platform: &'static Platform, settings: &Settings) -> Self {
        let (files, snapshot) = (PythonFiles::of(project), Snapshot::new());
        let predictions = Predictions::by(&snapshot);
        let facts = Facts::of(&files, &predictions, platform, settings);
        let runtime = &platform.runtime;
        let port_variable = runtime.port_variable.value.clone();
        let fixed = runtime.fixed_port.as_ref().map(|fact| fact.value);
        let set = || settings.env.get(&port_variable).and_then(|port| port.parse().ok());
        let usual = || runtime.usual_port.as_ref().map(|fact| set().unwrap_or(fact.value));
        Self {
            command: facts.starts().serving.and_then(|place| facts.procfile.processes.get(place)).map(|web| web.command.clone()),
            variables: order::map(settings.env.iter().map(|(name, value)| (name.clone(), value.clone()))),
            port: fixed.or_else(usual),
            port_variable,
            host: own_host(&facts).unwrap_or_else(|| format!("app.{}.example", platform.id)),
            timeout: Duration::from_secs(USUAL_TIMEOUT),
        }
    }
}
