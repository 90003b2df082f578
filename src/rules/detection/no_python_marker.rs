//! PSH101: nothing says that this is Python.

use crate::analysis::recognition::{Instead, RecognitionFault, wanted};
use crate::analysis::requirements::ROOT_FILE;
use crate::language::list;
use crate::rules::prelude::*;

use super::faulty::{recognition_faults, with_words};
use super::way_out;

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
    instead: Instead<'a>,
}

impl Message for NoPythonMarker<'_> {
    fn message(&self, language: Language) -> String {
        match self.wanted.as_slice() {
            [marker] if is_any_file(marker) => {
                say!(language, "There is no Python file in the project", "项目中没有 Python 文件")
            }
            [marker] => {
                say!(language, "There is no `{marker}` at the root of the project", "项目根目录下没有 `{marker}`")
            }
            markers => {
                let markers = list::row(list::quoted(markers), language);
                say!(language, "There is none of {markers} at the root of the project", "项目根目录下没有 {markers} 中的任何一个")
            }
        }
    }

    fn detail(&self, language: Language) -> String {
        let instead = self.instead(language);
        let wanted = list::or(list::quoted(&self.wanted), language);
        match self.marker {
            Some(marker) => say!(
                language,
                "The platform takes the project for Python by `{marker}`, and then stops: it installs from {wanted}, and there is none. {instead}",
                "平台根据 `{marker}` 识别为 Python 项目，随后停止：它要从 {wanted} 安装依赖，而这些文件都不存在。{instead}"
            ),
            None if self.wanted.iter().any(|marker| is_any_file(marker)) => say!(
                language,
                "The platform takes a project for Python by its files that end in `.py`; without one no Python is installed and nothing is built as Python. {instead}",
                "平台根据以 `.py` 结尾的文件识别 Python 项目；没有这样的文件就不会安装 Python，也不会按 Python 构建。{instead}"
            ),
            None => say!(
                language,
                "The platform takes a project for Python by {wanted} at its root; without it no Python is installed and nothing is built as Python. {instead}",
                "平台根据根目录下的 {wanted} 识别 Python 项目；没有它就不会安装 Python，也不会按 Python 构建。{instead}"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Create an empty `requirements.txt`", "新建空的 `requirements.txt`")
    }
}

/// Whether a marker stands for any file of Python.
fn is_any_file(marker: &str) -> bool {
    marker.starts_with("**/")
}

impl NoPythonMarker<'_> {
    fn instead(&self, language: Language) -> String {
        match self.instead {
            Instead::Manager(manager) => {
                let (file, way_out) = (manager.file, way_out::sentence(&manager, language));
                say!(language, "`{file}` does not count here. {way_out}", "`{file}` 在这里不起作用。{way_out}")
            }
            Instead::OtherLanguage(file) => say!(
                language,
                "`{file}` makes it a project of another language; if it is one of Python as well, add a `requirements.txt`.",
                "`{file}` 使它成为另一种语言的项目；如果它也是 Python 项目，请添加 `requirements.txt`。"
            ),
            Instead::Code => say!(
                language,
                "An empty `requirements.txt` is enough to be recognised; each package that the program imports needs a line in it: `pip freeze > requirements.txt`.",
                "空的 `requirements.txt` 就足以被识别；程序导入的每个软件包都要在其中占一行：`pip freeze > requirements.txt`。"
            ),
            Instead::Nothing => say!(
                language,
                "There is no Python file in the project: check that these are the files of the right folder.",
                "项目中没有任何 Python 文件：请确认所选的文件夹是否正确。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let marker = facts.detection.because.first().map(String::as_str);
    for fault in recognition_faults(facts, &RULE) {
        let RecognitionFault::NoMarker(instead) = fault else { continue };
        let fix = (instead == Instead::Code).then(|| FixBuilder::safe().create(ROOT_FILE, ""));
        let message = NoPythonMarker { wanted: wanted(facts.platform), marker, instead };
        findings.add(with_words(facts, Finding::new(Place::project(), message)).fix(fix));
    }
}
