//! Settings that name a file or a folder.

use crate::analysis::commands::folders::path_from;
use crate::project::path::folder;

use super::told::{SettingValue, Told};

/// What is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPath {
    /// The path, from the root of the project.
    pub path: String,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// What the server prints, with `{}` for the value and `{/}` for its folder; seen with gunicorn 20.1 and 27.0, uvicorn
    /// 0.54, hypercorn 0.18.
    pub says: &'static str,
}

/// What has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// The file.
    File,
    /// The folder.
    Folder,
    /// The folder in which the server makes the file.
    FolderOfFile,
}

/// A setting that names a path.
struct Row {
    tool: &'static str,
    option: &'static str,
    /// The same in gunicorn's file.
    setting: Option<&'static str>,
    wanted: Wanted,
    says: &'static str,
}

const fn row(tool: &'static str, option: &'static str, setting: Option<&'static str>, wanted: Wanted, says: &'static str) -> Row {
    Row { tool, option, setting, wanted, says }
}

const NOT_WRITABLE: &str = "Error: Error: '{}' isn't writable [FileNotFoundError(2, 'No such file or directory')]";
const NO_LOG_CONFIG: &str = "Error: Invalid value for '--log-config': Path '{}' does not exist.";
const NO_ENV_FILE: &str = "Error: Invalid value for '--env-file': Path '{}' does not exist.";

/// Each was seen to stop its server.
const ROWS: &[Row] = &[
    row("gunicorn", "--config", None, Wanted::File, "Error: '{}' doesn't exist"),
    row("gunicorn", "--chdir", Some("chdir"), Wanted::Folder, "Error: can't chdir to '{}'"),
    row("gunicorn", "--access-logfile", Some("accesslog"), Wanted::FolderOfFile, NOT_WRITABLE),
    row("gunicorn", "--error-logfile", Some("errorlog"), Wanted::FolderOfFile, NOT_WRITABLE),
    row("gunicorn", "--pid", Some("pidfile"), Wanted::FolderOfFile, "Error: {/} doesn't exist. Can't create pidfile."),
    row("gunicorn", "--log-config", Some("logconfig"), Wanted::File, "Error: Error: log config '{}' not found"),
    row("gunicorn", "--certfile", Some("certfile"), Wanted::File, "ValueError: certfile \"{}\" does not exist"),
    row("gunicorn", "--keyfile", Some("keyfile"), Wanted::File, "ValueError: keyfile \"{}\" does not exist"),
    row("uvicorn", "--log-config", None, Wanted::File, NO_LOG_CONFIG),
    row("uvicorn", "--env-file", None, Wanted::File, NO_ENV_FILE),
    row("hypercorn", "--config", None, Wanted::File, "FileNotFoundError: [Errno 2] No such file or directory: '{}'"),
];

/// The paths that are not there.
pub(super) fn faults(told: &Told<'_>) -> Vec<(SettingValue, NamedPath)> {
    let rows = ROWS.iter().filter(|row| row.tool == told.line.tool);
    rows.filter_map(|row| {
        let value = told.value(row.option, row.setting)?;
        let path = named(told, row, &value.text)?;
        let (path, is_folder) = match row.wanted {
            Wanted::File => (path, false),
            Wanted::Folder => (path, true),
            Wanted::FolderOfFile => (folder(&path).to_owned(), true),
        };
        let project = told.context.facts.project;
        let is_there = path.is_empty() || project.has_folder(&path) || !is_folder && project.has(&path);
        let is_missing = !is_there && !project.is_elsewhere(&path);
        is_missing.then_some((value, NamedPath { path, is_folder, says: row.says }))
    })
    .collect()
}

/// The path that a setting names, from the root of the project.
fn named(told: &Told<'_>, row: &Row, text: &str) -> Option<String> {
    // The folder that the server changes to is that of all other paths.
    let from = told.invocation.folder.as_deref().filter(|_| matches!(row.option, "--config" | "--chdir") || !told.moves())?;
    let text = text.strip_prefix("file:").unwrap_or(text);
    let project = told.context.facts.project;
    let is_plain = !text.is_empty() && text != "-" && !text.starts_with(['/', '~']) && !text.contains([':', '*', '{', '<']);
    let has_folder = from.is_empty() || project.has_folder(from);
    (is_plain && has_folder).then(|| path_from(Some(from), text)).flatten()
}

/// The files that settings name.
pub(super) fn files(told: &Told<'_>) -> Vec<String> {
    let rows = ROWS.iter().filter(|row| row.tool == told.line.tool && row.wanted == Wanted::File);
    rows.filter_map(|row| named(told, row, &told.value(row.option, row.setting)?.text)).collect()
}
