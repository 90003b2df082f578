//! PSH508: `asyncio`, `json`, `futures`: parts of Python that are listed as packages.

use crate::rules::prelude::*;
use std::str::FromStr;

use crate::analysis::knowledge::table::Table;
use crate::platform::{Series, Version};

use super::listed::{Listed, listed};
use super::mended;

rule! {
    code: "PSH508",
    name: "standard-library-package",
    severity: Error,
    stage: Build,
    fix: Unsafe,
    en: "A part of Python's standard library that is listed as a package",
    zh: "把 Python 标准库的一部分当作包写入依赖列表",
}

static TABLE: Table = Table::new(include_str!("data/standard_library.txt"));

/// What pip does with the requirement.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// PyPI has no such package.
    Absent,
    /// Its build stops on Python 3.
    Fails,
    /// This version of it refuses every Python that has the module.
    Refuses,
    /// It installs and is never imported.
    Unused,
}

struct StandardLibraryPackage<'a> {
    requirement: &'a str,
    python: Version,
    outcome: Outcome,
}

impl Message for StandardLibraryPackage<'_> {
    fn message(&self, language: Language) -> String {
        let Self { requirement, python, .. } = self;
        match self.outcome {
            Outcome::Unused => say!(
                language,
                "`{requirement}` does nothing: Python {python} brings it along",
                "`{requirement}` 不起作用：Python {python} 自带该功能"
            ),
            _ => say!(
                language,
                "`{requirement}` cannot be installed; Python {python} brings it along",
                "`{requirement}` 无法安装；Python {python} 自带该功能"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let Self { requirement, .. } = self;
        let consequence = self.consequence(language);
        say!(
            language,
            "{consequence} Delete the line `{requirement}`; the imports in the code stay as they are.",
            "{consequence}请删除 `{requirement}` 这一行，代码中的导入不变。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Delete the line `{}`", "删除 `{}` 这一行", self.requirement)
    }
}

impl StandardLibraryPackage<'_> {
    fn consequence(&self, language: Language) -> String {
        let python = self.python;
        match self.outcome {
Outcome::Absent => match language { En => {
                "It belongs to the standard library, and PyPI has no package of this name: pip finds nothing, and the build stops."
                    .to_owned()
            } Zh => "它属于标准库，PyPI 上没有这个名称的包：pip 什么也找不到，构建停止。".to_owned(), },
Outcome::Fails => say!(language, "It belongs to the standard library. The package of this name on PyPI was made for Python 2 and cannot be built with Python 3, so the build stops.", "它属于标准库。PyPI 上的同名包是为 Python 2 制作的，无法用 Python 3 构建，因此整个构建会停止。"),
Outcome::Refuses => say!(language, "The package brings a part of the standard library to older Pythons. This version of it refuses Python {python}: pip finds nothing that fits, and the build stops.", "这个包为旧版 Python 提供标准库的一部分，该版本拒绝 Python {python}：pip 找不到合适的版本，构建停止。"),
Outcome::Unused => say!(language, "It installs, but Python looks into its standard library first and finds the module there, so that the package is never imported.", "它可以安装，但 Python 会先在标准库中找到该模块，因此永远不会导入这个包。"),
}
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(python) = facts.python.resolved else { return };
    for listed in listed(facts).filter(|listed| listed.named.url.is_none()) {
        let Some(outcome) = outcome(&listed, python) else { continue };
        let finding = listed.finding(StandardLibraryPackage { requirement: listed.text(), python, outcome });
        let finding = match outcome {
            Outcome::Absent | Outcome::Refuses => finding.says(listed.says_no_distribution(facts)),
            Outcome::Fails => finding,
            Outcome::Unused => finding.severity(Severity::Info),
        };
        findings.add(mended(finding, listed.deleted(facts, FixBuilder::unsafe_())));
    }
}

/// Whether a package has the name of a module of the standard library; what there is to say of it is said here.
pub(super) fn is_namesake(normalized: &str) -> bool {
    TABLE.has(normalized)
}

/// What comes of a requirement, if it is one of these and this Python has the module.
fn outcome(listed: &Listed<'_>, python: Version) -> Option<Outcome> {
    let row = TABLE.rows(&listed.named.normalized).next()?;
    let since: Series = row.get(2)?.parse().ok()?;
    if python.series < since {
        return None;
    }
    let refusing = row.get(3).and_then(|version| pep440_rs::Version::from_str(version).ok());
    let refuses = refusing.zip(listed.pin()).is_some_and(|(refusing, pin)| pin >= refusing);
    match *row.get(1)? {
        "absent" => Some(Outcome::Absent),
        // The newest release was tried; older ones may differ.
        "fails" if python.series.major == 3 && listed.named.specifiers.is_empty() => Some(Outcome::Fails),
        "fails" => None,
        _ if refuses => Some(Outcome::Refuses),
        _ => Some(Outcome::Unused),
    }
}
