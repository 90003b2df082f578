//! PSH603: collectstatic would copy a folder onto itself.

use crate::analysis::django::{Django, SettingsFault, settings_faults};
use crate::rules::prelude::*;

use super::settings;

rule! {
    code: "PSH603",
    name: "static-root-in-dirs",
    severity: Error,
    stage: Build,
    fix: Display,
    of: Collected,
    en: "STATICFILES_DIRS contains the folder STATIC_ROOT",
    zh: "STATICFILES_DIRS 中包含 STATIC_ROOT 目录",
}

/// Django's words since 3.1, and before 2.0 (`django/contrib/staticfiles/finders.py`).
const SAYS: &str = "?: (staticfiles.E002) The STATICFILES_DIRS setting should not contain the STATIC_ROOT setting.";
const OLD_SAYS: &str =
    "django.core.exceptions.ImproperlyConfigured: The STATICFILES_DIRS setting should not contain the STATIC_ROOT setting";

struct StaticRootInDirs<'a> {
    django: &'a Django,
    folder: String,
}

impl Message for StaticRootInDirs<'_> {
    fn message(&self, language: Language) -> String {
        let folder = &self.folder;
        say!(
            language,
            "`STATICFILES_DIRS` contains `STATIC_ROOT`: both name the folder `{folder}`",
            "`STATICFILES_DIRS` 包含 `STATIC_ROOT`：两者都指向目录 `{folder}`"
        )
    }

    fn detail(&self, language: Language) -> String {
        let (folder, manage_py, doubt) = (&self.folder, &self.django.manage_py, settings::doubt(self.django, language));
        let open = match self.django.version {
            Some(_) => "",
            None => language.pick(
                " in all versions but 2.0 to 3.0, and which version comes cannot be seen here",
                "（2.0 到 3.0 版除外，这里看不到会安装哪个版本）",
            ),
        };
        say!(
            language,
            "The build runs `python {manage_py} collectstatic --noinput`, which copies from the folders of `STATICFILES_DIRS` to `STATIC_ROOT`. Django refuses to copy a folder onto itself{open}, and the build stops. Keep `{folder}` for the files that you write, in `STATICFILES_DIRS`, and give `STATIC_ROOT` a folder of its own, such as `staticfiles`.{doubt}",
            "构建运行 `python {manage_py} collectstatic --noinput`，把 `STATICFILES_DIRS` 中各目录的文件复制到 `STATIC_ROOT`。Django 拒绝把目录复制到自身{open}，构建随之失败。请把 `{folder}` 留给自己编写的文件（放在 `STATICFILES_DIRS` 中），并为 `STATIC_ROOT` 另设一个目录，例如 `staticfiles`。{doubt}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Give `STATIC_ROOT` a folder of its own", "为 `STATIC_ROOT` 另设一个目录")
    }
}

fn check(facts: &Facts<'_>, (django, read): Settings<'_>, findings: &mut Findings<'_, '_>) {
    for fault in settings_faults(facts) {
        let SettingsFault::RootInDirs(root, folder) = fault else { continue };
        let says = if django.is_at_least(2, 0) == Some(false) { OLD_SAYS } else { SAYS };
        let finding = Finding::new(settings::place(read, Some(root)), StaticRootInDirs { django, folder }).says(says);
        let finding = settings::hedge(finding.fix(FixBuilder::display()), django);
        let is_sure = django.version.is_some() && read.has_static_app().is_some();
        findings.add(if is_sure { finding } else { finding.likely() });
    }
}
