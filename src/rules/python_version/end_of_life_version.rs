//! PSH404: a version of Python that gets no more security fixes.

use crate::analysis::python_version::{
    Obstacle, VersionVerdict, advised, listed_series, living_series, newest, suited, verdicts,
};
use crate::language::list;
use crate::order;
use crate::platform::{Request, Series, Version, releases};
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
    instead: Option<Instead>,
}

/// A version to go to.
struct Instead {
    version: Version,
    /// The living series that the project does not run on, and why.
    obstacle: Option<(Series, Obstacle)>,
}

impl EndOfLifeVersion<'_, '_> {
    fn date(&self) -> &'static str {
        releases::end_of_life(self.version.series()).unwrap_or_default()
    }

    fn way_out(&self, instead: &Instead, language: Language) -> String {
        let living = list::and(living_series(self.facts.platform), language);
        let (platform, edit) = (&self.facts.platform.name, words::write_this(self.facts, instead.version, language));
        if let Some((series, obstacle)) = &instead.obstacle {
            let why = words::obstacle(obstacle, *series, language);
            let first = match *series == instead.version.series {
                true => say!(language, "Change that first. ", "请先改掉这一点。"),
                false => String::new(),
            };
            return say!(
                language,
                "Of the series that {platform} lists, {living} still get fixes. {why} {first}{edit}",
                "{platform} 列出的系列中，仍有安全修复的是 {living}。{why}{first}{edit}"
            );
        }
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
        let rest = match &self.instead {
            Some(instead) => self.way_out(instead, language),
            None => self.no_way_out(language),
        };
        say!(language, "{outcome} {rest}", "{outcome}{rest}")
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        values(self.facts)
    }

    fn fix_title(&self, language: Language) -> String {
        self.instead.as_ref().map(|instead| words::title(self.facts, instead.version, language)).unwrap_or_default()
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for verdict in verdicts(facts) {
        let (version, refused) = match verdict {
            VersionVerdict::Refused(version) => (version, true),
            VersionVerdict::Ended(version) => (Request::Version(version), false),
            _ => continue,
        };
        let instead = instead(facts, refused);
        let severity = match (refused, &instead) {
            (true, _) => Severity::Error,
            (false, Some(_)) => Severity::Warning,
            (false, None) => Severity::Info,
        };
        let fix = instead.as_ref().map(|instead| instead.fix(facts));
        let message = EndOfLifeVersion { facts, version, refused, instead };
        let finding = Finding::new(place(facts), message).severity(severity).fix(fix);
        findings.add(if refused { finding } else { finding.case_only("installed") });
    }
}

/// What the platform advises, if that is alive, else its newest; of those, one that the project runs on. Where the build
/// stops anyway, a series without fixes is better than none.
fn instead(facts: &Facts<'_>, refused: bool) -> Option<Instead> {
    let living = living_series(facts.platform);
    let last = *living.last()?;
    let advised = advised(facts.platform);
    let first = if releases::is_ended(advised.series) { newest(facts.platform, last)? } else { advised };
    let version = suited(facts, first, &order::set(living));
    let obstacle = Obstacle::of(facts, version).map(|obstacle| (version.series, obstacle));
    let any = || suited(facts, version, &listed_series(facts.platform));
    Some(Instead { version: if refused && obstacle.is_some() { any() } else { version }, obstacle })
}

impl Instead {
    /// What has ended in its turn, or needs a change elsewhere first, is for people to decide.
    fn fix(&self, facts: &Facts<'_>) -> FixBuilder {
        match self.obstacle {
            Some(_) => FixBuilder::display(),
            None => ask_for(facts, FixBuilder::unsafe_(), self.version),
        }
    }
}
