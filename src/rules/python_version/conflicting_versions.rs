//! PSH408: two files ask for different versions.

use crate::analysis::python_version;
use crate::platform::{Request, VersionSource};
use crate::rules::prelude::*;

rule! {
    code: "PSH408",
    name: "conflicting-versions",
    severity: Warning,
    stage: Build,
    fix: Display,
    en: "Two files that ask for different Python versions",
    zh: "两个文件要求不同的 Python 版本",
}

struct ConflictingVersions {
    winner: &'static str,
    wins: Request,
    loser: &'static str,
    loses: Request,
}

impl Message for ConflictingVersions {
    fn message(&self, language: Language) -> String {
        let Self { winner, wins, loser, loses } = self;
        say!(
            language,
            "`{loser}` asks for {loses}, but `{winner}` asks for {wins} and goes first",
            "`{loser}` 指定了 {loses}，但优先的 `{winner}` 指定了 {wins}"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { winner, loser, .. } = self;
        say!(
            language,
            "The platform reads `{winner}` and then looks at no other file, so `{loser}` has no effect. Delete `{winner}` if `{loser}` is right, else write the same version into both or delete `{loser}`.",
            "平台读取 `{winner}` 之后不再看其他文件，因此 `{loser}` 不起作用。如果 `{loser}` 才是对的，请删除 `{winner}`；否则请让两者一致，或删除 `{loser}`。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Ask for the version in one file", "只在一个文件中指定版本")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let python = &facts.python;
    let (Some(winner), Some(wins)) = (python.source, python.requested) else { return };
    let files = [VersionSource::RuntimeTxt, VersionSource::PythonVersionFile];
    for loser in files.into_iter().filter(|source| *source != winner && facts.is_built_as_python()) {
        let (Some(reader), Some(file)) = (python_version::reader(facts.platform, loser), loser.file()) else { continue };
        let asked = facts.project.text(file).and_then(|text| python_version::read(reader.grammar, text.as_str()));
        let Some(loses) = asked.filter(|asked| asked.series() != wins.series()) else { continue };
        let message = ConflictingVersions { winner: python.variable.unwrap_or(winner.name()), wins, loser: file, loses };
        findings.add(Finding::new(Place::file(file), message).fix(FixBuilder::display()));
    }
}
