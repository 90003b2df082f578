//! What fails while static files are collected.

use crate::executor::failure::row::Origin::Project;
use crate::executor::failure::row::{ClassRow, Telling};
use crate::language::say;

pub(in crate::executor::failure) const SYNTAX_ERROR: ClassRow = ClassRow {
    name: "collectstatic-syntax-error",
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
            "Correct that line. If it runs on your machine, your Python is newer or older than the one here: ask for yours in runtime.txt.",
            "改正这一行。如果它在你的机器上能运行，说明你的 Python 比这里的新或旧：在 runtime.txt 中写明你的版本。"
        )
    },
};

pub(in crate::executor::failure) const IMPROPER_CONFIGURATION: ClassRow = ClassRow {
    name: "collectstatic-improper-configuration",
    origin: Project,
    codes: &["PSH601", "PSH603", "PSH604", "PSH606"],
    message: |told| match told.more {
        Some(error) => say!(told.language, "Django does not accept the settings: {error}", "Django 不接受这些设置：{error}"),
        None => say!(told.language, "Django does not accept the settings", "Django 不接受这些设置"),
    },
    advice: |told| match told.subject {
        Some("STATIC_ROOT") => say!(
            told.language,
            "Set `STATIC_ROOT = BASE_DIR / \"staticfiles\"` in the settings, and keep that folder out of STATICFILES_DIRS.",
            "在设置中写上 `STATIC_ROOT = BASE_DIR / \"staticfiles\"`，并且不要把这个文件夹放进 STATICFILES_DIRS。"
        ),
        Some("SECRET_KEY") => say!(
            told.language,
            "Set SECRET_KEY on the platform, and for this build with `--env SECRET_KEY=…`; any value does for collectstatic.",
            "在平台上设置 SECRET_KEY，在这次构建中用 `--env SECRET_KEY=…`；对 collectstatic 来说任何值都可以。"
        ),
        Some("STATICFILES_DIRS") => say!(
            told.language,
            "Make STATICFILES_DIRS a list, such as `[BASE_DIR / \"static\"]`, without the folder of STATIC_ROOT.",
            "把 STATICFILES_DIRS 写成列表，例如 `[BASE_DIR / \"static\"]`，其中不要有 STATIC_ROOT 的文件夹。"
        ),
        Some("STATIC_URL") => {
            say!(told.language, "Set `STATIC_URL = \"/static/\"` in the settings.", "在设置中写上 `STATIC_URL = \"/static/\"`。")
        }
        _ => say!(
            told.language,
            "Correct the setting that the message names; `python manage.py check` on your machine shows the same.",
            "改正消息中提到的设置；在你的机器上运行 `python manage.py check` 会看到同样的内容。"
        ),
    },
};

pub(in crate::executor::failure) const MISSING_MODULE: ClassRow = ClassRow {
    name: "collectstatic-missing-module",
    origin: Project,
    codes: &["PSH414", "PSH511", "PSH520", "PSH608"],
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
            "The installed release has no such name: pin the release of the package that the code was written for, or change the import to what the new release has. In a module of the project, look for two modules that import each other.",
            "已安装的版本中没有这个名称：固定到代码编写时所用的版本，或按新版本修改导入。如果是项目自己的模块，检查是否有两个模块互相导入。"
        ),
        None => say!(
            told.language,
            "If {it} is a package, add it to the requirements (its name there may differ from the one that is imported). If it is a part of the project, commit the file and check the upper and lower case of its name.",
            "如果{it}是软件包，把它加入依赖清单（清单中的名称可能与导入时的名称不同）。如果它是项目的一部分，提交该文件，并检查名称的大小写。",
            it = told.it("it", "它")
        ),
    },
};

pub(in crate::executor::failure) const MISSING_FILE: ClassRow = ClassRow {
    name: "collectstatic-missing-file",
    origin: Project,
    codes: &["PSH604", "PSH605"],
    message: |told| match (told.subject, told.more) {
        (None, Some(error)) => say!(told.language, "A file cannot be used: {error}", "某个文件无法使用：{error}"),
        _ => say!(
            told.language,
            "The file or folder {it} is not there",
            "文件或文件夹{it}不存在",
            it = told.it("that is read", "（被读取的）")
        ),
    },
    advice: |told| {
        if is_one_letter(told) {
            return say!(
                told.language,
                "A single letter as a path: STATICFILES_DIRS is most likely a text, of which each letter is taken for a folder. Make it a list, such as `[BASE_DIR / \"static\"]`.",
                "路径只有一个字母：STATICFILES_DIRS 多半是一个字符串，它的每个字母都被当作文件夹。把它写成列表，例如 `[BASE_DIR / \"static\"]`。"
            );
        }
        match told.ends(".env") {
            true => say!(
                told.language,
                "Such a file holds secrets and stays out of git: set its variables on the platform, and for this build with `--env-file`; let the settings read the file only where it is there.",
                "这样的文件含有机密，不应提交到 git：在平台上设置其中的变量，在这次构建中用 `--env-file`；让设置只在该文件存在时才读取它。"
            ),
            false => say!(
                told.language,
                "Add {it} to the project and commit it (git keeps no empty folder: put a `.gitkeep` into it), or let the settings do without it, for it is not there when the platform builds.",
                "把{it}加入项目并提交（git 不保存空文件夹：在里面放一个 `.gitkeep`），或让设置不依赖它，因为平台构建时它不存在。",
                it = told.it("it", "它")
            ),
        }
    },
};

fn is_one_letter(told: &Telling<'_>) -> bool {
    told.subject.is_some_and(|path| path.chars().count() == 1)
}

pub(in crate::executor::failure) const MISSING_KEY: ClassRow = ClassRow {
    name: "collectstatic-missing-key",
    origin: Project,
    codes: &["PSH607"],
    message: |told| {
        say!(
            told.language,
            "{it} is not set; the settings read it, most likely from the environment",
            "{it}没有设置；设置模块会读取它，多半是从环境变量读取",
            it = told.it("A key", "某个键")
        )
    },
    advice: |told| {
        say!(
            told.language,
            "Set it on the platform, and for this build with `--env {name}=…`; or give it a default: `os.environ.get(\"{name}\", \"…\")`.",
            "在平台上设置它，在这次构建中用 `--env {name}=…`；或给它一个默认值：`os.environ.get(\"{name}\", \"…\")`。",
            name = told.bare("NAME")
        )
    },
};

pub(in crate::executor::failure) const FANCY_REFERENCES: ClassRow = ClassRow {
    name: "collectstatic-fancy-references",
    origin: Project,
    codes: &[],
    message: |told| match told.more {
        Some(_) => say!(
            told.language,
            "{it} refers to a file that is not among the static files",
            "{it}引用了静态文件中没有的文件",
            it = told.it("A style sheet", "某个样式表")
        ),
        None => say!(
            told.language,
            "A style sheet or script refers to {it}, which is not among the static files",
            "某个样式表或脚本引用了{it}，而静态文件中没有它",
            it = told.it("a file", "某个文件")
        ),
    },
    advice: |told| {
        say!(
            told.language,
            "Correct the `url(…)` in the style sheet, or add the file it names. Until then, `django.contrib.staticfiles.storage.StaticFilesStorage` as the storage of static files does not look for them.",
            "改正样式表中的 `url(…)`，或加入它所指的文件。在此之前，用 `django.contrib.staticfiles.storage.StaticFilesStorage` 作为静态文件的存储，就不会查找这些文件。"
        )
    },
};

pub(in crate::executor::failure) const UNKNOWN_COMMAND: ClassRow = ClassRow {
    name: "collectstatic-unknown-command",
    origin: Project,
    codes: &["PSH602"],
    message: |told| {
        say!(
            told.language,
            "manage.py has no command {it}",
            "manage.py 没有{it}命令",
            it = told.it("collectstatic", " collectstatic ")
        )
    },
    advice: |told| {
        say!(
            told.language,
            "Add `django.contrib.staticfiles` to INSTALLED_APPS; if the site has no static files of its own, switch the step off with `DISABLE_COLLECTSTATIC=1`.",
            "把 `django.contrib.staticfiles` 加入 INSTALLED_APPS；如果网站没有自己的静态文件，用 `DISABLE_COLLECTSTATIC=1` 关闭这一步。"
        )
    },
};

pub(in crate::executor::failure) const OTHER: ClassRow = ClassRow {
    name: "collectstatic-other",
    origin: Project,
    codes: &[],
    message: |told| match told.subject {
        Some(error) => say!(told.language, "collectstatic stopped: {error}", "collectstatic 中止：{error}"),
        None => say!(told.language, "collectstatic failed ({})", "collectstatic 失败（{}）", told.ending()),
    },
    advice: |told| {
        say!(
            told.language,
            "Run the command of the step on your machine with the same variables: the last lines of its traceback name the line of the project. The settings must load without a database and without what is set only at run time.",
            "在你的机器上用同样的变量运行这一步的命令：回溯的最后几行会指出项目中的哪一行。设置必须在没有数据库、没有只在运行时才有的变量时也能加载。"
        )
    },
};
