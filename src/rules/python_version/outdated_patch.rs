//! PSH406: a patch that the platform has a newer one of.

use crate::analysis::python_version::{VersionVerdict, verdicts};
use crate::platform::{Version, releases};
use crate::rules::prelude::*;

use super::request::{ask_for, place};
use super::words;

rule! {
    code: "PSH406",
    name: "outdated-patch",
    severity: Info,
    stage: Build,
    fix: Unsafe,
    en: "The platform has a newer patch of the same Python series",
    zh: "平台提供同一 Python 系列的更新补丁版本",
}

struct OutdatedPatch<'f, 'a> {
    facts: &'f Facts<'a>,
    version: Version,
    newest: Version,
}

impl OutdatedPatch<'_, '_> {
    fn age(&self, language: Language) -> String {
        let series = self.version.series;
        let date = releases::end_of_life(series).filter(|_| releases::is_ended(series));
        match date {
            None => String::new(),
            Some(date) => say!(
                language,
                " After that nothing will come: the support of Python {series} ended on {date}.",
                "此后不会再有更新：Python {series} 的支持已于 {date} 终止。"
            ),
        }
    }
}

impl Message for OutdatedPatch<'_, '_> {
    fn message(&self, language: Language) -> String {
        let (version, newest, platform) = (self.version, self.newest, &self.facts.platform.name);
        say!(
            language,
            "Python {version} is older than {newest}, which {platform} has too",
            "Python {version} 较旧，{platform} 还提供 {newest}"
        )
    }

    fn detail(&self, language: Language) -> String {
        let (version, edit, age) = (self.version, words::write_this(self.facts, self.newest, language), self.age(language));
        say!(
            language,
            "{version} is installed as asked. Later patches of a series bring no new features, they mend faults and security holes. {edit}{age}",
            "平台会按要求安装 {version}。同一系列的后续补丁不增加功能，只修复错误和安全漏洞。{edit}{age}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        words::title(self.facts, self.newest, language)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for verdict in verdicts(facts) {
        let VersionVerdict::Outdated { version, newest } = verdict else { continue };
        let fix = ask_for(facts, FixBuilder::unsafe_(), newest);
        findings.add(Finding::new(place(facts), OutdatedPatch { facts, version, newest }).fix(fix));
    }
}
