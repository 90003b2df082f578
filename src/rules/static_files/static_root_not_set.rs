//! PSH601: collectstatic without a `STATIC_ROOT`.

use crate::analysis::django::{Binding, Django, ReadSettings, SettingsFault, StaticEvidence, paths, settings_faults};
use crate::rules::prelude::*;

use super::settings;

rule! {
    code: "PSH601",
    name: "static-root-not-set",
    severity: Error,
    stage: Build,
    fix: Safe,
    of: Collected,
    en: "collectstatic runs and no setting says where to: STATIC_ROOT is missing",
    zh: "运行 collectstatic，但没有设置 STATIC_ROOT，不知道收集到哪里",
}

/// Django's words (`django/contrib/staticfiles/storage.py`), the same from 1.11 to 5.1.
const SAYS: &str = "django.core.exceptions.ImproperlyConfigured: You're using the staticfiles app without having set the STATIC_ROOT setting to a filesystem path.";
/// Names for the folder, in the order in which they are tried.
const FOLDERS: &[&str] = &["staticfiles", "static_root", "collected_static"];

struct StaticRootNotSet<'a> {
    django: &'a Django,
    read: &'a ReadSettings,
    /// The variable that may set it.
    variable: Option<&'a str>,
    /// Whether `STATIC_ROOT` is there, but empty.
    is_empty: bool,
    /// Whether only a package that gets installed may have static files.
    is_likely: bool,
    line: Option<String>,
}

impl Message for StaticRootNotSet<'_> {
    fn message(&self, language: Language) -> String {
        let file = &self.read.file;
        match (self.variable, self.is_empty) {
            (Some(variable), _) => say!(
                language,
                "`STATIC_ROOT` is empty unless the variable `{variable}` is set, and collectstatic runs",
                "不设置变量 `{variable}` 时 `STATIC_ROOT` 为空，而构建会运行 collectstatic"
            ),
            (None, true) => say!(
                language,
                "`STATIC_ROOT` in `{file}` is empty, and collectstatic runs",
                "`{file}` 中的 `STATIC_ROOT` 为空，而构建会运行 collectstatic"
            ),
            (None, false) => say!(
                language,
                "`{file}` sets no `STATIC_ROOT`, and collectstatic runs",
                "`{file}` 没有设置 `STATIC_ROOT`，而构建会运行 collectstatic"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (manage_py, doubt) = (&self.django.manage_py, settings::doubt(self.django, language));
        let example = self.line.as_deref().unwrap_or("STATIC_ROOT = BASE_DIR / \"staticfiles\"");
        let evidence = match self.is_likely {
            true => language.pick(", which an installed package may bring", "（可能来自安装的软件包）"),
            false => "",
        };
        let edit = match self.variable {
            Some(variable) => say!(
                language,
                "Set `{variable}` on the platform, or write `{example}`. If it is set there, nothing is wrong: give it with `--env {variable}=…`.",
                "请在平台上设置 `{variable}`，或写上 `{example}`。如果已在平台上设置，就没有问题，可用 `--env {variable}=…` 告知。"
            ),
            None => say!(language, "Write `{example}`.", "请写上 `{example}`。"),
        };
        say!(
            language,
            "After the dependencies are installed, the build runs `python {manage_py} collectstatic --noinput`. Django copies all static files to the folder `STATIC_ROOT`. Without one it stops at the first file{evidence}, and the build with it. {edit}{doubt}",
            "依赖安装完之后，构建运行 `python {manage_py} collectstatic --noinput`。Django 把所有静态文件复制到 `STATIC_ROOT` 目录；没有设置时，遇到第一个文件{evidence}就会停止，构建随之失败。{edit}{doubt}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let line = self.line.as_deref().unwrap_or_default();
        say!(language, "Write `{line}`", "写上 `{line}`")
    }
}

fn check(facts: &Facts<'_>, (django, read): Settings<'_>, findings: &mut Findings<'_, '_>) {
    for fault in settings_faults(facts) {
        let SettingsFault::RootNotSet { binding, variable, evidence } = fault else { continue };
        let is_likely = evidence == StaticEvidence::Likely;
        let (line, fix) = fix(facts, read, binding).unzip();
        let fix = fix.filter(|_| variable.is_none());
        let place = settings::place(read, binding.or_else(|| read.bound("STATIC_URL")));
        let message = StaticRootNotSet { django, read, variable, is_empty: binding.is_some(), is_likely, line };
        let finding = settings::hedge(Finding::new(place, message).says(SAYS), django).fix(fix);
        let is_sure = !is_likely && read.has_static_app().is_some() && variable.is_none();
        findings.add(if is_sure { finding } else { finding.likely() });
    }
}

/// The line to write and the edit that writes it: in place of the empty value, or behind `STATIC_URL`.
fn fix(facts: &Facts<'_>, read: &ReadSettings, binding: Option<&Binding>) -> Option<(String, FixBuilder)> {
    let origin = binding.or_else(|| read.bound("STATIC_URL"))?.origin.as_ref().filter(|origin| origin.is_whole)?;
    let taken = |folder: &&&str| {
        facts.project.has_folder(folder) || read.static_dirs().into_iter().any(|dir| paths::shown(dir).ends_with(*folder))
    };
    let folder = FOLDERS.iter().find(|folder| !taken(folder))?;
    let value = settings::below_base_dir(facts, read, &origin.file, folder)?;
    let line = format!("STATIC_ROOT = {value}");
    let fix = if binding.is_some() {
        FixBuilder::safe().edit(&origin.file, origin.value.clone(), value)
    } else {
        let text = facts.project.text(&origin.file)?;
        let (at, text) = settings::behind(&text, &origin.statement, &line)?;
        FixBuilder::safe().edit(&origin.file, at..at, text)
    };
    Some((line, fix))
}
