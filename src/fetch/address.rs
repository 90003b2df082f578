//! Addresses that are asked, apart from the names and passwords in them.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use ureq::http::Uri;

use crate::index::page::address::join;

/// What may not stand in an address as it is. A `%` may: it is there because something else may not.
const UNSAFE: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// What stands for something else in an address than in the name of a project.
const NO_NAME: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

/// An address that can be asked, without credentials and fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    url: String,
    /// Where the path begins.
    path: usize,
}

/// Whom an address belongs to. Credentials are for one of these, and for nobody else.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Origin {
    is_encrypted: bool,
    /// With its port, unless that is the usual one.
    host: String,
}

/// Whether a text is an address that can be asked.
#[must_use]
pub fn is_address(text: &str) -> bool {
    Address::parse(text).is_some()
}

/// The host that is asked at an address, with its port where that is not the usual one; none if nobody can be asked there.
#[must_use]
pub fn host(text: &str) -> Option<String> {
    Address::parse(text).map(|(address, _)| address.origin().to_string())
}

impl Address {
    /// Reads an address; the second value is what its credentials come to in the head of a request.
    pub(super) fn parse(text: &str) -> Option<(Self, Option<String>)> {
        let (scheme, rest) = text.trim().split_once("://")?;
        let scheme = scheme.to_ascii_lowercase();
        let usual_port = match scheme.as_str() {
            "https" => ":443",
            "http" => ":80",
            _ => return None,
        };
        let rest = rest.split('#').next()?;
        let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        let (credentials, host) = authority.rsplit_once('@').map_or((None, authority), |(before, host)| (Some(before), host));
        let host = host.to_ascii_lowercase();
        let host = host.strip_suffix(usual_port).unwrap_or(&host);
        let head = format!("{scheme}://{host}");
        let slash = if path.starts_with('/') { "" } else { "/" };
        let address = Self { url: format!("{head}{slash}{}", utf8_percent_encode(path, UNSAFE)), path: head.len() };
        let is_understood = !host.is_empty() && address.url.parse::<Uri>().is_ok_and(|uri| uri.host().is_some());
        is_understood.then(|| (address, credentials.map(authorization)))
    }

    /// The page of a project, by its normalised name, where this is the address of an index.
    pub(super) fn of_project(&self, name: &str) -> Self {
        self.with(format!("{}/{}/", self.url.trim_end_matches('/'), utf8_percent_encode(name, NO_NAME)))
    }

    /// The page with all projects, where this is the address of an index.
    pub(super) fn front(&self) -> Self {
        self.with(format!("{}/", self.url.trim_end_matches('/')))
    }

    /// The metadata beside it, where this is the address of a file.
    pub(super) fn of_metadata(&self) -> Self {
        let (path, query) = self.url.split_at(self.url.find('?').unwrap_or(self.url.len()));
        self.with(format!("{path}.metadata{query}"))
    }

    /// Where another address leads that is given by this one.
    pub(super) fn join(&self, other: &str) -> Option<Self> {
        Self::parse(&join(&self.url, other)).map(|(address, _)| address)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.url
    }

    pub(super) fn origin(&self) -> Origin {
        let (scheme, host) = self.url[..self.path].split_once("://").unwrap_or_default();
        Origin { is_encrypted: scheme == "https", host: host.to_owned() }
    }

    fn with(&self, url: String) -> Self {
        Self { url, path: self.path }
    }
}

impl Origin {
    pub(super) fn is_encrypted(&self) -> bool {
        self.is_encrypted
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.host)
    }
}

fn authorization(credentials: &str) -> String {
    format!("Basic {}", STANDARD.encode(percent_decode_str(credentials).collect::<Vec<u8>>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, String, Option<String>)> {
        let (address, credentials) = Address::parse(text)?;
        Some((address.url.clone(), address.origin().to_string(), credentials))
    }

    #[test]
    fn credentials_are_no_part_of_an_address() {
        let basic = |text: &str| Some(format!("Basic {}", STANDARD.encode(text)));
        for (text, url, host, credentials) in [
            ("https://index.example/simple", "https://index.example/simple", "index.example", None),
            ("HTTPS://Index.Example:443/Simple/#x", "https://index.example/Simple/", "index.example", None),
            ("http://me:a%40b@index.example:8080", "http://index.example:8080/", "index.example:8080", basic("me:a@b")),
            ("http://token@[::1]:80/a b/é?q=1", "http://[::1]/a%20b/%C3%A9?q=1", "[::1]", basic("token")),
            ("https://a@b@c/", "https://c/", "c", basic("a@b")),
        ] {
            assert_eq!(read(text), Some((url.to_owned(), host.to_owned(), credentials)), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_asked_is_no_address() {
        for text in
            ["", "index.example/simple", "file:///simple", "https://", "https:///simple", "https://a b/", "https://[::1/", "1"]
        {
            assert!(!is_address(text), "{text}");
        }
    }

    #[test]
    fn an_address_leads_to_others() {
        let (base, _) = Address::parse("https://index.example/simple/a/?page=2").unwrap();
        for (other, joined) in [
            ("HTTP://me:you@Files.Example:80/x", Some("http://files.example/x")),
            ("../../files/a b.zip#sha256=00", Some("https://index.example/files/a%20b.zip")),
            ("b:c", None),
            ("ftp://files.example/x", None),
        ] {
            let found = base.join(other).map(|address| address.url);
            assert_eq!(found.as_deref(), joined, "{other}");
        }
    }

    #[test]
    fn other_addresses_are_made_of_one() {
        let (index, _) = Address::parse("https://index.example/simple//").unwrap();
        assert_eq!(index.of_project("a-b").as_str(), "https://index.example/simple/a-b/");
        assert_eq!(index.of_project("../ä?").as_str(), "https://index.example/simple/..%2F%C3%A4%3F/");
        let (file, _) = Address::parse("https://index.example/files/a-1-py3-none-any.whl?x=1").unwrap();
        assert_eq!(file.of_metadata().as_str(), "https://index.example/files/a-1-py3-none-any.whl.metadata?x=1");
    }
}
