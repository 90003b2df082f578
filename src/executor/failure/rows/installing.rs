//! What fails while packages are installed.

use crate::executor::failure::row::Origin::Project;
use crate::executor::failure::row::{ClassRow, Telling};
use crate::language::say;

pub(in crate::executor::failure) const NO_MATCHING_RELEASE: ClassRow = ClassRow {
    name: "no-matching-release",
    origin: Project,
    codes: &["PSH505", "PSH506", "PSH507", "PSH508", "PSH512"],
    message: |told| {
        say!(
            told.language,
            "The package index has no release that fits {it} on this Python",
            "软件包索引中没有适合当前 Python 且满足{it}的版本",
            it = told.it("a requirement", "某条依赖")
        )
    },
    advice: |told| {
        say!(
            told.language,
            "Look {it} up on PyPI: correct the name or the version. If that release is there, it is for other versions of Python or other systems (pip leaves such releases out): ask for another Python in runtime.txt, or pin a release that suits this one. If you use a mirror, check that it answers and has the package.",
            "在 PyPI 上查找{it}：改正名称或版本。如果该版本确实存在，那么它是给其他 Python 版本或其他系统用的（pip 会略过这样的版本）：在 runtime.txt 中改用别的 Python，或固定到适合当前 Python 的版本。如果用的是镜像，请确认镜像能访问，并且有这个软件包。",
            it = told.it("the package", "该软件包")
        )
    },
};

pub(in crate::executor::failure) const NEEDS_ANOTHER_PYTHON: ClassRow = ClassRow {
    name: "needs-another-python",
    origin: Project,
    codes: &["PSH412", "PSH512"],
    message: |told| {
        say!(
            told.language,
            "{it} does not run on this Python{more}",
            "{it}不能在当前 Python 上运行{more}",
            it = told.it("A package", "某个软件包"),
            more = told.more(|python| say!(told.language, "; it needs {python}", "；它需要 {python}"))
        )
    },
    advice: |told| match told.more {
        Some(python) => say!(
            told.language,
            "Ask for a Python that is {python} (in runtime.txt, or the file that your platform reads), or pin an older release of the package that still runs on this one.",
            "改用满足 {python} 的 Python（写在 runtime.txt 或平台所读取的文件中），或固定到仍支持当前 Python 的旧版本。"
        ),
        None => say!(
            told.language,
            "Ask for another Python in runtime.txt, or pin an older release of the package that still runs on this one.",
            "在 runtime.txt 中改用别的 Python，或固定到仍支持当前 Python 的旧版本。"
        ),
    },
};

pub(in crate::executor::failure) const INVALID_REQUIREMENT: ClassRow = ClassRow {
    name: "invalid-requirement",
    origin: Project,
    codes: &["PSH501", "PSH502"],
    message: |told| {
        say!(
            told.language,
            "{it} is not a requirement that can be read{more}",
            "{it}不是可以读取的依赖写法{more}",
            it = told.it("A line", "某一行"),
            more = told.more(|line| say!(told.language, " (line {line})", "（第 {line} 行）"))
        )
    },
    advice: |told| {
        say!(
            told.language,
            "Correct the line. A requirement is a name with a version, such as `Flask==2.3.3`, one a line; `=`, `=>` and `import` lines are not read. Save the file as UTF-8.",
            "改正这一行。一条依赖是名称加版本，例如 `Flask==2.3.3`，每行一条；`=`、`=>` 和 `import` 这样的行无法读取。文件应保存为 UTF-8。"
        )
    },
};

pub(in crate::executor::failure) const MISSING_REQUIREMENTS_FILE: ClassRow = ClassRow {
    name: "missing-requirements-file",
    origin: Project,
    codes: &["PSH503", "PSH504"],
    message: |told| {
        say!(
            told.language,
            "{it} is named in the requirements and is not there",
            "依赖清单中提到的{it}不存在",
            it = told.it("A file", "文件")
        )
    },
    advice: |told| {
        say!(
            told.language,
            "Add {it} to the project (and to git), correct its path, or take the line out. Paths count from the file that names them.",
            "把{it}加入项目（并提交到 git），或改正它的路径，或删去这一行。路径从写有这一行的文件算起。",
            it = told.it("the file", "该文件")
        )
    },
};

pub(in crate::executor::failure) const HASH_MISMATCH: ClassRow = ClassRow {
    name: "hash-mismatch",
    origin: Project,
    codes: &[],
    message: |told| {
        say!(
            told.language,
            "{it} does not match the hashes in the requirements, or has none",
            "{it}与依赖清单中的哈希值不符，或缺少哈希值",
            it = told.it("A package", "某个软件包")
        )
    },
    advice: |told| {
        say!(
            told.language,
            "If you changed a version, make the hashes anew with `pip-compile --generate-hashes` or `pip hash`; with one hash in the file every line needs `==` and a hash. If you changed nothing, the index or its mirror serves another file: use PyPI itself.",
            "如果改过版本，用 `pip-compile --generate-hashes` 或 `pip hash` 重新生成哈希值；文件中只要有一个哈希值，每一行就都需要 `==` 和哈希值。如果什么都没改，就是索引或镜像提供了另一个文件：改用 PyPI 本身。"
        )
    },
};

pub(in crate::executor::failure) const CONFLICT: ClassRow = ClassRow {
    name: "conflict",
    origin: Project,
    codes: &["PSH509"],
    message: |told| {
        let it = told.it("A requirement", "某条依赖");
        match told.more {
            Some(other) => say!(told.language, "{it} and `{other}` cannot both be met", "{it}与 `{other}` 无法同时满足"),
            None => say!(told.language, "{it} cannot be met together with the other requirements", "{it}无法与其他依赖同时满足"),
        }
    },
    advice: |told| {
        say!(
            told.language,
            "Loosen one of the two versions, or take the line out that another package brings anyway; `pip install -r requirements.txt` in a new virtual environment shows when it is solved.",
            "放宽其中一个版本，或删去由其他软件包带来的那一行；在新的虚拟环境中运行 `pip install -r requirements.txt` 可以看到是否已解决。"
        )
    },
};

pub(in crate::executor::failure) const OUTDATED_LOCK_FILE: ClassRow = ClassRow {
    name: "outdated-lock-file",
    origin: Project,
    codes: &["PSH111", "PSH522"],
    message: |told| {
        say!(
            told.language,
            "{it} is missing, or does not belong to the file it locks",
            "{it}不存在，或与它所锁定的文件不一致",
            it = told.it("The lock file", "锁文件")
        )
    },
    advice: |told| {
        say!(
            told.language,
            "Make the lock file anew (`pipenv lock`, `poetry lock` or `uv lock`) and commit it together with the file it locks.",
            "重新生成锁文件（`pipenv lock`、`poetry lock` 或 `uv lock`），并与它所锁定的文件一起提交。"
        )
    },
};

pub(in crate::executor::failure) const MISSING_HEADERS: ClassRow = ClassRow {
    name: "missing-headers",
    origin: Project,
    codes: &["PSH516"],
    message: |told| not_on_this_machine(told, &told.it("A library for building", "编译所需的库")),
    advice: |told| match library(told) {
        Some((debian, Some(instead))) => say!(
            told.language,
            "On Debian or Ubuntu the package `{debian}` brings it. On a platform you cannot install that; `{instead}` can be required instead and needs no building.",
            "在 Debian 或 Ubuntu 上由软件包 `{debian}` 提供。在平台上无法安装它；可以改为依赖 `{instead}`，它不需要编译。"
        ),
        Some((debian, None)) => say!(
            told.language,
            "On Debian or Ubuntu the package `{debian}` brings it. On a platform you cannot install that: require a release that has a wheel for this Python.",
            "在 Debian 或 Ubuntu 上由软件包 `{debian}` 提供。在平台上无法安装它：请依赖一个为当前 Python 提供 wheel 的版本。"
        ),
        None => say!(
            told.language,
            "Install the development package of that library, or require a release that has a wheel for this Python, so that nothing is built.",
            "安装这个库的开发包，或依赖一个为当前 Python 提供 wheel 的版本，这样就不需要编译。"
        ),
    },
};

pub(in crate::executor::failure) const MISSING_COMPILER: ClassRow = ClassRow {
    name: "missing-compiler",
    origin: Project,
    codes: &["PSH516"],
    message: |told| not_on_this_machine(told, &told.it("A compiler", "编译器")),
    advice: |told| {
        say!(
            told.language,
            "Require a release that has a wheel for this Python, so that nothing is built; or install the compiler (on Debian or Ubuntu `build-essential`, for Rust `rustc` and `cargo`).",
            "依赖一个为当前 Python 提供 wheel 的版本，这样就不需要编译；或安装编译器（Debian 或 Ubuntu 上是 `build-essential`，Rust 则是 `rustc` 和 `cargo`）。"
        )
    },
};

fn not_on_this_machine(told: &Telling<'_>, it: &str) -> String {
    let of = told.more(|package| say!(told.language, ", which building `{package}` needs", "，而编译 `{package}` 需要它"));
    say!(told.language, "{it} is not on this machine{of}", "这台机器上没有{it}{of}")
}

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

fn library(told: &Telling<'_>) -> Option<(&'static str, Option<&'static str>)> {
    let subject = told.subject?;
    LIBRARIES.iter().find(|(part, ..)| subject.contains(part)).map(|(_, debian, instead)| (*debian, *instead))
}

pub(in crate::executor::failure) const PACKAGE_BUILD_FAILED: ClassRow = ClassRow {
    name: "package-build-failed",
    origin: Project,
    codes: &[],
    message: |told| {
        say!(
            told.language,
            "{it} could not be built from its source{more}",
            "{it}无法从源码构建{more}",
            it = told.it("A package", "某个软件包"),
            more = told.more(|error| say!(told.language, ": {error}", "：{error}"))
        )
    },
    advice: |told| match needs_old_library(told) {
        true => say!(
            told.language,
            "That part of the standard library is gone since Python 3.12: require a newer release of the package, or ask for Python 3.11.",
            "标准库的这一部分从 Python 3.12 起已被移除：依赖该软件包的新版本，或改用 Python 3.11。"
        ),
        false => say!(
            told.language,
            "Most often the release is too old for this Python: require a newer release of the package, which has a wheel, or ask for the Python it was made for. The lines above say what its build stumbled over.",
            "多半是这个版本对当前 Python 来说太旧：依赖该软件包带有 wheel 的新版本，或改用它当时面向的 Python。上面的输出说明了构建在哪里出错。"
        ),
    },
};

fn needs_old_library(told: &Telling<'_>) -> bool {
    let error = told.more.unwrap_or_default();
    ["No module named 'distutils", "No module named 'imp'"].iter().any(|gone| error.contains(gone))
}

pub(in crate::executor::failure) const GIT_MISSING: ClassRow = ClassRow {
    name: "git-missing",
    origin: Project,
    codes: &["PSH515"],
    message: |told| {
        say!(
            told.language,
            "{it} is not on this machine, and a requirement comes from a repository",
            "这台机器上没有{it}，而有一条依赖来自代码仓库",
            it = told.it("git", " git ")
        )
    },
    advice: |told| {
        say!(
            told.language,
            "Install it for this build. On a platform without it, require a release from PyPI, or the archive of the commit (`https://…/archive/COMMIT.tar.gz`), instead of `git+https://…`.",
            "为这次构建安装它。在没有它的平台上，改为依赖 PyPI 上的版本，或该提交的压缩包（`https://…/archive/COMMIT.tar.gz`），而不是 `git+https://…`。"
        )
    },
};

pub(in crate::executor::failure) const INSECURE_INDEX: ClassRow = ClassRow {
    name: "insecure-index",
    origin: Project,
    codes: &["PSH514"],
    message: |told| {
        say!(
            told.language,
            "pip ignores the package index {it}, because its address begins with http://",
            "pip 忽略了软件包索引{it}，因为它的地址以 http:// 开头",
            it = told.it("that is set", "（已设置的地址）")
        )
    },
    advice: |told| {
        say!(
            told.language,
            "Set an address of the index that begins with https://, as in `--env BUILD_PIP_INDEX_URL=https://…/simple`; or trust the host with `--trusted-host {host}` as a line of requirements.txt.",
            "设置以 https:// 开头的索引地址，例如 `--env BUILD_PIP_INDEX_URL=https://…/simple`；或在 requirements.txt 中写一行 `--trusted-host {host}` 来信任该主机。",
            host = told.bare("HOST")
        )
    },
};
