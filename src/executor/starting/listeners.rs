//! Where the processes of a start listen.

use std::net::{IpAddr, SocketAddr};

/// The addresses at which a process listens, or one of its group or of its children.
#[cfg(target_os = "linux")]
pub(super) fn of(leader: u32, _: u16) -> Vec<SocketAddr> {
    use std::collections::BTreeSet;
    use std::fs;

    use crate::executor::process::family;

    let links = |process: u32| fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten().flatten();
    let targets = family::of(leader).into_iter().flat_map(links).filter_map(|link| fs::read_link(link.path()).ok());
    let socket = |target: &str| Some(target.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned());
    let own: BTreeSet<String> = targets.filter_map(|target| socket(target.to_str()?)).collect();
    let tables = ["/proc/net/tcp", "/proc/net/tcp6"].map(|path| fs::read_to_string(path).unwrap_or_default());
    let rows = tables.iter().flat_map(|table| table.lines());
    let mut all: Vec<SocketAddr> =
        rows.filter_map(listener).filter(|(_, socket)| own.contains(*socket)).map(|(address, _)| address).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Elsewhere it is only known whether somebody listens at the port.
#[cfg(not(target_os = "linux"))]
#[expect(clippy::disallowed_types, reason = "the executor asks what it has started, on this machine alone")]
pub(super) fn of(_: u32, port: u16) -> Vec<SocketAddr> {
    use std::net::{Ipv4Addr, TcpStream};

    let is_open = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok();
    is_open.then(|| SocketAddr::from((Ipv4Addr::UNSPECIFIED, port))).into_iter().collect()
}

/// Whether only the machine itself reaches an address.
pub(super) fn is_loopback(address: &SocketAddr) -> bool {
    match address.ip() {
        IpAddr::V4(ip) => ip.is_loopback(),
        IpAddr::V6(ip) => ip.is_loopback() || ip.to_ipv4_mapped().is_some_and(|ip| ip.is_loopback()),
    }
}

/// The address in a row of the kernel's table and the number of its socket, if it is one that listens.
#[cfg(any(target_os = "linux", test))]
fn listener(row: &str) -> Option<(SocketAddr, &str)> {
    const LISTENS: &str = "0A";
    let fields: Vec<&str> = row.split_ascii_whitespace().collect();
    let [_, local, _, state, ..] = fields.as_slice() else { return None };
    let (ip, port) = local.split_once(':')?;
    let address = SocketAddr::new(ip_address(ip)?, u16::from_str_radix(port, 16).ok()?);
    (*state == LISTENS).then_some((address, *fields.get(9)?))
}

/// Words of 32 bits as the machine has them in its memory.
#[cfg(any(target_os = "linux", test))]
fn ip_address(text: &str) -> Option<IpAddr> {
    let word = |place: usize| u32::from_str_radix(text.get(place * 8..place * 8 + 8)?, 16).ok().map(u32::to_ne_bytes);
    match text.len() {
        8 => Some(IpAddr::from(word(0)?)),
        32 => {
            let words = [word(0)?, word(1)?, word(2)?, word(3)?];
            let mut bytes = [0; 16];
            bytes.copy_from_slice(&words.concat());
            Some(IpAddr::from(bytes))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_the_kernel_is_an_address() {
        let row =
            "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 12345 1 0 100 0 0 10 0";
        let little = cfg!(target_endian = "little");
        let (address, socket) = listener(row).expect("a listener");
        assert_eq!((address.to_string().as_str(), socket), (if little { "127.0.0.1:8080" } else { "1.0.0.127:8080" }, "12345"));
        assert!(is_loopback(&address) == little);
        let connected = row.replace(" 0A ", " 01 ");
        assert_eq!(listener(&connected), None);
        assert_eq!(listener("  sl  local_address rem_address   st"), None);
        let any = ip_address(&"0".repeat(32)).map(|ip| SocketAddr::new(ip, 80));
        assert_eq!(any.map(|address| (address.to_string(), is_loopback(&address))), Some(("[::]:80".to_owned(), false)));
    }
}
