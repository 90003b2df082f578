//! PSH606: the staticfiles app without a `STATIC_URL`.

use crate::analysis::django::{Binding, Django, ReadSettings, SettingsFault, settings_faults};
use crate::rules::prelude::*;

use super::settings;

rule! {
    code: "PSH606",
    name: "static-url-not-set",
    severity: Error,
    stage: Build,
    fix: Safe,
    of: Collected,
    en: "django.contrib.staticfiles is installed and STATIC_URL is not set",
    zh: "安装了 django.contrib.staticfiles，但没有设置 STATIC_URL",
}

/// Django's words (`django/contrib/staticfiles/utils.py`), the same from 1.11 to 5.1.
const SAYS: &str = "django.core.exceptions.ImproperlyConfigured: You're using the staticfiles app without having set the required STATIC_URL setting.";

struct StaticUrlNotSet<'a> {
    django: &'a Django,
    read: &'a ReadSettings,
}

impl Message for StaticUrlNotSet<'_> {
    fn message(&self, language: Language) -> String {
        let file = &self.read.file;
        say!(
            language,
            "`{file}` sets no `STATIC_URL`, which `django.contrib.staticfiles` needs",
            "`{file}` 没有设置 `django.contrib.staticfiles` 所需的 `STATIC_URL`"
        )
    }

    fn detail(&self, language: Language) -> String {
        let (manage_py, doubt) = (&self.django.manage_py, settings::doubt(self.django, language));
        say!(
            language,
            "The build runs `python {manage_py} collectstatic --noinput`. Django demands the address that static files are served at before it copies anything, and stops without it, and the build with it. Write `STATIC_URL = \"/static/\"`.{doubt}",
            "构建运行 `python {manage_py} collectstatic --noinput`。Django 在复制文件之前要求给出静态文件的访问地址，没有就会停止，构建随之失败。请写上 `STATIC_URL = \"/static/\"`。{doubt}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Write `STATIC_URL = \"/static/\"`", "写上 `STATIC_URL = \"/static/\"`")
    }
}

fn check(facts: &Facts<'_>, (django, read): Settings<'_>, findings: &mut Findings<'_, '_>) {
    for fault in settings_faults(facts) {
        let SettingsFault::UrlNotSet(binding) = fault else { continue };
        let place = settings::place(read, binding.or_else(|| read.bound("STATIC_ROOT")));
        let finding = settings::hedge(Finding::new(place, StaticUrlNotSet { django, read }).says(SAYS), django);
        findings.add(finding.fix(fix(facts, read, binding)));
    }
}

/// In place of `None`, behind `STATIC_ROOT`, or at the end of the file.
fn fix(facts: &Facts<'_>, read: &ReadSettings, binding: Option<&Binding>) -> Option<FixBuilder> {
    if let Some(origin) = binding.and_then(|binding| binding.origin.as_ref()) {
        return Some(FixBuilder::safe().edit(&origin.file, origin.value.clone(), "\"/static/\""));
    }
    let line = "STATIC_URL = \"/static/\"";
    let origin = read.bound("STATIC_ROOT").and_then(|root| root.origin.as_ref());
    let file = origin.map_or(&read.file, |origin| &origin.file);
    let text = facts.project.text(file)?;
    if let Some((at, line)) = origin.and_then(|origin| settings::behind(&text, &origin.statement, line)) {
        return Some(FixBuilder::safe().edit(file, at..at, line));
    }
    let text = facts.project.text(&read.file)?;
    let end = text.as_str().len();
    let start = if text.as_str().is_empty() || text.as_str().ends_with('\n') { "" } else { "\n" };
    Some(FixBuilder::safe().edit(&read.file, end..end, format!("{start}{line}\n")))
}
