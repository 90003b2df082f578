//! An archive `python-X.Y.Z.tar.gz` below an address, as platforms themselves keep them.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};
use ureq::Agent;

use crate::executor::note::Note;
use crate::executor::process::Interrupt;
use crate::executor::python::candidates::program_in;
use crate::executor::python::search::Search;
use crate::platform::Version;

/// The list of checksums that may lie beside the archives.
const CHECKSUMS: &str = "SHA256SUMS";
/// The most bytes of such a list that are read.
const LONGEST_LIST: u64 = 1024 * 1024;
/// How often it is looked whether to stop.
const TICK: Duration = Duration::from_millis(25);

/// Where the archive of a version lies.
pub(super) fn address(base: &str, version: Version) -> String {
    format!("{}/{}", base.trim_end_matches('/'), name(version))
}

fn address_of_list(base: &str) -> String {
    format!("{}/{CHECKSUMS}", base.trim_end_matches('/'))
}

fn name(version: Version) -> String {
    format!("python-{version}.tar.gz")
}

/// Downloads and unpacks it, unless an earlier build has; gives the program in it.
pub(super) fn provide(
    base: &str,
    version: Version,
    search: &Search<'_>,
    say: &mut dyn FnMut(&Note<'_>),
) -> Result<PathBuf, String> {
    let folder = search.store.join("archives").join(format!("{}-{version}", fingerprint(base)));
    if let Some(program) = program(&folder, version) {
        return Ok(program);
    }
    let parent = folder.parent().unwrap_or(search.store);
    fs::create_dir_all(parent).map_err(|error| format!("{} cannot be made ({error})", parent.display()))?;
    let agent: Agent = Agent::config_builder().http_status_as_error(false).timeout_global(search.limits.timeout).build().into();
    let packed = parent.join(format!(".{}-{}", std::process::id(), name(version)));
    let unpacked = packed.with_extension("d");
    let (from, list, to) = (address(base, version), address_of_list(base), packed.clone());
    let result =
        unless_interrupted(search.limits.interrupt, move || Ok((download(&agent, &from, &to)?, checksums(&agent, &list)?)))
            .and_then(|(sum, list)| check(&sum, list.as_deref(), version, say))
            .and_then(|()| unpack(&packed, &unpacked))
            .and_then(|()| publish(&unpacked, &folder));
    // Neither is there any more when everything went well.
    let _ = fs::remove_file(&packed);
    let _ = fs::remove_dir_all(&unpacked);
    result?;
    program(&folder, version).ok_or_else(|| "there is no interpreter in the archive".to_owned())
}

/// Archives hold the folders of Python themselves, or one folder around them.
fn program(folder: &Path, version: Version) -> Option<PathBuf> {
    let inner = || fs::read_dir(folder).ok()?.flatten().find_map(|entry| program_in(&entry.path(), version));
    program_in(folder, version).or_else(inner)
}

/// Does something that may wait for a server. Who wants to stop does not wait for it.
fn unless_interrupted<T: Send + 'static>(
    interrupt: &Interrupt,
    work: impl FnOnce() -> Result<T, String> + Send + 'static,
) -> Result<T, String> {
    let worker = thread::spawn(work);
    while !worker.is_finished() {
        if interrupt.is_set() {
            return Err("it was interrupted".to_owned());
        }
        thread::sleep(TICK);
    }
    worker.join().unwrap_or_else(|_| Err("it broke off".to_owned()))
}

/// Gives the checksum of what came.
fn download(agent: &Agent, address: &str, target: &Path) -> Result<String, String> {
    let mut response = agent.get(address).call().map_err(|error| error.to_string())?;
    if !response.status().is_success() {
        return Err(format!("the server answers {}", response.status()));
    }
    let mut reader = response.body_mut().with_config().limit(u64::MAX).reader();
    let mut file = File::create(target).map_err(|error| error.to_string())?;
    let mut sum = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match reader.read(&mut buffer).map_err(|error| format!("the download breaks off ({error})"))? {
            0 => break,
            count => {
                sum.update(&buffer[..count]);
                file.write_all(&buffer[..count]).map_err(|error| error.to_string())?;
            }
        }
    }
    Ok(format!("{:x}", sum.finalize()))
}

/// The list beside the archive; none where there is none.
fn checksums(agent: &Agent, address: &str) -> Result<Option<String>, String> {
    let fail = |error: ureq::Error| format!("{CHECKSUMS}: {error}");
    let mut response = agent.get(address).call().map_err(fail)?;
    match response.status() {
        status if status == 404 => Ok(None),
        status if !status.is_success() => Err(format!("{CHECKSUMS}: the server answers {status}")),
        _ => response.body_mut().with_config().limit(LONGEST_LIST).read_to_string().map(Some).map_err(fail),
    }
}

/// Compares with the list, where there is one.
fn check(sum: &str, list: Option<&str>, version: Version, say: &mut dyn FnMut(&Note<'_>)) -> Result<(), String> {
    let Some(list) = list else {
        say(&Note::NoChecksums { list: CHECKSUMS });
        return Ok(());
    };
    match listed(list, &name(version)) {
        Some(listed) if listed.eq_ignore_ascii_case(sum) => Ok(()),
        Some(listed) => Err(format!("its SHA-256 is {sum}, but {CHECKSUMS} says {listed}")),
        None => Err(format!("{CHECKSUMS} does not list {}", name(version))),
    }
}

fn listed<'a>(list: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = list.lines().filter_map(|line| line.split_once(char::is_whitespace));
    lines.find(|(_, file)| file.trim_start().trim_start_matches('*') == name).map(|(sum, _)| sum)
}

fn unpack(packed: &Path, folder: &Path) -> Result<(), String> {
    let file = File::open(packed).map_err(|error| error.to_string())?;
    let mut archive = tar::Archive::new(GzDecoder::new(io::BufReader::new(file)));
    archive.unpack(folder).map_err(|error| format!("the archive cannot be unpacked ({error})"))
}

/// Gives the folder its name; another build may have been faster.
fn publish(unpacked: &Path, folder: &Path) -> Result<(), String> {
    match fs::rename(unpacked, folder) {
        Err(error) if !folder.is_dir() => Err(error.to_string()),
        _ => Ok(()),
    }
}

/// Tells addresses apart in names of folders.
fn fingerprint(base: &str) -> String {
    format!("{:x}", Sha256::digest(base.as_bytes()))[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_checksums_is_read_in_both_its_forms() {
        let list = "aa  python-3.6.6.tar.gz\nbb *python-3.6.15.tar.gz\n";
        assert_eq!(listed(list, "python-3.6.6.tar.gz"), Some("aa"));
        assert_eq!(listed(list, "python-3.6.15.tar.gz"), Some("bb"));
        assert_eq!(listed(list, "python-3.6.1.tar.gz"), None);
    }
}
