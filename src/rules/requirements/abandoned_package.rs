//! PSH517: a package that nobody keeps up.

use crate::analysis::Facts;
use crate::analysis::knowledge::table::Table;
use crate::diagnostic::{Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Message, Rule};

use super::listed::listed;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH517",
    name: "abandoned-package",
    since: "0.1.0",
    family: Family::Requirements,
    severity: Severity::Info,
    stage: Stage::Build,
    fix: FixKind::None,
    summary: Localized {
        en: "A package without releases for years, and with a successor",
        zh: "多年没有新版本、且已有替代品的包",
    },
    #[cfg(feature = "pages")]
    page: Localized { en: include_str!("abandoned_package.md"), zh: include_str!("abandoned_package.zh.md") },
    check,
};

static TABLE: Table = Table::new(include_str!("data/abandoned.txt"));

struct AbandonedPackage<'a> {
    name: &'a str,
    month: &'static str,
    instead: &'static str,
}

impl Message for AbandonedPackage<'_> {
    fn message(&self, language: Language) -> String {
        let Self { name, month, .. } = self;
        match language {
            En => format!("The newest release of `{name}` is of {month}"),
            Zh => format!("`{name}` 的最新版本发布于 {month}"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let Self { name, instead, .. } = self;
        match language {
            En => format!(
                "Nobody mends it any more: what a new Python or a new release of something beneath it breaks stays broken, and holes in it stay open. `{instead}` does the work of `{name}` now; moving to it takes changes in the code."
            ),
            Zh => format!(
                "它已无人维护：新版 Python 或它依赖的包造成的问题不会修复，其中的漏洞也不会修补。现在可以用 `{instead}` 代替 `{name}`，迁移时需要修改代码。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for listed in listed(facts) {
        let Some(row) = TABLE.rows(&listed.named.normalized).next() else { continue };
        if let (Some(month), Some(instead)) = (row.get(1), row.get(2)) {
            findings.add(listed.finding(AbandonedPackage { name: &listed.named.name, month, instead }));
        }
    }
}
