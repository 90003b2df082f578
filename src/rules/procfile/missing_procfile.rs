//! PSH201: no Procfile.

use crate::analysis::Facts;
use crate::analysis::processes::{PROCFILE, Rejection, Source};
use crate::diagnostic::{FixBuilder, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::platform::MissingProcfile;
use crate::rules::{Family, Finding, Findings, FixKind, Message, Place, Rule};

use super::entry_point::{starts, web_entry};
use super::names::misnamed;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH201",
    name: "missing-procfile",
    since: "0.1.0",
    family: Family::Procfile,
    severity: Severity::Warning,
    stage: Stage::PreCompile,
    fix: FixKind::Safe,
    summary: Localized {
        en: "No Procfile: the platform writes one itself, or starts nothing",
        zh: "没有 Procfile：平台自行生成，或什么也不启动",
    },
    page: Localized { en: include_str!("missing_procfile.md"), zh: include_str!("missing_procfile.zh.md") },
    check,
};

/// What Rainbond's slug builder prints when it finds no app (goodrain/builder, `pre-compile/lib/procfile.sh`).
const NOTHING_FOUND: &str = "not django and flask project";

struct Missing<'a> {
    outcome: Outcome<'a>,
    /// The entry to write, where the sources decide it.
    entry: Option<String>,
}

/// What becomes of a project without a Procfile.
#[derive(Clone, Copy)]
enum Outcome<'a> {
    /// The platform writes a command that can start; its documentation may print another one.
    Written { command: &'a str, documented: Option<&'a str> },
    /// It writes one that starts nothing in the project.
    Broken(&'a str),
    /// It writes one that its own parser refuses.
    Rejected(&'a Rejection, &'a str),
    /// What it writes depends on a file that was not given.
    Depends(Option<&'a str>),
    /// Most likely it writes the documented default; the file that decides was not given.
    Documented(&'a str),
    /// It searches in vain: beside this `manage.py`, or without one; some files may not have been given.
    NothingFound { manage_py: Option<&'a str>, unseen: bool },
    /// It writes none and expects a command that is set on the platform.
    NoCommand { refused: bool },
}

impl Message for Missing<'_> {
    fn message(&self, language: Language) -> String {
        match (self.outcome, language) {
            (Outcome::Written { command, .. }, En) => format!("No `Procfile`: the platform starts `{}`", tidy(command)),
            (Outcome::Written { command, .. }, Zh) => format!("没有 `Procfile`：平台将启动 `{}`", tidy(command)),
            (Outcome::Documented(command), En) => format!("No `Procfile`: the platform most likely starts `{command}`"),
            (Outcome::Documented(command), Zh) => format!("没有 `Procfile`：平台很可能启动 `{command}`"),
            (Outcome::Depends(file), En) => format!("No `Procfile`: what the platform starts depends on {}", named(file, En)),
            (Outcome::Depends(file), Zh) => format!("没有 `Procfile`：平台启动什么取决于{}", named(file, Zh).trim_end()),
            (Outcome::Broken(command), En) => {
                format!("No `Procfile`, and the platform writes `{}`, which cannot start", target(command))
            }
            (Outcome::Broken(command), Zh) => format!("没有 `Procfile`，而平台生成的 `{}` 无法启动", target(command)),
            (Outcome::Rejected(..), En) => "No `Procfile`, and the platform cannot read the one that it writes itself".to_owned(),
            (Outcome::Rejected(..), Zh) => "没有 `Procfile`，而平台自己生成的文件它也无法读取".to_owned(),
            (Outcome::NothingFound { .. }, En) => "No `Procfile`, and the platform finds no app to write one for".to_owned(),
            (Outcome::NothingFound { .. }, Zh) => "没有 `Procfile`，平台也找不到可为其生成 Procfile 的应用".to_owned(),
            (Outcome::NoCommand { .. }, En) => {
                "No `Procfile`: nothing starts unless a run command is set on the platform".to_owned()
            }
            (Outcome::NoCommand { .. }, Zh) => "没有 `Procfile`：除非在平台上设置了运行命令，否则什么也不会启动".to_owned(),
        }
    }

    fn detail(&self, language: Language) -> String {
        let what = self.outcome.explain(language);
        let add = match (self.outcome, language) {
            (Outcome::NoCommand { .. }, En) => {
                "Otherwise set one there, or add a file named exactly `Procfile`, without an ending,"
            }
            (Outcome::NoCommand { .. }, Zh) => "否则请在平台上设置，或添加一个名称恰为 `Procfile`、没有扩展名的文件，",
            (_, En) => "Add a file named exactly `Procfile`, without an ending,",
            (_, Zh) => "请添加一个名称恰为 `Procfile`、没有扩展名的文件，",
        };
        match (language, &self.entry) {
            (En, Some(entry)) => format!("{what} {add} with the line `{entry}`."),
            (Zh, Some(entry)) => format!("{what}{add}内容为 `{entry}`。"),
            (En, None) => format!(
                "{what} {add} with the command that starts the program: `web: gunicorn app:app` where `app.py` holds the app object `app`, `web: python bot.py` where `bot.py` is the program."
            ),
            (Zh, None) => format!(
                "{what}{add}写入启动程序的命令：如果 `app.py` 中有应用对象 `app`，写 `web: gunicorn app:app`；如果程序是 `bot.py`，写 `web: python bot.py`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let entry = self.entry.as_deref().unwrap_or_default();
        match language {
            En => format!("Write a `Procfile` with `{entry}`"),
            Zh => format!("新建内容为 `{entry}` 的 `Procfile`"),
        }
    }
}

impl<'a> Outcome<'a> {
    fn of(facts: &'a Facts<'_>) -> Option<Self> {
        let procfile = &facts.procfile;
        let command = procfile.web().map_or("", |web| web.command.as_str());
        let outcome = match (procfile.source, &procfile.text, &procfile.rejection) {
            (Source::File | Source::Override, ..) => return None,
            (Source::None, ..) => Self::nothing(facts),
            (_, None, _) => Self::Depends(facts.static_files.manage_py.as_deref()),
            (_, Some(text), Some(rejection)) => Self::Rejected(rejection, text.trim_end()),
            (Source::DocumentedDefault, ..) => Self::Documented(command),
            (Source::Generated, ..) if starts(facts.project, command) => {
                let documented = facts.platform.procfile.documented_default.as_ref().map(|default| default.value.as_str());
                Self::Written { command, documented }
            }
            (Source::Generated, ..) => Self::Broken(command),
        };
        Some(outcome)
    }

    fn nothing(facts: &'a Facts<'_>) -> Self {
        match facts.platform.procfile.missing.value {
            MissingProcfile::Nothing => Self::NoCommand { refused: facts.platform.runtime.run_command_required.value },
            MissingProcfile::SlugBuilderGenerator => {
                let manage_py = facts.static_files.manage_py.as_deref();
                let project = facts.project;
                let mut sources = project.root_files().filter(|file| file.strip_suffix(".py").is_some());
                Self::NothingFound { manage_py, unseen: manage_py.is_none() && sources.any(|file| project.text(file).is_none()) }
            }
        }
    }

    fn explain(self, language: Language) -> String {
        match (self, language) {
            (Self::Written { documented, .. }, En) => format!(
                "Before the build the platform searches the code for a Django or Flask app and writes this command itself. A change of the code can change it without a word, and the documentation asks for a Procfile{}.",
                documented.map_or(String::new(), |default| format!(", with `{default}` as its example"))
            ),
            (Self::Written { documented, .. }, Zh) => format!(
                "构建之前，平台在代码中查找 Django 或 Flask 应用，并自行写入这条命令。代码一有改动，它就可能悄悄改变；文档也要求提供 Procfile{}。",
                documented.map_or(String::new(), |default| format!("，给出的示例是 `{default}`"))
            ),
            (Self::Documented(command), En) => format!(
                "Before the build the platform searches the code for a Flask app and writes a command for it. The contents of the Python files at the root are not known here; if `app.py` holds the app object `app`, it is the documented `web: {command}` with more options."
            ),
            (Self::Documented(command), Zh) => format!(
                "构建之前，平台在代码中查找 Flask 应用，并为其生成命令。这里看不到根目录下 Python 文件的内容；如果 `app.py` 中有应用对象 `app`，生成的就是文档中的 `web: {command}`，只是选项更多。"
            ),
            (Self::Depends(file), En) => format!(
                "Before the build the platform searches the code for a Django settings module or a Flask app and writes a command for what it finds, which is not always right. The content of {} is not known here.",
                named(file, En)
            ),
            (Self::Depends(file), Zh) => format!(
                "构建之前，平台在代码中查找 Django 设置模块或 Flask 应用，并按找到的内容生成命令，结果不一定正确。这里看不到{}的内容。",
                named(file, Zh)
            ),
            (Self::Broken(command), En) => format!(
                "Before the build the platform searches the text of the code for an app and writes `web: {}`. No file of the project is what that names, so the build succeeds and gunicorn stops when it starts, unless a package that gets installed has a module of this name.",
                tidy(command)
            ),
            (Self::Broken(command), Zh) => format!(
                "构建之前，平台在代码文本中查找应用，并写入 `web: {}`。项目中没有与之对应的文件，因此构建成功，但 gunicorn 一启动就会停止，除非安装的某个软件包恰好含有同名模块。",
                tidy(command)
            ),
            (Self::Rejected(_, text), En) => format!(
                "Before the build the platform searches the text of the code for an app and writes `{text}`. That is no valid YAML: the build stops after all dependencies were installed."
            ),
            (Self::Rejected(_, text), Zh) => {
                format!("构建之前，平台在代码文本中查找应用，并写入 `{text}`。这不是合法的 YAML：依赖全部安装完之后构建才会失败。")
            }
            (Self::NothingFound { manage_py: Some(path), .. }, En) => format!(
                "The platform takes `{path}` for Django's, finds no settings module such as `mysite.settings` in it, and looks no further. The build succeeds, and nothing starts."
            ),
            (Self::NothingFound { manage_py: Some(path), .. }, Zh) => format!(
                "平台把 `{path}` 当作 Django 的文件，但其中没有 `mysite.settings` 这样的设置模块，于是不再继续查找。构建成功，但什么也不会启动。"
            ),
            (Self::NothingFound { manage_py: None, unseen }, En) => format!(
                "The platform looks for Django's `manage.py`, then for `Flask(__name__)` in the Python files at the root, and finds neither{}. The build succeeds, and nothing starts.",
                if unseen { ", unless a file whose content is not known here holds it" } else { "" }
            ),
            (Self::NothingFound { manage_py: None, unseen }, Zh) => format!(
                "平台先找 Django 的 `manage.py`，再在根目录的 Python 文件中找 `Flask(__name__)`，两者都没有{}。构建成功，但什么也不会启动。",
                if unseen { "（除非它在某个内容未知的文件里）" } else { "" }
            ),
            (Self::NoCommand { refused: true }, En) => {
                "The platform writes no Procfile of its own and deploys nothing without a run command. Whether one is set on the platform cannot be seen here; if so, nothing is missing.".to_owned()
            }
            (Self::NoCommand { refused: true }, Zh) => {
                "平台不会自行生成 Procfile，没有运行命令就不部署。这里看不到平台上是否设置了运行命令；如果已设置，就不缺什么。".to_owned()
            }
            (Self::NoCommand { refused: false }, En) => {
                "The platform writes no Procfile of its own: the build succeeds, and nothing starts. Whether a command is set on the platform cannot be seen here; if so, nothing is missing.".to_owned()
            }
            (Self::NoCommand { refused: false }, Zh) => {
                "平台不会自行生成 Procfile：构建成功，但什么也不会启动。这里看不到平台上是否设置了命令；如果已设置，就不缺什么。".to_owned()
            }
        }
    }

    fn finding(self, missing: Missing<'a>) -> Finding<Missing<'a>> {
        let finding = Finding::new(Place::project(), missing);
        match self {
            Self::Written { .. } => finding,
            Self::Depends(_) | Self::Documented(_) => finding.likely(),
            Self::Broken(_) => finding.severity(Severity::Error).stage(Stage::Boot).likely(),
            Self::Rejected(rejection, _) => finding.severity(Severity::Error).stage(Stage::Release).says(&rejection.says),
            Self::NothingFound { unseen, .. } => {
                let finding = finding.severity(Severity::Error).stage(Stage::Boot).says(NOTHING_FOUND);
                if unseen { finding.likely() } else { finding }
            }
            // Most who deploy there set the command on the platform: an error would alarm them all.
            Self::NoCommand { .. } => finding.stage(Stage::Release).likely(),
        }
    }

    /// The entry that is right, and whether to write it changes nothing that runs.
    fn entry(self, facts: &Facts<'_>) -> Option<(String, FixBuilder)> {
        match self {
            Self::Written { command, .. } => Some((format!("web: {}", tidy(command)), FixBuilder::safe())),
            Self::Documented(command) => Some((format!("web: {command}"), FixBuilder::unsafe_())),
            Self::Depends(_) => Some((web_entry(facts)?, FixBuilder::unsafe_())),
            Self::Broken(_) | Self::Rejected(..) | Self::NothingFound { .. } | Self::NoCommand { .. } => {
                Some((web_entry(facts)?, FixBuilder::safe()))
            }
        }
    }
}

fn named(file: Option<&str>, language: Language) -> String {
    match (file, language) {
        (Some(file), En) => format!("`{file}`"),
        (Some(file), Zh) => format!(" `{file}` "),
        (None, En) => "the Python files at the root".to_owned(),
        (None, Zh) => "根目录下的 Python 文件".to_owned(),
    }
}

/// A generated command without the blanks that the generator copies from the code.
fn tidy(command: &str) -> String {
    command.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// A generated command without the options, which are always the same.
fn target(command: &str) -> &str {
    command.find(" --").map_or(command, |at| command[..at].trim_end())
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    if misnamed(facts).is_some() || !facts.is_built_as_python() {
        return;
    }
    let Some(outcome) = Outcome::of(facts) else { return };
    let (entry, fix) = outcome.entry(facts).unzip();
    let create = entry.as_deref().zip(fix).map(|(entry, fix)| fix.create(PROCFILE, format!("{entry}\n")));
    let finding = outcome.finding(Missing { outcome, entry });
    findings.add(match create {
        Some(fix) => finding.fix(fix),
        None => finding,
    });
}
