//! Every parser: it takes any text, and what it gives lies in the text.

use std::collections::BTreeMap;
use std::ops::Range;

use pushready::analysis::ignored::{self, Ignored, PatternReader};
use pushready::analysis::lock_file::unlocked;
use pushready::analysis::packages::lock::Locked;
use pushready::analysis::procfile::dialect;
use pushready::analysis::python_version;
use pushready::index::file::File;
use pushready::index::inside::{Packing, holds_for_wheels};
use pushready::index::metadata::Metadata;
use pushready::index::page::WRITTEN;
use pushready::index::project::Project as Page;
use pushready::index::snapshot::Snapshot;
use pushready::index::source::extract::Extract;
use pushready::index::source::{environment::Environment, reading, requires};
use pushready::index::specifiers::Specifiers;
use pushready::platform::{self, Dialect, LockCheck, VersionGrammar};
use pushready::project::bundle::Bundle;
use pushready::project::glob::Glob;
use pushready::project::{Content, Project};
use pushready::syntax::env_file::EnvFile;
use pushready::syntax::pipfile_lock;
use pushready::syntax::procfile::Procfile;
use pushready::syntax::python_module;
use pushready::syntax::requirements::{LineKind, RequirementsFile, has_variable, marker_is_true, normalize_name};
use pushready::syntax::runtime_txt::RuntimeTxt;
use pushready::syntax::shell_command::ShellCommand;
use pushready::text::{Text, conflicts, secrets, shell, visible};

/// Parsers of whole texts are quick; what they are used on is small.
const MOST_BYTES: usize = 64 * 1024;

thread_local! {
    static INDEX: Snapshot = Snapshot::new();
}

pub(crate) fn hold(bytes: &[u8]) {
    let bytes = &bytes[..bytes.len().min(MOST_BYTES)];
    let text = Text::new(bytes);
    for (at, _) in text.as_str().char_indices().take(200) {
        assert!(text.position(at).offset <= bytes.len());
    }
    let text = text.as_str();
    printed(text);
    requirements(text);
    words(text);
    variables(text);
    procfiles(text);
    versions(text);
    let _ = python_module::parse(text);
    lock_files(bytes);
    patterns(text);
    pages(text);
    sources(text);
    small(text);
    if let Ok(bundle) = Bundle::parse(text) {
        assert_eq!(Bundle::parse(&bundle.to_json()), Ok(known(bundle)));
    }
}

/// Sizes of files whose content is unknown are no part of a bundle.
fn known(mut bundle: Bundle) -> Bundle {
    let unknown: Vec<String> =
        bundle.project.files().filter(|(_, file)| file.bytes().is_none()).map(|(path, _)| path.to_owned()).collect();
    for path in unknown {
        bundle.project.insert(path, Content::Unknown { size: None });
    }
    bundle
}

/// Ranges that lie end to end, from the start of a text to its end.
fn cover(text: &str, ranges: impl IntoIterator<Item = Range<usize>>) -> bool {
    let end = ranges.into_iter().try_fold(0, |end, range| (range.start == end && range.end >= end).then_some(range.end));
    end == Some(text.len())
}

/// Trees are printed as the text they come from.
fn printed(text: &str) {
    assert_eq!(Procfile::parse(text).print(text), text);
    assert_eq!(RuntimeTxt::parse(text).print(text), text);
    assert_eq!(RequirementsFile::parse(text).print(text), text);
    assert_eq!(EnvFile::parse(text).print(text), text);
    assert_eq!(ShellCommand::parse(text).print(text), text);
    assert!(cover(text, RequirementsFile::parse(text).lines.into_iter().map(|line| line.range)));
    assert!(cover(text, EnvFile::parse(text).lines.into_iter().map(|line| line.range)));
    assert!(cover(text, ShellCommand::parse(text).tokens.into_iter().map(|token| token.range)));
}

/// Lines that a backslash continues, as one. A line ends where Python's `splitlines` ends it.
fn joined(text: &str) -> String {
    const ENDS: [&str; 11] =
        ["\r\n", "\n", "\r", "\u{b}", "\u{c}", "\u{1c}", "\u{1d}", "\u{1e}", "\u{85}", "\u{2028}", "\u{2029}"];
    ENDS.iter().fold(text.to_owned(), |text, end| text.replace(&format!("\\{end}"), ""))
}

/// The parts of a requirement stand where they say.
fn requirements(text: &str) {
    for line in RequirementsFile::parse(text).lines {
        assert!(line.range.start <= line.content.start && line.content.end <= line.range.end);
        assert!(line.options.iter().all(|option| text.get(option.value_range.clone()).is_some()));
        if let LineKind::Named(named) = line.kind {
            assert_eq!(joined(&text[named.name_range.clone()]), named.name);
            assert!(text.get(named.specifiers_range.clone()).is_some());
            assert_eq!(normalize_name(&named.normalized), named.normalized);
            let specifiers = Specifiers::parse(&named.specifiers);
            if let Some(pin) = named.pin() {
                let _ = specifiers.admit(&pin);
            }
            let marker = named.marker.as_deref().unwrap_or_default();
            marker_is_true(marker, |name| (name != "extra").then(|| "3.12.1".to_owned()));
        }
    }
}

/// The characters of a word stand where they say.
fn words(text: &str) {
    for command in ShellCommand::parse(text).simple_commands() {
        for word in command.words {
            for (at, char) in word.text.char_indices() {
                assert_eq!(text[word.place(at..at + char.len_utf8())].chars().next(), Some(char));
            }
        }
    }
}

/// Variables of an env file have names.
fn variables(text: &str) {
    if let Ok(variables) = EnvFile::parse(text).variables(text) {
        assert!(variables.keys().all(|name| !name.is_empty() && !name.contains(['=', ' ', '\n'])));
    }
}

/// Every dialect reads a Procfile or says where it stops, and so does every platform with what it makes of the text before.
fn procfiles(text: &str) {
    use Dialect::{Dokku, GoYaml, GoogleCloud, HerokuClassic, HerokuCnb, Paketo, RubyYaml, SerdeYaml};
    for kind in [RubyYaml, HerokuClassic, HerokuCnb, Paketo, GoYaml, SerdeYaml, GoogleCloud, Dokku] {
        match dialect::parse(kind, text) {
            Ok(processes) => {
                let places = processes.iter().all(|process| text.get(process.range.clone()).is_some() && process.line > 0);
                assert!(places, "{kind:?}: {processes:?}");
            }
            Err(rejection) => assert!(text.get(rejection.range.clone()).is_some(), "{kind:?}: {rejection:?}"),
        }
        let _ = dialect::notes(kind, text);
    }
    for platform in platform::all() {
        drop(dialect::read(&platform.procfile, text));
        let _ = dialect::crashes(&platform.procfile, text);
    }
}

fn versions(text: &str) {
    use VersionGrammar as Grammar;
    for grammar in [
        Grammar::FullName,
        Grammar::ExactName,
        Grammar::CommentedName,
        Grammar::Commented,
        Grammar::CommentedLoosely,
        Grammar::KnownSeries,
        Grammar::Number,
        Grammar::FullNumber,
        Grammar::SeriesOfAny,
        Grammar::Range,
        Grammar::NamedRange,
        Grammar::FirstNumber,
    ] {
        let _ = python_version::parse(grammar, text);
        let _ = python_version::read(grammar, text);
    }
    let _ = python_version::meant(text);
}

fn lock_files(bytes: &[u8]) {
    let _ = pipfile_lock::python_requirement(bytes);
    let python = "3.12.1".parse().ok();
    for (manifest, lock, check) in [
        ("Pipfile", "Pipfile.lock", LockCheck::Pipenv),
        ("pyproject.toml", "poetry.lock", LockCheck::Poetry),
        ("pyproject.toml", "uv.lock", LockCheck::Uv),
    ] {
        let mut project = Project::new();
        // Where a part is a manifest and the other one a lock, each of them is seen in its place.
        let (first, second) = bytes.split_at(bytes.windows(2).position(|pair| pair == b"\n\0").unwrap_or(0));
        project.insert(manifest, Content::from(first.to_vec()));
        project
            .insert(lock, Content::from(second.iter().copied().skip_while(|byte| b"\n\0".contains(byte)).collect::<Vec<u8>>()));
        let text = project.text(lock).expect("a text");
        for package in Locked::of(&project, lock, python).into_iter().flat_map(|locked| locked.packages.into_values()) {
            assert!(text.as_str().get(package.range.clone()).is_some(), "{lock}: {package:?}");
        }
        let manifest = project.text(manifest).expect("a text");
        for missed in unlocked(&project, check) {
            assert!(manifest.as_str().get(missed.range.clone()).is_some(), "{missed:?}");
        }
    }
}

/// A pattern that leaves a file out stands where it says.
fn patterns(text: &str) {
    for reader in [PatternReader::Git, PatternReader::Tar] {
        for path in ["Procfile", "site/app.py", "a/b/c.txt", ""] {
            if let Ignored::By(range) = ignored::file(reader, text, path) {
                assert!(text.get(range).is_some());
            }
        }
    }
    for line in text.lines().take(20) {
        if let Some(glob) = Glob::parse(line) {
            let _ = glob.fits("a/b/c.txt");
            let _ = glob.fits(line);
        }
    }
}

/// Every page of an index is read or refused, and kept as it was read; so are metadata.
pub(crate) fn pages(text: &str) {
    for kind in ["text/html", "application/vnd.pypi.simple.v1+json", WRITTEN] {
        let Ok(project) = Page::read("a", kind, "https://index.example/simple/a/", text.as_bytes()) else { continue };
        if kind != WRITTEN {
            let kept = Page::read("a", WRITTEN, "", &project.write());
            assert_eq!(kept.as_ref(), Ok(&project));
            assert_eq!(kept.map(Page::narrowed), Ok(project.narrowed()));
        }
    }
    let _ = Metadata::parse(text);
    let _ = Metadata::parse_requires(text);
    let _ = holds_for_wheels(text);
    for name in text.lines().take(20) {
        let _ = File::named(name, "a");
        let _ = Packing::of(name);
    }
}

/// What is read of the source of a package, as if each of its files said this.
fn sources(text: &str) {
    let texts = ["setup.py", "setup.cfg", "pyproject.toml", "PKG-INFO"].map(|name| (name.to_owned(), text.to_owned()));
    let names = texts.iter().map(|(name, _)| name.clone()).collect();
    let extract = Extract { names, texts: BTreeMap::from(texts), requires: Some(text.to_owned()) };
    let _ = requires::metadata(&extract);
    for (python, pip) in [("3.12", "24.0"), ("2.7", "9.0")] {
        let series = |text: &str| text.parse().expect("a series");
        let environment = Environment { python: series(python), pip: series(pip), setuptools: None };
        let _ = INDEX.with(|index| reading::verdict(&extract, &environment, index));
    }
}

fn small(text: &str) {
    let _ = has_variable(text);
    for conflict in conflicts::conflicts(text) {
        assert!(text.get(conflict).is_some());
    }
    for secret in secrets::ranges(text) {
        assert!(text.get(secret).is_some());
    }
    assert_eq!(secrets::mask(&secrets::mask(text)), secrets::mask(text));
    assert!(!visible(text).chars().any(visible::is_invisible));
    let _ = visible::spelled(text);
    let _ = visible::excerpt(text);
    let quoted = shell::quoted(text).into_owned();
    let words = ShellCommand::parse(&quoted);
    let commands = words.simple_commands();
    let read: Vec<&str> = commands.iter().flat_map(|command| &command.words).map(|word| word.text.as_str()).collect();
    assert_eq!(read, [text], "{quoted:?}");
}
