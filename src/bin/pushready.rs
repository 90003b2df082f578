//! The program `pushready`.

use std::process::ExitCode;

fn main() -> ExitCode {
    pushready::cli::main()
}
