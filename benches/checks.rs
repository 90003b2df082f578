//! How long a whole check takes, of projects in memory.

mod support;

use divan::Bencher;
use divan::counter::ItemsCount;
use pushready::project::Project;

fn main() {
    divan::main();
}

#[divan::bench(args = support::EXAMPLES)]
fn rainbond(bencher: Bencher<'_, '_>, example: &str) {
    let (project, platforms) = (support::example(example), support::one("rainbond"));
    bencher.bench(|| support::check(&project, &platforms));
}

#[divan::bench(args = support::EXAMPLES)]
fn heroku(bencher: Bencher<'_, '_>, example: &str) {
    let (project, platforms) = (support::example(example), support::one("heroku"));
    bencher.bench(|| support::check(&project, &platforms));
}

#[divan::bench(args = support::EXAMPLES)]
fn all_platforms(bencher: Bencher<'_, '_>, example: &str) {
    let (project, platforms) = (support::example(example), support::all());
    bencher.bench(|| support::check(&project, &platforms));
}

#[divan::bench(args = ["rainbond", "heroku"], sample_count = 30)]
fn large_project(bencher: Bencher<'_, '_>, platform: &str) {
    let (project, platforms) = (support::large_project(), support::one(platform));
    bencher.counter(ItemsCount::new(project.len())).bench(|| support::check(&project, &platforms));
}

#[divan::bench(sample_count = 30)]
fn large_project_on_all_platforms(bencher: Bencher<'_, '_>) {
    let (project, platforms) = (support::large_project(), support::all());
    bencher.counter(ItemsCount::new(project.len())).bench(|| support::check(&project, &platforms));
}

#[divan::bench(sample_count = 10)]
fn large_project_gathered() -> Project {
    support::large_project()
}
