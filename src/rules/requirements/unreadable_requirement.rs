//! PSH501: `flask=2.0` and other lines that pip cannot read.

use std::ops::Range;

use crate::analysis::Facts;
use crate::analysis::requirements::{Followed, is_lfs_pointer};
use crate::diagnostic::{FixBuilder, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::platform::Series;
use crate::rules::procfile::merge_conflict_marker::conflicts;
use crate::rules::{Family, Finding, Findings, FixKind, Message, Place, Rule};
use crate::syntax::requirements::{Line, LineKind, Unreadable};
use crate::text::secrets;

use super::suggestion::{self, Meant};
use super::{files, is_editable, number, pip, pip_words};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH501",
    name: "unreadable-requirement",
    since: "0.1.0",
    family: Family::Requirements,
    severity: Severity::Error,
    stage: Stage::Build,
    fix: FixKind::Unsafe,
    summary: Localized {
        en: "A line of a requirements file that pip cannot read", zh: "requirements 文件中有 pip 无法读取的行"
    },
    page: Localized { en: include_str!("unreadable_requirement.md"), zh: include_str!("unreadable_requirement.zh.md") },
    check,
};

/// Longer lines are cut in sentences.
const SHOWN: usize = 60;

/// Why the platform's pip stops at a line.
enum Why<'a> {
    /// The line is wrong for every version.
    Wrong(&'a Unreadable),
    /// The whole file is a pointer of Git LFS.
    LfsPointer,
    /// Nothing stands behind `==`: older pips read that, and find no version that fits.
    NoVersion,
    /// Only pips of another age read these versions.
    Versions,
    /// Only newer pips read a comma at the end.
    Comma,
    /// Only pips of another age have this option.
    Option(&'static str),
}

struct UnreadableRequirement<'a> {
    shown: String,
    why: Why<'a>,
    pip: Series,
    meant: Option<String>,
    is_table: bool,
}

impl Message for UnreadableRequirement<'_> {
    fn message(&self, language: Language) -> String {
        let Self { shown, .. } = self;
        match (&self.why, language) {
            (Why::LfsPointer, En) => "The requirements file is only a pointer of Git LFS".to_owned(),
            (Why::LfsPointer, Zh) => "requirements 文件只是 Git LFS 的指针".to_owned(),
            (Why::NoVersion, En) => format!("No version stands behind the `==` of `{shown}`"),
            (Why::NoVersion, Zh) => format!("`{shown}` 的 `==` 后面没有版本"),
            (_, En) => format!("pip cannot read the line `{shown}`"),
            (_, Zh) => format!("pip 无法读取这一行：`{shown}`"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let why = match &self.why {
            Why::Wrong(problem) => why_wrong(problem, &self.shown, language),
            Why::LfsPointer => return lfs_pointer(language),
            Why::NoVersion => return format!("{}{}", why_no_version(language), self.advice(language)),
            Why::Versions => why_versions(self.pip, language),
            Why::Comma => why_comma(language),
            Why::Option(option) => why_option(self.pip, option, language),
        };
        match language {
            En => format!(
                "{why} pip reads the whole file first, so the build stops before anything is installed.{}",
                self.advice(En)
            ),
            Zh => format!("{why}pip 会先读完整个文件，因此构建在安装任何依赖之前就会停止。{}", self.advice(Zh)),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match (&self.meant, language) {
            (Some(meant), En) => format!("Write {}", quoted(meant, " and ")),
            (Some(meant), Zh) => format!("改为 {}", quoted(meant, " 和 ")),
            (None, En) => "Delete the line".to_owned(),
            (None, Zh) => "删除这一行".to_owned(),
        }
    }
}

impl UnreadableRequirement<'_> {
    fn advice(&self, language: Language) -> String {
        match (&self.meant, language) {
            (Some(meant), En) => format!(" Write {}.", quoted(meant, " and, on a line of its own, ")),
            (Some(meant), Zh) => format!("请写成 {}。", quoted(meant, "，另起一行写 ")),
            (None, En) if self.is_table => {
                " This is the table that `pip list` prints: delete its two head lines and write each other line as `name==version`, or save the output of `pip freeze` instead.".to_owned()
            }
            (None, Zh) if self.is_table => {
                "这是 `pip list` 输出的表格：请删除表头的两行，并把其余各行写成 `名称==版本`，或改为保存 `pip freeze` 的输出。".to_owned()
            }
            (None, _) => String::new(),
        }
    }
}

fn why_wrong(problem: &Unreadable, shown: &str, language: Language) -> String {
    match (problem, language) {
        (Unreadable::Requirement, En) if has_single_equals(shown) => {
            "A single `=` is no operator in a requirements file; versions are pinned with `==`.".to_owned()
        }
        (Unreadable::Requirement, Zh) if has_single_equals(shown) => {
            "requirements 文件中单个 `=` 不是运算符，固定版本要用 `==`。".to_owned()
        }
        (Unreadable::Requirement, En) if has_no_operator(shown) => {
            "Between a package and its version stands an operator such as `==`.".to_owned()
        }
        (Unreadable::Requirement, Zh) if has_no_operator(shown) => "包名与版本之间要有 `==` 之类的运算符。".to_owned(),
        (Unreadable::Requirement, En) => {
            "A line has to be a package with its versions such as `Flask==2.0.3`, an address, a path, an option such as `-r base.txt`, or a comment behind `#`.".to_owned()
        }
        (Unreadable::Requirement, Zh) => {
            "每一行必须是带版本的包（如 `Flask==2.0.3`）、地址、路径、选项（如 `-r base.txt`）或 `#` 开头的注释。".to_owned()
        }
        (Unreadable::Marker, En) => {
            "What stands behind the `;` has to be a condition such as `python_version < \"3.8\"`, with its value in quotes.".to_owned()
        }
        (Unreadable::Marker, Zh) => "`;` 后面必须是条件，例如 `python_version < \"3.8\"`，其中的值要加引号。".to_owned(),
        (Unreadable::UnknownOption(option), En) => format!(
            "A requirements file cannot have the option `{option}`; most options of `pip install` work on the command line only."
        ),
        (Unreadable::UnknownOption(option), Zh) => {
            format!("requirements 文件中不能使用选项 `{option}`；`pip install` 的大多数选项只能用在命令行中。")
        }
        (Unreadable::AmbiguousOption(option), En) => format!("`{option}` is the start of several options; write the whole name."),
        (Unreadable::AmbiguousOption(option), Zh) => format!("`{option}` 是多个选项的开头，请写出完整的名称。"),
        (Unreadable::MissingValue(option), En) => format!("`{option}` needs a value behind it, and there is none."),
        (Unreadable::MissingValue(option), Zh) => format!("`{option}` 后面需要一个值，但这里没有。"),
        (Unreadable::UnwantedValue(option), En) => format!("`{option}` takes no value; delete the `=` and what stands behind it."),
        (Unreadable::UnwantedValue(option), Zh) => format!("`{option}` 不接受值，请删除 `=` 及其后的内容。"),
        (Unreadable::WrongValue(option), En) => format!(
            "The value of `{option}` is malformed: a hash is `sha256:`, `sha384:` or `sha512:` and its digits, a setting is `KEY=VALUE`."
        ),
        (Unreadable::WrongValue(option), Zh) => format!(
            "`{option}` 的值格式不对：哈希要写成 `sha256:`、`sha384:` 或 `sha512:` 加数字，设置要写成 `KEY=VALUE`。"
        ),
        (Unreadable::EditableAddress, En) => {
            "`-e` takes a path or the address of a repository such as `git+https://…`; without `-e` the line is an ordinary download.".to_owned()
        }
        (Unreadable::EditableAddress, Zh) => {
            "`-e` 后面必须是路径或仓库地址（如 `git+https://…`）；去掉 `-e` 后这一行就是普通的下载。".to_owned()
        }
        (Unreadable::EditableWithoutName, En) => {
            "Behind `-e`, the address of a repository has to end in the name of the package: `#egg=name`.".to_owned()
        }
        (Unreadable::EditableWithoutName, Zh) => "`-e` 后的仓库地址必须以包名结尾：`#egg=包名`。".to_owned(),
        (Unreadable::Quote, En) => "A quote is opened and not closed.".to_owned(),
        (Unreadable::Quote, Zh) => "引号没有闭合。".to_owned(),
    }
}

fn why_versions(pip: Series, language: Language) -> String {
    match language {
        En => format!("The platform's pip {pip} does not take versions in this form; other releases of pip do."),
        Zh => format!("平台使用的 pip {pip} 不接受这种版本写法，虽然其他版本的 pip 接受。"),
    }
}

fn lfs_pointer(language: Language) -> String {
    match language {
        En => "This is not the list of packages but a pointer that Git LFS puts in its place: the platform gets the pointer, pip cannot read its first line, and nothing is installed. Take `requirements.txt` out of `.gitattributes` and commit the real file.".to_owned(),
        Zh => "这不是依赖列表，而是 Git LFS 放在原处的指针：平台得到的是指针，pip 连第一行都无法读取，不会安装任何依赖。请把 `requirements.txt` 从 `.gitattributes` 中去掉，并提交真正的文件。".to_owned(),
    }
}

fn why_no_version(language: Language) -> String {
    match language {
        En => "No release has an empty version: pip finds nothing that fits, and the build stops.".to_owned(),
        Zh => "任何发布都不会是空版本：pip 找不到合适的版本，构建停止。".to_owned(),
    }
}

fn why_comma(language: Language) -> String {
    match language {
        En => "Behind the comma another version has to stand.".to_owned(),
        Zh => "逗号后面必须还有一个版本条件。".to_owned(),
    }
}

fn why_option(pip: Series, option: &str, language: Language) -> String {
    match language {
        En => format!("The platform's pip {pip} has no option `{option}` in requirements files; other releases of pip have it."),
        Zh => format!("平台使用的 pip {pip} 不支持在 requirements 文件中使用选项 `{option}`，虽然其他版本的 pip 支持。"),
    }
}

fn quoted(lines: &str, between: &str) -> String {
    lines.lines().map(|line| format!("`{line}`")).collect::<Vec<_>>().join(between)
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

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for file in files(facts) {
        let Some(text) = facts.project.text(&file.path) else { continue };
        if is_lfs_pointer(text.as_str()) {
            if let Some(line) = file.file.lines.first() {
                findings.add(finding(facts, file, line, Why::LfsPointer));
            }
            continue;
        }
        let conflicts = conflicts(text.as_str());
        for line in file.file.lines.iter().filter(|line| !is_conflict_marker(line, &conflicts)) {
            if let Some(why) = why(line, pip(facts)) {
                findings.add(finding(facts, file, line, why));
            }
        }
    }
}

fn why(line: &Line, pip: Series) -> Option<Why<'_>> {
    let version = (pip.major, pip.minor);
    if let LineKind::Unreadable(problem) = &line.kind {
        return Some(Why::Wrong(problem));
    }
    if let Some(option) = line.options.iter().find(|option| !option.pips.contain(version)) {
        return Some(Why::Option(option.name));
    }
    let LineKind::Named(named) = &line.kind else { return None };
    match named.specifiers.as_str() {
        "==" => Some(Why::NoVersion),
        _ if named.pips.contain(version) => None,
        specifiers if specifiers.ends_with(',') => Some(Why::Comma),
        _ => Some(Why::Versions),
    }
}

fn says(why: &Why<'_>, line: &Line, pip: Series, file: &str, number: usize) -> Option<String> {
    let requirement = line.requirement.as_ref().map_or("", |target| target.text.as_str());
    match why {
        Why::Wrong(problem) => pip_words::unreadable(pip, problem, line, file, number),
        Why::Option(option) => Some(pip_words::no_such_option(option)),
        Why::NoVersion if pip_words::reads_any_version(pip) => Some(pip_words::no_distribution(pip, requirement, file, number)),
        Why::Versions if pip_words::reads_any_version(pip) && requirement.ends_with(']') => {
            let last = requirement
                .rfind(['<', '>', '=', '!'])
                .map(|sign| requirement[..sign].trim_end_matches(['<', '>', '=', '!']).len());
            Some(format!("ERROR: Extras after version '{}'.", &requirement[last?..]))
        }
        Why::LfsPointer | Why::NoVersion | Why::Versions | Why::Comma => {
            Some(pip_words::invalid_requirement(pip, requirement, file, number))
        }
    }
}

fn finding<'l>(facts: &Facts<'_>, file: &Followed, line: &'l Line, why: Why<'l>) -> Finding<UnreadableRequirement<'l>> {
    let pip = pip(facts);
    let says = number(facts, file, line).and_then(|number| says(&why, line, pip, &file.printed, number));
    let meant = if matches!(why, Why::LfsPointer) { None } else { suggestion::meant(line, pip) };
    let is_table = suggestion::is_table_head(line);
    let edit = match &meant {
        Some(Meant { range, text }) => Some((range.clone(), text.replace('\n', ending(facts, file, line)))),
        None => is_table.then(|| (line.range.clone(), String::new())),
    };
    let fix = edit.filter(|_| is_editable(facts, &file.path));
    let fix = fix.map(|(range, text)| FixBuilder::unsafe_().edit(&file.path, range, text));
    let shown = shorten(&secrets::mask(&line.text));
    let message = UnreadableRequirement { shown, why, pip, meant: meant.map(|meant| meant.text), is_table };
    let mut finding = Finding::new(Place::range(&file.path, line.content.clone()), message);
    if let Some(says) = says {
        finding = finding.says(says);
    }
    match fix {
        Some(fix) => finding.fix(fix),
        None => finding,
    }
}

/// The line end of the lines that come in place of a line.
fn ending(facts: &Facts<'_>, file: &Followed, line: &Line) -> &'static str {
    let text = facts.project.text(&file.path);
    if text.is_some_and(|text| text.as_str()[line.range.clone()].ends_with("\r\n")) { "\r\n" } else { "\n" }
}

fn shorten(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// Whether another rule speaks of the line.
fn is_conflict_marker(line: &Line, conflicts: &[Range<usize>]) -> bool {
    let is_marker = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|sign| line.text.starts_with(sign));
    is_marker && conflicts.iter().any(|conflict| conflict.contains(&line.content.start))
}
