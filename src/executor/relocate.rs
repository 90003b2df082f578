//! Makes the programs of an environment run wherever it is copied.

use std::fs;
use std::io;
use std::path::Path;

/// Programs are small; what is larger is no script.
const LARGEST: u64 = 1024 * 1024;

/// Finds the interpreter beside the script. Python reads the second and the third line as one text and goes on behind it.
const START: &str = "#!/bin/sh\n'''exec' \"$(dirname -- \"$(readlink -f -- \"$0\")\")/";
const END: &str = "\" \"$0\" \"$@\"\n' '''\n";

/// Rewrites the first lines of all scripts in a folder that name an interpreter in one of these folders.
pub(super) fn scripts(folder: &Path, interpreters: &[&Path]) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let metadata = fs::symlink_metadata(&path)?;
        if !metadata.is_file() || metadata.len() > LARGEST {
            continue;
        }
        let bytes = fs::read(&path)?;
        if let Some(script) = relocated(&bytes, interpreters) {
            // In place, so that the permissions stay.
            fs::write(&path, script)?;
        }
    }
    Ok(())
}

/// Puts a new folder in the place of the old one in the scripts that a user sources.
pub(super) fn activation(folder: &Path, old: &str, new: &str) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_activation = path.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("activate"));
        if let Some(text) = is_activation.then(|| fs::read_to_string(&path)).transpose()? {
            fs::write(&path, text.replace(old, new))?;
        }
    }
    Ok(())
}

fn relocated(script: &[u8], interpreters: &[&Path]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(script).ok()?;
    let (program, body) = long(text).or_else(|| plain(text))?;
    let program = Path::new(program);
    let is_known = interpreters.iter().any(|folder| program.parent() == Some(folder));
    let name = program.file_name().filter(|_| is_known)?.to_str()?;
    Some([START, name, END, body].concat().into_bytes())
}

/// `#!/path/python`.
fn plain(text: &str) -> Option<(&str, &str)> {
    let (first, body) = text.strip_prefix("#!")?.split_once('\n')?;
    Some((first.trim(), body))
}

/// What pip writes where the path is too long for the first line, or has a space.
fn long(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("#!/bin/sh\n'''exec' ")?;
    let (line, body) = rest.split_once('\n')?;
    let program = line.strip_suffix(" \"$0\" \"$@\"")?.trim_matches('"');
    Some((program, body.strip_prefix("' '''\n")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str =
        "#!/bin/sh\n'''exec' \"$(dirname -- \"$(readlink -f -- \"$0\")\")/python3.11\" \"$0\" \"$@\"\n' '''\nimport sys\n";

    #[test]
    fn both_kinds_of_first_lines_are_rewritten() {
        let bin = [Path::new("/out/python/bin")];
        let plain = b"#!/out/python/bin/python3.11\nimport sys\n";
        let long = b"#!/bin/sh\n'''exec' \"/out/python/bin/python3.11\" \"$0\" \"$@\"\n' '''\nimport sys\n";
        for script in [plain.as_slice(), long] {
            assert_eq!(relocated(script, &bin).map(|bytes| String::from_utf8(bytes).expect("text")).as_deref(), Some(HEAD));
        }
    }

    #[test]
    fn foreign_scripts_and_programs_stay() {
        let bin = [Path::new("/out/python/bin")];
        for script in [b"#!/bin/bash\necho\n".as_slice(), b"\x7fELF\xff", b"", HEAD.as_bytes()] {
            assert_eq!(relocated(script, &bin), None);
        }
    }
}
