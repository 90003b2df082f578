//! Names of hosts, each looked up once.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use ureq::{Error, Timeout};

/// Looks each name up once. When many connections to one host are opened at once, some resolvers lose some of the questions,
/// and the system waits for seconds before it asks again.
#[derive(Debug, Default)]
pub(super) struct Names {
    system: DefaultResolver,
    /// By host and port.
    known: Mutex<BTreeMap<String, Result<Vec<SocketAddr>, Unfound>>>,
}

/// Why a name leads nowhere.
#[derive(Debug, Clone, Copy)]
enum Unfound {
    TooSlow,
    NoSuchHost,
}

impl Resolver for Names {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let name = format!("{}://{}", uri.scheme_str().unwrap_or_default(), uri.authority().map_or("", |host| host.as_str()));
        // Whoever needs the same name waits for the one who asks.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known.entry(name).or_insert_with(|| match self.system.resolve(uri, config, timeout) {
            Ok(found) => Ok(found.to_vec()),
            Err(Error::Timeout(_)) => Err(Unfound::TooSlow),
            Err(_) => Err(Unfound::NoSuchHost),
        });
        match found {
            Ok(found) => {
                let mut addresses = self.empty();
                for address in found.iter() {
                    addresses.push(*address);
                }
                Ok(addresses)
            }
            Err(Unfound::TooSlow) => Err(Error::Timeout(Timeout::Resolve)),
            Err(Unfound::NoSuchHost) => Err(Error::HostNotFound),
        }
    }
}
