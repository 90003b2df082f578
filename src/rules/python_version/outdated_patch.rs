//! PSH406: a patch that the platform has a newer one of.

use crate::analysis::Facts;
use crate::diagnostic::{FixBuilder, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::platform::{Version, releases};
use crate::rules::{Family, Finding, Findings, FixKind, Message, Rule};

use super::verdict::{Verdict, verdict};
use super::{ask_for, place, words};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH406",
    name: "outdated-patch",
    since: "0.1.0",
    family: Family::PythonVersion,
    severity: Severity::Info,
    stage: Stage::Build,
    fix: FixKind::Unsafe,
    summary: Localized {
        en: "The platform has a newer patch of the same Python series",
        zh: "平台提供同一 Python 系列的更新补丁版本",
    },
    #[cfg(feature = "pages")]
    page: Localized { en: include_str!("outdated_patch.md"), zh: include_str!("outdated_patch.zh.md") },
    check,
};

struct OutdatedPatch<'f, 'a> {
    facts: &'f Facts<'a>,
    version: Version,
    newest: Version,
}

impl OutdatedPatch<'_, '_> {
    fn age(&self, language: Language) -> String {
        let series = self.version.series;
        let date = releases::end_of_life(series).filter(|_| releases::is_ended(series));
        match (date, language) {
            (None, _) => String::new(),
            (Some(date), En) => format!(" After that nothing will come: the support of Python {series} ended on {date}."),
            (Some(date), Zh) => format!("此后不会再有更新：Python {series} 的支持已于 {date} 终止。"),
        }
    }
}

impl Message for OutdatedPatch<'_, '_> {
    fn message(&self, language: Language) -> String {
        let (version, newest, platform) = (self.version, self.newest, &self.facts.platform.name);
        match language {
            En => format!("Python {version} is older than {newest}, which {platform} has too"),
            Zh => format!("Python {version} 较旧，{platform} 还提供 {newest}"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (version, edit, age) = (self.version, words::write_this(self.facts, self.newest, language), self.age(language));
        match language {
            En => format!(
                "{version} is installed as asked. Later patches of a series bring no new features, they mend faults and security holes. {edit}{age}"
            ),
            Zh => format!("平台会按要求安装 {version}。同一系列的后续补丁不增加功能，只修复错误和安全漏洞。{edit}{age}"),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        words::title(self.facts, self.newest, language)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(Verdict::Outdated { version, newest }) = verdict(facts) else { return };
    let fix = ask_for(facts, FixBuilder::unsafe_(), newest);
    findings.add(Finding::new(place(facts), OutdatedPatch { facts, version, newest }).fix(fix));
}
