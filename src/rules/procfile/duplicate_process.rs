//! PSH212: the same name twice.

use std::collections::BTreeMap;

use crate::analysis::procfile::dialect::{self, Note, NoteKind};
use crate::analysis::procfile::own_file;
use crate::order;
use crate::platform::Dialect;
use crate::syntax::procfile::{EntryText, Line};
use crate::text::conflicts::conflicts;
use crate::text::line_counter::LineCounter;

use super::prelude::*;

rule! {
    code: "PSH212",
    name: "duplicate-process",
    severity: Warning,
    stage: Release,
    fix: Unsafe,
    en: "Two entries of the Procfile with the same name",
    zh: "Procfile 中有两个同名条目",
}

struct DuplicateProcess<'a> {
    lost: &'a Definition<'a>,
    wins: &'a Definition<'a>,
    /// What the platform says of it.
    note: Option<&'a Note>,
    /// Whether the platform starts a process of this name.
    is_started: bool,
    /// Whether the first of several counts, and not the last.
    first_counts: bool,
    /// Whether the platform refuses the whole file because of it.
    is_refused: bool,
}

/// One line that defines a process.
struct Definition<'a> {
    number: usize,
    line: Line,
    text: &'a str,
    name: String,
    command: String,
}

impl DuplicateProcess<'_> {
    fn repeats(&self) -> bool {
        self.lost.command == self.wins.command
    }
}

impl Message for DuplicateProcess<'_> {
    fn message(&self, language: Language) -> String {
        let Self { lost, wins, .. } = self;
        match self.repeats() {
            true => say!(
                language,
                "`{}` stands twice with the same command, in lines {} and {}",
                "`{}` 以相同的命令出现了两次：第 {} 行和第 {} 行",
                lost.name,
                lost.number,
                wins.number
            ),
            false if self.first_counts => say!(
                language,
                "`{}` counts for nothing: line {} has defined `{}` before",
                "`{}` 不起作用：第 {} 行已经定义了 `{}`",
                lost.text.trim(),
                wins.number,
                lost.name
            ),
            false if self.is_refused => say!(
                language,
                "`{}` is defined twice, in lines {} and {}",
                "`{}` 定义了两次：第 {} 行和第 {} 行",
                lost.name,
                lost.number,
                wins.number
            ),
            false if !self.is_started => say!(
                language,
                "`{}` counts for nothing: line {} defines `{}` again",
                "`{}` 不起作用：第 {} 行再次定义了 `{}`",
                lost.text.trim(),
                wins.number,
                lost.name
            ),
            false => say!(
                language,
                "`{}` never runs: line {} defines `{}` again",
                "`{}` 永远不会运行：第 {} 行再次定义了 `{}`",
                lost.text.trim(),
                wins.number,
                lost.name
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let Self { lost, wins, .. } = self;
        let (name, first, second) = (&lost.name, &lost.command, &wins.command);
        // A server does not end, so that nothing runs after it.
        let join = match name == WEB {
            true => String::new(),
            false => say!(
                language,
                "; if both have to run one after the other, write `{name}: {first} && {second}`",
                "；如果两条命令需要先后运行，请写成 `{name}: {first} && {second}`"
            ),
        };
        match self.repeats() {
            true if self.first_counts => say!(
                language,
                "Of several entries with one name the platform takes the first. Line {} can go.",
                "同名条目中，平台只取第一个。第 {} 行可以删除。",
                lost.number
            ),
            false if self.first_counts => say!(
                language,
                "Of several entries with one name the platform takes the first, `{second}`, and skips `{first}` with a warning. Delete one of the lines, or give one another name{join}.",
                "同名条目中，平台只取第一个，即 `{second}`，并给出警告跳过 `{first}`。请删除其中一行，或给其中一个换个名称{join}。"
            ),
            true if self.is_refused => say!(
                language,
                "The platform takes each name only once: it refuses the whole Procfile because of this, and the build stops. Delete line {}.",
                "平台要求每个名称只出现一次：因此它拒绝整个 Procfile，构建失败。请删除第 {} 行。",
                lost.number
            ),
            false if self.is_refused => say!(
                language,
                "The platform takes each name only once: it refuses the whole Procfile because of this, and the build stops. Delete one of the lines, or give one another name{join}.",
                "平台要求每个名称只出现一次：因此它拒绝整个 Procfile，构建失败。请删除其中一行，或给其中一个换个名称{join}。"
            ),
            true => say!(
                language,
                "Of several entries with one name the platform takes the last. Line {} can go.",
                "同名条目中，平台只取最后一个。第 {} 行可以删除。",
                lost.number
            ),
            false if !self.is_started => say!(
                language,
                "Of several entries with one name the platform takes the last, `{second}`, and starts neither: only the process that serves the web runs here. Delete one of the lines, or give one another name.",
                "同名条目中，平台只取最后一个，即 `{second}`，但两者都不会启动：这里只运行提供网页服务的进程。请删除其中一行，或给其中一个换个名称。"
            ),
            false if self.note.is_some() => say!(
                language,
                "Of several entries with one name the platform takes the last and prints a warning: `{name}` runs `{second}`, and `{first}` is lost. Delete one of the lines, or give one another name{join}.",
                "同名条目中，平台只取最后一个，并打印警告：`{name}` 运行的是 `{second}`，而 `{first}` 会丢失。请删除其中一行，或给其中一个换个名称{join}。"
            ),
            false => say!(
                language,
                "Of several entries with one name the platform takes the last, so `{name}` runs `{second}`, and `{first}` is lost without a word. Delete one of the lines, or give one another name{join}.",
                "同名条目中，平台只取最后一个：`{name}` 运行的是 `{second}`，而 `{first}` 会不加提示地丢失。请删除其中一行，或给其中一个换个名称{join}。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match self.is_refused {
            true => say!(language, "Delete line {}", "删除第 {} 行", self.lost.number),
            false => {
                say!(language, "Delete line {}, which is lost anyway", "删除本来就不起作用的第 {} 行", self.lost.number)
            }
        }
    }
}

/// The entries that this platform takes for processes, each read alone.
fn definitions<'a>(facts: &Facts<'a>, text: &'a str) -> Vec<Definition<'a>> {
    let dialect = facts.platform.procfile.dialect.value;
    let mut lines = LineCounter::new(text);
    let read = |(line, _): (Line, EntryText<'_>)| {
        let number = lines.line(line.text.start);
        let written = &text[line.text.clone()];
        let process = dialect::parse(dialect, written).ok()?.into_iter().next()?;
        Some(Definition { number, text: written, line, name: process.name, command: process.command })
    };
    own_file::entries(facts.project, facts.platform).into_iter().filter_map(read).collect()
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(text) = own_file::text(facts.project, facts.platform) else { return };
    let procfile = &facts.platform.procfile;
    let rejection = dialect::read(procfile, text).err();
    let is_refused = rejection.as_ref().is_some_and(|rejection| dialect::is_of_duplicates(procfile.dialect.value, rejection));
    if (rejection.is_some() && !is_refused) || !conflicts(text).is_empty() {
        return;
    }
    let mut notes = dialect::notes(procfile.dialect.value, text);
    notes.retain(|note| note.kind == NoteKind::Duplicate);
    order::sort_by_key(&mut notes, |note| note.range.start);
    let all = definitions(facts, text);
    let first_counts = facts.platform.procfile.dialect.value == Dialect::GoogleCloud;
    let mut winning: BTreeMap<String, usize> = BTreeMap::new();
    for (index, definition) in all.iter().enumerate() {
        if !(first_counts && winning.contains_key(&definition.name)) {
            winning.insert(definition.name.clone(), index);
        }
    }
    for (index, lost) in all.iter().enumerate() {
        let Some(wins) = winning.get(&lost.name).filter(|wins| **wins != index).map(|wins| &all[*wins]) else { continue };
        // Where the last counts, that is the one that the platform speaks of.
        let said_of = if first_counts { &lost.line } else { &wins.line };
        let first = notes.partition_point(|note| note.range.start < said_of.text.start);
        let note = notes.get(first).filter(|note| said_of.text.contains(&note.range.start));
        let is_started = facts.procfile.starts_named(&wins.name);
        let duplicate = DuplicateProcess { lost, wins, note, is_started, first_counts, is_refused };
        let (usual, fix) = match duplicate.repeats() {
            true if is_refused => (Severity::Error, FixBuilder::safe()),
            false if is_refused => (Severity::Error, FixBuilder::unsafe_()),
            true => (Severity::Info, FixBuilder::safe()),
            false if is_started => (Severity::Warning, FixBuilder::unsafe_()),
            false => (Severity::Info, FixBuilder::unsafe_()),
        };
        let this_counts = match is_started {
            _ if is_refused => findings.language.pick("and here again", "这里又出现一次"),
            true => findings.language.pick("this one runs", "运行的是这一行"),
            false => findings.language.pick("this one counts", "以这一行为准"),
        };
        let finding = Finding::new(Place::range(PROCFILE, lost.line.text.clone()), duplicate)
            .severity(in_force(facts, usual))
            .related(Place::range(PROCFILE, wins.line.text.clone()), this_counts)
            .fix(fix.edit(PROCFILE, lost.line.text.start..lost.line.ending.end, ""));
        findings.add(match (note, &rejection) {
            (Some(note), _) => finding.says(note.says.as_str()),
            (None, Some(rejection)) => finding.says(rejection.says.as_str()),
            (None, None) => finding,
        });
    }
}
