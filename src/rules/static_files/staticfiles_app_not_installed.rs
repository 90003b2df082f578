//! PSH602: no collectstatic without its app.

use crate::analysis::django::{Django, Found, ReadSettings, SettingsFault, Value, settings_faults};
use crate::platform::WithoutStaticApp;
use crate::rules::prelude::*;

use super::settings;

rule! {
    code: "PSH602",
    name: "staticfiles-app-not-installed",
    severity: Error,
    stage: Build,
    fix: Safe,
    of: Collected,
    en: "django.contrib.staticfiles is not among the installed apps, so there is no collectstatic",
    zh: "INSTALLED_APPS 中没有 django.contrib.staticfiles，因此没有 collectstatic 命令",
}

/// Django's words (`django/core/management/__init__.py`), the same from 1.11 to 5.1.
const SAYS: &str = "Unknown command: 'collectstatic'";

struct StaticfilesAppNotInstalled<'a> {
    django: &'a Django,
    read: &'a ReadSettings,
    outcome: WithoutStaticApp,
}

impl Message for StaticfilesAppNotInstalled<'_> {
    fn message(&self, language: Language) -> String {
        let file = &self.read.file;
        say!(
            language,
            "`INSTALLED_APPS` in `{file}` lacks `django.contrib.staticfiles`",
            "`{file}` 的 `INSTALLED_APPS` 中没有 `django.contrib.staticfiles`"
        )
    }

    fn detail(&self, language: Language) -> String {
        let (manage_py, doubt) = (&self.django.manage_py, settings::doubt(self.django, language));
        match self.outcome {
            WithoutStaticApp::Fails => say!(
                language,
                "The build runs `python {manage_py} collectstatic --noinput` because Django gets installed. That command belongs to `django.contrib.staticfiles`; without the app Django does not know it, and the build stops. Add `\"django.contrib.staticfiles\"` to `INSTALLED_APPS`, or switch collectstatic off on the platform if there are no static files.{doubt}",
                "由于会安装 Django，构建会运行 `python {manage_py} collectstatic --noinput`。这条命令属于 `django.contrib.staticfiles`；没有这个应用，Django 就不认识它，构建随之失败。请把 `\"django.contrib.staticfiles\"` 加入 `INSTALLED_APPS`；如果没有静态文件，也可以在平台上关闭 collectstatic。{doubt}"
            ),
            WithoutStaticApp::Skipped => say!(
                language,
                "The build asks `{manage_py}` for the command collectstatic first, and goes on without it when Django does not know it. No static files are collected. Add `\"django.contrib.staticfiles\"` to `INSTALLED_APPS` if there are any.{doubt}",
                "构建先向 `{manage_py}` 查询 collectstatic 命令；Django 不认识时就跳过，不收集静态文件。如果有静态文件，请把 `\"django.contrib.staticfiles\"` 加入 `INSTALLED_APPS`。{doubt}"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        say!(
            language,
            "Add `\"django.contrib.staticfiles\"` to `INSTALLED_APPS`",
            "把 `\"django.contrib.staticfiles\"` 加入 `INSTALLED_APPS`"
        )
    }
}

fn check(facts: &Facts<'_>, (django, read): Settings<'_>, findings: &mut Findings<'_, '_>) {
    for fault in settings_faults(facts) {
        if fault != SettingsFault::AppNotInstalled {
            continue;
        }
        let outcome = facts.platform.static_files.without_app.value;
        let place = settings::place(read, read.bound("INSTALLED_APPS"));
        let finding = Finding::new(place, StaticfilesAppNotInstalled { django, read, outcome }).fix(fix(facts, read));
        findings.add(match outcome {
            WithoutStaticApp::Fails => settings::hedge(finding.says(SAYS), django),
            WithoutStaticApp::Skipped => finding.severity(Severity::Info).says_nothing(),
        });
    }
}

/// Puts the app behind the last one, in the manner of the list.
fn fix(facts: &Facts<'_>, read: &ReadSettings) -> Option<FixBuilder> {
    let Found::Bound(binding) = read.find("INSTALLED_APPS") else { return None };
    let origin = binding.origin.as_ref().filter(|origin| origin.is_whole)?;
    let text = facts.project.text(&origin.file)?;
    let source = text.as_str();
    let last = settings::items(facts, &origin.file, &origin.value)?.pop()?;
    let is_string = matches!(binding.value, Value::List(_) | Value::Tuple(_)) && source[last.clone()].ends_with(['"', '\'']);
    let line = source[..last.start].rsplit('\n').next().unwrap_or_default();
    let between = match (line.trim().is_empty(), source.contains("\r\n")) {
        (true, true) => format!("\r\n{line}"),
        (true, false) => format!("\n{line}"),
        (false, _) => " ".to_owned(),
    };
    let app = format!(",{between}\"django.contrib.staticfiles\"");
    is_string.then(|| FixBuilder::safe().edit(&origin.file, last.end..last.end, app))
}
