//! PSH223: a Procfile set on the platform replaces the file.

use crate::analysis::Facts;
use crate::analysis::procfile::dialect;
use crate::analysis::procfile::processes::{PROCFILE, Process, Source, WEB};
use crate::diagnostic::{Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::platform::OverrideForm;
use crate::rules::{Family, Finding, Findings, FixKind, Message, Place, Rule};

use super::file_text;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH223",
    name: "overridden-by-platform",
    since: "0.1.0",
    family: Family::Procfile,
    severity: Severity::Info,
    stage: Stage::Release,
    fix: FixKind::None,
    summary: Localized {
        en: "A Procfile that is set on the platform replaces the project's file",
        zh: "平台上设置的 Procfile 取代了项目中的文件",
    },
    #[cfg(feature = "pages")]
    page: Localized { en: include_str!("overridden_by_platform.md"), zh: include_str!("overridden_by_platform.zh.md") },
    check,
};

struct Overridden<'a> {
    form: OverrideForm,
    /// None where the processes of one of the two cannot be known.
    differences: Option<Vec<Difference<'a>>>,
}

/// How a process differs between the file and the platform's text.
enum Difference<'a> {
    Added(&'a Process),
    Changed { file: Process, platform: &'a Process },
    Absent(Process),
}

impl Message for Overridden<'_> {
    fn message(&self, language: Language) -> String {
        match (self.form, language) {
            (OverrideForm::Procfile, En) => "The Procfile set on the platform replaces the project's file".to_owned(),
            (OverrideForm::Procfile, Zh) => "平台上设置的 Procfile 取代了项目中的文件".to_owned(),
            (OverrideForm::RunCommand, En) => "The run command set on the platform replaces `web` of the Procfile".to_owned(),
            (OverrideForm::RunCommand, Zh) => "平台上设置的运行命令取代了 Procfile 中的 `web`".to_owned(),
        }
    }

    fn detail(&self, language: Language) -> String {
        let differences = match (&self.differences, language) {
            (None, En) => "They cannot be compared here.".to_owned(),
            (None, Zh) => "这里无法比较两者。".to_owned(),
            (Some(differences), En) if differences.is_empty() => "At present both say the same.".to_owned(),
            (Some(differences), Zh) if differences.is_empty() => "目前两者内容一致。".to_owned(),
            (Some(differences), En) => format!("{}.", listed(differences, language, "; ")),
            (Some(differences), Zh) => format!("{}。", listed(differences, language, "；")),
        };
        match language {
            En => format!(
                "{differences} A change of the file changes nothing that runs, until the setting on the platform is changed or taken away."
            ),
            Zh => format!("{differences}在修改或删除平台上的设置之前，改动该文件不会影响实际运行的内容。"),
        }
    }
}

impl Difference<'_> {
    fn describe(&self, language: Language) -> String {
        match (self, language) {
            (Self::Added(Process { name, command, .. }), En) => format!("`{name}` is set on the platform only: `{command}`"),
            (Self::Added(Process { name, command, .. }), Zh) => format!("`{name}` 只在平台上设置：`{command}`"),
            (Self::Changed { file, platform }, En) => {
                format!("`{}` runs `{}`, not `{}`", platform.name, platform.command, file.command)
            }
            (Self::Changed { file, platform }, Zh) => {
                format!("`{}` 运行的是 `{}`，而不是 `{}`", platform.name, platform.command, file.command)
            }
            (Self::Absent(Process { name, command, .. }), En) => format!("`{name}` of the file does not run: `{command}`"),
            (Self::Absent(Process { name, command, .. }), Zh) => format!("文件中的 `{name}` 不会运行：`{command}`"),
        }
    }
}

fn listed(differences: &[Difference<'_>], language: Language, separator: &str) -> String {
    let described: Vec<String> = differences.iter().map(|difference| difference.describe(language)).collect();
    described.join(separator)
}

fn differences(file: Vec<Process>, platform: &[Process]) -> Vec<Difference<'_>> {
    let added: Vec<Difference<'_>> =
        platform.iter().filter(|set| file.iter().all(|process| process.name != set.name)).map(Difference::Added).collect();
    let of_file = file.into_iter().filter_map(|process| match platform.iter().find(|set| set.name == process.name) {
        None => Some(Difference::Absent(process)),
        Some(set) if set.command != process.command => Some(Difference::Changed { file: process, platform: set }),
        Some(_) => None,
    });
    of_file.chain(added).collect()
}

/// What the file would start; a run command stands against its `web` only.
fn file_processes(facts: &Facts<'_>, form: OverrideForm) -> Option<Vec<Process>> {
    let processes = dialect::read(&facts.platform.procfile, file_text(facts)?).ok()?;
    let counts = |process: &Process| form == OverrideForm::Procfile || process.name == WEB;
    Some(processes.into_iter().filter(counts).collect())
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let procfile = &facts.procfile;
    if procfile.source != Source::Override || !facts.project.has(PROCFILE) {
        return;
    }
    let form = facts.platform.procfile.override_form.value;
    let comparable = file_processes(facts, form).filter(|_| procfile.rejection.is_none());
    let differences = comparable.map(|file| differences(file, &procfile.processes));
    findings.add(Finding::new(Place::file(PROCFILE), Overridden { form, differences }));
}
