//! What fails when the web process is started, and when it is asked for its first page.

use crate::executor::failure::row::ClassRow;
use crate::executor::failure::row::Origin::{Machine, Project};
use crate::language::say;

pub(in crate::executor::failure) const IMPORT_ERROR: ClassRow = ClassRow {
    name: "start-import-error",
    origin: Project,
    codes: &["PSH301", "PSH414", "PSH511", "PSH529", "PSH531", "PSH540", "PSH542", "PSH608", "PSH614"],
    message: |told| match told.more {
        Some(error) => say!(told.language, "An import fails: {error}", "导入失败：{error}"),
        None => say!(
            told.language,
            "The module {it} is not there",
            "模块{it}不存在",
            it = told.it("that is imported", "（被导入的）")
        ),
    },
    advice: |told| match told.more {
        Some(_) => say!(
            told.language,
            "In a module of the project, write the name as it is there, and look for two modules that import each other. In a package, the installed release has no such name: pin the release that the code was written for.",
            "如果是项目自己的模块，按其中的写法改正名称，并检查是否有两个模块互相导入。如果是软件包，已安装的版本中没有这个名称：固定到代码编写时所用的版本。"
        ),
        None => say!(
            told.language,
            "If {it} is a package, add it to the requirements (its name there may differ from the one that is imported). If it is a part of the project, commit the file, check the upper and lower case of its name, and start the command where it lies (`--chdir FOLDER` with gunicorn).",
            "如果{it}是软件包，把它加入依赖清单（清单中的名称可能与导入时的名称不同）。如果它是项目的一部分，提交该文件，检查名称的大小写，并在它所在的目录启动命令（gunicorn 用 `--chdir 目录`）。",
            it = told.it("it", "它")
        ),
    },
};

pub(in crate::executor::failure) const REMOVED_NAME: ClassRow = ClassRow {
    name: "start-removed-name",
    origin: Project,
    codes: &["PSH414", "PSH520", "PSH523", "PSH529", "PSH531"],
    message: |told| match told.more {
        Some(error) => say!(told.language, "A name that is used is not there: {error}", "所用的名称不存在：{error}"),
        None => say!(told.language, "{it} is not there", "{it}不存在", it = told.it("A name that is used", "所用的名称")),
    },
    advice: |told| {
        say!(
            told.language,
            "The Python or the release that is installed does not have it any more, or not yet. Where the project uses it, change the code; where a package does, as the last `File` lines of the traceback show, pin both to releases that go together.",
            "已安装的 Python 或软件包版本不再有或还没有这个名称。如果是项目在使用，修改代码；如果是某个软件包在使用（见回溯最后几行的 `File`），把两者固定到互相配合的版本。"
        )
    },
};

pub(in crate::executor::failure) const SYNTAX_ERROR: ClassRow = ClassRow {
    name: "start-syntax-error",
    origin: Project,
    codes: &["PSH411"],
    message: |told| {
        say!(
            told.language,
            "{it} is not valid for this Python{more}",
            "{it}对当前 Python 来说语法无效{more}",
            it = told.it("A module", "某个模块"),
            more = told.more(|error| say!(told.language, ": {error}", "：{error}"))
        )
    },
    advice: |told| {
        say!(
            told.language,
            "Correct that line. If it runs on your machine, your Python is newer or older than the one here: ask for yours in the version file of the platform. In a package, take a release that is for this Python.",
            "改正这一行。如果它在你的机器上能运行，说明你的 Python 比这里的新或旧：在平台的版本文件中写明你的版本。如果它在软件包中，换用支持当前 Python 的版本。"
        )
    },
};

pub(in crate::executor::failure) const MISSING_VARIABLE: ClassRow = ClassRow {
    name: "start-missing-variable",
    origin: Project,
    codes: &["PSH312", "PSH607"],
    message: |told| {
        say!(
            told.language,
            "The variable {it} is not set, and the application does not start without it",
            "变量{it}没有设置，应用没有它就无法启动",
            it = told.it("that it reads", "（它所读取的）")
        )
    },
    advice: |told| {
        say!(
            told.language,
            "Set it on the platform, and for this start with `--env {name}=…`; or give it a default: `os.environ.get(\"{name}\", \"…\")`.",
            "在平台上设置它，在这次启动中用 `--env {name}=…`；或给它一个默认值：`os.environ.get(\"{name}\", \"…\")`。",
            name = told.bare("NAME")
        )
    },
};

pub(in crate::executor::failure) const IMPROPER_CONFIGURATION: ClassRow = ClassRow {
    name: "start-improper-configuration",
    origin: Project,
    codes: &["PSH532", "PSH606", "PSH614", "PSH615", "PSH617"],
    message: |told| match told.more {
        Some(error) => say!(told.language, "Django does not accept the settings: {error}", "Django 不接受这些设置：{error}"),
        None => say!(told.language, "Django does not accept the settings", "Django 不接受这些设置"),
    },
    advice: |told| match told.subject {
        Some("SECRET_KEY") => say!(
            told.language,
            "Set SECRET_KEY on the platform, and for this start with `--env SECRET_KEY=…`.",
            "在平台上设置 SECRET_KEY，在这次启动中用 `--env SECRET_KEY=…`。"
        ),
        _ => say!(
            told.language,
            "Correct the setting that the message names; `python manage.py check` on your machine shows the same. If no settings are found at all, set DJANGO_SETTINGS_MODULE before Django is used.",
            "改正消息中提到的设置；在你的机器上运行 `python manage.py check` 会看到同样的内容。如果根本找不到设置模块，在使用 Django 之前设置 DJANGO_SETTINGS_MODULE。"
        ),
    },
};

pub(in crate::executor::failure) const MISSING_FILE: ClassRow = ClassRow {
    name: "start-missing-file",
    origin: Project,
    codes: &["PSH305", "PSH326"],
    message: |told| {
        say!(
            told.language,
            "The file or folder {it} is not there",
            "文件或文件夹{it}不存在",
            it = told.it("that is read", "（被读取的）")
        )
    },
    advice: |told| match told.ends(".env") {
        true => say!(
            told.language,
            "Such a file holds secrets and stays out of git: set its variables on the platform, and for this start with `--env-file`; let the code read the file only where it is there.",
            "这样的文件含有机密，不应提交到 git：在平台上设置其中的变量，在这次启动中用 `--env-file`；让代码只在该文件存在时才读取它。"
        ),
        false => say!(
            told.language,
            "Commit {it}, and write its path as seen from the root of the project, where the command starts (git keeps no empty folder: put a `.gitkeep` into it).",
            "提交{it}，并按项目根目录（命令启动的位置）写出它的路径（git 不保存空文件夹：在里面放一个 `.gitkeep`）。",
            it = told.it("it", "它")
        ),
    },
};

pub(in crate::executor::failure) const MISSING_OBJECT: ClassRow = ClassRow {
    name: "start-missing-object",
    origin: Project,
    codes: &["PSH301", "PSH302", "PSH303", "PSH613"],
    message: |told| match told.more {
        Some(module) => say!(
            told.language,
            "The module `{module}` has no {it}",
            "模块 `{module}` 中没有{it}",
            it = told.it("object that the server could call", "服务器可以调用的对象")
        ),
        None => say!(
            told.language,
            "The server cannot load {it}",
            "服务器无法加载{it}",
            it = told.it("what it is told to", "指定的对象")
        ),
    },
    advice: |told| {
        say!(
            told.language,
            "Name the module and the object of the application in the start command as they are written in the code, as in `gunicorn MODULE:OBJECT`; an application that a function makes is `MODULE:create_app()`.",
            "在启动命令中按代码里的写法写出模块名和应用对象名，例如 `gunicorn 模块:对象`；由函数创建的应用写作 `模块:create_app()`。"
        )
    },
};

pub(in crate::executor::failure) const WRONG_OPTION: ClassRow = ClassRow {
    name: "start-wrong-option",
    origin: Project,
    codes: &["PSH210", "PSH211", "PSH306", "PSH307", "PSH308", "PSH310"],
    message: |told| match told.more {
        Some(error) => say!(told.language, "The program refuses its options: {error}", "程序拒绝其选项：{error}"),
        None => say!(told.language, "The program refuses its options", "程序拒绝其选项"),
    },
    advice: |told| {
        say!(
            told.language,
            "Correct the start command; `--help` of the program lists what it takes, in the release that is installed. A variable is written `$PORT`, without quotes of the single kind.",
            "改正启动命令；程序的 `--help` 会列出已安装版本的选项。变量写作 `$PORT`，不要用单引号。"
        )
    },
};

pub(in crate::executor::failure) const START_COMMAND_NOT_FOUND: ClassRow = ClassRow {
    name: "start-command-not-found",
    origin: Project,
    codes: &["PSH210", "PSH304", "PSH305", "PSH316", "PSH317", "PSH320", "PSH321"],
    message: |told| match told.more {
        Some(_) => say!(
            told.language,
            "The program that {it} names in its first line is not there",
            "{it}第一行所写的程序不存在",
            it = told.it("a script", "某个脚本")
        ),
        None => say!(
            told.language,
            "The start command runs {it}, which is not there",
            "启动命令运行了{it}，但它不存在",
            it = told.it("a program", "某个程序")
        ),
    },
    advice: |told| match told.ends("\\r") || told.more.is_some() {
        true => say!(
            told.language,
            "The lines of the script end in CRLF, as Windows writes them: save it with LF line ends, and put `*.sh text eol=lf` into .gitattributes.",
            "脚本的行以 CRLF 结尾（Windows 的写法）：改用 LF 换行保存，并在 .gitattributes 中写上 `*.sh text eol=lf`。"
        ),
        false => say!(
            told.language,
            "Add the package that brings {it} to the requirements, or correct the name in the start command.",
            "把提供{it}的软件包加入依赖清单，或改正启动命令中的名称。",
            it = told.it("the program", "该程序")
        ),
    },
};

pub(in crate::executor::failure) const SHELL_ERROR: ClassRow = ClassRow {
    name: "start-shell-error",
    origin: Project,
    codes: &["PSH210", "PSH315"],
    message: |told| say!(told.language, "The shell does not understand the start command", "shell 无法理解启动命令"),
    advice: |told| {
        say!(
            told.language,
            "Close each quotation mark and parenthesis of the start command, and put what holds parentheses between quotes, as in `gunicorn \"app:create_app()\"`.",
            "补全启动命令中的每个引号和括号，并把含有括号的部分放在引号中，例如 `gunicorn \"app:create_app()\"`。"
        )
    },
};

pub(in crate::executor::failure) const DATABASE_REFUSED: ClassRow = ClassRow {
    name: "start-database-refused",
    origin: Machine,
    codes: &[],
    message: |told| {
        say!(
            told.language,
            "The application does not reach the service at {it}",
            "应用无法连接{it}上的服务",
            it = told.it("the address that it is given", "所给的地址")
        )
    },
    advice: |told| {
        say!(
            told.language,
            "On the platform, connect the database to the application and read its address from the variable that the platform sets, never `localhost`. For a start here, give the address of one that runs: `--env DATABASE_URL=…`.",
            "在平台上，把数据库连接到应用，并从平台设置的变量中读取地址，不要写 `localhost`。要在本机启动，请给出正在运行的服务的地址：`--env DATABASE_URL=…`。"
        )
    },
};

pub(in crate::executor::failure) const ADDRESS_IN_USE: ClassRow = ClassRow {
    name: "start-address-in-use",
    origin: Machine,
    codes: &["PSH308"],
    message: |told| {
        say!(
            told.language,
            "{it} is taken already",
            "{it}已被占用",
            it = told.it("The port that the application listens on", "应用所监听的端口")
        )
    },
    advice: |told| {
        say!(
            told.language,
            "If it is the port in PORT, something of the application has taken it twice. Otherwise the port is fixed in the code or in the command: take it from the variable of the platform.",
            "如果它就是 PORT 中的端口，说明应用自己占用了两次。否则端口写死在代码或命令中：改为读取平台的变量。"
        )
    },
};

pub(in crate::executor::failure) const WORKER_FAILED: ClassRow = ClassRow {
    name: "start-worker-failed",
    origin: Project,
    codes: &["PSH301", "PSH302", "PSH313", "PSH314", "PSH326"],
    message: |told| match told.more {
        Some(error) => {
            say!(told.language, "The workers of the server fail: {error}", "服务器的工作进程失败：{error}")
        }
        None => say!(told.language, "The workers of the server fail", "服务器的工作进程失败"),
    },
    advice: |told| {
        say!(
            told.language,
            "Load the application by hand to see its error, as in `python -c \"import MODULE\"`. A worker that is stopped for its time needs longer than the server waits: do less in a request and while modules are imported, or raise `--timeout`.",
            "手动加载应用以查看错误，例如 `python -c \"import 模块\"`。因超时被停止的工作进程所需的时间超过了服务器的等待时间：减少请求中和导入模块时的工作，或调大 `--timeout`。"
        )
    },
};

pub(in crate::executor::failure) const EXITED: ClassRow = ClassRow {
    name: "start-exited",
    origin: Project,
    codes: &["PSH225", "PSH312", "PSH322", "PSH613"],
    message: |told| {
        say!(
            told.language,
            "The web process ends by itself ({}) and serves nothing",
            "web 进程自行结束（{}），没有提供服务",
            told.ending()
        )
    },
    advice: |told| {
        say!(
            told.language,
            "A web process has to go on: start a server in the foreground (without `--daemon` and `&`), as in `gunicorn MODULE:OBJECT`. A script that only defines the application ends at its last line.",
            "web 进程必须持续运行：在前台启动服务器（不用 `--daemon` 和 `&`），例如 `gunicorn 模块:对象`。只定义应用的脚本运行到最后一行就会结束。"
        )
    },
};

pub(in crate::executor::failure) const NO_LISTENER: ClassRow = ClassRow {
    name: "start-no-listener",
    origin: Project,
    codes: &["PSH308", "PSH310", "PSH312", "PSH322", "PSH613"],
    message: |told| {
        say!(
            told.language,
            "The web process runs and listens on no port ({})",
            "web 进程在运行，但没有监听任何端口（{}）",
            told.ending()
        )
    },
    advice: |told| {
        say!(
            told.language,
            "Let the command start a server that listens on the port in the variable of the platform. If it does something long before that, do it in the build or in another process; for a start here, `--start-timeout SECONDS` waits longer.",
            "让命令启动一个监听平台变量中端口的服务器。如果它在此之前要做很久的事，把这些事放到构建或另一个进程中；在本机启动时可用 `--start-timeout SECONDS` 等待更久。"
        )
    },
};

pub(in crate::executor::failure) const WRONG_PORT: ClassRow = ClassRow {
    name: "start-wrong-port",
    origin: Project,
    codes: &["PSH307", "PSH308", "PSH310", "PSH311", "PSH312"],
    message: |told| {
        say!(
            told.language,
            "The application listens on {it}, and not on the port that it was given",
            "应用监听的是{it}，而不是分配给它的端口",
            it = told.it("another port", "另一个端口")
        )
    },
    advice: |told| {
        say!(
            told.language,
            "Take the port from the variable of the platform: `--bind 0.0.0.0:$PORT` in the command, `port=int(os.environ[\"PORT\"])` in the code.",
            "从平台的变量读取端口：命令中写 `--bind 0.0.0.0:$PORT`，代码中写 `port=int(os.environ[\"PORT\"])`。"
        )
    },
};

pub(in crate::executor::failure) const LOOPBACK: ClassRow = ClassRow {
    name: "start-loopback",
    origin: Project,
    codes: &["PSH309", "PSH311", "PSH312"],
    message: |told| {
        say!(
            told.language,
            "The application listens on {it} alone, where the platform does not reach it",
            "应用只监听{it}，平台无法访问",
            it = told.it("the loopback address", "回环地址")
        )
    },
    advice: |told| {
        say!(
            told.language,
            "Listen on all addresses: `--bind 0.0.0.0:$PORT` or `--host 0.0.0.0` in the command, `host=\"0.0.0.0\"` in the code.",
            "监听所有地址：命令中写 `--bind 0.0.0.0:$PORT` 或 `--host 0.0.0.0`，代码中写 `host=\"0.0.0.0\"`。"
        )
    },
};

pub(in crate::executor::failure) const START_OTHER: ClassRow = ClassRow {
    name: "start-other",
    origin: Project,
    codes: &["PSH532", "PSH540", "PSH541", "PSH544"],
    message: |told| match told.subject {
        Some(error) => say!(told.language, "The web process stopped: {error}", "web 进程中止：{error}"),
        None => say!(told.language, "The web process failed ({})", "web 进程失败（{}）", told.ending()),
    },
    advice: |told| {
        say!(
            told.language,
            "Run the start command on your machine with the same variables: the last lines of its traceback name the line of the project.",
            "在你的机器上用同样的变量运行启动命令：回溯的最后几行会指出项目中的哪一行。"
        )
    },
};

pub(in crate::executor::failure) const REQUEST_REFUSED: ClassRow = ClassRow {
    name: "request-refused",
    origin: Project,
    codes: &["PSH617"],
    message: |told| {
        say!(
            told.language,
            "The application refuses requests for the host {it}",
            "应用拒绝对主机{it}的请求",
            it = told.it("that it was asked for", "（所请求的）")
        )
    },
    advice: |told| {
        say!(
            told.language,
            "Name the host of the application on the platform in ALLOWED_HOSTS, or the list of hosts that the framework has in its place. If it is there, ask for it: `--start-host HOST`.",
            "在 ALLOWED_HOSTS（或框架中相应的主机列表）里写上应用在平台上的主机名。如果已经写上，请用它来请求：`--start-host 主机名`。"
        )
    },
};

pub(in crate::executor::failure) const REQUEST_FAILED: ClassRow = ClassRow {
    name: "request-failed",
    origin: Project,
    codes: &["PSH314", "PSH523"],
    message: |told| match told.more {
        Some(error) => say!(
            told.language,
            "The first request is answered with {}: {error}",
            "第一个请求的响应是 {}：{error}",
            told.bare("5xx")
        ),
        None => say!(told.language, "The first request is answered with {}", "第一个请求的响应是 {}", told.bare("5xx")),
    },
    advice: |told| match told.more {
        Some(_) => say!(
            told.language,
            "The application starts, and its page for `/` fails: correct the line that the traceback names, or give it what it needs (`--env`, a database whose tables are there).",
            "应用可以启动，但 `/` 的页面出错：改正回溯所指出的那一行，或提供它所需要的（`--env`、已建好表的数据库）。"
        ),
        None => say!(
            told.language,
            "The application starts, its page for `/` fails, and it prints no traceback. Let it log errors to the console; with Django, `DEBUG_PROPAGATE_EXCEPTIONS = True` in the settings shows them.",
            "应用可以启动，但 `/` 的页面出错，而且没有打印回溯。让它把错误记录到控制台；在 Django 的设置中写上 `DEBUG_PROPAGATE_EXCEPTIONS = True` 即可看到。"
        ),
    },
};

pub(in crate::executor::failure) const REQUEST_UNANSWERED: ClassRow = ClassRow {
    name: "request-unanswered",
    origin: Project,
    codes: &["PSH314", "PSH533"],
    message: |told| say!(told.language, "The first request gets no answer ({})", "第一个请求没有得到响应（{}）", told.ending()),
    advice: |told| {
        say!(
            told.language,
            "Something that the page for `/` needs does not come, or the port speaks no HTTP: look for calls without a time limit to databases and other services, and for workers that never finish loading.",
            "`/` 的页面所需要的东西没有到来，或该端口不是 HTTP：检查对数据库和其他服务的没有时限的调用，以及始终没有加载完的工作进程。"
        )
    },
};
