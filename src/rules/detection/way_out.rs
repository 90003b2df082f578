//! What to do with the file of a package manager that a platform does not install with.

use crate::analysis::recognition::{ManagerFile, WayOut};
use crate::language::{Language, say};

/// What to do, in one or two sentences.
pub(super) fn sentence(ManagerFile { file, way_out }: &ManagerFile, language: Language) -> String {
    match way_out {
        WayOut::Export(command) => say!(
            language,
            "Write its packages into `requirements.txt` and commit that: `{command}`.",
            "请把其中的软件包写入 `requirements.txt` 并提交：`{command}`。"
        ),
        WayOut::Lock { command, lock } => say!(
            language,
            "Run `{command}` where the project is developed and commit `{lock}`: the platform installs from that.",
            "请在开发环境中运行 `{command}` 并提交 `{lock}`：平台会根据它安装。"
        ),
        WayOut::Install => say!(
            language,
            "A `requirements.txt` with the line `.` installs the project with all that `{file}` asks for.",
            "在 `requirements.txt` 中写一行 `.`，就会安装本项目以及 `{file}` 所要求的软件包。"
        ),
        WayOut::Copy => say!(
            language,
            "Write what `{file}` lists under `dependencies` into `requirements.txt`, a package a line, and commit that.",
            "请把 `{file}` 的 `dependencies` 中列出的软件包写入 `requirements.txt`（每行一个）并提交。"
        ),
        WayOut::Freeze => say!(
            language,
            "Each package that the program imports needs a line in `requirements.txt`: `pip freeze > requirements.txt`.",
            "程序导入的每个软件包都要在 `requirements.txt` 中占一行：`pip freeze > requirements.txt`。"
        ),
    }
}

/// What to do, as an order.
pub(super) fn title(ManagerFile { way_out, .. }: &ManagerFile, language: Language) -> String {
    match way_out {
        WayOut::Lock { command, lock } => {
            say!(language, "Run `{command}` and commit `{lock}`", "运行 `{command}` 并提交 `{lock}`")
        }
        WayOut::Export(_) | WayOut::Install | WayOut::Copy | WayOut::Freeze => {
            say!(language, "Write the packages into `requirements.txt`", "把软件包写入 `requirements.txt`")
        }
    }
}
