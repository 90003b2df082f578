//! PSH410: a version file that is not plain UTF-8.

use crate::analysis::python_version::{VersionVerdict, verdicts};
use crate::platform::VersionSource;
use crate::rules::prelude::*;
use crate::text::Encoding;

rule! {
    code: "PSH410",
    name: "version-file-encoding",
    severity: Error,
    stage: Build,
    fix: Safe,
    en: "A version file with a byte order mark, in UTF-16 or in no known encoding",
    zh: "版本文件带有字节顺序标记，或不是 UTF-8 编码",
}

struct VersionFileEncoding {
    file: &'static str,
    encoding: Encoding,
}

impl Message for VersionFileEncoding {
    fn message(&self, language: Language) -> String {
        let Self { file, encoding } = self;
        match encoding {
            Encoding::Utf8 | Encoding::Utf8Bom => {
                say!(language, "{file} begins with a byte order mark", "{file} 开头有字节顺序标记（BOM）")
            }
            Encoding::Utf16Le { .. } | Encoding::Utf16Be { .. } => {
                say!(language, "{file} is saved as UTF-16", "{file} 以 UTF-16 编码保存")
            }
            Encoding::Undecodable { .. } => {
                say!(language, "{file} holds bytes that are no text in UTF-8", "{file} 含有不是 UTF-8 文本的字节")
            }
        }
    }

    fn detail(&self, language: Language) -> String {
        let file = self.file;
        match self.encoding {
            Encoding::Utf8 | Encoding::Utf8Bom => say!(
                language,
                "The mark is invisible in an editor, but the platform takes it for a part of the version, and no such Python exists: the build stops. Windows editors write it. Save {file} as UTF-8 without BOM.",
                "编辑器中看不到这个标记，但平台会把它当作版本的一部分，而这样的 Python 并不存在：构建停止。它通常由 Windows 编辑器写入。请把 {file} 保存为不带 BOM 的 UTF-8。"
            ),
            Encoding::Undecodable { .. } => say!(
                language,
                "The platform takes these bytes for a part of the version, and no such Python exists: the build stops. Leave nothing in {file} but the version, and save it as UTF-8.",
                "平台会把这些字节当作版本的一部分，而这样的 Python 并不存在：构建停止。{file} 中请只保留版本，并保存为 UTF-8。"
            ),
            _ => say!(
                language,
                "The platform reads {file} byte by byte and finds no version in it: the build stops. `echo … > {file}` in Windows PowerShell writes UTF-16. Save the file as UTF-8 without BOM.",
                "平台按字节读取 {file}，找不到版本：构建停止。Windows PowerShell 中的 `echo … > {file}` 会写成 UTF-16。请把该文件保存为不带 BOM 的 UTF-8。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Save {} as UTF-8", "把 {} 保存为 UTF-8", self.file)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for verdict in verdicts(facts) {
        let VersionVerdict::Encoding(encoding) = verdict else { continue };
        let Some(file) = facts.python.source.and_then(VersionSource::file) else { return };
        let text = facts.project.text(file).filter(|_| !matches!(encoding, Encoding::Undecodable { .. }));
        let fix = text.map(|text| FixBuilder::safe().rewrite(file, text.as_str().trim_start_matches('\u{feff}')));
        let finding = Finding::new(Place::file(file), VersionFileEncoding { file, encoding }).fix(fix);
        findings.add(finding.case(match encoding {
            _ if facts.python.source == Some(VersionSource::RuntimeTxt) => "runtime.txt",
            Encoding::Undecodable { .. } => "undecodable",
            Encoding::Utf8 | Encoding::Utf8Bom => "byte-order-mark",
            Encoding::Utf16Le { .. } | Encoding::Utf16Be { .. } => "utf-16",
        }));
    }
}
