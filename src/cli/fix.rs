//! `pushready fix`.

use std::process::ExitCode;

use super::arguments::Fix as Arguments;
use super::context::Context;
use super::failure::Failure;
use super::input::shown;
use super::progress::Spinner;
use super::{index, stream};
use crate::diagnostic::changes::Moves;
use crate::diagnostic::{Safety, patch, settle};
use crate::report::render::text::fixes;
use crate::writer;

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<ExitCode, Failure> {
    let selection = arguments.choice.selection()?;
    let spinner = Spinner::checking(&shown(&arguments.target.path), context.language);
    let (input, request) = arguments.target.read(selection, context.language)?;
    let (project, folder, language) = (&input.bundle.project, input.folder.as_deref(), context.language);
    if folder.is_none() && !arguments.diff {
        return Err(Failure::NotAFolder { path: shown(&arguments.target.path) });
    }
    let least = if arguments.unsafe_too { Safety::Unsafe } else { Safety::Safe };
    let mut index = index::open(&arguments.asking, &input.configuration, language)?;
    let spinner = spinner.unless(index.is_some());
    let settled = settle(
        project,
        |found| found.is_fixable(least),
        |path| folder.is_some_and(|folder| writer::is_linked(folder, path)),
        |project| index::check_alone(project, &request, &mut index).said(),
    );
    index::close(index, language);
    drop(spinner);
    let mut moves = Moves::default();
    settled.rounds.iter().for_each(|round| moves.follow(round.iter().map(|offer| &offer.fix)));
    let changes = moves.changes(project, &settled.project);
    match folder {
        Some(folder) if !arguments.diff => {
            writer::write(folder, &changes)?;
            context.streams.text(&fixes::summary(&settled, changes.len(), language))?;
        }
        _ => stream::data(&patch::patch(&changes))?,
    }
    for line in fixes::remarks(&settled, least, language) {
        stream::say(&line);
    }
    Ok(ExitCode::from(u8::from(arguments.choice.fail_on.is_reached(settled.diagnostics()))))
}
