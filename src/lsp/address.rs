//! Where files are, as editors say it: `file:///home/me/shop/Procfile`.

use std::path::Path;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What may not stand in the path of an address as it is.
const SPECIAL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A folder of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Its address, as the client writes it, without a final `/`.
    address: String,
    /// Its path, with `/` between the parts and without a final one.
    path: String,
}

impl Place {
    /// The folder of an address; none if it is not on this machine's disk.
    pub(super) fn of(address: &str) -> Option<Self> {
        let trimmed = |text: &str| text.trim_end_matches('/').to_owned();
        Some(Self { path: trimmed(&path(address)?), address: trimmed(address) })
    }

    /// The folder of a path, which old clients give.
    pub(super) fn of_path(path: &str) -> Option<Self> {
        let path = path.replace('\\', "/");
        let root = if path.starts_with('/') { "" } else { "/" };
        Self::of(&format!("file://{root}{}", utf8_percent_encode(&path, SPECIAL)))
    }

    /// Where it is on the disk.
    pub(super) fn folder(&self) -> &Path {
        if self.path.is_empty() { Path::new("/") } else { Path::new(&self.path) }
    }

    /// The address, as the client writes it.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// The path from this folder of the file at an address; none if it lies elsewhere.
    pub(super) fn inside(&self, address: &str) -> Option<String> {
        let path = path(address)?;
        let inside = path.strip_prefix(&self.path)?.strip_prefix('/')?;
        (!inside.is_empty()).then(|| inside.to_owned())
    }

    /// The address of the file at a path from this folder.
    pub(super) fn file(&self, inside: &str) -> String {
        format!("{}/{}", self.address, utf8_percent_encode(inside, SPECIAL))
    }

    /// How deep in the tree of the disk it lies.
    pub(super) fn depth(&self) -> usize {
        self.path.len()
    }
}

/// The path of an address, with `/` between the parts.
fn path(address: &str) -> Option<String> {
    let rest = address.strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let path = percent_decode_str(rest).decode_utf8().ok()?;
    // Behind another beginning stands the name of a machine.
    let path = path.strip_prefix('/')?;
    let is_drive = |path: &str| matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    if cfg!(windows) && is_drive(path) {
        // Clients write the letter of a drive either way.
        let (letter, rest) = path.split_at(1);
        return Some(letter.to_ascii_lowercase() + rest);
    }
    Some(format!("/{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn files_are_found_whatever_is_in_their_names() {
        let place = Place::of("file:///home/me/my%20shop/").unwrap();
        assert_eq!(place.folder(), Path::new("/home/me/my shop"));
        for inside in ["Procfile", "a b/ü中#?%.txt", "[x]/{y}`^|\"<>\\"] {
            let address = place.file(inside);
            assert!(!address.contains([' ', '"', '#', '<', '?', '[', '\\', '^', '`', '{', '|']), "{address}");
            assert_eq!(place.inside(&address).as_deref(), Some(inside));
        }
        assert_eq!(place.inside("file:///home/me/my%20shop/%E4%B8%AD").as_deref(), Some("中"));
        for other in ["file:///home/me/my%20shop", "file:///home/me/my%20shopping/a", "untitled:Untitled-1", "file://host/home/a"]
        {
            assert_eq!(place.inside(other), None, "{other}");
        }
        assert_eq!(Place::of_path("/home/me/my shop"), Place::of("file:///home/me/my%20shop"));
        assert_eq!(Place::of("file:///").unwrap().inside("file:///a").as_deref(), Some("a"));
        assert_eq!(Place::of("vscode-vfs://github/x"), None);
    }
}
