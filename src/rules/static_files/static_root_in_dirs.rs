//! PSH603: collectstatic would copy a folder onto itself.

use crate::analysis::django::{Django, paths};
use crate::rules::prelude::*;

use super::settings;

rule! {
    code: "PSH603",
    name: "static-root-in-dirs",
    severity: Error,
    stage: Build,
    fix: Display,
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
        let open = self.django.version.is_none();
        match language {
            En => format!(
                "The build runs `python {manage_py} collectstatic --noinput`, which copies from the folders of `STATICFILES_DIRS` to `STATIC_ROOT`. Django refuses to copy a folder onto itself{}, and the build stops. Keep `{folder}` for the files that you write, in `STATICFILES_DIRS`, and give `STATIC_ROOT` a folder of its own, such as `staticfiles`.{doubt}",
                if open { " in all versions but 2.0 to 3.0, and which version comes cannot be seen here" } else { "" }
            ),
            Zh => format!(
                "构建运行 `python {manage_py} collectstatic --noinput`，把 `STATICFILES_DIRS` 中各目录的文件复制到 `STATIC_ROOT`。Django 拒绝把目录复制到自身{}，构建随之失败。请把 `{folder}` 留给自己编写的文件（放在 `STATICFILES_DIRS` 中），并为 `STATIC_ROOT` 另设一个目录，例如 `staticfiles`。{doubt}",
                if open { "（2.0 到 3.0 版除外，这里看不到会安装哪个版本）" } else { "" }
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Give `STATIC_ROOT` a folder of its own", "为 `STATIC_ROOT` 另设一个目录")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some((django, read)) = settings::of(facts) else { return };
    let (Some(root), true) = (read.bound("STATIC_ROOT"), settings::looks_into_dirs(read)) else { return };
    let Some(folder) = root.value.text().filter(|root| !root.is_empty()).map(paths::shown) else { return };
    let is_same = |dir: &str| paths::shown(dir) == folder;
    if read.has_static_app() == Some(false) || !settings::dirs(read).into_iter().any(is_same) {
        return;
    }
    let (is_old, is_checked) = (django.is_at_least(2, 0).map(|newer| !newer), django.is_at_least(3, 1));
    if is_old == Some(false) && is_checked == Some(false) {
        return;
    }
    let place = settings::place(read, Some(root));
    let says = if is_old == Some(true) { OLD_SAYS } else { SAYS };
    let finding = Finding::new(place, StaticRootInDirs { django, folder }).says(says).fix(FixBuilder::display());
    let finding = settings::hedge(finding, django);
    findings.add(if is_checked.is_none() || read.has_static_app().is_none() { finding.likely() } else { finding });
}
