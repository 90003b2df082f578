//! A project and its settings as one text that survives being cut anywhere, because every text is one.
//!
//! A line that begins with `==` is a head, and what follows belongs to it up to the next one. Its third character says what it is:
//!
//! ```text
//! === Procfile        a file, as it is
//! ==< Procfile        a file in UTF-16 with its mark, least significant byte first
//! ==> Procfile        a file in UTF-16 without one, most significant byte first
//! ==? photo.jpg       a file of which nothing but its name is known
//! ==- bin/hook        a file that may not be run
//! ==$ PORT            a variable of the platform
//! ==@                 the Procfile that is set on the platform
//! ==/ backend         the folder that is set on the platform
//! ```

use std::ops::Range;

use pushready::analysis::Settings;
use pushready::project::path::folders_above;
use pushready::project::{Content, Project, normalize};

const HEAD: &[u8] = b"==";
/// More files and variables than that make an input slow and no more telling.
const MOST_PARTS: usize = 24;

/// The project of a text, and what is set on the platform.
pub(super) fn read(text: &[u8]) -> (Project, Settings) {
    let mut project = Project::new();
    let mut settings = Settings::default();
    for (kind, name, content) in parts(text).into_iter().take(MOST_PARTS) {
        let lossy = || String::from_utf8_lossy(content).into_owned();
        if let b'$' | b'@' | b'/' = kind {
            match kind {
                b'$' => drop(settings.env.insert(name, lossy())),
                b'@' => settings.procfile = Some(lossy()),
                _ => settings.root = normalize(&name).ok(),
            }
            continue;
        }
        let Ok(path) = normalize(&name) else { continue };
        // No file lies in another one, which a bundle alone could say.
        if project.has_folder(&path) || folders_above(&path).any(|folder| project.has(folder)) {
            continue;
        }
        let content = match kind {
            b'<' => Content::from(utf16(&format!("\u{feff}{}", lossy()), u16::to_le_bytes)),
            b'>' => Content::from(utf16(&lossy(), u16::to_be_bytes)),
            b'?' => Content::Unknown { size: content.first().map(|byte| u64::from(*byte) << 12) },
            _ => Content::from(content.to_vec()),
        };
        project.insert(path.clone(), content);
        if kind == b'-' {
            project.mark_not_executable(&path);
        }
    }
    (project, settings)
}

/// The text of a project and its settings.
pub(crate) fn written(project: &Project, settings: &Settings) -> Vec<u8> {
    let mut text = vec![];
    let mut part = |kind: &str, name: &str, content: &[u8]| {
        let head = format!("=={kind} {name}\n");
        text.extend([head.as_bytes(), content, if content.ends_with(b"\n") { b"" } else { b"\n" }].concat());
    };
    for (path, content) in project.files() {
        match content.bytes() {
            Some(bytes) => part("=", path, bytes),
            None => part("?", path, b""),
        }
    }
    for (name, value) in &settings.env {
        part("$", name, value.as_bytes());
    }
    if let Some(procfile) = &settings.procfile {
        part("@", "", procfile.as_bytes());
    }
    text
}

/// Where the parts of a text lie, each with its head.
pub(crate) fn places(text: &[u8]) -> Vec<Range<usize>> {
    let is_head = |at: &usize| text[*at..].starts_with(HEAD) && (*at == 0 || text[at - 1] == b'\n');
    let mut ends: Vec<usize> = (0..text.len()).filter(is_head).collect();
    ends.push(text.len());
    ends.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// Puts a part into a text, in the place of the one with the same head or behind all.
pub(crate) fn put(text: &mut Vec<u8>, part: &[u8]) {
    let head = |part: &[u8]| part.iter().position(|byte| *byte == b'\n').map(|end| part[..end].to_vec());
    let known = places(text).into_iter().find(|known| head(&text[known.clone()]) == head(part));
    let place = known.unwrap_or(text.len()..text.len());
    let line_end = if text[..place.start].last().is_none_or(|byte| *byte == b'\n') { &b""[..] } else { b"\n" };
    drop(text.splice(place, [line_end, part].concat()));
}

/// One text with some of the parts of another one: those whose bit is set in the choice, or else the last one.
pub(crate) fn crossed(one: &[u8], other: &[u8], choice: u32) -> Vec<u8> {
    let mut text = one.to_vec();
    let parts = places(other);
    let is_chosen = |at: usize| choice.rotate_right(u32::try_from(at % 32).unwrap_or_default()) & 1 == 1;
    let mut chosen: Vec<_> = (0..parts.len()).filter(|at| is_chosen(*at)).collect();
    if chosen.is_empty() {
        chosen.extend(parts.len().checked_sub(1));
    }
    for at in chosen {
        put(&mut text, &other[parts[at].clone()]);
    }
    text
}

/// The kind, the name and the content of each part. What stands before the first head is a Procfile.
fn parts(text: &[u8]) -> Vec<(u8, String, &[u8])> {
    let mut parts: Vec<(u8, String, &[u8])> = vec![];
    let mut start = 0;
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        let at = start;
        start += line.len();
        let head = line.strip_prefix(HEAD).and_then(|head| head.split_first());
        match (head, parts.last_mut()) {
            (Some((kind, name)), _) => {
                let name = String::from_utf8_lossy(name);
                parts.push((*kind, name.trim_matches([' ', '\r', '\n']).to_owned(), &text[start..start]));
            }
            (None, Some((_, _, content))) => *content = &text[at - content.len()..start],
            (None, None) => parts.push((b'=', "Procfile".to_owned(), line)),
        }
    }
    for (kind, _, content) in &mut parts {
        // A variable has no line end, unless it holds several lines.
        if *kind == b'$' {
            *content = content.strip_suffix(b"\n").unwrap_or(content);
        }
    }
    parts
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}
