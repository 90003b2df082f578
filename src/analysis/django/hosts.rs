//! Which hosts Django answers for.

use crate::analysis::Facts;

use super::ReadSettings;
use super::named_faults::is_served;
use super::scope::{Binding, Found};
use super::value::Value;

/// Names by which only the machine itself asks.
const LOCAL: &[&str] = &["localhost", "127.0.0.1", "0.0.0.0", "[::1]", "::1", ""];

/// What is wrong with `ALLOWED_HOSTS`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostsFault<'f> {
    /// It is not set.
    Unset,
    /// It has no items.
    Empty(&'f Binding),
    /// It names the machine itself, and nothing else.
    Local(&'f Binding),
    /// It is one text and no list, at which Django stops before any command.
    Text(&'f Binding),
}

impl<'f> HostsFault<'f> {
    /// Where it is set.
    #[must_use]
    pub fn binding(self) -> Option<&'f Binding> {
        match self {
            Self::Unset => None,
            Self::Empty(binding) | Self::Local(binding) | Self::Text(binding) => Some(binding),
        }
    }
}

/// What keeps the application from answering requests from outside, where it is surely started with these settings.
#[must_use]
pub fn hosts_fault<'f>(facts: &'f Facts<'_>) -> Option<HostsFault<'f>> {
    let (django, read) = facts.configured()?;
    let is_local = |host: &Value| host.text().is_some_and(|host| LOCAL.contains(&host));
    let fault = match read.find("ALLOWED_HOSTS") {
        // Where nobody thought of hosts, it takes what always asks for them.
        Found::Unset if asks_always(read) => HostsFault::Unset,
        Found::Unset | Found::Unknown => return None,
        Found::Bound(binding) => match &binding.value {
            Value::Text(_) if django.is_at_least(4, 0) == Some(true) => HostsFault::Text(binding),
            Value::List(hosts) | Value::Tuple(hosts) if hosts.is_empty() => HostsFault::Empty(binding),
            Value::List(hosts) | Value::Tuple(hosts) if hosts.iter().all(is_local) => HostsFault::Local(binding),
            _ => return None,
        },
    };
    (!django.has_alternatives && is_served(facts, django)).then_some(fault)
}

/// A host from outside for which Django answers by its settings, of several the first.
#[must_use]
pub fn own_host(facts: &Facts<'_>) -> Option<String> {
    let (_, read) = facts.configured()?;
    let hosts = read.bound("ALLOWED_HOSTS")?.value.items()?;
    let mut named = hosts.iter().filter_map(Value::text).filter(|host| !LOCAL.contains(host) && !host.contains('*'));
    // A name that begins with a dot stands for every name below it.
    named.next().map(|host| if host.starts_with('.') { format!("app{host}") } else { host.to_owned() })
}

fn asks_always(read: &ReadSettings) -> bool {
    let middleware = read.bound("MIDDLEWARE").and_then(|binding| binding.value.items()).unwrap_or_default();
    middleware.iter().any(|item| item.text() == Some("django.middleware.common.CommonMiddleware"))
}
