//! PSH402: a version that is not written as the platform reads it.

use crate::analysis::{Facts, python_version};
use crate::diagnostic::{FixBuilder, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::platform::{Version, VersionSource};
use crate::rules::{Family, Finding, Findings, FixKind, Message, Rule};

use super::fault::{Fault, fault};
use super::meant::{Meant, Number, meant};
use super::verdict::{Verdict, verdict};
use super::{ask_for, name_asked_for, nearest_to, place, words};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH402",
    name: "malformed-version",
    since: "0.1.0",
    family: Family::PythonVersion,
    severity: Severity::Error,
    stage: Stage::Build,
    fix: FixKind::Safe,
    summary: Localized {
        en: "A Python version that is not written as `python-X.Y.Z`",
        zh: "Python 版本没有写成 `python-X.Y.Z` 的形式",
    },
    page: Localized { en: include_str!("malformed_version.md"), zh: include_str!("malformed_version.zh.md") },
    check,
};

struct MalformedVersion<'f, 'a> {
    facts: &'f Facts<'a>,
    file: &'static str,
    written: &'f str,
    fault: Fault,
    meant: Option<Meant>,
    instead: Version,
}

impl MalformedVersion<'_, '_> {
    fn reading(&self, language: Language) -> String {
        let (file, platform) = (self.file, &self.facts.platform.name);
        match (self.fault, language) {
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

    fn edit(&self, language: Language) -> String {
        match (self.fault, language) {
            (Fault::LfsPointer, En) => {
                "Take runtime.txt out of the patterns in .gitattributes and commit the text itself.".to_owned()
            }
            (Fault::LfsPointer, Zh) => "请把 runtime.txt 从 .gitattributes 的 LFS 规则中去掉，并提交文本本身。".to_owned(),
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
        match (self.fault, language) {
            (Fault::Empty, En) => format!("{file} is empty"),
            (Fault::Empty, Zh) => format!("{file} 是空的"),
            (Fault::LfsPointer, En) => format!("{file} is a Git LFS pointer and holds no version"),
            (Fault::LfsPointer, Zh) => format!("{file} 是 Git LFS 指针，不含版本"),
            (Fault::SeveralLines(lines), En) => format!("{file} has {lines} lines with text instead of one"),
            (Fault::SeveralLines(lines), Zh) => format!("{file} 有 {lines} 行文字，应当只有一行"),
            (Fault::NotInLock, En) => format!("{quoted} in {file} is no full version"),
            (Fault::NotInLock, Zh) => format!("{file} 中的 {quoted} 不是完整的版本"),
            (_, En) => format!("{quoted} in {file} is not written as `python-X.Y.Z`"),
            (_, Zh) => format!("{file} 中的 {quoted} 不是 `python-X.Y.Z` 的形式"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (fault, reading, edit) = (self.fault.sentence(language), self.reading(language), self.edit(language));
        match language {
            En => format!("{fault} {reading} {edit}"),
            Zh => format!("{fault}{reading}{edit}"),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        words::title(self.facts, self.instead, language)
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        vec![("value", name_asked_for(self.facts))]
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let (Some(Verdict::Malformed), Some(source)) = (verdict(facts), facts.python.source) else { return };
    let Some(written) = &facts.python.written else { return };
    let fault = if source == VersionSource::RuntimeTxt { fault(written) } else { Fault::NotInLock };
    let meant = meant(written);
    let instead = meant.map_or_else(|| python_version::advised(facts.platform), |meant| nearest_to(facts.platform, meant.number));
    let message = MalformedVersion { facts, file: source.file(), written, fault, meant, instead };
    let fix = fix(facts, &message);
    let mut finding = Finding::new(place(facts), message);
    if let Some(fix) = fix {
        finding = finding.fix(fix);
    }
    // What is printed for a name that is no single word depends on the release.
    let is_word = !matches!(fault, Fault::Empty | Fault::LfsPointer | Fault::SeveralLines(_));
    findings.add(if is_word { finding } else { finding.says_nothing() });
}

fn fix(facts: &Facts<'_>, message: &MalformedVersion<'_, '_>) -> Option<FixBuilder> {
    let MalformedVersion { fault, meant, instead, .. } = message;
    let promise = match (fault, meant) {
        (Fault::LfsPointer, _) => return None,
        (_, Some(Meant { number: Number::Full(version), is_plain: true })) if version == instead => FixBuilder::safe(),
        (Fault::Empty, _) | (_, Some(_)) => FixBuilder::unsafe_(),
        // Whatever stands there was meant for another file.
        (_, None) => return Some(FixBuilder::display()),
    };
    Some(ask_for(facts, promise, *instead))
}
