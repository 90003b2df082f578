//! Why a fix was not applied.

use crate::language::{Language, say};

/// Why a fix was not applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It is only to be read.
    Display,
    /// An error of this code would come of it, which was not met before.
    Harms(&'static str),
    /// It would write over a file that is there, or that another fix writes.
    Exists(String),
    /// Another fix renames, deletes or changes this file in a way that does not go together with it.
    InUse(String),
    /// The file is a link, or behind one.
    Linked(String),
    /// The file is not there, or its content is not known.
    NoSuchFile(String),
    /// An edit lies behind the end of its file, which is not the file that was checked.
    OutOfBounds,
    /// Another fix already changes the same place.
    Overlaps,
}

impl Refused {
    /// The reason, and what to do.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::Display => say!(language, "this fix has to be made by hand", "需要手动修改"),
            Self::Exists(path) => say!(language, "`{path}` is already there; move it away first", "`{path}` 已存在，请先移走"),
            Self::Harms(code) => say!(
                language,
                "the error {code} would come of it on one of the platforms, see `pushready explain {code}`",
                "这会在其中一个平台上引起错误 {code}，见 `pushready explain {code}`"
            ),
            Self::InUse(path) => say!(
                language,
                "another fix already renames, deletes or changes `{path}`; run the fixes again",
                "另一处修复已改动 `{path}`，请再次应用"
            ),
            Self::Linked(path) => say!(
                language,
                "`{path}` is a symbolic link or lies behind one; change the file itself",
                "`{path}` 是符号链接或位于符号链接之后，请修改文件本身"
            ),
            Self::NoSuchFile(path) => {
                say!(language, "`{path}` is not there, or its content is not known", "`{path}` 不存在，或内容未知")
            }
            Self::OutOfBounds => {
                say!(language, "the file has changed since it was checked; check it again", "文件在检查之后已改变，请重新检查")
            }
            Self::Overlaps => say!(
                language,
                "another fix already changes the same place; run the fixes again",
                "另一处修复已改动同一位置，请再次应用"
            ),
        }
    }
}
