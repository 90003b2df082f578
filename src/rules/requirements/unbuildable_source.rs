//! PSH526: a release without a wheel for the Python, whose source cannot be built.

use pep440_rs::Version;

use crate::index::predict::{ProblemKind, Ways};
use crate::index::source::verdict::{Gone, Reason};
use crate::rules::prelude::*;

use super::packages::{Found, problems, ways};

rule! {
    code: "PSH526",
    name: "unbuildable-source",
    severity: Error,
    stage: Build,
    fix: Unsafe,
    en: "A release without a wheel for the installed Python, whose source cannot be built",
    zh: "没有适用于所安装 Python 的 wheel，且源代码无法构建的版本",
}

struct UnbuildableSource<'f> {
    facts: &'f Facts<'f>,
    found: Found<'f>,
    version: &'f Version,
    reason: &'f Reason,
    ways: &'f Ways,
}

impl Message for UnbuildableSource<'_> {
    fn message(&self, language: Language) -> String {
        let (name, version, python) = (self.found.name(), self.version, self.python());
        say!(language, "`{name}` {version} cannot be built for Python {python}", "`{name}` {version} 无法为 Python {python} 构建")
    }

    fn detail(&self, language: Language) -> String {
        let (version, python, reason, manager) = (self.version, self.python(), self.reason(language), self.found.manager());
        let (asked_by, ways) = (self.found.asked_by(language), ways(&self.found, version, self.ways, language));
        say!(
            language,
            "PyPI has no wheel of {version} for Python {python} on Linux, so {manager} builds it from its source, and that fails: {reason}.{asked_by}{ways}",
            "PyPI 没有 {version} 适用于 Linux 上 Python {python} 的 wheel，因此 {manager} 会从源代码构建，而构建会失败：{reason}。{asked_by}{ways}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        self.found.fix_title(self.ways, language)
    }
}

impl UnbuildableSource<'_> {
    fn python(&self) -> String {
        self.facts.python.resolved.map_or_else(String::new, |python| python.series.to_string())
    }

    fn reason(&self, language: Language) -> String {
        if let Some(Gone { what, from, since }) = self.reason.gone() {
            return say!(
                language,
                "it uses `{what}`, which {from} {since} took away",
                "它使用了 `{what}`，而 {from} {since} 已将其移除"
            );
        }
        match self.reason {
            Reason::Module(module) => say!(
                language,
                "its `setup.py` imports `{module}`, which is not there while it is built",
                "其 `setup.py` 导入了 `{module}`，而构建时没有这个模块"
            ),
            Reason::Python2 => {
                language.pick("its `setup.py` is written for Python 2", "其 `setup.py` 是为 Python 2 编写的").to_owned()
            }
            Reason::RefusesPython => {
                language.pick("its `setup.py` refuses this Python", "其 `setup.py` 拒绝这个 Python 版本").to_owned()
            }
            Reason::Cython => language
                .pick("its code for Cython does not suit the newest Cython", "其 Cython 代码不适用于最新的 Cython")
                .to_owned(),
            Reason::Requires => {
                language.pick("what it needs for being built cannot be installed", "构建它所需的软件包无法安装").to_owned()
            }
            Reason::CApi => language
                .pick("its C code uses parts of Python that have changed", "其 C 代码使用了 Python 中已改变的部分")
                .to_owned(),
            Reason::PipInsides => language
                .pick("its `setup.py` imports parts of pip that are not there", "其 `setup.py` 导入了 pip 中不存在的部分")
                .to_owned(),
            Reason::Rust => {
                language.pick("it is written in Rust, and brings no compiler for it", "它用 Rust 编写，且不附带编译器").to_owned()
            }
            Reason::PostgreSql => language
                .pick("it does not understand the version numbers of PostgreSQL since 10", "它不认识 PostgreSQL 10 以后的版本号")
                .to_owned(),
            Reason::NoSetup => language
                .pick(
                    "it has no `setup.py`, without which this pip cannot build",
                    "它没有 `setup.py`，而这个 pip 没有它就无法构建",
                )
                .to_owned(),
            _ => language.pick("its build stops with an error", "构建因错误而停止").to_owned(),
        }
    }
}

fn check<'f>(facts: &'f Facts<'f>, findings: &mut Findings<'_, '_>) {
    for found in problems(facts) {
        let ProblemKind::Unbuildable { version, reason, ways } = &found.problem.kind else { continue };
        let place = found.place();
        let fix = found.repinned(facts, ways.release.as_ref());
        let finding = Finding::new(place, UnbuildableSource { facts, found, version, reason, ways })
            .likely_if(facts.python.may_differ(facts.platform))
            .fix(fix);
        findings.add(finding);
    }
}
