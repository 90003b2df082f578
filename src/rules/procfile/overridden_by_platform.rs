//! PSH223: a Procfile set on the platform replaces the file.

use crate::analysis::procfile::dialect;
use crate::analysis::procfile::own_file;
use crate::analysis::procfile::processes::{Process, Source};
use crate::platform::OverrideForm;
use crate::rules::prelude::*;

rule! {
    code: "PSH223",
    name: "overridden-by-platform",
    severity: Info,
    stage: Release,
    fix: None,
    en: "A Procfile that is set on the platform replaces the project's file",
    zh: "平台上设置的 Procfile 取代了项目中的文件",
}

struct Overridden<'a> {
    form: OverrideForm,
    /// Whether the file's processes of other names stay.
    keeps_file: bool,
    /// None where the processes of one of the two cannot be known.
    differences: Option<Vec<Difference<'a>>>,
}

/// How a process differs between the file and the platform's text.
enum Difference<'a> {
    Added(&'a Process),
    Changed { file: Process, platform: &'a Process, is_started: bool },
    Absent(Process),
}

impl Message for Overridden<'_> {
    fn message(&self, language: Language) -> String {
        match self.form {
            OverrideForm::Procfile => say!(
                language,
                "The Procfile set on the platform replaces the project's file",
                "平台上设置的 Procfile 取代了项目中的文件"
            ),
            OverrideForm::RunCommand => say!(
                language,
                "The run command set on the platform replaces `web` of the Procfile",
                "平台上设置的运行命令取代了 Procfile 中的 `web`"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let differences = match &self.differences {
            None => say!(language, "They cannot be compared here.", "这里无法比较两者。"),
            Some(differences) if differences.is_empty() => say!(language, "At present both say the same.", "目前两者内容一致。"),
            Some(differences) => {
                let described: Vec<String> = differences.iter().map(|difference| difference.describe(language)).collect();
                described.join(language.pick("; ", "；")) + language.pick(".", "。")
            }
        };
        if self.keeps_file {
            return say!(
                language,
                "{differences} Where both have a process of one name, the setting's counts until it is changed or taken away.",
                "{differences}同名的进程以平台上的设置为准，直到修改或删除该设置。"
            );
        }
        say!(
            language,
            "{differences} A change of the file changes nothing that runs, until the setting on the platform is changed or taken away.",
            "{differences}在修改或删除平台上的设置之前，改动该文件不会影响实际运行的内容。"
        )
    }
}

impl Difference<'_> {
    fn describe(&self, language: Language) -> String {
        match self {
            Self::Added(Process { name, command, .. }) => {
                say!(language, "`{name}` is set on the platform only: `{command}`", "`{name}` 只在平台上设置：`{command}`")
            }
            Self::Changed { file, platform, is_started: false } => say!(
                language,
                "`{}` is `{}`, not `{}`, and is not started",
                "`{}` 是 `{}`，而不是 `{}`，且不会启动",
                platform.name,
                platform.command,
                file.command
            ),
            Self::Changed { file, platform, is_started: true } => say!(
                language,
                "`{}` runs `{}`, not `{}`",
                "`{}` 运行的是 `{}`，而不是 `{}`",
                platform.name,
                platform.command,
                file.command
            ),
            Self::Absent(Process { name, command, .. }) => {
                say!(language, "`{name}` of the file does not run: `{command}`", "文件中的 `{name}` 不会运行：`{command}`")
            }
        }
    }
}

/// The setting says nothing that starts.
struct Beside;

impl Message for Beside {
    fn message(&self, language: Language) -> String {
        say!(
            language,
            "The Procfile set on the platform starts nothing; the project's file does",
            "平台上设置的 Procfile 不启动任何进程，启动的是项目中的文件"
        )
    }

    fn detail(&self, language: Language) -> String {
        say!(
            language,
            "The setting replaces processes of the same name only. Name the one that starts, or take the setting away.",
            "该设置只取代同名的进程。请写上会启动的进程名，或删除该设置。"
        )
    }
}

fn differences<'f>(file: Vec<Process>, facts: &'f Facts<'_>) -> Vec<Difference<'f>> {
    let platform = facts.procfile.processes.as_slice();
    let added: Vec<Difference<'_>> =
        platform.iter().filter(|set| file.iter().all(|process| process.name != set.name)).map(Difference::Added).collect();
    let of_file = file.into_iter().filter_map(|process| match platform.iter().find(|set| set.name == process.name) {
        None => Some(Difference::Absent(process)),
        Some(set) if set.command != process.command => {
            let is_started = facts.procfile.starts_named(&set.name);
            Some(Difference::Changed { file: process, platform: set, is_started })
        }
        Some(_) => None,
    });
    of_file.chain(added).collect()
}

/// What the file would start; a run command stands against its `web` only.
fn file_processes(facts: &Facts<'_>, form: OverrideForm) -> Option<Vec<Process>> {
    let processes = dialect::read(&facts.platform.procfile, own_file::text(facts.project, facts.platform)?).ok()?;
    let counts = |process: &Process| form == OverrideForm::Procfile || process.name == WEB;
    Some(processes.into_iter().filter(counts).collect())
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let procfile = &facts.procfile;
    if facts.procfiles.iter().any(|judged| judged.document.is_beside_file()) {
        findings.add(Finding::new(Place::file(PROCFILE), Beside));
    }
    if procfile.source != Source::Override || !facts.project.has(PROCFILE) {
        return;
    }
    let form = facts.platform.procfile.override_form.value;
    let keeps_file = facts.platform.procfile.keeps_file();
    let comparable = file_processes(facts, form).filter(|_| procfile.rejection.is_none());
    let differences = comparable.map(|file| differences(file, facts));
    findings.add(Finding::new(Place::file(PROCFILE), Overridden { form, keeps_file, differences }));
}
