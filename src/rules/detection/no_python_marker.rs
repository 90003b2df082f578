//! PSH101: nothing says that this is Python.

use crate::analysis::requirements::ROOT_FILE;
use crate::project::Project;
use crate::rules::prelude::*;

use super::recognition::{in_subfolder, is_stuck, is_unrecognised, manager_file, misspelled, other_language, wanted, with_words};

rule! {
    code: "PSH101",
    name: "no-python-marker",
    severity: Error,
    stage: Detect,
    fix: Safe,
    en: "No file by which the platform recognises Python",
    zh: "没有让平台识别为 Python 项目的文件",
}

struct NoPythonMarker<'a> {
    /// The files of which one would do.
    wanted: Vec<&'a str>,
    /// What makes it Python all the same; none if nothing does.
    marker: Option<&'a str>,
    cause: Cause<'a>,
}

/// What the project has instead.
enum Cause<'a> {
    /// The file of a package manager that does not count here, and the command that leads from it.
    Manager(&'a str, Option<&'a str>),
    /// The file of another language; there may be Python beside it.
    OtherLanguage(&'a str),
    /// Python files alone.
    Code,
    /// No Python at all.
    Nothing,
}

impl Message for NoPythonMarker<'_> {
    fn message(&self, language: Language) -> String {
        match self.wanted.as_slice() {
            [marker] => {
                say!(language, "There is no `{marker}` at the root of the project", "项目根目录下没有 `{marker}`")
            }
            markers => match language {
                En => format!("There is none of {} at the root of the project", listed(markers, ", ", ", ")),
                Zh => format!("项目根目录下没有 {} 中的任何一个", listed(markers, "、", "、")),
            },
        }
    }

    fn detail(&self, language: Language) -> String {
        let cause = self.cause.explain(language);
        match self.marker {
            Some(marker) => match language {
                En => format!(
                    "The platform takes the project for Python by `{marker}`, and then stops: it installs from {}, and there is none. {cause}",
                    listed(&self.wanted, ", ", " or ")
                ),
                Zh => format!(
                    "平台根据 `{marker}` 识别为 Python 项目，随后停止：它要从 {} 安装依赖，而这些文件都不存在。{cause}",
                    listed(&self.wanted, "、", " 或 ")
                ),
            },
            None => match language {
                En => format!(
                    "The platform takes a project for Python by {} at its root; without it no Python is installed and nothing is built as Python. {cause}",
                    listed(&self.wanted, ", ", " or ")
                ),
                Zh => format!(
                    "平台根据根目录下的 {} 识别 Python 项目；没有它就不会安装 Python，也不会按 Python 构建。{cause}",
                    listed(&self.wanted, "、", " 或 ")
                ),
            },
        }
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Create an empty `requirements.txt`", "新建空的 `requirements.txt`")
    }
}

fn listed(names: &[&str], separator: &str, last: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((end, rest)) if !rest.is_empty() => format!("{}{last}{end}", rest.join(separator)),
        _ => quoted.concat(),
    }
}

impl<'a> Cause<'a> {
    fn of(project: &'a Project) -> Self {
        let manager = manager_file(project);
        let has_code = project.files().any(|(path, _)| path.strip_suffix(".py").is_some());
        match (manager, other_language(project), has_code) {
            (Some((file, command)), ..) => Self::Manager(file, command),
            (None, Some(file), _) => Self::OtherLanguage(file),
            (None, None, true) => Self::Code,
            (None, None, false) => Self::Nothing,
        }
    }

    fn explain(&self, language: Language) -> String {
        match self {
            Self::Manager(file, Some(command)) => say!(
                language,
                "`{file}` does not count here. Write its packages into `requirements.txt` and commit that: `{command}`.",
                "`{file}` 在这里不起作用。请把其中的软件包写入 `requirements.txt` 并提交：`{command}`。"
            ),
            Self::Manager(file, None) => say!(
                language,
                "`{file}` does not count here. A `requirements.txt` with the line `.` installs the project with all that `{file}` asks for.",
                "`{file}` 在这里不起作用。在 `requirements.txt` 中写一行 `.`，就会安装本项目以及 `{file}` 所要求的软件包。"
            ),
            Self::OtherLanguage(file) => say!(
                language,
                "`{file}` makes it a project of another language; if it is one of Python as well, add a `requirements.txt`.",
                "`{file}` 使它成为另一种语言的项目；如果它也是 Python 项目，请添加 `requirements.txt`。"
            ),
            Self::Code => say!(
                language,
                "An empty `requirements.txt` is enough to be recognised; each package that the program imports needs a line in it: `pip freeze > requirements.txt`.",
                "空的 `requirements.txt` 就足以被识别；程序导入的每个软件包都要在其中占一行：`pip freeze > requirements.txt`。"
            ),
            Self::Nothing => say!(
                language,
                "There is no Python file in the project: check that these are the files of the right folder.",
                "项目中没有任何 Python 文件：请确认所选的文件夹是否正确。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    // What is recognised has a rule of its own where it is the file of another package manager.
    let is_other_manager = !is_unrecognised(facts) && manager_file(facts.project).is_some();
    if !is_stuck(facts) || is_other_manager || misspelled(facts).is_some() || in_subfolder(facts).is_some() {
        return;
    }
    let cause = Cause::of(facts.project);
    let fix = matches!(cause, Cause::Code).then(|| FixBuilder::safe().create(ROOT_FILE, ""));
    let message = NoPythonMarker { wanted: wanted(facts), marker: facts.detection.because.first().map(String::as_str), cause };
    let finding = with_words(facts, Finding::new(Place::project(), message));
    findings.add(finding.fix(fix));
}
