//! What fails in the project's own scripts, and what fails without a word that says why.

use crate::executor::failure::row::ClassRow;
use crate::executor::failure::row::Origin::Project;
use crate::language::say;

pub(in crate::executor::failure) const HOOK_FAILED: ClassRow = ClassRow {
    name: "hook-failed",
    origin: Project,
    codes: &[],
    message: |told| say!(told.language, "The project's own script failed ({})", "项目自带的脚本失败（{}）", told.ending()),
    advice: |told| {
        say!(
            told.language,
            "Run the script by hand and correct the command that fails; `set -x` in its second line prints each one. If its failure does not matter, end that line with `|| true`.",
            "手动运行该脚本，改正失败的命令；在第二行写 `set -x` 会显示每条命令。如果失败无关紧要，在那一行末尾加上 `|| true`。"
        )
    },
};

pub(in crate::executor::failure) const COMMAND_NOT_FOUND: ClassRow = ClassRow {
    name: "command-not-found",
    origin: Project,
    codes: &[],
    message: |told| {
        say!(
            told.language,
            "The project's own script calls {it}, which is not there",
            "项目自带的脚本调用了{it}，但它不存在",
            it = told.it("a command", "某个命令")
        )
    },
    advice: |told| match told.ends("\\r") {
        true => say!(
            told.language,
            "The lines of the script end in CRLF, as Windows writes them: save it with LF line ends, and put `*.sh text eol=lf` or the name of the script into .gitattributes.",
            "脚本的行以 CRLF 结尾（Windows 的写法）：改用 LF 换行保存，并在 .gitattributes 中写上 `*.sh text eol=lf` 或该脚本的名称。"
        ),
        false => say!(
            told.language,
            "Call only what the build has, which is Python, the packages installed by then, and the usual shell tools; or install the command earlier in the script.",
            "只调用构建环境里有的命令：Python、到那时已安装的软件包和常用的 shell 工具；或在脚本前面先安装该命令。"
        ),
    },
};

pub(in crate::executor::failure) const NOT_EXECUTABLE: ClassRow = ClassRow {
    name: "not-executable",
    origin: Project,
    codes: &["PSH319"],
    message: |told| {
        say!(
            told.language,
            "{it} may not be executed",
            "{it}没有执行权限",
            it = told.it("The project's own script, or a command in it,", "项目自带的脚本或其中的命令")
        )
    },
    advice: |told| {
        say!(
            told.language,
            "Give the permission and commit it: `git update-index --chmod=+x bin/pre_compile` (or the script that is meant). A command inside the script can be called through its program, as in `bash tool.sh`.",
            "加上权限并提交：`git update-index --chmod=+x bin/pre_compile`（或相应的脚本）。脚本里的命令可以通过解释程序调用，例如 `bash tool.sh`。"
        )
    },
};

pub(in crate::executor::failure) const OTHER: ClassRow = ClassRow {
    name: "other",
    origin: Project,
    codes: &[],
    message: |told| say!(told.language, "The step failed ({})", "这一步失败（{}）", told.ending()),
    advice: |told| {
        say!(
            told.language,
            "Read the last lines of the output; run the command of the step by hand to try again.",
            "阅读输出的最后几行；手动运行这一步的命令再试一次。"
        )
    },
};
