//! PSH510: requirements without a version.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::requirements::listed::Listed;
use crate::language::list;
use crate::rules::prelude::*;

use super::lines::{faulty_requirements, place};

rule! {
    code: "PSH510",
    name: "unpinned-requirement",
    severity: Info,
    stage: Build,
    fix: None,
    en: "Requirements without a version: each build may install other releases",
    zh: "没有写明版本的依赖：每次构建可能安装不同的版本",
}

struct UnpinnedRequirement<'a> {
    file: &'a str,
    names: Vec<&'a str>,
}

impl Message for UnpinnedRequirement<'_> {
    fn message(&self, language: Language) -> String {
        let (file, names) = (self.file, self.names(language));
        say!(language, "`{file}` leaves the version of {names} open", "`{file}` 中未限定版本的依赖：{names}")
    }

    fn detail(&self, language: Language) -> String {
        let name = self.names.first().copied().unwrap_or_default();
        say!(
            language,
            "pip installs the newest release that fits the Python of the day, so a later build can break, or behave in another way, though nothing in the project changed. Write the version that works behind each name, as in `{name}==` and its number: `pip freeze` prints all of them where the project runs.",
            "pip 会安装当时适合所用 Python 的最新版本，因此即使项目没有改动，以后的构建也可能失败或表现不同。请在每个名称后写上可用的版本，即 `{name}==` 加版本号：在项目能运行的环境中，`pip freeze` 会全部列出。"
        )
    }
}

impl UnpinnedRequirement<'_> {
    /// The first few names, and how many more there are.
    fn names(&self, language: Language) -> String {
        const SHOWN: usize = 3;
        let shown = list::quoted(self.names.iter().take(SHOWN));
        let (all, more) = (self.names.len(), self.names.len().saturating_sub(SHOWN));
        match (more, language) {
            (0, En) => list::and(shown, language),
            (0, Zh) => list::row(shown, language),
            (_, En) => format!("{} and {more} more", list::row(shown, language)),
            (_, Zh) => format!("{} 等 {all} 个包", list::row(shown, language)),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let mut by_file: BTreeMap<&str, Vec<Listed<'_>>> = BTreeMap::new();
    for (listed, _) in faulty_requirements(facts, &RULE) {
        by_file.entry(&listed.file.path).or_default().push(listed);
    }
    for open in by_file.values() {
        let first = open[0];
        let mut seen = BTreeSet::new();
        let names = open.iter().map(|listed| listed.named.name.as_str()).filter(|name| seen.insert(*name)).collect();
        findings.add(Finding::new(place(first.file, first.line), UnpinnedRequirement { file: &first.file.path, names }));
    }
}
