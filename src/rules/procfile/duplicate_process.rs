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
    counts: Counts,
    /// Whether the platform would refuse the file without the line that is lost, since the next one may not be the first.
    holds_place: bool,
}

/// Which of several entries with one name the platform takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counts {
    First,
    Last,
    /// It refuses the whole file because of them.
    None,
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
                lost.number.min(wins.number),
                lost.number.max(wins.number)
            ),
            false if self.counts == Counts::First => say!(
                language,
                "`{}` counts for nothing: line {} has defined `{}` before",
                "`{}` 不起作用：第 {} 行已经定义了 `{}`",
                lost.text.trim(),
                wins.number,
                lost.name
            ),
            false if self.counts == Counts::None => say!(
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
            false if self.counts == Counts::First => say!(
                language,
                "Of several entries with one name the platform takes the first, `{second}`, and skips `{first}` with a warning. Delete one of the lines, or give one another name{join}.",
                "同名条目中，平台只取第一个，即 `{second}`，并给出警告跳过 `{first}`。请删除其中一行，或给其中一个换个名称{join}。"
            ),
            true if self.counts == Counts::None => say!(
                language,
                "The platform takes each name only once: it refuses the whole Procfile because of this, and the build stops. Delete line {}.",
                "平台要求每个名称只出现一次：因此它拒绝整个 Procfile，构建失败。请删除第 {} 行。",
                lost.number
            ),
            false if self.counts == Counts::None => say!(
                language,
                "The platform takes each name only once: it refuses the whole Procfile because of this, and the build stops. Delete one of the lines, or give one another name{join}.",
                "平台要求每个名称只出现一次：因此它拒绝整个 Procfile，构建失败。请删除其中一行，或给其中一个换个名称{join}。"
            ),
            _ if self.holds_place => say!(
                language,
                "Of several entries with one name the platform takes the last, `{second}`. Write the command that is meant into line {}, and delete line {}: here a Procfile has to begin with `web:`.",
                "同名条目中，平台只取最后一个，即 `{second}`。请把需要的命令写在第 {} 行，并删除第 {} 行：在这里，Procfile 必须以 `web:` 开头。",
                lost.number,
                wins.number
            ),
            true => say!(
                language,
                "Of several entries with one name the platform takes one. Line {} can go.",
                "同名条目中，平台只取一个。第 {} 行可以删除。",
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
        let (lost, wins) = (self.lost.number, self.wins.number);
        match self.counts == Counts::None || self.repeats() {
            _ if self.holds_place => say!(
                language,
                "Write the command that is meant into line {lost}, and delete line {wins}",
                "把需要的命令写在第 {lost} 行，并删除第 {wins} 行"
            ),
            true => say!(language, "Delete line {lost}", "删除第 {lost} 行"),
            false => say!(language, "Delete line {lost}, which is lost anyway", "删除本来就不起作用的第 {lost} 行"),
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

/// The last entry of each name, or the first, by its place in the list of all.
fn by_name(all: &[Definition<'_>], is_first: bool) -> BTreeMap<String, usize> {
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    for (index, definition) in all.iter().enumerate() {
        if !(is_first && named.contains_key(&definition.name)) {
            named.insert(definition.name.clone(), index);
        }
    }
    named
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
    let counts = match facts.platform.procfile.dialect.value {
        _ if is_refused => Counts::None,
        Dialect::GoogleCloud => Counts::First,
        _ => Counts::Last,
    };
    let (first, taken) = (by_name(&all, true), by_name(&all, counts == Counts::First));
    let is_other = |definition: &&Definition<'_>| all[first[&definition.name]].command != definition.command;
    let different = order::set(all.iter().filter(is_other).map(|definition| definition.name.as_str()));
    let document = facts.procfiles.iter().map(|procfile| &procfile.document).find(|document| !document.origin.is_setting());
    for (index, lost) in all.iter().enumerate() {
        let (are_same, taken) = (!different.contains(lost.name.as_str()), taken[&lost.name]);
        // Of those that say the same the first stays, whichever the platform takes: then what is mended for several platforms leaves
        // one of them, and the first line of the file what it is.
        let stays = if are_same { first[&lost.name] } else { taken };
        if stays == index {
            continue;
        }
        let wins = &all[stays];
        // Where the last counts, that is the one that the platform speaks of.
        let said_of = if counts == Counts::First { &lost.line } else { &all[taken].line };
        let at = notes.partition_point(|note| note.range.start < said_of.text.start);
        let note = notes.get(at).filter(|note| said_of.text.contains(&note.range.start));
        let is_started = facts.procfile.starts_named(&wins.name);
        let without = (lost.line.text.start..lost.line.ending.end, String::new());
        let holds_place = document.is_some_and(|document| document.is_broken_by(std::slice::from_ref(&without)));
        let duplicate = DuplicateProcess { lost, wins, note, is_started, counts, holds_place };
        let usual = match duplicate.repeats() {
            _ if is_refused => Severity::Error,
            false if is_started => Severity::Warning,
            _ => Severity::Info,
        };
        let fix = match duplicate.repeats() {
            _ if holds_place => FixBuilder::display(),
            true if are_same => FixBuilder::safe().edit(PROCFILE, without.0, without.1),
            // One that says something else would be left where another platform takes another one of them.
            true => FixBuilder::display(),
            false => FixBuilder::unsafe_().edit(PROCFILE, without.0, without.1),
        };
        let this_counts = match is_started {
            _ if is_refused || duplicate.repeats() => findings.language.pick("and here", "这里也有"),
            true => findings.language.pick("this one runs", "运行的是这一行"),
            false => findings.language.pick("this one counts", "以这一行为准"),
        };
        let finding = Finding::new(Place::range(PROCFILE, lost.line.text.clone()), duplicate)
            .severity(in_force(facts, usual))
            .related(Place::range(PROCFILE, wins.line.text.clone()), this_counts)
            .fix(fix);
        findings.add(match (note, &rejection) {
            (Some(note), _) => finding.says(note.says.as_str()),
            (None, Some(rejection)) => finding.says(rejection.says.as_str()),
            (None, None) => finding,
        });
    }
}
