//! PSH108: the files of more than one package manager.

use crate::analysis::recognition::RecognitionFault;
use crate::language::list;
use crate::platform::{Manager, SeveralManagers};
use crate::rules::prelude::*;

use super::faulty::recognition_faults;

rule! {
    code: "PSH108",
    name: "several-package-managers",
    severity: Warning,
    stage: Build,
    fix: Display,
    en: "The files of more than one package manager",
    zh: "存在多个包管理器的文件",
}

struct SeveralPackageManagers<'a> {
    found: Vec<&'a Manager>,
    outcome: SeveralManagers,
}

impl Message for SeveralPackageManagers<'_> {
    fn message(&self, language: Language) -> String {
        let winner = self.found.first().map_or("", |manager| manager.file.as_str());
        let files = list::and(list::quoted(self.found.iter().map(|manager| &manager.file)), language);
        match self.outcome {
            SeveralManagers::Refused => {
                say!(language, "{files} belong to different package managers", "{files} 属于不同的包管理器")
            }
            SeveralManagers::StrongestWins | SeveralManagers::Warned => {
                say!(language, "Of {files} only `{winner}` is installed from", "{files} 中只有 `{winner}` 用于安装")
            }
        }
    }

    fn detail(&self, language: Language) -> String {
        let winner = self.found.first().map_or("", |manager| manager.name.as_str());
        match self.outcome {
            SeveralManagers::Refused => say!(
                language,
                "The platform cannot tell which of them to install from and stops the build. Keep the file of the package manager that you use, and delete the others.",
                "平台无法判断应从哪一个安装，因此构建停止。请保留实际使用的包管理器的文件，删除其他文件。"
            ),
            SeveralManagers::Warned => say!(
                language,
                "The platform takes {winner}, because it looks for its file first, and warns that the others are left aside: a package that only they list is not installed. Keep the file of the package manager that you use, and delete the others.",
                "平台先查找 {winner} 的文件，因此使用 {winner}，并警告其他文件会被忽略：只在其他文件中列出的软件包不会安装。请保留实际使用的包管理器的文件，删除其他文件。"
            ),
            SeveralManagers::StrongestWins => say!(
                language,
                "The platform takes {winner}, because it looks for its file first, and leaves the others aside without a word: a package that only they list is not installed. Keep the file of the package manager that you use, and delete the others.",
                "平台先查找 {winner} 的文件，因此使用 {winner}，其他文件会被忽略，没有任何提示：只在其他文件中列出的软件包不会安装。请保留实际使用的包管理器的文件，删除其他文件。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Keep the files of one package manager", "只保留一个包管理器的文件")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let outcome = facts.platform.install.several.value;
    for fault in recognition_faults(facts, &RULE) {
        let RecognitionFault::SeveralManagers(found) = fault else { continue };
        let place = found.last().map_or_else(Place::project, |manager| Place::file(&manager.file));
        let finding = Finding::new(place, SeveralPackageManagers { found, outcome }).fix(FixBuilder::display());
        findings.add(if outcome == SeveralManagers::Refused { finding.severity(Severity::Error) } else { finding });
    }
}
