//! PSH605: a folder of static files that is not there.

use crate::analysis::django::{Django, SettingsFault, settings_faults};
use crate::rules::prelude::*;

use super::settings;

rule! {
    code: "PSH605",
    name: "static-dir-missing",
    severity: Warning,
    stage: Build,
    fix: None,
    of: Collected,
    en: "A folder of STATICFILES_DIRS is not in the project",
    zh: "STATICFILES_DIRS 中的目录不在项目里",
}

struct StaticDirMissing<'a> {
    django: &'a Django,
    folder: String,
    /// Whether this Django stops at it.
    stops: bool,
}

impl Message for StaticDirMissing<'_> {
    fn message(&self, language: Language) -> String {
        let folder = &self.folder;
        say!(
            language,
            "`STATICFILES_DIRS` names the folder `{folder}`, which is not in the project",
            "`STATICFILES_DIRS` 中的目录 `{folder}` 不在项目里"
        )
    }

    fn detail(&self, language: Language) -> String {
        let (folder, manage_py, doubt) = (&self.folder, &self.django.manage_py, settings::doubt(self.django, language));
        match self.stops {
            true => say!(
                language,
                "The build runs `python {manage_py} collectstatic --noinput`, and Django before 4.0 stops at a folder that is not there, unless something makes it earlier in the build. Git keeps no empty folders: put a file into `{folder}` and commit it, or take the folder out of `STATICFILES_DIRS`.{doubt}",
                "构建运行 `python {manage_py} collectstatic --noinput`，4.0 之前的 Django 遇到不存在的目录就会停止，除非构建的前面步骤创建了它。Git 不保存空目录：请在 `{folder}` 中放一个文件并提交，或从 `STATICFILES_DIRS` 中去掉它。{doubt}"
            ),
            false => say!(
                language,
                "The build runs `python {manage_py} collectstatic --noinput`. Django passes over a folder that is not there with a warning, and nothing is copied from it, unless something makes it earlier in the build; before 4.0 it stops. Git keeps no empty folders: put a file into `{folder}` and commit it, or take the folder out of `STATICFILES_DIRS`.{doubt}",
                "构建运行 `python {manage_py} collectstatic --noinput`。Django 会警告并跳过不存在的目录，不会从中复制任何文件，除非构建的前面步骤创建了它；4.0 之前的版本会停止。Git 不保存空目录：请在 `{folder}` 中放一个文件并提交，或从 `STATICFILES_DIRS` 中去掉它。{doubt}"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, (django, read): Settings<'_>, findings: &mut Findings<'_, '_>) {
    for fault in settings_faults(facts) {
        let SettingsFault::DirMissing { folder, stops } = fault else { continue };
        let place = settings::place(read, read.bound("STATICFILES_DIRS"));
        let finding = Finding::new(place, StaticDirMissing { django, folder, stops }).likely();
        findings.add(if stops { settings::hedge(finding.severity(Severity::Error), django) } else { finding });
    }
}
