//! The command line.
//!
//! Each command is one file here. Results go to standard output, everything else to standard error; the exit status is
//! 0, 1 when a diagnostic is as severe as `--fail-on` says, and 2 when the request itself is wrong.

mod arguments;
#[cfg(feature = "executor")]
mod build;
#[cfg(all(unix, feature = "cnb"))]
pub mod buildpack;
mod check;
mod completions;
mod context;
mod explain;
mod failure;
mod fix;
mod index;
mod init;
mod input;
mod json;
#[cfg(feature = "lsp")]
mod lsp;
mod many;
mod misuse;
mod pager;
mod parsed_together;
mod plan;
mod platforms;
mod progress;
mod request;
mod rules;
#[cfg(feature = "serve")]
mod serve;
mod side_by_side;
mod stream;
mod unfit;
mod watch;

use std::process::ExitCode;

use clap::Parser;

use crate::language::{Language, say};
use crate::text::visible;
use arguments::{Arguments, Command};
use context::Context;
use failure::Failure;
use stream::Streams;

/// The status for a request that is wrong.
const WRONG_REQUEST: u8 = 2;

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return not_understood(&error),
    };
    let mut context = Context {
        streams: Streams::new(arguments.color, !arguments.no_pager),
        language: arguments.language(),
        #[cfg(feature = "lsp")]
        asked_language: arguments.lang,
    };
    match run(arguments.command, &mut context) {
        Ok(status) => status,
        Err(failure) => {
            let sentence = failure.text(context.language);
            stream::say(&say!(context.language, "error: {sentence}", "错误：{sentence}"));
            ExitCode::from(WRONG_REQUEST)
        }
    }
}

fn run(command: Command, context: &mut Context) -> Result<ExitCode, Failure> {
    match command {
        Command::Check(arguments) => check::run(&arguments, context),
        Command::Fix(arguments) => fix::run(&arguments, context),
        Command::Plan(arguments) => plan::run(&arguments, context),
        #[cfg(feature = "executor")]
        Command::Build(arguments) => build::run(&arguments, context),
        #[cfg(feature = "serve")]
        Command::Serve(arguments) => serve::run(&arguments, context),
        Command::Explain(arguments) => explain::run(&arguments, context),
        Command::Rules(arguments) => rules::run(&arguments, context),
        Command::Platforms(arguments) => platforms::run(&arguments, context),
        Command::Init(arguments) => init::run(&arguments, context),
        #[cfg(feature = "lsp")]
        Command::Lsp(_) => lsp::run(context),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => completions::man(&arguments, context),
    }
}

/// Prints what clap has to say: help and version on standard output, errors on standard error.
fn not_understood(error: &clap::Error) -> ExitCode {
    if arguments::language_before_parsing() == Language::Zh
        && let Some(sentence) = misuse::in_chinese(error)
    {
        stream::say(&format!("错误：{sentence}"));
        return ExitCode::from(WRONG_REQUEST);
    }
    let plain = error.render().to_string();
    if visible(&plain) != plain {
        // What was typed is quoted, and a terminal would obey it.
        stream::say_painted(visible(&plain).trim_end());
        return ExitCode::from(WRONG_REQUEST);
    }
    // A reader that went away needs no answer.
    let _ = error.print();
    if error.use_stderr() { ExitCode::from(WRONG_REQUEST) } else { ExitCode::SUCCESS }
}
