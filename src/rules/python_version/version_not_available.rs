//! PSH403: a version that the platform does not list.

use crate::analysis::python_version::{VersionVerdict, instead_of, listed_series, newest, verdicts};
use crate::platform::{Request, Version, releases};
use crate::rules::prelude::*;

use super::request::{ask_for, place, values, weighed};
use super::words;

rule! {
    code: "PSH403",
    name: "version-not-available",
    severity: Error,
    stage: Build,
    fix: Unsafe,
    en: "A Python version that is not on the platform's list",
    zh: "要求的 Python 版本不在平台的列表中",
}

/// How many patches of one series may come between two versions of this program.
const MOST_PATCHES: u32 = 20;

struct VersionNotAvailable<'f, 'a> {
    facts: &'f Facts<'a>,
    version: Request,
    works: bool,
}

impl VersionNotAvailable<'_, '_> {
    fn instead(&self) -> Version {
        instead_of(self.facts, Some(self.version.into()))
    }

    /// A newer patch that works is no reason to go back to an older one.
    fn edit(&self, language: Language) -> String {
        let (instead, platform) = (self.instead(), &self.facts.platform.name);
        match self.works {
            true => {
                say!(language, "{instead} is the nearest that {platform} lists.", "{platform} 列出的版本中最接近的是 {instead}。")
            }
            false => words::replace(self.facts, self.version.into(), instead, language),
        }
    }

    fn outcome(&self, language: Language) -> String {
        let version = self.version;
        match self.works {
            true => say!(
                language,
                "The build works, because the buildpack has {version} all the same, but nothing promises that it stays.",
                "buildpack 仍带有 {version}，所以构建可以成功，但不保证以后还有。"
            ),
            false => words::outcome(self.facts, language),
        }
    }

    fn age(&self, language: Language) -> String {
        let series = self.version.series();
        let date = releases::end_of_life(series).filter(|_| self.works && releases::is_ended(series));
        match date {
            None => String::new(),
            Some(date) => say!(
                language,
                " Python {series} has had no security fixes since {date}.",
                "Python {series} 自 {date} 起不再有安全修复。"
            ),
        }
    }
}

impl Message for VersionNotAvailable<'_, '_> {
    fn message(&self, language: Language) -> String {
        let (version, platform) = (self.version, &self.facts.platform.name);
        say!(language, "Python {version} is not on the list of {platform}", "{platform} 的列表中没有 Python {version}")
    }

    fn detail(&self, language: Language) -> String {
        let platform = self.facts.platform;
        let offers = words::offers(platform, language);
        let mut caveat = words::caveat(platform.python.available.caveat.as_ref(), language);
        if may_have_come(self.facts, self.version) {
            caveat.push_str(language.pick(
                " The patch may have come to the platform since this list was made.",
                "该补丁可能在此列表制作之后才提供。",
            ));
        }
        let (outcome, age) = (self.outcome(language), self.age(language));
        let edit = self.edit(language);
        say!(language, "{outcome}{age} {offers} {edit}{caveat}", "{outcome}{age}{offers}{edit}{caveat}")
    }

    fn fix_title(&self, language: Language) -> String {
        words::title(self.facts, self.instead(), language)
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        values(self.facts)
    }
}

/// Whether this is a patch that may be newer than what is known here.
fn may_have_come(facts: &Facts<'_>, request: Request) -> bool {
    let Request::Version(version) = request else { return false };
    let grows = facts.platform.python.gets_newer_patches.as_ref().is_some_and(|fact| fact.value);
    let is_near = |known: u32| version.patch <= known + MOST_PATCHES;
    grows
        && releases::last_patch(version.series).is_some_and(is_near)
        && newest(facts.platform, version.series).is_some_and(|last| version > last)
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for verdict in verdicts(facts) {
        let (version, works) = match verdict {
            VersionVerdict::NotAvailable(version) => (version, false),
            VersionVerdict::Unlisted(version) => (Request::Version(version), true),
            _ => continue,
        };
        let message = VersionNotAvailable { facts, version, works };
        let fix = ask_for(facts, FixBuilder::unsafe_(), message.instead());
        let finding = Finding::new(place(facts), message);
        let is_known = listed_series(facts.platform).contains(&version.series());
        let finding = if may_have_come(facts, version) { finding.likely() } else { finding };
        findings.add(match (works, is_known) {
            (true, _) => finding.severity(Severity::Warning).says_nothing(),
            (false, true) => weighed(facts, finding.fix(fix)),
            (false, false) => weighed(facts, finding.fix(fix).case("unknown-series")),
        });
    }
}
