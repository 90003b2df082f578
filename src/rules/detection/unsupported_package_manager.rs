//! PSH109: only the file of a package manager that the platform does not install with.

use crate::analysis::Facts;
use crate::diagnostic::{FixBuilder, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::platform::NoManager;
use crate::rules::{Family, Finding, Findings, FixKind, Message, Place, Rule};

use super::recognition::{is_without_manager, manager_file, misspelled, wanted};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH109",
    name: "unsupported-package-manager",
    since: "0.1.0",
    family: Family::Detection,
    severity: Severity::Error,
    stage: Stage::Build,
    fix: FixKind::Display,
    summary: Localized {
        en: "Only the file of a package manager that the platform does not install with",
        zh: "只有平台不支持的包管理器的文件",
    },
    #[cfg(feature = "pages")]
    page: Localized { en: include_str!("unsupported_package_manager.md"), zh: include_str!("unsupported_package_manager.zh.md") },
    check,
};

struct UnsupportedPackageManager<'a> {
    file: &'a str,
    command: Option<&'a str>,
    wanted: Vec<&'a str>,
    stops: bool,
}

impl UnsupportedPackageManager<'_> {
    fn wanted(&self, separator: &str, last: &str) -> String {
        let quoted: Vec<String> = self.wanted.iter().map(|name| format!("`{name}`")).collect();
        match quoted.split_last() {
            Some((end, rest)) if !rest.is_empty() => format!("{}{last}{end}", rest.join(separator)),
            _ => quoted.concat(),
        }
    }

    fn way_out(&self, language: Language) -> String {
        let file = self.file;
        match (self.command, language) {
            (Some(command), En) => format!("Write its packages into a `requirements.txt` and commit that: `{command}`."),
            (Some(command), Zh) => format!("请把其中的软件包写入 `requirements.txt` 并提交：`{command}`。"),
            (None, En) => format!("A `requirements.txt` with the line `.` installs the project with all that `{file}` asks for."),
            (None, Zh) => format!("在 `requirements.txt` 中写一行 `.`，就会安装本项目以及 `{file}` 所要求的软件包。"),
        }
    }
}

impl Message for UnsupportedPackageManager<'_> {
    fn message(&self, language: Language) -> String {
        match language {
            En => format!("The platform installs nothing from `{}`", self.file),
            Zh => format!("平台不会根据 `{}` 安装任何软件包", self.file),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (file, way_out) = (self.file, self.way_out(language));
        match (self.stops, language) {
            (true, En) => format!(
                "It takes the project for Python by `{file}`, but installs only from {}, and stops the build when none of them is there. {way_out}",
                self.wanted(", ", " or ")
            ),
            (true, Zh) => format!(
                "平台根据 `{file}` 识别为 Python 项目，但只能从 {} 安装依赖；这些文件都没有时构建停止。{way_out}",
                self.wanted("、", " 或 ")
            ),
            (false, En) => format!(
                "It takes the project for Python by `{file}`, but its builder has no installer for that file alone: the build succeeds with no package installed, and the start fails at the first import. {way_out}"
            ),
            (false, Zh) => format!(
                "平台根据 `{file}` 识别为 Python 项目，但其构建器不会只凭该文件安装：构建成功，却没有安装任何软件包，启动时会在第一个 import 处失败。{way_out}"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match language {
            En => "Write the packages into `requirements.txt`".to_owned(),
            Zh => "把软件包写入 `requirements.txt`".to_owned(),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some((file, command)) = manager_file(facts.project).filter(|_| is_without_manager(facts)) else { return };
    let stops = facts.platform.install.none.value == NoManager::Refused;
    if misspelled(facts).is_some() {
        return;
    }
    let message = UnsupportedPackageManager { file, command, wanted: wanted(facts), stops };
    let finding = Finding::new(Place::file(file), message).fix(FixBuilder::display());
    findings.add(match (stops, facts.project.has("setup.py")) {
        (true, true) => finding.case("setup.py"),
        (true, false) => finding,
        (false, _) => finding.severity(Severity::Warning).likely(),
    });
}
