//! PSH102: `requirement.txt`.

use crate::analysis::recognition::RecognitionFault;
use crate::analysis::requirements::ROOT_FILE;
use crate::rules::prelude::*;

use super::faulty::{recognition_faults, with_words};

rule! {
    code: "PSH102",
    name: "misspelled-requirements",
    severity: Error,
    stage: Detect,
    fix: Safe,
    en: "A misspelled name of requirements.txt",
    zh: "requirements.txt 的文件名拼写错误",
}

struct MisspelledRequirements<'a> {
    name: &'a str,
}

impl Message for MisspelledRequirements<'_> {
    fn message(&self, language: Language) -> String {
        say!(language, "`{}` is not `requirements.txt`", "文件名是 `{}`，而不是 `requirements.txt`", self.name)
    }

    fn detail(&self, language: Language) -> String {
        say!(
            language,
            "The platform takes a project for Python by a file named exactly `requirements.txt`, in lower case, at its root. It does not read `{}`, so nothing is built as Python. Rename the file.",
            "平台根据根目录下名称恰为 `requirements.txt`（全部小写）的文件识别 Python 项目。它不会读取 `{}`，因此不会按 Python 构建。请重命名该文件。",
            self.name
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Rename `{}` to `requirements.txt`", "将 `{}` 重命名为 `requirements.txt`", self.name)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for fault in recognition_faults(facts, &RULE) {
        let RecognitionFault::Misspelled(name) = fault else { continue };
        let fix = FixBuilder::safe().rename(name, ROOT_FILE);
        findings.add(with_words(facts, Finding::new(Place::file(name), MisspelledRequirements { name })).fix(fix));
    }
}
