//! Why pip stops at a line of a requirements file, in one or two sentences.

use crate::analysis::knowledge::pip::Pip;
use crate::analysis::requirements::unread::UnreadCause;
use crate::language::{Language, say};
use crate::syntax::requirements::Unreadable;

/// What is wrong with a line.
pub(super) fn sentence(cause: &UnreadCause, shown: &str, pip: Pip, language: Language) -> String {
    match cause {
        UnreadCause::Wrong(problem) => wrong(problem, shown, language),
        UnreadCause::NoVersion => say!(
            language,
            "No release has an empty version: pip finds nothing that fits, and the build stops.",
            "任何发布都不会是空版本：pip 找不到合适的版本，构建停止。"
        ),
        UnreadCause::Versions => say!(
            language,
            "The platform's pip {pip} does not take versions in this form; other releases of pip do.",
            "平台使用的 pip {pip} 不接受这种版本写法，虽然其他版本的 pip 接受。"
        ),
        UnreadCause::Comma => {
            say!(language, "Behind the comma another version has to stand.", "逗号后面必须还有一个版本条件。")
        }
        UnreadCause::Option(option) => say!(
            language,
            "The platform's pip {pip} has no option `{option}` in requirements files; other releases of pip have it.",
            "平台使用的 pip {pip} 不支持在 requirements 文件中使用选项 `{option}`，虽然其他版本的 pip 支持。"
        ),
    }
}

fn no_requirement(shown: &str, language: Language) -> String {
    if has_single_equals(shown) {
        say!(
            language,
            "A single `=` is no operator in a requirements file; versions are pinned with `==`.",
            "requirements 文件中单个 `=` 不是运算符，固定版本要用 `==`。"
        )
    } else if has_no_operator(shown) {
        say!(
            language,
            "Between a package and its version stands an operator such as `==`.",
            "包名与版本之间要有 `==` 之类的运算符。"
        )
    } else {
        say!(
            language,
            "A line has to be a package with its versions such as `Flask==2.0.3`, an address, a path, an option such as `-r base.txt`, or a comment behind `#`.",
            "每一行必须是带版本的包（如 `Flask==2.0.3`）、地址、路径、选项（如 `-r base.txt`）或 `#` 开头的注释。"
        )
    }
}

fn wrong(problem: &Unreadable, shown: &str, language: Language) -> String {
    match problem {
        Unreadable::Requirement => no_requirement(shown, language),
        Unreadable::Marker => say!(
            language,
            "What stands behind the `;` has to be a condition such as `python_version < \"3.8\"`, with its value in quotes.",
            "`;` 后面必须是条件，例如 `python_version < \"3.8\"`，其中的值要加引号。"
        ),
        Unreadable::UnknownOption(option) => say!(
            language,
            "A requirements file cannot have the option `{option}`; most options of `pip install` work on the command line only.",
            "requirements 文件中不能使用选项 `{option}`；`pip install` 的大多数选项只能用在命令行中。"
        ),
        Unreadable::AmbiguousOption(option) => say!(
            language,
            "`{option}` is the start of several options; write the whole name.",
            "`{option}` 是多个选项的开头，请写出完整的名称。"
        ),
        Unreadable::MissingValue(option) => {
            say!(language, "`{option}` needs a value behind it, and there is none.", "`{option}` 后面需要一个值，但这里没有。")
        }
        Unreadable::UnwantedValue(option) => say!(
            language,
            "`{option}` takes no value; delete the `=` and what stands behind it.",
            "`{option}` 不接受值，请删除 `=` 及其后的内容。"
        ),
        Unreadable::WrongValue(option) => say!(
            language,
            "The value of `{option}` is malformed: a hash is `sha256:`, `sha384:` or `sha512:` and its digits, a setting is `KEY=VALUE`.",
            "`{option}` 的值格式不对：哈希要写成 `sha256:`、`sha384:` 或 `sha512:` 加数字，设置要写成 `KEY=VALUE`。"
        ),
        Unreadable::EditableAddress => say!(
            language,
            "`-e` takes a path or the address of a repository such as `git+https://…`; without `-e` the line is an ordinary download.",
            "`-e` 后面必须是路径或仓库地址（如 `git+https://…`）；去掉 `-e` 后这一行就是普通的下载。"
        ),
        Unreadable::EditableWithoutName => say!(
            language,
            "Behind `-e`, the address of a repository has to end in the name of the package: `#egg=name`.",
            "`-e` 后的仓库地址必须以包名结尾：`#egg=包名`。"
        ),
        Unreadable::Quote => say!(language, "A quote is opened and not closed.", "引号没有闭合。"),
    }
}

/// Whether two words stand there of which the second may be a version.
fn has_no_operator(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    matches!(words.as_slice(), [_, version] if version.starts_with(|char: char| char.is_ascii_digit()))
        && !text.contains(['=', '<', '>', '~', '!'])
}

/// Whether there is an `=` that is part of no operator.
fn has_single_equals(text: &str) -> bool {
    text.contains('=') && !["==", ">=", "<=", "!=", "~="].iter().any(|operator| text.contains(operator))
}
