//! PSH201: no Procfile.

use crate::rules::prelude::*;
use crate::rules::static_files::django_generated_command_wrong;

use super::entry_point::web_entry;
use super::without_procfile::{Outcome, is_for_development, named, target, tidy};

rule! {
    code: "PSH201",
    name: "missing-procfile",
    severity: Warning,
    stage: PreCompile,
    fix: Safe,
    en: "No Procfile: the platform writes one itself, or starts nothing",
    zh: "没有 Procfile：平台自行生成，或什么也不启动",
}

/// What Rainbond's slug builder prints when it finds no app (goodrain/builder, `pre-compile/lib/procfile.sh`).
const NOTHING_FOUND: &str = "not django and flask project";

struct Missing<'a> {
    outcome: Outcome<'a>,
    /// The entry to write, where the sources decide it.
    entry: Option<String>,
}

impl Message for Missing<'_> {
    fn message(&self, language: Language) -> String {
        match self.outcome {
            Outcome::Written { command, .. } => {
                say!(language, "No `Procfile`: the platform starts `{}`", "没有 `Procfile`：平台将启动 `{}`", tidy(command))
            }
            Outcome::Documented(command) => say!(
                language,
                "No `Procfile`: the platform most likely starts `{command}`",
                "没有 `Procfile`：平台很可能启动 `{command}`"
            ),
            Outcome::Depends(file) => match language {
                En => format!("No `Procfile`: what the platform starts depends on {}", named(file, En)),
                Zh => format!("没有 `Procfile`：平台启动什么取决于{}", named(file, Zh).trim_end()),
            },
            Outcome::Broken(command) => say!(
                language,
                "No `Procfile`, and the platform writes `{}`, which cannot start",
                "没有 `Procfile`，而平台生成的 `{}` 无法启动",
                target(command)
            ),
            Outcome::Rejected(..) => say!(
                language,
                "No `Procfile`, and the platform cannot read the one that it writes itself",
                "没有 `Procfile`，而平台自己生成的文件它也无法读取"
            ),
            Outcome::Detected(command) => {
                say!(language, "No `Procfile`: the platform starts `{command}`", "没有 `Procfile`：平台将启动 `{command}`")
            }
            Outcome::Undetected => say!(
                language,
                "No `Procfile`: what the platform starts depends on files that were not given",
                "没有 `Procfile`：平台启动什么取决于未提供的文件"
            ),
            Outcome::OnlyProcfile { other_way: Some(file), .. } => say!(
                language,
                "No `Procfile`: nothing starts unless the app is built from `{file}`",
                "没有 `Procfile`：除非应用按 `{file}` 构建，否则什么也不会启动"
            ),
            Outcome::OnlyProcfile { .. } => say!(language, "No `Procfile`: nothing starts", "没有 `Procfile`：什么也不会启动"),
            Outcome::NothingFound { .. } | Outcome::NothingDetected => say!(
                language,
                "No `Procfile`, and the platform finds no app to write one for",
                "没有 `Procfile`，平台也找不到可为其生成 Procfile 的应用"
            ),
            Outcome::NoCommand { .. } => say!(
                language,
                "No `Procfile`: nothing starts unless a run command is set on the platform",
                "没有 `Procfile`：除非在平台上设置了运行命令，否则什么也不会启动"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let what = self.outcome.explain(language);
        let add = match self.outcome {
            Outcome::NoCommand { .. } => language.pick(
                "Otherwise set one there, or add a file named exactly `Procfile`, without an ending,",
                "否则请在平台上设置，或添加一个名称恰为 `Procfile`、没有扩展名的文件，",
            ),
            _ => language.pick(
                "Add a file named exactly `Procfile`, without an ending,",
                "请添加一个名称恰为 `Procfile`、没有扩展名的文件，",
            ),
        };
        match &self.entry {
            Some(entry) => {
                say!(language, "{what} {add} with the line `{entry}`.", "{what}{add}内容为 `{entry}`。")
            }
            None => say!(
                language,
                "{what} {add} with the command that starts the program: `web: gunicorn app:app` where `app.py` holds the app object `app`, `web: python bot.py` where `bot.py` is the program.",
                "{what}{add}写入启动程序的命令：如果 `app.py` 中有应用对象 `app`，写 `web: gunicorn app:app`；如果程序是 `bot.py`，写 `web: python bot.py`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let entry = self.entry.as_deref().unwrap_or_default();
        say!(language, "Write a `Procfile` with `{entry}`", "新建内容为 `{entry}` 的 `Procfile`")
    }
}

/// How much it matters, and what the platform prints.
fn finding<'a>(outcome: Outcome<'a>, missing: Missing<'a>) -> Finding<Missing<'a>> {
    let finding = Finding::new(Place::project(), missing);
    match outcome {
        Outcome::Written { .. } => finding,
        Outcome::Depends(_) | Outcome::Documented(_) => finding.likely(),
        Outcome::Broken(_) => finding.severity(Severity::Error).stage(Stage::Boot).likely(),
        Outcome::Rejected(rejection, _) => finding.severity(Severity::Error).stage(Stage::Release).says(&rejection.says),
        Outcome::NothingFound { unseen, .. } => {
            let finding = finding.severity(Severity::Error).stage(Stage::Boot).says(NOTHING_FOUND);
            if unseen { finding.likely() } else { finding }
        }
        Outcome::Detected(command) => {
            let severity = if is_for_development(command) { Severity::Warning } else { Severity::Info };
            finding.severity(severity).stage(Stage::Boot)
        }
        Outcome::NothingDetected | Outcome::OnlyProcfile { serves_web: true, other_way: None } => {
            finding.severity(Severity::Error).stage(Stage::Boot)
        }
        // A project without a web page may have nothing to start but jobs that are set elsewhere, and a container starts itself.
        Outcome::Undetected | Outcome::OnlyProcfile { .. } => finding.stage(Stage::Boot).likely(),
        // Most who deploy there set the command on the platform: an error would alarm them all.
        Outcome::NoCommand { .. } => finding.stage(Stage::Release).likely(),
    }
}

/// The entry that is right, and whether to write it changes nothing that runs.
fn entry(outcome: Outcome<'_>, facts: &Facts<'_>) -> Option<(String, FixBuilder)> {
    match outcome {
        Outcome::Written { command, .. } => Some((format!("web: {}", tidy(command)), FixBuilder::safe())),
        Outcome::Detected(command) => Some((format!("web: {command}"), FixBuilder::safe())),
        Outcome::Documented(command) => Some((format!("web: {command}"), FixBuilder::unsafe_())),
        Outcome::Depends(_) | Outcome::Undetected => Some((web_entry(facts)?, FixBuilder::unsafe_())),
        Outcome::Broken(_)
        | Outcome::Rejected(..)
        | Outcome::NothingFound { .. }
        | Outcome::NothingDetected
        | Outcome::NoCommand { .. }
        | Outcome::OnlyProcfile { .. } => Some((web_entry(facts)?, FixBuilder::safe())),
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(outcome) = Outcome::of(facts).filter(|outcome| !django_generated_command_wrong::finds(facts, *outcome)) else {
        return;
    };
    let (entry, fix) = entry(outcome, facts).unzip();
    let create = entry.as_deref().zip(fix).map(|(entry, fix)| fix.create(PROCFILE, format!("{entry}\n")));
    let finding = finding(outcome, Missing { outcome, entry });
    findings.add(finding.fix(create));
}
