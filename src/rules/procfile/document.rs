//! A Procfile item by item, for rules about what the platform's parser makes of it.

use std::ops::Range;

use crate::analysis::Facts;
use crate::analysis::procfile::dialect::{self, Note, NoteKind};
use crate::analysis::procfile::processes::{PROCFILE, Process, Rejection, Source, WEB};
use crate::diagnostic::{FixBuilder, Safety, Severity};
use crate::language::{Language, say};
use crate::platform::{Dialect, OverrideForm, Platform, Snapshot, StyleRule};
use crate::rules::{Finding, Message, Place};
use crate::syntax::procfile::{LineKind, Procfile};
use crate::text::conflicts::conflicts;

use super::effect::Effect;
use super::items::{Item, Kind, WordsText, is_block_head, is_nested, items};
use super::special_character::{self, SpecialLine};
use super::{EntryText, file_text};

/// Where the text of a Procfile is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// The project's file.
    File,
    /// The project's file, which the platform's Procfile replaces.
    ReplacedFile,
    /// Set on the platform.
    Platform,
}

/// One Procfile as the platform reads it.
pub(super) struct Document<'d> {
    pub(super) text: &'d str,
    pub(super) platform: &'static Platform,
    pub(super) reading: Result<Vec<Process>, Rejection>,
    /// What the platform says of a text that it takes.
    pub(super) notes: Vec<Note>,
    pub(super) special: Vec<SpecialLine>,
    /// Whether Git left a conflict in it.
    pub(super) has_conflict: bool,
    /// Whether the platform puts `web: ` before it.
    pub(super) is_prefixed: bool,
    /// Whether the platform stops at it before its parser sees it.
    pub(super) crashes: bool,
    items: Vec<Item<'d>>,
    origin: Origin,
}

/// The project's Procfile, and the one that is set on the platform.
pub(super) fn documents<'d>(facts: &'d Facts<'_>) -> Vec<Document<'d>> {
    let replaced = facts.procfile.source == Source::Override;
    let is_procfile = facts.platform.procfile.override_form.value == OverrideForm::Procfile;
    let on_platform = facts.procfile.text.as_deref().filter(|_| replaced && is_procfile);
    let file_origin = if replaced { Origin::ReplacedFile } else { Origin::File };
    let texts = [(on_platform, Origin::Platform), (file_text(facts), file_origin)];
    texts.into_iter().filter_map(|(text, origin)| Some(Document::new(text?, facts.platform, origin))).collect()
}

impl<'d> Document<'d> {
    fn new(text: &'d str, platform: &'static Platform, origin: Origin) -> Self {
        let procfile = &platform.procfile;
        let reading = dialect::read(procfile, text);
        let special = special_character::lines(text, procfile, &reading);
        // A mapping in braces has no entries line by line, and YAML reads it.
        let is_flow = procfile.dialect.value == Dialect::RubyYaml && reading.is_ok() && text.trim_start().starts_with('{');
        // What Git has left in a file has a rule of its own.
        let conflicts = if origin == Origin::Platform { vec![] } else { conflicts(text) };
        let items = if is_flow { vec![] } else { items(text, &conflicts) };
        Self {
            text,
            platform,
            notes: dialect::notes(procfile.dialect.value, text),
            is_prefixed: dialect::is_prefixed(procfile, text),
            crashes: dialect::crashes(procfile, text),
            reading,
            items,
            special,
            has_conflict: !conflicts.is_empty(),
            origin,
        }
    }

    pub(super) fn dialect(&self) -> Dialect {
        self.platform.procfile.dialect.value
    }

    /// Whether the parser reads a process named `web`.
    pub(super) fn has_web(&self) -> bool {
        self.reading.as_ref().is_ok_and(|processes| processes.iter().any(|process| process.name == WEB))
    }

    /// Whether the platform takes the text for YAML.
    pub(super) fn is_yaml(&self) -> bool {
        match self.dialect() {
            Dialect::RubyYaml => true,
            Dialect::HerokuClassic | Dialect::HerokuCnb | Dialect::Paketo => false,
        }
    }

    /// The name that the parser takes in the place of this one, where it mends names.
    pub(super) fn corrected(&self, name: &str) -> Option<String> {
        if self.dialect() != Dialect::HerokuCnb {
            return None;
        }
        let processes = dialect::parse(self.dialect(), &format!("{name}: {WEB}\n")).ok()?;
        processes.into_iter().next().map(|process| process.name)
    }

    /// What the platform says of some lines that it takes.
    pub(super) fn note(&self, kind: NoteKind, range: &Range<usize>) -> Option<&Note> {
        self.notes.iter().find(|note| note.kind == kind && note.range.start < range.end && range.start < note.range.end)
    }

    /// Whether the parser needs no blank behind a colon.
    pub(super) fn takes_tight_entries(&self) -> bool {
        dialect::parse(self.dialect(), &format!("{WEB}:{WEB}")).is_ok_and(|processes| processes.len() == 1)
    }

    /// Whether the platform puts a space behind a `web:` that begins the text and has none.
    pub(super) fn mends_start(&self) -> bool {
        self.platform.procfile.snapshot.as_ref().is_some_and(|snapshot| snapshot.value == Snapshot::WebFirst)
    }

    pub(super) fn has_style(&self, rule: StyleRule) -> bool {
        self.platform.procfile.style.value.contains(&rule)
    }

    /// All items but those in which special characters change what is read: they are the whole story of their lines.
    pub(super) fn items(&self) -> impl Iterator<Item = &Item<'d>> {
        self.items.iter().filter(|item| !self.special.iter().any(|special| special.spoils(&item.range())))
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = (&Item<'d>, &EntryText<'d>)> {
        self.items().filter_map(|item| match &item.kind {
            Kind::Entry(entry) => Some((item, entry)),
            Kind::Words(_) | Kind::ForeignComment | Kind::Terminal(_) => None,
        })
    }

    pub(super) fn words(&self) -> impl Iterator<Item = (&Item<'d>, &WordsText<'d>)> {
        self.items().filter_map(|item| match &item.kind {
            Kind::Words(words) => Some((item, words)),
            Kind::Entry(_) | Kind::ForeignComment | Kind::Terminal(_) => None,
        })
    }

    /// Whether the parser takes another text than this.
    pub(super) fn accepts(&self, text: &str) -> bool {
        dialect::parse(self.dialect(), text).is_ok()
    }

    /// The command that the parser reads where this is written behind a name.
    pub(super) fn reads(&self, command: &str) -> Option<String> {
        let mut processes = dialect::parse(self.dialect(), &format!("{WEB}: {command}\n")).ok()?;
        let process = processes.pop().filter(|process| processes.is_empty() && process.name == WEB)?;
        Some(process.command)
    }

    /// Lines of blanks that have a tab.
    pub(super) fn blanks_with_tabs(&self) -> Vec<Range<usize>> {
        let lines = Procfile::parse(self.text).lines.into_iter().filter(|line| line.kind == LineKind::Blank);
        lines.map(|line| line.text).filter(|range| self.text[range.clone()].contains('\t')).collect()
    }

    /// The edit that brings a command on several lines into one line; none if it is on one, or the lines below are
    /// entries.
    pub(super) fn in_one_line(&self, item: &Item<'_>, entry: &EntryText<'_>) -> Option<(Range<usize>, String)> {
        let command = self.joined(item, entry)?;
        Some((entry.tokens.colon.end..item.range().end, format!(" {command}")))
    }

    /// A command on several lines as one, without the backslashes between them.
    pub(super) fn joined(&self, item: &Item<'_>, entry: &EntryText<'_>) -> Option<String> {
        let below: Vec<&str> = item.more.iter().map(|line| self.text[line.clone()].trim()).collect();
        if below.is_empty() || below.iter().any(|line| is_nested(line)) {
            return None;
        }
        // The head of a block of text in YAML is no part of the command.
        let first = if is_block_head(entry.command) { "" } else { entry.command };
        let pieces = std::iter::once(first).chain(below).map(|piece| piece.trim_end_matches('\\').trim());
        Some(pieces.filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" "))
    }

    /// A finding about a part of this Procfile, with what it leads to. Where the platform's Procfile replaces the file,
    /// nothing of the file can break anything, so it is no more than good to know.
    pub(super) fn finding<M: Message>(
        &self,
        range: Range<usize>,
        severity: Severity,
        effect: &Effect,
        message: M,
    ) -> Finding<InDocument<M>> {
        let place = match self.origin {
            Origin::File | Origin::ReplacedFile => Place::range(PROCFILE, range),
            Origin::Platform => Place::project(),
        };
        let severity = if self.origin == Origin::ReplacedFile { Severity::Info } else { severity };
        let is_copied = self.platform.procfile.snapshot.is_some() && severity != Severity::Info;
        let message = InDocument { message, origin: self.origin, is_copied };
        let finding = Finding::new(place, message).severity(severity).stage(effect.stage());
        match &self.reading {
            Err(rejection) if effect.is_rejected() && !rejection.says.is_empty() => finding.says(&rejection.says),
            _ => finding,
        }
    }

    /// Edits of this Procfile; what is set on the platform cannot be edited from here.
    pub(super) fn fix(&self, safety: Safety, edits: impl IntoIterator<Item = (Range<usize>, String)>) -> FixBuilder {
        let fix = match safety {
            Safety::Display => return FixBuilder::display(),
            _ if self.origin == Origin::Platform => return FixBuilder::display(),
            Safety::Safe => FixBuilder::safe(),
            Safety::Unsafe => FixBuilder::unsafe_(),
        };
        edits.into_iter().fold(fix, |fix, (range, text)| fix.edit(PROCFILE, range, text))
    }
}

/// A message about a Procfile, with where it is unless that is plain.
pub(super) struct InDocument<M> {
    message: M,
    origin: Origin,
    /// Whether the platform builds from a copy of the file.
    is_copied: bool,
}

impl<M: Message> Message for InDocument<M> {
    fn message(&self, language: Language) -> String {
        let message = self.message.message(language);
        match self.origin {
            Origin::File | Origin::ReplacedFile => message,
            Origin::Platform => {
                say!(language, "In the Procfile that is set on the platform: {message}", "平台上设置的 Procfile 中：{message}")
            }
        }
    }

    fn detail(&self, language: Language) -> String {
        let detail = self.message.detail(language);
        match self.origin {
            Origin::File if self.is_copied => say!(
                language,
                "{detail} The platform keeps a copy of the file from when it detected the project, so let it detect the project again after the change.",
                "{detail}平台使用的是检测项目时保存的副本，因此修改后需要重新检测项目。"
            ),
            Origin::File | Origin::Platform => detail,
            Origin::ReplacedFile => say!(
                language,
                "At present the Procfile that is set on the platform replaces this file; once that is taken away, this holds: {detail}",
                "目前平台上设置的 Procfile 会覆盖这个文件；取消该设置后，情况如下：{detail}"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        self.message.fix_title(language)
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        self.message.values()
    }
}
