//! What the platform's parser makes of one item of a Procfile.

use std::ops::Range;

use crate::analysis::procfile::dialect;
use crate::analysis::procfile::processes::{Process, Rejection};
use crate::diagnostic::Stage;
use crate::language::{Language, say};
use crate::platform::Dialect;

use super::document::Document;
use super::excerpt;
use super::items::{Item, Kind};

/// Why a platform refuses a whole text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is no YAML.
    Yaml,
    /// It is no YAML once the platform has put `web: ` before it.
    Prefixed,
    /// It is nothing but `web:`, and the platform looks at the character behind it.
    Crash,
    /// It does not fit the grammar.
    Grammar,
}

impl Refusal {
    pub(super) fn sentence(self, language: Language) -> &'static str {
        match self {
Self::Yaml => language.pick("The platform reads the Procfile as YAML and refuses all of it because of this: the build stops after all dependencies were installed.", "平台按 YAML 读取 Procfile，并因此拒绝整个文件：依赖全部安装完之后构建才会失败。"),
Self::Prefixed => language.pick("The platform puts `web: ` before a Procfile that does not begin with `web:`, and what comes of it is no YAML: the build stops after all dependencies were installed.", "如果 Procfile 不以 `web:` 开头，平台会在最前面加上 `web: `，结果不再是合法的 YAML：依赖全部安装完之后构建才会失败。"),
Self::Crash => language.pick("The platform looks at the character behind a `web:` that begins the file without asking whether there is one, and its builder crashes.", "平台会直接读取文件开头 `web:` 之后的那个字符，而不检查它是否存在，导致构建程序崩溃。"),
Self::Grammar => language.pick("The platform refuses the whole Procfile because of this, and the build stops.", "平台因此拒绝整个 Procfile，构建失败。"),
}
    }
}

/// What the parser makes of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Effect {
    /// What was written.
    Kept,
    /// A reason to refuse the whole text.
    Rejected(Refusal),
    /// Nothing; the rest is read.
    Dropped,
    /// A process with another name or command.
    Misread { name: String, command: String },
    /// The end of a command that begins above.
    Folded { name: String, command: String },
}

impl Effect {
    /// When the platform runs into it.
    pub(super) fn stage(&self) -> Stage {
        match self {
            Self::Kept | Self::Rejected(_) | Self::Dropped => Stage::Release,
            Self::Misread { .. } | Self::Folded { .. } => Stage::Boot,
        }
    }

    pub(super) fn is_rejected(&self) -> bool {
        matches!(self, Self::Rejected(_))
    }

    /// What becomes of it, in one sentence; nothing to say of what is kept.
    pub(super) fn sentence(&self, language: Language) -> String {
        match self {
            Self::Kept => String::new(),
            Self::Rejected(refusal) => refusal.sentence(language).to_owned(),
            Self::Dropped => say!(
                language,
                "The platform drops the line without a word: the build succeeds, and nothing of this line is started.",
                "平台会不加提示地丢弃这一行：构建成功，但这一行的内容不会启动。"
            ),
            Self::Misread { name, command } => say!(
                language,
                "The platform misreads this as the process `{}` with the command `{}`.",
                "平台把这里误读成进程 `{}`，命令为 `{}`。",
                excerpt(name),
                excerpt(command)
            ),
            Self::Folded { name, command } => say!(
                language,
                "The platform takes the line for the end of the command above and starts `{}` with `{}`.",
                "平台把这一行当作上面命令的结尾，用 `{1}` 启动 `{0}`。",
                excerpt(name),
                excerpt(command)
            ),
        }
    }
}

impl Document<'_> {
    /// What the parser makes of an item. Where the whole text is refused, the item is judged alone.
    pub(super) fn effect(&self, item: &Item<'_>) -> Effect {
        self.effect_of(self.reach(item), self.written(item).as_ref())
    }

    /// What the parser makes of some lines, of which this name and command are meant.
    pub(super) fn effect_of(&self, reach: Range<usize>, written: Option<&(String, String)>) -> Effect {
        match &self.reading {
            Ok(processes) => match processes.iter().find(|process| starts_in(process, &reach)) {
                Some(process) => compare(process, written),
                None => self.elsewhere(processes, &reach, written),
            },
            Err(_) => match self.alone(&reach) {
                Ok(processes) => processes.first().map_or(Effect::Dropped, |process| compare(process, written)),
                Err(_) => Effect::Rejected(self.refusal(&reach)),
            },
        }
    }

    /// The process that the parser makes of an item.
    pub(super) fn process(&self, item: &Item<'_>) -> Option<Process> {
        let reach = self.reach(item);
        let inside = |process: &&Process| starts_in(process, &reach);
        match &self.reading {
            Ok(processes) => processes.iter().find(inside).cloned(),
            Err(_) => self.alone(&reach).ok()?.into_iter().next(),
        }
    }

    /// The name and the command that are meant, as far as the item says so.
    pub(super) fn written(&self, item: &Item<'_>) -> Option<(String, String)> {
        let Kind::Entry(entry) = &item.kind else { return None };
        let quotes: &[char] = if self.is_yaml() { &['"', '\''] } else { &[] };
        let name = self.corrected(entry.name).unwrap_or_else(|| entry.name.trim_matches(quotes).to_owned());
        Some((name, self.pieces(item, entry.command).join(" ")))
    }

    /// The parts of a command on several lines; a parser that works line by line sees only the first.
    pub(super) fn pieces<'p>(&'p self, item: &Item<'_>, first: &'p str) -> Vec<&'p str> {
        let more = item.more.iter().filter(|_| self.is_yaml()).map(|line| self.text[line.clone()].trim());
        std::iter::once(first).chain(more).filter(|piece| !piece.is_empty()).collect()
    }

    /// What the parser makes of some lines without the others.
    fn alone(&self, reach: &Range<usize>) -> Result<Vec<Process>, Rejection> {
        let text = &self.text[reach.clone()];
        match reach.start {
            // What the platform does to the start of a text depends on what follows.
            0 if reach.end < self.text.len() => dialect::read(&self.platform.procfile, &format!("{text}\n")),
            0 => dialect::read(&self.platform.procfile, text),
            _ => dialect::parse(self.dialect(), text),
        }
    }

    /// Why the parser refuses some lines.
    pub(super) fn refusal(&self, reach: &Range<usize>) -> Refusal {
        match self.dialect() {
            Dialect::RubyYaml if self.is_prefixed && reach.start == 0 => Refusal::Prefixed,
            Dialect::RubyYaml if self.crashes => Refusal::Crash,
            Dialect::RubyYaml => Refusal::Yaml,
            Dialect::HerokuClassic | Dialect::HerokuCnb | Dialect::Paketo => Refusal::Grammar,
        }
    }

    /// How far the parser looks for the end of an item.
    fn reach(&self, item: &Item<'_>) -> Range<usize> {
        match item.kind {
            Kind::Entry(_) | Kind::Words(_) | Kind::Terminal(_) if !self.is_yaml() => item.line.clone(),
            _ => item.range(),
        }
    }

    /// No process begins in the item: a later one of the same name has taken its place, or it is lost.
    fn elsewhere(&self, processes: &[Process], reach: &Range<usize>, written: Option<&(String, String)>) -> Effect {
        let covers = |process: &&Process| process.range.start < reach.start && reach.start < process.range.end;
        if let Some(Process { name, command, .. }) = processes.iter().find(covers).cloned() {
            return Effect::Folded { name, command };
        }
        let alone = self.alone(reach).unwrap_or_default();
        match alone.first().filter(|process| processes.iter().any(|other| other.name == process.name)) {
            Some(process) => compare(process, written),
            None => Effect::Dropped,
        }
    }
}

fn starts_in(process: &Process, range: &Range<usize>) -> bool {
    range.start <= process.range.start && process.range.start <= range.end
}

fn compare(process: &Process, written: Option<&(String, String)>) -> Effect {
    let (name, command) = (process.name.clone(), process.command.trim_ascii().to_owned());
    let is_kept = written.is_some_and(|written| written.0 == name && written.1 == command);
    if is_kept { Effect::Kept } else { Effect::Misread { name, command } }
}
