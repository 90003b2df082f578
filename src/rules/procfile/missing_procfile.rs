//! PSH201: no Procfile.

use crate::analysis::commands::entry_point::web_entry;
use crate::analysis::procfile::without::WithoutProcfile;
use crate::platform::{Dialect, MissingProcfile};
use crate::rules::prelude::*;

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
    outcome: WithoutProcfile<'a>,
    /// The entry to write, where the sources decide it.
    entry: Option<String>,
    /// Whether nothing is started because a folder has the name.
    is_folder: bool,
}

impl Message for Missing<'_> {
    fn message(&self, language: Language) -> String {
        match &self.outcome {
            _ if self.is_folder => say!(language, "`Procfile` is a folder", "`Procfile` 是文件夹"),
            WithoutProcfile::Written { command, .. } => {
                say!(language, "No `Procfile`: the platform starts `{}`", "没有 `Procfile`：平台将启动 `{}`", tidy(command))
            }
            WithoutProcfile::Documented(command) => say!(
                language,
                "No `Procfile`: the platform most likely starts `{command}`",
                "没有 `Procfile`：平台很可能启动 `{command}`"
            ),
            WithoutProcfile::Depends(file) => say!(
                language,
                "No `Procfile`: what the platform starts depends on {}",
                "没有 `Procfile`：平台启动什么取决于{}",
                named(*file, language).trim_end()
            ),
            WithoutProcfile::Broken(command) => say!(
                language,
                "No `Procfile`, and the platform writes `{}`, which cannot start",
                "没有 `Procfile`，而平台生成的 `{}` 无法启动",
                target(command)
            ),
            WithoutProcfile::Rejected(..) => say!(
                language,
                "No `Procfile`, and the platform cannot read the one that it writes itself",
                "没有 `Procfile`，而平台自己生成的文件它也无法读取"
            ),
            WithoutProcfile::Detected(command) | WithoutProcfile::Found(command) => {
                say!(language, "No `Procfile`: the platform starts `{command}`", "没有 `Procfile`：平台将启动 `{command}`")
            }
            WithoutProcfile::FoundBroken { command, module } => say!(
                language,
                "No `Procfile`, and the platform starts `{command}`, though there is no `{module}.py`",
                "没有 `Procfile`，平台将启动 `{command}`，但项目中没有 `{module}.py`"
            ),
            WithoutProcfile::NothingToStart { how: MissingProcfile::Paketo, .. } => say!(
                language,
                "No `Procfile`: the platform starts Python without a program, which ends at once",
                "没有 `Procfile`：平台启动的是没有程序的 Python，会立刻结束"
            ),
            WithoutProcfile::NothingToStart { .. } => say!(
                language,
                "No `Procfile`, and the platform finds nothing to start",
                "没有 `Procfile`，平台也找不到可启动的程序"
            ),
            WithoutProcfile::Undetected | WithoutProcfile::Unfound => say!(
                language,
                "No `Procfile`: what the platform starts depends on files that were not given",
                "没有 `Procfile`：平台启动什么取决于未提供的文件"
            ),
            WithoutProcfile::OnlyProcfile { other_way: Some(file), .. } => say!(
                language,
                "No `Procfile`: nothing starts unless the app is built from `{file}`",
                "没有 `Procfile`：除非应用按 `{file}` 构建，否则什么也不会启动"
            ),
            WithoutProcfile::OnlyProcfile { .. } => {
                say!(language, "No `Procfile`: nothing starts", "没有 `Procfile`：什么也不会启动")
            }
            WithoutProcfile::NothingFound { .. } | WithoutProcfile::NothingDetected => say!(
                language,
                "No `Procfile`, and the platform finds no app to write one for",
                "没有 `Procfile`，平台也找不到可为其生成 Procfile 的应用"
            ),
            WithoutProcfile::Unread { is_there: true, .. } => say!(
                language,
                "`Procfile` is not read: only a start command that is set on the platform starts something",
                "不会读取 `Procfile`：只有在平台上设置的启动命令才会启动程序"
            ),
            WithoutProcfile::Unread { is_there: false, .. } => say!(
                language,
                "Nothing starts unless a start command is set on the platform",
                "除非在平台上设置了启动命令，否则什么也不会启动"
            ),
            WithoutProcfile::NoCommand { .. } => say!(
                language,
                "No `Procfile`: nothing starts unless a run command is set on the platform",
                "没有 `Procfile`：除非在平台上设置了运行命令，否则什么也不会启动"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let what = match self.is_folder {
            true => say!(
                language,
                "The platform wants to read a file of this name, and nothing starts. Give the folder another name.",
                "平台要读取这个名称的文件，因此什么也不会启动。请给该文件夹换一个名称。"
            ),
            false => explain(&self.outcome, language),
        };
        if matches!(self.outcome, WithoutProcfile::Unread { .. }) {
            return match &self.entry {
                Some(command) => {
                    say!(language, "{what} Otherwise set `{command}` there.", "{what}否则请在平台上设置 `{command}`。")
                }
                None => say!(
                    language,
                    "{what} Otherwise set the command there that starts the program: `gunicorn app:app` where `app.py` holds the app object `app`.",
                    "{what}否则请在平台上设置启动程序的命令：如果 `app.py` 中有应用对象 `app`，写 `gunicorn app:app`。"
                ),
            };
        }
        let add = match self.outcome {
            WithoutProcfile::NoCommand { .. } => language.pick(
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

/// What the platform does, and why.
fn explain(outcome: &WithoutProcfile<'_>, language: Language) -> String {
    match outcome {
        WithoutProcfile::Written { documented, .. } => written(documented.as_deref(), language),
        WithoutProcfile::Documented(command) => say!(
            language,
            "Before the build the platform searches the code for a Flask app and writes a command for it. The contents of the Python files at the root are not known here; if `app.py` holds the app object `app`, it is the documented `web: {command}` with more options.",
            "构建之前，平台在代码中查找 Flask 应用，并为其生成命令。这里看不到根目录下 Python 文件的内容；如果 `app.py` 中有应用对象 `app`，生成的就是文档中的 `web: {command}`，只是选项更多。"
        ),
        WithoutProcfile::Depends(file) => say!(
            language,
            "Before the build the platform searches the code for a Django settings module or a Flask app and writes a command for what it finds, which is not always right. The content of {} is not known here.",
            "构建之前，平台在代码中查找 Django 设置模块或 Flask 应用，并按找到的内容生成命令，结果不一定正确。这里看不到{}的内容。",
            named(*file, language)
        ),
        WithoutProcfile::Broken(command) => say!(
            language,
            "Before the build the platform searches the text of the code for an app and writes `web: {}`. No file of the project is what that names, so the build succeeds and gunicorn stops when it starts, unless a package that gets installed has a module of this name.",
            "构建之前，平台在代码文本中查找应用，并写入 `web: {}`。项目中没有与之对应的文件，因此构建成功，但 gunicorn 一启动就会停止，除非安装的某个软件包恰好含有同名模块。",
            tidy(command)
        ),
        WithoutProcfile::Rejected(_, text) => say!(
            language,
            "Before the build the platform searches the text of the code for an app and writes `{text}`. That is no valid YAML: the build stops after all dependencies were installed.",
            "构建之前，平台在代码文本中查找应用，并写入 `{text}`。这不是合法的 YAML：依赖全部安装完之后构建才会失败。"
        ),
        WithoutProcfile::NothingFound { manage_py: Some(path), .. } => say!(
            language,
            "The platform takes `{path}` for Django's, finds no settings module such as `mysite.settings` in it, and looks no further. The build succeeds, and nothing starts.",
            "平台把 `{path}` 当作 Django 的文件，但其中没有 `mysite.settings` 这样的设置模块，于是不再继续查找。构建成功，但什么也不会启动。"
        ),
        WithoutProcfile::NothingFound { manage_py: None, unseen } => nothing_found(*unseen, language),
        WithoutProcfile::Detected(command) => detected(command, language),
        WithoutProcfile::Found(_) => say!(
            language,
            "Where there is no Procfile, each build takes the start command from what it finds in the project, and a change of the files can change it without a word.",
            "没有 Procfile 时，每次构建都根据项目中找到的内容决定启动命令；文件一有改动，它就可能悄悄改变。"
        ),
        WithoutProcfile::FoundBroken { module, .. } => say!(
            language,
            "Where there is no Procfile, each build takes the start command from what it finds in the project, and the name of the module is always the same. The build succeeds, and the server stops when it looks for `{module}`, unless a package that gets installed has a module of this name.",
            "没有 Procfile 时，每次构建都根据项目中找到的内容决定启动命令，而模块名总是同一个。构建成功，但服务器在查找 `{module}` 时停止，除非安装的某个软件包恰好含有同名模块。"
        ),
        WithoutProcfile::Unfound => say!(
            language,
            "Where there is no Procfile, each build takes the start command from what it finds in the project. Some of the files that decide were not given here.",
            "没有 Procfile 时，每次构建都根据项目中找到的内容决定启动命令。这里没有提供其中的某些文件。"
        ),
        WithoutProcfile::NothingToStart { how, settable } => nothing_to_start(*how, *settable, language),
        WithoutProcfile::Undetected => say!(
            language,
            "When the platform detects the project it searches the requirements for a web framework or server and the code for an app, and it keeps the command that it finds. Some of these files were not given here.",
            "平台在检测项目时从依赖中查找 Web 框架或服务器，从代码中查找应用，并保存找到的命令。这里没有提供其中的某些文件。"
        ),
        WithoutProcfile::NothingDetected => say!(
            language,
            "The platform looks for a script of Poetry, for `manage.py` at the root, and for an app in files such as `app.py`, `main.py` and `wsgi.py` if a framework or server that it knows is among the requirements. It finds none: the build succeeds, and the container starts Python without a program, which ends at once.",
            "平台会查找 Poetry 的脚本、根目录下的 `manage.py`；如果依赖中有它认识的框架或服务器，还会在 `app.py`、`main.py`、`wsgi.py` 等文件中查找应用。结果什么也没找到：构建成功，但容器启动的是没有程序的 Python，会立刻结束。"
        ),
        WithoutProcfile::OnlyProcfile { other_way: Some(file), .. } => say!(
            language,
            "The platform writes no Procfile of its own: the build succeeds, and nothing starts. Only if the app is set to be built from `{file}`, which cannot be seen here, nothing is missing.",
            "平台不会自行生成 Procfile：构建成功，但什么也不会启动。只有当应用设置为按 `{file}` 构建时才不缺什么，而这里看不到该设置。"
        ),
        WithoutProcfile::OnlyProcfile { .. } => say!(
            language,
            "The platform writes no Procfile of its own, and only a Procfile says what to start: the build succeeds, and nothing starts.",
            "平台不会自行生成 Procfile，而启动什么只由 Procfile 决定：构建成功，但什么也不会启动。"
        ),
        WithoutProcfile::Unread { .. } => say!(
            language,
            "The platform starts what is set as the start command of the service, and reads no Procfile. Whether one is set cannot be seen here; if so, nothing is missing.",
            "平台启动的是服务上设置的启动命令，不读取 Procfile。这里看不到是否设置了启动命令；如果已设置，就不缺什么。"
        ),
        WithoutProcfile::NoCommand { refused: true } => say!(
            language,
            "The platform writes no Procfile of its own and deploys nothing without a run command. Whether one is set on the platform cannot be seen here; if so, nothing is missing.",
            "平台不会自行生成 Procfile，没有运行命令就不部署。这里看不到平台上是否设置了运行命令；如果已设置，就不缺什么。"
        ),
        WithoutProcfile::NoCommand { refused: false } => say!(
            language,
            "The platform writes no Procfile of its own: the build succeeds, and nothing starts. Whether a command is set on the platform cannot be seen here; if so, nothing is missing.",
            "平台不会自行生成 Procfile：构建成功，但什么也不会启动。这里看不到平台上是否设置了命令；如果已设置，就不缺什么。"
        ),
    }
}

fn written(documented: Option<&str>, language: Language) -> String {
    let example = documented
        .map_or(String::new(), |default| say!(language, ", with `{default}` as its example", "，给出的示例是 `{default}`"));
    say!(
        language,
        "Before the build the platform searches the code for a Django or Flask app and writes this command itself. A change of the code can change it without a word, and the documentation asks for a Procfile{example}.",
        "构建之前，平台在代码中查找 Django 或 Flask 应用，并自行写入这条命令。代码一有改动，它就可能悄悄改变；文档也要求提供 Procfile{example}。"
    )
}

fn nothing_found(unseen: bool, language: Language) -> String {
    let unless = match unseen {
        true => language.pick(", unless a file whose content is not known here holds it", "（除非它在某个内容未知的文件里）"),
        false => "",
    };
    say!(
        language,
        "The platform looks for Django's `manage.py`, then for `Flask(__name__)` in the Python files at the root, and finds neither{unless}. The build succeeds, and nothing starts.",
        "平台先找 Django 的 `manage.py`，再在根目录的 Python 文件中找 `Flask(__name__)`，两者都没有{unless}。构建成功，但什么也不会启动。"
    )
}

fn detected(command: &str, language: Language) -> String {
    let warning = match is_for_development(command) {
        true => language.pick(" This is a server for development, not for production.", "这是开发用的服务器，不适合生产环境。"),
        false => "",
    };
    say!(
        language,
        "When the platform detects the project it searches the code for an app, and it keeps the command that it finds: a later change of the code does not change it.{warning}",
        "平台在检测项目时从代码中查找应用，并保存找到的命令：之后改动代码不会改变它。{warning}"
    )
}

fn nothing_to_start(how: MissingProcfile, settable: bool, language: Language) -> String {
    let unless = match settable {
        true => language.pick(
            " Whether a start command is set on the platform cannot be seen here; if so, nothing is missing.",
            "这里看不到平台上是否设置了启动命令；如果已设置，就不缺什么。",
        ),
        false => "",
    };
    let looked = looked_for(how, language);
    say!(language, "{looked}{unless}", "{looked}{unless}")
}

/// What a platform looks for at each build, and what comes of finding nothing.
fn looked_for(how: MissingProcfile, language: Language) -> &'static str {
    match how {
        MissingProcfile::Nixpacks => language.pick(
            "The platform looks for Django's `manage.py` with `WSGI_APPLICATION` in a settings file, for `main.py`, and for the name of the project in `pyproject.toml`, and finds none: there is nothing to start.",
            "平台会查找 Django 的 `manage.py`（以及设置文件中的 `WSGI_APPLICATION`）、`main.py` 和 `pyproject.toml` 中的项目名称，结果都没有：没有可启动的内容。",
        ),
        MissingProcfile::GoogleCloud => language.pick(
            "The platform looks for `main.py` and `app.py` at the root and finds neither: the build stops.",
            "平台会在根目录下查找 `main.py` 和 `app.py`，两者都没有：构建停止。",
        ),
        MissingProcfile::Paketo => language.pick(
            "The build succeeds. Without a Procfile, and without a single script of Poetry, the image starts Python with nothing to run, and the container ends at once.",
            "构建成功。没有 Procfile，也没有唯一的 Poetry 脚本，镜像启动的是没有程序的 Python，容器会立刻结束。",
        ),
        MissingProcfile::Railpack
        | MissingProcfile::Nothing
        | MissingProcfile::SlugBuilderGenerator
        | MissingProcfile::CnbStartCommand => language.pick(
            "The platform looks for Django's `manage.py` with `WSGI_APPLICATION` in a settings file, and for `main.py`, `app.py`, `start.py`, `bot.py`, `hello.py` and `server.py` at the root. It finds none, and deploys nothing without a start command.",
            "平台会查找 Django 的 `manage.py`（以及设置文件中的 `WSGI_APPLICATION`），以及根目录下的 `main.py`、`app.py`、`start.py`、`bot.py`、`hello.py` 和 `server.py`。结果都没有，而没有启动命令就不会部署。",
        ),
    }
}

fn named(file: Option<&str>, language: Language) -> String {
    match file {
        Some(file) => say!(language, "`{file}`", " `{file}` "),
        None => say!(language, "the Python files at the root", "根目录下的 Python 文件"),
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

/// Whether a command starts the server that a framework brings for development.
fn is_for_development(command: &str) -> bool {
    command.contains(" runserver ") || command.starts_with("flask ")
}

/// How much it matters, and what the platform prints.
fn finding(missing: Missing<'_>) -> Finding<Missing<'_>> {
    let outcome = missing.outcome.clone();
    let finding = Finding::new(place(&outcome), missing);
    match outcome {
        WithoutProcfile::Written { .. } => finding,
        WithoutProcfile::Depends(_) | WithoutProcfile::Documented(_) => finding.likely(),
        WithoutProcfile::Broken(_) => finding.severity(Severity::Error).stage(Stage::Boot).likely(),
        WithoutProcfile::Rejected(rejection, _) => {
            finding.severity(Severity::Error).stage(Stage::Release).says(rejection.says.as_str())
        }
        WithoutProcfile::NothingFound { unseen, .. } => {
            let finding = finding.severity(Severity::Error).stage(Stage::Boot).says(NOTHING_FOUND);
            if unseen { finding.likely() } else { finding }
        }
        WithoutProcfile::Detected(command) => {
            let severity = if is_for_development(command) { Severity::Warning } else { Severity::Info };
            finding.severity(severity).stage(Stage::Boot)
        }
        WithoutProcfile::Found(command) => {
            let severity = if is_for_development(command) { Severity::Warning } else { Severity::Info };
            finding.severity(severity).stage(Stage::Boot).says_nothing()
        }
        WithoutProcfile::FoundBroken { .. } => finding.severity(Severity::Error).stage(Stage::Boot).likely().says_nothing(),
        WithoutProcfile::Unfound => finding.stage(Stage::Boot).likely().says_nothing(),
        WithoutProcfile::NothingToStart { how, settable } => {
            let stage = if how == MissingProcfile::Paketo { Stage::Boot } else { Stage::Release };
            finding.severity(Severity::Error).stage(stage).likely_if(settable)
        }
        WithoutProcfile::NothingDetected | WithoutProcfile::OnlyProcfile { serves_web: true, other_way: None } => {
            finding.severity(Severity::Error).stage(Stage::Boot)
        }
        // A project without a web page may have nothing to start but jobs that are set elsewhere, and a container starts itself.
        WithoutProcfile::Undetected | WithoutProcfile::OnlyProcfile { .. } => finding.stage(Stage::Boot).likely(),
        // No service can be made there without a command.
        WithoutProcfile::Unread { is_there: false, .. } => finding.severity(Severity::Info).stage(Stage::Release).likely(),
        // Most who deploy there set the command on the platform: an error would alarm them all.
        WithoutProcfile::Unread { is_there: true, .. } | WithoutProcfile::NoCommand { .. } => {
            finding.stage(Stage::Release).likely()
        }
    }
}

fn place(outcome: &WithoutProcfile<'_>) -> Place {
    match outcome {
        WithoutProcfile::Unread { is_there: true, .. } => Place::file(PROCFILE),
        _ => Place::project(),
    }
}

/// The entry that is right, and whether to write it changes nothing that runs.
fn entry(outcome: &WithoutProcfile<'_>, facts: &Facts<'_>) -> Option<(String, FixBuilder)> {
    match outcome {
        WithoutProcfile::Unread { .. } => None,
        WithoutProcfile::Written { command, .. } => Some((format!("web: {}", tidy(command)), FixBuilder::safe())),
        WithoutProcfile::Detected(command) | WithoutProcfile::Found(command) => {
            Some((format!("web: {command}"), FixBuilder::safe()))
        }
        WithoutProcfile::Documented(command) => Some((format!("web: {command}"), FixBuilder::unsafe_())),
        WithoutProcfile::Depends(_) | WithoutProcfile::Undetected | WithoutProcfile::Unfound => {
            Some((web_entry(facts)?, FixBuilder::unsafe_()))
        }
        WithoutProcfile::Broken(_)
        | WithoutProcfile::Rejected(..)
        | WithoutProcfile::NothingFound { .. }
        | WithoutProcfile::FoundBroken { .. }
        | WithoutProcfile::NothingDetected
        | WithoutProcfile::NothingToStart { .. }
        | WithoutProcfile::NoCommand { .. }
        | WithoutProcfile::OnlyProcfile { .. } => Some((web_entry(facts)?, FixBuilder::safe())),
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(outcome) = WithoutProcfile::of(facts) else { return };
    if let WithoutProcfile::Unread { command, .. } = &outcome {
        // What the sources show to be right goes before what stands in the file, which nothing has judged.
        let shown = web_entry(facts).and_then(|entry| Some(entry.strip_prefix("web: ")?.to_owned()));
        let entry = shown.or_else(|| command.clone());
        return findings.add(finding(Missing { outcome, entry, is_folder: false }));
    }
    let has_folder = facts.project.has_folder(PROCFILE);
    let is_folder = has_folder && matches!(outcome, WithoutProcfile::OnlyProcfile { .. } | WithoutProcfile::NothingDetected);
    let (entry, fix) = entry(&outcome, facts).unzip();
    // No file can be made in the place of a folder.
    let create = entry.as_deref().zip(fix).filter(|_| !has_folder);
    let create = create.map(|(entry, fix)| fix.create(PROCFILE, format!("{entry}\n")));
    let finding = finding(Missing { outcome, entry, is_folder }).fix(create);
    // A strict parser stops where it cannot read.
    let stops = is_folder && facts.platform.procfile.dialect.value == Dialect::HerokuCnb;
    findings.add(if stops { finding.severity(Severity::Error).stage(Stage::Release) } else { finding });
}
