//! What a server is told, by options of its command and by gunicorn's file.

use std::ops::Range;

use crate::analysis::commands::command_line::CommandLine;
use crate::analysis::commands::gunicorn_file::{self, FileSetting, GunicornFile};
use crate::analysis::commands::launch::Context;
use crate::analysis::commands::pinned::line;
use crate::analysis::commands::start_command::Invocation;

/// What a server is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingValue {
    /// The setting by its name there: `--config`, `worker_class`.
    pub name: &'static str,
    /// The value.
    pub text: String,
    /// Where it stands.
    pub place: SettingPlace,
}

/// Where a setting stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingPlace {
    /// In the command.
    Command(Range<usize>),
    /// In the server's own file.
    File {
        /// The file.
        path: String,
        /// Where in it, with the quotes.
        range: Range<usize>,
    },
}

/// A server with all that it is told.
pub(super) struct Told<'s> {
    pub(super) context: &'s Context<'s>,
    pub(super) invocation: &'s Invocation<'s>,
    pub(super) line: CommandLine<'s>,
    pub(super) file: GunicornFile,
}

impl<'s> Told<'s> {
    pub(super) fn of(context: &'s Context<'s>, invocation: &'s Invocation<'s>) -> Option<Self> {
        let line = line(context.facts, invocation)?;
        if !line.is_known || !line.faults.is_empty() {
            return None;
        }
        let named = line.value("--config").map(|value| value.text);
        let file = GunicornFile::of(context.facts, invocation.folder.as_deref(), named);
        Some(Self { context, invocation, line, file })
    }

    /// What an option says, or else gunicorn's file in a setting; none if that cannot be told.
    pub(super) fn value(&self, option: &'static str, setting: Option<&'static str>) -> Option<SettingValue> {
        if let Some(value) = self.line.value(option) {
            let is_plain = !value.word.expands && value.word.is_closed && !value.text.contains(['$', '`']);
            let place = SettingPlace::Command(value.range.clone());
            return is_plain.then(|| SettingValue { name: option, text: value.text.to_owned(), place });
        }
        let name = setting.filter(|_| self.line.tool == gunicorn_file::SERVER && !self.has_options_elsewhere())?;
        let FileSetting::Is(told) = self.file.text(name) else { return None };
        Some(SettingValue { name, text: told.text, place: SettingPlace::File { path: told.path, range: told.range } })
    }

    /// Whether gunicorn is given options in a variable.
    pub(super) fn has_options_elsewhere(&self) -> bool {
        self.context.start.mentions(gunicorn_file::VARIABLE) || self.context.variable(gunicorn_file::VARIABLE).is_some()
    }

    /// Whether gunicorn changes to another folder, from which it sees paths then.
    pub(super) fn moves(&self) -> bool {
        self.line.tool == gunicorn_file::SERVER && (self.line.uses("--chdir") || self.file.may_set("chdir"))
    }
}
