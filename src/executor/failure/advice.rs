//! What to do about a failure.

use super::class::FailureClass::{
    Certificate, CollectstaticFancyReferences, CollectstaticImproperConfiguration, CollectstaticMissingFile,
    CollectstaticMissingKey, CollectstaticMissingModule, CollectstaticOther, CollectstaticSyntaxError,
    CollectstaticUnknownCommand, CommandNotFound, Conflict, DiskFull, GitMissing, HashMismatch, HookFailed, IndexUnreachable,
    InsecureIndex, Interrupted, InvalidRequirement, Killed, MissingCompiler, MissingHeaders, MissingRequirementsFile,
    NeedsAnotherPython, Network, NoMatchingRelease, NotExecutable, NotStarted, Other, OutdatedLockFile, PackageBuildFailed,
    PythonNotInstalled, Timeout,
};
use super::message::{quoted, quoted_in_chinese, without_extra_spaces};
use super::{Ending, Failure};

/// What a header or a program for building belongs to: the part of its name, Debian's package, and a package that needs no building.
const LIBRARIES: &[(&str, &str, Option<&str>)] = &[
    ("pg_config", "libpq-dev", Some("psycopg2-binary")),
    ("libpq-fe.h", "libpq-dev", Some("psycopg2-binary")),
    ("mysql", "default-libmysqlclient-dev", Some("PyMySQL")),
    ("Python.h", "python3-dev", None),
    ("ffi.h", "libffi-dev", None),
    ("openssl/", "libssl-dev", None),
    ("lber.h", "libldap-dev", None),
    ("ldap.h", "libldap-dev", None),
    ("sasl", "libsasl2-dev", None),
    ("libxml", "libxml2-dev", None),
    ("libxslt", "libxslt1-dev", None),
    ("gdal", "libgdal-dev", None),
    ("jpeglib.h", "libjpeg-dev", None),
    ("zlib.h", "zlib1g-dev", None),
    ("curl/", "libcurl4-openssl-dev", None),
    ("sqlite3.h", "libsqlite3-dev", None),
    ("pkg-config", "pkg-config", None),
];

fn library(failure: &Failure) -> Option<(&'static str, Option<&'static str>)> {
    let subject = failure.subject.as_deref()?;
    LIBRARIES.iter().find(|(part, ..)| subject.contains(part)).map(|(_, debian, instead)| (*debian, *instead))
}

/// The kernel ends a process with this signal, and so a shell with the status, when memory runs out.
fn out_of_memory(ending: &Ending) -> bool {
    matches!(ending, Ending::Signalled(9) | Ending::Exited(_))
}

fn needs_old_library(failure: &Failure) -> bool {
    let error = failure.more.as_deref().unwrap_or_default();
    ["No module named 'distutils", "No module named 'imp'"].iter().any(|gone| error.contains(gone))
}

fn ends(failure: &Failure, end: &str) -> bool {
    failure.subject.as_ref().is_some_and(|subject| subject.ends_with(end))
}

fn is_one_letter(failure: &Failure) -> bool {
    failure.subject.as_ref().is_some_and(|path| path.chars().count() == 1)
}

fn headers_in_english(failure: &Failure) -> String {
    match library(failure) {
        Some((debian, Some(instead))) => format!(
            "On Debian or Ubuntu the package `{debian}` brings it. On a platform you cannot install that; `{instead}` can be required instead and needs no building."
        ),
        Some((debian, None)) => format!(
            "On Debian or Ubuntu the package `{debian}` brings it. On a platform you cannot install that: require a release that has a wheel for this Python."
        ),
        None => "Install the development package of that library, or require a release that has a wheel for this Python, so that nothing is built.".to_owned(),
    }
}

fn headers_in_chinese(failure: &Failure) -> String {
    match library(failure) {
        Some((debian, Some(instead))) => {
            format!(
                "在 Debian 或 Ubuntu 上由软件包 `{debian}` 提供。在平台上无法安装它；可以改为依赖 `{instead}`，它不需要编译。"
            )
        }
        Some((debian, None)) => {
            format!(
                "在 Debian 或 Ubuntu 上由软件包 `{debian}` 提供。在平台上无法安装它：请依赖一个为当前 Python 提供 wheel 的版本。"
            )
        }
        None => "安装这个库的开发包，或依赖一个为当前 Python 提供 wheel 的版本，这样就不需要编译。".to_owned(),
    }
}

pub(super) fn english(failure: &Failure) -> String {
    let it = |otherwise| quoted(failure, otherwise);
    match failure.class {
        NoMatchingRelease => format!(
            "Look {} up on PyPI: correct the name or the version. If that release is there, it is for other versions of Python or other systems (pip leaves such releases out): ask for another Python in runtime.txt, or pin a release that suits this one. If you use a mirror, check that it answers and has the package.",
            it("the package")
        ),
        NeedsAnotherPython => match &failure.more {
            Some(python) => format!(
                "Ask for a Python that is {python} (in runtime.txt, or the file that your platform reads), or pin an older release of the package that still runs on this one."
            ),
            None => "Ask for another Python in runtime.txt, or pin an older release of the package that still runs on this one.".to_owned(),
        },
        InvalidRequirement => "Correct the line. A requirement is a name with a version, such as `Flask==2.3.3`, one a line; `=`, `=>` and `import` lines are not read. Save the file as UTF-8.".to_owned(),
        MissingRequirementsFile => format!(
            "Add {} to the project (and to git), correct its path, or take the line out. Paths count from the file that names them.",
            it("the file")
        ),
        HashMismatch => "If you changed a version, make the hashes anew with `pip-compile --generate-hashes` or `pip hash`; with one hash in the file every line needs `==` and a hash. If you changed nothing, the index or its mirror serves another file: use PyPI itself.".to_owned(),
        Conflict => "Loosen one of the two versions, or take the line out that another package brings anyway; `pip install -r requirements.txt` in a new virtual environment shows when it is solved.".to_owned(),
        OutdatedLockFile => "Make the lock file anew (`pipenv lock`, `poetry lock` or `uv lock`) and commit it together with the file it locks.".to_owned(),
        MissingHeaders => headers_in_english(failure),
        MissingCompiler => "Require a release that has a wheel for this Python, so that nothing is built; or install the compiler (on Debian or Ubuntu `build-essential`, for Rust `rustc` and `cargo`).".to_owned(),
        PackageBuildFailed if needs_old_library(failure) => "That part of the standard library is gone since Python 3.12: require a newer release of the package, or ask for Python 3.11.".to_owned(),
        PackageBuildFailed => "Most often the release is too old for this Python: require a newer release of the package, which has a wheel, or ask for the Python it was made for. The lines above say what its build stumbled over.".to_owned(),
        GitMissing => "Install it for this build. On a platform without it, require a release from PyPI, or the archive of the commit (`https://…/archive/COMMIT.tar.gz`), instead of `git+https://…`.".to_owned(),
        Network => "Run the build again; if it stays, check that this machine reaches the server, and the proxy if one is set (`HTTPS_PROXY`).".to_owned(),
        IndexUnreachable => "Check the address of the index, which ends in `/simple/`, or set another one: the index variable of the platform, as in `--env BUILD_PIP_INDEX_URL=https://mirrors.aliyun.com/pypi/simple/`. If no address works, this machine has no network.".to_owned(),
        InsecureIndex => format!(
            "Set an address of the index that begins with https://, as in `--env BUILD_PIP_INDEX_URL=https://…/simple`; or trust the host with `--trusted-host {}` as a line of requirements.txt.",
            failure.subject.as_deref().unwrap_or("HOST")
        ),
        Certificate => "Set an index whose certificate is known (`--env BUILD_PIP_INDEX_URL=https://…/simple`), or name the certificate of your own index or proxy in `PIP_CERT`.".to_owned(),
        DiskFull => "Free space on the disk of the output, the cache (`--cache DIR`, `--no-cache`) and the temporary folder (`TMPDIR`), then run the build again. If it is the packages that are large, take out those that the site does not need.".to_owned(),
        Timeout => "Give it more time with `--timeout SECONDS`. If it then never ends, something waits: the lines of output above say for what.".to_owned(),
        Killed if !out_of_memory(&failure.ending) => "The signal came from outside, or from a crash in a compiled package: run the build again; if it stays, take another release of the package that the last lines of output name.".to_owned(),
        Killed => "Most often the memory ran out: close other programs, or give the machine or the container more. On a platform, choose a larger instance or packages that need no building.".to_owned(),
        Interrupted => "Run the build again when you want to.".to_owned(),
        NotStarted => "Check that the program is installed and may be executed.".to_owned(),
        HookFailed => "Run the script by hand and correct the command that fails; `set -x` in its second line prints each one. If its failure does not matter, end that line with `|| true`.".to_owned(),
        CommandNotFound if ends(failure, "\\r") => "The lines of the script end in CRLF, as Windows writes them: save it with LF line ends, and put `*.sh text eol=lf` or the name of the script into .gitattributes.".to_owned(),
        CommandNotFound => "Call only what the build has, which is Python, the packages installed by then, and the usual shell tools; or install the command earlier in the script.".to_owned(),
        NotExecutable => "Give the permission and commit it: `git update-index --chmod=+x bin/pre_compile` (or the script that is meant). A command inside the script can be called through its program, as in `bash tool.sh`.".to_owned(),
        PythonNotInstalled => "Name a Python that is there with `--python PATH` or `--python-dir DIR`, or an address of archives with `--runtime-url`; `--nearest-patch` takes another patch of the series.".to_owned(),
        CollectstaticSyntaxError => "Correct that line. If it runs on your machine, your Python is newer or older than the one here: ask for yours in runtime.txt.".to_owned(),
        CollectstaticImproperConfiguration => match failure.subject.as_deref() {
            Some("STATIC_ROOT") => "Set `STATIC_ROOT = BASE_DIR / \"staticfiles\"` in the settings, and keep that folder out of STATICFILES_DIRS.".to_owned(),
            Some("SECRET_KEY") => "Set SECRET_KEY on the platform, and for this build with `--env SECRET_KEY=…`; any value does for collectstatic.".to_owned(),
            Some("STATICFILES_DIRS") => "Make STATICFILES_DIRS a list, such as `[BASE_DIR / \"static\"]`, without the folder of STATIC_ROOT.".to_owned(),
            Some("STATIC_URL") => "Set `STATIC_URL = \"/static/\"` in the settings.".to_owned(),
            _ => "Correct the setting that the message names; `python manage.py check` on your machine shows the same.".to_owned(),
        },
        CollectstaticMissingModule if failure.more.is_some() => "The installed release has no such name: pin the release of the package that the code was written for, or change the import to what the new release has. In a module of the project, look for two modules that import each other.".to_owned(),
        CollectstaticMissingModule => format!(
            "If {} is a package, add it to the requirements (its name there may differ from the one that is imported). If it is a part of the project, commit the file and check the upper and lower case of its name.",
            it("it")
        ),
        CollectstaticMissingFile if is_one_letter(failure) => "A single letter as a path: STATICFILES_DIRS is most likely a text, of which each letter is taken for a folder. Make it a list, such as `[BASE_DIR / \"static\"]`.".to_owned(),
        CollectstaticMissingFile if ends(failure, ".env") => "Such a file holds secrets and stays out of git: set its variables on the platform, and for this build with `--env-file`; let the settings read the file only where it is there.".to_owned(),
        CollectstaticMissingFile => format!(
            "Add {} to the project and commit it (git keeps no empty folder: put a `.gitkeep` into it), or let the settings do without it, for it is not there when the platform builds.",
            it("it")
        ),
        CollectstaticMissingKey => format!(
            "Set it on the platform, and for this build with `--env {}=…`; or give it a default: `os.environ.get(\"{0}\", \"…\")`.",
            failure.subject.as_deref().unwrap_or("NAME")
        ),
        CollectstaticFancyReferences => "Correct the `url(…)` in the style sheet, or add the file it names. Until then, `django.contrib.staticfiles.storage.StaticFilesStorage` as the storage of static files does not look for them.".to_owned(),
        CollectstaticUnknownCommand => "Add `django.contrib.staticfiles` to INSTALLED_APPS; if the site has no static files of its own, switch the step off with `DISABLE_COLLECTSTATIC=1`.".to_owned(),
        CollectstaticOther => "Run the command of the step on your machine with the same variables: the last lines of its traceback name the line of the project. The settings must load without a database and without what is set only at run time.".to_owned(),
        Other => "Read the last lines of the output; run the command of the step by hand to try again.".to_owned(),
    }
}

pub(super) fn chinese(failure: &Failure) -> String {
    let it = |otherwise| quoted_in_chinese(failure, otherwise);
    let sentence = match failure.class {
        NoMatchingRelease => format!(
            "在 PyPI 上查找{}：改正名称或版本。如果该版本确实存在，那么它是给其他 Python 版本或其他系统用的（pip 会略过这样的版本）：在 runtime.txt 中改用别的 Python，或固定到适合当前 Python 的版本。如果用的是镜像，请确认镜像能访问，并且有这个软件包。",
            it("该软件包")
        ),
        NeedsAnotherPython => match &failure.more {
            Some(python) => format!("改用满足 {python} 的 Python（写在 runtime.txt 或平台所读取的文件中），或固定到仍支持当前 Python 的旧版本。"),
            None => "在 runtime.txt 中改用别的 Python，或固定到仍支持当前 Python 的旧版本。".to_owned(),
        },
        InvalidRequirement => "改正这一行。一条依赖是名称加版本，例如 `Flask==2.3.3`，每行一条；`=`、`=>` 和 `import` 这样的行无法读取。文件应保存为 UTF-8。".to_owned(),
        MissingRequirementsFile => {
            format!("把{}加入项目（并提交到 git），或改正它的路径，或删去这一行。路径从写有这一行的文件算起。", it("该文件"))
        }
        HashMismatch => "如果改过版本，用 `pip-compile --generate-hashes` 或 `pip hash` 重新生成哈希值；文件中只要有一个哈希值，每一行就都需要 `==` 和哈希值。如果什么都没改，就是索引或镜像提供了另一个文件：改用 PyPI 本身。".to_owned(),
        Conflict => "放宽其中一个版本，或删去由其他软件包带来的那一行；在新的虚拟环境中运行 `pip install -r requirements.txt` 可以看到是否已解决。".to_owned(),
        OutdatedLockFile => "重新生成锁文件（`pipenv lock`、`poetry lock` 或 `uv lock`），并与它所锁定的文件一起提交。".to_owned(),
        MissingHeaders => headers_in_chinese(failure),
        MissingCompiler => "依赖一个为当前 Python 提供 wheel 的版本，这样就不需要编译；或安装编译器（Debian 或 Ubuntu 上是 `build-essential`，Rust 则是 `rustc` 和 `cargo`）。".to_owned(),
        PackageBuildFailed if needs_old_library(failure) => "标准库的这一部分从 Python 3.12 起已被移除：依赖该软件包的新版本，或改用 Python 3.11。".to_owned(),
        PackageBuildFailed => "多半是这个版本对当前 Python 来说太旧：依赖该软件包带有 wheel 的新版本，或改用它当时面向的 Python。上面的输出说明了构建在哪里出错。".to_owned(),
        GitMissing => "为这次构建安装它。在没有它的平台上，改为依赖 PyPI 上的版本，或该提交的压缩包（`https://…/archive/COMMIT.tar.gz`），而不是 `git+https://…`。".to_owned(),
        Network => "再运行一次构建；如果仍然失败，检查这台机器能否连上该服务器，以及所设置的代理（`HTTPS_PROXY`）。".to_owned(),
        IndexUnreachable => "检查索引的地址（以 `/simple/` 结尾），或换一个：设置平台的索引变量，例如 `--env BUILD_PIP_INDEX_URL=https://mirrors.aliyun.com/pypi/simple/`。如果所有地址都不行，就是这台机器没有网络。".to_owned(),
        InsecureIndex => format!(
            "设置以 https:// 开头的索引地址，例如 `--env BUILD_PIP_INDEX_URL=https://…/simple`；或在 requirements.txt 中写一行 `--trusted-host {}` 来信任该主机。",
            failure.subject.as_deref().unwrap_or("HOST")
        ),
        Certificate => "设置证书受信任的索引（`--env BUILD_PIP_INDEX_URL=https://…/simple`），或用 `PIP_CERT` 指定你自己的索引或代理的证书。".to_owned(),
        DiskFull => "清理输出目录、缓存（`--cache DIR`、`--no-cache`）和临时目录（`TMPDIR`）所在磁盘的空间，然后再运行一次。如果是软件包太大，去掉网站用不到的软件包。".to_owned(),
        Timeout => "用 `--timeout SECONDS` 给它更多时间。如果仍不结束，说明它在等待什么：上面的输出会说明。".to_owned(),
        Killed if !out_of_memory(&failure.ending) => "信号来自外部，或来自某个编译过的软件包的崩溃：再运行一次构建；如果仍然失败，换用输出最后几行所提到的软件包的另一个版本。".to_owned(),
        Killed => "多半是内存用完了：关闭其他程序，或给机器或容器更多内存。在平台上，选择更大的实例，或使用不需要编译的软件包。".to_owned(),
        Interrupted => "需要时再运行一次构建。".to_owned(),
        NotStarted => "检查该程序是否已安装、是否有执行权限。".to_owned(),
        HookFailed => "手动运行该脚本，改正失败的命令；在第二行写 `set -x` 会显示每条命令。如果失败无关紧要，在那一行末尾加上 `|| true`。".to_owned(),
        CommandNotFound if ends(failure, "\\r") => "脚本的行以 CRLF 结尾（Windows 的写法）：改用 LF 换行保存，并在 .gitattributes 中写上 `*.sh text eol=lf` 或该脚本的名称。".to_owned(),
        CommandNotFound => "只调用构建环境里有的命令：Python、到那时已安装的软件包和常用的 shell 工具；或在脚本前面先安装该命令。".to_owned(),
        NotExecutable => "加上权限并提交：`git update-index --chmod=+x bin/pre_compile`（或相应的脚本）。脚本里的命令可以通过解释程序调用，例如 `bash tool.sh`。".to_owned(),
        PythonNotInstalled => "用 `--python PATH` 或 `--python-dir DIR` 指定已有的 Python，或用 `--runtime-url` 指定存放压缩包的地址；`--nearest-patch` 允许使用同一系列的其他补丁版本。".to_owned(),
        CollectstaticSyntaxError => "改正这一行。如果它在你的机器上能运行，说明你的 Python 比这里的新或旧：在 runtime.txt 中写明你的版本。".to_owned(),
        CollectstaticImproperConfiguration => match failure.subject.as_deref() {
            Some("STATIC_ROOT") => "在设置中写上 `STATIC_ROOT = BASE_DIR / \"staticfiles\"`，并且不要把这个文件夹放进 STATICFILES_DIRS。".to_owned(),
            Some("SECRET_KEY") => "在平台上设置 SECRET_KEY，在这次构建中用 `--env SECRET_KEY=…`；对 collectstatic 来说任何值都可以。".to_owned(),
            Some("STATICFILES_DIRS") => "把 STATICFILES_DIRS 写成列表，例如 `[BASE_DIR / \"static\"]`，其中不要有 STATIC_ROOT 的文件夹。".to_owned(),
            Some("STATIC_URL") => "在设置中写上 `STATIC_URL = \"/static/\"`。".to_owned(),
            _ => "改正消息中提到的设置；在你的机器上运行 `python manage.py check` 会看到同样的内容。".to_owned(),
        },
        CollectstaticMissingModule if failure.more.is_some() => "已安装的版本中没有这个名称：固定到代码编写时所用的版本，或按新版本修改导入。如果是项目自己的模块，检查是否有两个模块互相导入。".to_owned(),
        CollectstaticMissingModule => format!(
            "如果{}是软件包，把它加入依赖清单（清单中的名称可能与导入时的名称不同）。如果它是项目的一部分，提交该文件，并检查名称的大小写。",
            it("它")
        ),
        CollectstaticMissingFile if is_one_letter(failure) => "路径只有一个字母：STATICFILES_DIRS 多半是一个字符串，它的每个字母都被当作文件夹。把它写成列表，例如 `[BASE_DIR / \"static\"]`。".to_owned(),
        CollectstaticMissingFile if ends(failure, ".env") => "这样的文件含有机密，不应提交到 git：在平台上设置其中的变量，在这次构建中用 `--env-file`；让设置只在该文件存在时才读取它。".to_owned(),
        CollectstaticMissingFile => format!(
            "把{}加入项目并提交（git 不保存空文件夹：在里面放一个 `.gitkeep`），或让设置不依赖它，因为平台构建时它不存在。",
            it("它")
        ),
        CollectstaticMissingKey => format!(
            "在平台上设置它，在这次构建中用 `--env {}=…`；或给它一个默认值：`os.environ.get(\"{0}\", \"…\")`。",
            failure.subject.as_deref().unwrap_or("NAME")
        ),
        CollectstaticFancyReferences => "改正样式表中的 `url(…)`，或加入它所指的文件。在此之前，用 `django.contrib.staticfiles.storage.StaticFilesStorage` 作为静态文件的存储，就不会查找这些文件。".to_owned(),
        CollectstaticUnknownCommand => "把 `django.contrib.staticfiles` 加入 INSTALLED_APPS；如果网站没有自己的静态文件，用 `DISABLE_COLLECTSTATIC=1` 关闭这一步。".to_owned(),
        CollectstaticOther => "在你的机器上用同样的变量运行这一步的命令：回溯的最后几行会指出项目中的哪一行。设置必须在没有数据库、没有只在运行时才有的变量时也能加载。".to_owned(),
        Other => "阅读输出的最后几行；手动运行这一步的命令再试一次。".to_owned(),
    };
    without_extra_spaces(&sentence)
}
