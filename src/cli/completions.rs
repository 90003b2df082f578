//! `pushready completions` and `pushready man`: what shells and `man` read, from the definitions of the commands.
#![expect(clippy::disallowed_methods, reason = "the pages of man are files")]

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Command, CommandFactory};
use clap_complete::Shell;

use super::arguments::Arguments;
use super::context::Context;
use super::failure::Failure;
use super::input::shown;
use super::stream;
use super::unfit::Unfit;
use crate::language::say;

/// The name of the program, as users type it.
const PROGRAM: &str = env!("CARGO_PKG_NAME");

#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

#[derive(Debug, Args)]
pub(super) struct Man {
    /// Folder for the pages, one a command; without it, the page of the program is printed
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

pub(super) fn run(completions: &Completions) -> Result<ExitCode, Failure> {
    let mut script = vec![];
    clap_complete::generate(completions.shell, &mut Arguments::command(), PROGRAM, &mut script);
    stream::data(&script)?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn man(man: &Man, context: &Context) -> Result<ExitCode, Failure> {
    let Some(folder) = &man.folder else {
        stream::data(&page(Arguments::command(), PROGRAM).map_err(Failure::Output)?)?;
        return Ok(ExitCode::SUCCESS);
    };
    let failed = |source| Unfit::NotMade { path: shown(folder), source };
    fs::create_dir_all(folder).map_err(failed)?;
    let mut program = Arguments::command();
    program.build();
    let commands = program.get_subcommands().filter(|command| command.get_name() != "help" && !command.is_hide_set());
    // `git help` and its like name the page of a command so.
    let named = commands.map(|command| (format!("{PROGRAM}-{}", command.get_name()), command.clone()));
    let pages: Vec<(String, Command)> = std::iter::once((PROGRAM.to_owned(), Arguments::command())).chain(named).collect();
    let count = pages.len();
    for (name, command) in pages {
        let text = page(command, &name).map_err(failed)?;
        fs::write(folder.join(format!("{name}.1")), text).map_err(failed)?;
    }
    let path = shown(folder);
    context.streams.text(&say!(context.language, "Pages written to {path}: {count}.\n", "已写入 {path}：{count} 页。\n"))?;
    Ok(ExitCode::SUCCESS)
}

fn page(command: Command, name: &str) -> std::io::Result<Vec<u8>> {
    let mut page = vec![];
    clap_mangen::Man::new(command).title(name.to_uppercase()).render(&mut page)?;
    Ok(page)
}
