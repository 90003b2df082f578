//! PSH608: a settings module that is not there.

use crate::analysis::django::{Django, MissingImport, MissingModule, SettingsFault, settings_faults};
use crate::platform::Series;
use crate::project::path;
use crate::rules::prelude::*;

use super::settings;

rule! {
    code: "PSH608",
    name: "settings-module-missing",
    severity: Error,
    stage: Build,
    fix: Unsafe,
    en: "The settings module that manage.py names, or one that the settings import, is not in the project",
    zh: "manage.py 指定的设置模块，或设置导入的模块，不在项目中",
}

/// The oldest Python with `ModuleNotFoundError`.
const NAMES_THE_ERROR: Series = Series { major: 3, minor: 6 };

struct SettingsModuleMissing<'a> {
    django: &'a Django,
    missing: &'a MissingModule,
    /// The file that asks for it.
    asking: &'a str,
    /// Whether the settings import it; else they are it.
    is_import: bool,
    /// The module that is there.
    instead: Option<String>,
}

impl Message for SettingsModuleMissing<'_> {
    fn message(&self, language: Language) -> String {
        let (asking, name) = (self.asking, &self.missing.name);
        match self.is_import {
            false => say!(
                language,
                "`{asking}` names the settings module `{name}`, which is not in the project",
                "`{asking}` 指定的设置模块 `{name}` 不在项目中"
            ),
            true => say!(
                language,
                "`{asking}` imports `{name}`, which is not in the project",
                "`{asking}` 导入了 `{name}`，而它不在项目中"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (manage_py, name, doubt) = (&self.django.manage_py, &self.missing.name, settings::doubt(self.django, language));
        match (self.is_import, &self.instead) {
            (false, Some(instead)) => say!(
                language,
                "The build runs `python {manage_py} collectstatic --noinput`. Django imports its settings first, finds no module `{name}`, and the build stops. The project has `{instead}`: name that one in `{manage_py}`.{doubt}",
                "构建运行 `python {manage_py} collectstatic --noinput`。Django 首先导入设置，找不到模块 `{name}`，构建随之失败。项目中有 `{instead}`：请在 `{manage_py}` 中改用它。{doubt}"
            ),
            (false, None) if self.django.named_at.is_none() => say!(
                language,
                "The build runs `python {manage_py} collectstatic --noinput`. Django imports its settings first, finds no module `{name}`, and the build stops. Commit the file, or set `DJANGO_SETTINGS_MODULE` on the platform to a module that is there.",
                "构建运行 `python {manage_py} collectstatic --noinput`。Django 首先导入设置，找不到模块 `{name}`，构建随之失败。请提交该文件，或在平台上把 `DJANGO_SETTINGS_MODULE` 设为存在的模块。"
            ),
            (false, None) => say!(
                language,
                "The build runs `python {manage_py} collectstatic --noinput`. Django imports its settings first, finds no module `{name}`, and the build stops. Commit the file, name another module in `{manage_py}`, or set `DJANGO_SETTINGS_MODULE` on the platform to one that is there.{doubt}",
                "构建运行 `python {manage_py} collectstatic --noinput`。Django 首先导入设置，找不到模块 `{name}`，构建随之失败。请提交该文件，在 `{manage_py}` 中指定别的模块，或在平台上把 `DJANGO_SETTINGS_MODULE` 设为存在的模块。{doubt}"
            ),
            (true, _) => say!(
                language,
                "The build runs `python {manage_py} collectstatic --noinput`, which imports the settings, and they stop at this import, unless something makes the file earlier in the build. A file that only your computer has, because `.gitignore` leaves it out, does not get to the platform. Commit it, or import it inside `try:` with `except ImportError:`.{doubt}",
                "构建运行 `python {manage_py} collectstatic --noinput` 时会导入设置，并在这条导入语句处停止，除非构建的前面步骤生成了该文件。因 `.gitignore` 而只存在于本机的文件不会到达平台。请提交它，或在 `try:` 中导入并加上 `except ImportError:`。{doubt}"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let (manage_py, instead) = (&self.django.manage_py, self.instead.as_deref().unwrap_or_default());
        say!(language, "Name `{instead}` in `{manage_py}`", "在 `{manage_py}` 中改用 `{instead}`")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(django) = facts.django() else { return };
    for fault in settings_faults(facts) {
        match fault {
            SettingsFault::ModuleMissing(missing) => findings.add(says(facts, module_missing(facts, django, missing), missing)),
            SettingsFault::ImportMissing(MissingImport { module: missing, file, range }) => {
                let message = SettingsModuleMissing { django, missing, asking: file, is_import: true, instead: None };
                let finding = Finding::new(Place::range(file, range.clone()), message).likely();
                findings.add(settings::hedge(says(facts, finding, missing), django));
            }
            _ => {}
        }
    }
}

fn module_missing<'f>(facts: &Facts<'_>, django: &'f Django, missing: &'f MissingModule) -> Finding<SettingsModuleMissing<'f>> {
    let Some(range) = &django.named_at else {
        let asking = "DJANGO_SETTINGS_MODULE";
        return Finding::new(
            Place::project(),
            SettingsModuleMissing { django, missing, asking, is_import: false, instead: None },
        );
    };
    let manage_py = django.manage_py.as_str();
    let instead = only_settings(facts, manage_py);
    let edit = |module| FixBuilder::unsafe_().edit(manage_py, range.clone(), format!("\"{module}\""));
    let fix = instead.as_ref().map(edit);
    let message = SettingsModuleMissing { django, missing, asking: manage_py, is_import: false, instead };
    Finding::new(Place::range(manage_py, range.clone()), message).fix(fix)
}

fn says<'f>(
    facts: &Facts<'_>,
    finding: Finding<SettingsModuleMissing<'f>>,
    missing: &MissingModule,
) -> Finding<SettingsModuleMissing<'f>> {
    let names_it = facts.python.resolved.is_some_and(|python| python.series >= NAMES_THE_ERROR);
    if names_it { finding.says(missing.says()) } else { finding }
}

/// The only module of settings beside or below `manage.py`.
fn only_settings(facts: &Facts<'_>, manage_py: &str) -> Option<String> {
    let folder = manage_py.strip_suffix("manage.py")?;
    let modules = facts.project.files().filter_map(|(path, _)| path.strip_prefix(folder)?.strip_suffix(".py"));
    let mut found = modules.filter(|module| path::base(module) == "settings");
    let only = found.next()?.replace('/', ".");
    found.next().is_none().then_some(only)
}
