//! What is wrong with a text that should be `python-X.Y.Z`.

use crate::analysis::python_version;
use crate::language::Language::{self, En, Zh};
use crate::platform::VersionGrammar;

use super::meant::{Number, meant};

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// There is nothing.
    Empty,
    /// This many lines hold something.
    SeveralLines(usize),
    /// Another Python is asked for.
    PyPy,
    /// There is no version at all.
    NoVersion,
    /// A command line instead of a version.
    Command,
    /// One of several versions would do.
    Range,
    /// The third number is missing.
    Incomplete,
    /// Capital letters.
    Capitals,
    /// `python-` is missing.
    NoPrefix,
    /// `python-` is too much.
    Prefix,
    /// A comment stands behind the version.
    CommentBehind,
    /// Blanks inside.
    Blanks,
    /// Something else stands around the version or in it.
    Other,
    /// The exact version of `Pipfile.lock` is not of three numbers.
    NotInLock,
    /// `Pipfile.lock` is not JSON.
    NotJson,
}

/// Finds out what is wrong with what stands where a version is asked for.
pub(super) fn fault(written: &str, grammar: VersionGrammar) -> Fault {
    let is_comment = |line: &str| allows_comments(grammar) && line.starts_with('#');
    let lines = written.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line)).count();
    let number = meant(written).map(|meant| meant.number);
    if lines == 0 {
        Fault::Empty
    } else if lines > 1 {
        Fault::SeveralLines(lines)
    } else if written.to_ascii_lowercase().starts_with("pypy") {
        Fault::PyPy
    } else {
        number.map_or(Fault::NoVersion, |number| fault_of_one_line(written, number, grammar))
    }
}

/// Whether lines of comments are left out.
pub(super) fn allows_comments(grammar: VersionGrammar) -> bool {
    matches!(grammar, VersionGrammar::CommentedName | VersionGrammar::Commented | VersionGrammar::CommentedLoosely)
}

/// Whether the name of a Python is wanted, not only its numbers.
fn wants_prefix(grammar: VersionGrammar) -> bool {
    matches!(grammar, VersionGrammar::FullName | VersionGrammar::ExactName | VersionGrammar::CommentedName)
}

fn fault_of_one_line(written: &str, number: Number, grammar: VersionGrammar) -> Fault {
    let is_number = |text: &str| python_version::parse(VersionGrammar::Number, text).is_some();
    let is_name = |text: &str| text.strip_prefix("python-").is_some_and(is_number);
    let takes_series = python_version::takes_series(grammar) && matches!(number, Number::Series(_));
    let without_blanks: String = written.chars().filter(|char| !char.is_whitespace()).collect();
    if written.starts_with(['$', '%']) {
        Fault::Command
    } else if written.contains(['~', '<', '>', '^', '*']) || written.to_ascii_lowercase().ends_with(".x") {
        Fault::Range
    } else if !matches!(number, Number::Full(_)) && !takes_series {
        Fault::Incomplete
    } else if allows_comments(grammar) && written.split_once('#').is_some_and(|(start, _)| is_number_or_name(start.trim())) {
        Fault::CommentBehind
    } else if !wants_prefix(grammar) {
        if written.to_ascii_lowercase().starts_with("python") { Fault::Prefix } else { Fault::Other }
    } else if is_name(&written.to_ascii_lowercase()) {
        Fault::Capitals
    } else if is_number(written) {
        Fault::NoPrefix
    } else if is_name(&without_blanks) {
        Fault::Blanks
    } else {
        Fault::Other
    }
}

fn is_number_or_name(text: &str) -> bool {
    python_version::parse(VersionGrammar::Number, text.strip_prefix("python-").unwrap_or(text)).is_some()
}

impl Fault {
    /// The fault in a sentence.
    pub(super) fn sentence(self, grammar: VersionGrammar, language: Language) -> &'static str {
        match self {
Self::SeveralLines(_) if allows_comments(grammar) => language.pick("Only one line may hold a version; a comment needs a `#` at the start of its line.", "只能有一行写版本；注释行必须以 `#` 开头。"),
Self::Incomplete if python_version::takes_series(grammar) => language.pick("The version has to have at least its first two numbers.", "版本至少要写前两个数字。"),
Self::Other if !wants_prefix(grammar) => language.pick("It has to be two or three numbers with dots between them, without leading zeros, quotes or anything else.", "必须是用点分隔的两个或三个数字，不带前导零、引号或其他内容。"),
Self::Other if python_version::takes_series(grammar) => language.pick("It has to be `python-`, in lower case, and two or three numbers with dots between them, without quotes or anything else.", "必须是小写的 `python-` 加上用点分隔的两个或三个数字，不带引号或其他内容。"),
Self::NotInLock if grammar == VersionGrammar::Number => language.pick("The version in the lock has to be two or three numbers with dots between them.", "锁文件中的版本必须是用点分隔的两个或三个数字。"),
fault => match language { En => fault.in_english(), Zh => fault.in_chinese() },
}
    }

    fn in_english(self) -> &'static str {
        match self {
            Self::Empty => "There is no version in it.",
            Self::SeveralLines(_) => "Comments, prompts and further lines count as part of the version.",
            Self::PyPy => "PyPy is not on offer, only CPython.",
            Self::NoVersion => "This is no version of Python.",
            Self::Command => "A command is for a terminal, not for the file.",
            Self::Range => "Ranges and wildcards are not understood, only one exact version.",
            Self::Incomplete => "The version has to have all three numbers.",
            Self::Capitals => "It has to be all in lower case.",
            Self::NoPrefix => "`python-` is missing in front of the numbers.",
            Self::Prefix => "There must be no `python-` in front of the numbers in this file.",
            Self::CommentBehind => "A comment needs a line of its own.",
            Self::NotJson => "It is not the JSON that `pipenv lock` writes.",
            Self::Blanks => "There must be no blank between `python-` and the numbers or inside them.",
            Self::Other => {
                "It has to be `python-`, in lower case, and three numbers with dots between them, without quotes or anything else."
            }
            Self::NotInLock => "`python_full_version` has to have three numbers with dots between them.",
        }
    }

    fn in_chinese(self) -> &'static str {
        match self {
            Self::Empty => "文件中没有版本。",
            Self::SeveralLines(_) => "注释、命令提示符和其他行都会算作版本的一部分。",
            Self::PyPy => "平台只提供 CPython，不提供 PyPy。",
            Self::NoVersion => "这不是 Python 版本。",
            Self::Command => "命令应在终端中运行，不应写进文件。",
            Self::Range => "不支持范围和通配符，只能写一个确切的版本。",
            Self::Incomplete => "版本的三个数字必须写全。",
            Self::Capitals => "必须全部用小写字母。",
            Self::NoPrefix => "数字前缺少 `python-`。",
            Self::Prefix => "该文件中的数字前不能有 `python-`。",
            Self::CommentBehind => "注释必须单独成行。",
            Self::NotJson => "它不是 `pipenv lock` 写出的 JSON。",
            Self::Blanks => "`python-` 与数字之间以及数字内部不能有空格。",
            Self::Other => "必须是小写的 `python-` 加上用点分隔的三个数字，不带引号或其他内容。",
            Self::NotInLock => "`python_full_version` 必须是用点分隔的三个数字。",
        }
    }
}
