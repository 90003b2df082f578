//! PSH604: one folder where Django wants a list.

use crate::analysis::django::{Django, Origin, SettingsFault, Value, settings_faults};
use crate::rules::prelude::*;

use super::settings;

rule! {
    code: "PSH604",
    name: "staticfiles-dirs-not-a-list",
    severity: Error,
    stage: Build,
    fix: Safe,
    of: Collected,
    en: "STATICFILES_DIRS is a single path and no list",
    zh: "STATICFILES_DIRS 是单个路径，而不是列表",
}

struct StaticfilesDirsNotAList<'a> {
    django: &'a Django,
    written: String,
    edit: Edit,
}

/// What is missing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edit {
    /// The comma that makes a tuple.
    Comma,
    /// The brackets of a list.
    Brackets,
}

impl Edit {
    fn of(origin: &Origin, text: &str) -> Self {
        let (before, after) = (&text[..origin.value.start], &text[origin.value.end..]);
        let is_in_parentheses = before.trim_end().ends_with('(') && after.trim_start().starts_with(')');
        if is_in_parentheses { Self::Comma } else { Self::Brackets }
    }
}

impl Message for StaticfilesDirsNotAList<'_> {
    fn message(&self, language: Language) -> String {
        let written = &self.written;
        match self.edit {
            Edit::Comma => say!(
                language,
                "`STATICFILES_DIRS = ({written})` is no tuple without a comma",
                "`STATICFILES_DIRS = ({written})` 缺少逗号，不是元组"
            ),
            Edit::Brackets => {
                say!(language, "`STATICFILES_DIRS = {written}` is no list", "`STATICFILES_DIRS = {written}` 不是列表")
            }
        }
    }

    fn detail(&self, language: Language) -> String {
        let (written, manage_py, doubt) = (&self.written, &self.django.manage_py, settings::doubt(self.django, language));
        let right = match self.edit {
            Edit::Comma => format!("({written},)"),
            Edit::Brackets => format!("[{written}]"),
        };
        say!(
            language,
            "The build runs `python {manage_py} collectstatic --noinput`. `STATICFILES_DIRS` has to be a list or a tuple, even of one folder; parentheses alone make no tuple. Django stops at it, and the build with it. Write `STATICFILES_DIRS = {right}`.{doubt}",
            "构建运行 `python {manage_py} collectstatic --noinput`。`STATICFILES_DIRS` 必须是列表或元组，即使只有一个目录；只有括号并不构成元组。Django 在此停止，构建随之失败。请写成 `STATICFILES_DIRS = {right}`。{doubt}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        match self.edit {
            Edit::Comma => say!(language, "Put a comma behind the folder", "在目录后加上逗号"),
            Edit::Brackets => say!(language, "Put the folder in brackets", "给目录加上方括号"),
        }
    }
}

fn check(facts: &Facts<'_>, (django, read): Settings<'_>, findings: &mut Findings<'_, '_>) {
    for fault in settings_faults(facts) {
        let SettingsFault::DirsNotAList(binding) = fault else { continue };
        let Some(origin) = &binding.origin else { continue };
        let Some(text) = facts.project.text(&origin.file) else { continue };
        let edit = Edit::of(origin, text.as_str());
        let end = origin.value.end..origin.value.end;
        let fix = match edit {
            Edit::Comma => FixBuilder::safe().edit(&origin.file, end, ","),
            Edit::Brackets => {
                let start = origin.value.start..origin.value.start;
                FixBuilder::safe().edit(&origin.file, start, "[").edit(&origin.file, end, "]")
            }
        };
        let written = text.as_str()[origin.value.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        let message = StaticfilesDirsNotAList { django, written, edit };
        let finding = Finding::new(settings::place(read, Some(binding)), message).fix(fix);
        let finding = says(django, &binding.value).into_iter().fold(settings::hedge(finding, django), Finding::says);
        findings.add(if read.has_static_app().is_none() { finding.likely() } else { finding });
    }
}

/// Django's words (`django/contrib/staticfiles/finders.py`), which differ by version; from 2.0 to 3.0 they depend on the
/// machine's own folders, because Django takes each letter for one.
fn says(django: &Django, value: &Value) -> Option<&'static str> {
    match (django.is_at_least(2, 0)?, django.is_at_least(3, 1)?, value) {
        (false, ..) => Some(
            "django.core.exceptions.ImproperlyConfigured: Your STATICFILES_DIRS setting is not a tuple or list; perhaps you forgot a trailing comma?",
        ),
        (true, _, Value::Path(_)) => Some("TypeError: 'PosixPath' object is not iterable"),
        (true, true, _) => Some("?: (staticfiles.E001) The STATICFILES_DIRS setting is not a tuple or list."),
        (true, false, _) => None,
    }
}
