//! Programs that may stand between the platform and a server.

use crate::project::path::base;

use super::invocation::programs;
use super::steps::Step;

const PROXIES: &[&str] = &["nginx", "caddy", "haproxy", "envoy", "traefik", "httpd", "apache2", "apachectl"];

/// Whether a program among commands hands requests on to a server behind it, surely or perhaps.
#[must_use]
pub fn have_proxy(steps: &[Step<'_>]) -> bool {
    steps.iter().flat_map(programs).any(|invocation| {
        let name = base(&invocation.program.text);
        PROXIES.contains(&name) || name.starts_with("start-nginx")
    })
}
