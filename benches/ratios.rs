//! What is measured against what it may cost at most, each pair in turns, so that a busy machine slows both.
#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a benchmark reads the clock and prints")]

mod support;

use std::hint::black_box;
use std::time::{Duration, Instant};

use pushready::analysis::procfile::dialect;
use pushready::platform::Dialect;
use pushready::syntax::procfile::Procfile;
use pushready::syntax::python_module;
use pushready::syntax::requirements::RequirementsFile;

/// Rounds of a benchmark; `cargo test` only sees whether it works.
const ROUNDS: usize = 51;

fn main() {
    let rounds = if std::env::args().any(|argument| argument == "--bench") { ROUNDS } else { 1 };
    println!("{:44} {:>11} {:>11} {:>8}", "what : against what", "median", "against", "ratio");
    parsers(rounds);
    checks(rounds);
}

fn parsers(rounds: usize) {
    let lines = || support::PROCFILE.lines().map(|line| black_box(line).len()).sum();
    ratio("lossless Procfile : split into lines", rounds, || Procfile::parse(support::PROCFILE).lines.len(), lines);
    let read = |dialect| move || dialect::parse(dialect, support::PROCFILE).map_or(0, |processes| processes.len());
    ratio("Heroku's Procfile : lossless Procfile", rounds, read(Dialect::HerokuClassic), || {
        Procfile::parse(support::PROCFILE).lines.len()
    });
    ratio("Ruby's YAML : Heroku's Procfile", rounds, read(Dialect::RubyYaml), read(Dialect::HerokuClassic));
    let (short, long) = (support::requirements(1_000), support::requirements(10_000));
    let lines = |text: &str| RequirementsFile::parse(text).lines.len();
    ratio("requirements, 10,000 lines : 1,000 lines", rounds, || lines(&long), || lines(&short));
    let (short, long) = (support::python_module(20), support::python_module(200));
    let body = |source: &str| python_module::parse(source).body.len();
    ratio("Python, 200 functions : 20 functions", rounds, || body(&long), || body(&short));
}

fn checks(rounds: usize) {
    let (small, large) = (support::example("flask-shop"), support::large_project());
    let (one, all) = (support::one("rainbond"), support::all());
    let on = |project, platforms| support::check(project, platforms).reports.len();
    ratio("small project, all platforms : one", rounds, || on(&small, &all), || on(&small, &one));
    ratio("large project, all platforms : one", rounds, || on(&large, &all), || on(&large, &one));
    ratio("large project : small project", rounds, || on(&large, &one), || on(&small, &one));
}

/// Measures two things in turns and prints the medians.
fn ratio(name: &str, rounds: usize, what: impl Fn() -> usize, against: impl Fn() -> usize) {
    let (mut whats, mut againsts) = (vec![], vec![]);
    for _ in 0..rounds {
        whats.push(time(&what));
        againsts.push(time(&against));
    }
    let (what, against) = (median(whats), median(againsts));
    println!("{name:44} {what:>11.2?} {against:>11.2?} {:>7.2}x", what.as_secs_f64() / against.as_secs_f64());
}

/// One call out of several, since the clock is coarser than the fastest of them.
fn time(what: impl Fn() -> usize) -> Duration {
    const CALLS: u32 = 10;
    let start = Instant::now();
    for _ in 0..CALLS {
        black_box(what());
    }
    start.elapsed() / CALLS
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
