//! PSH404: a version of Python that gets no more security fixes.

use crate::analysis::python_version::{VersionVerdict, advised, living_series, newest, verdicts};
use crate::language::list;
use crate::platform::{Request, Version, releases};
use crate::rules::prelude::*;

use super::request::{ask_for, place, values};
use super::words;

rule! {
    code: "PSH404",
    name: "end-of-life-version",
    severity: Warning,
    stage: Build,
    fix: Unsafe,
    en: "A version of Python that gets no more security fixes",
    zh: "要求的 Python 版本已不再有安全修复",
}

struct EndOfLifeVersion<'f, 'a> {
    facts: &'f Facts<'a>,
    version: Request,
    refused: bool,
    /// The version to go to; none where the platform has no living series.
    instead: Option<Version>,
}

impl EndOfLifeVersion<'_, '_> {
    fn date(&self) -> &'static str {
        releases::end_of_life(self.version.series()).unwrap_or_default()
    }

    fn way_out(&self, instead: Version, language: Language) -> String {
        let living = list::and(living_series(self.facts.platform), language);
        let (platform, edit) = (&self.facts.platform.name, words::write_this(self.facts, instead, language));
        say!(
            language,
            "Of the series that {platform} lists, {living} still get fixes. {edit} Run your tests with it first.",
            "{platform} 列出的系列中，仍有安全修复的是 {living}。{edit}请先用新版本运行测试。"
        )
    }

    fn no_way_out(&self, language: Language) -> String {
        let platform = &self.facts.platform.name;
        let caveat = words::caveat(self.facts.platform.python.available.caveat.as_ref(), language);
        say!(
            language,
            "All series that {platform} lists have ended, so there is nothing to change in the file.{caveat}",
            "{platform} 列出的所有系列都已终止支持，因此文件中无需修改。{caveat}"
        )
    }
}

impl Message for EndOfLifeVersion<'_, '_> {
    fn message(&self, language: Language) -> String {
        let (version, date) = (self.version, self.date());
        match self.refused {
            true => say!(
                language,
                "Python {version} is refused, because its support ended on {date}",
                "Python {version} 的支持已于 {date} 终止，平台拒绝安装"
            ),
            false => say!(
                language,
                "Python {version} is of a series without security fixes since {date}",
                "Python {version} 所属的系列自 {date} 起不再有安全修复"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let series = self.version.series();
        let outcome = match self.refused {
            true => {
                say!(language, "The build stops before Python {series} is installed.", "构建在安装 Python {series} 之前停止。")
            }
            false => say!(
                language,
                "It is installed and runs, but holes that were found since stay open.",
                "它可以安装和运行，但此后发现的漏洞不会修补。"
            ),
        };
        let rest = self.instead.map_or_else(|| self.no_way_out(language), |instead| self.way_out(instead, language));
        say!(language, "{outcome} {rest}", "{outcome}{rest}")
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        values(self.facts)
    }

    fn fix_title(&self, language: Language) -> String {
        self.instead.map(|instead| words::title(self.facts, instead, language)).unwrap_or_default()
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for verdict in verdicts(facts) {
        let (version, refused) = match verdict {
            VersionVerdict::Refused(version) => (version, true),
            VersionVerdict::Ended(version) => (Request::Version(version), false),
            _ => continue,
        };
        let instead = living_version(facts);
        let severity = match (refused, instead) {
            (true, _) => Severity::Error,
            (false, Some(_)) => Severity::Warning,
            (false, None) => Severity::Info,
        };
        let fix = instead.map(|instead| ask_for(facts, FixBuilder::unsafe_(), instead));
        let message = EndOfLifeVersion { facts, version, refused, instead };
        let finding = Finding::new(place(facts), message).severity(severity).fix(fix);
        findings.add(if refused { finding } else { finding.case_only("installed") });
    }
}

/// What the platform advises, if that is alive, else its newest.
fn living_version(facts: &Facts<'_>) -> Option<Version> {
    let last = *living_series(facts.platform).last()?;
    let advised = advised(facts.platform);
    if releases::is_ended(advised.series) { newest(facts.platform, last) } else { Some(advised) }
}
