//! What becomes of a project without a Procfile.

use crate::analysis::Facts;
use crate::analysis::procfile::processes::{Rejection, Source};
use crate::language::Language::{self, En, Zh};
use crate::language::say;
use crate::platform::{MissingProcfile, OverrideForm};

use super::entry_point::starts;
use super::names::misnamed;

/// The variable that can name more folders to search for modules.
const PYTHON_PATH: &str = "PYTHONPATH";

/// What becomes of a project without a Procfile.
#[derive(Clone, Copy)]
pub(in crate::rules) enum Outcome<'a> {
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
    /// When it detects the project it finds this command and keeps it.
    Detected(&'a str),
    /// When it detects the project it looks for a command; some files that decide were not given.
    Undetected,
    /// When it detects the project it looks for a command in vain.
    NothingDetected,
    /// It writes none and expects a command that is set on the platform.
    NoCommand { refused: bool },
    /// It writes none, and no other place can name a command.
    OnlyProcfile { serves_web: bool, other_way: Option<&'a str> },
}

impl<'a> Outcome<'a> {
    /// What becomes of it; none if there is a Procfile, or a file that was meant to be one.
    pub(in crate::rules) fn of(facts: &'a Facts<'_>) -> Option<Self> {
        if misnamed(facts).is_some() || !facts.is_built_as_python() {
            return None;
        }
        let procfile = &facts.procfile;
        let command = procfile.web().map_or("", |web| web.command.as_str());
        let missing = facts.platform.procfile.missing.value;
        let outcome = match (procfile.source, &procfile.text, &procfile.rejection) {
            (Source::File | Source::Override, ..) => return None,
            (Source::None, ..) => Self::nothing(facts),
            (_, None, _) if missing == MissingProcfile::CnbStartCommand => Self::Undetected,
            (_, Some(_), None) if missing == MissingProcfile::CnbStartCommand => Self::Detected(command),
            (_, None, _) => Self::Depends(facts.static_files.manage_py.as_deref()),
            (_, Some(text), Some(rejection)) => Self::Rejected(rejection, text.trim_end()),
            (Source::DocumentedDefault, ..) => Self::Documented(command),
            (Source::Generated, ..) if starts(facts.project, command) || facts.settings.has(PYTHON_PATH) => {
                let documented = facts.platform.procfile.documented_default.as_ref().map(|default| default.value.as_str());
                Self::Written { command, documented }
            }
            (Source::Generated, ..) => Self::Broken(command),
        };
        Some(outcome)
    }

    fn nothing(facts: &'a Facts<'_>) -> Self {
        match facts.platform.procfile.missing.value {
            MissingProcfile::Nothing if is_settable(facts) => {
                Self::NoCommand { refused: facts.platform.runtime.run_command_required.value }
            }
            MissingProcfile::Nothing => {
                let other_way = facts.platform.procfile.other_way.as_ref().map(|fact| fact.value.as_str());
                Self::OnlyProcfile { serves_web: serves_web(facts), other_way: other_way.filter(|file| facts.project.has(file)) }
            }
            MissingProcfile::CnbStartCommand => Self::NothingDetected,
            MissingProcfile::SlugBuilderGenerator => {
                let manage_py = facts.static_files.manage_py.as_deref();
                let project = facts.project;
                let mut sources = project.root_files().filter(|file| file.strip_suffix(".py").is_some());
                Self::NothingFound { manage_py, unseen: manage_py.is_none() && sources.any(|file| project.text(file).is_none()) }
            }
        }
    }

    pub(super) fn explain(self, language: Language) -> String {
        match self {
            Self::Written { documented, .. } => match language {
                En => format!(
                    "Before the build the platform searches the code for a Django or Flask app and writes this command itself. A change of the code can change it without a word, and the documentation asks for a Procfile{}.",
                    documented.map_or(String::new(), |default| format!(", with `{default}` as its example"))
                ),
                Zh => format!(
                    "构建之前，平台在代码中查找 Django 或 Flask 应用，并自行写入这条命令。代码一有改动，它就可能悄悄改变；文档也要求提供 Procfile{}。",
                    documented.map_or(String::new(), |default| format!("，给出的示例是 `{default}`"))
                ),
            },
            Self::Documented(command) => say!(
                language,
                "Before the build the platform searches the code for a Flask app and writes a command for it. The contents of the Python files at the root are not known here; if `app.py` holds the app object `app`, it is the documented `web: {command}` with more options.",
                "构建之前，平台在代码中查找 Flask 应用，并为其生成命令。这里看不到根目录下 Python 文件的内容；如果 `app.py` 中有应用对象 `app`，生成的就是文档中的 `web: {command}`，只是选项更多。"
            ),
            Self::Depends(file) => match language {
                En => format!(
                    "Before the build the platform searches the code for a Django settings module or a Flask app and writes a command for what it finds, which is not always right. The content of {} is not known here.",
                    named(file, En)
                ),
                Zh => format!(
                    "构建之前，平台在代码中查找 Django 设置模块或 Flask 应用，并按找到的内容生成命令，结果不一定正确。这里看不到{}的内容。",
                    named(file, Zh)
                ),
            },
            Self::Broken(command) => say!(
                language,
                "Before the build the platform searches the text of the code for an app and writes `web: {}`. No file of the project is what that names, so the build succeeds and gunicorn stops when it starts, unless a package that gets installed has a module of this name.",
                "构建之前，平台在代码文本中查找应用，并写入 `web: {}`。项目中没有与之对应的文件，因此构建成功，但 gunicorn 一启动就会停止，除非安装的某个软件包恰好含有同名模块。",
                tidy(command)
            ),
            Self::Rejected(_, text) => say!(
                language,
                "Before the build the platform searches the text of the code for an app and writes `{text}`. That is no valid YAML: the build stops after all dependencies were installed.",
                "构建之前，平台在代码文本中查找应用，并写入 `{text}`。这不是合法的 YAML：依赖全部安装完之后构建才会失败。"
            ),
            Self::NothingFound { manage_py: Some(path), .. } => say!(
                language,
                "The platform takes `{path}` for Django's, finds no settings module such as `mysite.settings` in it, and looks no further. The build succeeds, and nothing starts.",
                "平台把 `{path}` 当作 Django 的文件，但其中没有 `mysite.settings` 这样的设置模块，于是不再继续查找。构建成功，但什么也不会启动。"
            ),
            Self::NothingFound { manage_py: None, unseen } => match language {
                En => format!(
                    "The platform looks for Django's `manage.py`, then for `Flask(__name__)` in the Python files at the root, and finds neither{}. The build succeeds, and nothing starts.",
                    if unseen { ", unless a file whose content is not known here holds it" } else { "" }
                ),
                Zh => format!(
                    "平台先找 Django 的 `manage.py`，再在根目录的 Python 文件中找 `Flask(__name__)`，两者都没有{}。构建成功，但什么也不会启动。",
                    if unseen { "（除非它在某个内容未知的文件里）" } else { "" }
                ),
            },
            Self::Detected(command) => match language {
                En => format!(
                    "When the platform detects the project it searches the code for an app, and it keeps the command that it finds: a later change of the code does not change it.{}",
                    if is_for_development(command) { " This is a server for development, not for production." } else { "" }
                ),
                Zh => format!(
                    "平台在检测项目时从代码中查找应用，并保存找到的命令：之后改动代码不会改变它。{}",
                    if is_for_development(command) { "这是开发用的服务器，不适合生产环境。" } else { "" }
                ),
            },
            Self::Undetected => say!(
                language,
                "When the platform detects the project it searches the requirements for a web framework or server and the code for an app, and it keeps the command that it finds. Some of these files were not given here.",
                "平台在检测项目时从依赖中查找 Web 框架或服务器，从代码中查找应用，并保存找到的命令。这里没有提供其中的某些文件。"
            ),
            Self::NothingDetected => say!(
                language,
                "The platform looks for a script of Poetry, for `manage.py` at the root, and for an app in files such as `app.py`, `main.py` and `wsgi.py` if a framework or server that it knows is among the requirements. It finds none: the build succeeds, and the container starts Python without a program, which ends at once.",
                "平台会查找 Poetry 的脚本、根目录下的 `manage.py`；如果依赖中有它认识的框架或服务器，还会在 `app.py`、`main.py`、`wsgi.py` 等文件中查找应用。结果什么也没找到：构建成功，但容器启动的是没有程序的 Python，会立刻结束。"
            ),
            Self::OnlyProcfile { other_way: Some(file), .. } => say!(
                language,
                "The platform writes no Procfile of its own: the build succeeds, and nothing starts. Only if the app is set to be built from `{file}`, which cannot be seen here, nothing is missing.",
                "平台不会自行生成 Procfile：构建成功，但什么也不会启动。只有当应用设置为按 `{file}` 构建时才不缺什么，而这里看不到该设置。"
            ),
            Self::OnlyProcfile { .. } => say!(
                language,
                "The platform writes no Procfile of its own, and only a Procfile says what to start: the build succeeds, and nothing starts.",
                "平台不会自行生成 Procfile，而启动什么只由 Procfile 决定：构建成功，但什么也不会启动。"
            ),
            Self::NoCommand { refused: true } => say!(
                language,
                "The platform writes no Procfile of its own and deploys nothing without a run command. Whether one is set on the platform cannot be seen here; if so, nothing is missing.",
                "平台不会自行生成 Procfile，没有运行命令就不部署。这里看不到平台上是否设置了运行命令；如果已设置，就不缺什么。"
            ),
            Self::NoCommand { refused: false } => say!(
                language,
                "The platform writes no Procfile of its own: the build succeeds, and nothing starts. Whether a command is set on the platform cannot be seen here; if so, nothing is missing.",
                "平台不会自行生成 Procfile：构建成功，但什么也不会启动。这里看不到平台上是否设置了命令；如果已设置，就不缺什么。"
            ),
        }
    }
}

pub(super) fn named(file: Option<&str>, language: Language) -> String {
    match file {
        Some(file) => say!(language, "`{file}`", " `{file}` "),
        None => say!(language, "the Python files at the root", "根目录下的 Python 文件"),
    }
}

/// A generated command without the blanks that the generator copies from the code.
pub(super) fn tidy(command: &str) -> String {
    command.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// A generated command without the options, which are always the same.
pub(super) fn target(command: &str) -> &str {
    command.find(" --").map_or(command, |at| command[..at].trim_end())
}

/// Packages that show that a project serves the web.
const WEB_PACKAGES: [&str; 12] = [
    "daphne",
    "django",
    "fastapi",
    "flask",
    "gunicorn",
    "hypercorn",
    "quart",
    "sanic",
    "starlette",
    "streamlit",
    "uvicorn",
    "waitress",
];

fn serves_web(facts: &Facts<'_>) -> bool {
    WEB_PACKAGES.iter().any(|package| facts.requirements.lists(package))
}

/// Whether a start command may be set on the platform, which cannot be seen here.
pub(super) fn is_settable(facts: &Facts<'_>) -> bool {
    let procfile = &facts.platform.procfile;
    procfile.override_form.value == OverrideForm::RunCommand || !procfile.override_variables.value.is_empty()
}

/// Whether a command starts the server that a framework brings for development.
pub(super) fn is_for_development(command: &str) -> bool {
    command.contains(" runserver ") || command.starts_with("flask ")
}
