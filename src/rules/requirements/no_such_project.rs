//! PSH524: a requirement of which the package index has no project.

use crate::index::leftover::{Origin, spacy_wheel};
use crate::index::predict::ProblemKind;
use crate::rules::prelude::*;

use super::lines::{deleted, replaced};
use super::packages::{Found, problems};

rule! {
    code: "PSH524",
    name: "no-such-project",
    severity: Error,
    stage: Build,
    fix: Unsafe,
    en: "A requirement that the package index does not have",
    zh: "软件包索引中不存在的依赖",
}

struct NoSuchProject<'f> {
    found: Found<'f>,
    origin: Option<Origin>,
}

impl Message for NoSuchProject<'_> {
    fn message(&self, language: Language) -> String {
        let name = &self.found.problem.name;
        say!(language, "The package index has no project `{name}`", "软件包索引中没有项目 `{name}`")
    }

    fn detail(&self, language: Language) -> String {
        let (asked_by, manager) = (self.found.asked_by(language), self.found.manager());
        let advice = match self.origin {
            Some(Origin::Ubuntu) => language.pick(
                "It is part of Ubuntu, and `pip freeze` lists it where it is run outside of a virtual environment. Take the line away, and those like it.",
                "它是 Ubuntu 的组成部分；在虚拟环境之外运行 `pip freeze` 时会列出它。请删除这一行以及类似的行。",
            ).to_owned(),
            Some(Origin::Conda) => language.pick(
                "It is a package of conda. Take the line away, unless the code imports it.",
                "它是 conda 的软件包。如果代码没有导入它，请删除这一行。",
            ).to_owned(),
            Some(Origin::Python) => language.pick(
                "Python itself does not come from there. Take the line away, and ask for the version in the file that the platform reads.",
                "Python 本身不从那里安装。请删除这一行，并在平台读取的文件中指定版本。",
            ).to_owned(),
            Some(Origin::SpacyModel) => language.pick(
                "It is a model of spaCy, which is installed from the address of its wheel. Write that address.",
                "它是 spaCy 的模型，需要从其 wheel 的地址安装。请写上该地址。",
            ).to_owned(),
            None => language.pick(
                "Correct the name; a module of the project itself needs no line.",
                "请更正名称；项目自己的模块不需要列出。",
            ).to_owned(),
        };
        say!(
            language,
            "{manager} asks the index for it, is told that there is no such project, and stops the build.{asked_by} {advice}",
            "{manager} 向索引查询它，得到的答复是没有这样的项目，构建停止。{asked_by}{advice}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        match self.origin {
            Some(Origin::SpacyModel) => language.pick("Write the address of the model", "写上模型的地址").to_owned(),
            Some(_) => language.pick("Take the line away", "删除这一行").to_owned(),
            None => language.pick("Correct the name", "更正名称").to_owned(),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for found in problems(facts).filter(|found| found.problem.kind == ProblemKind::NoProject) {
        let origin = Origin::of(&found.problem.name).filter(|_| found.is_direct());
        let (place, says) = (found.place(), found.says(facts));
        let fix = fix(facts, &found, origin);
        findings.add(Finding::new(place, NoSuchProject { found, origin }).says_if_known(says).fix(fix));
    }
}

fn fix(facts: &Facts<'_>, found: &Found<'_>, origin: Option<Origin>) -> FixBuilder {
    let Some(listed) = found.listed() else { return FixBuilder::display() };
    let fix = match origin {
        Some(Origin::SpacyModel) => {
            let version = listed.pin();
            version.and_then(|version| {
                let wheel = spacy_wheel(&found.problem.name, &version);
                replaced(facts, listed.file, listed.line, &format!("{} @ {wheel}", listed.named.name))
            })
        }
        Some(_) => deleted(facts, FixBuilder::unsafe_(), listed.file, listed.line),
        None => None,
    };
    fix.unwrap_or_else(FixBuilder::display)
}
