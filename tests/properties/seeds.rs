//! Seeds for each subject, made of the cases.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use pushready::analysis::Settings;
use pushready::project::Project;
use pushready::project::bundle::Bundle;
use pushready::project::link::Shared;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::properties::{bundle, links};
use super::support::{self, Case};

/// What is longer than that is slow and no more telling.
const MOST_BYTES: usize = 4096;
/// Of so many cases, one is packed.
const PACKED: usize = 12;

fn distinct(seeds: impl IntoIterator<Item = Vec<u8>>) -> Vec<Vec<u8>> {
    let seeds: BTreeSet<Vec<u8>> = seeds.into_iter().filter(|seed| seed.len() <= MOST_BYTES).collect();
    seeds.into_iter().collect()
}

/// Each file of the cases.
pub(crate) fn texts() -> Vec<Vec<u8>> {
    let of = |case: &Case| case.project.files().filter_map(|(_, file)| file.bytes().map(<[u8]>::to_vec)).collect::<Vec<_>>();
    distinct(support::all().iter().flat_map(of))
}

/// Each case whole.
pub(crate) fn bundles() -> Vec<Vec<u8>> {
    distinct(support::all().iter().map(written))
}

fn written(case: &Case) -> Vec<u8> {
    bundle::written(&case.project, &Settings { procfile: case.options.procfile.clone(), ..case.options.settings() })
}

/// The cases that are configured, a profile of a user's own, and one that is asked for on the command line.
pub(crate) fn configurations() -> Vec<Vec<u8>> {
    let cases = support::all();
    let is_configured =
        |case: &&Case| case.project.has("pushready.toml") || written(case).windows(9).any(|part| part == b"pushready");
    let more = [
        "=== pushready.toml\nplatforms = ['kato', 'heroku']\nselect = ['PSH2']\nignore = ['PSH203', 'unpinned-requirement']\nroot = 'a'\n\
         env = ['SECRET_KEY']\nindex = true\nextends = 'b.toml'\n[per-file-ignore]\n'**/*.txt' = ['PSH5']\n\
         === b.toml\nextends = 'pushready.toml'\n=== a/Procfile\nweb:x # pushready: ignore PSH203\n=== a/requirements.txt\nflask\n",
        "=== pyproject.toml\n[tool.pushready]\nplatforms = ['rainbond']\n=== Procfile\n# pushready: ignore-file PSH2, PSH3\nweb:x\n\
         === requirements.txt\nflask # pushready: ignore\n=== --select\nPSH2\nmissing-space-after-colon\n=== --ignore\nPSH204\n",
        "=== platform.toml\nextends = 'rainbond'\nid = 'ours'\nname = 'Ours'\n[python]\ndefault = '3.11.4'\navailable = ['3.9.0-3.9.18', '3.11.4']\n",
        "=== platform.toml\nextends = 'heroku'\nid = 'ours'\n[rules]\nPSH404 = 'off'\nunpinned-requirement = 'error'\n[procfile]\nmissing = 'nothing'\n\
         [install]\nprepare = []\n[runtime]\nport-variable = 'P'\nusual-port = 0\n",
        "=== pyproject.toml\n[tool.pushready]\nextends = ['a.toml']\n[tool.pushready.per-file-ignore]\n'{a,b}/[!c]?' = []\n=== pushready.toml\nindex = 'https://h/simple'\n\
         per-file-ignore = { '**' = ['all'], 'a/**/b' = ['PSH'] }\nenv = ['A', 'A', '1']\n",
        "=== pushready.toml\nplatform = 'heroku'\nselect = 'PSH2'\nignore = [203]\nroot = '../b'\nindex = 'ftp://h'\n\"a b\".c = [[{}]]\n",
        "=== pushready.toml\nroot = './b/'\nselect = ['all', 'PSH']\n=== b/pushready.toml\nplatforms = []\n=== b/Procfile\n# pushready: ignore\n\nweb:x\n# pushready:ignore-file\n",
    ];
    let profiles = pushready::platform::listed().iter().filter_map(|platform| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/platform/profiles").join(format!("{}.toml", platform.id));
        let text = std::fs::read_to_string(path).ok()?;
        Some(format!("=== platform.toml\n{}", text.replacen("id = \"", "id = \"our-", 1)).into_bytes())
    });
    let more = more.map(|text| text.as_bytes().to_vec());
    distinct(cases.iter().filter(is_configured).map(written).chain(more)).into_iter().chain(profiles).collect()
}

/// Some cases as archives of each kind.
pub(crate) fn archives() -> Vec<Vec<u8>> {
    let cases = support::all();
    let packed = |case: &Case| {
        let tar = tar_of(&case.project);
        let mut zipped = GzEncoder::new(vec![], Compression::fast());
        zipped.write_all(&tar).expect("memory takes it");
        [zip_of(&case.project), zipped.finish().expect("memory takes it"), tar]
    };
    let seeds: BTreeSet<Vec<u8>> =
        cases.iter().step_by(PACKED).flat_map(packed).filter(|seed| seed.len() <= 16 * MOST_BYTES).collect();
    seeds.into_iter().collect()
}

fn zip_of(project: &Project) -> Vec<u8> {
    let mut archive = ZipWriter::new(std::io::Cursor::new(vec![]));
    for (path, content) in project.files() {
        archive.start_file(path, SimpleFileOptions::default()).expect("a name");
        archive.write_all(content.bytes().unwrap_or_default()).expect("memory takes it");
    }
    archive.finish().expect("memory takes it").into_inner()
}

fn tar_of(project: &Project) -> Vec<u8> {
    let mut archive = tar::Builder::new(vec![]);
    for (path, content) in project.files() {
        let bytes = content.bytes().unwrap_or_default();
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        archive.append_data(&mut header, path, bytes).expect("a name");
    }
    archive.into_inner().expect("memory takes it")
}

/// The cases, some of them as links.
pub(crate) fn links() -> Vec<Vec<u8>> {
    let mut seeds = bundles();
    let link = |case: &Case| {
        let settings = case.options.settings();
        let bundle = Bundle { project: case.project.clone(), env: settings.env, procfile: settings.procfile, platform: None };
        let shared = Shared { name: "shop".to_owned(), bundle, language: None, open: None };
        links::address(shared.to_json().as_bytes()).into_bytes()
    };
    seeds.extend(support::all().iter().step_by(PACKED).map(link));
    distinct(seeds)
}

/// Bytes for the resolver, which stand for small indexes.
pub(crate) fn requirements() -> Vec<Vec<u8>> {
    (0..64_u32).map(|number| (0..96).map(|at: u32| (number * 97 + at * at * 31 + at * 7).to_le_bytes()[0]).collect()).collect()
}
