//! A Procfile as a platform reads it, item by item.

use std::cell::OnceCell;
use std::ops::Range;

use crate::analysis::settings::Settings;
use crate::order;
use crate::platform::{Dialect, OverrideForm, Platform, Snapshot, StyleRule};
use crate::project::Project;
use crate::syntax::procfile::{EntryText, Line, LineKind, Procfile};
use crate::text::conflicts::conflicts;

use super::characters::clean;
use super::dialect::{self, Note, NoteKind};
use super::effect::Effect;
use super::items::{Item, ItemKind, WordsText, is_block_head, is_nested, items};
use super::own_file;
use super::process::{Process, WEB};
use super::processes::{Source, Starts, override_text};
use super::reading::Reading;
use super::special::{self, SpecialLine};

/// Where the text of a Procfile is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The project's file.
    File,
    /// The project's file, which the platform's Procfile replaces.
    ReplacedFile,
    /// Set on the platform.
    Platform,
    /// Set on a platform that starts what the file says all the same.
    BesideFile,
}

impl Origin {
    /// Whether it is set on the platform.
    #[must_use]
    pub fn is_setting(self) -> bool {
        matches!(self, Self::Platform | Self::BesideFile)
    }
}

/// One Procfile as the platform reads it.
#[derive(Debug, Clone)]
pub struct Document<'d> {
    /// Its text.
    pub text: &'d str,
    /// Where that is.
    pub origin: Origin,
    /// The platform.
    pub platform: &'static Platform,
    /// What its parser reads.
    pub reading: Reading,
    /// What the platform says of a text that it takes.
    pub notes: Vec<Note>,
    /// The lines with special characters.
    pub special: Vec<SpecialLine>,
    /// Its items, but those in which special characters change what is read: they are the whole story of their lines.
    pub items: Vec<Item<'d>>,
    /// Whether Git left a conflict in it.
    pub(super) has_conflict: bool,
    /// Whether the platform puts `web: ` before it.
    pub(super) is_prefixed: bool,
    /// Whether the platform stops at it before its parser sees it.
    pub(super) crashes: bool,
    /// What the platform starts of its processes.
    starts: Starts,
    entry_names: OnceCell<Vec<Range<usize>>>,
}

/// The project's Procfile, and the one that is set on the platform.
pub(super) fn documents<'d>(
    project: &'d Project,
    platform: &'static Platform,
    settings: &'d Settings,
    in_force: Source,
) -> Vec<Document<'d>> {
    let is_procfile = platform.procfile.override_form.value == OverrideForm::Procfile;
    let replacement = override_text(project, platform, settings);
    let file_origin = if in_force == Source::Override { Origin::ReplacedFile } else { Origin::File };
    let own = own_file::text(project, platform).filter(|_| platform.procfile.is_read());
    let set_origin = if in_force == Source::File { Origin::BesideFile } else { Origin::Platform };
    let texts = [(replacement.filter(|_| is_procfile), set_origin), (own, file_origin)];
    texts.into_iter().filter_map(|(text, origin)| Some(Document::new(text?, platform, origin))).collect()
}

impl<'d> Document<'d> {
    fn new(text: &'d str, platform: &'static Platform, origin: Origin) -> Self {
        let procfile = &platform.procfile;
        let reading = Reading::new(dialect::read(procfile, text));
        let special = special::lines(text, procfile, &reading);
        // A mapping in braces has no entries line by line, and YAML reads it.
        let is_flow = procfile.dialect.value.is_yaml() && reading.rejection().is_none() && text.trim_start().starts_with('{');
        // What Git has left in a file has a rule of its own.
        let conflicts = if origin.is_setting() { vec![] } else { conflicts(text) };
        let mut items = if is_flow { vec![] } else { items(text, &conflicts) };
        items.retain(|item| !special::spoil(&special, &item.range()));
        Self {
            text,
            origin,
            platform,
            notes: dialect::notes(procfile.dialect.value, text),
            is_prefixed: dialect::is_prefixed(procfile, text),
            crashes: dialect::crashes(procfile, text),
            has_conflict: !conflicts.is_empty(),
            starts: Starts::of(reading.processes(), procfile),
            entry_names: OnceCell::new(),
            reading,
            special,
            items,
        }
    }

    /// The parser.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.platform.procfile.dialect.value
    }

    /// The processes that the parser reads; none where it refuses the text.
    #[must_use]
    pub fn processes(&self) -> &[Process] {
        self.reading.processes()
    }

    /// Whether the parser reads a process named `web`.
    #[must_use]
    pub fn has_web(&self) -> bool {
        self.processes().iter().any(Process::is_web)
    }

    /// Whether the platform starts the process of this name; one that the parser does not read, if it would start it.
    #[must_use]
    pub fn starts(&self, name: &str) -> bool {
        !self.is_beside_file() && self.starts.has_named(name, self.reading.place(name))
    }

    /// Whether something serves the web.
    #[must_use]
    pub fn serves(&self) -> bool {
        self.is_beside_file() || self.starts.serving.is_some()
    }

    /// Whether the platform takes the text for YAML.
    #[must_use]
    pub fn is_yaml(&self) -> bool {
        self.dialect().is_yaml()
    }

    /// Whether the parser takes few names, and mends some of the others.
    #[must_use]
    pub fn mends_names(&self) -> bool {
        self.dialect() == Dialect::HerokuCnb
    }

    /// Whether it is set on a platform that starts what the file says all the same.
    #[must_use]
    pub fn is_beside_file(&self) -> bool {
        self.origin == Origin::BesideFile
    }

    /// Whether the parser refuses it because a name stands twice.
    #[must_use]
    pub fn repeats_a_name(&self) -> bool {
        self.reading.rejection().is_some_and(|rejection| dialect::is_of_duplicates(self.dialect(), rejection))
    }

    /// Whether there is nothing in it but blanks and comments.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let lines = Procfile::parse(&clean(self.text)).lines;
        lines.iter().all(|line| matches!(line.kind, LineKind::Blank | LineKind::Comment))
    }

    /// The name that the parser takes in the place of this one, where it mends names.
    pub(super) fn corrected(&self, name: &str) -> Option<String> {
        if !self.mends_names() {
            return None;
        }
        let processes = dialect::parse(self.dialect(), &format!("{name}: {WEB}\n")).ok()?;
        processes.into_iter().next().map(|process| process.name)
    }

    /// What the platform says of some lines that it takes.
    #[must_use]
    pub fn note(&self, kind: NoteKind, range: &Range<usize>) -> Option<&Note> {
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

    /// Whether the platform's documentation sets a rule of style.
    #[must_use]
    pub fn has_style(&self, rule: StyleRule) -> bool {
        self.platform.procfile.style.value.contains(&rule)
    }

    /// The entries among its items.
    pub fn entries(&self) -> impl Iterator<Item = (&Item<'d>, &EntryText<'d>)> {
        self.items.iter().filter_map(|item| Some((item, item.entry()?)))
    }

    /// The items that are nothing that is known.
    pub(super) fn words(&self) -> impl Iterator<Item = (&Item<'d>, &WordsText<'d>)> {
        self.items.iter().filter_map(|item| match &item.kind {
            ItemKind::Words(words) => Some((item, words)),
            ItemKind::Entry(_) | ItemKind::ForeignComment | ItemKind::Terminal(_) => None,
        })
    }

    /// Whether the platform takes the text, or at least what stands above the edits and in their lines, and would refuse what they make
    /// of it: where it puts `web: ` before the text, its first line may be a command and no entry of another name. The edits are in the
    /// order of their places.
    #[must_use]
    pub fn is_broken_by(&self, edits: &[(Range<usize>, String)]) -> bool {
        let (procfile, first_line) = (&self.platform.procfile, self.text.find('\n').unwrap_or(self.text.len()));
        dialect::is_web_first(procfile) && edits.iter().any(|(range, _)| range.start <= first_line) && {
            let is_taken = self.reading.rejection().is_none();
            let part = 0..if is_taken { self.text.len() } else { self.lines_of(edits).end };
            let edited = self.edited(part.clone(), edits);
            let is_prefixed = self.is_prefixed || dialect::is_prefixed(procfile, &edited);
            is_prefixed && dialect::read(procfile, &edited).is_err() && dialect::read(procfile, &self.text[part]).is_ok()
        }
    }

    /// Whether the platform takes the lines of the edits as they are, and would refuse what these make of them. The edits are in the
    /// order of their places.
    #[must_use]
    pub fn is_refused_by(&self, edits: &[(Range<usize>, String)]) -> bool {
        let lines = self.lines_of(edits);
        self.accepts(&self.text[lines.clone()]) && !self.accepts(&self.edited(lines, edits))
    }

    /// Whether the edits make entries of lines whose names other lines have, too: then it is another command that counts, or
    /// the parser refuses both. The edits are in the order of their places.
    #[must_use]
    pub fn is_doubled_by(&self, edits: &[(Range<usize>, String)]) -> bool {
        let Range { start, end } = self.lines_of(edits);
        let after = self.edited(start..end, edits);
        let name = |line: Line| if let LineKind::Entry(entry) = line.kind { Some(&after[entry.name]) } else { None };
        let mut names: Vec<&str> = Procfile::parse(&after).lines.into_iter().filter_map(name).collect();
        order::sort_by(&mut names, Ord::cmp);
        let is_elsewhere = |name: &&str| {
            let known = self.entry_names();
            let first = known.partition_point(|range| self.text[range.clone()] < **name);
            let mut same = known[first..].iter().take_while(|range| self.text[(*range).clone()] == **name);
            same.any(|range| range.start < start || range.start > end)
        };
        let is_doubled = names.windows(2).any(|pair| pair[0] == pair[1]) || names.iter().any(is_elsewhere);
        let read = |text: &str| dialect::parse(self.dialect(), text).unwrap_or_default();
        is_doubled && special::difference(&read(&self.text[start..end]), &read(&after)) != Effect::Kept
    }

    /// The lines that edits are in, without the last line's end. The edits are in the order of their places.
    fn lines_of(&self, edits: &[(Range<usize>, String)]) -> Range<usize> {
        let (first, last) = (edits.first().map_or(0, |(range, _)| range.start), edits.last().map_or(0, |(range, _)| range.end));
        let start = self.text[..first].rfind('\n').map_or(0, |end| end + 1);
        start..self.text[last..].find('\n').map_or(self.text.len(), |length| last + length)
    }

    /// A part of the text after edits within it, which are in the order of their places.
    fn edited(&self, part: Range<usize>, edits: &[(Range<usize>, String)]) -> String {
        let (start, mut text) = (part.start, self.text[part].to_owned());
        edits.iter().rev().for_each(|(range, new)| text.replace_range(range.start - start..range.end - start, new));
        text
    }

    /// The names of the lines that look like entries, sorted.
    fn entry_names(&self) -> &[Range<usize>] {
        self.entry_names.get_or_init(|| {
            let name = |line: Line| if let LineKind::Entry(entry) = line.kind { Some(entry.name) } else { None };
            let mut names: Vec<Range<usize>> = Procfile::parse(self.text).lines.into_iter().filter_map(name).collect();
            order::sort_by(&mut names, |one, other| self.text[one.clone()].cmp(&self.text[other.clone()]));
            names
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

    /// A command as it has to stand behind its name: in quotes where the parser refuses it without and takes it with them.
    #[must_use]
    pub fn acceptable(&self, item: &Item<'_>, command: &str) -> String {
        let quoted = || in_yaml_quotes(command);
        let is_refused = self.is_yaml() && item.more.is_empty() && !self.accepts(&format!("{WEB}: {command}\n"));
        if is_refused && self.reads(&quoted()).as_deref() == Some(command) { quoted() } else { command.to_owned() }
    }

    /// Lines of blanks that have a tab.
    pub(super) fn blanks_with_tabs(&self) -> Vec<Range<usize>> {
        let lines = Procfile::parse(self.text).lines.into_iter().filter(|line| line.kind == LineKind::Blank);
        lines.map(|line| line.text).filter(|range| self.text[range.clone()].contains('\t')).collect()
    }

    /// The edit that brings a command on several lines into one line; none if it is on one, or the lines below are
    /// entries.
    #[must_use]
    pub fn in_one_line(&self, item: &Item<'_>, entry: &EntryText<'_>) -> Option<(Range<usize>, String)> {
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

    /// The parts of a command on several lines; a parser that works line by line sees only the first.
    pub(super) fn pieces<'p>(&'p self, item: &Item<'_>, first: &'p str) -> Vec<&'p str> {
        let more = item.more.iter().filter(|_| self.is_yaml()).map(|line| self.text[line.clone()].trim());
        std::iter::once(first).chain(more).filter(|piece| !piece.is_empty()).collect()
    }
}

/// A value in quotes that leave it as it is.
pub(super) fn in_yaml_quotes(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}
