//! The program `pushready-buildpack`, which is `bin/detect` and `bin/build` of the buildpack.

fn main() {
    pushready::cli::buildpack::main();
}
