//! PSH413: a line end behind the version.

use crate::analysis::python_version::{VersionVerdict, asking_variable, verdicts};
use crate::platform::Version;
use crate::rules::prelude::*;

use super::request::place;

rule! {
    code: "PSH413",
    name: "trailing-newline-surprise",
    severity: Warning,
    stage: Build,
    fix: Display,
    en: "A line end after the version, which makes the platform take another one",
    zh: "版本后面的换行使平台安装了其他版本",
}

struct TrailingNewlineSurprise<'f, 'a> {
    facts: &'f Facts<'a>,
    asked: Version,
    installed: Version,
}

impl Message for TrailingNewlineSurprise<'_, '_> {
    fn message(&self, language: Language) -> String {
        let Self { asked, installed, .. } = self;
        say!(
            language,
            "Python {installed} is installed instead of {asked}, because of the line end behind it",
            "由于版本后面的换行，安装的是 Python {installed}，而不是 {asked}"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { facts, asked, installed } = self;
        let (platform, variable) = (&facts.platform.name, asking_variable(facts));
        say!(
            language,
            "{platform} looks for the whole content of runtime.txt, with its line end, on its list of versions. It does not find that and takes {installed} without a word. Set `{variable}=python-{asked}` on the platform, which goes before the file. A file without the line end works as well, but most editors put it back, and other platforms do not need that.",
            "{platform} 用 runtime.txt 的全部内容（包括换行）查找版本列表，找不到时会直接采用 {installed}，没有任何提示。请在平台上设置 `{variable}=python-{asked}`，它优先于该文件。去掉文件末尾的换行也可以，但多数编辑器会自动加回，而其他平台并不需要这样做。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let (variable, asked) = (asking_variable(self.facts), self.asked);
        say!(language, "Set `{variable}=python-{asked}` on the platform", "在平台上设置 `{variable}=python-{asked}`")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for verdict in verdicts(facts) {
        let VersionVerdict::NotExact { asked, installed } = verdict else { continue };
        let message = TrailingNewlineSurprise { facts, asked, installed };
        findings.add(Finding::new(place(facts), message).fix(FixBuilder::display()));
    }
}
