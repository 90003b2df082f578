//! PSH530: a release with parts to be compiled that has no wheel for the Python, of which nobody knows whether it builds.

use pep440_rs::Version;

use crate::analysis::knowledge::source_only;
use crate::index::predict::{ProblemKind, Ways};
use crate::rules::prelude::*;

use super::packages::{Found, problems, ways};

rule! {
    code: "PSH530",
    name: "no-wheel-for-python",
    severity: Warning,
    stage: Build,
    fix: Unsafe,
    en: "A release that has to be compiled, as it has no wheel for the installed Python",
    zh: "没有适用于所安装 Python 的 wheel、需要编译的版本",
}

struct NoWheelForPython<'f> {
    facts: &'f Facts<'f>,
    found: Found<'f>,
    version: &'f Version,
    ways: &'f Ways,
}

impl Message for NoWheelForPython<'_> {
    fn message(&self, language: Language) -> String {
        let (name, version, python) = (self.found.name(), self.version, self.python());
        say!(
            language,
            "`{name}` {version} has no wheel for Python {python} and has to be compiled",
            "`{name}` {version} 没有适用于 Python {python} 的 wheel，需要编译"
        )
    }

    fn detail(&self, language: Language) -> String {
        let (manager, python, version) = (self.found.manager(), self.python(), self.version);
        let (asked_by, ways) = (self.found.asked_by(language), ways(&self.found, version, self.ways, language));
        say!(
            language,
            "PyPI has wheels of other releases or for other Pythons, but none of {version} that this platform takes on Python {python}, so {manager} builds its source. That needs a compiler, often headers and tools of the time of the release, and takes minutes; whether it works was not tried.{asked_by}{ways}",
            "PyPI 有其他版本或其他 Python 的 wheel，但没有平台在 Python {python} 上可用的 {version} 的 wheel，因此 {manager} 会构建其源代码。这需要编译器，往往还需要头文件和该版本当时的工具，并耗时数分钟；是否能成功尚未试过。{asked_by}{ways}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        self.found.fix_title(self.ways, language)
    }
}

impl NoWheelForPython<'_> {
    fn python(&self) -> String {
        self.facts.python.resolved.map_or_else(String::new, |python| python.series.to_string())
    }
}

fn check<'f>(facts: &'f Facts<'f>, findings: &mut Findings<'_, '_>) {
    for found in problems(facts) {
        let ProblemKind::Untried { version, ways } = &found.problem.kind else { continue };
        // Whether the headers of these are there is told by another rule; with them, they are built.
        if source_only::is_known(&found.problem.name) {
            continue;
        }
        let (place, fix) = (found.place(), found.repinned(facts, ways.release.as_ref()));
        let finding = Finding::new(place, NoWheelForPython { facts, found, version, ways })
            .likely_if(facts.python.may_differ(facts.platform))
            .fix(fix);
        findings.add(finding);
    }
}
