//! Who gets an answer: only the page that this program has opened, on this machine.
//!
//! A page of another host can send requests to loopback, and a name that it owns can be made to lead there. What it cannot do is
//! send the token, which stands behind the `#` of the address that is printed, nor say that it comes from here.

use axum::http::header::{AUTHORIZATION, HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq;

use super::refusal::Refusal;

/// How browsers say where a request comes from.
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// How many random bytes a token holds.
const TOKEN_BYTES: usize = 32;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A file of the page, which holds nothing of the project.
    Page,
    /// A file of the page that its frame without an origin loads: browsers take that frame for another site.
    Frame,
    /// The project, or a build.
    Api,
}

/// What lets requests in.
pub(super) struct Access {
    token: String,
    /// The names of this server.
    hosts: [String; 2],
}

impl Access {
    /// Draws a token for a server at this port.
    pub(super) fn new(port: u16) -> Result<Self, getrandom::Error> {
        let mut bytes = [0; TOKEN_BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self { token: URL_SAFE_NO_PAD.encode(bytes), hosts: [format!("127.0.0.1:{port}"), format!("localhost:{port}")] })
    }

    /// The address to open. What stands behind the `#` is never sent.
    pub(super) fn address(&self) -> String {
        format!("http://{}/#token={}", self.hosts[0], self.token)
    }

    /// Whether a request gets an answer.
    pub(super) fn check(&self, request: &Parts, kind: Kind) -> Result<(), Refusal> {
        let host = only(&request.headers, &HOST).filter(|host| self.hosts.iter().any(|own| own == host));
        let is_same = |host: &str| request.uri.authority().is_none_or(|authority| authority.as_str() == host);
        let host = host.filter(|host| is_same(host)).ok_or(Refusal::Host)?;
        if kind == Kind::Frame {
            return Ok(());
        }
        let is_own = |origin: &str| origin.strip_prefix("http://") == Some(host);
        let is_from_here = |site: &str| site == "same-origin" || (site == "none" && kind == Kind::Page);
        if !holds_where_said(&request.headers, &ORIGIN, is_own) || !holds_where_said(&request.headers, &FETCH_SITE, is_from_here)
        {
            return Err(Refusal::Origin);
        }
        if kind == Kind::Api && !self.has_token(&request.headers) {
            return Err(Refusal::Token);
        }
        Ok(())
    }

    fn has_token(&self, headers: &HeaderMap) -> bool {
        let given = only(headers, &AUTHORIZATION).and_then(|given| given.strip_prefix("Bearer "));
        given.is_some_and(|given| bool::from(given.as_bytes().ct_eq(self.token.as_bytes())))
    }
}

/// The value of a header that stands there once, as text.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut all = headers.get_all(name).iter();
    let first = all.next()?;
    if all.next().is_some() { None } else { first.to_str().ok() }
}

fn holds_where_said(headers: &HeaderMap, name: &HeaderName, holds: impl Fn(&str) -> bool) -> bool {
    !headers.contains_key(name) || only(headers, name).is_some_and(holds)
}
