//! PSH102: `requirement.txt`.

use crate::analysis::Facts;
use crate::analysis::requirements::ROOT_FILE;
use crate::diagnostic::{FixBuilder, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::rules::{Family, Finding, Findings, FixKind, Message, Place, Rule};

use super::recognition::{misspelled, with_words};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH102",
    name: "misspelled-requirements",
    since: "0.1.0",
    family: Family::Detection,
    severity: Severity::Error,
    stage: Stage::Detect,
    fix: FixKind::Safe,
    summary: Localized { en: "A misspelled name of requirements.txt", zh: "requirements.txt 的文件名拼写错误" },
    #[cfg(feature = "pages")]
    page: Localized { en: include_str!("misspelled_requirements.md"), zh: include_str!("misspelled_requirements.zh.md") },
    check,
};

struct MisspelledRequirements<'a> {
    name: &'a str,
}

impl Message for MisspelledRequirements<'_> {
    fn message(&self, language: Language) -> String {
        match language {
            En => format!("`{}` is not `requirements.txt`", self.name),
            Zh => format!("文件名是 `{}`，而不是 `requirements.txt`", self.name),
        }
    }

    fn detail(&self, language: Language) -> String {
        match language {
            En => format!(
                "The platform takes a project for Python by a file named exactly `requirements.txt`, in lower case, at its root. It does not read `{}`, so nothing is built as Python. Rename the file.",
                self.name
            ),
            Zh => format!(
                "平台根据根目录下名称恰为 `requirements.txt`（全部小写）的文件识别 Python 项目。它不会读取 `{}`，因此不会按 Python 构建。请重命名该文件。",
                self.name
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match language {
            En => format!("Rename `{}` to `requirements.txt`", self.name),
            Zh => format!("将 `{}` 重命名为 `requirements.txt`", self.name),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(name) = misspelled(facts) else { return };
    let finding =
        Finding::new(Place::file(name), MisspelledRequirements { name }).fix(FixBuilder::safe().rename(name, ROOT_FILE));
    findings.add(with_words(facts, finding));
}
