//! How long the parsers take for a text of the usual length.

mod support;

use divan::Bencher;
use divan::counter::BytesCount;
use pushready::analysis::procfile::dialect;
use pushready::platform::{Dialect, VersionGrammar};
use pushready::syntax::procfile::Procfile;
use pushready::syntax::python_module;
use pushready::syntax::requirements::RequirementsFile;
use pushready::syntax::runtime_txt::RuntimeTxt;
use pushready::syntax::shell_command::ShellCommand;
use pushready::{analysis::python_version, syntax::env_file::EnvFile};

const COMMAND: &str =
    "DJANGO_ENV=prod exec gunicorn shop.wsgi:application --bind \"0.0.0.0:$PORT\" --workers 3 2>&1 | tee log.txt";

fn main() {
    divan::main();
}

#[divan::bench(args = [Dialect::RubyYaml, Dialect::HerokuClassic, Dialect::HerokuCnb, Dialect::Paketo])]
fn procfile_as_platforms_read_it(bencher: Bencher<'_, '_>, dialect: Dialect) {
    bencher.counter(BytesCount::of_str(support::PROCFILE)).bench(|| dialect::parse(dialect, divan::black_box(support::PROCFILE)));
}

#[divan::bench]
fn procfile_lossless(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::of_str(support::PROCFILE)).bench(|| Procfile::parse(divan::black_box(support::PROCFILE)));
}

#[divan::bench(args = [10, 1_000])]
fn requirements(bencher: Bencher<'_, '_>, lines: usize) {
    let text = support::requirements(lines);
    bencher.counter(BytesCount::of_str(&text)).bench(|| RequirementsFile::parse(divan::black_box(&text)));
}

#[divan::bench]
fn runtime_txt() -> RuntimeTxt {
    RuntimeTxt::parse(divan::black_box("python-3.11.9\n"))
}

#[divan::bench(args = [VersionGrammar::FullName, VersionGrammar::CommentedName, VersionGrammar::KnownSeries])]
fn version(grammar: VersionGrammar) -> bool {
    python_version::read(grammar, divan::black_box("python-3.11.9")).is_some()
}

#[divan::bench]
fn shell_command(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::of_str(COMMAND)).bench(|| ShellCommand::parse(divan::black_box(COMMAND)));
}

#[divan::bench]
fn env_file() -> EnvFile {
    EnvFile::parse(divan::black_box("# set on the platform\nDEBUG=0\nSECRET_KEY='a b'\nexport PORT=8000\n"))
}

#[divan::bench(args = [10, 200])]
fn python_module(bencher: Bencher<'_, '_>, functions: usize) {
    let text = support::python_module(functions);
    bencher.counter(BytesCount::of_str(&text)).bench(|| python_module::parse(divan::black_box(&text)));
}
