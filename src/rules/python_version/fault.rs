//! What is wrong with a text that should be `python-X.Y.Z`.

use crate::language::Language::{self, En, Zh};
use crate::platform::Version;

use super::meant::{Number, meant};

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// There is nothing.
    Empty,
    /// Git LFS keeps the text elsewhere.
    LfsPointer,
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
    /// Blanks inside.
    Blanks,
    /// Something else stands around the version or in it.
    Other,
    /// The exact version of `Pipfile.lock` is not of three numbers.
    NotInLock,
}

/// Finds out what is wrong with what stands in `runtime.txt`.
pub(super) fn fault(written: &str) -> Fault {
    let lines = written.lines().filter(|line| !line.trim().is_empty()).count();
    let number = meant(written).map(|meant| meant.number);
    if lines == 0 {
        Fault::Empty
    } else if written.starts_with("version https://git-lfs.github.com/spec/") {
        Fault::LfsPointer
    } else if lines > 1 {
        Fault::SeveralLines(lines)
    } else if written.to_ascii_lowercase().starts_with("pypy") {
        Fault::PyPy
    } else {
        number.map_or(Fault::NoVersion, |number| fault_of_one_line(written, number))
    }
}

fn fault_of_one_line(written: &str, number: Number) -> Fault {
    let is_name = |text: &str| text.strip_prefix("python-").is_some_and(|version| version.parse::<Version>().is_ok());
    let without_blanks: String = written.chars().filter(|char| !char.is_whitespace()).collect();
    if written.starts_with(['$', '%']) {
        Fault::Command
    } else if written.contains(['~', '<', '>', '^', '*']) || written.to_ascii_lowercase().ends_with(".x") {
        Fault::Range
    } else if !matches!(number, Number::Full(_)) {
        Fault::Incomplete
    } else if is_name(&written.to_ascii_lowercase()) {
        Fault::Capitals
    } else if written.parse::<Version>().is_ok() {
        Fault::NoPrefix
    } else if is_name(&without_blanks) {
        Fault::Blanks
    } else {
        Fault::Other
    }
}

impl Fault {
    /// The fault in a sentence.
    pub(super) fn sentence(self, language: Language) -> &'static str {
        match language {
            En => self.in_english(),
            Zh => self.in_chinese(),
        }
    }

    fn in_english(self) -> &'static str {
        match self {
            Self::Empty => "Here the name is empty.",
            Self::LfsPointer => "Git LFS keeps the text elsewhere, and what is committed is only a note of where.",
            Self::SeveralLines(_) => "Comments, prompts and further lines belong to the name too.",
            Self::PyPy => "It has CPython only, not PyPy.",
            Self::NoVersion => "There is no version of Python in the file.",
            Self::Command => "A command is for a terminal, not for the file.",
            Self::Range => "Ranges and wildcards are not understood, only one exact version.",
            Self::Incomplete => "All three numbers have to be there.",
            Self::Capitals => "The name is all in lower case.",
            Self::NoPrefix => "The name begins with `python-`.",
            Self::Blanks => "There is no blank in the name.",
            Self::Other => {
                "The name is `python-`, in lower case, and three numbers with dots between them, without quotes or anything else."
            }
            Self::NotInLock => "`python_full_version` has three numbers with dots between them.",
        }
    }

    fn in_chinese(self) -> &'static str {
        match self {
            Self::Empty => "这里的名称是空的。",
            Self::LfsPointer => "文本由 Git LFS 保存在别处，提交的只是指向它的指针。",
            Self::SeveralLines(_) => "注释、命令提示符和其他行也会算作名称的一部分。",
            Self::PyPy => "平台只提供 CPython，不提供 PyPy。",
            Self::NoVersion => "文件中没有 Python 版本。",
            Self::Command => "命令应在终端中运行，不应写进文件。",
            Self::Range => "不支持范围和通配符，只能写一个确切的版本。",
            Self::Incomplete => "三个数字必须写全。",
            Self::Capitals => "名称全部用小写字母。",
            Self::NoPrefix => "名称以 `python-` 开头。",
            Self::Blanks => "名称中没有空格。",
            Self::Other => "名称由小写的 `python-` 和用点分隔的三个数字组成，不带引号或其他内容。",
            Self::NotInLock => "`python_full_version` 由用点分隔的三个数字组成。",
        }
    }
}
