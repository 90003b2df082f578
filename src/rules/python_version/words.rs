//! Pieces of sentences about versions.

use crate::analysis::Facts;
use crate::analysis::python_version::{
    Number, Obstacle, VersionOutcome, asking_variable, latest, name_asked_for, nearest_to, spelled, target,
};
use crate::language::Language::{self, En, Zh};
use crate::language::{list, say};
use crate::platform::{Platform, Sentence, Series, Version, VersionSource};

/// The longest text that a message quotes.
const LONGEST_QUOTE: usize = 60;

/// A text in backquotes, in double quotes if it holds any, on one line, with what cannot be seen made visible.
pub(super) fn quote(text: &str) -> String {
    let visible = |char: char| {
        let escaped = char.escape_debug().to_string();
        if escaped.starts_with("\\u") || char.is_control() { escaped } else { char.to_string() }
    };
    let mut shown: String = text.chars().take(LONGEST_QUOTE).map(visible).collect();
    if text.chars().nth(LONGEST_QUOTE).is_some() {
        shown.push('…');
    }
    if shown.contains('`') { format!("\"{shown}\"") } else { format!("`{shown}`") }
}

/// What the platform says it has, and what it advises.
pub(super) fn offers(platform: &Platform, language: Language) -> String {
    let python = &platform.python;
    let listed = list::and(&python.available.value, language);
    let (advised, default) = (list::and(&python.recommended.value, language), python.default.value);
    match advised.is_empty() {
        true => say!(
            language,
            "{} lists {listed}, and installs {default} when nothing is asked for.",
            "{} 列出的版本是 {listed}；不指定时安装 {default}。",
            platform.name
        ),
        false => say!(
            language,
            "{} lists {listed}, and recommends {advised}.",
            "{} 列出的版本是 {listed}，推荐 {advised}。",
            platform.name
        ),
    }
}

/// What a user has to know of the list.
pub(super) fn caveat(sentence: Option<&Sentence>, language: Language) -> String {
    let Some(sentence) = sentence else { return String::new() };
    let said = language.pick(&sentence.en, &sentence.zh);
    say!(language, " {said}", "{said}")
}

/// What a user has to know of a default that may have changed.
pub(super) fn caveat_of_default(facts: &Facts<'_>, language: Language) -> String {
    let said = facts.platform.python.default.caveat.as_ref().filter(|_| facts.python.may_differ(facts.platform));
    caveat(said, language)
}

/// The edit, as a sentence of the detail.
pub(super) fn write_this(facts: &Facts<'_>, version: Version, language: Language) -> String {
    let spelled = spelled(facts, version);
    let reader = target(facts);
    match reader.map(|reader| reader.from) {
        Some(VersionSource::PipfileLock) => say!(
            language,
            "Write `{}` below `[requires]` in the Pipfile and run `pipenv lock`.",
            "请在 Pipfile 的 `[requires]` 下写 `{}`，再运行 `pipenv lock`。",
            requires(facts, version)
        ),
        Some(VersionSource::Environment) => {
            say!(language, "Set `{}={spelled}` on the platform.", "请在平台上设置 `{}={spelled}`。", asking_variable(facts))
        }
        source => {
            say!(language, "Write `{spelled}` into {}, and nothing else.", "请在 {} 中只写 `{spelled}`。", file(source))
        }
    }
}

fn file(source: Option<VersionSource>) -> &'static str {
    source.map_or("runtime.txt", VersionSource::name)
}

/// What a Pipfile says to get a version: its series, where it says no more now.
fn requires(facts: &Facts<'_>, version: Version) -> String {
    let is_series = facts.python.written.as_ref().is_some_and(|written| written.parse::<Series>().is_ok());
    let is_known = latest(facts.platform, version.series).is_some();
    if is_series && is_known && facts.python.requested.is_some() {
        format!("python_version = \"{}\"", version.series)
    } else {
        format!("python_full_version = \"{version}\"")
    }
}

/// Why a series that the platform has is not the one to ask for.
pub(super) fn obstacle(obstacle: &Obstacle, series: Series, language: Language) -> String {
    let reason = reason(obstacle, language);
    say!(language, "{series} is among them, but {reason}.", "其中有 {series}，但 {reason}。")
}

/// Why a project stops on a Python, as a part of a sentence.
pub(super) fn reason(obstacle: &Obstacle, language: Language) -> String {
    match obstacle {
        Obstacle::Pin { name, pinned, requires_python: Some(requires) } => {
            say!(language, "`{name}` {pinned} needs Python {requires}", "`{name}` {pinned} 需要 Python {requires}")
        }
        Obstacle::Pin { name, pinned, requires_python: None } => {
            say!(language, "`{name}` {pinned} cannot be installed for it", "`{name}` {pinned} 无法为它安装")
        }
        Obstacle::Project { file, written } => {
            say!(language, "`{file}` requires Python `{written}`", "`{file}` 要求 Python `{written}`")
        }
        Obstacle::Syntax(path) => {
            say!(language, "`{path}` has syntax that it does not read", "`{path}` 含有它无法解析的语法")
        }
        Obstacle::Import { path, module } => {
            say!(language, "`{path}` imports `{module}`, which it lacks", "`{path}` 导入了它没有的 `{module}`")
        }
    }
}

/// What is still to be done when a version file is as the platform reads it; `done` says in Chinese when that is.
pub(super) fn outlook(outcome: &VersionOutcome, done: &str, language: Language) -> String {
    match outcome {
        VersionOutcome::Installed(_) => String::new(),
        VersionOutcome::NotInstalled => match language {
            En => " Then look at what it says: as it is, the platform cannot install it.".to_owned(),
            Zh => format!("{done}请检查内容：按现在的写法，平台无法安装。"),
        },
        VersionOutcome::Stops(version, obstacle) => {
            let reason = reason(obstacle, language);
            match language {
                En => format!(
                    " Python {version} is installed then, and the project stops on it, because {reason}: change that as well."
                ),
                Zh => format!("{done}会安装 Python {version}，而项目无法在其上运行，因为 {reason}：请一并修改。"),
            }
        }
        VersionOutcome::Unknown => say!(
            language,
            " What is in it was not given; this holds if it is the Python version.",
            "文件内容未提供；以上以其中是 Python 版本为前提。"
        ),
    }
}

/// Why it is this version, the edit, and what to look out for where it is one of another series.
pub(super) fn replace(facts: &Facts<'_>, wanted: Number, instead: Version, language: Language) -> String {
    let edit = write_this(facts, instead, language);
    let series = match wanted {
        Number::Full(version) if version == instead => return edit,
        Number::Full(version) => version.series,
        Number::Series(series) => series,
        Number::Major(_) => return edit,
    };
    let (other, is_series) = (instead.series, matches!(wanted, Number::Series(_)));
    let nearest = nearest_to(facts.platform, wanted);
    if let Some(found) = Obstacle::of(facts, nearest).filter(|_| nearest.series == series && nearest != instead) {
        let why = obstacle(&found, series, language);
        return say!(language, "{why} {edit}", "{why}{edit}");
    }
    match series == other {
        true if is_series => {
            say!(language, "The newest {series} among them is {instead}. {edit}", "其中最新的 {series} 是 {instead}。{edit}")
        }
        true => say!(language, "The nearest to {wanted} is {instead}. {edit}", "最接近 {wanted} 的是 {instead}。{edit}"),
        false => say!(
            language,
            "There is no {series} among them. {edit} Check first that the code and what it requires run on {other}.",
            "其中没有 {series}。{edit}请先确认代码和依赖能在 {other} 上运行。"
        ),
    }
}

/// The same as the title of a fix.
pub(super) fn title(facts: &Facts<'_>, version: Version, language: Language) -> String {
    let spelled = spelled(facts, version);
    match target(facts).map(|reader| reader.from) {
        Some(VersionSource::PipfileLock) => {
            say!(language, "Ask for {version} in the Pipfile and lock again", "在 Pipfile 中改为 {version} 并重新锁定")
        }
        Some(VersionSource::Environment) => {
            say!(language, "Set `{}={spelled}` on the platform", "在平台上设置 `{}={spelled}`", asking_variable(facts))
        }
        source => say!(language, "Write `{spelled}` into {}", "在 {} 中写 `{spelled}`", file(source)),
    }
}

/// What becomes of the build when the platform does not have what is asked for.
pub(super) fn outcome(facts: &Facts<'_>, language: Language) -> String {
    let name = name_asked_for(facts);
    match facts.python.resolved {
        None => say!(language, "The build stops when it looks for `{name}`.", "构建在查找 `{name}` 时停止。"),
        Some(other) => say!(
            language,
            "The build goes on without a word, with Python {other}.",
            "构建会继续，没有任何提示，安装的是 Python {other}。"
        ),
    }
}
