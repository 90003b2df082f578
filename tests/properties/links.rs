//! Links that hold a project: what is given comes back, and what was cut or made up is refused.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use pushready::language::Language;
use pushready::project::bundle::Bundle;
use pushready::project::link::{LinkProblem, MOST_CHARACTERS, Shared, compressed, fragment};
use pushready::project::{Content, Project};

use super::bundle;

/// The most that deflate makes of a byte.
const MOST_RATIO: u64 = 1032;

pub(crate) fn hold(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    opened(&text);
    read(&text);
    let (project, settings) = bundle::read(bytes);
    let bundle = Bundle { project: sizeless(&project), env: settings.env, procfile: settings.procfile, platform: None };
    let open = bundle.project.files().next().map(|(path, _)| path.to_owned());
    let given = Shared { name: text.chars().take(9).collect(), bundle, language: Some(Language::Zh), open };
    let address = address(given.to_json().as_bytes());
    if address.len() <= MOST_CHARACTERS {
        assert_eq!(opened(&address), Some(given), "what was given does not come back");
    } else {
        assert_eq!(compressed(&address), Some(Err(LinkProblem::Damaged)));
    }
}

/// What stands behind the `#` of a link to this text.
pub(crate) fn address(text: &[u8]) -> String {
    let mut packed = DeflateEncoder::new(vec![], Compression::default());
    packed.write_all(text).expect("memory takes it");
    fragment(&packed.finish().expect("memory takes it"))
}

/// What an address holds, if it holds anything.
fn opened(address: &str) -> Option<Shared> {
    let packed = compressed(address)?.ok()?;
    assert!(packed.len() <= MOST_CHARACTERS);
    let most = packed.len() as u64 * MOST_RATIO + MOST_RATIO;
    let mut text = vec![];
    DeflateDecoder::new(packed.as_slice()).take(most + 1).read_to_end(&mut text).ok()?;
    assert!(text.len() as u64 <= most, "an address swells");
    read(std::str::from_utf8(&text).ok()?)
}

fn read(json: &str) -> Option<Shared> {
    let mut shared = Shared::parse(json).ok()?;
    shared.bundle.project = sizeless(&shared.bundle.project);
    assert_eq!(Shared::parse(&shared.to_json()).as_ref(), Ok(&shared));
    Some(shared)
}

/// Sizes of files whose content is unknown are no part of a bundle, nor is who may run them.
fn sizeless(project: &Project) -> Project {
    let mut sizeless = Project::new();
    for (path, content) in project.files() {
        sizeless.insert(path, content.bytes().map_or(Content::Unknown { size: None }, |bytes| Content::from(bytes.to_vec())));
    }
    sizeless
}
