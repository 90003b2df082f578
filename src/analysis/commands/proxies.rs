//! Programs that may stand between the platform and a server.

use crate::project::path::base;

use super::start_command::{StartCommand, invocations};

const PROXIES: &[&str] = &["nginx", "caddy", "haproxy", "envoy", "traefik", "httpd", "apache2", "apachectl"];

/// Whether a program of the command hands requests on to a server behind it.
#[must_use]
pub fn has_proxy(start: &StartCommand<'_>) -> bool {
    start.steps().iter().flat_map(invocations).any(|invocation| {
        let name = base(&invocation.program.text);
        PROXIES.contains(&name) || name.starts_with("start-nginx")
    })
}
