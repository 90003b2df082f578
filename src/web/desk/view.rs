//! What the user sees of the packages: whom the button asks, how far that is, what went wrong, and what gets installed.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::index::predict::{Package, Prediction, Problem, ProblemKind};
use crate::language::{Language, list, say};

use super::asking::Asking;
use super::case::Case;
use super::trouble::some;

/// What the user sees of the packages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct View {
    /// The heading.
    pub heading: &'static str,
    /// Who will hear what, or has answered.
    pub more: String,
    /// The words of the button; none where there is nothing to ask.
    pub button: Option<&'static str>,
    /// How far it is, while indexes are asked.
    pub progress: Option<Progress>,
    /// What went wrong, each a sentence.
    pub troubles: Vec<String>,
    /// What gets installed, where all of it is known.
    pub table: Option<Table>,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// In words.
    pub text: String,
    /// How many questions have an answer.
    pub answered: usize,
    /// How many there are so far.
    pub asked: usize,
}

/// What gets installed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// How much it is.
    pub caption: String,
    /// The heads of the columns: name, release, form, size, why.
    pub heads: [&'static str; 5],
    /// By name.
    pub rows: Vec<Row>,
}

/// A package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its normalised name.
    pub name: String,
    /// The release.
    pub version: String,
    /// Whether it comes as a wheel or a source.
    pub form: &'static str,
    /// What is wrong with it; none if nothing is.
    pub wrong: Option<&'static str>,
    /// The size, in words.
    pub size: String,
    /// The size in bytes, to sort by.
    pub bytes: Option<u64>,
    /// Who asks for it.
    pub why: String,
}

impl View {
    pub(super) fn of(case: &Case, is_whole: bool, asking: Option<&Asking>, troubles: Vec<String>, language: Language) -> Self {
        let hosts = case.hosts();
        let is_done = case.is_answered && troubles.is_empty();
        let button = if asking.is_some() {
            Some(language.pick("Stop", "停止"))
        } else if hosts.is_empty() || is_done {
            None
        } else if case.is_answered {
            Some(language.pick("Ask again", "重新询问"))
        } else {
            Some(language.pick("Ask the package index", "询问软件包索引"))
        };
        let prediction = case.prediction.as_ref().filter(|_| is_whole);
        Self {
            heading: language.pick("Packages", "软件包"),
            more: more(case, &hosts, is_done, is_whole, language),
            button,
            progress: asking.map(|asking| Progress::of(asking, language)),
            troubles,
            table: prediction.map(|prediction| Table::of(case, prediction, language)),
        }
    }
}

fn more(case: &Case, hosts: &BTreeSet<String>, is_done: bool, is_whole: bool, language: Language) -> String {
    if hosts.is_empty() {
        return language
            .pick("pip looks for packages in no place that can be asked from here.", "pip 查找软件包的位置都无法从这里询问。")
            .to_owned();
    }
    let named = list::and(hosts, language);
    let prediction = case.prediction.as_ref().filter(|_| !is_whole);
    let space = language.pick(" ", "");
    if is_done {
        let answered = say!(
            language,
            "Answered by {named}. Nothing more is sent until you ask for it.",
            "{named} 已回答。在您再次询问之前，不会再发送任何内容。"
        );
        let open = prediction.into_iter().flat_map(|prediction| &prediction.packages).filter(|package| package.is_open);
        let open: Vec<&String> = open.map(|package| &package.name).collect();
        if open.is_empty() {
            return answered;
        }
        let open = some(open, language);
        let but = say!(
            language,
            "What {open} will require is known only to whoever builds it, so that the list of all packages is not known.",
            "{open} 需要哪些软件包，只有构建时才能知道，因此无法列出全部软件包。"
        );
        return [answered, but].join(space);
    }
    let sent = say!(
        language,
        "{named} will hear the names of the packages, and the host of its files which of these are looked into; nothing else is sent.",
        "{named} 会得知软件包的名称，存放文件的主机会得知查看了哪些文件；除此之外不发送任何内容。"
    );
    let unknown = prediction.filter(|_| !case.is_answered).map(|prediction| &prediction.unknown);
    let Some(unknown) = unknown.filter(|unknown| !unknown.is_empty()) else { return sent };
    let unknown = some(unknown, language);
    let lacking = say!(language, "Without asking, nothing is known of {unknown}.", "不询问就无法得知 {unknown} 的情况。");
    [lacking, sent].join(space)
}

impl Progress {
    fn of(asking: &Asking, language: Language) -> Self {
        let Asking { asked, answered, bytes, .. } = *asking;
        let size = size(bytes as u64);
        let text = say!(language, "{answered} of {asked} answers, {size}", "{answered}/{asked} 个回答，{size}");
        Self { text, answered, asked }
    }
}

impl Table {
    fn of(case: &Case, prediction: &Prediction, language: Language) -> Self {
        let Prediction { packages, problems, .. } = prediction;
        let heads = match language {
            Language::En => ["Package", "Release", "Comes as", "Size", "Why"],
            Language::Zh => ["软件包", "版本", "形式", "大小", "原因"],
        };
        let rows = packages.iter().map(|package| Row::of(case, package, problems, language)).collect();
        Self { caption: caption(packages, language), heads, rows }
    }
}

fn caption(packages: &[Package], language: Language) -> String {
    let count = packages.len();
    let sources = packages.iter().filter(|package| !package.is_wheel).count();
    let bytes: Option<u64> = packages.iter().map(|package| package.bytes).sum();
    let count = match (language, count) {
        (Language::En, 1) => "1 package".to_owned(),
        (Language::En, _) => format!("{count} packages"),
        (Language::Zh, _) => format!("{count} 个软件包"),
    };
    let built = (sources > 0).then(|| say!(language, "{sources} built from source", "{sources} 个从源码构建"));
    let size = bytes.map(|bytes| {
        let size = size(bytes);
        say!(language, "{size} to download", "需下载 {size}")
    });
    list::row([Some(count), built, size].into_iter().flatten(), language)
}

impl Row {
    fn of(case: &Case, package: &Package, problems: &[Problem], language: Language) -> Self {
        let Package { name, version, is_wheel, bytes, required_by, .. } = package;
        let is_wanted = case.request.wanted.iter().any(|wanted| !wanted.is_constraint && wanted.named.normalized == *name);
        let project = is_wanted.then(|| language.pick("this project", "本项目").to_owned());
        Self {
            name: name.clone(),
            version: version.to_string(),
            form: if *is_wheel { language.pick("wheel", "wheel") } else { language.pick("source", "源码") },
            wrong: problems.iter().find(|problem| problem.name == *name).map(|problem| wrong(&problem.kind, language)),
            size: bytes.map(size).unwrap_or_default(),
            bytes: *bytes,
            why: list::row(project.into_iter().chain(required_by.iter().cloned()), language),
        }
    }
}

fn wrong(kind: &ProblemKind, language: Language) -> &'static str {
    match kind {
        ProblemKind::Unbuildable { .. } => language.pick("cannot be built", "无法构建"),
        ProblemKind::Untried { .. } => language.pick("may not build", "不一定能构建"),
        ProblemKind::Yanked { .. } => language.pick("withdrawn", "已撤回"),
        ProblemKind::NoProject
        | ProblemKind::NoRelease { .. }
        | ProblemKind::OtherPython { .. }
        | ProblemKind::NoWheel { .. }
        | ProblemKind::Conflict { .. } => language.pick("does not install", "无法安装"),
    }
}

/// A size as people read it.
fn size(bytes: u64) -> String {
    let in_units = |unit: u64, name| {
        let tenths = (bytes * 10 + unit / 2) / unit;
        format!("{}.{} {name}", tenths / 10, tenths % 10)
    };
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        1_000_000..1_000_000_000 => in_units(1_000_000, "MB"),
        _ => in_units(1_000_000_000, "GB"),
    }
}
