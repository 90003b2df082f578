//! `pushready serve`.

pub(super) mod arguments;

use std::path::Path;
use std::process::ExitCode;

use arguments::Serve;

use super::context::Context;
use super::failure::Failure;
use super::input::shown;
use super::stream;
use crate::executor::Interrupt;
use crate::language::say;
use crate::serve::{Page, ServeError, Server};

pub(super) fn run(arguments: &Serve, context: &Context) -> Result<ExitCode, Failure> {
    let Serve { path, port, page, no_open } = arguments;
    let page = page.as_deref().map_or_else(Page::embedded, Page::of_folder).map_err(Failure::Page)?;
    let interrupt = Interrupt::on_signals().map_err(Failure::Signals)?;
    let server = Server::open(path.clone(), page, *port).map_err(|error| failure(path, error))?;
    let address = server.address();
    stream::data(format!("{address}\n").as_bytes())?;
    stream::say(&say!(
        context.language,
        "{} is open there, for you alone: the address holds a secret. Ctrl-C ends it.",
        "{} 已在该地址打开，仅供您使用：地址中含有密钥。按 Ctrl-C 结束。",
        shown(path)
    ));
    if !no_open && open::that_detached(&address).is_err() {
        stream::say(
            context.language.pick("No browser could be opened; open the address yourself.", "无法打开浏览器；请自行打开该地址。"),
        );
    }
    server.run(&interrupt).map_err(|error| Failure::Serve(ServeError::System(error)))?;
    Ok(ExitCode::SUCCESS)
}

fn failure(path: &Path, error: ServeError) -> Failure {
    match error {
        ServeError::Folder(source) => Failure::Directory { path: shown(path), source },
        other => Failure::Serve(other),
    }
}
