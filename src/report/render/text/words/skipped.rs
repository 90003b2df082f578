//! Why something was left out, in every language.

use crate::language::Language;
use crate::project::SkipReason;

pub(in super::super) fn skipped(reason: SkipReason, language: Language) -> &'static str {
    match reason {
        SkipReason::VersionControl => language.pick("version control", "版本控制"),
        SkipReason::NodeModules => language.pick("Node modules", "Node 模块"),
        SkipReason::VirtualEnvironment => language.pick("virtual environment", "虚拟环境"),
        SkipReason::SystemFile => language.pick("left by the system", "系统文件"),
        SkipReason::BytecodeCache => language.pick("compiled Python", "Python 字节码"),
        SkipReason::Binary => language.pick("binary, name only", "二进制（仅名称）"),
        SkipReason::TooLarge => language.pick("large, name only", "过大（仅名称）"),
        SkipReason::LinkOutside => language.pick("leads nowhere here", "链接在项目之外"),
        SkipReason::AbsolutePath => language.pick("absolute path", "绝对路径"),
        SkipReason::ParentPath => language.pick("path with ..", "含 .. 的路径"),
        SkipReason::UnreadableName => language.pick("name is no text", "名称无法读取"),
        SkipReason::NotAFile => language.pick("not a file", "不是文件"),
        SkipReason::Unreadable => language.pick("no permission", "没有读取权限"),
        SkipReason::DuplicateName => language.pick("stands there twice", "名称重复"),
        SkipReason::SingleTopFolder => language.pick("taken as the root", "视为根目录"),
    }
}
