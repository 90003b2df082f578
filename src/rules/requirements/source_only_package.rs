//! PSH516: `psycopg2` and others that are compiled during the build.

use crate::analysis::knowledge::source_only::SourceOnly;
use crate::analysis::requirements::fault::RequirementFault;
use crate::rules::prelude::*;

use super::lines::{faulty_requirements, finding, replaced};

rule! {
    code: "PSH516",
    name: "source-only-package",
    severity: Warning,
    stage: Build,
    fix: Unsafe,
    en: "A package that has to be compiled with headers that the platform may lack",
    zh: "需要编译的包，而平台可能缺少所需的头文件",
}

struct SourceOnlyPackage<'a> {
    name: &'a str,
    package: &'a SourceOnly,
    /// Whether it is known what the platform's image holds.
    is_listed: bool,
}

impl Message for SourceOnlyPackage<'_> {
    fn message(&self, language: Language) -> String {
        let name = self.name;
        say!(
            language,
            "`{name}` has to be compiled, and the platform may lack what that needs",
            "`{name}` 需要编译，而平台可能缺少所需的文件"
        )
    }

    fn detail(&self, language: Language) -> String {
        let (name, headers) = (self.name, self.package.headers);
        let release = self.package.release.as_ref().map_or(String::new(), |release| format!(" {release}"));
        let (headers_there, advice) = (self.headers_there(language), self.advice(language));
        say!(
            language,
            "PyPI has `{name}`{release} as source only, so pip compiles it, for which the server that builds needs the headers of `{headers}`. {headers_there}; without them the build stops here. {advice}",
            "PyPI 上的 `{name}`{release} 只有源代码，因此 pip 会编译它，构建服务器必须有 `{headers}` 中的头文件。{headers_there}；如果没有，构建会在此停止。{advice}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let written = self.package.compiled.as_deref().unwrap_or_default();
        say!(language, "Write `{written}`", "改为 `{written}`")
    }
}

impl SourceOnlyPackage<'_> {
    fn headers_there(&self, language: Language) -> &'static str {
        match self.is_listed {
            true => language.pick(
                "The list of what its image holds does not name them, so they are there only if another buildpack installs them",
                "其镜像的软件包列表中没有它们，除非另有 buildpack 安装",
            ),
            false => language.pick("Whether it has them is not documented", "文档没有说明是否具备"),
        }
    }

    fn advice(&self, language: Language) -> String {
        match (&self.package.compiled, self.package.instead) {
            (Some(written), _) => say!(
                language,
                "Write `{written}`, which is the same code and comes compiled; the imports stay as they are.",
                "请改为 `{written}`，它是同样的代码，而且已编译好；导入不变。"
            ),
            (None, Some(package)) => say!(
                language,
                "`{package}` does the same work and needs no compiler, if the code can be changed to it.",
                "如果可以修改代码，`{package}` 有同样的功能，且无需编译。"
            ),
            (None, None) => say!(
                language,
                "Find out with `pushready build` or a first push whether the platform has them.",
                "请用 `pushready build` 或一次试推来确认平台是否具备。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let is_listed = facts.platform.install.build_headers.as_ref().is_some_and(|headers| !headers.value.is_empty());
    // Of a list that is known to lack them only another buildpack can make up for.
    let is_lacking = is_listed && !facts.project.has("Aptfile");
    let severity = if is_lacking { Severity::Error } else { Severity::Warning };
    let comes_as_wheel =
        |name: &str| facts.predicted().and_then(|predicted| predicted.chosen(name)).is_some_and(|chosen| chosen.is_wheel);
    for (listed, fault) in faulty_requirements(facts, &RULE) {
        let RequirementFault::SourceOnly(package) = fault else { continue };
        if comes_as_wheel(&listed.named.normalized) {
            continue;
        }
        let fix = package.compiled.as_deref().and_then(|compiled| replaced(facts, listed.file, listed.line, compiled));
        let message = SourceOnlyPackage { name: &listed.named.name, package, is_listed };
        findings.add(finding(&listed, message).likely().severity(severity).fix(fix));
    }
    for (place, name, package) in locked(facts).filter(|(_, name, _)| !comes_as_wheel(name)) {
        let message = SourceOnlyPackage { name, package: &package, is_listed };
        findings.add(Finding::new(place, message).likely().severity(severity));
    }
}

/// The packages of a lock file that have to be compiled.
fn locked<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = (Place, &'f str, SourceOnly)> {
    let installed = facts.installed.as_ref().filter(|_| facts.is_built_as_python());
    let locked = installed.and_then(|installed| Some((installed.file, installed.locked.as_ref()?)));
    let (reads, headers) = (facts.pip_reads(), facts.platform.install.build_headers.as_ref());
    locked.into_iter().flat_map(|(file, locked)| locked.packages.iter().map(move |package| (file, package))).filter_map(
        move |(file, (name, package))| {
            let source = SourceOnly::of(name, package.version.as_ref(), reads.python, reads.pip())?;
            let is_there = headers.is_some_and(|headers| headers.value.iter().any(|known| known == source.headers));
            (!is_there).then(|| (Place::range(file, package.range.clone()), name.as_str(), source))
        },
    )
}
