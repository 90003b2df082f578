//! PSH507: `cv2`, `yaml`, `sklearn`: the name that code imports in place of the package.

use crate::analysis::knowledge::table::Table;
use crate::rules::prelude::*;
use crate::syntax::requirements::normalize_name;

use super::listed::{Listed, listed};
use super::mended;

rule! {
    code: "PSH507",
    name: "import-name-as-package",
    severity: Warning,
    stage: Build,
    fix: Unsafe,
    en: "The name that code imports where the package has another name",
    zh: "写的是代码中导入的名称，而包的名称与之不同",
}

static TABLE: Table = Table::new(include_str!("data/import_names.txt"));

/// What pip does with the name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// PyPI has no such package.
    Absent,
    /// Its newest release cannot be built.
    Fails,
    /// It is something else.
    Other,
    /// It is empty and needs the right one.
    Alias,
}

struct ImportNameAsPackage<'a> {
    name: &'a str,
    package: &'static str,
    outcome: Outcome,
    /// Whether the right one is listed too.
    is_there: bool,
}

impl Message for ImportNameAsPackage<'_> {
    fn message(&self, language: Language) -> String {
        let Self { name, package, .. } = self;
        match self.outcome {
            Outcome::Alias => say!(
                language,
                "`{name}` is an empty package that stands for `{package}`",
                "`{name}` 是一个空包，代表的是 `{package}`"
            ),
            Outcome::Other => say!(
                language,
                "The package `{name}` is probably not the one that was meant: `{package}`",
                "包 `{name}` 很可能不是想要的那个，应为 `{package}`"
            ),
            _ => say!(
                language,
                "`{name}` cannot be installed; the package is called `{package}`",
                "`{name}` 无法安装，这个包的名称是 `{package}`"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (outcome, advice) = (self.consequence(language), self.advice(language));
        say!(
            language,
            "Packages often have another name than the module that they bring. {outcome} {advice}",
            "包的名称常常与其提供的模块名称不同。{outcome}{advice}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        match self.is_there {
            true => say!(language, "Delete the line with `{}`", "删除 `{}` 这一行", self.name),
            false => say!(language, "Write `{}`", "改为 `{}`", self.package),
        }
    }
}

impl ImportNameAsPackage<'_> {
    fn consequence(&self, language: Language) -> String {
        let Self { name, package, .. } = self;
        match self.outcome {
            Outcome::Absent => say!(
                language,
                "PyPI has no `{name}`: pip finds nothing for it, and the build stops.",
                "PyPI 上没有 `{name}`：pip 找不到它，构建停止。"
            ),
            Outcome::Fails => say!(
                language,
                "PyPI keeps a package `{name}` whose newest release cannot be built, and the build stops there.",
                "PyPI 上虽有 `{name}`，但它的最新版本无法构建，整个构建会就此停止。"
            ),
            Outcome::Other => say!(
                language,
                "`{name}` on PyPI is the work of somebody else. It installs, and code that was written for `{package}` stops at its import or at the first thing that is not there.",
                "PyPI 上的 `{name}` 是另一个项目。它可以安装，但为 `{package}` 编写的代码会在导入时或用到其中没有的内容时出错。"
            ),
            Outcome::Alias => say!(
                language,
                "`{name}` brings the newest `{package}` along, whatever version the line asks for, so nothing breaks now and nothing is pinned.",
                "`{name}` 会带来最新的 `{package}`，与这一行要求的版本无关，因此目前不会出错，但版本也没有固定。"
            ),
        }
    }

    fn advice(&self, language: Language) -> String {
        let Self { name, package, .. } = self;
        match self.is_there {
            true => say!(
                language,
                "`{package}` is listed already: delete the line with `{name}`.",
                "列表中已有 `{package}`：请删除 `{name}` 这一行。"
            ),
            false => say!(
                language,
                "Write `{package}`; the imports in the code stay as they are.",
                "请改为 `{package}`，代码中的导入不变。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for entry in listed(facts).filter(|listed| listed.named.url.is_none()) {
        let Some((outcome, package)) = meant(&entry.named.normalized) else { continue };
        let is_pinned = !entry.named.specifiers.is_empty();
        // Older releases of the same name may build, and may be what was meant.
        if is_pinned && matches!(outcome, Outcome::Fails) {
            continue;
        }
        let is_there = listed(facts).any(|other| other.named.normalized == normalize_name(package));
        let message = ImportNameAsPackage { name: &entry.named.name, package, outcome, is_there };
        let finding = entry.finding(message);
        let finding = match outcome {
            Outcome::Absent => finding.severity(Severity::Error).says(entry.says_no_distribution(facts)),
            Outcome::Fails => finding.severity(Severity::Error),
            Outcome::Other => finding.likely().stage(Stage::Boot),
            Outcome::Alias => finding.severity(Severity::Info),
        };
        findings.add(mended(finding, fix(facts, &entry, package, is_there)));
    }
}

/// Whether a name is one of those that this rule speaks of.
pub(super) fn finds(normalized: &str) -> bool {
    meant(normalized).is_some()
}

fn meant(normalized: &str) -> Option<(Outcome, &'static str)> {
    let row = TABLE.rows(normalized).next()?;
    let outcome = match *row.get(1)? {
        "absent" => Outcome::Absent,
        "fails" => Outcome::Fails,
        "other" => Outcome::Other,
        _ => Outcome::Alias,
    };
    Some((outcome, row.get(2)?))
}

fn fix(facts: &Facts<'_>, listed: &Listed<'_>, package: &str, is_there: bool) -> Option<FixBuilder> {
    if is_there { listed.deleted(facts, FixBuilder::unsafe_()) } else { listed.replaced(facts, FixBuilder::unsafe_(), package) }
}
