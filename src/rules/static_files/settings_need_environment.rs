//! PSH607: settings that read a variable which is not given.

use crate::analysis::django::{Django, MissingVariable, SettingsFault, VariableReader, settings_faults};
use crate::analysis::program::missing_variables;
use crate::rules::prelude::*;
use crate::rules::start_command::failure::Failure;

use super::settings;

rule! {
    code: "PSH607",
    name: "settings-need-environment",
    severity: Warning,
    stage: Build,
    fix: Display,
    en: "What is loaded at the build or the start reads a variable that is not set",
    zh: "构建或启动时加载的代码读取了未给出的变量",
}

struct SettingsNeedEnvironment<'a> {
    django: &'a Django,
    missing: &'a MissingVariable,
    /// The variable that switches collectstatic off, with a value; none where nothing does.
    switch: Option<String>,
}

impl Message for SettingsNeedEnvironment<'_> {
    fn message(&self, language: Language) -> String {
        needs(self.missing, language)
    }

    fn detail(&self, language: Language) -> String {
        let (variable, manage_py) = (&self.missing.variable, &self.django.manage_py);
        let switch = self.switch.as_ref().map(|switch| {
            say!(language, ", or switch collectstatic off with `{switch}`", "，或用 `{switch}` 关闭 collectstatic")
        });
        let switch = switch.unwrap_or_default();
        let doubt = settings::doubt(self.django, language);
        let default = default(self.missing);
        say!(
            language,
            "The build runs `python {manage_py} collectstatic --noinput`, which reads the settings, and they stop when `{variable}` is not set during the build. Variables that are set on the platform cannot be seen here; if this one is, nothing is wrong: give it with `--env {variable}=…`, or name it under `env` in `pushready.toml`. Otherwise set it on the platform, give it a default with {default}{switch}.{doubt}",
            "构建运行 `python {manage_py} collectstatic --noinput` 时会读取设置；如果构建期间没有设置 `{variable}`，就会停止。这里看不到平台上设置的变量；如果已经设置，就没有问题，可用 `--env {variable}=…` 告知，或写入 `pushready.toml` 的 `env`。否则请在平台上设置它，用 {default} 给出默认值{switch}。{doubt}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        set_it(self.missing, language)
    }
}

/// A program that reads a variable as it is loaded.
struct ProgramNeedsEnvironment {
    failure: Failure,
    missing: MissingVariable,
}

impl Message for ProgramNeedsEnvironment {
    fn message(&self, language: Language) -> String {
        needs(&self.missing, language)
    }

    fn detail(&self, language: Language) -> String {
        let (variable, stop, default) = (&self.missing.variable, self.failure.words(language), default(&self.missing));
        say!(
            language,
            "This line runs whenever the file is loaded. Variables that are set on the platform cannot be seen here; if this one is, nothing is wrong: give it with `--env {variable}=…`, or name it under `env` in `pushready.toml`. {stop} if it is missing. Set it on the platform, or give it a default with {default}.",
            "每次加载该文件都会执行这一行。这里看不到平台上设置的变量；如果已经设置，就没有问题，可用 `--env {variable}=…` 告知，或写入 `pushready.toml` 的 `env`。如果没有设置，{stop}。请在平台上设置它，或用 {default} 给出默认值。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        set_it(&self.missing, language)
    }
}

fn needs(missing: &MissingVariable, language: Language) -> String {
    let MissingVariable { variable, file, .. } = missing;
    say!(language, "`{file}` needs the variable `{variable}`, and none is given", "`{file}` 需要变量 `{variable}`，但没有给出")
}

/// How a default is given.
fn default(missing: &MissingVariable) -> String {
    match &missing.reader {
        VariableReader::Environ | VariableReader::User(_) => format!("`os.environ.get(\"{}\", …)`", missing.variable),
        VariableReader::Decouple | VariableReader::DjangoEnviron => "`default=…`".to_owned(),
    }
}

fn set_it(missing: &MissingVariable, language: Language) -> String {
    let variable = &missing.variable;
    say!(language, "Set `{variable}` on the platform", "在平台上设置 `{variable}`")
}

/// What the start reads; a variable that collectstatic needs as well is told once.
fn check_programs(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let python = facts.python.resolved.map(|python| python.series);
    for (program, missing) in missing_variables(facts) {
        let is_told = |fault: &SettingsFault<'_>| matches!(fault, SettingsFault::VariableMissing(told) if told.variable == missing.variable);
        if settings_faults(facts).iter().any(is_told) {
            continue;
        }
        let failure = Failure::of(facts, program.start);
        let (place, stage) = (Place::range(&missing.file, missing.range.clone()), failure.stage());
        let says = missing.reader.says(&missing.variable, python);
        let finding = Finding::new(place, ProgramNeedsEnvironment { failure, missing });
        findings.add(finding.stage(stage).says(says).fix(FixBuilder::display()).likely());
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    check_programs(facts, findings);
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
