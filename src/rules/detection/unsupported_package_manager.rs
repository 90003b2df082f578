//! PSH109: only the file of a package manager that the platform does not install with.

use crate::platform::NoManager;
use crate::rules::prelude::*;

use super::recognition::{is_without_manager, manager_file, misspelled, wanted};

rule! {
    code: "PSH109",
    name: "unsupported-package-manager",
    severity: Error,
    stage: Build,
    fix: Display,
    en: "Only the file of a package manager that the platform does not install with",
    zh: "只有平台不支持的包管理器的文件",
}

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
        match self.command {
            Some(command) => say!(
                language,
                "Write its packages into a `requirements.txt` and commit that: `{command}`.",
                "请把其中的软件包写入 `requirements.txt` 并提交：`{command}`。"
            ),
            None => say!(
                language,
                "A `requirements.txt` with the line `.` installs the project with all that `{file}` asks for.",
                "在 `requirements.txt` 中写一行 `.`，就会安装本项目以及 `{file}` 所要求的软件包。"
            ),
        }
    }
}

impl Message for UnsupportedPackageManager<'_> {
    fn message(&self, language: Language) -> String {
        say!(language, "The platform installs nothing from `{}`", "平台不会根据 `{}` 安装任何软件包", self.file)
    }

    fn detail(&self, language: Language) -> String {
        let (file, way_out) = (self.file, self.way_out(language));
        match self.stops {
            true => match language {
                En => format!(
                    "It takes the project for Python by `{file}`, but installs only from {}, and stops the build when none of them is there. {way_out}",
                    self.wanted(", ", " or ")
                ),
                Zh => format!(
                    "平台根据 `{file}` 识别为 Python 项目，但只能从 {} 安装依赖；这些文件都没有时构建停止。{way_out}",
                    self.wanted("、", " 或 ")
                ),
            },
            false => say!(
                language,
                "It takes the project for Python by `{file}`, but its builder has no installer for that file alone: the build succeeds with no package installed, and the start fails at the first import. {way_out}",
                "平台根据 `{file}` 识别为 Python 项目，但其构建器不会只凭该文件安装：构建成功，却没有安装任何软件包，启动时会在第一个 import 处失败。{way_out}"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Write the packages into `requirements.txt`", "把软件包写入 `requirements.txt`")
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
