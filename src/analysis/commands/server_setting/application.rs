//! The application that gunicorn is not given by its command, but by its own file, or not at all.

use std::str::FromStr;

use pep440_rs::Version;

use crate::analysis::commands::gunicorn_file::{FileSetting, SERVER};
use crate::analysis::commands::launch::Launch;
use crate::analysis::commands::target::{missing_module, missing_object};
use crate::analysis::requirements::release::installed_release;
use crate::syntax::shell_command::ShellCommand;

use super::told::{SettingPlace, SettingValue, Told};

/// The setting of the file.
const SETTING: &str = "wsgi_app";
/// The first release that has it.
const SINCE: &str = "20.1";
/// Options with which gunicorn needs no application, or finds another.
const WITHOUT: &[&str] = &["--version", "--help", "--paste", "--print-config", "--check-config"];

/// What is wrong with the application of gunicorn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApplicationFault {
    /// There is none.
    Absent,
    /// Its module is not there.
    MissingModule {
        /// The module.
        module: String,
    },
    /// Its module has no such object.
    MissingObject {
        /// The file of the module.
        file: String,
        /// The object.
        object: String,
    },
}

/// What is wrong with the application that no word of the command names.
pub(super) fn fault(told: &Told<'_>) -> Option<(SettingValue, ApplicationFault)> {
    let line = &told.line;
    let has_none = line.tool == SERVER && line.positionals.is_empty() && !WITHOUT.iter().any(|option| line.uses(option));
    if !has_none || line.is_open || told.has_options_elsewhere() {
        return None;
    }
    let installed = installed_release(told.context.facts, SERVER).map(|installed| installed.version);
    let is_old = installed.zip(Version::from_str(SINCE).ok()).is_some_and(|(installed, since)| installed < since);
    match told.file.text(SETTING) {
        FileSetting::Is(named) if !is_old => {
            let value = SettingValue {
                name: SETTING,
                text: named.text,
                place: SettingPlace::File { path: named.path, range: named.range },
            };
            named_in_vain(told, &value.text).map(|fault| (value, fault))
        }
        // Where a line or a sign of the command is lost, that has rules of its own.
        FileSetting::Untold | FileSetting::Is(_) if !is_damaged(told) => {
            let program = told.invocation.program;
            let place = SettingPlace::Command(program.range.clone());
            Some((SettingValue { name: SETTING, text: program.text.clone(), place }, ApplicationFault::Absent))
        }
        _ => None,
    }
}

/// Whether the command may have been longer: signs of the shell stand in it, or the Procfile has lines that are no entries.
fn is_damaged(told: &Told<'_>) -> bool {
    let is_entry = |line: &str| {
        let name = line.split(':').next().unwrap_or_default();
        line.contains(':') && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    };
    let text = told.context.facts.procfile.text.as_deref().unwrap_or_default();
    let has_rest = text.lines().any(|line| !line.trim().is_empty() && !line.starts_with('#') && !is_entry(line));
    has_rest || told.context.start.text.contains(['<', '>'])
}

/// What is wrong with an application that the file names.
fn named_in_vain(told: &Told<'_>, text: &str) -> Option<ApplicationFault> {
    let command = ShellCommand::parse(text);
    let words: Vec<_> = command.simple_commands().into_iter().flat_map(|command| command.words).collect();
    let [word] = words[..] else { return None };
    let launch = Launch::of_gunicorn_file(told.context, told.invocation, &told.line, word);
    let facts = told.context.facts;
    let module = missing_module(facts, &launch).filter(|missing| missing.doubt.is_none());
    let module = module.map(|missing| ApplicationFault::MissingModule { module: missing.module });
    let object = || missing_object(facts, &launch);
    module.or_else(|| object().map(|missing| ApplicationFault::MissingObject { file: missing.file, object: missing.object }))
}
