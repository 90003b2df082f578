//! PSH410: a version file that is not plain UTF-8.

use crate::analysis::Facts;
use crate::diagnostic::{FixBuilder, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::platform::VersionSource;
use crate::rules::{Family, Finding, Findings, FixKind, Message, Place, Rule};
use crate::text::Encoding;

use super::verdict::{Verdict, verdict};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH410",
    name: "version-file-encoding",
    since: "0.1.0",
    family: Family::PythonVersion,
    severity: Severity::Error,
    stage: Stage::Build,
    fix: FixKind::Safe,
    summary: Localized {
        en: "A version file with a byte order mark, in UTF-16 or in no known encoding",
        zh: "版本文件带有字节顺序标记，或不是 UTF-8 编码",
    },
    #[cfg(feature = "pages")]
    page: Localized { en: include_str!("version_file_encoding.md"), zh: include_str!("version_file_encoding.zh.md") },
    check,
};

struct VersionFileEncoding {
    file: &'static str,
    encoding: Encoding,
}

impl Message for VersionFileEncoding {
    fn message(&self, language: Language) -> String {
        let Self { file, encoding } = self;
        match (encoding, language) {
            (Encoding::Utf8 | Encoding::Utf8Bom, En) => format!("{file} begins with a byte order mark"),
            (Encoding::Utf8 | Encoding::Utf8Bom, Zh) => format!("{file} 开头有字节顺序标记（BOM）"),
            (Encoding::Utf16Le { .. } | Encoding::Utf16Be { .. }, En) => format!("{file} is saved as UTF-16"),
            (Encoding::Utf16Le { .. } | Encoding::Utf16Be { .. }, Zh) => format!("{file} 以 UTF-16 编码保存"),
            (Encoding::Undecodable { .. }, En) => format!("{file} holds bytes that are no text in UTF-8"),
            (Encoding::Undecodable { .. }, Zh) => format!("{file} 含有不是 UTF-8 文本的字节"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let file = self.file;
        match (self.encoding, language) {
            (Encoding::Utf8 | Encoding::Utf8Bom, En) => format!(
                "The mark is invisible in an editor, but the platform takes it for a part of the version, and no such Python exists: the build stops. Windows editors write it. Save {file} as UTF-8 without BOM."
            ),
            (Encoding::Utf8 | Encoding::Utf8Bom, Zh) => format!(
                "编辑器中看不到这个标记，但平台会把它当作版本的一部分，而这样的 Python 并不存在：构建停止。它通常由 Windows 编辑器写入。请把 {file} 保存为不带 BOM 的 UTF-8。"
            ),
            (Encoding::Undecodable { .. }, En) => format!(
                "The platform takes these bytes for a part of the version, and no such Python exists: the build stops. Leave nothing in {file} but the version, and save it as UTF-8."
            ),
            (Encoding::Undecodable { .. }, Zh) => {
                format!(
                    "平台会把这些字节当作版本的一部分，而这样的 Python 并不存在：构建停止。{file} 中请只保留版本，并保存为 UTF-8。"
                )
            }
            (_, En) => format!(
                "The platform reads {file} byte by byte and finds no version in it: the build stops. `echo … > {file}` in Windows PowerShell writes UTF-16. Save the file as UTF-8 without BOM."
            ),
            (_, Zh) => format!(
                "平台按字节读取 {file}，找不到版本：构建停止。Windows PowerShell 中的 `echo … > {file}` 会写成 UTF-16。请把该文件保存为不带 BOM 的 UTF-8。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match language {
            En => format!("Save {} as UTF-8", self.file),
            Zh => format!("把 {} 保存为 UTF-8", self.file),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(Verdict::Encoding(encoding)) = verdict(facts) else { return };
    let Some(file) = facts.python.source.and_then(VersionSource::file) else { return };
    let Some(text) = facts.project.text(file) else { return };
    let mut finding = Finding::new(Place::file(file), VersionFileEncoding { file, encoding });
    if !matches!(encoding, Encoding::Undecodable { .. }) {
        finding = finding.fix(FixBuilder::safe().rewrite(file, text.as_str().trim_start_matches('\u{feff}')));
    }
    let is_runtime_txt = facts.python.source == Some(VersionSource::RuntimeTxt);
    findings.add(finding.case(match encoding {
        _ if is_runtime_txt => "runtime.txt",
        Encoding::Undecodable { .. } => "undecodable",
        Encoding::Utf8 | Encoding::Utf8Bom => "byte-order-mark",
        Encoding::Utf16Le { .. } | Encoding::Utf16Be { .. } => "utf-16",
    }));
}
