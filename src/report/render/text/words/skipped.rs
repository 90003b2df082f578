//! Why something was left out, in every language.

use crate::language::Language::{self, En, Zh};
use crate::project::SkipReason;

pub(in super::super) fn skipped(reason: SkipReason, language: Language) -> &'static str {
    match (reason, language) {
        (SkipReason::VersionControl, En) => "version control",
        (SkipReason::VersionControl, Zh) => "版本控制",
        (SkipReason::NodeModules, En) => "Node modules",
        (SkipReason::NodeModules, Zh) => "Node 模块",
        (SkipReason::VirtualEnvironment, En) => "virtual environment",
        (SkipReason::VirtualEnvironment, Zh) => "虚拟环境",
        (SkipReason::SystemFile, En) => "left by the system",
        (SkipReason::SystemFile, Zh) => "系统文件",
        (SkipReason::BytecodeCache, En) => "compiled Python",
        (SkipReason::BytecodeCache, Zh) => "Python 字节码",
        (SkipReason::Binary, En) => "binary, name only",
        (SkipReason::Binary, Zh) => "二进制（仅名称）",
        (SkipReason::TooLarge, En) => "large, name only",
        (SkipReason::TooLarge, Zh) => "过大（仅名称）",
        (SkipReason::LinkOutside, En) => "leads nowhere here",
        (SkipReason::LinkOutside, Zh) => "链接在项目之外",
        (SkipReason::AbsolutePath, En) => "absolute path",
        (SkipReason::AbsolutePath, Zh) => "绝对路径",
        (SkipReason::ParentPath, En) => "path with ..",
        (SkipReason::ParentPath, Zh) => "含 .. 的路径",
        (SkipReason::UnreadableName, En) => "name is no text",
        (SkipReason::UnreadableName, Zh) => "名称无法读取",
        (SkipReason::NotAFile, En) => "not a file",
        (SkipReason::NotAFile, Zh) => "不是文件",
        (SkipReason::Unreadable, En) => "no permission",
        (SkipReason::Unreadable, Zh) => "没有读取权限",
        (SkipReason::DuplicateName, En) => "stands there twice",
        (SkipReason::DuplicateName, Zh) => "名称重复",
        (SkipReason::SingleTopFolder, En) => "taken as the root",
        (SkipReason::SingleTopFolder, Zh) => "视为根目录",
    }
}
