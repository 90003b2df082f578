//! PSH525: a requirement that no release of its project fits.

use pep440_rs::Version;

use crate::index::predict::ProblemKind;
use crate::language::list;
use crate::rules::prelude::*;

use super::packages::{Found, problems};

rule! {
    code: "PSH525",
    name: "no-such-release",
    severity: Error,
    stage: Build,
    fix: Unsafe,
    en: "A requirement that no release of the package fits",
    zh: "没有任何版本符合的依赖",
}

struct NoSuchRelease<'f> {
    found: Found<'f>,
    near: &'f [Version],
    /// The release without its local part, where PyPI has that.
    public: Option<Version>,
}

impl NoSuchRelease<'_> {
    fn requirement(&self) -> &str {
        self.found.problem.chain.last().map_or(self.found.problem.name.as_str(), |link| link.requirement.as_str())
    }
}

impl Message for NoSuchRelease<'_> {
    fn message(&self, language: Language) -> String {
        let requirement = self.requirement();
        say!(language, "No release of the package fits `{requirement}`", "该软件包没有符合 `{requirement}` 的版本")
    }

    fn detail(&self, language: Language) -> String {
        let (asked_by, name, manager) = (self.found.asked_by(language), &self.found.problem.name, self.found.manager());
        let near = list::row(list::quoted(self.near), language);
        let advice = match (&self.public, self.near) {
            (Some(public), _) => say!(
                language,
                " What stands behind the `+` names a build that other indexes have: write `{name}=={public}`, or add the line `--extra-index-url` with the address of that index.",
                "`+` 之后的部分表示其他索引中的构建：请写成 `{name}=={public}`，或添加一行 `--extra-index-url` 和该索引的地址。"
            ),
            (None, []) => String::new(),
            (None, _) => say!(language, " The closest releases are {near}.", "最接近的版本有 {near}。"),
        };
        say!(
            language,
            "{manager} looks through the releases of `{name}`, finds none that fits, and stops the build.{asked_by}{advice}",
            "{manager} 在 `{name}` 的版本中找不到符合要求的，构建停止。{asked_by}{advice}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        match self.public.as_ref().or(self.near.first()) {
            Some(release) => self.found.pin_title(release, language),
            None => language.pick("Ask for a release that there is", "改为存在的版本").to_owned(),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for found in problems(facts) {
        let ProblemKind::NoRelease { near } = &found.problem.kind else { continue };
        let (place, says) = (found.place(), found.says(facts));
        let pin = found.pin();
        let public = pin.filter(Version::is_local).map(Version::without_local);
        let fix = found.repinned(facts, public.as_ref().or(near.first()));
        let message = NoSuchRelease { found, near, public };
        findings.add(Finding::new(place, message).says_if_known(says).fix(fix));
    }
}
