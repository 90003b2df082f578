//! PSH405: a version of Python that does not exist.

use crate::analysis::python_version::{Status, VersionVerdict, instead_of, verdicts};
use crate::platform::{Request, Version, releases};
use crate::rules::prelude::*;

use super::request::{ask_for, place, values, weighed};
use super::words;

rule! {
    code: "PSH405",
    name: "never-released-version",
    severity: Error,
    stage: Build,
    fix: Unsafe,
    en: "A version of Python that was never released",
    zh: "要求的 Python 版本从未发布过",
}

struct NeverReleasedVersion<'f, 'a> {
    facts: &'f Facts<'a>,
    version: Request,
}

impl NeverReleasedVersion<'_, '_> {
    fn instead(&self) -> Version {
        instead_of(self.facts, Some(self.version.into()))
    }

    fn what_there_is(&self, language: Language) -> String {
        let (series, day) = (self.version.series(), releases::as_of());
        match releases::last_patch(series) {
            Some(patch) => say!(
                language,
                "The last release of Python {series} is {series}.{patch}.",
                "Python {series} 的最后一个版本是 {series}.{patch}。"
            ),
            None => {
                say!(language, "As of {day} there is no Python {series}.", "截至 {day}，还没有 Python {series}。")
            }
        }
    }

    fn outcome(&self, language: Language) -> String {
        match self.facts.python.resolved {
            None => say!(
                language,
                "The build stops when it looks for a Python that does not exist.",
                "构建在查找这个不存在的 Python 时停止。"
            ),
            Some(_) => words::outcome(self.facts, language),
        }
    }
}

impl Message for NeverReleasedVersion<'_, '_> {
    fn message(&self, language: Language) -> String {
        let version = self.version;
        say!(language, "Python {version} was never released", "Python {version} 从未发布过")
    }

    fn detail(&self, language: Language) -> String {
        let (there_is, offers) = (self.what_there_is(language), words::offers(self.facts.platform, language));
        let outcome = self.outcome(language);
        let edit = words::replace(self.facts, self.version.into(), self.instead(), language);
        say!(language, "{there_is} {outcome} {offers} {edit}", "{there_is}{outcome}{offers}{edit}")
    }

    fn fix_title(&self, language: Language) -> String {
        words::title(self.facts, self.instead(), language)
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        values(self.facts)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for verdict in verdicts(facts) {
        let VersionVerdict::NeverReleased(version) = verdict else { continue };
        let message = NeverReleasedVersion { facts, version };
        let fix = ask_for(facts, FixBuilder::unsafe_(), message.instead());
        let finding = weighed(facts, Finding::new(place(facts), message).fix(fix));
        let finding = if facts.python.status == Status::EndOfLife { finding.case("end-of-life") } else { finding };
        // A first number over 3 is met by a check of its own on some platforms; what that prints is not known.
        let has_own_check = version.series().major > 3 && facts.platform.python.oldest.is_none();
        findings.add(if has_own_check { finding.says_nothing() } else { finding });
    }
}
