//! PSH402: a version that is not written as the platform reads it.

use crate::analysis::python_version;
use crate::platform::{Version, VersionGrammar, VersionSource};
use crate::rules::prelude::*;

use super::fault::{Fault, allows_comments, fault};
use super::meant::{Meant, Number, meant};
use super::verdict::{Verdict, verdict};
use super::{ask_for, nearest_to, place, target, values, weighed, words};

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
    fault: Fault,
    meant: Option<Meant>,
    instead: Version,
}

impl MalformedVersion<'_, '_> {
    /// What has to stand there.
    fn form(&self) -> &'static str {
        match self.grammar {
            VersionGrammar::FullName | VersionGrammar::ExactName => "python-X.Y.Z",
            VersionGrammar::CommentedName => "python-X.Y",
            VersionGrammar::Commented
            | VersionGrammar::CommentedLoosely
            | VersionGrammar::KnownSeries
            | VersionGrammar::Number
            | VersionGrammar::SeriesOfAny => "X.Y",
        }
    }

    fn reading(&self, language: Language) -> String {
        let (file, platform, form) = (self.file, &self.facts.platform.name, self.form());
        match (self.fault, language) {
            _ if self.facts.python.resolved.is_some() => words::outcome(self.facts, language),
            (Fault::NotJson, _) => String::new(),
            (_, En) if allows_comments(self.grammar) => format!(
                "{platform} leaves out blank lines and lines that begin with `#`, and stops the build unless one line remains that is `{form}` or `{form}.Z`."
            ),
            (_, Zh) if allows_comments(self.grammar) => {
                format!("{platform} 会忽略空行和以 `#` 开头的行；剩下的必须恰好是一行 `{form}` 或 `{form}.Z`，否则构建停止。")
            }
            (_, En) if self.grammar == VersionGrammar::Number => {
                format!("{platform} takes `X.Y` or `X.Y.Z` from {file} and stops the build at anything else.")
            }
            (_, Zh) if self.grammar == VersionGrammar::Number => {
                format!("{platform} 只接受 {file} 中的 `X.Y` 或 `X.Y.Z`，其他写法会使构建停止。")
            }
            (_, En) if self.facts.python.variable.is_some() => {
                format!("{platform} compares the value with what it has and stops the build.")
            }
            (_, Zh) if self.facts.python.variable.is_some() => format!("{platform} 会把该值与它提供的版本比较，并停止构建。"),
            (Fault::NotInLock, En) => {
                format!("{platform} puts `python-` before it and stops the build when there is no Python of that name.")
            }
            (Fault::NotInLock, Zh) => format!("{platform} 会在它前面加上 `python-`；没有这个名称的 Python，构建就会停止。"),
            (_, En) => format!(
                "{platform} takes the whole of {file}, less the blanks around it, as the name of a Python, and stops the build when there is none of that name."
            ),
            (_, Zh) => format!(
                "{platform} 把 {file} 中除首尾空白以外的全部内容当作 Python 的名称；没有这个名称的 Python，构建就会停止。"
            ),
        }
    }

    fn is_blank(&self) -> bool {
        self.facts.project.text(self.file).is_none_or(|text| text.as_str().trim().is_empty())
    }

    fn edit(&self, language: Language) -> String {
        match (self.fault, language) {
            (Fault::NotJson, En) => "Run `pipenv lock` and commit what it writes.".to_owned(),
            (Fault::NotJson, Zh) => "请运行 `pipenv lock` 并提交它写出的文件。".to_owned(),
            _ => self.replace(language),
        }
    }

    fn replace(&self, language: Language) -> String {
        let (facts, instead) = (self.facts, self.instead);
        match self.meant.map(|meant| meant.number) {
            Some(Number::Full(version)) if version == instead => words::write_this(facts, instead, language),
            number => {
                let offers = words::offers(facts.platform, language);
                let gap = if language == En { " " } else { "" };
                let number = number.unwrap_or(Number::Full(instead));
                format!("{offers}{gap}{}", words::replace(facts, number, instead, language))
            }
        }
    }
}

impl Message for MalformedVersion<'_, '_> {
    fn message(&self, language: Language) -> String {
        let (file, quoted) = (self.file, words::quote(self.written));
        match self.fault {
            Fault::Empty if self.is_blank() => say!(language, "{file} is empty", "{file} 是空的"),
            Fault::Empty => say!(language, "{file} holds comments and no version", "{file} 只有注释，没有版本"),
            Fault::SeveralLines(lines) => {
                say!(language, "{file} has {lines} lines with text instead of one", "{file} 有 {lines} 行文字，应当只有一行")
            }
            Fault::NotInLock => {
                say!(language, "{quoted} in {file} is no full version", "{file} 中的 {quoted} 不是完整的版本")
            }
            Fault::NotJson => say!(language, "{file} is not JSON", "{file} 不是 JSON"),
            _ => {
                say!(language, "{quoted} in {file} is not written as `{}`", "{file} 中的 {quoted} 不是 `{}` 的形式", self.form())
            }
        }
    }

    fn detail(&self, language: Language) -> String {
        let (fault, reading, edit) = (self.fault.sentence(self.grammar, language), self.reading(language), self.edit(language));
        match language {
            En => [fault, &reading, &edit].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
            Zh => format!("{fault}{reading}{edit}"),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        words::title(self.facts, self.instead, language)
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        values(self.facts)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let (Some(Verdict::Malformed), Some(reader)) = (verdict(facts), target(facts)) else { return };
    let Some(written) = &facts.python.written else { return };
    let fault = match reader.from {
        VersionSource::PipfileLock if written.is_empty() => Fault::NotJson,
        VersionSource::PipfileLock => Fault::NotInLock,
        _ => fault(written, reader.grammar),
    };
    let meant = meant(written);
    let instead = meant.map_or_else(|| python_version::advised(facts.platform), |meant| nearest_to(facts.platform, meant.number));
    let message = MalformedVersion {
        facts,
        file: facts.python.variable.unwrap_or(reader.from.name()),
        grammar: reader.grammar,
        written,
        fault,
        meant,
        instead,
    };
    let fix = fix(facts, &message);
    let mut finding = Finding::new(place(facts), message);
    if let Some(fix) = fix {
        finding = finding.fix(fix);
    }
    finding = match fault {
        Fault::Empty if reader.grammar == VersionGrammar::Commented => finding.case("empty"),
        Fault::SeveralLines(_) if reader.grammar == VersionGrammar::Commented => finding.case("several-lines"),
        Fault::NotJson => finding.case("not-json"),
        // What is printed for a name that is no single word depends on the release.
        Fault::Empty | Fault::SeveralLines(_) if !allows_comments(reader.grammar) => finding.says_nothing(),
        _ => finding,
    };
    findings.add(weighed(facts, finding));
}

fn fix(facts: &Facts<'_>, message: &MalformedVersion<'_, '_>) -> Option<FixBuilder> {
    let MalformedVersion { fault, meant, instead, .. } = message;
    let promise = match (fault, meant) {
        (Fault::NotJson, _) => return None,
        (_, Some(Meant { number: Number::Full(version), is_plain: true })) if version == instead => FixBuilder::safe(),
        (_, Some(Meant { number: Number::Series(series), is_plain: true })) if *series == instead.series => FixBuilder::safe(),
        (Fault::Empty, _) | (_, Some(_)) => FixBuilder::unsafe_(),
        // Whatever stands there was meant for another file.
        (_, None) => return Some(FixBuilder::display()),
    };
    Some(ask_for(facts, promise, *instead))
}
