//! PSH402: a version that is not written as the platform reads it.

use crate::analysis::python_version::{
    Meant, Number, VersionVerdict, WritingFault, allows_comments, instead_of, meant, parse, takes_ranges, takes_series, target,
    verdicts, wants_prefix, writing_fault,
};
use crate::platform::{Version, VersionGrammar, VersionSource};
use crate::rules::prelude::*;

use super::request::{ask_for, place, values, weighed};
use super::words;

rule! {
    code: "PSH402",
    name: "malformed-version",
    severity: Error,
    stage: Build,
    fix: Safe,
    en: "A Python version that is not written as `python-X.Y.Z`",
    zh: "Python 版本没有写成 `python-X.Y.Z` 的形式",
}

struct MalformedVersion<'f, 'a> {
    facts: &'f Facts<'a>,
    file: &'f str,
    grammar: VersionGrammar,
    written: &'f str,
    fault: WritingFault,
    meant: Option<Meant>,
    instead: Version,
}

impl MalformedVersion<'_, '_> {
    /// What has to stand there.
    fn form(&self) -> &'static str {
        match self.grammar {
            VersionGrammar::FullName | VersionGrammar::ExactName => "python-X.Y.Z",
            VersionGrammar::FullNumber => "X.Y.Z",
            VersionGrammar::CommentedName => "python-X.Y",
            VersionGrammar::NamedRange => "python-X.Y.x",
            VersionGrammar::Commented
            | VersionGrammar::CommentedLoosely
            | VersionGrammar::KnownSeries
            | VersionGrammar::Number
            | VersionGrammar::Range
            | VersionGrammar::FirstNumber
            | VersionGrammar::Lenient
            | VersionGrammar::SeriesOfAny => "X.Y",
        }
    }

    /// What is wrong with what stands there, as a sentence.
    fn fault(&self, language: Language) -> &'static str {
        let wants_prefix = wants_prefix(self.grammar);
        match self.fault {
            WritingFault::Empty => language.pick("There is no version in it.", "文件中没有版本。"),
            WritingFault::SeveralLines(_) if allows_comments(self.grammar) => language.pick(
                "Only one line may hold a version; a comment needs a `#` at the start of its line.",
                "只能有一行写版本；注释行必须以 `#` 开头。",
            ),
            WritingFault::SeveralLines(_) => language.pick(
                "Comments, prompts and further lines count as part of the version.",
                "注释、命令提示符和其他行都会算作版本的一部分。",
            ),
            WritingFault::PyPy => {
                language.pick("PyPy is not on offer, only CPython.", "平台只提供 CPython，不提供 PyPy。")
            }
            WritingFault::NoVersion => language.pick("This is no version of Python.", "这不是 Python 版本。"),
            WritingFault::Command => {
                language.pick("A command is for a terminal, not for the file.", "命令应在终端中运行，不应写进文件。")
            }
            WritingFault::Range => language.pick(
                "Ranges and wildcards are not understood, only one exact version.",
                "不支持范围和通配符，只能写一个确切的版本。",
            ),
            WritingFault::Incomplete if takes_series(self.grammar) => {
                language.pick("The version has to have at least its first two numbers.", "版本至少要写前两个数字。")
            }
            WritingFault::Incomplete => {
                language.pick("The version has to have all three numbers.", "版本的三个数字必须写全。")
            }
            WritingFault::Capitals => language.pick("It has to be all in lower case.", "必须全部用小写字母。"),
            WritingFault::NoPrefix => {
                language.pick("`python-` is missing in front of the numbers.", "数字前缺少 `python-`。")
            }
            WritingFault::Prefix if self.facts.python.variable.is_some() => {
                language.pick("There must be no `python-` in front of the numbers.", "数字前不能有 `python-`。")
            }
            WritingFault::Prefix => language.pick(
                "There must be no `python-` in front of the numbers in this file.",
                "该文件中的数字前不能有 `python-`。",
            ),
            WritingFault::CommentBehind => language.pick("A comment needs a line of its own.", "注释必须单独成行。"),
            WritingFault::Blanks => language.pick(
                "There must be no blank between `python-` and the numbers or inside them.",
                "`python-` 与数字之间以及数字内部不能有空格。",
            ),
            WritingFault::Other if takes_ranges(self.grammar) => language.pick(
                "It has to be a version, or a range of versions such as `3.11.x` or `>=3.11`, and nothing else.",
                "必须是一个版本，或 `3.11.x`、`>=3.11` 这样的版本范围，不能有其他内容。",
            ),
            WritingFault::Other if !wants_prefix => language.pick(
                "It has to be two or three numbers with dots between them, without leading zeros, quotes or anything else.",
                "必须是用点分隔的两个或三个数字，不带前导零、引号或其他内容。",
            ),
            WritingFault::Other if takes_series(self.grammar) => language.pick(
                "It has to be `python-`, in lower case, and two or three numbers with dots between them, without quotes or anything else.",
                "必须是小写的 `python-` 加上用点分隔的两个或三个数字，不带引号或其他内容。",
            ),
            WritingFault::Other => language.pick(
                "It has to be `python-`, in lower case, and three numbers with dots between them, without quotes or anything else.",
                "必须是小写的 `python-` 加上用点分隔的三个数字，不带引号或其他内容。",
            ),
            WritingFault::NotInLock if self.grammar == VersionGrammar::Number => language.pick(
                "The version in the lock has to be two or three numbers with dots between them.",
                "锁文件中的版本必须是用点分隔的两个或三个数字。",
            ),
            WritingFault::NotInLock => language.pick(
                "`python_full_version` has to have three numbers with dots between them.",
                "`python_full_version` 必须是用点分隔的三个数字。",
            ),
            WritingFault::Folder => "",
            WritingFault::NotJson | WritingFault::NotALock => {
                language.pick("It is not the JSON that `pipenv lock` writes.", "它不是 `pipenv lock` 写出的 JSON。")
            }
        }
    }

    /// What the platform makes of it.
    fn reading(&self, language: Language) -> String {
        let (file, platform, form) = (self.file, &self.facts.platform.name, self.form());
        match self.fault {
            _ if self.facts.python.resolved.is_some() => words::outcome(self.facts, language),
            WritingFault::NotJson | WritingFault::NotALock => String::new(),
            WritingFault::Folder => say!(
                language,
                "{platform} reads {file} as a file, and the build stops. Rename or delete the folder.",
                "{platform} 把 {file} 当作文件读取，构建停止。请重命名或删除该文件夹。"
            ),
            _ if allows_comments(self.grammar) => say!(
                language,
                "{platform} leaves out blank lines and lines that begin with `#`, and stops the build unless one line remains that is `{form}` or `{form}.Z`.",
                "{platform} 会忽略空行和以 `#` 开头的行；剩下的必须恰好是一行 `{form}` 或 `{form}.Z`，否则构建停止。"
            ),
            _ if self.grammar == VersionGrammar::Number => say!(
                language,
                "{platform} takes `X.Y` or `X.Y.Z` from {file} and stops the build at anything else.",
                "{platform} 只接受 {file} 中的 `X.Y` 或 `X.Y.Z`，其他写法会使构建停止。"
            ),
            _ if self.grammar == VersionGrammar::FirstNumber => say!(
                language,
                "{platform} takes the first number in {file}, with what stands behind its dots, and stops the build where there is none.",
                "{platform} 取 {file} 中的第一个数字及其点号后面的数字；没有数字时，构建就会停止。"
            ),
            _ if takes_ranges(self.grammar) => say!(
                language,
                "{platform} takes the whole of {file}, less the blanks around it, for a version or a range of versions, and stops the build if it is none.",
                "{platform} 把 {file} 中除首尾空白以外的全部内容当作版本或版本范围；如果不是，构建就会停止。"
            ),
            _ if self.grammar == VersionGrammar::FullNumber => say!(
                language,
                "{platform} takes only a full version such as `{}` from {file}, and stops the build at anything else.",
                "{platform} 只接受 {file} 中 `{}` 这样的完整版本，其他写法会使构建停止。",
                self.facts.platform.python.default.value
            ),
            _ if self.facts.python.variable.is_some() => say!(
                language,
                "{platform} compares the value with what it has and stops the build.",
                "{platform} 会把该值与它提供的版本比较，并停止构建。"
            ),
            WritingFault::NotInLock => say!(
                language,
                "{platform} puts `python-` before it and stops the build when there is no Python of that name.",
                "{platform} 会在它前面加上 `python-`；没有这个名称的 Python，构建就会停止。"
            ),
            _ => say!(
                language,
                "{platform} takes the whole of {file}, less the blanks around it, as the name of a Python, and stops the build when there is none of that name.",
                "{platform} 把 {file} 中除首尾空白以外的全部内容当作 Python 的名称；没有这个名称的 Python，构建就会停止。"
            ),
        }
    }

    fn is_blank(&self) -> bool {
        self.facts.project.text(self.file).is_none_or(|text| text.as_str().trim().is_empty())
    }

    fn edit(&self, language: Language) -> String {
        let (facts, instead) = (self.facts, self.instead);
        match self.meant.map(|meant| meant.number) {
            _ if self.fault == WritingFault::Folder => words::write_this(facts, instead, language),
            _ if matches!(self.fault, WritingFault::NotJson | WritingFault::NotALock) => {
                say!(language, "Run `pipenv lock` and commit what it writes.", "请运行 `pipenv lock` 并提交它写出的文件。")
            }
            Some(Number::Full(version)) if version == instead => words::write_this(facts, instead, language),
            number => {
                let offers = words::offers(facts.platform, language);
                let edit = words::replace(facts, number.unwrap_or(Number::Full(instead)), instead, language);
                say!(language, "{offers} {edit}", "{offers}{edit}")
            }
        }
    }
}

impl Message for MalformedVersion<'_, '_> {
    fn message(&self, language: Language) -> String {
        let (file, quoted) = (self.file, words::quote(self.written));
        match self.fault {
            WritingFault::Empty | WritingFault::NotALock if self.is_blank() => say!(language, "{file} is empty", "{file} 是空的"),
            WritingFault::Empty => say!(language, "{file} holds comments and no version", "{file} 只有注释，没有版本"),
            WritingFault::SeveralLines(lines) => {
                say!(language, "{file} has {lines} lines with text instead of one", "{file} 有 {lines} 行文字，应当只有一行")
            }
            WritingFault::NotInLock => {
                say!(language, "{quoted} in {file} is no full version", "{file} 中的 {quoted} 不是完整的版本")
            }
            WritingFault::Folder => say!(language, "{file} is a folder", "{file} 是文件夹"),
            WritingFault::NotALock => say!(language, "{file} is no lock file of Pipenv", "{file} 不是 Pipenv 的锁文件"),
            WritingFault::NotJson => say!(language, "{file} is not JSON", "{file} 不是 JSON"),
            _ => {
                say!(language, "{quoted} in {file} is not written as `{}`", "{file} 中的 {quoted} 不是 `{}` 的形式", self.form())
            }
        }
    }

    fn detail(&self, language: Language) -> String {
        let (fault, reading, edit) = (self.fault(language), self.reading(language), self.edit(language));
        let parts = [fault, &reading, &edit].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        parts.join(language.pick(" ", ""))
    }

    fn fix_title(&self, language: Language) -> String {
        words::title(self.facts, self.instead, language)
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        values(self.facts)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let is_malformed = verdicts(facts).contains(&VersionVerdict::Malformed);
    let (Some(written), Some(reader), true) = (&facts.python.written, target(facts), is_malformed) else { return };
    let fault = match reader.from {
        from if from.file().is_some_and(|file| !facts.project.has(file)) => WritingFault::Folder,
        VersionSource::PipfileLock if written.is_empty() => lock_fault(facts),
        VersionSource::PipfileLock => WritingFault::NotInLock,
        _ => writing_fault(written, reader.grammar),
    };
    let meant = meant(written);
    let instead = instead_of(facts, meant.map(|meant| meant.number));
    let file = facts.python.variable.unwrap_or(reader.from.name());
    let message = MalformedVersion { facts, file, grammar: reader.grammar, written, fault, meant, instead };
    let fix = fix(facts, &message);
    let message_is_blank = message.is_blank();
    let finding = Finding::new(place(facts), message).fix(fix);
    let finding = match fault {
        WritingFault::Empty if reader.grammar == VersionGrammar::Commented => finding.case("empty"),
        WritingFault::SeveralLines(_) if reader.grammar == VersionGrammar::Commented && are_versions(written) => {
            finding.case("several-lines")
        }
        WritingFault::NotJson => finding.case("not-json"),
        WritingFault::NotALock if !message_is_blank => finding.case("not-json"),
        WritingFault::Folder => finding.says_nothing(),
        // What is printed for a name that is no single word depends on the release.
        WritingFault::Empty | WritingFault::SeveralLines(_) if !allows_comments(reader.grammar) => finding.says_nothing(),
        _ => finding,
    };
    findings.add(weighed(facts, finding));
}

/// What is wrong with a lock file of which the platform prints no version.
fn lock_fault(facts: &Facts<'_>) -> WritingFault {
    let text = facts.project.text(VersionSource::PipfileLock.name());
    let is_json = text.is_some_and(|text| {
        let json = text.as_str().trim_start_matches('\u{feff}');
        json.trim().is_empty() || serde_json::from_str::<serde::de::IgnoredAny>(json).is_ok()
    });
    if is_json { WritingFault::NotALock } else { WritingFault::NotJson }
}

/// Whether each line that counts is a version by itself; the platform looks at that before it counts them.
fn are_versions(written: &str) -> bool {
    let lines = written.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.into_iter().all(|line| parse(VersionGrammar::Commented, line).is_some())
}

fn fix(facts: &Facts<'_>, message: &MalformedVersion<'_, '_>) -> Option<FixBuilder> {
    let MalformedVersion { fault, meant, instead, .. } = message;
    let promise = match (fault, meant) {
        (WritingFault::NotJson | WritingFault::NotALock, _) => return None,
        (WritingFault::Folder, _) => return Some(FixBuilder::display()),
        (_, Some(Meant { number: Number::Full(version), is_plain: true })) if version == instead => FixBuilder::safe(),
        (_, Some(Meant { number: Number::Series(series), is_plain: true })) if *series == instead.series => FixBuilder::safe(),
        (WritingFault::Empty, _) | (_, Some(_)) => FixBuilder::unsafe_(),
        // Whatever stands there was meant for another file.
        (_, None) => return Some(FixBuilder::display()),
    };
    Some(ask_for(facts, promise, *instead))
}
