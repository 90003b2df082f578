//! Which program an invocation starts, and where its own arguments begin.

use crate::analysis::commands::start_command::{How, Invocation};
use crate::project::path::base;
use crate::syntax::shell_command::Word;

use super::table::Table;

/// The table of the program, and its arguments.
pub(super) fn find<'c>(invocation: &Invocation<'c>) -> Option<(&'static Table, &'c [&'c Word])> {
    let name = invocation.program.text.as_str();
    if let Some(arguments) = manage_py(invocation) {
        return Some((Table::find("django")?, arguments));
    }
    let tool = match (invocation.how, name) {
        (How::Module, "waitress") => "waitress-serve",
        (How::Module, "waitress-serve" | "uwsgi") => return None,
        (How::Module, module) => module,
        (_, "django-admin") => "django",
        (_, program) => base(program),
    };
    Some((Table::find(tool).filter(|_| name != "django" || invocation.how == How::Module)?, invocation.arguments))
}

/// What stands behind `manage.py`, if that is what is started.
fn manage_py<'c>(invocation: &Invocation<'c>) -> Option<&'c [&'c Word]> {
    let is_script = |word: &Word| base(&word.text) == "manage.py";
    if is_script(invocation.program) {
        return Some(invocation.arguments);
    }
    let name = base(&invocation.program.text);
    let version = name.strip_prefix("python")?;
    let is_python = version.chars().all(|char| char.is_ascii_digit() || char == '.');
    let script = invocation.arguments.iter().position(|word| !word.text.starts_with('-'))?;
    (is_python && invocation.how != How::Module && is_script(invocation.arguments[script]))
        .then(|| &invocation.arguments[script + 1..])
}
