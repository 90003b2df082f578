//! PSH501: `flask=2.0` and other lines that pip cannot read.

use crate::analysis::knowledge::pip::Pip;
use crate::analysis::requirements::Followed;
use crate::analysis::requirements::fault::RequirementFault;
use crate::analysis::requirements::meant::{self, MeantLine};
use crate::analysis::requirements::unread::UnreadCause;
use crate::rules::prelude::*;
use crate::syntax::requirements::Line;
use crate::text::secrets;

use super::lines::{faulty_lines, is_editable, place};
use super::why::sentence;

rule! {
    code: "PSH501",
    name: "unreadable-requirement",
    severity: Error,
    stage: Build,
    fix: Unsafe,
    en: "A line of a requirements file that pip cannot read",
    zh: "requirements 文件中有 pip 无法读取的行",
}

/// Longer lines are cut in sentences.
const SHOWN: usize = 60;

struct UnreadableRequirement<'a> {
    shown: String,
    cause: &'a UnreadCause,
    pip: Pip,
    meant: Option<String>,
    is_table: bool,
}

impl Message for UnreadableRequirement<'_> {
    fn message(&self, language: Language) -> String {
        let Self { shown, .. } = self;
        match self.cause {
            UnreadCause::NoVersion => {
                say!(language, "No version stands behind the `==` of `{shown}`", "`{shown}` 的 `==` 后面没有版本")
            }
            _ => say!(language, "pip cannot read the line `{shown}`", "pip 无法读取这一行：`{shown}`"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (why, advice) = (sentence(self.cause, &self.shown, self.pip, language), self.advice(language));
        match self.cause {
            UnreadCause::NoVersion => format!("{why}{advice}"),
            _ => say!(
                language,
                "{why} pip reads the whole file first, so the build stops before anything is installed.{advice}",
                "{why}pip 会先读完整个文件，因此构建在安装任何依赖之前就会停止。{advice}"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match &self.meant {
            Some(meant) => match language {
                En => format!("Write {}", quoted(meant, " and ")),
                Zh => format!("改为 {}", quoted(meant, " 和 ")),
            },
            None => say!(language, "Delete the line", "删除这一行"),
        }
    }
}

impl UnreadableRequirement<'_> {
    fn advice(&self, language: Language) -> String {
        match &self.meant {
            Some(meant) => match language {
                En => format!(" Write {}.", quoted(meant, " and, on a line of its own, ")),
                Zh => format!("请写成 {}。", quoted(meant, "，另起一行写 ")),
            },
            None if self.is_table => say!(
                language,
                " This is the table that `pip list` prints: delete its two head lines and write each other line as `name==version`, or save the output of `pip freeze` instead.",
                "这是 `pip list` 输出的表格：请删除表头的两行，并把其余各行写成 `名称==版本`，或改为保存 `pip freeze` 的输出。"
            ),
            None => String::new(),
        }
    }
}

fn quoted(lines: &str, between: &str) -> String {
    lines.lines().map(|line| format!("`{line}`")).collect::<Vec<_>>().join(between)
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let pip = facts.pip_reads().pip();
    for (file, line, fault) in faulty_lines(facts, &RULE) {
        let RequirementFault::Unreadable(cause) = fault else { continue };
        let says = cause.says(line, pip, &file.origin(facts.project, line));
        let (meant, is_table) = (meant::meant(line, pip), meant::is_table_head(line));
        let edit = match &meant {
            Some(MeantLine { range, text }) => Some((range.clone(), text.replace('\n', ending(facts, file, line)))),
            None => is_table.then(|| (line.range.clone(), String::new())),
        };
        let fix = edit.filter(|_| is_editable(facts, &file.path));
        let fix = fix.map(|(range, text)| FixBuilder::unsafe_().edit(&file.path, range, text));
        let shown = shorten(&secrets::mask(&line.text));
        let message = UnreadableRequirement { shown, cause, pip, meant: meant.map(|meant| meant.text), is_table };
        findings.add(Finding::new(place(file, line), message).says_if_known(says).fix(fix));
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
