//! PSH607: settings that read a variable which is not given.

use crate::analysis::django::{Django, MissingVariable, SettingsFault, VariableReader, settings_faults};
use crate::rules::prelude::*;

use super::settings;

rule! {
    code: "PSH607",
    name: "settings-need-environment",
    severity: Warning,
    stage: Build,
    fix: Display,
    en: "The settings read a variable that is not set, so collectstatic stops",
    zh: "设置读取了未给出的变量，collectstatic 会因此停止",
}

struct SettingsNeedEnvironment<'a> {
    django: &'a Django,
    missing: &'a MissingVariable,
    /// The variable that switches collectstatic off, with a value; none where nothing does.
    switch: Option<String>,
}

impl Message for SettingsNeedEnvironment<'_> {
    fn message(&self, language: Language) -> String {
        let MissingVariable { variable, file, .. } = self.missing;
        say!(
            language,
            "`{file}` needs the variable `{variable}`, and none is given",
            "`{file}` 需要变量 `{variable}`，但没有给出"
        )
    }

    fn detail(&self, language: Language) -> String {
        let (variable, manage_py) = (&self.missing.variable, &self.django.manage_py);
        let switch = self.switch.as_ref().map(|switch| {
            say!(language, ", or switch collectstatic off with `{switch}`", "，或用 `{switch}` 关闭 collectstatic")
        });
        let switch = switch.unwrap_or_default();
        let doubt = settings::doubt(self.django, language);
        let default = match &self.missing.reader {
            VariableReader::Environ | VariableReader::User(_) => format!("`os.environ.get(\"{variable}\", …)`"),
            VariableReader::Decouple | VariableReader::DjangoEnviron => "`default=…`".to_owned(),
        };
        say!(
            language,
            "The build runs `python {manage_py} collectstatic --noinput`, which reads the settings, and they stop when `{variable}` is not set during the build. Variables that are set on the platform cannot be seen here; if this one is, nothing is wrong: give it with `--env {variable}=…`, or name it under `env` in `pushready.toml`. Otherwise set it on the platform, give it a default with {default}{switch}.{doubt}",
            "构建运行 `python {manage_py} collectstatic --noinput` 时会读取设置；如果构建期间没有设置 `{variable}`，就会停止。这里看不到平台上设置的变量；如果已经设置，就没有问题，可用 `--env {variable}=…` 告知，或写入 `pushready.toml` 的 `env`。否则请在平台上设置它，用 {default} 给出默认值{switch}。{doubt}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let variable = &self.missing.variable;
        say!(language, "Set `{variable}` on the platform", "在平台上设置 `{variable}`")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(django) = facts.django() else { return };
    let switch = facts.platform.static_files.switch.as_ref().map(|fact| &fact.value);
    let switch = switch.and_then(|switch| Some(format!("{}={}", switch.variables.first()?, switch.documented_value)));
    let python = facts.python.resolved.map(|python| python.series);
    for fault in settings_faults(facts) {
        let SettingsFault::VariableMissing(missing) = fault else { continue };
        let place = Place::range(&missing.file, missing.range.clone());
        let message = SettingsNeedEnvironment { django, missing, switch: switch.clone() };
        let finding =
            Finding::new(place, message).says(missing.reader.says(&missing.variable, python)).fix(FixBuilder::display());
        findings.add(settings::hedge(finding, django).likely());
    }
}
