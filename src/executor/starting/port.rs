//! The port that a web process is given.
#![expect(clippy::disallowed_types, reason = "whether a port is free is known by taking it")]

use std::io;
use std::net::{Ipv4Addr, TcpListener};

/// The port that it would have on the platform, where it is free, else any that is.
pub(in crate::executor) fn choose(wanted: Option<u16>) -> io::Result<u16> {
    let listener = wanted.and_then(|port| at(port).ok()).map_or_else(|| at(0), Ok)?;
    listener.local_addr().map(|address| address.port())
}

fn at(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::UNSPECIFIED, port))
}
