//! PSH109: only the file of a package manager that the platform does not install with.

use crate::analysis::recognition::{ManagerFile, RecognitionFault, wanted};
use crate::language::list;
use crate::platform::NoManager;
use crate::rules::prelude::*;

use super::faulty::recognition_faults;
use super::way_out;

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
    manager: ManagerFile,
    wanted: Vec<&'a str>,
    stops: bool,
}

impl Message for UnsupportedPackageManager<'_> {
    fn message(&self, language: Language) -> String {
        say!(language, "The platform installs nothing from `{}`", "平台不会根据 `{}` 安装任何软件包", self.manager.file)
    }

    fn detail(&self, language: Language) -> String {
        let (file, way_out) = (self.manager.file, way_out::sentence(&self.manager, language));
        let wanted = list::or(list::quoted(&self.wanted), language);
        match self.stops {
            true => say!(
                language,
                "It takes the project for Python by `{file}`, but installs only from {wanted}, and stops the build when none of them is there. {way_out}",
                "平台根据 `{file}` 识别为 Python 项目，但只能从 {wanted} 安装依赖；这些文件都没有时构建停止。{way_out}"
            ),
            false => say!(
                language,
                "It takes the project for Python by `{file}`, but its builder has no installer for that file alone: the build succeeds with no package installed, and the start fails at the first import. {way_out}",
                "平台根据 `{file}` 识别为 Python 项目，但其构建器不会只凭该文件安装：构建成功，却没有安装任何软件包，启动时会在第一个 import 处失败。{way_out}"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        way_out::title(&self.manager, language)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let stops = facts.platform.install.none.value == NoManager::Refused;
    for fault in recognition_faults(facts, &RULE) {
        let RecognitionFault::UnsupportedManager(manager) = fault else { continue };
        let message = UnsupportedPackageManager { manager, wanted: wanted(facts.platform), stops };
        let finding = Finding::new(Place::file(manager.file), message).fix(FixBuilder::display());
        findings.add(match (stops, facts.project.has("setup.py")) {
            (true, true) => finding.case("setup.py"),
            (true, false) => finding,
            (false, _) => finding.severity(Severity::Warning).likely(),
        });
    }
}
