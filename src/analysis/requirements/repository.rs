//! Requirements that are fetched from a repository.

use crate::analysis::knowledge::pip::Pip;
use crate::syntax::requirements::{Line, LineKind};

/// The programs that fetch from repositories; the scheme of an address begins with the name of one.
const PROGRAMS: &[&str] = &["git", "hg", "svn", "bzr"];
/// The host that answers no request over `git://` since 2022-03-15.
const WITHOUT_GIT_PROTOCOL: &str = "github.com";

/// A repository that a requirement is fetched from, or was meant to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// The program that fetches from it.
    pub program: &'static str,
    /// How it is reached.
    pub reach: Reach,
}

/// How a repository is reached. What is to be written in place of the address is told where it cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// The platform's pip reads the name before the `@` alone, and looks for it in the index.
    PassedOver(String),
    /// pip does not take it for the address of a repository, because it begins with no program and protocol.
    NoAddress(String),
    /// The host answers no request over `git://`.
    SwitchedOff(String),
    /// There is a colon between host and path, and ssh takes both for the host.
    ColonForSlash {
        /// What ssh takes for the host.
        host: String,
        /// What is to be written.
        instead: String,
    },
    /// By ssh, which needs a private key as well as the program.
    Ssh,
    /// In a way that needs the program alone.
    Open,
}

impl Repository {
    /// The repository of a line, if it is fetched from one.
    #[must_use]
    pub fn of(line: &Line, pip: Pip) -> Option<Self> {
        let address = address(line)?;
        let Some((scheme, rest)) = address.split_once("://") else { return Self::of_short_form(line, address, pip) };
        let (system, protocol) = scheme.split_once('+').unwrap_or((scheme, scheme));
        let program = if scheme == "ssh" { "git" } else { PROGRAMS.iter().find(|program| **program == system)? };
        let is_prefixed = scheme.contains('+') || (protocol == "git" && matches!(line.kind, LineKind::Editable(_)));
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host = without_user(host);
        let https = || format!("{program}+https://{}/{path}", host.replace(':', "/"));
        let is_switched_off = protocol == "git" && host == WITHOUT_GIT_PROTOCOL;
        let reach = match &line.kind {
            LineKind::Named(named) if !pip.reads_named_addresses() => {
                let address = if is_switched_off { https() } else { address.to_owned() };
                let name = if address.contains("#egg=") { String::new() } else { format!("#egg={}", named.name) };
                Reach::PassedOver(address + &name)
            }
            _ if is_switched_off => Reach::SwitchedOff(https()),
            _ if protocol == "git" && !is_prefixed => Reach::NoAddress(format!("git+{address}")),
            _ if !is_prefixed => Reach::NoAddress(https()),
            _ if protocol == "ssh" && has_no_port(host) => Reach::ColonForSlash { host: host.to_owned(), instead: https() },
            _ if protocol == "ssh" => Reach::Ssh,
            _ => Reach::Open,
        };
        Some(Self { program, reach })
    }

    /// What Git itself knows: `git@github.com:owner/name.git`. Older pips take it behind `-e git+`.
    fn of_short_form(line: &Line, address: &str, pip: Pip) -> Option<Self> {
        let bare = address.strip_prefix("git+").unwrap_or(address);
        let (host, path) = bare.split_once(':')?;
        let (user, host) = host.split_once('@')?;
        if user.is_empty() || host.is_empty() || path.is_empty() || bare.contains(['\\', ' ']) || host.contains('/') {
            return None;
        }
        let is_taken = bare.len() < address.len() && matches!(line.kind, LineKind::Editable(_)) && pip.reads_short_addresses();
        let instead = || format!("git+https://{host}/{}", path.trim_start_matches('/'));
        Some(Self { program: "git", reach: if is_taken { Reach::Ssh } else { Reach::NoAddress(instead()) } })
    }
}

/// The address or the path that a line installs from; none if it asks for a package of an index.
#[must_use]
pub fn address(line: &Line) -> Option<&str> {
    match &line.kind {
        LineKind::Direct(target) | LineKind::Editable(target) => Some(&target.text),
        LineKind::Named(named) => named.url.as_deref(),
        _ => None,
    }
}

fn without_user(host: &str) -> &str {
    host.rsplit_once('@').map_or(host, |(_, host)| host)
}

/// Whether a colon stands behind the host, and no port.
fn has_no_port(host: &str) -> bool {
    host.split_once(':').is_some_and(|(_, port)| !port.is_empty() && !port.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::Series;
    use crate::syntax::requirements::RequirementsFile;

    fn reach(text: &str, major: u32) -> Option<Reach> {
        let line = RequirementsFile::parse(text).lines.remove(0);
        Repository::of(&line, Pip(Series { major, minor: 0 })).map(|repository| repository.reach)
    }

    #[test]
    fn what_pip_does_with_an_address_depends_on_its_form() {
        let https = || "git+https://github.com/me/lib.git".to_owned();
        let egg = "#egg=lib";
        let cases = [
            ("git+https://github.com/me/lib.git", Reach::Open),
            ("-e git+http://git.example.com/me/lib#egg=lib", Reach::Open),
            ("-e git://git.example.com/me/lib.git#egg=lib", Reach::Open),
            ("git://git.example.com/lib", Reach::NoAddress("git+git://git.example.com/lib".to_owned())),
            ("git+git://github.com/me/lib.git", Reach::SwitchedOff(https())),
            ("git://github.com/me/lib.git", Reach::SwitchedOff(https())),
            ("-e git://github.com/me/lib.git#egg=lib", Reach::SwitchedOff(https() + egg)),
            ("lib @ git+git://github.com/me/lib.git", Reach::SwitchedOff(https())),
            ("git+ssh://git@github.com/me/lib.git", Reach::Ssh),
            ("git+ssh://git@github.com:22/me/lib.git", Reach::Ssh),
            ("hg+ssh://hg@example.com/lib", Reach::Ssh),
            ("ssh://git@github.com/me/lib.git", Reach::NoAddress(https())),
            ("git@github.com:me/lib.git", Reach::NoAddress(https())),
            ("git+git@github.com:me/lib.git", Reach::NoAddress(https())),
            ("-e git+git@github.com:me/lib.git#egg=lib", Reach::NoAddress(https() + egg)),
            ("git+ssh://git@github.com:me/lib.git", Reach::ColonForSlash { host: "github.com:me".to_owned(), instead: https() }),
        ];
        for (text, expected) in cases {
            assert_eq!(reach(text, 24), Some(expected), "{text}");
        }
        for text in ["https://example.com/lib.zip", "lib @ https://example.com/lib.zip", "./lib", "C:\\lib", "lib==1.0"] {
            assert_eq!(reach(text, 24), None, "{text}");
        }
    }

    #[test]
    fn old_pips_read_names_alone_and_short_addresses() {
        let with_name = Reach::PassedOver("git+https://github.com/me/lib.git#egg=lib".to_owned());
        assert_eq!(reach("lib @ git+https://github.com/me/lib.git", 9), Some(with_name));
        assert_eq!(reach("-e git+git@github.com:me/lib.git#egg=lib", 9), Some(Reach::Ssh));
    }
}
